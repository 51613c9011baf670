//! Every operation of the schema, tried as staff of another centre: it is told what is told of a thing
//! that isn't there, and nothing changes. An operation that stands neither in the matrix nor among
//! those that are none of staff's fails the test.

pub mod fixture;
mod operations;

use std::collections::BTreeSet;

use axum::{body::Body, http::Request};
use balai_shared::id::SessionId;
use balai_tests::{Actor, Socket, TestApp, both, steps::text};
use serde_json::{Value, json};

use fixture::{Fingerprint, Fixture};
use operations::{NOT_STAFFS, OPERATIONS, Sight};

/// The fields of Query, Mutation and Subscription, as `schema.graphql` has them.
fn fields_of(schema: &str, name: &str) -> BTreeSet<String> {
    let begin = format!("\ntype {name} {{\n");
    let (_, rest) = schema.split_once(&begin).expect("the type");
    let (body, _) = rest.split_once("\n}").expect("its end");
    let mut described = false;
    let mut fields = BTreeSet::new();
    for line in body.lines() {
        described ^= line.trim() == "\"\"\"";
        // Arguments stand deeper, and what closes them ends the field.
        let field = line.strip_prefix('\t').filter(|rest| rest.starts_with(char::is_alphabetic));
        if let (Some(field), false) = (field, described) {
            let end = field.find(['(', ':']).expect("a field");
            fields.insert(field[..end].to_owned());
        }
    }
    fields
}

#[test]
fn no_operation_is_forgotten() {
    let schema = balai_backend::graphql::sdl();
    let mut all = BTreeSet::new();
    for name in ["Query", "Mutation", "Subscription"] {
        let found = fields_of(&format!("\n{schema}"), name);
        assert!(!found.is_empty());
        all.extend(found);
    }
    let tried: BTreeSet<String> = OPERATIONS.iter().map(|one| one.field.to_owned()).collect();
    let others: BTreeSet<String> =
        NOT_STAFFS.iter().map(|(field, _)| (*field).to_owned()).collect();
    assert!(tried.is_disjoint(&others), "{:?}", tried.intersection(&others));
    let known: BTreeSet<String> = tried.union(&others).cloned().collect();
    let forgotten: Vec<_> = all.difference(&known).collect();
    assert!(forgotten.is_empty(), "in tenant_matrix/operations.rs, try or explain: {forgotten:?}");
    let gone: Vec<_> = known.difference(&all).collect();
    assert!(gone.is_empty(), "no such operations: {gone:?}");
    assert!(NOT_STAFFS.iter().all(|(_, because)| !because.is_empty()));
}

/// The answer without what differs from request to request.
fn told(body: &Value) -> Value {
    let mut body = body.clone();
    if let Some(answer) = body.as_object_mut() {
        answer.remove("extensions");
    }
    if let Some(errors) = body.get_mut("errors").and_then(Value::as_array_mut) {
        for error in errors {
            error["extensions"]["requestId"] = Value::Null;
        }
    }
    body
}

/// All codes of an answer: of the whole, and of its rows.
fn codes(body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(body, &mut found);
    found
}

fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                match (name.as_str(), value) {
                    ("code", Value::String(code)) => found.push(code.clone()),
                    _ => collect(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

const IDENTITY: [&str; 3] = ["UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND"];

both!(staff_of_another_centre_find_nothing_and_change_nothing, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let elsewhere = fixture::stranger_admin(app).await;
    let applicant = app.applicant().await;
    let visitor = app.visitor();
    let before = app.fingerprint().await;
    for operation in OPERATIONS {
        let own = (operation.variables)(&here);
        let missing = here.missing(&own);
        assert_ne!(own, missing, "{} names nothing of the centre", operation.field);
        for who in [&elsewhere.browser, &applicant.browser, &visitor] {
            let theirs = who.send(operation.document, own.clone()).await;
            let nothing = who.send(operation.document, missing.clone()).await;
            let field = operation.field;
            match operation.sight {
                Sight::Hidden => assert_eq!(
                    told(&theirs.body),
                    here.named(&told(&nothing.body)),
                    "{field}: somebody else's looks like nothing"
                ),
                Sight::Public(because) => assert!(
                    codes(&theirs.body).iter().any(|code| IDENTITY.contains(&code.as_str())),
                    "{field}, though {because}: {}",
                    theirs.body
                ),
            }
            let nobody = codes(&theirs.body).iter().all(|code| code != "INVALID_QUERY");
            assert!(nobody, "{field}: {}", theirs.body);
        }
        let after = app.fingerprint().await;
        assert_eq!(before, after, "{} changed something", operation.field);
    }
});

both!(the_centres_own_staff_are_not_refused, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    for operation in OPERATIONS {
        let admin = here.admin_for(operation.field);
        let answer = admin.send(operation.document, (operation.variables)(&here)).await;
        let found = codes(&answer.body);
        let refused = |code: &String| {
            IDENTITY.contains(&code.as_str()) || code == "INVALID_QUERY" || code == "INTERNAL"
        };
        assert!(!found.iter().any(refused), "{}: {}", operation.field, answer.body);
        let empty = answer.body["data"].as_object().is_some_and(|data| {
            data.values().all(|value| value.is_null()) && answer.body.get("errors").is_none()
        });
        assert!(!empty, "{}: {}", operation.field, answer.body);
    }
});

