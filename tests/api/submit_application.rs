//! `submitApplication`.

use balai_shared::{id::SessionId, session::SelectionMethod};
use balai_tests::{Kind, Person, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const SUBMIT: &str = "mutation ($input: SubmitApplicationInput!) {
  submitApplication(input: $input) {
    application { id state waitlistPosition offerExpiresAt submittedAt allowedActions }
  }
}";

fn input(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "funding": "PUBLIC" } })
}

async fn submit(person: &Person, session: SessionId) -> Value {
    let data = person.data(SUBMIT, input(session)).await;
    data["submitApplication"]["application"].clone()
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    assert_eq!(app.visitor().code(SUBMIT, input(session)).await, "UNAUTHENTICATED");
});

both!(first_come_offers_a_seat_at_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let application = submit(&app.applicant().await, session).await;
    assert_eq!(application["state"], "OFFERED");
    assert_eq!(application["offerExpiresAt"], "2026-02-03T01:00:00Z");
    assert_eq!(application["allowedActions"], json!(["CONFIRM", "DECLINE", "WITHDRAW"]));
});

both!(a_full_session_gives_a_place_on_the_waiting_list, async |app: &TestApp| {
    let plan = SessionPlan { capacity: 1, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    assert_eq!(submit(&app.applicant().await, session).await["state"], "OFFERED");
    for position in 1..=2 {
        let application = submit(&app.applicant().await, session).await;
        assert_eq!(application["state"], "WAITLISTED");
        assert_eq!(application["waitlistPosition"], position);
    }
});

both!(under_merit_it_waits_for_staff, async |app: &TestApp| {
    let plan = SessionPlan { method: SelectionMethod::Merit, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    assert_eq!(submit(&app.applicant().await, session).await["state"], "SUBMITTED");
});

both!(a_second_application_is_a_conflict, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    submit(&person, session).await;
    assert_eq!(person.code(SUBMIT, input(session)).await, "CONFLICT");
});

both!(an_empty_profile_is_told_what_is_missing, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let error = app.newcomer().await.error(SUBMIT, input(session)).await;
    assert_eq!(error["extensions"]["code"], "NOT_ELIGIBLE");
    assert_eq!(error["extensions"]["reasons"][0]["code"], "IDENTITY");
});

both!(another_funding_than_the_sessions_is_told_at_the_field, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let input = json!({ "input": { "sessionId": session.to_string(), "funding": "SELF" } });
    let error = app.applicant().await.error(SUBMIT, input).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    assert_eq!(error["extensions"]["fields"][0]["path"], "funding");
});

both!(registration_that_closed_is_a_deadline_passed, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    app.pass_hours(26 * 24);
    assert_eq!(person.code(SUBMIT, input(session)).await, "DEADLINE_PASSED");
});

/// 200 people at once for 16 seats; how many were offered one, and the waiting list's positions.
async fn rush(app: &TestApp) -> (usize, Vec<i64>) {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let mut people = Vec::new();
    for _ in 0..200 {
        people.push(app.applicant().await);
    }
    let calls: Vec<_> = people
        .into_iter()
        .map(|person| tokio::spawn(async move { submit(&person, session).await }))
        .collect();
    let (mut offered, mut positions) = (0, Vec::new());
    for call in calls {
        let application = call.await.unwrap();
        match application["state"].as_str().unwrap() {
            "OFFERED" => offered += 1,
            "WAITLISTED" => positions.push(application["waitlistPosition"].as_i64().unwrap()),
            other => unreachable!("{other}"),
        }
    }
    (offered, positions)
}

both!(two_hundred_at_once_get_sixteen_seats_and_an_order, async |app: &TestApp| {
    let (offered, mut positions) = rush(app).await;
    positions.sort_unstable();
    assert_eq!(offered, 16);
    assert_eq!(positions, (1..=184).collect::<Vec<_>>());
});

/// The test above, on a schema without the CHECK and with the seat decided before the lock: it
/// must oversell, or the test above could not fail.
async fn oversells(kind: Kind) {
    TestApp::run_sabotaged(kind, async |app: &TestApp| {
        let (offered, _) = rush(app).await;
        assert!(offered > 16, "only {offered} seats were given away: the guard stands elsewhere");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_guard_sqlite_oversells() {
    oversells(Kind::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_guard_postgres_oversells() {
    oversells(Kind::Postgres).await;
}
