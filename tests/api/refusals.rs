//! What was refused as a whole: its status in both media types of GraphQL over HTTP, and what every
//! refusal carries.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use balai_shared::policy::Role;
use balai_tests::{Actor, Answer, TestApp, both};
use serde_json::{Value, json};

const PLAIN: &str = "application/json";
const MODERN: &str = "application/graphql-response+json";
/// The points of a person's or a key's minute.
const POINTS: u64 = 1_000_000;

/// A query of this cost, up to 20,000.
fn costing(points: u64) -> String {
    let (ids, rest) = ((points - 2) / 100, (points - 2) % 100);
    let more = "__typename ".repeat(usize::try_from(rest).unwrap());
    if ids == 0 {
        return format!("{{ __typename __typename {more}}}");
    }
    let ids = "id ".repeat(usize::try_from(ids).unwrap());
    format!("{{ sessions(first: 100) {{ nodes {{ {ids}}} }} {more}}}")
}

async fn post(who: &Actor, accept: &str, query: &str, headers: &[(&str, &str)]) -> Answer {
    let headers = [&[("accept", accept)], headers].concat();
    let mut request = Request::post("/graphql").header("x-requested-with", "balai");
    if !headers.iter().any(|(name, _)| *name == "content-type") {
        request = request.header("content-type", PLAIN);
    }
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let body = json!({ "query": query }).to_string();
    who.raw(request.body(Body::from(body)).unwrap()).await
}

/// Every refusal tells what is left, and what it would have cost where that is known.
fn carries_its_bill(answer: &Answer, requested: &Value) {
    let told = &answer.body;
    assert!(told.get("data").is_none(), "nothing ran: {told}");
    let cost = &told["extensions"]["cost"];
    assert_eq!(cost["requested"], *requested, "{told}");
    for (name, header) in [("limit", "ratelimit-limit"), ("remaining", "ratelimit-remaining")] {
        assert_eq!(cost[name].to_string(), answer.headers[header].to_str().unwrap(), "{told}");
    }
    assert!(answer.headers.contains_key("ratelimit-reset"));
    let seconds = &told["errors"][0]["extensions"]["retryAfter"];
    let header = answer.headers.get("retry-after").map(|value| value.to_str().unwrap().to_owned());
    assert_eq!(header, seconds.as_u64().map(|seconds| seconds.to_string()), "{told}");
}

both!(what_is_said_of_a_document_is_an_answer_to_plain_clients, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    let visitor = app.visitor();
    let bad_key = app.visitor().with_key("blk_nobody");
    let aliases: String = (0..31).map(|n| format!("a{n}: viewer {{ id }} ")).collect();
    let states = "OPEN ".repeat(101);
    let note =
        "mutation { addNote(input: {applicationId: \"app_1\", note: \"x\"}) { __typename } }";
    post(&partner, PLAIN, note, &[("idempotency-key", "k-1")]).await;
    let none: &[(&str, &str)] = &[];
    for (who, query, headers, code, plain, modern, cost) in [
        (&visitor, "{", none, "INVALID_QUERY", 200, 400, json!(null)),
        (&visitor, "{ nothing }", none, "INVALID_QUERY", 200, 400, json!(1)),
        (&visitor, &format!("{{ {aliases} }}"), none, "QUERY_TOO_COMPLEX", 200, 400, json!(null)),
        (&visitor, &costing(20_001), none, "QUERY_TOO_COMPLEX", 200, 400, json!(20_001)),
        (
            &visitor,
            &format!("{{ sessions(filter: {{states: [{states}]}}) {{ totalCount }} }}"),
            none,
            "VALIDATION_FAILED",
            200,
            400,
            json!(2),
        ),
        (
            &partner,
            "mutation { other }",
            &[("idempotency-key", "k-1")][..],
            "CONFLICT",
            200,
            409,
            json!(null),
        ),
        (
            &partner,
            note,
            &[("idempotency-key", "a b")][..],
            "VALIDATION_FAILED",
            200,
            400,
            json!(null),
        ),
        (&bad_key, "{ __typename }", none, "UNAUTHENTICATED", 401, 401, json!(null)),
        (
            &visitor,
            "{ __typename }",
            &[("content-type", "text/plain")][..],
            "INVALID_QUERY",
            415,
            415,
            json!(null),
        ),
    ] {
        for (accept, status) in [(PLAIN, plain), (MODERN, modern)] {
            let answer = post(who, accept, query, headers).await;
            let what = format!("{accept}: {query:.60}");
            assert_eq!((answer.status.as_u16(), answer.code()), (status, Some(code)), "{what}");
            let kind = answer.headers["content-type"].to_str().unwrap();
            assert!(kind.starts_with(accept), "{what}: {kind}");
            carries_its_bill(&answer, &cost);
        }
    }
});

both!(cookies_without_our_header_are_refused_with_what_is_left, async |app: &TestApp| {
    let person = app.applicant().await;
    let request = Request::post("/graphql").header("content-type", PLAIN);
    let body = json!({ "query": "{ viewer { id } }" }).to_string();
    let answer = person.raw(request.body(Body::from(body)).unwrap()).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    carries_its_bill(&answer, &Value::Null);
});

both!(who_has_spent_all_is_told_before_anything_is_read, async |app: &TestApp| {
    for accept in [PLAIN, MODERN] {
        let partner = app.partner(app.centre().await).await;
        for _ in 0..49 {
            assert_eq!(post(&partner, accept, &costing(20_000), &[]).await.code(), None);
        }
        assert_eq!(
            post(&partner, accept, &costing(POINTS - 49 * 20_000 - 1), &[]).await.code(),
            None
        );

        let answer = post(&partner, accept, "{ __typename viewer { id } }", &[]).await;
        assert_eq!(answer.code(), Some("RATE_LIMITED"));
        let late = if accept == PLAIN { 200 } else { 429 };
        assert_eq!(answer.status.as_u16(), late, "the document was understood");
        carries_its_bill(&answer, &json!(3));

        let last = post(&partner, accept, "{ __typename }", &[]).await;
        assert_eq!((last.status.as_u16(), last.code()), (200, None));
        assert_eq!(last.headers["ratelimit-remaining"], "0");
        for query in ["{ __typename }", "{"] {
            let answer = post(&partner, accept, query, &[]).await;
            assert_eq!((answer.status.as_u16(), answer.code()), (429, Some("RATE_LIMITED")));
            carries_its_bill(&answer, &Value::Null);
        }
        app.pass_seconds(1);
        assert_eq!(post(&partner, accept, "{ __typename }", &[]).await.code(), None);
    }
});

both!(a_refusal_of_a_field_stays_with_its_field, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    for accept in [PLAIN, MODERN] {
        let query =
            "mutation { decideApplications(input: {ids: [], decision: OFFER}) { __typename } }";
        let answer = post(&staff.browser, accept, query, &[]).await;
        assert_eq!((answer.status.as_u16(), answer.code()), (200, Some("VALIDATION_FAILED")));
        assert_eq!(answer.body["data"], json!({ "decideApplications": null }));
        assert_eq!(answer.body["errors"][0]["path"], json!(["decideApplications"]));
    }
});
