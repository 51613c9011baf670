//! Access tokens that expire, and the refresh tokens that renew them.

use balai_tests::{Actor, TestApp, both};
use serde_json::json;

const VIEWER: &str = "{ viewer { id } }";

async fn is_signed_in(browser: &Actor) -> bool {
    !browser.data(VIEWER, json!({})).await["viewer"].is_null()
}

both!(an_expired_access_token_is_renewed_without_a_word, async |app: &TestApp| {
    let person = app.newcomer().await;
    let before = (person.cookie("balai_access"), person.cookie("balai_refresh"));
    assert!(is_signed_in(&person).await);
    assert_eq!(person.cookie("balai_access"), before.0, "nothing to renew yet");
    app.pass_seconds(600);
    assert!(is_signed_in(&person).await);
    assert_ne!(person.cookie("balai_access"), before.0);
    assert_ne!(person.cookie("balai_refresh"), before.1);
});

both!(a_visit_each_day_keeps_one_signed_in, async |app: &TestApp| {
    let person = app.newcomer().await;
    for _ in 0..40 {
        app.pass_hours(24);
        assert!(is_signed_in(&person).await);
    }
});

both!(a_second_tab_may_use_the_old_token_for_a_minute, async |app: &TestApp| {
    let person = app.newcomer().await;
    let tab = person.copy();
    app.pass_seconds(600);
    assert!(is_signed_in(&person).await);
    app.pass_seconds(60);
    assert!(is_signed_in(&tab).await, "a lost answer or a second tab is no theft");
    assert!(is_signed_in(&person).await);
});

both!(two_tabs_at_once_are_both_renewed, async |app: &TestApp| {
    let person = app.newcomer().await;
    app.pass_seconds(600);
    let tabs = [person.copy(), person.copy(), person.copy()];
    let calls = tabs.map(|tab| tokio::spawn(async move { is_signed_in(&tab).await }));
    for call in calls {
        assert!(call.await.unwrap());
    }
});

both!(a_token_used_again_later_ends_the_whole_family, async |app: &TestApp| {
    let person = app.newcomer().await;
    let thief = person.copy();
    app.pass_seconds(600);
    assert!(is_signed_in(&person).await);
    app.pass_seconds(61);
    assert!(!is_signed_in(&thief).await);
    assert!(!is_signed_in(&person).await, "nobody knows which of the two is the thief");
    assert_eq!(person.cookie("balai_access"), None, "the cookies are cleared");
    assert_eq!(person.cookie("balai_refresh"), None);
});

both!(a_refresh_token_ends_after_a_month, async |app: &TestApp| {
    let person = app.newcomer().await;
    app.pass_hours(30 * 24);
    assert!(!is_signed_in(&person).await);
});

both!(forged_tokens_sign_nobody_in, async |app: &TestApp| {
    let person = app.newcomer().await;
    let access = person.cookie("balai_access").unwrap();
    let (head, _) = access.rsplit_once('.').unwrap();
    for forged in [format!("{head}."), format!("{head}.AAAA"), "x.y.z".to_owned()] {
        let forger = app.visitor().with_cookies(&[("balai_access", &forged)]);
        assert!(!is_signed_in(&forger).await, "{forged}");
    }
    let forger = app.visitor().with_cookies(&[("balai_refresh", "AAAAAAAA")]);
    assert!(!is_signed_in(&forger).await);
});

both!(a_key_that_is_none_of_ours_is_refused, async |app: &TestApp| {
    for key in ["blk_unknown", "other_key"] {
        assert_eq!(app.visitor().with_key(key).code(VIEWER, json!({})).await, "UNAUTHENTICATED");
    }
});

both!(a_key_that_has_ended_is_refused, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    partner.data(VIEWER, json!({})).await;
    app.execute("UPDATE api_keys SET revoked_at = 1").await.unwrap();
    assert_eq!(partner.code(VIEWER, json!({})).await, "UNAUTHENTICATED");
});

both!(a_partner_is_nobody_to_the_viewer, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    assert!(!is_signed_in(&partner).await);
});
