//! `requestContactCode` and `confirmContact`: which contacts are proved, and what that means.

use balai_tests::{Actor, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const CONTACTS: &str = "{ viewer { contacts { kind value confirmedAt } } }";
const EVENTS: &str = "{ viewer { accountEvents { kind } } }";
const REQUEST: &str = "mutation ($input: RequestContactCodeInput!) {
  requestContactCode(input: $input) { minutes }
}";
const CONFIRM: &str = "mutation ($input: ConfirmContactInput!) {
  confirmContact(input: $input) { viewer { contacts { kind confirmedAt } } }
}";
const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { id } }
}";
const ASK: &str = "mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { minutes }
}";
const RESET: &str =
    "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }";
const PHONE: &str = "081234567890";
const EMAIL: &str = "kadek@uji.id";
const QUEUED: &str = "SELECT COUNT(*) FROM outbox";

async fn registered(app: &TestApp, contacts: Value) -> Actor {
    let browser = app.visitor();
    let mut input = contacts;
    input["name"] = json!("Kadek");
    input["password"] = json!("rahasia-sekali");
    browser.data(REGISTER, json!({ "input": input })).await;
    browser
}

fn code(code: &str) -> Value {
    json!({ "input": { "code": code } })
}

fn about(kind: &str) -> Value {
    json!({ "input": { "contact": kind } })
}

/// The kinds of the contacts that are proved.
async fn proved(browser: &Actor) -> Vec<String> {
    let contacts = browser.data(CONTACTS, json!({})).await["viewer"]["contacts"].clone();
    let contacts = contacts.as_array().unwrap().clone();
    let proved = contacts.iter().filter(|contact| contact["confirmedAt"].is_string());
    proved.map(|contact| contact["kind"].as_str().unwrap().to_owned()).collect()
}

fn wrong() -> [(String, String); 1] {
    [("code".to_owned(), "WRONG_CODE".to_owned())]
}

fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

both!(registering_sends_a_code_that_proves_the_phone, async |app: &TestApp| {
    let browser = registered(app, json!({ "phone": PHONE, "email": EMAIL })).await;
    assert_eq!(app.destinations().await, ["+6281234567890"]);
    let shown = browser.data(CONTACTS, json!({})).await["viewer"]["contacts"].clone();
    assert_eq!(shown[0]["value"], "+62812•••••890");
    assert_eq!(shown[1]["value"], "k•••k@uji.id");
    assert!(proved(&browser).await.is_empty());
    browser.data(CONFIRM, code(&app.newest_code().await)).await;
    assert_eq!(proved(&browser).await, ["PHONE"]);
    let events = browser.data(EVENTS, json!({})).await["viewer"]["accountEvents"].clone();
    assert_eq!(events[0]["kind"], "PHONE_CONFIRMED");
    browser.data(REQUEST, about("EMAIL")).await;
    assert_eq!(app.destinations().await[0], EMAIL);
    browser.data(CONFIRM, code(&app.newest_code().await)).await;
    assert_eq!(proved(&browser).await, ["PHONE", "EMAIL"]);
    assert_eq!(browser.code(REQUEST, about("EMAIL")).await, "CONFLICT");
});

both!(a_code_is_ones_own_alone, async |app: &TestApp| {
    let first = registered(app, json!({ "email": EMAIL })).await;
    let sent = app.newest_code().await;
    let second = registered(app, json!({ "email": "komang@uji.id" })).await;
    let newer = app.newest_code().await;
    if sent != newer {
        let error = second.error(CONFIRM, code(&sent)).await;
        assert_eq!(fields(&error), wrong());
    }
    first.data(CONFIRM, code(&sent)).await;
    assert_eq!(app.visitor().code(CONFIRM, code(&newer)).await, "UNAUTHENTICATED");
    assert_eq!(app.visitor().code(REQUEST, about("EMAIL")).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(CONFIRM, code(&newer)).await, "FORBIDDEN");
    assert_eq!(partner.code(REQUEST, about("EMAIL")).await, "FORBIDDEN");
});

