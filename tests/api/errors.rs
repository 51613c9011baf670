//! Errors: codes that stay, words in two languages, and nothing about our inside.

use balai_tests::{
    SessionPlan, TestApp, both,
    steps::{CONFIRM, SUBMIT, about, applying_to, text},
};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { id } }
}";
const CERTIFICATE: &str = "{ certificate(number: \"x\") { number } }";

both!(messages_come_in_the_language_asked_for_and_codes_stay, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.newcomer().await;
    let indonesian = person.copy().in_indonesian();
    for (query, variables, detail) in [
        (SUBMIT, applying_to(session), "/extensions/reasons/0/message"),
        (UPDATE, json!({ "input": { "nik": "12" } }), "/extensions/fields/0/message"),
        (CONFIRM, about("x"), "/message"),
    ] {
        let one = person.error(query, variables.clone()).await;
        let other = indonesian.error(query, variables).await;
        assert_eq!(one["extensions"]["code"], other["extensions"]["code"]);
        for pointer in ["/message", detail] {
            let (one, other) = (one.pointer(pointer).unwrap(), other.pointer(pointer).unwrap());
            assert!(!text(one).is_empty());
            assert_ne!(one, other, "{pointer}");
        }
    }
});

both!(indonesian_comes_when_nobody_says, async |app: &TestApp| {
    let person = app.newcomer().await.browser.in_indonesian();
    let error = person.error(UPDATE, json!({ "input": { "nik": "517101570501000" } })).await;
    let message = &error["extensions"]["fields"][0]["message"];
    assert_eq!(message, "NIK terdiri dari 16 angka. Yang Anda isi baru 15.");
    let answer = person
        .send_with(
            UPDATE,
            json!({ "input": { "nik": "1" } }),
            &[("accept-language", "de, fr;q=0.5")],
        )
        .await;
    assert!(text(&answer.body["errors"][0]["message"]).contains("isian"));
});

both!(every_error_names_its_request, async |app: &TestApp| {
    let answer = app.visitor().send(CONFIRM, about("x")).await;
    let id = text(&answer.body["errors"][0]["extensions"]["requestId"]);
    assert_eq!(id.len(), 32);
    assert_eq!(answer.headers["x-request-id"], id);
});

both!(an_internal_error_tells_nothing_but_its_request, async |app: &TestApp| {
    app.execute("ALTER TABLE certificates RENAME TO gone").await.unwrap();
    let answer = app.visitor().send(CERTIFICATE, json!({})).await;
    let error = &answer.body["errors"][0];
    assert_eq!(error["extensions"]["code"], "INTERNAL");
    let names: Vec<_> = error["extensions"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["code", "requestId"]);
    let told = answer.body.to_string();
    for inside in ["certificates", "SELECT", "no such table", "does not exist", "sqlx", "sea"] {
        assert!(!told.contains(inside), "{told}");
    }
    assert_eq!(answer.body["data"]["certificate"], Value::Null);
    app.execute("ALTER TABLE gone RENAME TO certificates").await.unwrap();
});

both!(one_field_that_failed_leaves_the_others, async |app: &TestApp| {
    app.execute("ALTER TABLE certificates RENAME TO gone").await.unwrap();
    let query = "{ vocations { id } certificate(number: \"x\") { number } viewer { id } }";
    let answer = app.visitor().send(query, json!({})).await;
    assert_eq!(answer.body["errors"].as_array().unwrap().len(), 1);
    assert_eq!(answer.body["errors"][0]["path"], json!(["certificate"]));
    assert_eq!(answer.body["data"]["vocations"].as_array().unwrap().len(), 22);
    app.execute("ALTER TABLE gone RENAME TO certificates").await.unwrap();
});

both!(what_does_not_parse_or_validate_is_an_invalid_query, async |app: &TestApp| {
    for query in [
        "{",
        "{ nonsense }",
        "{ viewer }",
        "{ viewer { password } }",
        "mutation { signIn { viewer { id } } }",
        "query ($id: ID!) { node(id: $id) { id } }",
        "subscription { queueChanged { id } }",
    ] {
        assert_eq!(app.visitor().code(query, json!({})).await, "INVALID_QUERY", "{query}");
    }
});

both!(no_secret_can_be_asked_for, async |app: &TestApp| {
    let query = "{ __schema { types { name fields { name } inputFields { name } } } }";
    let data = app.visitor().data(query, json!({})).await;
    // A mutation is named by what it does; what it gives is a type of its own.
    let types = data["__schema"]["types"].as_array().unwrap().iter();
    for ty in types.filter(|ty| ty["name"] != "Mutation") {
        for field in ty["fields"].as_array().into_iter().flatten() {
            let name = text(&field["name"]).to_lowercase();
            // For participants and staff alone; `update_session` tests that nobody else reads it.
            if ty["name"] == "Session" && name == "meetinglink" {
                continue;
            }
            for secret in ["password", "token", "hash", "secret", "cipher", "meetinglink"] {
                assert!(!name.contains(secret), "{}.{name}", ty["name"]);
            }
        }
    }
});
