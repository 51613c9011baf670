//! Payments on their way: planned when the last condition is met, sent once, paid once, refused and
//! corrected.

use balai_backend::{
    gateway::{Bank, BankGateway, Secret, signature},
    model::payout::Verdict,
    service::bank,
};
use balai_shared::time::Instant;
use balai_tests::{
    Listener, TestApp, Trainee, both,
    paid::{ACCOUNT, RATE, paid_to, rating},
};
use serde_json::{Value, json};

const SECRET: &str = "rahasia-bank-uji-coba";
const POSTED: &str = "SELECT COUNT(*) FROM ledger_postings WHERE kind = 'INCENTIVE'";
const DONE: &str = r#"{"state":"DONE"}"#;
const PENDING: &str = r#"{"state":"PENDING"}"#;
const REFUSED: &str = r#"{"state":"REFUSED","reason":"INACTIVE"}"#;

fn bank_at(app: &TestApp, gateway: &Listener) -> Bank {
    let url = format!("http://127.0.0.1:{}/bayar", gateway.port);
    let secret = Secret::new(SECRET.to_owned()).unwrap();
    Bank::Gateway(BankGateway::new(url, secret, app.services.clock().clone()))
}

/// Somebody whose every condition is met, with an account that the bank verified.
async fn ready(app: &TestApp) -> Trainee {
    let trainee = app.graduate().await;
    trainee.person.data(RATE, rating(&trainee.application, 5)).await;
    let account = paid_to(trainee.benefit, "BNI", &app.account_number());
    trainee.person.data(ACCOUNT, account).await;
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    trainee
}

async fn state(trainee: &Trainee) -> Value {
    trainee.person.own_benefit().await["payments"][0]["state"].clone()
}

both!(the_incentive_is_planned_when_the_last_condition_is_met, async |app: &TestApp| {
    let trainee = app.buyer().await;
    let person = &trainee.person;
    let account = paid_to(trainee.benefit, "BNI", &app.account_number());
    person.data(ACCOUNT, account).await;
    app.ask_bank(&Bank::Demonstration).await;
    app.pass_hours(38 * 24);
    app.completes(&trainee).await;
    let browser = app.sign_in(person.account).await;
    let person = balai_tests::Person { browser, ..person.clone() };
    person.data(RATE, rating(&trainee.application, 4)).await;
    assert_eq!(person.own_benefit().await["payments"][0]["state"], json!(null));
    app.certifies(&trainee).await;
    let payments = person.own_benefit().await["payments"].clone();
    assert_eq!(payments[0]["state"], "SCHEDULED");
    // Wednesday, 11 March: five working days later, Nyepi and Lebaran between, is Wednesday, 25 March, to
    // its end in Denpasar.
    assert_eq!(payments[0]["dueBy"], "2026-03-25T16:00:00Z");
    assert_eq!(payments[0]["dueNote"], json!(null));
    assert_eq!((&payments[1]["kind"], &payments[1]["state"]), (&json!("SURVEY"), &json!(null)));
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    let benefit = person.own_benefit().await;
    assert_eq!(
        (&benefit["incentivePaid"], &benefit["stage"]),
        (&json!(600_000), &json!("INCENTIVE_PAID"))
    );
    let told = "SELECT COUNT(*) FROM notifications WHERE kind = 'INCENTIVE_PAID'";
    assert_eq!(app.number(told).await, 1);
});

both!(a_day_before_which_holidays_are_not_decreed_yet_says_so, async |app: &TestApp| {
    let trainee = ready(app).await;
    let note = async || trainee.person.own_benefit().await["payments"][0]["dueNote"].clone();
    assert_eq!(note().await, json!(null));
    let due = Instant::parse("2028-01-03T16:00:00Z").unwrap().as_millis();
    app.execute(&format!("UPDATE payouts SET due_by = {due}")).await.unwrap();
    assert_eq!(note().await, "The holidays of 2028 aren't announced yet, so this day may move.");
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    assert_eq!(note().await, json!(null), "paid");
});