both!(bad_codes_are_told_and_limited, async |app: &TestApp| {
    let browser = registered(app, json!({ "email": EMAIL })).await;
    let sent = app.newest_code().await;
    let empty = browser.error(CONFIRM, code(" ")).await;
    assert_eq!(fields(&empty), [("code".to_owned(), "REQUIRED".to_owned())]);
    assert_eq!(fields(&browser.error(CONFIRM, code("12x456")).await), wrong());
    for _ in 0..5 {
        assert_eq!(fields(&browser.error(CONFIRM, code(&other_than(&sent))).await), wrong());
    }
    assert_eq!(fields(&browser.error(CONFIRM, code(&sent)).await), wrong(), "five tries a code");
    let none = browser.error(REQUEST, about("PHONE")).await;
    assert_eq!(fields(&none), [("contact".to_owned(), "NOT_ALLOWED".to_owned())]);
    for _ in 0..2 {
        browser.data(REQUEST, about("EMAIL")).await;
    }
    assert_eq!(browser.code(REQUEST, about("EMAIL")).await, "RATE_LIMITED");
    app.pass_seconds(15 * 60);
    browser.data(REQUEST, about("EMAIL")).await;
    browser.data(CONFIRM, code(&app.newest_code().await)).await;
});

both!(a_code_is_over_after_ten_minutes, async |app: &TestApp| {
    let browser = registered(app, json!({ "phone": PHONE })).await;
    app.pass_seconds(10 * 60);
    let error = browser.error(CONFIRM, code(&app.newest_code().await)).await;
    assert_eq!(fields(&error), wrong());
});

both!(a_code_for_one_thing_is_none_for_another, async |app: &TestApp| {
    let browser = registered(app, json!({ "email": EMAIL })).await;
    let sent = app.newest_code().await;
    let input = json!({ "input": {
        "identifier": EMAIL, "code": sent, "password": "lebih-rahasia-lagi"
    } });
    assert_eq!(fields(&app.visitor().error(RESET, input).await), wrong());
    app.pass_seconds(1);
    app.visitor().data(ASK, json!({ "input": { "identifier": EMAIL } })).await;
    let reset = app.newest_code().await;
    if reset != sent {
        assert_eq!(fields(&browser.error(CONFIRM, code(&reset)).await), wrong());
    }
});

both!(another_number_is_unproved_and_the_old_one_is_told, async |app: &TestApp| {
    let browser = registered(app, json!({ "phone": PHONE })).await;
    let old = app.newest_code().await;
    browser.data(CONFIRM, code(&old)).await;
    app.pass_seconds(1);
    browser.data(UPDATE, json!({ "input": { "phone": "081211112222" } })).await;
    assert!(proved(&browser).await.is_empty());
    let (to, letters) = (app.destinations().await, app.letters().await);
    assert_eq!(to.len(), 3, "two codes, and the word to the old number");
    let told = letters.iter().position(|letter| letter.letter.text.contains("replaced")).unwrap();
    assert_eq!(to[told], "+6281234567890");
    assert!(to.contains(&"+6281211112222".to_owned()));
    app.execute("DELETE FROM outbox").await.unwrap();
    app.pass_seconds(15 * 60);
    browser.data(REQUEST, about("PHONE")).await;
    browser.data(CONFIRM, code(&app.newest_code().await)).await;
    assert_eq!(proved(&browser).await, ["PHONE"]);
});

both!(no_news_go_to_a_contact_that_nothing_proves, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.data(UPDATE, json!({ "input": { "email": EMAIL } })).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    let id = person.applies(session).await;
    assert_eq!(app.number(QUEUED).await, 0);
    app.pass_seconds(15 * 60);
    person.data(REQUEST, about("EMAIL")).await;
    person.data(CONFIRM, code(&app.newest_code().await)).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    person.withdraws(&id).await;
    person.applies(session).await;
    assert_eq!(app.number(QUEUED).await, 1);
});

