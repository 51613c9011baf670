//! `Session.fittingSessions`.

use balai_shared::{eligibility::Requirements, id::SessionId, time::Date};
use balai_tests::{Actor, InstitutionPlan, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const FITTING: &str = "query ($id: ID!) { node(id: $id) { ... on Session {
  fittingSessions { id }
} } }";

async fn fitting(actor: &Actor, session: SessionId) -> Value {
    let node = actor.data(FITTING, json!({ "id": session.to_string() })).await["node"].clone();
    node["fittingSessions"].clone()
}

fn from_forty() -> Requirements {
    Requirements { minimum_education: None, minimum_age: Some(40), maximum_age: None }
}

fn ids(sessions: &[SessionId]) -> Value {
    sessions.iter().map(|id| json!({ "id": id.to_string() })).collect()
}

both!(where_a_session_is_not_for_one_others_that_are_come_the_near_first, async |app: &TestApp| {
    let here = app.centre().await;
    let there =
        app.institution(InstitutionPlan { region: "31.71", ..InstitutionPlan::default() }).await;
    let closed_to_her = SessionPlan { requirements: from_forty(), ..SessionPlan::default() };
    let this = app.session(here, closed_to_her.clone()).await;
    let far = app.session(there, SessionPlan::default()).await;
    let near = app.session(here, SessionPlan::default()).await;
    let other_field = SessionPlan { vocation: "las", ..SessionPlan::default() };
    let beside = app.session(here, other_field.clone()).await;
    app.session(there, other_field).await;
    app.session(here, closed_to_her).await;
    let soon = SessionPlan { opens: Some(app.now().plus_hours(1)), ..SessionPlan::default() };
    app.session(here, soon).await;
    let applied = app.session(here, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(applied).await;
    assert_eq!(fitting(&person, this).await, ids(&[near, far, beside]));
    assert_eq!(fitting(&person, near).await, json!([]), "this one fits");
    for nobody in [app.visitor(), app.partner(here).await] {
        assert_eq!(fitting(&nobody, this).await, json!([]));
    }
    let unknown = app.newcomer().await;
    assert_eq!(fitting(&unknown, this).await, json!([]), "who is not known is promised nothing");
});

both!(where_registration_has_closed_four_at_the_most_are_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let this = app.session(centre, SessionPlan::default()).await;
    let starts_on = Date::from_ymd(2026, 6, 1).unwrap();
    for _ in 0..6 {
        app.session(centre, SessionPlan { starts_on, ..SessionPlan::default() }).await;
    }
    let person = app.applicant().await;
    assert_eq!(fitting(&person, this).await, json!([]));
    app.pass_hours(27 * 24);
    assert_eq!(fitting(&person, this).await.as_array().unwrap().len(), 4);
});
