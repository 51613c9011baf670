//! `previewSession`: what would be made, and nothing is.

use balai_shared::{id::ProgramId, policy::Role};
use balai_tests::{SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const PREVIEW: &str = "query ($input: CreateSessionInput!) { previewSession(input: $input) {
  id state capacity seatsLeft startsOn timeZone program { title } institution { name }
  viewerApplication { id }
} }";

fn input(program: ProgramId, changes: Value) -> Value {
    let mut input = json!({
        "programId": program.to_string(), "mode": "LURING", "funding": "PUBLIC",
        "selectionMethod": "MERIT", "capacity": 16,
        "registrationOpensAt": "2026-02-01T00:00:00Z",
        "registrationClosesAt": "2026-03-01T16:00:00Z",
        "startsOn": "2026-03-02", "endsOn": "2026-03-13"
    });
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

both!(who_may_plan_sees_the_session_as_it_would_be, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let program = app.program(centre, &SessionPlan::default()).await;
    let whole = input(program, json!({}));
    assert_eq!(app.visitor().code(PREVIEW, whole.clone()).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(centre, Role::Reviewer).await.browser,
        app.staff(other, Role::Admin).await.browser,
    ] {
        assert_eq!(actor.code(PREVIEW, whole.clone()).await, "FORBIDDEN");
    }
    let admin = app.staff(centre, Role::Admin).await;
    let mut seen = admin.data(PREVIEW, whole).await["previewSession"].clone();
    seen["id"].take();
    let expected = json!({
        "id": null, "state": "DRAFT", "capacity": 16, "seatsLeft": 16, "startsOn": "2026-03-02",
        "timeZone": "Asia/Makassar", "program": { "title": "Konversi Motor Listrik" },
        "institution": { "name": "Balai Uji" }, "viewerApplication": null,
    });
    assert_eq!(seen, expected);
    assert_eq!(app.number("SELECT COUNT(*) FROM sessions").await, 0, "nothing is written");
    let wrong = input(program, json!({ "capacity": 0, "endsOn": "2026-03-01" }));
    let error = admin.error(PREVIEW, wrong).await;
    let paths: Vec<_> = fields(&error).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["capacity", "endsOn"]);
});
