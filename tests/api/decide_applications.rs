//! `decideApplications`: who may, and with which input. The order of rows: `decide_order`.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{DECIDE, deciding, fields},
};
use serde_json::{Value, json};

/// A job seeker who waits for a decision by merit.
async fn waiting(app: &TestApp, centre: InstitutionId) -> (Person, String) {
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    (person, id)
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let (_, id) = waiting(app, app.centre().await).await;
    assert_eq!(app.visitor().code(DECIDE, deciding(&[&id], "OFFER")).await, "UNAUTHENTICATED");
});

both!(who_decides_nothing_anywhere_is_told_so, async |app: &TestApp| {
    let (person, id) = waiting(app, app.centre().await).await;
    for actor in [person, app.pemda().await, app.ministry().await] {
        assert_eq!(actor.code(DECIDE, deciding(&[&id], "OFFER")).await, "FORBIDDEN");
    }
});

both!(admins_reviewers_and_the_partners_own_software_decide, async |app: &TestApp| {
    let centre = app.centre().await;
    for actor in [
        app.staff(centre, Role::Admin).await.browser,
        app.staff(centre, Role::Reviewer).await.browser,
        app.partner(centre).await,
    ] {
        let (person, id) = waiting(app, centre).await;
        assert_eq!(actor.decides(&[&id], "OFFER").await, ["OFFERED"]);
        assert_eq!(person.state_of(&id).await, "OFFERED");
    }
});

both!(the_history_says_whether_staff_or_software_decided, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre).await;
    app.staff(centre, Role::Admin).await.decides(&[&id], "SHORTLIST").await;
    app.partner(centre).await.decides(&[&id], "WAITLIST").await;
    let history = person.application(&id).await["history"].clone();
    let actors = [&history[0]["actor"], &history[1]["actor"], &history[2]["actor"]];
    assert_eq!(actors, ["APPLICANT", "STAFF", "PARTNER"]);
});

both!(instructors_and_counsellors_see_but_do_not_decide, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, id) = waiting(app, centre).await;
    for role in [Role::Instructor, Role::Counsellor] {
        let staff = app.staff(centre, role).await;
        assert_eq!(staff.decides(&[&id], "OFFER").await, ["FORBIDDEN"]);
        assert_eq!(staff.application(&id).await["allowedActions"], json!([]));
    }
});

both!(nobody_decides_about_oneself, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Admin).await;
    let helper = app.applicant().await;
    let id = helper.applies(session).await;
    // The same person once more, as one who works there.
    let grant = format!(
        "INSERT INTO role_grants (id, account_id, role, institution_id, created_at) \
         VALUES ({}, {}, 'REVIEWER', {}, 0)",
        app.literal(7),
        app.literal(helper.account.as_u128()),
        app.literal(centre.as_u128())
    );
    app.execute(&grant).await.unwrap();
    assert_eq!(helper.decides(&[&id], "OFFER").await, ["FORBIDDEN"]);
    assert_eq!(staff.decides(&[&id], "OFFER").await, ["OFFERED"]);
});

both!(rows_of_another_institution_are_not_found_each, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let (_, mine) = waiting(app, own).await;
    let (person, theirs) = waiting(app, other).await;
    let ids = [theirs.as_str(), "app_0000000000000000000001", "x", &mine];
    for actor in [app.staff(own, Role::Admin).await.browser, app.partner(own).await] {
        let codes = actor.decides(&ids, "SHORTLIST").await;
        assert_eq!(codes[..3], ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
    }
    assert_eq!(person.state_of(&theirs).await, "SUBMITTED");
});

/// What is wrong with an input.
async fn refused(actor: &Person, input: Value) -> Vec<(String, String)> {
    let error = actor.error(DECIDE, json!({ "input": input })).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    fields(&error)
}

both!(a_selection_is_neither_empty_nor_endless, async |app: &TestApp| {
    let staff = app.staff(app.centre().await, Role::Reviewer).await;
    let found = refused(&staff, json!({ "ids": [], "decision": "OFFER" })).await;
    assert_eq!(found, [("ids".to_owned(), "REQUIRED".to_owned())]);
    let found = refused(&staff, json!({ "ids": vec!["x"; 501], "decision": "OFFER" })).await;
    assert_eq!(found, [("ids".to_owned(), "TOO_MANY".to_owned())]);
    let results = staff.decides(&vec!["x"; 500], "OFFER").await;
    assert_eq!(results.len(), 500);
});

both!(a_rejection_has_a_reason_and_other_has_a_note, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let found = refused(&staff, json!({ "ids": [id], "decision": "REJECT" })).await;
    assert_eq!(found, [("reasonCode".to_owned(), "REQUIRED".to_owned())]);
    for note in [json!(null), json!("  ")] {
        let input =
            json!({ "ids": [id], "decision": "REJECT", "reasonCode": "OTHER", "note": note });
        assert_eq!(refused(&staff, input).await, [("note".to_owned(), "REQUIRED".to_owned())]);
    }
    for (note, code) in [("x".repeat(1001), "TOO_LONG"), ("a\u{0}".to_owned(), "INVALID_FORMAT")] {
        let input =
            json!({ "ids": [id], "decision": "REJECT", "reasonCode": "OTHER", "note": note });
        assert_eq!(refused(&staff, input).await, [("note".to_owned(), code.to_owned())]);
    }
    assert_eq!(person.state_of(&id).await, "SUBMITTED");
});

both!(the_applicant_reads_the_reason_and_the_note, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre).await;
    let input = json!({ "input": {
        "ids": [id], "decision": "REJECT", "reasonCode": "OTHER", "note": "Bawa ijazah, lalu coba lagi."
    } });
    app.staff(centre, Role::Reviewer).await.decides_with(input).await;
    let application = person.application(&id).await;
    assert_eq!(application["state"], "REJECTED");
    assert_eq!(application["decisionReason"]["code"], "OTHER");
    assert_eq!(application["decisionReason"]["note"], "Bawa ijazah, lalu coba lagi.");
    assert_eq!(application["history"][1]["reason"], application["decisionReason"]);
});

both!(a_rejections_note_is_its_own_not_an_earlier_steps, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let shortlist =
        json!({ "input": { "ids": [id], "decision": "SHORTLIST", "note": "Tes hari Senin." } });
    staff.decides_with(shortlist).await;
    let reject =
        json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject).await;
    let reason = person.application(&id).await["decisionReason"].clone();
    assert_eq!((&reason["code"], &reason["note"]), (&json!("LOW_SCORE"), &json!(null)));
});

both!(what_a_table_does_not_know_is_an_invalid_transition, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, id) = waiting(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(staff.decides(&[&id], "WAITLIST").await, ["WAITLISTED"]);
    for decision in ["WAITLIST", "SHORTLIST"] {
        assert_eq!(staff.decides(&[&id], decision).await, ["INVALID_TRANSITION"]);
    }
    person.withdraws(&id).await;
    let refused = staff.decides_with(deciding(&[&id], "OFFER")).await.remove(0);
    assert_eq!(
        (&refused["ok"], &refused["error"]["code"]),
        (&json!(false), &json!("INVALID_TRANSITION"))
    );
    assert_eq!(refused["application"]["state"], "WITHDRAWN", "what the caller works on from");
});

both!(once_the_session_has_begun_no_seat_is_offered, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, id) = waiting(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    app.pass_hours(29 * 24);
    assert_eq!(staff.decides(&[&id], "OFFER").await, ["DEADLINE_PASSED"]);
});