both!(no_id_of_any_kind_opens_another_centres_things, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let elsewhere = fixture::stranger_admin(app).await;
    let node = "query ($id: ID!) { node(id: $id) { __typename ... on Institution {
      staff { name } invitations { id } } } }";
    for (kind, id) in here.ids() {
        let theirs = elsewhere.data(node, json!({ "id": id })).await["node"].clone();
        let expected = match kind {
            "institution" => {
                json!({ "__typename": "Institution", "staff": null, "invitations": null })
            }
            "program" => json!({ "__typename": "Program" }),
            "session" => json!({ "__typename": "Session" }),
            _ => Value::Null,
        };
        assert_eq!(theirs, expected, "{kind}");
    }
});

async fn fetch(who: &Actor, path: &str) -> (u16, Value) {
    let request =
        Request::get(path).header("host", "balai.example").header("accept-language", "en");
    let answer = who.raw(request.body(Body::empty()).unwrap()).await;
    (answer.status.as_u16(), answer.body)
}

both!(the_other_doors_are_closed_as_well, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let elsewhere = fixture::stranger_admin(app).await;
    let applicant = app.applicant().await;
    for (own, missing) in [
        (format!("/dokumen/{}", here.document), "/dokumen/doc_0000000000000000000001".to_owned()),
        (
            format!("/sertifikat/{}.pdf", here.certificate),
            format!("/sertifikat/{}.pdf", here.named_missing(&here.certificate)),
        ),
        (
            format!("/sertifikat/{}/semua.pdf", here.class_session),
            format!("/sertifikat/{}/semua.pdf", SessionId::from_u128(1)),
        ),
        (
            format!("/sesi/{}/kalender.ics", here.draft),
            format!("/sesi/{}/kalender.ics", SessionId::from_u128(1)),
        ),
    ] {
        for who in [&elsewhere.browser, &applicant.browser, &app.visitor()] {
            let (theirs, nothing) = (fetch(who, &own).await, fetch(who, &missing).await);
            assert_eq!(theirs, nothing, "{own}");
            assert_ne!(theirs.0, 200, "{own}");
        }
    }
    // Forms are the applicants': no operation of staff's goes through that door.
    for operation in OPERATIONS.iter().filter(|one| one.document.starts_with("mutation")) {
        let path = format!("/form/{}", operation.field);
        let request = Request::post(&path)
            .header("host", "balai.example")
            .header("origin", "http://balai.example")
            .header("content-type", "application/x-www-form-urlencoded");
        let answer = elsewhere.raw(request.body(Body::from("back=%2F")).unwrap()).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
    }
});

both!(nobody_elsewhere_hears_of_the_queue, async |app: &TestApp| {
    let here = Fixture::new(app).await;
    let elsewhere = fixture::stranger_admin(app).await;
    let missing = |id: &str| here.named_missing(id);
    for query in [
        format!(
            "subscription {{ queueChanged(institutionId: \"{}\") {{ undecidedCount }} }}",
            here.centre
        ),
        format!("subscription {{ applicationChanged(id: \"{}\") {{ id }} }}", here.application),
    ] {
        let id = query.split('"').nth(1).unwrap().to_owned();
        let mut socket = Socket::of(app, &elsewhere.browser).await;
        socket.asks("theirs", &query).await;
        let theirs = socket.hears().await;
        let mut socket = Socket::of(app, &elsewhere.browser).await;
        socket.asks("nothing", &query.replace(&id, &missing(&id))).await;
        let nothing = socket.hears().await;
        let code = |heard: &Value| {
            let errors = if heard["type"] == "error" {
                heard["payload"].clone()
            } else {
                heard["payload"]["errors"].clone()
            };
            text(&errors[0]["extensions"]["code"]).to_owned()
        };
        assert_eq!(code(&theirs), code(&nothing), "{query}");
    }
});
