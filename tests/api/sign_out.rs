//! `signOut`.

use balai_tests::{Actor, TestApp, both};
use serde_json::json;

const SIGN_OUT: &str = "mutation { signOut }";
const VIEWER: &str = "{ viewer { id } }";

async fn is_signed_in(browser: &Actor) -> bool {
    !browser.data(VIEWER, json!({})).await["viewer"].is_null()
}

both!(a_visitor_may_sign_out_too, async |app: &TestApp| {
    assert_eq!(app.visitor().data(SIGN_OUT, json!({})).await["signOut"], true);
});

both!(the_browser_forgets_both_tokens, async |app: &TestApp| {
    let person = app.newcomer().await;
    assert!(is_signed_in(&person).await);
    assert_eq!(person.data(SIGN_OUT, json!({})).await["signOut"], true);
    assert_eq!(person.cookie("balai_access"), None);
    assert_eq!(person.cookie("balai_refresh"), None);
    assert!(!is_signed_in(&person).await);
});

both!(tokens_that_somebody_copied_are_dead_at_once, async |app: &TestApp| {
    let person = app.newcomer().await;
    let (copy, refresh_only) = (person.copy(), person.copy());
    refresh_only.set_cookie("balai_access", "");
    person.data(SIGN_OUT, json!({})).await;
    assert!(!is_signed_in(&copy).await, "the access token lives on");
    assert!(!is_signed_in(&refresh_only).await, "the refresh token lives on");
});

both!(other_devices_stay_signed_in, async |app: &TestApp| {
    let person = app.newcomer().await;
    let phone = app.sign_in(person.account).await;
    person.data(SIGN_OUT, json!({})).await;
    assert!(is_signed_in(&phone).await);
});

both!(who_comes_with_an_expired_access_token_signs_out_as_well, async |app: &TestApp| {
    let person = app.newcomer().await;
    let copy = person.copy();
    app.pass_seconds(601);
    person.data(SIGN_OUT, json!({})).await;
    assert!(!is_signed_in(&person).await);
    assert!(!is_signed_in(&copy).await);
});
