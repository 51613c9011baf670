//! `Application.balanceChanges`: what a step would do to the training balance, before it is taken.

use balai_backend::gateway::Bank;
use balai_shared::{id::SessionId, policy::Role, time::Date};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    paid::{ACCOUNT, RATE, paid_to, rating},
    steps::{CONFIRM, about, applying_to, buying, text},
};
use serde_json::{Value, json};

const CHANGES: &str = "query ($id: ID!) { node(id: $id) { ... on Application { balanceChanges {
  action kind price covered lost buyBefore message
  before { available reserved spent } after { available reserved spent }
} } } }";
const DEFER: &str = "mutation ($input: DeferApplicationInput!) {
  deferApplication(input: $input) { application { id state } }
}";

async fn changes(person: &balai_tests::Actor, id: &str) -> Vec<Value> {
    let data = person.data(CHANGES, json!({ "id": id })).await;
    data["node"]["balanceChanges"].as_array().unwrap().clone()
}

/// The one change that a step makes now.
async fn change(person: &Person, id: &str) -> Value {
    let all = changes(person, id).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all[0].clone()
}

fn parts(available: i64, reserved: i64, spent: i64) -> Value {
    json!({ "available": available, "reserved": reserved, "spent": spent })
}

async fn balance(person: &Person) -> Value {
    person.own_benefit().await["balance"].clone()
}

fn words(change: &Value) -> String {
    let lines = change["message"].as_array().unwrap().iter();
    lines.map(|line| text(line).to_owned()).collect::<Vec<_>>().join(" ")
}

/// A session for so much that begins on a day of March or later.
async fn session(app: &TestApp, price: i64, (month, day): (u8, u8)) -> SessionId {
    let starts_on = Date::from_ymd(2026, month, day).unwrap();
    let plan = SessionPlan { starts_on, ..SessionPlan::prakerja(price) };
    app.session(app.centre().await, plan).await
}

async fn offered(person: &Person, session: SessionId) -> String {
    text(&person.submits(buying(session)).await["id"]).to_owned()
}

async fn now_of(app: &TestApp, person: &Person) -> Person {
    Person { browser: app.sign_in(person.account).await, ..person.clone() }
}

both!(a_purchase_is_told_with_its_price_and_then_is_what_was_told, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = offered(&person, session(app, 1_800_000, (3, 2)).await).await;
    let told = change(&person, &id).await;
    assert_eq!((&told["action"], &told["kind"]), (&json!("CONFIRM"), &json!("RESERVE")));
    assert_eq!((&told["price"], &told["covered"]), (&json!(1_800_000), &json!(true)));
    assert_eq!(told["before"], parts(3_500_000, 0, 0));
    assert_eq!(told["after"], parts(1_700_000, 1_800_000, 0));
    assert_eq!((&told["lost"], &told["buyBefore"]), (&json!(0), &json!(null)));
    assert!(words(&told).starts_with("This is a purchase. Rp1.800.000"), "{told}");
    assert_eq!(balance(&person).await, told["before"], "nothing was done");
    person.confirms(&id).await;
    assert_eq!(balance(&person).await, told["after"]);
    assert_eq!(person.own_benefit().await["trainingBalance"], 3_500_000);
});

both!(a_price_that_the_available_part_does_not_cover_is_told_before, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let first = offered(&person, session(app, 1_800_000, (3, 2)).await).await;
    let second = offered(&person, session(app, 1_800_000, (4, 6)).await).await;
    person.confirms(&first).await;
    let told = change(&person, &second).await;
    assert_eq!((&told["covered"], &told["after"]), (&json!(false), &told["before"]));
    assert!(words(&told).contains("your available balance is Rp1.700.000"), "{told}");
    assert_eq!(person.code(CONFIRM, about(&second)).await, "NOT_ELIGIBLE");
});

both!(a_seat_given_back_in_time_says_by_when_another_must_be_taken, async |app: &TestApp| {
    let person = app.applicant().await;
    // Granted on 31 January: until the end of 15 February in Denpasar.
    app.benefit(&person).await;
    let id = offered(&person, session(app, 1_800_000, (3, 2)).await).await;
    person.confirms(&id).await;
    let told = change(&person, &id).await;
    assert_eq!((&told["action"], &told["kind"]), (&json!("WITHDRAW"), &json!("RELEASE")));
    assert_eq!(told["after"], parts(3_500_000, 0, 0));
    assert_eq!((&told["lost"], &told["buyBefore"]), (&json!(0), &json!("2026-02-15T16:00:00Z")));
    assert!(words(&told).contains("by Sunday 15 Feb, 23:59 WITA"), "{told}");
    person.withdraws(&id).await;
    assert_eq!(balance(&person).await, told["after"]);
});

