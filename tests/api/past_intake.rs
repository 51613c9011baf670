//! `Program.pastIntake`: what became of a program's sessions that are over.

use balai_tests::{SessionPlan, TestApp, both};
use serde_json::{Value, json};

const PROGRAM: &str = "query ($id: ID!) { node(id: $id) { ... on Program {
  pastIntake { sessions applicants seats }
} } }";

both!(earlier_sessions_are_added_up_once_they_are_over, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan::seats(2);
    let program = app.program(centre, &plan).await;
    let id = json!({ "id": program.to_string() });
    let visitor = app.visitor();
    let mut sessions = Vec::new();
    for _ in 0..2 {
        sessions.push(app.session_of(centre, program, plan.clone()).await);
    }
    for (session, people) in sessions.iter().zip([5, 1]) {
        for _ in 0..people {
            app.applicant().await.applies(*session).await;
        }
    }
    let of_another = app.session(centre, SessionPlan::seats(9)).await;
    app.applicant().await.applies(of_another).await;
    let past = async || visitor.data(PROGRAM, id.clone()).await["node"]["pastIntake"].clone();
    assert_eq!(past().await, Value::Null, "none is over yet");
    app.pass_hours(24 * 60);
    app.work().await;
    app.close_begun().await;
    assert_eq!(past().await, json!({ "sessions": 2, "applicants": 6, "seats": 4 }));
});
