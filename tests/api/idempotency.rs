//! `Idempotency-Key`: a retry of a mutation is safe.

use balai_shared::policy::Role;
use balai_tests::{
    Actor, Answer, SessionPlan, TestApp, both,
    steps::{DECIDE, SUBMIT, applying_to, deciding, fields},
};
use serde_json::{Value, json};

async fn submit(person: &Actor, input: Value, key: &str) -> Answer {
    person.send_with(SUBMIT, input, &[("idempotency-key", key)]).await
}

both!(the_same_key_and_input_give_the_same_answer, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let first = submit(&person, applying_to(session), "k-1").await;
    let again = submit(&person, applying_to(session), "k-1").await;
    assert_eq!(first.body["data"], again.body["data"]);
    assert!(first.headers.get("idempotent-replayed").is_none());
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 1);
    let other = submit(&person, applying_to(session), "k-2").await;
    assert_eq!(other.code(), Some("CONFLICT"), "another key is another application");
});

both!(a_refusal_is_given_again_too, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.newcomer().await;
    let first = submit(&person, applying_to(session), "k-1").await;
    let again = submit(&person, applying_to(session), "k-1").await;
    assert_eq!(first.code(), Some("NOT_ELIGIBLE"));
    assert_eq!(again.code(), Some("NOT_ELIGIBLE"));
    assert_eq!(again.headers["idempotent-replayed"], "true");
});

both!(
    the_same_key_with_another_input_is_a_conflict_before_it_is_looked_at,
    async |app: &TestApp| {
        let session = app.session(app.centre().await, SessionPlan::default()).await;
        let person = app.applicant().await;
        submit(&person, applying_to(session), "k-1").await;
        let bad = json!({ "input": { "sessionId": "none", "funding": "SELF" } });
        assert_eq!(submit(&person, bad, "k-1").await.code(), Some("CONFLICT"));
        let invalid =
            person.send_with("{ nonsense", json!({}), &[("idempotency-key", "k-1")]).await;
        assert_eq!(invalid.code(), Some("CONFLICT"));
    }
);

both!(a_key_still_at_work_says_when_to_come_back, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    submit(&person, applying_to(session), "k-1").await;
    // As it is while the first request runs.
    app.execute("UPDATE idempotency_keys SET response = NULL").await.unwrap();
    let answer = submit(&person, applying_to(session), "k-1").await;
    assert_eq!(answer.code(), Some("CONFLICT"));
    assert_eq!(answer.body["errors"][0]["extensions"]["retryAfter"], 2);
    assert_eq!(answer.headers["retry-after"], "2");
});

both!(ten_retries_at_once_apply_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let calls: Vec<_> = (0..10)
        .map(|_| {
            let person = person.clone();
            tokio::spawn(async move { submit(&person, applying_to(session), "k-1").await })
        })
        .collect();
    let mut ids = Vec::new();
    for call in calls {
        let answer = call.await.unwrap();
        match answer.code() {
            None => ids.push(answer.body["data"]["submitApplication"]["application"]["id"].clone()),
            Some(code) => {
                assert_eq!(code, "CONFLICT");
                assert_eq!(answer.body["errors"][0]["extensions"]["retryAfter"], 2);
            }
        }
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 1);
});

both!(keys_of_two_people_have_nothing_to_do_with_each_other, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let (one, two) = (app.applicant().await, app.applicant().await);
    let first = submit(&one, applying_to(session), "k-1").await;
    let second = submit(&two, applying_to(session), "k-1").await;
    assert_eq!((first.code(), second.code()), (None, None));
    assert_ne!(first.body["data"], second.body["data"]);
});

both!(a_key_is_good_for_a_day, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    submit(&person, applying_to(session), "k-1").await;
    app.pass_hours(24);
    let replayed = submit(&person, applying_to(session), "k-1").await;
    assert_eq!(replayed.code(), None);
    app.pass_seconds(1);
    let anew = submit(&person, applying_to(session), "k-1").await;
    assert_eq!(anew.code(), Some("CONFLICT"), "it is a second application by now");
    assert!(anew.headers.get("idempotent-replayed").is_none());
});

both!(a_key_is_visible_characters_and_not_endless, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let long = "k".repeat(256);
    for (key, code) in [("", "REQUIRED"), ("a b", "INVALID_FORMAT"), (&long, "TOO_LONG")] {
        let answer = submit(&person, applying_to(session), key).await;
        assert_eq!(answer.code(), Some("VALIDATION_FAILED"), "{key}");
        let expected = [("Idempotency-Key".to_owned(), code.to_owned())];
        assert_eq!(fields(&answer.body["errors"][0]), expected);
    }
    let longest = "k".repeat(255);
    assert_eq!(submit(&person, applying_to(session), &longest).await.code(), None);
});

both!(a_bulk_decision_is_given_again_row_by_row, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let id = app.applicant().await.applies(session).await;
    let input = deciding(&[&id, "none"], "OFFER");
    let key = [("idempotency-key", "k-1")];
    let first = staff.send_with(DECIDE, input.clone(), &key).await;
    let again = staff.send_with(DECIDE, input, &key).await;
    assert_eq!(first.body["data"], again.body["data"]);
    assert_eq!(again.headers["idempotent-replayed"], "true");
});
