//! `undoDecisions`: the maker, within thirty seconds, and nobody was told.

use balai_backend::service::outbox;
use balai_shared::{id::InstitutionId, notification::Channel, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{UNDO, bulk, deciding, fields},
};
use serde_json::json;

const WAITING: &str = "SELECT COUNT(*) FROM outbox WHERE next_try_at IS NOT NULL";
const MESSAGES: &str = "query { viewer { unreadNotifications
  notifications(first: 20) { nodes { message } } } }";

async fn waiting(app: &TestApp, centre: InstitutionId, plan: SessionPlan) -> (Person, String) {
    let session = app.session(centre, plan).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    (person, id)
}

/// How many messages the person sees.
async fn told(person: &Person) -> i64 {
    let data = person.data(MESSAGES, json!({})).await;
    let shown = data["viewer"]["notifications"]["nodes"].as_array().unwrap().len();
    assert_eq!(data["viewer"]["unreadNotifications"], shown);
    i64::try_from(shown).unwrap()
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let code = app.visitor().code(UNDO, json!({ "input": { "ids": ["x"] } })).await;
    assert_eq!(code, "UNAUTHENTICATED");
});

both!(who_decides_nothing_is_told_so, async |app: &TestApp| {
    for actor in [app.applicant().await, app.pemda().await] {
        assert_eq!(actor.code(UNDO, json!({ "input": { "ids": ["x"] } })).await, "FORBIDDEN");
    }
});

both!(a_selection_is_neither_empty_nor_endless, async |app: &TestApp| {
    let staff = app.staff(app.centre().await, Role::Reviewer).await;
    for (ids, code) in [(vec![], "REQUIRED"), (vec!["x"; 501], "TOO_MANY")] {
        let error = staff.error(UNDO, json!({ "input": { "ids": ids } })).await;
        assert_eq!(fields(&error), [("ids".to_owned(), code.to_owned())]);
    }
});

both!(an_undone_offer_was_never_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let before = (app.number(WAITING).await, told(&person).await);
    staff.decides(&[&id], "OFFER").await;
    assert_eq!(app.number(WAITING).await, before.0 + 1);
    assert_eq!(told(&person).await, before.1, "nobody sees it for thirty seconds");
    app.pass_seconds(29);
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["SUBMITTED"]);
    assert_eq!(app.number(WAITING).await, before.0);
    app.pass_hours(1);
    assert_eq!(told(&person).await, before.1);
    let application = person.application(&id).await;
    let actions: Vec<_> =
        application["history"].as_array().unwrap().iter().map(|step| &step["action"]).collect();
    assert_eq!(actions, ["SUBMIT", "OFFER", "UNDO"], "the history forgets nothing");
    assert_eq!(application["offerExpiresAt"], json!(null));
});

both!(what_is_not_undone_is_told_after_thirty_seconds, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let before = told(&person).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&id], "SHORTLIST").await;
    let due = async || outbox::claim(&app.services, &[Channel::Email]).await.unwrap().len();
    let own = due().await;
    app.pass_seconds(29);
    assert_eq!(due().await, 0, "{own} were due before");
    app.pass_seconds(1);
    assert_eq!((due().await, told(&person).await), (1, before + 1));
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["DEADLINE_PASSED"]);
});

both!(a_message_that_a_sender_has_begun_with_keeps_the_decision, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&id], "OFFER").await;
    // As when a sender's clock is a moment ahead.
    app.execute("UPDATE outbox SET tries = 1 WHERE next_try_at IS NOT NULL").await.unwrap();
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["CONFLICT"]);
    assert_eq!(person.state_of(&id).await, "OFFERED");
    app.pass_seconds(30);
    assert_eq!(told(&person).await, 2, "the message within Balai is there as well");
});

both!(only_the_maker_takes_a_decision_back, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["INVALID_TRANSITION"]);
    staff.decides(&[&id], "SHORTLIST").await;
    let input = json!({ "ids": [id] });
    for (actor, code) in [
        (app.staff(centre, Role::Admin).await.browser, "FORBIDDEN"),
        (app.partner(centre).await, "FORBIDDEN"),
        (app.staff(other, Role::Admin).await.browser, "NOT_FOUND"),
        (app.staff(centre, Role::Instructor).await.browser, "FORBIDDEN"),
    ] {
        assert_eq!(bulk(&actor, UNDO, input.clone()).await, [code]);
    }
    assert_eq!(person.state_of(&id).await, "SHORTLISTED");
    assert_eq!(bulk(&staff, UNDO, input.clone()).await, ["SUBMITTED"]);
    assert_eq!(bulk(&staff, UNDO, input).await, ["INVALID_TRANSITION"], "once");
});

both!(a_partners_software_takes_its_own_back, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, id) = waiting(app, centre, SessionPlan::merit()).await;
    let partner = app.partner(centre).await;
    partner.decides(&[&id], "WAITLIST").await;
    assert_eq!(bulk(&partner, UNDO, json!({ "ids": [id] })).await, ["SUBMITTED"]);
});