both!(beside_a_proved_contact_a_claimed_one_opens_nothing, async |app: &TestApp| {
    let browser = registered(app, json!({ "email": EMAIL })).await;
    browser.data(CONFIRM, code(&app.newest_code().await)).await;
    app.pass_seconds(1);
    browser.data(UPDATE, json!({ "input": { "phone": PHONE } })).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    app.visitor().data(ASK, json!({ "input": { "identifier": PHONE } })).await;
    assert_eq!(app.number(QUEUED).await, 0, "a slip of the finger opens nobody's account");
    app.visitor().data(ASK, json!({ "input": { "identifier": EMAIL } })).await;
    let sent = app.newest_code().await;
    let by_phone = json!({ "input": {
        "identifier": PHONE, "code": sent, "password": "lebih-rahasia-lagi"
    } });
    assert_eq!(fields(&app.visitor().error(RESET, by_phone).await), wrong());
});

both!(a_contact_put_in_today_opens_no_account_before_tomorrow, async |app: &TestApp| {
    // Somebody holds a phone that is signed in, and puts numbers of their own in.
    let browser = registered(app, json!({ "email": EMAIL, "phone": PHONE })).await;
    app.pass_seconds(1);
    let own = json!({ "input": { "phone": "081211112222", "email": "lain@uji.id" } });
    browser.data(UPDATE, own).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    for identifier in ["081211112222", "lain@uji.id"] {
        app.visitor().data(ASK, json!({ "input": { "identifier": identifier } })).await;
    }
    assert_eq!(app.number(QUEUED).await, 0);
    app.pass_hours(24);
    app.visitor().data(ASK, json!({ "input": { "identifier": "081211112222" } })).await;
    assert_eq!(app.number(QUEUED).await, 1);
});

both!(a_reset_proves_the_contact_that_its_code_went_to, async |app: &TestApp| {
    registered(app, json!({ "email": EMAIL, "phone": PHONE })).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    app.visitor().data(ASK, json!({ "input": { "identifier": EMAIL } })).await;
    let sent = app.newest_code().await;
    let other = json!({ "input": {
        "identifier": PHONE, "code": sent, "password": "lebih-rahasia-lagi"
    } });
    let error = app.visitor().error(RESET, other).await;
    assert_eq!(fields(&error), wrong(), "a code proves where it was sent, and nothing else");
    let input = json!({ "input": {
        "identifier": EMAIL, "code": sent, "password": "lebih-rahasia-lagi"
    } });
    app.visitor().data(RESET, input).await;
    let (email, phone) = (
        "SELECT COUNT(*) FROM accounts WHERE email_confirmed_at IS NOT NULL",
        "SELECT COUNT(*) FROM accounts WHERE phone_confirmed_at IS NOT NULL",
    );
    assert_eq!((app.number(email).await, app.number(phone).await), (1, 0));
});

both!(a_number_somebody_only_typed_in_is_let_go_after_a_day, async |app: &TestApp| {
    // Somebody with a proved address typed in a number that is another's.
    let squatter = registered(app, json!({ "email": EMAIL, "phone": PHONE })).await;
    squatter.data(REQUEST, about("EMAIL")).await;
    squatter.data(CONFIRM, code(&app.newest_code().await)).await;
    let input = json!({ "input": {
        "name": "Pemilik", "phone": PHONE, "password": "rahasia-sekali"
    } });
    assert_eq!(app.visitor().code(REGISTER, input.clone()).await, "CONFLICT");
    app.pass_hours(24);
    app.visitor().data(REGISTER, input).await;
    let squatter = {
        let fresh = app.visitor();
        let sign_in = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
        let input = json!({ "input": { "identifier": EMAIL, "password": "rahasia-sekali" } });
        fresh.data(sign_in, input).await;
        fresh
    };
    let left = squatter.data(CONTACTS, json!({})).await["viewer"]["contacts"].clone();
    assert_eq!(left.as_array().unwrap().len(), 1);
    let events = squatter.data(EVENTS, json!({})).await["viewer"]["accountEvents"].clone();
    assert_eq!(events[0]["kind"], "PHONE_RELEASED");
});

both!(a_proved_number_is_never_let_go, async |app: &TestApp| {
    let owner = registered(app, json!({ "email": EMAIL, "phone": PHONE })).await;
    owner.data(CONFIRM, code(&app.newest_code().await)).await;
    app.pass_hours(48);
    let input = json!({ "input": {
        "name": "Lain", "phone": PHONE, "password": "rahasia-sekali"
    } });
    assert_eq!(app.visitor().code(REGISTER, input).await, "CONFLICT");
});