both!(an_order_is_signed_and_says_whom_to_pay, async |app: &TestApp| {
    let trainee = ready(app).await;
    let gateway = Listener::http().await;
    gateway.say(DONE);
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1);
    let taken = gateway.taken();
    let (head, body) = taken[0].split_once("\n\n").or(taken[0].split_once("\r\n\n")).unwrap();
    let order: Value = serde_json::from_str(body).unwrap();
    assert_eq!((&order["action"], &order["provider"]), (&json!("pay"), &json!("BNI")));
    assert_eq!((&order["amount"], &order["reference"]), (&json!(600_000), &json!("incentive-1")));
    assert_eq!(order["nik"].as_str().unwrap().len(), 16);
    assert!(order["id"].as_str().unwrap().starts_with("pay_"));
    let header = |name: &str| {
        let line = head.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap();
        line.split_once(':').unwrap().1.trim().to_owned()
    };
    let secret = Secret::new(SECRET.to_owned()).unwrap();
    let (time, signed) = (header(signature::TIMESTAMP), header(signature::SIGNATURE));
    assert!(secret.fits(&time, &signed, body.as_bytes(), app.now()));
    assert!(!head.lines().next().unwrap().contains(order["nik"].as_str().unwrap()));
    assert_eq!(state(&trainee).await, "PAID");
});

both!(what_the_bank_does_not_know_yet_is_asked_again_with_the_same_id, async |app: &TestApp| {
    let trainee = ready(app).await;
    let gateway = Listener::http().await;
    let bank = bank_at(app, &gateway);
    gateway.say(PENDING);
    assert_eq!(app.ask_bank(&bank).await, 1);
    assert_eq!(state(&trainee).await, "SENT");
    for minutes in [1, 5, 30, 120, 720, 720] {
        app.pass_seconds(minutes * 60 - 1);
        assert_eq!(app.ask_bank(&bank).await, 0, "before {minutes} minutes");
        app.pass_seconds(1);
        gateway.refuse(minutes == 30);
        assert_eq!(app.ask_bank(&bank).await, 1, "after {minutes} minutes");
    }
    gateway.say(DONE);
    app.pass_hours(12);
    assert_eq!(app.ask_bank(&bank).await, 1);
    assert_eq!(app.number(POSTED).await, 1);
    let ids: std::collections::BTreeSet<_> = gateway
        .taken()
        .iter()
        .map(|one| {
            let body = one.get(one.find('{').unwrap()..).unwrap();
            serde_json::from_str::<Value>(body).unwrap()["id"].clone().to_string()
        })
        .collect();
    assert_eq!(ids.len(), 1, "{ids:?}");
});

both!(a_crash_after_the_bank_paid_pays_and_posts_once, async |app: &TestApp| {
    let trainee = ready(app).await;
    // Claimed and paid by the bank; its answer is never written down.
    let claimed = bank::claim(&app.services).await.unwrap();
    assert_eq!(claimed.len(), 1);
    assert_eq!(app.number(POSTED).await, 0);
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 0, "it is claimed");
    app.pass_seconds(60);
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    assert_eq!((state(&trainee).await, app.number(POSTED).await), (json!("PAID"), 1));
    // The first one comes back to life with the answer.
    let (asked, _) = claimed.into_iter().next().unwrap();
    bank::settle(&app.services, asked, Verdict::Done).await.unwrap();
    assert_eq!(app.number(POSTED).await, 1);
    let told = "SELECT COUNT(*) FROM notifications WHERE kind = 'INCENTIVE_PAID'";
    assert_eq!(app.number(told).await, 1);
});

both!(two_workers_at_once_send_each_payment_once, async |app: &TestApp| {
    let trainees = [app.buyer().await, app.buyer().await, app.buyer().await, app.buyer().await];
    app.pass_hours(38 * 24);
    for trainee in &trainees {
        app.completes(trainee).await;
        app.certifies(trainee).await;
        let browser = app.sign_in(trainee.person.account).await;
        browser.data(RATE, rating(&trainee.application, 5)).await;
        let account = paid_to(trainee.benefit, "BNI", &app.account_number());
        browser.data(ACCOUNT, account).await;
    }
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 4, "the accounts");
    let waiting = "SELECT COUNT(*) FROM payouts WHERE next_try_at IS NOT NULL";
    let paid = app.number(POSTED).await;
    let due = app.number(waiting).await;
    let gateway = Listener::http().await;
    gateway.say(DONE);
    let rounds = [0, 1, 2].map(|_| {
        let (services, bank) = (app.services.clone(), bank_at(app, &gateway));
        tokio::spawn(
            async move { balai_backend::worker::bank::round(&services, &bank).await.unwrap() },
        )
    });
    let mut asked = 0;
    for round in rounds {
        asked += round.await.unwrap();
    }
    assert_eq!(i64::try_from(asked).unwrap(), due);
    assert_eq!(gateway.taken().len(), asked);
    assert_eq!(app.number(POSTED).await, paid + due);
});

