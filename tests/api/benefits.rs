//! `viewer { benefits }`.

use balai_shared::benefit::ledger::LedgerKind;
use balai_tests::{Person, TestApp, both, steps::text};
use serde_json::{Value, json};

const BENEFITS: &str = "query ($first: Int, $after: String) { viewer { benefits {
  id scheme { id name } wave acceptedOn timeZone stage
  trainingBalance trainingSpent incentivePaid surveyPaid
  deadlines { kind dueAt met message }
  checklist { code met message nextStep }
  entries(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { kind amount at message }
  }
} } }";

async fn benefits(person: &Person) -> Vec<Value> {
    let data = person.data(BENEFITS, json!({})).await;
    data["viewer"]["benefits"].as_array().unwrap().clone()
}

both!(who_has_none_sees_none, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&app.applicant().await).await;
    assert_eq!(benefits(&person).await, Vec::<Value>::new());
});

both!(a_granted_benefit_shows_its_balance_what_to_do_and_by_when, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let benefit = benefits(&person).await[0].clone();
    assert_eq!(benefit["scheme"]["name"], "Kartu Prakerja 2023");
    assert_eq!(
        (&benefit["stage"], &benefit["acceptedOn"]),
        (&json!("GRANTED"), &json!("2026-01-31"))
    );
    assert_eq!(benefit["timeZone"], "Asia/Makassar", "the person lives in Denpasar");
    assert_eq!(
        (&benefit["trainingBalance"], &benefit["trainingSpent"]),
        (&json!(3_500_000), &json!(0))
    );
    assert_eq!((&benefit["incentivePaid"], &benefit["surveyPaid"]), (&json!(0), &json!(0)));
    let checklist = benefit["checklist"].as_array().unwrap();
    let codes: Vec<_> = checklist.iter().map(|item| text(&item["code"])).collect();
    assert_eq!(
        codes,
        [
            "TRAINING_PURCHASED",
            "TRAINING_COMPLETED",
            "CERTIFICATE_ISSUED",
            "RATING_GIVEN",
            "PAYOUT_ACCOUNT_VERIFIED",
            "INCENTIVE_PAID",
            "SURVEY_1",
            "SURVEY_2",
        ]
    );
    assert!(checklist.iter().all(|item| item["met"] == false));
    assert!(checklist[0]["nextStep"].is_string(), "the first thing to do is told");
    assert_eq!(benefit["deadlines"][0]["kind"], "FIRST_PURCHASE");
    // The first moment after the fifteenth day, where the person lives.
    assert_eq!(benefit["deadlines"][0]["dueAt"], "2026-02-15T16:00:00Z");
});

both!(every_figure_is_the_sum_of_the_ledger, async |app: &TestApp| {
    let person = app.applicant().await;
    let id = app.benefit(&person).await;
    for (hours, kind, amount) in [
        (-20, LedgerKind::Reserve, 1_000_000),
        (-18, LedgerKind::Purchase, 1_000_000),
        (-16, LedgerKind::Incentive, 600_000),
        (-14, LedgerKind::Survey, 50_000),
    ] {
        app.post(id, kind, amount, app.now().plus_hours(hours)).await;
    }
    let benefit = benefits(&person).await[0].clone();
    let figures = ["trainingBalance", "trainingSpent", "incentivePaid", "surveyPaid"];
    let found = figures.map(|figure| benefit[figure].as_i64().unwrap());
    assert_eq!(found, [2_500_000, 1_000_000, 600_000, 50_000]);
    let kinds: Vec<_> = benefit["entries"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| text(&entry["kind"]))
        .collect();
    assert_eq!(kinds, ["SURVEY", "INCENTIVE", "PURCHASE", "RESERVE", "GRANT"]);
});

both!(benefits_come_the_latest_first, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit_of("PRAKERJA_2020", &person, app.now().plus_days(-1500)).await;
    app.benefit(&person).await;
    let found = benefits(&person).await;
    let names: Vec<_> = found.iter().map(|benefit| text(&benefit["scheme"]["name"])).collect();
    assert_eq!(names, ["Kartu Prakerja 2023", "Kartu Prakerja 2020–2022"]);
    assert_eq!(found[1]["trainingBalance"], 1_000_000);
    assert_eq!(found[1]["checklist"].as_array().unwrap().len(), 9, "three surveys");
});

both!(entries_come_in_pages, async |app: &TestApp| {
    let person = app.applicant().await;
    let id = app.benefit(&person).await;
    app.post(id, LedgerKind::Reserve, 1, app.now()).await;
    let page = person.data(BENEFITS, json!({ "first": 1 })).await;
    let entries = &page["viewer"]["benefits"][0]["entries"];
    assert_eq!(entries["totalCount"], 2);
    assert_eq!(entries["nodes"][0]["kind"], "RESERVE");
    let rest = json!({ "first": 1, "after": entries["pageInfo"]["endCursor"] });
    let rest = person.data(BENEFITS, rest).await;
    let rest = &rest["viewer"]["benefits"][0]["entries"];
    assert_eq!(
        (&rest["nodes"][0]["kind"], &rest["pageInfo"]["hasNextPage"]),
        (&json!("GRANT"), &json!(false))
    );
    let code = person.code(BENEFITS, json!({ "first": -1 })).await;
    assert_eq!(code, "VALIDATION_FAILED");
});

both!(words_come_in_the_language_asked_for, async |app: &TestApp| {
    let person = app.applicant().await;
    app.benefit(&person).await;
    let english = benefits(&person).await[0].clone();
    let indonesian = person.browser.copy().in_indonesian().data(BENEFITS, json!({})).await;
    let indonesian = indonesian["viewer"]["benefits"][0].clone();
    for pointer in [
        "/checklist/0/message",
        "/checklist/0/nextStep",
        "/deadlines/0/message",
        "/entries/nodes/0/message",
    ] {
        let (one, other) =
            (english.pointer(pointer).unwrap(), indonesian.pointer(pointer).unwrap());
        assert!(!text(one).is_empty() && !text(other).is_empty());
        assert_ne!(one, other, "{pointer}");
    }
});
