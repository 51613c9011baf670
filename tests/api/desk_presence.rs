//! `openRow`, `closeRow`: who else has an application open.

use balai_shared::policy::Role;
use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const OPEN: &str = "mutation ($input: OpenRowInput!) { openRow(input: $input) { others } }";
const CLOSE: &str =
    "mutation ($input: CloseRowInput!) { closeRow(input: $input) { applicationId } }";

fn row(id: &str) -> Value {
    json!({ "input": { "applicationId": id } })
}

async fn opens(actor: &Actor, id: &str) -> usize {
    let others = actor.data(OPEN, row(id)).await["openRow"]["others"].clone();
    others.as_array().unwrap().len()
}

both!(colleagues_see_each_other_until_they_close_or_fall_silent, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let another = app.applicant().await.applies(session).await;
    let one = app.staff(centre, Role::Reviewer).await;
    let two = app.staff(centre, Role::Instructor).await;
    assert_eq!(opens(&one, &id).await, 0);
    assert_eq!(opens(&one, &id).await, 0, "nobody is told of oneself");
    assert_eq!(opens(&two, &another).await, 0, "another row");
    assert_eq!(opens(&two, &id).await, 1);
    assert_eq!(opens(&one, &id).await, 1);
    one.data(CLOSE, row(&id)).await;
    assert_eq!(opens(&two, &id).await, 0);
    assert_eq!(opens(&one, &id).await, 1);
    app.pass_seconds(29);
    assert_eq!(opens(&one, &id).await, 1);
    app.pass_seconds(1);
    assert_eq!(opens(&one, &id).await, 0, "silent for thirty seconds");
    app.pass_seconds(60);
    balai_backend::service::presence::purge(&app.services).await.unwrap();
    assert_eq!(app.number("SELECT COUNT(*) FROM presence").await, 0);
});

both!(only_who_works_there_is_seen_and_sees, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    for operation in [OPEN, CLOSE] {
        assert_eq!(app.visitor().code(operation, row(&id)).await, "UNAUTHENTICATED");
        assert_eq!(person.code(operation, row(&id)).await, "FORBIDDEN");
        assert_eq!(app.partner(centre).await.code(operation, row(&id)).await, "FORBIDDEN");
        let foreign = app.staff(other, Role::Admin).await;
        assert_eq!(foreign.code(operation, row(&id)).await, "NOT_FOUND");
        assert!(foreign.send(operation, row("ses_1")).await.code().is_some());
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM presence").await, 0);
});
