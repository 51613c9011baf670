//! `previewGroupMessage` and `sendGroupMessage`: a centre writes to many.

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Actor, Person, SessionPlan, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

const PREVIEW: &str = "query ($input: PreviewGroupMessageInput!) {
  previewGroupMessage(input: $input) { people byEmail bySms leftToday }
}";
const SEND: &str = "mutation ($input: SendGroupMessageInput!) {
  sendGroupMessage(input: $input) { people }
}";
const MESSAGES: &str = "{ viewer { notifications(first: 10) { nodes { message } } } }";
const QUIET: &str = "mutation ($input: UpdateMessagePreferencesInput!) {
  updateMessagePreferences(input: $input) { __typename }
}";

fn writing(session: SessionId, states: &[&str], subject: &str, text: &str) -> Value {
    json!({ "input": {
        "sessionId": session.to_string(), "states": states, "subject": subject, "text": text
    } })
}

fn asking(session: SessionId, states: &[&str]) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "states": states } })
}

async fn newest(person: &Actor) -> String {
    let data = person.data(MESSAGES, json!({})).await;
    text(&data["viewer"]["notifications"]["nodes"][0]["message"]).to_owned()
}

/// Three who applied; the third wants nothing outside of Balai, and the first has withdrawn.
async fn applied(app: &TestApp, session: SessionId) -> Vec<Person> {
    let mut people = Vec::new();
    for _ in 0..3 {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        if people.is_empty() {
            person.withdraws(&id).await;
        }
        people.push(person);
    }
    let quiet = json!({ "input": { "email": false, "sms": false } });
    people[2].data(QUIET, quiet).await;
    app.execute("DELETE FROM outbox").await.unwrap();
    people
}

both!(it_reaches_whom_it_should_as_they_want_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applied(app, session).await;
    let staff = app.staff(centre, Role::Instructor).await;
    let found = staff.data(PREVIEW, asking(session, &["SUBMITTED", "CONFIRMED"])).await;
    assert_eq!(
        found["previewGroupMessage"],
        json!({ "people": 2, "byEmail": 1, "bySms": 0, "leftToday": 3 })
    );
    app.pass_seconds(60);
    let sent = writing(session, &["SUBMITTED"], "Tes besok", "Bawa KTP, datang pukul 8.");
    assert_eq!(staff.data(SEND, sent).await["sendGroupMessage"]["people"], 2);
    let told = "Konversi Motor Listrik: Tes besok. Bawa KTP, datang pukul 8.";
    assert_eq!([newest(&people[1]).await, newest(&people[2]).await], [told, told]);
    assert_ne!(newest(&people[0]).await, told, "who withdrew is left in peace");
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1);
    assert_eq!(letters[0].letter.subject, "Konversi Motor Listrik: Tes besok");
    assert!(letters[0].letter.text.starts_with("Balai Uji "), "{}", letters[0].letter.text);
    let trail = "SELECT COUNT(*) FROM staff_actions WHERE kind = 'GROUP_MESSAGE' AND people = 2";
    assert_eq!(app.number(trail).await, 1);
});

both!(at_most_three_a_day, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    applied(app, session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let again = writing(session, &["SUBMITTED"], "Tes", "Bawa KTP.");
    for _ in 0..3 {
        app.pass_seconds(1);
        staff.data(SEND, again.clone()).await;
    }
    app.pass_seconds(1);
    assert_eq!(staff.code(SEND, again.clone()).await, "RATE_LIMITED");
    let left = staff.data(PREVIEW, asking(session, &["SUBMITTED"])).await;
    assert_eq!(left["previewGroupMessage"]["leftToday"], 0);
    app.pass_hours(24);
    let staff = app.sign_in(staff.account).await;
    staff.data(SEND, again).await;
});

both!(what_is_undone_takes_no_words_of_the_centre_along, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&id], "SHORTLIST").await;
    app.pass_seconds(29);
    staff.data(SEND, writing(session, &["SHORTLISTED"], "Tes", "Bawa KTP.")).await;
    let undo = "mutation ($input: UndoDecisionsInput!) { undoDecisions(input: $input) {
      results { ok } } }";
    staff.data(undo, json!({ "input": { "ids": [id] } })).await;
    app.pass_seconds(60);
    assert!(newest(&person).await.contains("Bawa KTP."));
});

both!(only_staff_of_the_centre_write, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applied(app, session).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let counsellor = app.staff(centre, Role::Counsellor).await;
    let partner = app.partner(centre).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&people[1].browser, "NOT_FOUND"),
        (&counsellor.browser, "FORBIDDEN"),
        (&partner, "FORBIDDEN"),
    ] {
        let sent = writing(session, &["SUBMITTED"], "Tes", "Bawa KTP.");
        assert_eq!(who.code(SEND, sent).await, code);
        assert_eq!(who.code(PREVIEW, asking(session, &["SUBMITTED"])).await, code);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM group_messages").await, 0);
});

both!(bad_input_writes_nothing, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    applied(app, session).await;
    let staff = app.staff(centre, Role::Admin).await;
    let long = "a".repeat(1001);
    for (states, subject, words, field) in [
        (&[][..], "Tes", "Isi", ("states", "REQUIRED")),
        (&["WITHDRAWN"][..], "Tes", "Isi", ("states", "NOT_ALLOWED")),
        (&["DRAFT"][..], "Tes", "Isi", ("states", "NOT_ALLOWED")),
        (&["SUBMITTED"][..], " ", "Isi", ("subject", "REQUIRED")),
        (&["SUBMITTED"][..], "Tes", long.as_str(), ("text", "TOO_LONG")),
        (&["SUBMITTED"][..], "Tes", "Isi di https://jahat.example", ("text", "NOT_ALLOWED")),
    ] {
        let error = staff.error(SEND, writing(session, states, subject, words)).await;
        assert_eq!(fields(&error), [(field.0.to_owned(), field.1.to_owned())]);
    }
    let nobody = writing(session, &["CONFIRMED"], "Tes", "Isi");
    assert_eq!(staff.code(SEND, nobody).await, "CONFLICT");
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0);
});
