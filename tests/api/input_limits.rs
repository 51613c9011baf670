//! What is too long or too deep: refused at its field, and never more than that. Every list and every
//! text of the schema is tried, so that a new one can't be forgotten.

mod schema;

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use balai_tests::{Actor, Answer, Socket, TestApp, both, steps::fields};
use serde_json::{Value, json};

use crate::tenant_matrix::fixture::Fixture;
use schema::{Kind, Place, Schema};

/// What fits into a request beside everything else.
const LARGE: usize = 200_000;

async fn sent(who: &Actor, place: &Place<'_>, variables: Value) -> Answer {
    who.send(&place.document(), variables).await
}

/// Whatever the answer says, it is the answer of a server that is well.
fn is_well(answer: &Answer, what: &dyn std::fmt::Display) {
    let told = answer.body.to_string();
    assert!(!answer.status.is_server_error(), "{what}: {} {told}", answer.status);
    assert!(!told.contains("\"INTERNAL\""), "{what}: {told}");
    assert!(!told.contains("\"UNAVAILABLE\""), "{what}: {told}");
}

async fn is_ready(app: &TestApp) {
    let request = Request::get("/readyz").body(Body::empty()).unwrap();
    assert_eq!(app.visitor().raw(request).await.status, StatusCode::OK);
}

both!(every_list_is_refused_at_its_field_when_it_is_too_long, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let schema = Schema::ours(&here);
    let mut tried = 0;
    for who in [app.visitor(), here.admin_for("").clone()] {
        for place in schema.places() {
            let Kind::List(most) = place.kind else { continue };
            for count in [most + 1, 14_000] {
                let items = schema.items(&place, count);
                if items.to_string().len() > LARGE {
                    continue;
                }
                let variables = schema.variables(&place, &items);
                let answer = sent(&who, &place, variables).await;
                is_well(&answer, &place);
                assert_eq!(answer.code(), Some("VALIDATION_FAILED"), "{place}: {}", answer.body);
                let refused = fields(&answer.body["errors"][0]);
                assert_eq!(refused, [(place.path.clone(), "TOO_MANY".to_owned())], "{place}");
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried}");
    is_ready(app).await;
});

both!(every_list_may_be_as_long_as_it_may_be, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let schema = Schema::ours(&here);
    for who in [app.visitor(), here.admin_for("").clone()] {
        for place in schema.places() {
            let Kind::List(most) = place.kind else { continue };
            let items = schema.items(&place, most);
            let variables = schema.variables(&place, &items);
            let answer = sent(&who, &place, variables).await;
            is_well(&answer, &place);
            assert_ne!(answer.code(), Some("INVALID_QUERY"), "{place}: {}", answer.body);
            let refused = fields(&answer.body["errors"][0]);
            // Where fewer make sense, the use case says so; never a list of words.
            let too_many = (place.path.clone(), "TOO_MANY".to_owned());
            let fewer = ["criteria", "units", "instructorIds"].contains(&place.path.as_str());
            assert!(fewer || !refused.contains(&too_many), "{place}: {}", answer.body);
        }
    }
    is_ready(app).await;
});

// PostgreSQL gets what a dialect may mind: many bytes a letter, and a NUL.
both!(every_text_may_be_of_any_size_and_any_letters, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let schema = Schema::ours(&here);
    // A word without an end, letters of all widths, and what searches and patterns mean by themselves.
    let long = "a".repeat(LARGE / 2) + &"🙂é% _b\\".repeat(LARGE / 24);
    let texts = [long, "a\u{0}b".to_owned()];
    let [visitor, applicant] = [app.visitor(), app.applicant().await.browser];
    let staff = here.admin_for("").clone();
    let senders = match app.kind {
        balai_tests::Kind::Sqlite => {
            vec![(visitor, &texts[..1]), (applicant, &texts[..1]), (staff, &texts[..])]
        }
        balai_tests::Kind::Postgres => vec![(applicant, &texts[1..]), (staff, &texts[..])],
    };
    for (who, texts) in senders {
        for place in schema.places() {
            if place.kind != Kind::Text || place.is_watched() {
                continue;
            }
            for text in texts {
                let variables = schema.variables(&place, &json!(text));
                let answer = sent(&who, &place, variables).await;
                let start: String = text.chars().take(8).collect();
                is_well(&answer, &format!("{place} {start:?}"));
            }
        }
    }
    is_ready(app).await;
});

