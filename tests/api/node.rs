//! `node` and `nodes`.

use balai_shared::policy::Role;
use balai_tests::{Actor, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const NODE: &str = "query ($id: ID!) { node(id: $id) { __typename id } }";
const NODES: &str = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";

async fn kind(actor: &Actor, id: &str) -> Value {
    let node = actor.data(NODE, json!({ "id": id })).await["node"].clone();
    if !node.is_null() {
        assert_eq!(node["id"], id);
    }
    node["__typename"].clone()
}

both!(every_kind_of_object_is_found_by_who_may_see_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan::default();
    let program = app.program(centre, &plan).await;
    let session = app.session_of(centre, program, plan).await;
    let person = app.applicant().await;
    let application = person.applies(session).await;
    for (id, expected) in [
        (centre.to_string(), "Institution"),
        (program.to_string(), "Program"),
        (session.to_string(), "Session"),
        (person.applicant.to_string(), "Applicant"),
        (application, "Application"),
    ] {
        assert_eq!(kind(&person, &id).await, expected);
    }
});

both!(what_one_may_not_see_looks_like_what_is_not_there, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await.to_string();
    let session = app.session(centre, SessionPlan::default()).await;
    let person = app.applicant().await;
    let application = person.applies(session).await;
    let profile = person.applicant.to_string();
    let elsewhere = app.centre().await;
    for actor in [
        app.visitor(),
        app.applicant().await.browser,
        app.staff(elsewhere, Role::Admin).await.browser,
        app.partner(elsewhere).await,
        app.pemda().await.browser,
        app.ministry().await.browser,
    ] {
        for id in [&draft, &application, &profile] {
            assert_eq!(kind(&actor, id).await, Value::Null, "{id}");
        }
    }
    for actor in [app.staff(centre, Role::Instructor).await.browser, app.partner(centre).await] {
        assert_eq!(kind(&actor, &draft).await, "Session");
        assert_eq!(kind(&actor, &application).await, "Application");
        assert_eq!(kind(&actor, &profile).await, Value::Null, "only through an application");
    }
});

both!(ids_of_nothing_are_null, async |app: &TestApp| {
    let person = app.applicant().await;
    let account = person.account.to_string();
    for id in
        ["", "x", "ses_", "ses_0000000000000000000001", "usr_zzzzzzzzzzzzzzzzzzzzzz", &account]
    {
        assert_eq!(kind(&person, id).await, Value::Null, "{id}");
    }
});

both!(many_come_in_the_order_asked_with_nulls_between, async |app: &TestApp| {
    let (one, two) = (app.centre().await.to_string(), app.centre().await.to_string());
    let ids = [two.as_str(), "x", &one, &two];
    let data = app.visitor().data(NODES, json!({ "ids": ids })).await;
    let found: Vec<_> =
        data["nodes"].as_array().unwrap().iter().map(|node| node["id"].clone()).collect();
    assert_eq!(found, [json!(two), Value::Null, json!(one), json!(two)]);
    assert_eq!(app.visitor().data(NODES, json!({ "ids": [] })).await["nodes"], json!([]));
});

both!(a_hundred_ids_at_the_most, async |app: &TestApp| {
    let centre = app.centre().await.to_string();
    let data = app.visitor().data(NODES, json!({ "ids": vec![&centre; 100] })).await;
    assert_eq!(data["nodes"].as_array().unwrap().len(), 100);
    let error = app.visitor().error(NODES, json!({ "ids": vec![&centre; 101] })).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    assert_eq!(fields(&error), [("ids".to_owned(), "TOO_MANY".to_owned())]);
});
