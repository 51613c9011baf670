//! `requestPasswordReset` and `resetPassword`.

use balai_tests::{Actor, TestApp, both, steps::fields};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const SIGN_IN: &str =
    "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { name } } }";
const ASK: &str = "mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { minutes }
}";
const RESET: &str =
    "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }";
const VIEWER: &str = "{ viewer { name } }";
const OLD: &str = "rahasia-sekali";
const NEW: &str = "lebih-rahasia-lagi";
const EMAIL: &str = "kadek@uji.id";

fn asking(identifier: &str) -> Value {
    json!({ "input": { "identifier": identifier } })
}

fn with_code(identifier: &str, code: &str) -> Value {
    json!({ "input": { "identifier": identifier, "code": code, "password": NEW } })
}

fn signing_in(identifier: &str, password: &str) -> Value {
    json!({ "input": { "identifier": identifier, "password": password } })
}

/// Makes an account with both contacts; the browser in which it is signed in.
async fn account(app: &TestApp) -> Actor {
    let browser = app.visitor();
    let input = json!({ "input": {
        "name": "Kadek", "email": EMAIL, "phone": "081234567890", "password": OLD
    } });
    browser.data(REGISTER, input).await;
    // The code that registering sends is none of these tests'.
    app.execute("DELETE FROM outbox").await.unwrap();
    browser
}

/// Another code than this one.
fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

fn wrong_code() -> [(String, String); 1] {
    [("code".to_owned(), "WRONG_CODE".to_owned())]
}

both!(a_code_changes_the_password_and_signs_every_device_out, async |app: &TestApp| {
    let browser = account(app).await;
    let visitor = app.visitor();
    let told = visitor.data(ASK, asking(" Kadek@UJI.id ")).await;
    assert_eq!(told["requestPasswordReset"]["minutes"], 10);
    assert_eq!(app.destinations().await, [EMAIL]);
    let code = app.newest_code().await;
    let spaced = format!(" {} {}", &code[..3], &code[3..]);
    let done = visitor.data(RESET, with_code(EMAIL, &spaced)).await;
    assert_eq!(done["resetPassword"]["ok"], true);
    assert_eq!(browser.data(VIEWER, json!({})).await["viewer"], Value::Null);
    let old = app.visitor().code(SIGN_IN, signing_in(EMAIL, OLD)).await;
    assert_eq!(old, "UNAUTHENTICATED");
    app.visitor().data(SIGN_IN, signing_in("0812 3456 7890", NEW)).await;
});

both!(a_number_is_asked_by_sms_in_the_language_of_who_asks, async |app: &TestApp| {
    account(app).await;
    app.visitor().in_indonesian().data(ASK, asking("0812 3456 7890")).await;
    assert_eq!(app.destinations().await, ["+6281234567890"]);
    let text = app.letters().await[0].letter.text.clone();
    assert!(text.contains("adalah kode Balai Anda"), "{text}");
});

both!(nobody_learns_whether_there_is_an_account, async |app: &TestApp| {
    account(app).await;
    for identifier in [EMAIL, "siapa@uji.id", "081299999999"] {
        for _ in 0..3 {
            let told = app.visitor().data(ASK, asking(identifier)).await;
            assert_eq!(told, json!({ "requestPasswordReset": { "minutes": 10 } }));
        }
        assert_eq!(app.visitor().code(ASK, asking(identifier)).await, "RATE_LIMITED");
        let error = app.visitor().error(RESET, with_code(identifier, "12345x")).await;
        assert_eq!(fields(&error), wrong_code());
    }
    let real = app.newest_code().await;
    let tried = async |identifier: &str, code: &str| {
        let mut error = app.visitor().error(RESET, with_code(identifier, code)).await;
        error["extensions"]["requestId"].take();
        error
    };
    let wrong = tried(EMAIL, &other_than(&real)).await;
    assert_eq!(fields(&wrong), wrong_code());
    assert_eq!(tried("siapa@uji.id", &real).await, wrong);
    assert_eq!(app.letters().await.len(), 3, "who has no account gets no letter");
});

both!(an_account_gets_three_codes_whatever_it_is_called, async |app: &TestApp| {
    account(app).await;
    for identifier in [EMAIL, EMAIL, "081234567890", "081234567890"] {
        app.visitor().data(ASK, asking(identifier)).await;
    }
    assert_eq!(app.letters().await.len(), 3);
    app.pass_seconds(15 * 60);
    app.visitor().data(ASK, asking(EMAIL)).await;
    assert_eq!(app.letters().await.len(), 4);
});

both!(a_code_is_used_once, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    app.visitor().data(RESET, with_code(EMAIL, &code)).await;
    let error = app.visitor().error(RESET, with_code(EMAIL, &code)).await;
    assert_eq!(fields(&error), wrong_code());
});

