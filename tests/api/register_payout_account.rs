//! `registerPayoutAccount`, and the check of what was registered.

use balai_backend::gateway::Bank;
use balai_tests::{
    TestApp, both,
    paid::{ACCOUNT, paid_to},
    steps::fields,
};
use serde_json::{Value, json};

/// How the checklist tells of the account: its state, and what to do.
fn account_step(benefit: &Value) -> Value {
    let mut steps = benefit["checklist"].as_array().unwrap().iter();
    let step = steps.find(|item| item["code"] == "PAYOUT_ACCOUNT_VERIFIED").unwrap();
    json!([step["state"], step["step"]])
}

both!(an_account_is_kept_sealed_checked_and_shown_masked, async |app: &TestApp| {
    let person = app.applicant().await;
    let benefit = app.benefit(&person).await;
    let kept = person.data(ACCOUNT, paid_to(benefit, "BCA", " 0123-456 789 ")).await;
    let account = &kept["registerPayoutAccount"]["benefit"]["payoutAccount"];
    assert_eq!(account["maskedNumber"], "••••••6789");
    assert_eq!((&account["state"], &account["checkedAt"]), (&json!("CHECKING"), &json!(null)));
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    let benefit = person.own_benefit().await;
    let account = &benefit["payoutAccount"];
    assert_eq!((&account["provider"], &account["state"]), (&json!("BCA"), &json!("VERIFIED")));
    assert!(account["checkedAt"].is_string());
    assert_eq!(benefit["paidBy"], "OFFICE", "no bank is configured for these doors");
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 0, "it is checked once");
    let told = "SELECT COUNT(*) FROM notifications WHERE kind = 'PAYOUT_ACCOUNT_VERIFIED'";
    assert_eq!(app.number(told).await, 1);
    assert!(app.letters().await[0].letter.subject.starts_with("Manfaat Anda: Kartu Prakerja"));
});

both!(an_account_of_another_nik_is_refused_and_another_one_helps, async |app: &TestApp| {
    let person = app.applicant().await;
    let benefit = app.benefit(&person).await;
    person.data(ACCOUNT, paid_to(benefit, "DANA", "0812 3456 7000")).await;
    app.ask_bank(&Bank::Demonstration).await;
    let account = person.own_benefit().await["payoutAccount"].clone();
    assert_eq!(account["state"], "REFUSED");
    assert!(account["reason"].as_str().unwrap().contains("NIK"), "{account}");
    let step = account_step(&person.own_benefit().await);
    assert_eq!(step, json!(["OPEN", "VERIFY_PAYOUT_ACCOUNT"]));
    person.data(ACCOUNT, paid_to(benefit, "DANA", "0812 3456 7001")).await;
    let account = person.own_benefit().await["payoutAccount"].clone();
    assert_eq!((&account["state"], &account["reason"]), (&json!("CHECKING"), &json!(null)));
    let step = account_step(&person.own_benefit().await);
    assert_eq!(step, json!(["UNDER_WAY", "WAIT_FOR_ACCOUNT_CHECK"]), "nothing to register again");
    app.ask_bank(&Bank::Demonstration).await;
    assert_eq!(person.own_benefit().await["payoutAccount"]["state"], "VERIFIED");
    assert_eq!(account_step(&person.own_benefit().await), json!(["MET", null]));
    // Another account is another question.
    person.data(ACCOUNT, paid_to(benefit, "OVO", "0812 3456 7001")).await;
    assert_eq!(person.own_benefit().await["payoutAccount"]["state"], "CHECKING");
});

both!(numbers_are_parsed_by_bank, async |app: &TestApp| {
    let person = app.applicant().await;
    let benefit = app.benefit(&person).await;
    for (provider, number, code) in [
        ("BNI", "", "REQUIRED"),
        ("BNI", "12345678", "WRONG_LENGTH"),
        ("BCA", "12345678901", "WRONG_LENGTH"),
        ("BCA", "12345abcde", "NOT_DIGITS"),
        ("GOPAY", "0361 123456", "INVALID_FORMAT"),
        ("LINKAJA", "0812", "TOO_SHORT"),
        ("OVO", "+65 8123 4567", "INVALID_FORMAT"),
    ] {
        let answer = person.send(ACCOUNT, paid_to(benefit, provider, number)).await;
        assert_eq!(answer.code(), Some("VALIDATION_FAILED"), "{provider} {number}");
        let found = fields(&answer.body["errors"][0]);
        assert_eq!(found, [("number".to_owned(), code.to_owned())], "{provider} {number}");
    }
    let input = json!({ "input": { "benefitId": benefit.to_string(), "number": "" } });
    let answer = person.send(ACCOUNT, input).await;
    let paths: Vec<_> = fields(&answer.body["errors"][0]).into_iter().map(|one| one.0).collect();
    assert_eq!(paths, ["provider", "number"]);
});

both!(only_the_owner_says_where_a_benefit_is_paid_to, async |app: &TestApp| {
    let (person, other) = (app.applicant().await, app.applicant().await);
    let benefit = app.benefit(&person).await;
    let input = paid_to(benefit, "BNI", "1234567890");
    assert_eq!(app.visitor().code(ACCOUNT, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(other.code(ACCOUNT, input.clone()).await, "NOT_FOUND");
    let centre = app.centre().await;
    let staff = app.staff(centre, balai_shared::policy::Role::Admin).await;
    assert_eq!(staff.code(ACCOUNT, input.clone()).await, "NOT_FOUND");
    assert_eq!(app.partner(centre).await.code(ACCOUNT, input).await, "FORBIDDEN");
    let bad = json!({ "input": { "benefitId": "ben_x", "provider": "BNI", "number": "1" } });
    assert_eq!(person.code(ACCOUNT, bad).await, "NOT_FOUND");
    assert_eq!(app.number("SELECT COUNT(*) FROM benefits WHERE payout_index IS NOT NULL").await, 0);
});

both!(one_account_serves_one_person, async |app: &TestApp| {
    let (person, other) = (app.applicant().await, app.applicant().await);
    let (own, others) = (app.benefit(&person).await, app.benefit(&other).await);
    let old = app.benefit_of("PRAKERJA_2020", &person, app.now().plus_days(-1)).await;
    person.data(ACCOUNT, paid_to(own, "BNI", "1234567890")).await;
    let taken = other.send(ACCOUNT, paid_to(others, "BNI", "1234 567 890")).await;
    assert_eq!(taken.code(), Some("CONFLICT"));
    let expected = [("number".to_owned(), "PAYOUT_TAKEN".to_owned())];
    assert_eq!(fields(&taken.body["errors"][0]), expected);
    // The same digits at another bank are another account; the same one serves the same person.
    other.data(ACCOUNT, paid_to(others, "BCA", "1234567890")).await;
    person.data(ACCOUNT, paid_to(old, "BNI", "1234567890")).await;
});

both!(of_two_who_register_the_same_account_at_once_one_gets_it, async |app: &TestApp| {
    for round in 0..5 {
        let number = format!("123456789{round}");
        let mut calls = Vec::new();
        for _ in 0..3 {
            let person = app.applicant().await;
            let input = paid_to(app.benefit(&person).await, "BNI", &number);
            calls.push(tokio::spawn(async move { person.send(ACCOUNT, input).await }));
        }
        let mut codes = Vec::new();
        for call in calls {
            codes.push(call.await.unwrap().code().map(str::to_owned));
        }
        codes.sort();
        let conflict = Some("CONFLICT".to_owned());
        assert_eq!(codes, [None, conflict.clone(), conflict]);
    }
});