both!(what_is_there_twice_counts_once, async |app: &TestApp| {
    let query = "query ($f: SessionFilter) { sessions(filter: $f) { totalCount } }";
    let one = app.visitor().data(query, json!({ "f": { "states": ["OPEN"] } })).await;
    let many = json!({ "f": { "states": vec!["OPEN"; 100] } });
    assert_eq!(app.visitor().data(query, many).await, one);
    let literal = "OPEN ".repeat(101);
    let query = format!("{{ sessionFacets(filter: {{states: [{literal}]}}) {{ __typename }} }}");
    let error = app.visitor().error(&query, json!({})).await;
    assert_eq!(fields(&error), [("filter.states".to_owned(), "TOO_MANY".to_owned())]);
});

/// A value inside so many lists.
fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

/// A value inside so many objects.
fn chained(depth: usize) -> String {
    r#"{"a":"#.repeat(depth) + "1" + &"}".repeat(depth)
}

async fn posted(app: &TestApp, body: String) -> Answer {
    let request = Request::post("/graphql").header("content-type", "application/json");
    app.visitor().raw(request.body(Body::from(body)).unwrap()).await
}

both!(nothing_is_too_deep_to_be_refused, async |app: &TestApp| {
    const QUERY: &str = "query ($f: SessionFilter) { sessions(filter: $f) { totalCount } }";
    for depth in [20, 100, 127, 200, 30_000] {
        for deep in [nested(depth), chained(depth)] {
            for body in [
                format!(r#"{{"query":"{QUERY}","variables":{{"f":{deep}}}}}"#),
                format!(r#"{{"query":"{QUERY}","variables":{{"f":{{"states":{deep}}}}}}}"#),
                format!(r#"{{"query":"{QUERY}","variables":{{"unused":{deep}}}}}"#),
                format!(r#"{{"query":"{QUERY}","extensions":{{"e":{deep}}}}}"#),
                deep.clone(),
            ] {
                is_well(&posted(app, body).await, &depth);
            }
            let literal = deep.replace("\"a\"", "a");
            let query = format!("{{ sessions(filter: {literal}) {{ totalCount }} }}");
            is_well(&app.visitor().send(&query, json!({})).await, &depth);
            let query = format!("{{ sessions(filter: {{states: {literal}}}) {{ totalCount }} }}");
            is_well(&app.visitor().send(&query, json!({})).await, &depth);
            let ty = nested(depth).replacen("[]", "[String]", 1);
            let query = format!("query ($f: {ty}) {{ viewer {{ id }} }}");
            is_well(&app.visitor().send(&query, json!({})).await, &depth);
        }
        let fields = "{ viewer ".repeat(depth) + &"}".repeat(depth);
        is_well(&app.visitor().send(&fields, json!({})).await, &depth);
    }
    is_ready(app).await;
});

both!(nothing_said_over_a_socket_is_too_deep_or_too_long, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let schema = Schema::ours(&here);
    let admin = here.admin_for("").clone();
    for place in schema.places().iter().filter(|place| place.is_watched()) {
        for text in ["a".repeat(LARGE), "a\u{0}b".to_owned()] {
            let mut socket = Socket::of(app, &admin).await;
            let variables = schema.variables(place, &json!(text));
            let payload = json!({ "query": place.document(), "variables": variables });
            socket.says(json!({ "type": "subscribe", "id": "1", "payload": payload })).await;
            let heard = socket.hears().await.to_string();
            assert!(heard.contains("NOT_FOUND") || heard.contains("FORBIDDEN"), "{heard}");
        }
    }
    for depth in [100, 120, 200, 30_000] {
        let mut socket = Socket::of(app, &admin).await;
        let deep = nested(depth);
        let payload = format!(r#"{{"query":"{{ viewer {{ id }} }}","variables":{{"x":{deep}}}}}"#);
        socket.says_text(format!(r#"{{"type":"subscribe","id":"1","payload":{payload}}}"#)).await;
        if depth > 120 {
            assert_eq!(socket.ends().await, 4400);
        } else {
            assert_eq!(socket.hears().await["type"], "next");
        }
    }
    is_ready(app).await;
});
