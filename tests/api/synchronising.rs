//! `changedSince`: what a synchronising client asks for.

use balai_shared::{policy::Role, session::SessionLifecycle};
use balai_tests::{Actor, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const APPLICATIONS: &str = "query ($since: DateTime) {
  applications(changedSince: $since, orderBy: CHANGED_AT) { totalCount nodes { id state changedAt } }
}";
const SESSIONS: &str = "query ($since: DateTime) {
  sessions(changedSince: $since) { totalCount nodes { id state } }
}";

async fn changed(actor: &Actor, query: &str, list: &str, since: &str) -> Vec<(String, String)> {
    let data = actor.data(query, json!({ "since": since })).await;
    let nodes = data[list]["nodes"].as_array().unwrap().clone();
    assert_eq!(data[list]["totalCount"], nodes.len());
    nodes
        .iter()
        .map(|node| (text(&node["id"]).to_owned(), text(&node["state"]).to_owned()))
        .collect()
}

both!(what_changed_comes_withdrawn_and_cancelled_included, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let (one, two, three) = (app.applicant().await, app.applicant().await, app.applicant().await);
    let first = one.applies(session).await;
    let second = two.applies(session).await;
    three.applies(session).await;
    app.pass_hours(1);
    let since = app.now().to_string();
    one.confirms(&first).await;
    app.pass_seconds(1);
    two.withdraws(&second).await;
    let partner = app.partner(centre).await;
    let expected = [(first.clone(), "CONFIRMED".to_owned()), (second, "WITHDRAWN".to_owned())];
    assert_eq!(changed(&partner, APPLICATIONS, "applications", &since).await, expected);
    let later = app.now().plus_seconds(1).to_string();
    assert_eq!(changed(&partner, APPLICATIONS, "applications", &later).await, []);
});

both!(a_client_that_asks_from_the_last_change_misses_nothing, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let partner = app.partner(centre).await;
    let first = app.applicant().await.applies(session).await;
    let data = partner.data(APPLICATIONS, json!({ "since": "2020-01-01T00:00:00Z" })).await;
    let last = text(&data["applications"]["nodes"][0]["changedAt"]).to_owned();
    // Another one at the same moment, after the client has asked.
    let second = app.applicant().await.applies(session).await;
    let found = changed(&partner, APPLICATIONS, "applications", &last).await;
    let ids: Vec<_> = found.into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids, [first, second]);
});

both!(sessions_that_changed_come_cancelled_ones_too, async |app: &TestApp| {
    let centre = app.centre().await;
    let quiet = app.session(centre, SessionPlan::default()).await;
    app.pass_hours(1);
    let since = app.now().to_string();
    let cancelled =
        SessionPlan { lifecycle: SessionLifecycle::Cancelled, ..SessionPlan::default() };
    let cancelled = app.session(centre, cancelled).await;
    let found = changed(&app.visitor(), SESSIONS, "sessions", &since).await;
    assert_eq!(found, [(cancelled.to_string(), "CANCELLED".to_owned())]);
    // A seat that is taken changes the session, too.
    app.applicant().await.applies(quiet).await;
    let found = changed(&app.visitor(), SESSIONS, "sessions", &since).await;
    assert_eq!(found.len(), 2);
});

both!(a_published_draft_is_a_change_for_visitors, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    app.pass_hours(1);
    let since = app.now().to_string();
    let publish = "mutation ($input: PublishSessionInput!) {
      publishSession(input: $input) { session { id } }
    }";
    let staff = app.staff(centre, Role::Admin).await;
    staff.data(publish, json!({ "input": { "sessionId": draft.to_string() } })).await;
    let found = changed(&app.visitor(), SESSIONS, "sessions", &since).await;
    assert_eq!(found, [(draft.to_string(), "OPEN".to_owned())]);
});

both!(a_time_that_is_none_is_an_invalid_query, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    for since in [json!("yesterday"), json!("2026-02-01"), json!(1), json!("2026-13-01T00:00:00Z")]
    {
        let variables: Value = json!({ "since": since });
        assert_eq!(partner.code(APPLICATIONS, variables).await, "INVALID_QUERY");
    }
});