both!(of_the_same_answer_twice_at_once_one_is_posted, async |app: &TestApp| {
    let trainee = ready(app).await;
    let claimed = bank::claim(&app.services).await.unwrap();
    let (asked, _) = claimed.into_iter().next().unwrap();
    let settling = [0, 1, 2].map(|_| {
        let (services, asked) = (app.services.clone(), asked.clone());
        tokio::spawn(async move { bank::settle(&services, asked, Verdict::Done).await.unwrap() })
    });
    for one in settling {
        one.await.unwrap();
    }
    assert_eq!((state(&trainee).await, app.number(POSTED).await), (json!("PAID"), 1));
});

both!(a_refused_payment_goes_to_the_next_account_as_a_new_order, async |app: &TestApp| {
    let trainee = ready(app).await;
    let gateway = Listener::http().await;
    gateway.say(REFUSED);
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1);
    let benefit = trainee.person.own_benefit().await;
    assert_eq!(benefit["payments"][0]["state"], "REFUSED");
    assert!(benefit["payments"][0]["reason"].is_string());
    assert_eq!(benefit["payoutAccount"]["state"], "REFUSED");
    let item = &benefit["checklist"][4];
    assert_eq!((&item["met"], &item["step"]), (&json!(false), &json!("VERIFY_PAYOUT_ACCOUNT")));
    app.pass_hours(24);
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 0, "nothing is tried by itself");
    let browser = app.sign_in(trainee.person.account).await;
    let account = paid_to(trainee.benefit, "BCA", &app.account_number());
    browser.data(ACCOUNT, account).await;
    gateway.say(DONE);
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1, "the account");
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1, "the payment");
    assert_eq!(app.number(POSTED).await, 1);
    let taken = gateway.taken();
    let id = |text: &String| {
        let body = text.get(text.find('{').unwrap()..).unwrap();
        serde_json::from_str::<Value>(body).unwrap()["id"].as_str().unwrap().to_owned()
    };
    assert!(id(&taken[0]).ends_with("-1") && id(&taken[2]).ends_with("-2"), "{taken:?}");
});

both!(an_account_stays_while_a_payment_is_with_the_bank, async |app: &TestApp| {
    let trainee = ready(app).await;
    let gateway = Listener::http().await;
    gateway.say(PENDING);
    app.ask_bank(&bank_at(app, &gateway)).await;
    let other = paid_to(trainee.benefit, "BCA", &app.account_number());
    assert_eq!(trainee.person.code(ACCOUNT, other.clone()).await, "CONFLICT");
    gateway.say(DONE);
    app.pass_seconds(60);
    app.ask_bank(&bank_at(app, &gateway)).await;
    assert_eq!(state(&trainee).await, "PAID");
    trainee.person.data(ACCOUNT, other).await;
});

both!(nothing_is_sent_to_an_account_that_was_replaced, async |app: &TestApp| {
    let trainee = ready(app).await;
    let other = paid_to(trainee.benefit, "BCA", &app.account_number());
    trainee.person.data(ACCOUNT, other).await;
    let gateway = Listener::http().await;
    gateway.say(DONE);
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1);
    assert!(gateway.taken()[0].contains("\"verify\""), "first the new account is checked");
    assert_eq!(app.ask_bank(&bank_at(app, &gateway)).await, 1);
    assert_eq!(state(&trainee).await, "PAID");
});

both!(a_scheme_with_four_incentives_pays_them_month_by_month, async |app: &TestApp| {
    use balai_tests::{
        Person, SessionPlan,
        steps::{buying, text},
    };
    let centre = app.centre().await;
    let person = app.applicant().await;
    let benefit = app.benefit_of("PRAKERJA_2020", &person, app.now().plus_days(-1)).await;
    let session = app.session(centre, SessionPlan::prakerja(900_000)).await;
    let application = text(&person.submits(buying(session)).await["id"]).to_owned();
    person.confirms(&application).await;
    let staff = app.staff(centre, balai_shared::policy::Role::Reviewer).await;
    let trainee = Trainee { person: person.clone(), benefit, application, centre, staff };
    app.pass_hours(38 * 24);
    app.completes(&trainee).await;
    app.certifies(&trainee).await;
    let person = Person { browser: app.sign_in(person.account).await, ..person };
    person.data(RATE, rating(&trainee.application, 5)).await;
    person.data(ACCOUNT, paid_to(benefit, "BNI", "1234567890")).await;
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    for paid in 1..=4 {
        assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
        assert_eq!(app.number(POSTED).await, paid);
        app.pass_hours(30 * 24);
    }
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 0);
});
