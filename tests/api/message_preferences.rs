//! `updateMessagePreferences` and `markNotificationsRead`.

use balai_tests::{SessionPlan, TestApp, both};
use serde_json::json;

const READ: &str = "{ viewer { messagePreferences { email sms } } }";
const UPDATE: &str = "mutation ($input: UpdateMessagePreferencesInput!) {
  updateMessagePreferences(input: $input) { viewer { messagePreferences { email sms } } }
}";
const UNREAD: &str = "{ viewer { unreadNotifications notifications { nodes { readAt } } } }";
const MARK: &str = "mutation { markNotificationsRead { viewer { unreadNotifications } } }";
const SIGN_IN: &str = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const QUEUED: &str = "SELECT COUNT(*) FROM outbox";

both!(news_come_until_the_person_turns_them_off, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let both = json!({ "email": true, "sms": true });
    assert_eq!(person.data(READ, json!({})).await["viewer"]["messagePreferences"], both);
    let off = json!({ "input": { "email": false } });
    let changed = person.data(UPDATE, off).await;
    let changed = &changed["updateMessagePreferences"]["viewer"]["messagePreferences"];
    assert_eq!(*changed, json!({ "email": false, "sms": true }), "what is left out stays");
    let id = person.applies(session).await;
    assert_eq!(app.number(QUEUED).await, 0, "there is no number for an SMS");
    let news = person.data(UNREAD, json!({})).await;
    assert_eq!(news["viewer"]["unreadNotifications"], 1, "on the page it is told all the same");
    person.data(UPDATE, json!({ "input": { "email": true } })).await;
    person.withdraws(&id).await;
    person.applies(session).await;
    assert_eq!(app.number(QUEUED).await, 1);
});

both!(nobody_who_is_not_signed_in_chooses, async |app: &TestApp| {
    let input = json!({ "input": { "email": false } });
    assert_eq!(app.visitor().code(UPDATE, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.visitor().code(MARK, json!({})).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(UPDATE, input).await, "FORBIDDEN");
    assert_eq!(partner.code(MARK, json!({})).await, "FORBIDDEN");
});

both!(messages_are_unread_until_they_are_marked, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(2)).await;
    let (person, other) = (app.applicant().await, app.applicant().await);
    person.applies(session).await;
    other.applies(session).await;
    let unread = async |person: &balai_tests::Person| {
        person.data(UNREAD, json!({})).await["viewer"]["unreadNotifications"].as_i64().unwrap()
    };
    let before = unread(&person).await;
    assert!(before > 0);
    let marked = person.data(MARK, json!({})).await;
    assert_eq!(marked["markNotificationsRead"]["viewer"]["unreadNotifications"], 0);
    let nodes = person.data(UNREAD, json!({})).await["viewer"]["notifications"]["nodes"].clone();
    assert!(nodes.as_array().unwrap().iter().all(|node| node["readAt"].is_string()), "{nodes}");
    assert_eq!(unread(&other).await, before, "only one's own are marked");
});

both!(messages_come_in_the_language_of_the_last_sign_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let input = json!({ "input": {
        "name": "Kadek", "email": "kadek@uji.id", "password": "rahasia-sekali"
    } });
    app.visitor().data(REGISTER, input).await;
    let kept = async |language: &str| {
        let sql = "SELECT COUNT(*) FROM message_preferences WHERE language = ";
        app.number(&format!("{sql}'{language}'")).await
    };
    assert_eq!(kept("en").await, 1);
    let input = json!({ "input": { "identifier": "kadek@uji.id", "password": "rahasia-sekali" } });
    app.visitor().in_indonesian().data(SIGN_IN, input).await;
    assert_eq!((kept("en").await, kept("id").await), (0, 1));
    // Who never chose reads Indonesian.
    app.applicant().await.applies(session).await;
    assert!(app.letters().await[0].letter.subject.starts_with("Pendaftaran Anda: "));
});
