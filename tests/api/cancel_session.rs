//! `cancelSession`: nobody joins from that moment, everybody is told, whatever crashes.

use balai_shared::{id::SessionId, policy::Role, time::Date};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{CONFIRM, REINSTATE, SUBMIT, about, applying_to, bulk, buying, fields},
};
use serde_json::{Value, json};

const CANCEL: &str = "mutation ($input: CancelSessionInput!) {
  cancelSession(input: $input) { session { id state cancellationReason seatsTaken } }
}";

fn input(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "reasonText": "Bengkel kebanjiran" } })
}

both!(it_is_for_those_who_publish_there, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::default()).await;
    assert_eq!(app.visitor().code(CANCEL, input(session)).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
        app.ministry().await.browser,
    ] {
        assert_eq!(actor.code(CANCEL, input(session)).await, "NOT_FOUND");
    }
    for role in [Role::Reviewer, Role::Instructor, Role::Counsellor] {
        let staff = app.staff(centre, role).await;
        assert_eq!(staff.code(CANCEL, input(session)).await, "FORBIDDEN");
    }
    let admin = app.staff(centre, Role::Admin).await;
    let id = session.to_string();
    for (text, code) in [(" ".to_owned(), "REQUIRED"), ("x".repeat(301), "TOO_LONG")] {
        let wrong = json!({ "input": { "sessionId": id, "reasonText": text } });
        let found = fields(&admin.error(CANCEL, wrong).await);
        assert_eq!(found, [("reasonText".to_owned(), code.to_owned())]);
    }
    let done = admin.data(CANCEL, input(session)).await["cancelSession"]["session"].clone();
    assert_eq!(done["state"], "CANCELLED");
    assert_eq!(done["cancellationReason"], "Bengkel kebanjiran");
    assert_eq!(admin.code(CANCEL, input(session)).await, "INVALID_TRANSITION");
});

both!(a_draft_and_what_is_over_are_not_called_off, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    assert_eq!(admin.code(CANCEL, input(draft)).await, "INVALID_TRANSITION");
    let session = app.session(centre, SessionPlan::default()).await;
    app.pass_hours(24 * 60);
    let admin = app.sign_in(admin.account).await;
    assert_eq!(admin.code(CANCEL, input(session)).await, "DEADLINE_PASSED");
});

both!(all_that_is_open_is_cancelled_and_told_what_fits_instead, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(2)).await;
    let other = SessionPlan { title: "Servis Injeksi", ..SessionPlan::default() };
    app.session(centre, other).await;
    let mut people: Vec<(Person, String)> = Vec::new();
    for _ in 0..3 {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        people.push((person, id));
    }
    people[0].0.confirms(&people[0].1).await;
    let admin = app.staff(centre, Role::Admin).await;
    let done = admin.data(CANCEL, input(session)).await;
    assert_eq!(done["cancelSession"]["session"]["seatsTaken"], 0);
    for (person, id) in &people {
        assert_eq!(person.state_of(id).await, "CANCELLED");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM session_cancellations").await, 0);
    let told = app.letters().await;
    let text = &told[0].letter.text;
    assert!(text.contains("Alasan: Bengkel kebanjiran."), "{text}");
    assert!(text.contains("Yang cocok: Servis Injeksi (2 Mar 2026)."), "{text}");
    let newcomer = app.applicant().await;
    assert_eq!(newcomer.code(SUBMIT, applying_to(session)).await, "INVALID_TRANSITION");
});

both!(what_was_held_of_the_balance_goes_back, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::prakerja(1_000_000)).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = balai_tests::steps::text(&person.submits(buying(session)).await["id"]).to_owned();
    person.confirms(&id).await;
    app.staff(centre, Role::Admin).await.data(CANCEL, input(session)).await;
    let released = "SELECT COUNT(*) FROM ledger_postings WHERE kind = 'RELEASE'";
    assert_eq!((person.state_of(&id).await.as_str(), app.number(released).await), ("CANCELLED", 1));
});

both!(a_crash_in_between_loses_nobody_and_lets_nobody_in, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let (offered, rejected) = (app.applicant().await, app.applicant().await);
    let (one, two) = (offered.applies(session).await, rejected.applies(session).await);
    let staff = app.staff(centre, Role::Admin).await;
    staff.decides(&[&one], "OFFER").await;
    let reject =
        json!({ "input": { "ids": [two], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject).await;
    // As when the server ended right after the first commit.
    let id = app.literal(session.as_u128());
    for sql in [
        format!("UPDATE sessions SET lifecycle = 'CANCELLED' WHERE id = {id}"),
        format!("INSERT INTO session_cancellations (session_id) VALUES ({id})"),
    ] {
        assert_eq!(app.execute(&sql).await.unwrap(), 1);
    }
    assert_eq!(offered.code(CONFIRM, about(&one)).await, "INVALID_TRANSITION");
    assert_eq!(staff.decides(&[&one], "WAITLIST").await, ["INVALID_TRANSITION"]);
    let back = bulk(&staff, REINSTATE, json!({ "ids": [two] })).await;
    assert_eq!(back, ["INVALID_TRANSITION"]);
    app.work().await;
    assert_eq!(offered.state_of(&one).await, "CANCELLED");
    assert_eq!(rejected.state_of(&two).await, "REJECTED");
    assert_eq!(app.number("SELECT COUNT(*) FROM session_cancellations").await, 0);
    // An untold offer is not told after the end.
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox WHERE kind = 'OFFERED'").await, 0);
});

both!(who_applies_while_it_is_called_off_does_not_get_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = app.literal(session.as_u128());
    let calls_off = format!("UPDATE sessions SET lifecycle = 'CANCELLED' WHERE id = {id}");
    let apply = async move { person.code(SUBMIT, applying_to(session)).await };
    assert_eq!(app.overtaken(&calls_off, apply, "SELECT 1").await, "INVALID_TRANSITION");
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 0);
});

both!(who_applies_while_registration_is_closed_comes_too_late, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let (id, now) = (app.literal(session.as_u128()), app.now().as_millis());
    let closes = format!("UPDATE sessions SET registration_closes_at = {now} WHERE id = {id}");
    let apply = async move { person.code(SUBMIT, applying_to(session)).await };
    assert_eq!(app.overtaken(&closes, apply, "SELECT 1").await, "DEADLINE_PASSED");
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 0);
});

both!(a_training_under_way_is_called_off_for_who_is_in_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let starts_on = Date::from_ymd(2026, 3, 2).unwrap();
    let session = app.session(centre, SessionPlan { starts_on, ..SessionPlan::seats(1) }).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    person.confirms(&id).await;
    app.pass_hours(30 * 24);
    let admin = app.staff(centre, Role::Admin).await;
    admin.data(CANCEL, input(session)).await;
    assert_eq!(admin.state_of(&id).await, "CANCELLED");
});
