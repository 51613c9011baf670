//! Several mutations in one document: each is answered for itself.

use axum::{
    body::{Body, to_bytes},
    http::{Request, header},
};
use balai_tests::{Actor, Socket, TestApp, both, steps::text};
use serde_json::{Value, json};
use tower::ServiceExt;

/// The second is refused.
const THREE: &str = r#"mutation {
  zulu: updateProfile(input: {name: "Made Baru"}) { viewer { name } }
  mike: confirmOffer(input: {applicationId: "app_0000000000000000000001"}) { application { id } }
  alpha: markNotificationsRead { viewer { unreadNotifications } }
}"#;

/// What becomes of them, in the order of the document.
const DATA: &str = r#"{"zulu":{"viewer":{"name":"Made Baru"}},"mike":null,"alpha":{"viewer":{"unreadNotifications":0}}}"#;

/// The answer's text, because a map would lose the order.
async fn told(app: &TestApp, person: &Actor, key: Option<&str>) -> String {
    let mut request = Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header("x-requested-with", "balai");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    let mut request = request.body(Body::from(json!({ "query": THREE }).to_string())).unwrap();
    request.headers_mut().extend(person.identity());
    let answer = app.router().oneshot(request).await.unwrap();
    let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

fn assert_only_the_second_failed(answer: &Value) {
    assert_eq!(answer["errors"].as_array().unwrap().len(), 1, "{answer:#}");
    assert_eq!(answer["errors"][0]["path"], json!(["mike"]));
    assert_eq!(text(&answer["errors"][0]["extensions"]["code"]), "NOT_FOUND");
    let data: Value = serde_json::from_str(DATA).unwrap();
    assert_eq!(answer["data"], data);
}

both!(one_that_is_refused_is_null_and_hides_nothing_of_the_others, async |app: &TestApp| {
    let person = app.newcomer().await;
    let answer = told(app, &person.browser, None).await;
    assert!(answer.starts_with(&format!("{{\"data\":{DATA},")), "{answer}");
    assert_only_the_second_failed(&serde_json::from_str(&answer).unwrap());
    let name = person.data("{ viewer { name } }", json!({})).await;
    assert_eq!(name["viewer"]["name"], "Made Baru");
});

both!(a_retry_of_them_is_told_the_same, async |app: &TestApp| {
    let person = app.newcomer().await;
    let first = told(app, &person.browser, Some("k-1")).await;
    assert_eq!(told(app, &person.browser, Some("k-1")).await, first);
});

both!(a_socket_tells_the_same, async |app: &TestApp| {
    let person = app.newcomer().await;
    let mut socket = Socket::of(app, &person.browser).await;
    socket.asks("three", THREE).await;
    let heard = socket.hears().await;
    assert_eq!(heard["type"], "next");
    assert_only_the_second_failed(&heard["payload"]);
});
