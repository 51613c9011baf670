//! `withdrawApplication`.

use balai_shared::{policy::Role, time::Date};
use balai_tests::{
    SessionPlan, TestApp, both,
    steps::{WITHDRAW, about, buying, fields},
};
use serde_json::json;

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let id = app.applicant().await.applies(session).await;
    assert_eq!(app.visitor().code(WITHDRAW, about(&id)).await, "UNAUTHENTICATED");
});

both!(anothers_application_is_not_found_and_stands, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    assert_eq!(app.applicant().await.code(WITHDRAW, about(&id)).await, "NOT_FOUND");
    assert_eq!(app.partner(centre).await.code(WITHDRAW, about(&id)).await, "FORBIDDEN");
    let elsewhere = app.partner(app.centre().await).await;
    assert_eq!(elsewhere.code(WITHDRAW, about(&id)).await, "NOT_FOUND");
    assert_eq!(person.state_of(&id).await, "OFFERED");
});

both!(a_seat_given_back_goes_to_the_first_who_waits_at_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let (first, second, third) =
        (app.applicant().await, app.applicant().await, app.applicant().await);
    let taken = first.applies(session).await;
    first.confirms(&taken).await;
    let (waiting, last) = (second.applies(session).await, third.applies(session).await);
    assert_eq!(first.withdraws(&taken).await["state"], "WITHDRAWN");
    let promoted = second.application(&waiting).await;
    assert_eq!(promoted["state"], "OFFERED");
    assert_eq!(promoted["offerExpiresAt"], "2026-02-03T01:00:00Z", "two days from now");
    assert_eq!(promoted["history"][2]["actor"], "SYSTEM");
    assert_eq!(third.application(&last).await["waitlistPosition"], 1);
});

both!(who_leaves_the_waiting_list_lets_the_others_move_up, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    app.applicant().await.applies(session).await;
    let mut waiting = Vec::new();
    for _ in 0..3 {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        waiting.push((person, id));
    }
    waiting[1].0.withdraws(&waiting[1].1).await;
    for (index, position) in [(0, json!(1)), (1, json!(null)), (2, json!(2))] {
        let (person, id) = &waiting[index];
        assert_eq!(person.application(id).await["waitlistPosition"], position);
    }
    let late = app.applicant().await;
    let id = late.applies(session).await;
    assert_eq!(late.application(&id).await["waitlistPosition"], 3);
});

both!(it_can_be_withdrawn_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    person.withdraws(&id).await;
    assert_eq!(person.code(WITHDRAW, about(&id)).await, "INVALID_TRANSITION");
});

both!(the_reason_is_kept_apart_and_within_its_length, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let with = |reason: &str| json!({ "input": { "applicationId": id, "reason": reason } });
    for (reason, code) in [("x".repeat(501), "TOO_LONG"), ("a\u{0}".to_owned(), "INVALID_FORMAT")] {
        let error = person.error(WITHDRAW, with(&reason)).await;
        assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
        assert_eq!(fields(&error), [("reason".to_owned(), code.to_owned())]);
    }
    person.data(WITHDRAW, with("Sudah dapat kerja")).await;
    let notes = "SELECT COUNT(*) FROM event_notes WHERE note = 'Sudah dapat kerja'";
    assert_eq!(app.number(notes).await, 1);
});

const BENEFIT: &str = "{ viewer { benefits {
  stage trainingBalance entries(first: 10) { nodes { kind amount } }
} } }";

both!(a_prakerja_seat_given_back_sets_its_price_free, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::prakerja(3_000_000)).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    for _ in 0..2 {
        let id = person.submits(buying(session)).await["id"].as_str().unwrap().to_owned();
        person.confirms(&id).await;
        person.withdraws(&id).await;
    }
    let benefit = person.data(BENEFIT, json!({})).await["viewer"]["benefits"][0].clone();
    assert_eq!(
        (&benefit["stage"], &benefit["trainingBalance"]),
        (&json!("GRANTED"), &json!(3_500_000))
    );
    let kinds: Vec<_> = benefit["entries"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["RELEASE", "RESERVE", "RELEASE", "RESERVE", "GRANT"]);
});

both!(a_price_comes_back_to_the_benefit_that_held_it, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::prakerja(900_000)).await;
    let person = app.applicant().await;
    let old = app.now().plus_days(-400);
    app.benefit_of("PRAKERJA_2020", &person, old).await;
    let id = person.submits(buying(session)).await["id"].as_str().unwrap().to_owned();
    person.confirms(&id).await;
    app.benefit(&person).await;
    person.withdraws(&id).await;
    let benefits = person.data(BENEFIT, json!({})).await["viewer"]["benefits"].clone();
    let balances = [&benefits[0]["trainingBalance"], &benefits[1]["trainingBalance"]];
    assert_eq!(balances, [&json!(3_500_000), &json!(1_000_000)]);
    assert_eq!(benefits[1]["entries"]["nodes"][0]["kind"], "RELEASE");
});

both!(a_second_training_that_is_still_held_keeps_the_benefit, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let mut ids = Vec::new();
    for month in [3, 4] {
        let starts_on = Date::from_ymd(2026, month, 2).unwrap();
        let plan = SessionPlan { starts_on, ..SessionPlan::prakerja(900_000) };
        let session = app.session(centre, plan).await;
        let id = person.submits(buying(session)).await["id"].as_str().unwrap().to_owned();
        person.confirms(&id).await;
        ids.push(id);
    }
    for (id, stage) in ids.iter().zip(["PURCHASED", "GRANTED"]) {
        person.withdraws(id).await;
        let benefit = person.data(BENEFIT, json!({})).await["viewer"]["benefits"][0].clone();
        assert_eq!(benefit["stage"], stage);
    }
});

both!(a_seat_freed_during_the_training_stays_free, async |app: &TestApp| {
    let replacement_until = Date::from_ymd(2026, 3, 5);
    let plan = SessionPlan { replacement_until, ..SessionPlan::seats(1) };
    let centre = app.centre().await;
    let session = app.session(centre, plan).await;
    let (first, second) = (app.applicant().await, app.applicant().await);
    let taken = first.applies(session).await;
    first.confirms(&taken).await;
    let waiting = second.applies(session).await;
    app.pass_hours(29 * 24);
    // No offer outlives the session's start, so none can be made; giving the seat back works.
    assert_eq!(first.withdraws(&taken).await["state"], "WITHDRAWN");
    assert_eq!(second.state_of(&waiting).await, "WAITLISTED");
    app.work().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(staff.state_of(&waiting).await, "WAITLISTED");
});
