//! `revokeOffers`, `extendOffers`, `dropParticipants`, `reinstateApplications`: who may, what they do.

use balai_shared::{
    id::{InstitutionId, SessionId},
    policy::Role,
};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{DROP, EXTEND, REINSTATE, REVOKE, bulk, fields},
};
use serde_json::{Value, json};

/// Each operation with an input that is right but for the id.
fn all(ids: &[&str]) -> [(&'static str, Value); 4] {
    [
        (REVOKE, json!({ "ids": ids, "note": "Kelas dipindah." })),
        (EXTEND, json!({ "ids": ids, "hours": 24, "note": "Jaringan putus." })),
        (DROP, json!({ "ids": ids, "note": "Tidak hadir tiga hari." })),
        (REINSTATE, json!({ "ids": ids, "note": null })),
    ]
}

/// The holder of the only seat, and who waits for it.
async fn two(app: &TestApp, centre: InstitutionId) -> (SessionId, [(Person, String); 2]) {
    let session = app.session(centre, SessionPlan::seats(1)).await;
    let (first, second) = (app.applicant().await, app.applicant().await);
    let (held, waits) = (first.applies(session).await, second.applies(session).await);
    (session, [(first, held), (second, waits)])
}

both!(a_visitor_is_asked_to_sign_in_and_who_decides_nothing_is_told_so, async |app: &TestApp| {
    let person = app.applicant().await;
    for (operation, input) in all(&["x"]) {
        let input = json!({ "input": input });
        assert_eq!(app.visitor().code(operation, input.clone()).await, "UNAUTHENTICATED");
        assert_eq!(person.code(operation, input.clone()).await, "FORBIDDEN");
        assert_eq!(app.ministry().await.code(operation, input).await, "FORBIDDEN");
    }
});

both!(another_centre_finds_nothing_and_who_only_teaches_may_not, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (_, [(person, id), _]) = two(app, centre).await;
    for (operation, input) in all(&[&id]) {
        let stranger = app.staff(other, Role::Admin).await;
        assert_eq!(bulk(&stranger, operation, input.clone()).await, ["NOT_FOUND"]);
        assert_eq!(bulk(&app.partner(other).await, operation, input.clone()).await, ["NOT_FOUND"]);
        let teacher = app.staff(centre, Role::Instructor).await;
        assert_eq!(bulk(&teacher, operation, input).await, ["FORBIDDEN"]);
    }
    assert_eq!(person.state_of(&id).await, "OFFERED");
});

both!(a_selection_is_there_and_says_why, async |app: &TestApp| {
    let staff = app.staff(app.centre().await, Role::Reviewer).await;
    for (operation, input) in all(&[]) {
        let error = staff.error(operation, json!({ "input": input })).await;
        assert_eq!(fields(&error), [("ids".to_owned(), "REQUIRED".to_owned())]);
    }
    for (operation, input) in all(&["x"]).into_iter().take(3) {
        let mut input = input;
        input["note"] = json!("  ");
        let error = staff.error(operation, json!({ "input": input })).await;
        assert_eq!(fields(&error), [("note".to_owned(), "REQUIRED".to_owned())]);
    }
    let both = json!({ "input": { "ids": ["x"], "hours": 1, "until": "x", "note": "n" } });
    assert_eq!(fields(&staff.error(EXTEND, both).await)[0].1, "NOT_ALLOWED");
    for (input, path, code) in [
        (json!({ "ids": ["x"], "note": "n" }), "hours", "REQUIRED"),
        (json!({ "ids": ["x"], "hours": 0, "note": "n" }), "hours", "OUT_OF_RANGE"),
        (json!({ "ids": ["x"], "until": "besok", "note": "n" }), "until", "INVALID_FORMAT"),
    ] {
        let error = staff.error(EXTEND, json!({ "input": input })).await;
        assert_eq!(fields(&error), [(path.to_owned(), code.to_owned())]);
    }
    let own = json!({ "input": { "ids": ["x"], "reasonCode": "DEFERRED", "note": "n" } });
    assert_eq!(fields(&staff.error(DROP, own).await)[0].0, "reasonCode");
});

