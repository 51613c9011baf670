//! `confirmOffer`.

use balai_shared::{policy::Role, time::Date};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{CONFIRM, about, applying_to, buying},
};
use serde_json::{Value, json};

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let id = app.applicant().await.applies(session).await;
    for id in [id.as_str(), "none"] {
        assert_eq!(app.visitor().code(CONFIRM, about(id)).await, "UNAUTHENTICATED");
    }
});

both!(anothers_offer_is_not_found, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let id = app.applicant().await.applies(session).await;
    let other = app.applicant().await;
    for wanted in [id.as_str(), "app_0000000000000000000001", "ses_x", ""] {
        assert_eq!(other.code(CONFIRM, about(wanted)).await, "NOT_FOUND", "{wanted}");
    }
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    assert_eq!(elsewhere.code(CONFIRM, about(&id)).await, "NOT_FOUND");
});

both!(the_centre_sees_an_offer_but_does_not_confirm_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let id = app.applicant().await.applies(session).await;
    let staff = app.staff(centre, Role::Admin).await;
    assert_eq!(staff.code(CONFIRM, about(&id)).await, "FORBIDDEN");
    assert_eq!(app.partner(centre).await.code(CONFIRM, about(&id)).await, "FORBIDDEN");
});

both!(an_offer_becomes_a_seat_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let confirmed = person.confirms(&id).await;
    assert_eq!(confirmed["state"], "CONFIRMED");
    assert_eq!(confirmed["allowedActions"], json!(["WITHDRAW"]));
    assert_eq!(person.seats_of(session).await["seatsTaken"], 1);
    assert_eq!(person.code(CONFIRM, about(&id)).await, "INVALID_TRANSITION");
    let history = person.application(&id).await["history"].clone();
    let steps: Vec<_> =
        history.as_array().unwrap().iter().map(|event| event["action"].clone()).collect();
    assert_eq!(steps, ["SUBMIT", "OFFER", "CONFIRM"]);
});

both!(without_an_offer_there_is_nothing_to_confirm, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    app.applicant().await.applies(session).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    assert_eq!(person.code(CONFIRM, about(&id)).await, "INVALID_TRANSITION");
});

both!(a_lapsed_offer_is_over_though_no_worker_has_run, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    app.pass_seconds(48 * 3600);
    let shown = person.application(&id).await;
    assert_eq!((&shown["state"], &shown["allowedActions"]), (&json!("OFFERED"), &json!([])));
    assert_eq!(person.code(CONFIRM, about(&id)).await, "DEADLINE_PASSED");
    app.work().await;
    assert_eq!(person.code(CONFIRM, about(&id)).await, "INVALID_TRANSITION");
});

both!(an_offer_holds_to_its_last_second, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    app.pass_seconds(48 * 3600 - 1);
    app.work().await;
    assert_eq!(person.confirms(&id).await["state"], "CONFIRMED");
});

/// Ten days long, from this day of March on.
fn starting(day: u8) -> SessionPlan {
    SessionPlan { starts_on: Date::from_ymd(2026, 3, day).unwrap(), ..SessionPlan::default() }
}

both!(two_confirmed_sessions_never_overlap, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    let mut ids = Vec::new();
    for plan in [starting(2), starting(11), starting(12)] {
        ids.push(person.applies(app.session(centre, plan).await).await);
    }
    person.confirms(&ids[0]).await;
    assert_eq!(person.code(CONFIRM, about(&ids[1])).await, "CONFLICT", "they share a day");
    assert_eq!(person.state_of(&ids[1]).await, "OFFERED", "the offer stays");
    assert_eq!(person.confirms(&ids[2]).await["state"], "CONFIRMED");
    person.withdraws(&ids[0]).await;
    assert_eq!(person.code(CONFIRM, about(&ids[1])).await, "CONFLICT", "the third overlaps now");
    person.withdraws(&ids[2]).await;
    assert_eq!(person.confirms(&ids[1]).await["state"], "CONFIRMED");
});

/// Confirms all at once; the codes of what failed, sorted, `None` where it did not.
async fn confirm_at_once(person: &Person, ids: Vec<String>) -> Vec<Option<String>> {
    let confirm = |id: String| {
        let person = person.clone();
        tokio::spawn(async move { person.send(CONFIRM, about(&id)).await })
    };
    let calls: Vec<_> = ids.into_iter().map(confirm).collect();
    let mut codes = Vec::new();
    for call in calls {
        codes.push(call.await.unwrap().code().map(str::to_owned));
    }
    codes.sort();
    codes
}

both!(of_several_overlapping_confirmed_at_once_one_holds, async |app: &TestApp| {
    let centre = app.centre().await;
    for _ in 0..5 {
        let person = app.applicant().await;
        let mut ids = Vec::new();
        for day in [2, 3, 4] {
            ids.push(person.applies(app.session(centre, starting(day)).await).await);
        }
        let conflict = Some("CONFLICT".to_owned());
        assert_eq!(confirm_at_once(&person, ids).await, [None, conflict.clone(), conflict]);
    }
});

const BENEFIT: &str = "{ viewer { benefits {
  stage trainingBalance trainingSpent
  entries(first: 10) { nodes { kind amount } totalCount }
} } }";

both!(prakerja_holds_the_price_and_the_ledger_shows_it, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::prakerja(1_500_000)).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = person.submits(buying(session)).await["id"].as_str().unwrap().to_owned();
    let before = person.data(BENEFIT, json!({})).await["viewer"]["benefits"][0].clone();
    assert_eq!(before["stage"], "GRANTED");
    assert_eq!(before["entries"]["totalCount"], 1, "an offer moves no money");
    person.confirms(&id).await;
    let after = person.data(BENEFIT, json!({})).await["viewer"]["benefits"][0].clone();
    assert_eq!(after["stage"], "PURCHASED");
    assert_eq!(after["trainingBalance"], 3_500_000, "what is held is still the person's");
    assert_eq!(after["trainingSpent"], 0);
    let entries = json!([
        { "kind": "RESERVE", "amount": 1_500_000 },
        { "kind": "GRANT", "amount": 3_500_000 },
    ]);
    assert_eq!(after["entries"]["nodes"], entries);
});

both!(the_balance_is_not_spent_twice, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let mut ids = Vec::new();
    for day in [2, 12] {
        let plan =
            SessionPlan { starts_on: starting(day).starts_on, ..SessionPlan::prakerja(2_000_000) };
        let session = app.session(centre, plan).await;
        ids.push(person.submits(buying(session)).await["id"].as_str().unwrap().to_owned());
    }
    let codes = confirm_at_once(&person, ids).await;
    assert_eq!(codes, [None, Some("NOT_ELIGIBLE".to_owned())]);
    let held = "SELECT COUNT(*) FROM ledger_postings WHERE kind = 'RESERVE'";
    assert_eq!(app.number(held).await, 1);
});

both!(a_public_seat_moves_no_money, async |app: &TestApp| {
    let plan = SessionPlan { price: 900_000, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let application: Value = person.submits(applying_to(session)).await;
    person.confirms(application["id"].as_str().unwrap()).await;
    let benefit = person.data(BENEFIT, json!({})).await["viewer"]["benefits"][0].clone();
    assert_eq!(benefit["entries"]["totalCount"], 1);
});