both!(of_two_at_once_one_uses_the_code, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    let calls = [app.visitor(), app.visitor()].map(|visitor| {
        let input = with_code(EMAIL, &code);
        tokio::spawn(async move { visitor.send(RESET, input).await.body["data"].clone() })
    });
    let mut done = 0;
    for call in calls {
        done += usize::from(call.await.unwrap()["resetPassword"]["ok"] == true);
    }
    assert_eq!(done, 1);
});

both!(a_code_is_over_after_ten_minutes, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    app.pass_seconds(10 * 60);
    let error = app.visitor().error(RESET, with_code(EMAIL, &code)).await;
    assert_eq!(fields(&error), wrong_code());
});

both!(the_sixth_try_is_refused_even_with_the_right_code, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    for _ in 0..5 {
        app.visitor().error(RESET, with_code(EMAIL, &other_than(&code))).await;
    }
    let error = app.visitor().error(RESET, with_code(EMAIL, &code)).await;
    assert_eq!(fields(&error), wrong_code());
    app.visitor().data(SIGN_IN, signing_in(EMAIL, OLD)).await;
});

both!(the_fifth_try_may_be_right, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    for _ in 0..4 {
        app.visitor().error(RESET, with_code(EMAIL, &other_than(&code))).await;
    }
    app.visitor().data(RESET, with_code(EMAIL, &code)).await;
});

both!(the_newest_code_alone_is_good, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let first = app.newest_code().await;
    app.pass_seconds(1);
    app.visitor().data(ASK, asking(EMAIL)).await;
    let second = app.newest_code().await;
    if first != second {
        let error = app.visitor().error(RESET, with_code(EMAIL, &first)).await;
        assert_eq!(fields(&error), wrong_code());
    }
    app.visitor().data(RESET, with_code(EMAIL, &second)).await;
});

both!(guesses_over_several_codes_are_limited, async |app: &TestApp| {
    account(app).await;
    for _ in 0..10 {
        app.visitor().error(RESET, with_code(EMAIL, "000000")).await;
    }
    assert_eq!(app.visitor().code(RESET, with_code(EMAIL, "000000")).await, "RATE_LIMITED");
    app.pass_seconds(15 * 60);
    assert_eq!(app.visitor().code(RESET, with_code(EMAIL, "000000")).await, "VALIDATION_FAILED");
});

both!(a_new_password_forgives_wrong_ones, async |app: &TestApp| {
    account(app).await;
    for _ in 0..10 {
        app.visitor().code(SIGN_IN, signing_in(EMAIL, "salah-sekali")).await;
    }
    assert_eq!(app.visitor().code(SIGN_IN, signing_in(EMAIL, OLD)).await, "RATE_LIMITED");
    app.visitor().data(ASK, asking(EMAIL)).await;
    app.visitor().data(RESET, with_code(EMAIL, &app.newest_code().await)).await;
    app.visitor().data(SIGN_IN, signing_in(EMAIL, NEW)).await;
});

both!(every_bad_field_is_told_at_once_and_no_try_is_lost, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    for _ in 0..6 {
        let input = json!({ "input": { "identifier": EMAIL, "code": code, "password": "pendek" } });
        let error = app.visitor().error(RESET, input).await;
        assert_eq!(fields(&error), [("password".to_owned(), "TOO_SHORT".to_owned())]);
    }
    app.visitor().data(RESET, with_code(EMAIL, &code)).await;
    let empty = json!({ "input": { "identifier": " ", "code": "", "password": "" } });
    let error = app.visitor().error(RESET, empty).await;
    let expected = ["identifier", "code", "password"];
    assert_eq!(fields(&error), expected.map(|path| (path.to_owned(), "REQUIRED".to_owned())));
    let error = app.visitor().error(ASK, asking("bukan apa-apa")).await;
    assert_eq!(fields(&error), [("identifier".to_owned(), "INVALID_FORMAT".to_owned())]);
});

both!(no_code_stands_readable_in_the_database, async |app: &TestApp| {
    account(app).await;
    app.visitor().data(ASK, asking(EMAIL)).await;
    let code = app.newest_code().await;
    let kept = "SELECT COUNT(*) FROM outbox WHERE secret IS NOT NULL";
    assert_eq!(app.number(kept).await, 1);
    for (table, column) in [("outbox", "secret"), ("one_time_codes", "code_hash")] {
        let hex: String = code.bytes().map(|byte| format!("{byte:02x}")).collect();
        let shown = match app.kind {
            balai_tests::Kind::Sqlite => format!("lower(hex({column}))"),
            balai_tests::Kind::Postgres => format!("encode({column}, 'hex')"),
        };
        let found = format!("SELECT COUNT(*) FROM {table} WHERE {shown} LIKE '%{hex}%'");
        assert_eq!(app.number(&found).await, 0, "{table}");
    }
    app.pass_seconds(10 * 60);
    balai_backend::service::outbox::expire(&app.services).await.unwrap();
    assert_eq!(app.number(kept).await, 0, "an unsent code is forgotten when it is over");
});