both!(a_revoked_offers_seat_goes_on_and_the_person_reads_why, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, [(first, held), (second, waits)]) = two(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let input = json!({ "ids": [held, waits], "note": "Kelas dipindah." });
    let codes = bulk(&staff, REVOKE, input).await;
    assert_eq!(codes, ["REJECTED", "INVALID_TRANSITION"], "seats go on after the last row");
    assert_eq!(second.state_of(&waits).await, "OFFERED");
    let application = first.application(&held).await;
    assert_eq!(application["decisionReason"]["code"], "OFFER_REVOKED");
    assert_eq!(application["decisionReason"]["note"], "Kelas dipindah.");
});

both!(an_offer_stands_longer_but_never_past_the_start, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, [(person, id), (_, waits)]) = two(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let input = json!({ "ids": [id, waits], "hours": 24, "note": "Jaringan putus." });
    assert_eq!(bulk(&staff, EXTEND, input).await, ["OFFERED", "INVALID_TRANSITION"]);
    let until = async || person.application(&id).await["offerExpiresAt"].clone();
    assert_eq!(until().await, app.now().plus_hours(72).to_string());
    app.pass_hours(60);
    app.work().await;
    assert_eq!(person.state_of(&id).await, "OFFERED", "past the first deadline");
    let late = json!({ "ids": [id], "until": "2027-01-01T00:00:00Z", "note": "Lama." });
    assert_eq!(bulk(&staff, EXTEND, late.clone()).await, ["OFFERED"]);
    assert_eq!(until().await, "2026-03-01T16:00:00Z", "the first day begins in Denpasar");
    assert_eq!(bulk(&staff, EXTEND, late).await, ["INVALID_TRANSITION"], "not later");
    let history = person.application(&id).await["history"].clone();
    assert_eq!(history[2]["action"], "EXTEND");
    let told = "SELECT COUNT(*) FROM notifications WHERE kind = 'OFFER_EXTENDED'";
    assert_eq!(app.number(told).await, 2);
});

both!(a_lapsed_offer_is_not_extended, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, [(_, id), _]) = two(app, centre).await;
    app.pass_hours(48);
    let staff = app.staff(centre, Role::Reviewer).await;
    let input = json!({ "ids": [id], "hours": 24, "note": "Jaringan putus." });
    assert_eq!(bulk(&staff, EXTEND, input).await, ["DEADLINE_PASSED"]);
});

both!(who_is_dropped_in_time_gives_the_seat_on, async |app: &TestApp| {
    let centre = app.centre().await;
    let (_, [(first, held), (second, waits)]) = two(app, centre).await;
    let staff = app.staff(centre, Role::Admin).await;
    let input = json!({ "ids": [held], "reasonCode": "NO_SHOW", "note": "Tidak hadir." });
    assert_eq!(bulk(&staff, DROP, input.clone()).await, ["INVALID_TRANSITION"]);
    first.confirms(&held).await;
    assert_eq!(bulk(&staff, DROP, input).await, ["WITHDRAWN"]);
    assert_eq!(second.state_of(&waits).await, "OFFERED");
    let last = first.application(&held).await["history"][3].clone();
    assert_eq!(
        (&last["action"], &last["reason"]["note"]),
        (&json!("DROP"), &json!("Tidak hadir."))
    );
});

both!(after_the_replacement_day_the_seat_stays_used, async |app: &TestApp| {
    let centre = app.centre().await;
    let (session, [(first, held), _]) = two(app, centre).await;
    first.confirms(&held).await;
    app.pass_hours(30 * 24);
    let staff = app.staff(centre, Role::Admin).await;
    let input = json!({ "ids": [held], "note": "Tidak hadir." });
    assert_eq!(bulk(&staff, DROP, input).await, ["NOT_COMPLETED"]);
    assert_eq!(app.visitor().seats_of(session).await["seatsTaken"], 1);
});

both!(a_rejection_is_taken_back_until_the_session_begins, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let reject =
        json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject.clone()).await;
    app.pass_hours(24);
    assert_eq!(bulk(&staff, REINSTATE, json!({ "ids": [id] })).await, ["SUBMITTED"]);
    assert_eq!(bulk(&staff, REINSTATE, json!({ "ids": [id] })).await, ["INVALID_TRANSITION"]);
    staff.decides_with(reject).await;
    let anew = person.applies(session).await;
    assert_eq!(bulk(&staff, REINSTATE, json!({ "ids": [id] })).await, ["CONFLICT"]);
    person.withdraws(&anew).await;
    app.pass_hours(28 * 24);
    assert_eq!(bulk(&staff, REINSTATE, json!({ "ids": [id] })).await, ["DEADLINE_PASSED"]);
});
