//! The deadline of the first purchase: a reminder, and after it the balance goes back.

use balai_backend::{service::revoke_benefits::looked_at, store::benefit::Milestone};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{CONFIRM, about, buying, text},
};
use serde_json::json;

const REMINDED: &str = "SELECT COUNT(*) FROM notifications WHERE kind = 'PURCHASE_REMINDER'";
const TOLD: &str = "SELECT COUNT(*) FROM notifications WHERE kind = 'BENEFIT_REVOKED'";
const MESSAGES: &str = "{ viewer { notifications { nodes {
  message benefitId application { id }
} } } }";

/// The person in a browser that is signed in now.
async fn now_of(app: &TestApp, person: &Person) -> Person {
    Person { browser: app.sign_in(person.account).await, ..person.clone() }
}

both!(an_unused_balance_is_announced_and_then_taken_back_once, async |app: &TestApp| {
    let person = app.applicant().await;
    // Granted on 31 January: until the end of 15 February in Denpasar, 16.00 UTC.
    let benefit = app.benefit(&person).await;
    app.set("2026-02-12T15:59:59Z".parse().unwrap());
    assert_eq!((app.revoke_due().await, app.number(REMINDED).await), (0, 0));
    app.pass_seconds(1);
    for _ in 0..2 {
        assert_eq!((app.revoke_due().await, app.number(REMINDED).await), (0, 1));
    }
    let signed_in = now_of(app, &person).await;
    let messages = signed_in.data(MESSAGES, json!({})).await;
    let node = &messages["viewer"]["notifications"]["nodes"][0];
    assert_eq!(
        (&node["benefitId"], &node["application"]),
        (&json!(benefit.to_string()), &json!(null))
    );
    assert!(text(&node["message"]).starts_with("Kartu Prakerja 2023: "), "{node}");
    let until = "Buy it by Sunday 15 Feb, 23:59 WITA.";
    assert!(text(&node["message"]).ends_with(until), "never midnight of the day after: {node}");
    app.set("2026-02-15T15:59:59Z".parse().unwrap());
    assert_eq!(app.revoke_due().await, 0);
    app.pass_seconds(1);
    assert_eq!(app.revoke_due().await, 1);
    assert_eq!((app.revoke_due().await, app.number(TOLD).await), (0, 1));
    let shown = now_of(app, &person).await.own_benefit().await;
    assert_eq!((&shown["stage"], &shown["trainingBalance"]), (&json!("REVOKED"), &json!(0)));
    // Nobody is promised what will never come.
    assert_eq!((&shown["payments"], &shown["surveys"]), (&json!([]), &json!([])));
    let steps = shown["checklist"].as_array().unwrap();
    assert!(steps.iter().all(|item| item["state"] == "OPEN" && item["step"] == json!(null)));
});

both!(who_bought_keeps_it, async |app: &TestApp| {
    let trainee = app.buyer().await;
    app.pass_hours(20 * 24);
    assert_eq!((app.revoke_due().await, app.number(REMINDED).await), (0, 0));
    let shown = now_of(app, &trainee.person).await.own_benefit().await;
    assert_eq!(shown["trainingBalance"], 3_500_000);
});

both!(the_old_scheme_gives_thirty_days, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit_of("PRAKERJA_2020", &person, app.now().plus_days(-1)).await;
    app.pass_hours(20 * 24);
    assert_eq!(app.revoke_due().await, 0);
    app.pass_hours(10 * 24 + 7);
    assert_eq!(app.revoke_due().await, 1);
});

both!(who_has_thirty_days_fills_no_round_before, async |app: &TestApp| {
    let (old, new) = (app.applicant().await, app.applicant().await);
    app.benefit_of("PRAKERJA_2020", &old, app.now().plus_days(-1)).await;
    let due = app.benefit(&new).await;
    app.pass_hours(16 * 24);
    for step in [Milestone::Reminded, Milestone::Revoked] {
        assert_eq!(looked_at(&app.services, step).await.unwrap(), [due]);
    }
    app.pass_hours(14 * 24);
    assert_eq!(looked_at(&app.services, Milestone::Revoked).await.unwrap().len(), 2);
});

both!(demonstration_data_stays_as_it_is_shown, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    app.execute("INSERT INTO facts VALUES ('demonstration', 'small, seed 1, 2026-02-01')")
        .await
        .unwrap();
    app.pass_hours(40 * 24);
    assert_eq!(app.revoke_due().await, 0);
    assert_eq!((app.number(REMINDED).await, app.number(TOLD).await), (0, 0));
});

both!(of_a_purchase_and_the_taking_back_at_once_one_happens, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::prakerja(1_000_000)).await;
    let mut offered = Vec::new();
    for _ in 0..8 {
        let person = app.applicant().await;
        app.benefit_of("PRAKERJA_2023", &person, app.now().plus_days(-14)).await;
        let id = text(&person.submits(buying(session)).await["id"]).to_owned();
        offered.push((person, id));
    }
    app.pass_hours(40);
    let mut calls = Vec::new();
    for (person, id) in &offered {
        let (person, id) = (now_of(app, person).await, id.clone());
        calls.push((person, id));
    }
    let taking = app.services.clone();
    let taking = tokio::spawn(async move {
        balai_backend::service::revoke_benefits::revoke_due(&taking).await.unwrap()
    });
    let buying: Vec<_> = calls
        .iter()
        .cloned()
        .map(|(person, id)| tokio::spawn(async move { person.send(CONFIRM, about(&id)).await }))
        .collect();
    let mut bought = 0;
    for call in buying {
        let answer = call.await.unwrap();
        match answer.code() {
            None => bought += 1,
            Some(code) => assert_eq!(code, "NOT_ELIGIBLE"),
        }
    }
    let revoked = taking.await.unwrap();
    assert_eq!(bought + revoked, offered.len(), "each is bought with, or taken back");
    let both = "SELECT COUNT(*) FROM benefits \
                WHERE revoked_at IS NOT NULL AND first_purchase_at IS NOT NULL";
    assert_eq!(app.number(both).await, 0);
});