both!(a_seat_given_back_too_late_costs_what_was_told, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = offered(&person, session(app, 1_800_000, (3, 2)).await).await;
    person.confirms(&id).await;
    app.set("2026-02-15T16:00:00Z".parse().unwrap());
    let person = now_of(app, &person).await;
    let told = change(&person, &id).await;
    assert_eq!((&told["lost"], &told["buyBefore"]), (&json!(3_500_000), &json!(null)));
    assert_eq!(told["after"], parts(0, 0, 0));
    assert!(words(&told).contains("Rp3.500.000 goes back to the state"), "{told}");
    assert!(words(&told).contains("first take a seat in another training"), "{told}");
    assert_eq!(app.revoke_due().await, 0, "the seat keeps the benefit");
    person.withdraws(&id).await;
    assert_eq!(app.revoke_due().await, 1);
    assert_eq!(balance(&person).await, told["after"]);
});

both!(putting_off_too_late_costs_the_same, async |app: &TestApp| {
    let (centre, person) = (app.centre().await, app.applicant().await);
    app.benefit(&person).await;
    let plan = || SessionPlan::prakerja(1_800_000);
    let program = app.program(centre, &plan()).await;
    let first = app.session_of(centre, program, plan()).await;
    let starts_on = Date::from_ymd(2026, 4, 6).unwrap();
    let later = app.session_of(centre, program, SessionPlan { starts_on, ..plan() }).await;
    let id = offered(&person, first).await;
    person.confirms(&id).await;
    app.set("2026-02-16T01:00:00Z".parse().unwrap());
    let person = now_of(app, &person).await;
    let told = change(&person, &id).await;
    assert_eq!((&told["action"], &told["lost"]), (&json!("WITHDRAW"), &json!(3_500_000)));
    let to = json!({ "input": { "applicationId": id, "sessionId": later.to_string() } });
    let data = person.data(DEFER, to).await;
    assert_ne!(data["deferApplication"]["application"]["state"], "CONFIRMED");
    assert_eq!(app.revoke_due().await, 1);
    assert_eq!(balance(&person).await, told["after"]);
});

both!(the_way_out_is_one, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = offered(&person, session(app, 1_500_000, (3, 2)).await).await;
    person.confirms(&id).await;
    app.set("2026-02-16T01:00:00Z".parse().unwrap());
    let person = now_of(app, &person).await;
    let other = offered(&person, session(app, 1_200_000, (4, 6)).await).await;
    person.confirms(&other).await;
    let told = change(&person, &id).await;
    assert_eq!((&told["lost"], &told["buyBefore"]), (&json!(0), &json!(null)));
    person.withdraws(&id).await;
    assert_eq!(app.revoke_due().await, 0);
    assert_eq!(balance(&person).await, parts(2_300_000, 1_200_000, 0));
    assert_eq!(balance(&person).await, told["after"]);
});

both!(what_moves_no_money_or_is_anothers_tells_nothing, async |app: &TestApp| {
    let (centre, person) = (app.centre().await, app.applicant().await);
    app.benefit(&person).await;
    let public = app.session(centre, SessionPlan { price: 900_000, ..SessionPlan::default() });
    let free = text(&person.submits(applying_to(public.await)).await["id"]).to_owned();
    assert_eq!(changes(&person, &free).await, Vec::<Value>::new());
    let starts_on = Date::from_ymd(2026, 4, 6).unwrap();
    let plan = SessionPlan { starts_on, ..SessionPlan::prakerja(1_000_000) };
    let id = offered(&person, app.session(centre, plan).await).await;
    person.confirms(&id).await;
    for other in [app.staff(centre, Role::Admin).await.browser, app.partner(centre).await] {
        assert_eq!(
            changes(&other, &id).await,
            Vec::<Value>::new(),
            "a balance is the person's own"
        );
    }
    person.withdraws(&id).await;
    assert_eq!(changes(&person, &id).await, Vec::<Value>::new(), "there is nothing to give back");
});

both!(a_payment_has_one_day_though_its_account_is_checked_anew, async |app: &TestApp| {
    let trainee = app.graduate().await;
    trainee.person.data(RATE, rating(&trainee.application, 5)).await;
    let account = paid_to(trainee.benefit, "BNI", &app.account_number());
    trainee.person.data(ACCOUNT, account).await;
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    let later = app.now().plus_days(9).as_millis();
    app.execute(&format!("UPDATE benefits SET payout_verified_at = {later}")).await.unwrap();
    let benefit = trainee.person.own_benefit().await;
    let deadlines = benefit["deadlines"].as_array().unwrap();
    let told = deadlines.iter().find(|one| one["kind"] == "INCENTIVE_PAYMENT").unwrap();
    assert_eq!(told["dueAt"], benefit["payments"][0]["dueBy"]);
    let step = |code: &str| {
        let steps = benefit["checklist"].as_array().unwrap();
        steps.iter().find(|item| item["code"] == code).unwrap()["state"].clone()
    };
    assert_eq!((step("RATING_GIVEN"), step("INCENTIVE_PAID")), (json!("MET"), json!("UNDER_WAY")));
});
