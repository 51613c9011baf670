//! `Viewer.devices`, `signOutDevice` and `signOutOtherDevices`.

use balai_tests::{Actor, TestApp, both};
use serde_json::{Value, json};

const DEVICES: &str = "{ viewer { devices { id label signedInAt lastSeenAt current } } }";
const SIGN_OUT: &str = "mutation ($input: SignOutDeviceInput!) {
  signOutDevice(input: $input) { viewer { devices { id current } } }
}";
const OTHERS: &str = "mutation { signOutOtherDevices { viewer { devices { current } } } }";
const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";

async fn devices(browser: &Actor) -> Vec<Value> {
    let viewer = browser.data(DEVICES, json!({})).await["viewer"].clone();
    viewer["devices"].as_array().cloned().unwrap_or_default()
}

fn this(id: &Value) -> Value {
    json!({ "input": { "id": id } })
}

both!(a_device_is_called_what_a_person_would_call_it, async |app: &TestApp| {
    let browser = app.visitor();
    let input = json!({ "input": {
        "name": "Kadek", "email": "kadek@uji.id", "password": "rahasia-sekali"
    } });
    let agent = "Mozilla/5.0 (Linux; Android 14; SM-A057F) AppleWebKit/537.36 (KHTML, like Gecko) \
                 SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36";
    browser.send_with(REGISTER, input, &[("user-agent", agent)]).await;
    let listed = devices(&browser).await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["label"], "Samsung Internet on Android");
    assert_eq!(listed[0]["current"], true);
    let raw = "SELECT COUNT(*) FROM devices WHERE browser LIKE '%SM-A057F%' OR system LIKE '%14%'";
    assert_eq!(app.number(raw).await, 0, "no more of it is kept");
});

both!(one_is_signed_out_at_once_and_the_others_stay, async |app: &TestApp| {
    let person = app.newcomer().await;
    let phone = app.sign_in(person.account).await;
    let copy = phone.copy();
    let listed = devices(&person).await;
    assert_eq!(listed.len(), 2);
    let other = listed.iter().find(|device| device["current"] == false).unwrap();
    let left = person.data(SIGN_OUT, this(&other["id"])).await;
    assert_eq!(left["signOutDevice"]["viewer"]["devices"].as_array().unwrap().len(), 1);
    assert!(devices(&phone).await.is_empty(), "the access token lives on");
    copy.set_cookie("balai_access", "");
    assert!(devices(&copy).await.is_empty(), "the refresh token lives on");
    assert_eq!(devices(&person).await.len(), 1);
});

both!(the_one_that_asks_forgets_its_cookies, async |app: &TestApp| {
    let person = app.newcomer().await;
    let own = devices(&person).await[0]["id"].clone();
    person.data(SIGN_OUT, this(&own)).await;
    assert_eq!(person.cookie("balai_access"), None);
});

both!(anothers_device_is_not_found_and_stays, async |app: &TestApp| {
    let (person, other) = (app.newcomer().await, app.newcomer().await);
    let theirs = devices(&other).await[0]["id"].clone();
    assert_eq!(person.code(SIGN_OUT, this(&theirs)).await, "NOT_FOUND");
    assert_eq!(
        person.code(SIGN_OUT, this(&json!("dev_0000000000000000000000"))).await,
        "NOT_FOUND"
    );
    assert_eq!(person.code(SIGN_OUT, this(&json!("apa saja"))).await, "NOT_FOUND");
    assert_eq!(devices(&other).await.len(), 1);
});

both!(all_others_are_signed_out_together, async |app: &TestApp| {
    let person = app.newcomer().await;
    let others = [app.sign_in(person.account).await, app.sign_in(person.account).await];
    let stranger = app.newcomer().await;
    let left = person.data(OTHERS, json!({})).await;
    let expected = json!([{ "current": true }]);
    assert_eq!(left["signOutOtherDevices"]["viewer"]["devices"], expected);
    for other in others {
        assert!(devices(&other).await.is_empty());
    }
    assert_eq!(devices(&stranger).await.len(), 1);
});

both!(who_is_not_signed_in_has_no_devices, async |app: &TestApp| {
    let any = json!("dev_0000000000000000000000");
    assert_eq!(app.visitor().code(SIGN_OUT, this(&any)).await, "UNAUTHENTICATED");
    assert_eq!(app.visitor().code(OTHERS, json!({})).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(SIGN_OUT, this(&any)).await, "FORBIDDEN");
    assert_eq!(partner.code(OTHERS, json!({})).await, "FORBIDDEN");
});

both!(a_device_is_seen_when_its_tokens_are_renewed, async |app: &TestApp| {
    let person = app.newcomer().await;
    let before = devices(&person).await[0].clone();
    app.pass_seconds(11 * 60);
    let after = devices(&person).await[0].clone();
    assert_eq!(before["signedInAt"], after["signedInAt"]);
    assert_ne!(before["lastSeenAt"], after["lastSeenAt"]);
    assert_eq!(after["current"], true);
    app.pass_hours(31 * 24);
    balai_backend::service::tokens::purge(&app.services).await.unwrap();
    assert_eq!(app.number("SELECT COUNT(*) FROM devices").await, 0);
});