both!(who_has_acted_stays_and_reads_of_no_offer_any_more, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&id], "OFFER").await;
    person.confirms(&id).await;
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["INVALID_TRANSITION"]);
    app.pass_seconds(31);
    let data = person.data(MESSAGES, json!({})).await;
    let texts = data["viewer"]["notifications"]["nodes"].to_string();
    assert!(texts.contains("certain") && !texts.contains("offered"), "{texts}");
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox WHERE kind = 'OFFERED'").await, 0);
});

both!(the_place_on_the_waiting_list_comes_back, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let mut people = Vec::new();
    for _ in 0..3 {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        people.push((person, id));
    }
    let ids: Vec<&str> = people.iter().map(|(_, id)| id.as_str()).collect();
    staff.decides(&ids, "WAITLIST").await;
    app.pass_seconds(60);
    let reject = json!({ "input": { "ids": [ids[1]], "decision": "REJECT",
        "reasonCode": "OTHER", "note": "Untuk orang lain." } });
    for decision in [reject, deciding(&[ids[1]], "OFFER")] {
        staff.decides_with(decision).await;
        assert_eq!(people[2].0.application(ids[2]).await["waitlistPosition"], 2);
        assert_eq!(bulk(&staff, UNDO, json!({ "ids": [ids[1]] })).await, ["WAITLISTED"]);
        let application = people[1].0.application(ids[1]).await;
        assert_eq!(application["waitlistPosition"], 2);
        assert_eq!(application["decisionReason"], json!(null));
        assert_eq!(people[2].0.application(ids[2]).await["waitlistPosition"], 3);
    }
    let reasons = people[1].0.application(ids[1]).await["history"].clone();
    let read = reasons.as_array().unwrap().iter().filter(|step| !step["reason"].is_null()).count();
    assert_eq!(read, 0, "what was undone may have been meant for somebody else");
    let kept = staff.application(ids[1]).await["history"].clone();
    assert_eq!(kept[2]["reason"]["note"], "Untuk orang lain.");
});

both!(an_undone_reinstatement_stands_for_the_reason_of_before, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let reject = json!({ "input": { "ids": [id], "decision": "REJECT",
        "reasonCode": "OTHER", "note": "Bawa ijazah." } });
    staff.decides_with(reject).await;
    app.pass_hours(1);
    let reason = person.application(&id).await["decisionReason"].clone();
    let input = json!({ "ids": [id] });
    let reinstated = bulk(&staff, balai_tests::steps::REINSTATE, input.clone()).await;
    assert_eq!(reinstated, ["SUBMITTED"]);
    assert_eq!(bulk(&staff, UNDO, input).await, ["REJECTED"]);
    assert_eq!(person.application(&id).await["decisionReason"], reason);
});

both!(
    a_revoked_offer_comes_back_with_its_deadline_while_its_seat_is_free,
    async |app: &TestApp| {
        let centre = app.centre().await;
        let plan = SessionPlan { capacity: 1, ..SessionPlan::merit() };
        let (person, id) = waiting(app, centre, plan).await;
        let staff = app.staff(centre, Role::Reviewer).await;
        staff.decides(&[&id], "OFFER").await;
        let until = person.application(&id).await["offerExpiresAt"].clone();
        app.pass_hours(5);
        let revoke = json!({ "ids": [id], "note": "Salah pilih." });
        assert_eq!(bulk(&staff, balai_tests::steps::REVOKE, revoke).await, ["REJECTED"]);
        assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["OFFERED"]);
        assert_eq!(person.application(&id).await["offerExpiresAt"], until);
    }
);

both!(a_seat_that_went_on_stays_where_it_is, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 1, ..SessionPlan::default() };
    let session = app.session(centre, plan).await;
    let (first, second) = (app.applicant().await, app.applicant().await);
    let (held, waits) = (first.applies(session).await, second.applies(session).await);
    let staff = app.staff(centre, Role::Reviewer).await;
    let revoke = json!({ "ids": [held], "note": "Salah pilih." });
    bulk(&staff, balai_tests::steps::REVOKE, revoke).await;
    assert_eq!(second.state_of(&waits).await, "OFFERED", "no seat idles");
    let data = staff.data(UNDO, json!({ "input": { "ids": [held] } })).await;
    let error = &data["undoDecisions"]["results"][0]["error"];
    assert_eq!(error["code"], "SEATS_EXHAUSTED");
    assert_eq!(error["message"], "This seat went to the next on the waiting list already.");
    assert_eq!(first.state_of(&held).await, "REJECTED");
});

both!(who_applied_anew_is_not_taken_back_to_the_first_application, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let reject =
        json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "DUPLICATE" } });
    staff.decides_with(reject).await;
    person.applies(session).await;
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["CONFLICT"]);
});
