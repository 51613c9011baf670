//! GraphQL over HTTP. The specification itself is checked by the npm audits.

use axum::{body::Body, http::StatusCode};
use serde_json::json;

use super::{Client, request};

const MODERN: (&str, &str) = ("accept", "application/graphql-response+json");

#[tokio::test]
async fn an_answer_has_its_fields_in_order_and_tells_its_cost() {
    let mut client = Client::new().await;
    let query = "{ vocations { id } viewer { id } regions { code } }";
    let answer = client.post(&json!({ "query": query }), &[]).await;
    let places = ["\"vocations\"", "\"viewer\"", "\"regions\""].map(|key| answer.body.find(key));
    assert!(places.is_sorted(), "{}", answer.body);
    let cost = json!({"requested": 3 + 20 + 1 + 20, "limit": 60_000_000, "remaining": 59_999_956});
    assert_eq!(answer.json()["extensions"]["cost"], cost);
    assert_eq!(answer.header("ratelimit-remaining"), "59999956");
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.header("x-request-id").len(), 32);
}

#[tokio::test]
async fn a_document_over_a_limit_runs_nothing_and_names_the_limit() {
    let mut client = Client::new().await;
    let aliases: String = (0..31).map(|n| format!("a{n}: viewer {{ id }} ")).collect();
    let answer = client.post(&json!({ "query": format!("{{ {aliases} }}") }), &[MODERN]).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::BAD_REQUEST, "QUERY_TOO_COMPLEX".into())
    );
    let limit = &answer.json()["errors"][0]["extensions"]["limit"];
    assert_eq!(*limit, json!({"name": "aliases", "value": 31, "most": 30}));
    let large = json!({ "query": "{ viewer { id } }", "operationName": "x".repeat(300_000) });
    let answer = client.post(&large, &[]).await;
    assert_eq!(
        (answer.status, answer.code()),
        (StatusCode::PAYLOAD_TOO_LARGE, "QUERY_TOO_COMPLEX".into())
    );
}

#[tokio::test]
async fn only_queries_come_by_get() {
    let mut client = Client::new().await;
    let answer = client.get("/graphql?query=mutation%7BsignOut%7D", &[]).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.header("allow"), "POST");
    let answer = client.get("/graphql?query=%7Bviewer%7Bid%7D%7D", &[]).await;
    assert_eq!(answer.json()["data"], json!({ "viewer": null }));
}

#[tokio::test]
async fn other_bodies_and_other_answers_than_json_are_refused() {
    let mut client = Client::new().await;
    for kind in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let body = Body::from(r#"{"query":"{ viewer { id } }"}"#);
        let answer =
            client.send(request("POST", "/graphql", &[("content-type", kind)], body)).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE, "{kind}");
    }
    let answer =
        client.post(&json!({ "query": "{ viewer { id } }" }), &[("accept", "text/html")]).await;
    assert_eq!(answer.status, StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn a_variable_without_its_value_is_a_bad_query() {
    let mut client = Client::new().await;
    let query = "query($id: ID!) { node(id: $id) { id } }";
    for variables in [json!({}), json!({ "id": null })] {
        let answer =
            client.post(&json!({ "query": query, "variables": variables }), &[MODERN]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::BAD_REQUEST, "INVALID_QUERY".into())
        );
        assert!(answer.json().get("data").is_none());
    }
}

#[tokio::test]
async fn a_failed_root_field_makes_the_data_null() {
    let mut client = Client::new().await;
    let query =
        r#"{ vocations { id } eligibility(sessionId: "ses_0000000000000000000000") { verdict } }"#;
    let answer = client.post(&json!({ "query": query }), &[MODERN]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.json()["data"].is_null(), "{}", answer.body);
    assert!(answer.body.contains("\"data\":null"));
}

#[tokio::test]
async fn a_bad_key_is_no_visitor() {
    let mut client = Client::new().await;
    for key in ["Bearer blk_nobody", "Basic YTpi", "Bearer"] {
        let answer =
            client.post(&json!({ "query": "{ viewer { id } }" }), &[("authorization", key)]).await;
        assert_eq!(
            (answer.status, answer.code()),
            (StatusCode::UNAUTHORIZED, "UNAUTHENTICATED".into())
        );
        assert_eq!(answer.header("www-authenticate"), "Bearer");
    }
}

#[tokio::test]
async fn cookies_alone_are_not_enough() {
    let mut client = Client::new().await;
    client.register().await;
    let query = json!({ "query": "{ viewer { name } }" });
    let ours = ("x-requested-with", "balai");
    for headers in [
        &[][..],
        &[("x-requested-with", "XMLHttpRequest")],
        &[ours, ("sec-fetch-site", "cross-site")],
        &[ours, ("origin", "https://evil.example"), ("host", "balai.example")],
    ] {
        let answer = client.post(&query, headers).await;
        assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "FORBIDDEN".into()));
    }
    let text = [("content-type", "text/plain"), ours];
    let answer =
        client.send(request("POST", "/graphql", &text, Body::from(query.to_string()))).await;
    assert_eq!((answer.status, answer.code()), (StatusCode::FORBIDDEN, "FORBIDDEN".into()));
    let answer = client.app("{ viewer { name } }").await;
    assert_eq!(answer.json()["data"]["viewer"]["name"], "Ni Ayu");
}

#[tokio::test]
async fn tokens_are_renewed_on_the_way_and_end_with_signing_out() {
    let mut client = Client::new().await;
    client.register().await;
    client.forget("balai_access");
    let answer = client.app("{ viewer { name } }").await;
    assert_eq!(answer.json()["data"]["viewer"]["name"], "Ni Ayu");
    assert!(client.has("balai_access"));
    client.app("mutation { signOut }").await;
    assert!(!client.has("balai_access") && !client.has("balai_refresh"));
    client.set("balai_refresh", "worth-nothing");
    let answer = client.app("{ viewer { name } }").await;
    assert_eq!(answer.json()["data"], json!({ "viewer": null }));
    assert!(!client.has("balai_refresh"));
}

#[tokio::test]
async fn messages_come_in_the_language_asked_for() {
    let mut client = Client::new().await;
    let query = json!({ "query": r#"{ eligibility(sessionId: "ses_1") { verdict } }"# });
    let message = |answer: super::Answer| answer.json()["errors"][0]["message"].to_string();
    let english = message(client.post(&query, &[("accept-language", "en-GB, id;q=0.5")]).await);
    let indonesian = message(client.post(&query, &[("accept-language", "fr")]).await);
    assert_ne!(english, indonesian);
}

#[tokio::test]
async fn operators_find_health_and_measures() {
    let mut client = Client::new().await;
    for path in ["/healthz", "/readyz", "/readyz", "/robots.txt", "/favicon.svg", "/graphiql"] {
        assert_eq!(client.get(path, &[]).await.status, StatusCode::OK, "{path}");
    }
    let measures = client.get("/metrics", &[]).await;
    let line = "balai_http_requests_total{route=\"/readyz\",status=\"200\"} 2";
    assert!(measures.body.contains(line), "{}", measures.body);
    assert!(measures.body.contains("\nbalai_sql_statements_total "));
    let schema = client.get("/schema.graphql", &[]).await;
    assert_eq!(schema.body, crate::graphql::sdl());
}
