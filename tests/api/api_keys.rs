//! `actor`: who asks; what a key may do, until when, and what it is told when it opens nothing.

use balai_backend::model::account::ApiKey;
use balai_shared::policy::{KeyScope, Role};
use balai_tests::{
    Actor, SessionPlan, Socket, TestApp, both,
    steps::{DECIDE, deciding, fields, text},
};
use serde_json::{Value, json};

const ACTOR: &str = "{ actor { __typename
  ... on Viewer { name }
  ... on ApiKey { id name institution { name } scopes createdAt expiresAt lastUsedAt }
} }";

async fn asked(actor: &Actor) -> Value {
    actor.data(ACTOR, json!({})).await["actor"].clone()
}

both!(a_key_is_told_whose_it_is_and_what_it_may, async |app: &TestApp| {
    let key = app.key(app.centre().await);
    let id = key.id.to_string();
    let end = app.now().plus_days(30);
    let software = app.software(ApiKey { expires_at: Some(end), ..key }).await;
    let now = app.now().to_string();
    let expected = json!({
        "__typename": "ApiKey", "id": id, "name": "uji", "institution": { "name": "Balai Uji" },
        "scopes": ["READ", "WRITE"], "createdAt": now, "expiresAt": end.to_string(),
        "lastUsedAt": now
    });
    assert_eq!(asked(&software).await, expected);
    let endless = app.partner(app.centre().await).await;
    let seen = asked(&endless).await;
    assert_ne!(seen["id"], json!(id), "each key sees itself alone");
    assert_eq!(seen["expiresAt"], Value::Null);
});

both!(a_person_is_its_viewer_and_a_visitor_nobody, async |app: &TestApp| {
    assert_eq!(asked(&app.visitor()).await, Value::Null);
    let staff = app.staff(app.centre().await, Role::Admin).await;
    let seen = asked(&staff.browser).await;
    let own = staff.data("{ viewer { name } }", json!({})).await;
    assert_eq!(seen, json!({ "__typename": "Viewer", "name": own["viewer"]["name"] }));
});

both!(the_use_of_a_key_is_noted_once_in_five_minutes, async |app: &TestApp| {
    let software = app.partner(app.centre().await).await;
    let used = async || asked(&software).await["lastUsedAt"].clone();
    let first = used().await;
    assert_eq!(first, json!(app.now().to_string()));
    app.pass_seconds(299);
    assert_eq!(used().await, first);
    app.pass_seconds(1);
    assert_eq!(used().await, json!(app.now().to_string()));
    assert_ne!(used().await, first);
});

both!(each_scope_opens_its_own_and_nothing_more, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let reader = app.software(ApiKey { scopes: vec![KeyScope::Read], ..app.key(centre) }).await;
    let writer = app.partner(centre).await;
    assert_eq!(asked(&reader).await["scopes"], json!(["READ"]));
    let state = json!({ "id": id });
    let state = async || {
        let query = "query ($id: ID!) { node(id: $id) { ... on Application { state } } }";
        reader.data(query, state.clone()).await["node"]["state"].clone()
    };
    assert_eq!(state().await, "SUBMITTED", "it reads what is the institution's");
    // Over HTTP, with a key of idempotency, over a WebSocket: no way leads round it.
    let offer = deciding(&[&id], "OFFER");
    assert_eq!(reader.send(DECIDE, offer.clone()).await.code(), Some("FORBIDDEN"));
    let keyed = [("idempotency-key", "k-1")];
    assert_eq!(reader.send_with(DECIDE, offer.clone(), &keyed).await.code(), Some("FORBIDDEN"));
    let mut socket = Socket::of(app, &reader).await;
    let payload = json!({ "query": DECIDE, "variables": offer });
    socket.says(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
    let heard = socket.hears().await;
    assert_eq!(heard["payload"][0]["extensions"]["code"], "FORBIDDEN", "{heard}");
    assert_eq!(state().await, "SUBMITTED");
    assert_eq!(writer.send(DECIDE, offer).await.code(), None);
    assert_eq!(state().await, "OFFERED");
});

/// What a key that opens nothing is told.
async fn refused(software: &Actor, code: &str) -> (String, String) {
    let answer = software.send(ACTOR, json!({})).await;
    assert_eq!((answer.status.as_u16(), answer.code()), (401, Some("UNAUTHENTICATED")));
    let error = &answer.body["errors"][0];
    assert_eq!(fields(error), [("Authorization".to_owned(), code.to_owned())]);
    let indonesian = software.clone().in_indonesian().send(ACTOR, json!({})).await;
    let words = |body: &Value| text(&body["errors"][0]["message"]).to_owned();
    (words(&answer.body), words(&indonesian.body))
}

both!(an_expired_key_is_told_so, async |app: &TestApp| {
    let end = app.now().plus_hours(1);
    let key = ApiKey { expires_at: Some(end), ..app.key(app.centre().await) };
    let software = app.software(key).await;
    let mut socket = Socket::of(app, &software).await;
    app.pass_seconds(3_599);
    assert_eq!(asked(&software).await["expiresAt"], json!(end.to_string()));
    app.pass_seconds(1);
    let (english, indonesian) = refused(&software, "EXPIRED").await;
    assert_eq!(english, "This key has expired. Ask the operator for a new one.");
    assert_eq!(
        indonesian,
        "Kunci ini sudah lewat masa berlakunya. Minta kunci baru kepada pengelola."
    );
    socket.asks("1", ACTOR).await;
    assert_eq!(socket.ends().await, 4401, "a connection that is open learns it, too");
});

both!(a_revoked_key_is_told_so, async |app: &TestApp| {
    let software = app.partner(app.centre().await).await;
    asked(&software).await;
    app.execute("UPDATE api_keys SET revoked_at = 1").await.unwrap();
    let (english, indonesian) = refused(&software, "REVOKED").await;
    assert_eq!(english, "This key was revoked. Ask the operator for a new one.");
    assert_eq!(indonesian, "Kunci ini sudah dicabut. Minta kunci baru kepada pengelola.");
});
