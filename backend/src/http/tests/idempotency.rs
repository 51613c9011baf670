//! `Idempotency-Key` from outside.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::{Client, PASSWORD, registration};

const OURS: (&str, &str) = ("x-requested-with", "balai");

fn key(key: &str) -> [(&str, &str); 2] {
    [OURS, ("idempotency-key", key)]
}

fn rename(name: &str) -> Value {
    json!({
        "query": "mutation($name: String!) { updateProfile(input: {name: $name}) { viewer { name } } }",
        "variables": { "name": name },
    })
}

#[tokio::test]
async fn the_same_request_gets_the_same_answer_and_happens_once() {
    let mut client = Client::new().await;
    client.register().await;
    let first = client.post(&rename("Ayu"), &key("k")).await;
    assert!(first.headers.get("idempotent-replayed").is_none());
    assert_eq!(first.json()["data"]["updateProfile"]["viewer"]["name"], "Ayu", "{first:?}");
    client.post(&rename("Wayan"), &[OURS]).await;
    let second = client.post(&rename("Ayu"), &key("k")).await;
    assert_eq!(second.body, first.body);
    assert_eq!(second.header("idempotent-replayed"), "true");
    let now = client.app("{ viewer { name } }").await;
    assert_eq!(now.json()["data"]["viewer"]["name"], "Wayan");
}

#[tokio::test]
async fn another_input_is_a_conflict_whatever_it_says() {
    let mut client = Client::new().await;
    client.register().await;
    client.post(&rename("Ayu"), &key("k")).await;
    for other in [rename("Made"), json!({"query": "{"}), json!({"query": "mutation { nothing }"})] {
        let answer = client.post(&other, &key("k")).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::OK, "CONFLICT".into()), "{other}");
    }
}

#[tokio::test]
async fn an_answer_that_refuses_is_kept_too() {
    let mut client = Client::new().await;
    client.register().await;
    let refused = client.post(&rename(""), &key("k")).await;
    assert_eq!(refused.code(), "VALIDATION_FAILED");
    assert_eq!(client.post(&rename(""), &key("k")).await.body, refused.body);
    assert_eq!(client.post(&rename("Ayu"), &key("k")).await.code(), "CONFLICT");
}

#[tokio::test]
async fn a_key_is_1_to_255_visible_characters() {
    let mut client = Client::new().await;
    client.register().await;
    let long = "x".repeat(256);
    for bad in ["", "a b", &long, "\u{e9}"] {
        let answer = client.post(&rename("Ayu"), &key(bad)).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::OK, "VALIDATION_FAILED".into()));
    }
    assert!(client.post(&rename("Ayu"), &key(&long[1..])).await.body.contains("\"data\":{"));
}

#[tokio::test]
async fn a_query_needs_no_key_and_leaves_it_free() {
    let mut client = Client::new().await;
    client.register().await;
    client.post(&json!({ "query": "{ viewer { name } }" }), &key("k")).await;
    let answer = client.post(&rename("Ayu"), &key("k")).await;
    assert_eq!(answer.json()["data"]["updateProfile"]["viewer"]["name"], "Ayu");
}

#[tokio::test]
async fn two_at_once_happen_once() {
    let mut client = Client::new().await;
    let body = registration("ayu@contoh.id");
    let mut tasks = Vec::new();
    for _ in 0..4 {
        let request = super::request(
            "POST",
            "/graphql",
            &[("content-type", "application/json"), ("idempotency-key", "k")],
            body.to_string().into(),
        );
        let doors = client.doors.clone();
        tasks.push(tokio::spawn(async move {
            let response = tower::ServiceExt::oneshot(doors, request).await.unwrap();
            let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
            serde_json::from_slice::<Value>(&body).unwrap()
        }));
    }
    let mut done = 0;
    for task in tasks {
        let answer = task.await.unwrap();
        if answer["data"]["register"]["viewer"]["name"] == "Ni Ayu" {
            done += 1;
        } else {
            let extensions = &answer["errors"][0]["extensions"];
            assert_eq!(extensions["code"], "CONFLICT", "{answer}");
            assert!(extensions["retryAfter"].is_u64());
        }
    }
    assert!(done >= 1);
    let again = client.post(&body, &[("idempotency-key", "k")]).await;
    assert_eq!(again.header("idempotent-replayed"), "true");
    assert!(!client.has("balai_access"), "cookies are never given twice");
}

#[tokio::test]
async fn signing_in_takes_no_key() {
    let mut client = Client::new().await;
    client.register().await;
    client.app("mutation { signOut }").await;
    let sign_in = json!({
        "query": "mutation($input: SignInInput!) { signIn(input: $input) { viewer { name } } }",
        "variables": { "input": { "identifier": "ayu@contoh.id", "password": PASSWORD } },
    });
    for _ in 0..2 {
        client.forget("balai_access");
        client.forget("balai_refresh");
        client.post(&sign_in, &[("idempotency-key", "k")]).await;
        assert!(client.has("balai_access"));
    }
}
