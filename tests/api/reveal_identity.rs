//! `revealIdentity`.

use balai_tests::{PASSWORD, TestApp, both, steps::fields};
use serde_json::{Value, json};

const REVEAL: &str = "mutation ($input: RevealIdentityInput!) {
  revealIdentity(input: $input) { nik kk }
}";
const VIEWER: &str = "{ viewer { profile { nik kk } accountEvents { kind } } }";

fn with(password: &str) -> Value {
    json!({ "input": { "password": password } })
}

both!(the_owner_sees_both_and_it_is_written_down, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    let shown = person.data(REVEAL, with(PASSWORD)).await["revealIdentity"].clone();
    for number in ["nik", "kk"] {
        let text = shown[number].as_str().unwrap();
        assert!(text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_digit()), "{text}");
    }
    let viewer = person.data(VIEWER, json!({})).await["viewer"].clone();
    assert_eq!(viewer["accountEvents"], json!([{ "kind": "IDENTITY_SHOWN" }]));
    assert!(viewer["profile"]["nik"].as_str().unwrap().contains('•'), "elsewhere it stays masked");
});

both!(a_wrong_password_shows_nothing_and_is_counted, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    for _ in 0..10 {
        let error = person.error(REVEAL, with("bukan-itu-juga")).await;
        assert_eq!(fields(&error), [("password".to_owned(), "DIFFERS".to_owned())]);
    }
    assert_eq!(person.code(REVEAL, with(PASSWORD)).await, "RATE_LIMITED");
    assert_eq!(app.number("SELECT COUNT(*) FROM account_events").await, 0);
    app.pass_seconds(15 * 60);
    let blank = person.error(REVEAL, with("")).await;
    assert_eq!(fields(&blank), [("password".to_owned(), "REQUIRED".to_owned())]);
});

both!(nobody_else_is_shown_anything, async |app: &TestApp| {
    assert_eq!(app.visitor().code(REVEAL, with(PASSWORD)).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(REVEAL, with(PASSWORD)).await, "FORBIDDEN");
});

both!(the_answer_is_kept_for_no_retry, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    let key = [("idempotency-key", "lihat-1")];
    let answer = person.send_with(REVEAL, with(PASSWORD), &key).await;
    assert!(answer.body["data"]["revealIdentity"]["nik"].is_string());
    assert_eq!(app.number("SELECT COUNT(*) FROM idempotency_keys").await, 0);
});

both!(what_happened_to_an_account_is_never_changed, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    person.data(REVEAL, with(PASSWORD)).await;
    assert!(app.execute("UPDATE account_events SET at = 0").await.is_err());
    assert!(app.execute("DELETE FROM account_events").await.is_err());
});
