//! What strangers try doesn't lock out a device on which the person has signed in before.

use balai_tests::{Actor, TestApp, both};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const SIGN_IN: &str = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
const SIGN_OUT: &str = "mutation { signOut }";
const ASK: &str = "mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { minutes }
}";
const RESET: &str =
    "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }";
const OTHERS: &str = "mutation { signOutOtherDevices { viewer { id } } }";
const DELETE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
const PHONE: &str = "0812 3456 7890";
const PASSWORD: &str = "rahasia-sekali";
const NEW: &str = "gunung-merah-pagi";

fn with(password: &str) -> Value {
    json!({ "input": { "identifier": PHONE, "password": password } })
}

async fn outcome(who: &Actor, password: &str) -> String {
    let answer = who.send(SIGN_IN, with(password)).await;
    answer.code().unwrap_or("SIGNED_IN").to_owned()
}

/// The owner's browser, in which somebody signed in and out.
async fn owner(app: &TestApp) -> Actor {
    let browser = app.visitor();
    let input = json!({ "input": { "name": "Kadek", "phone": PHONE, "password": PASSWORD } });
    browser.data(REGISTER, input).await;
    browser.data(SIGN_OUT, json!({})).await;
    browser
}

/// Another browser of the owner's, in which somebody signed in.
async fn another(app: &TestApp) -> Actor {
    let browser = app.visitor();
    assert_eq!(outcome(&browser, PASSWORD).await, "SIGNED_IN");
    browser
}

async fn strangers_guess(app: &TestApp) {
    for _ in 0..10 {
        assert_eq!(outcome(&app.visitor(), "salah-sekali").await, "UNAUTHENTICATED");
    }
    assert_eq!(outcome(&app.visitor(), PASSWORD).await, "RATE_LIMITED", "a new device");
}

both!(strangers_guesses_do_not_lock_the_owners_device_out, async |app: &TestApp| {
    let owner = owner(app).await;
    assert_eq!(owner.cookie("balai_access"), None, "signed out");
    strangers_guess(app).await;
    assert_eq!(outcome(&owner, "salah-sekali").await, "UNAUTHENTICATED");
    assert_eq!(outcome(&owner, PASSWORD).await, "SIGNED_IN");
});

both!(a_known_device_has_ten_guesses_as_well_and_they_are_its_own, async |app: &TestApp| {
    let owner = owner(app).await;
    for _ in 0..10 {
        assert_eq!(outcome(&owner, "salah-sekali").await, "UNAUTHENTICATED");
    }
    assert_eq!(outcome(&owner, PASSWORD).await, "RATE_LIMITED");
    assert_eq!(outcome(&app.visitor(), PASSWORD).await, "SIGNED_IN", "a new phone");
    app.pass_seconds(15 * 60);
    assert_eq!(outcome(&owner, PASSWORD).await, "SIGNED_IN");
});

both!(a_device_is_known_to_the_accounts_that_signed_in_there_alone, async |app: &TestApp| {
    owner(app).await;
    let attacker = app.visitor();
    let input = json!({ "input": {
        "name": "Lain", "phone": "0812 9999 0000", "password": "rahasia-yang-lain"
    } });
    attacker.data(REGISTER, input).await;
    strangers_guess(app).await;
    assert_eq!(outcome(&attacker, PASSWORD).await, "RATE_LIMITED");
    let invented = app.visitor().with_cookies(&[("balai_device", &"A".repeat(43))]);
    assert_eq!(outcome(&invented, PASSWORD).await, "RATE_LIMITED");
    assert_eq!(outcome(&attacker, PASSWORD).await, "RATE_LIMITED");
});

both!(signing_the_others_out_makes_them_strangers, async |app: &TestApp| {
    let owner = owner(app).await;
    let lost = another(app).await;
    assert_eq!(outcome(&owner, PASSWORD).await, "SIGNED_IN");
    owner.data(OTHERS, json!({})).await;
    owner.data(SIGN_OUT, json!({})).await;
    strangers_guess(app).await;
    assert_eq!(outcome(&lost, PASSWORD).await, "RATE_LIMITED");
    assert_eq!(outcome(&owner, PASSWORD).await, "SIGNED_IN");
});

async fn ask(who: &Actor) -> String {
    let answer = who.send(ASK, json!({ "input": { "identifier": PHONE } })).await;
    answer.code().unwrap_or("SENT").to_owned()
}

async fn reset(who: &Actor, code: &str) -> String {
    let input = json!({ "input": { "identifier": PHONE, "code": code, "password": NEW } });
    who.send(RESET, input).await.code().unwrap_or("DONE").to_owned()
}

fn wrong(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

both!(strangers_use_up_no_code_of_a_known_device, async |app: &TestApp| {
    let owner = owner(app).await;
    let lost = another(app).await;
    for _ in 0..3 {
        assert_eq!(ask(&app.visitor()).await, "SENT");
    }
    assert_eq!(ask(&app.visitor()).await, "RATE_LIMITED");
    let sent = app.letters().await.len();
    assert_eq!(ask(&owner).await, "SENT");
    assert_eq!(app.letters().await.len(), sent + 1, "and it is sent");
    let code = app.newest_code().await;
    for _ in 0..10 {
        assert_eq!(reset(&app.visitor(), &wrong(&code)).await, "VALIDATION_FAILED");
    }
    assert_eq!(reset(&app.visitor(), &code).await, "RATE_LIMITED");
    assert_eq!(reset(&owner, &code).await, "DONE", "its five tries are not the strangers'");
    for _ in 0..10 {
        assert_eq!(outcome(&app.visitor(), "salah-sekali").await, "UNAUTHENTICATED");
    }
    assert_eq!(outcome(&lost, NEW).await, "RATE_LIMITED", "forgotten with the old password");
    assert_eq!(outcome(&owner, NEW).await, "SIGNED_IN", "the code's device is known");
});

both!(wrong_codes_of_a_known_device_are_limited_all_at_once_as_well, async |app: &TestApp| {
    let owner = owner(app).await;
    assert_eq!(ask(&owner).await, "SENT");
    let code = app.newest_code().await;
    let calls: Vec<_> = (0..14)
        .map(|_| {
            let (owner, guess) = (owner.clone(), wrong(&code));
            tokio::spawn(async move { reset(&owner, &guess).await })
        })
        .collect();
    let mut guesses = 0;
    for call in calls {
        guesses += usize::from(call.await.unwrap() == "VALIDATION_FAILED");
    }
    assert_eq!(guesses, 10);
    assert_eq!(reset(&owner, &code).await, "RATE_LIMITED");
});

both!(an_account_that_is_deleted_knows_no_device, async |app: &TestApp| {
    let owner = owner(app).await;
    assert_eq!(outcome(&owner, PASSWORD).await, "SIGNED_IN");
    assert_eq!(app.number("SELECT COUNT(*) FROM known_devices").await, 1);
    owner.data(DELETE, json!({ "input": { "password": PASSWORD, "confirm": true } })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM known_devices").await, 0);
});
