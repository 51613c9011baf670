//! `changePassword`, and what a password may not be.

use balai_tests::{PASSWORD, TestApp, both, steps::fields};
use serde_json::{Value, json};

const CHANGE: &str = "mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { viewer { id } }
}";
const VIEWER: &str = "{ viewer { id accountEvents { kind } } }";
const SIGN_IN: &str = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const NEW: &str = "gunung-merah-pagi";

fn to(new: &str) -> Value {
    json!({ "input": { "current": PASSWORD, "new": new } })
}

fn signing_in(identifier: &str, password: &str) -> Value {
    json!({ "input": { "identifier": identifier, "password": password } })
}

both!(the_new_password_holds_and_other_devices_are_signed_out, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    let other = app.sign_in(person.account).await;
    person.data(CHANGE, to(NEW)).await;
    let seen = person.data(VIEWER, json!({})).await["viewer"].clone();
    assert_eq!(seen["accountEvents"][0]["kind"], "PASSWORD_CHANGED", "who changed it stays");
    assert_eq!(other.data(VIEWER, json!({})).await["viewer"], Value::Null);
    let email = format!("{}@uji.balai", person.account);
    assert_eq!(app.visitor().code(SIGN_IN, signing_in(&email, PASSWORD)).await, "UNAUTHENTICATED");
    app.visitor().data(SIGN_IN, signing_in(&email, NEW)).await;
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    assert!(letters[0].letter.text.contains("Lupa sandi"), "{}", letters[0].letter.text);
});

both!(the_present_password_is_needed_and_guesses_are_limited, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    let guess = json!({ "input": { "current": "bukan-itu-juga", "new": NEW } });
    for _ in 0..10 {
        let error = person.error(CHANGE, guess.clone()).await;
        assert_eq!(fields(&error), [("current".to_owned(), "DIFFERS".to_owned())]);
    }
    assert_eq!(person.code(CHANGE, to(NEW)).await, "RATE_LIMITED");
    app.pass_seconds(15 * 60);
    person.data(CHANGE, to(NEW)).await;
});

both!(nobody_else_changes_it, async |app: &TestApp| {
    assert_eq!(app.visitor().code(CHANGE, to(NEW)).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(CHANGE, to(NEW)).await, "FORBIDDEN");
});

both!(what_is_guessed_first_is_refused, async |app: &TestApp| {
    let person = app.applicant().await;
    app.give_password(&person).await;
    for (new, code) in [
        ("pendek", "TOO_SHORT"),
        ("indonesia2026", "TOO_COMMON"),
        ("P@ssw0rd!!", "TOO_COMMON"),
        ("1234567890", "TOO_COMMON"),
        ("aaaaaaaaaaaa", "TOO_COMMON"),
        ("rahasiarahasia", "TOO_COMMON"),
        ("wayansukma99", "TOO_PERSONAL"),
    ] {
        let error = person.error(CHANGE, to(new)).await;
        assert_eq!(fields(&error), [("new".to_owned(), code.to_owned())], "{new}");
    }
    for (password, code) in
        [("bismillah123", "TOO_COMMON"), ("sulastri-081234567890", "TOO_PERSONAL")]
    {
        let input = json!({ "input": {
            "name": "Sulastri", "phone": "081234567890", "password": password
        } });
        let error = app.visitor().error(REGISTER, input).await;
        assert_eq!(fields(&error), [("password".to_owned(), code.to_owned())], "{password}");
    }
});
