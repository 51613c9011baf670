//! `signIn`.

use balai_tests::{TestApp, both, steps::fields};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const SIGN_IN: &str = "mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { name roles { role } applicant { id } } }
}";
const VIEWER: &str = "{ viewer { name } }";
const PASSWORD: &str = "rahasia-sekali";

fn with(identifier: &str, password: &str) -> Value {
    json!({ "input": { "identifier": identifier, "password": password } })
}

/// Makes an account that signs in by `kadek@uji.id` or `0812 3456 7890`.
async fn account(app: &TestApp) {
    let input = json!({ "input": {
        "name": "Kadek", "email": "kadek@uji.id", "phone": "081234567890", "password": PASSWORD
    } });
    app.visitor().data(REGISTER, input).await;
}

/// What an error says, but for the number that names its request.
fn without_request(mut error: Value) -> Value {
    error["extensions"]["requestId"].take();
    error
}

both!(a_phone_number_or_an_address_and_the_password_sign_in, async |app: &TestApp| {
    account(app).await;
    for identifier in ["kadek@uji.id", " Kadek@UJI.id ", "0812 3456 7890", "+6281234567890"] {
        let visitor = app.visitor();
        let data = visitor.data(SIGN_IN, with(identifier, PASSWORD)).await;
        assert_eq!(data["signIn"]["viewer"]["name"], "Kadek");
        assert_eq!(data["signIn"]["viewer"]["roles"], json!([]));
        assert_eq!(visitor.data(VIEWER, json!({})).await["viewer"]["name"], "Kadek");
    }
});

both!(a_number_signs_in_however_it_was_pasted, async |app: &TestApp| {
    account(app).await;
    for identifier in [
        "+62 0812-3456-7890",
        "0062 812 3456 7890",
        "\u{202A}+62\u{A0}812\u{2011}3456\u{2011}7890\u{202C}",
        "\u{200E}0812\u{202F}3456\u{2013}7890\u{200B}",
        "(0812) 3456.7890",
        "\u{FEFF}kadek@uji.id\u{A0}",
    ] {
        let data = app.visitor().data(SIGN_IN, with(identifier, PASSWORD)).await;
        assert_eq!(data["signIn"]["viewer"]["name"], "Kadek", "{identifier:?}");
    }
});

both!(tokens_go_into_cookies_that_no_script_reads_and_nowhere_else, async |app: &TestApp| {
    account(app).await;
    let visitor = app.visitor();
    let answer = visitor.send(SIGN_IN, with("kadek@uji.id", PASSWORD)).await;
    let lines: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(lines.len(), 3);
    for (line, name) in lines.iter().zip(["balai_access", "balai_refresh", "balai_device"]) {
        let line = line.to_str().unwrap();
        assert!(line.starts_with(name) && line.contains("; HttpOnly; SameSite=Lax; Secure; "));
        assert!(!answer.body.to_string().contains(&visitor.cookie(name).unwrap()));
    }
    let age = lines[0].to_str().unwrap().rsplit_once("Max-Age=").unwrap().1;
    assert!(age.parse::<u32>().unwrap() <= 600, "a JWT lives at most 10 minutes");
});

both!(a_wrong_password_and_no_such_account_look_the_same, async |app: &TestApp| {
    account(app).await;
    let told = async |identifier: &str, password: &str| {
        without_request(app.visitor().error(SIGN_IN, with(identifier, password)).await)
    };
    let wrong = told("kadek@uji.id", "salah-sekali").await;
    assert_eq!(wrong["extensions"]["code"], "UNAUTHENTICATED");
    assert_eq!(fields(&wrong), [("password".to_owned(), "WRONG_PASSWORD".to_owned())]);
    assert_eq!(told("siapa@uji.id", "salah-sekali").await, wrong);
    assert_eq!(told("081299999999", PASSWORD).await, wrong);
    assert_eq!(told("bukan apa-apa", PASSWORD).await, wrong);
    assert_eq!(told("a\u{0}b@uji.id", PASSWORD).await, wrong);
});

both!(both_fields_are_asked_for, async |app: &TestApp| {
    let error = app.visitor().error(SIGN_IN, with(" ", "")).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    let expected = [("identifier", "REQUIRED"), ("password", "REQUIRED")];
    assert_eq!(fields(&error), expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
});

async fn fail(app: &TestApp, identifier: &str, times: usize) {
    for _ in 0..times {
        let code = app.visitor().code(SIGN_IN, with(identifier, "salah-sekali")).await;
        assert_eq!(code, "UNAUTHENTICATED");
    }
}

both!(ten_failures_in_a_quarter_of_an_hour_close_the_account_for_as_long, async |app: &TestApp| {
    account(app).await;
    fail(app, "kadek@uji.id", 10).await;
    let answer = app.visitor().send(SIGN_IN, with("KADEK@uji.id", PASSWORD)).await;
    let extensions = &answer.body["errors"][0]["extensions"];
    assert_eq!(extensions["code"], "RATE_LIMITED");
    let seconds = extensions["retryAfter"].as_i64().unwrap();
    assert!((1..=900).contains(&seconds), "{seconds}");
    assert_eq!(answer.headers["retry-after"], seconds.to_string().as_str());
    app.pass_seconds(seconds);
    app.visitor().data(SIGN_IN, with("kadek@uji.id", PASSWORD)).await;
});

both!(guesses_sent_all_at_once_are_limited_as_well, async |app: &TestApp| {
    account(app).await;
    let calls: Vec<_> = (0..40)
        .map(|_| {
            let visitor = app.visitor();
            tokio::spawn(async move {
                visitor.code(SIGN_IN, with("kadek@uji.id", "salah-sekali")).await
            })
        })
        .collect();
    let mut guesses = 0;
    for call in calls {
        guesses += usize::from(call.await.unwrap() == "UNAUTHENTICATED");
    }
    // As many more as are hashed at the same moment.
    let cores = std::thread::available_parallelism().unwrap().get();
    assert!((10..10 + cores).contains(&guesses), "{guesses} guesses");
});

both!(an_account_that_is_closed_closes_no_other, async |app: &TestApp| {
    account(app).await;
    fail(app, "siapa@uji.id", 10).await;
    assert_eq!(
        app.visitor().code(SIGN_IN, with("siapa@uji.id", PASSWORD)).await,
        "RATE_LIMITED",
        "an account that isn't there must look like one that is"
    );
    app.visitor().data(SIGN_IN, with("kadek@uji.id", PASSWORD)).await;
});

both!(nine_failures_and_a_success_leave_the_account_open, async |app: &TestApp| {
    account(app).await;
    fail(app, "kadek@uji.id", 9).await;
    app.visitor().data(SIGN_IN, with("kadek@uji.id", PASSWORD)).await;
});

both!(thirty_people_behind_one_address_sign_in, async |app: &TestApp| {
    account(app).await;
    for _ in 0..30 {
        app.visitor().data(SIGN_IN, with("kadek@uji.id", PASSWORD)).await;
    }
});
