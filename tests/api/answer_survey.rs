//! `answerSurvey`.

use balai_backend::gateway::Bank;
use balai_tests::{
    Person, TestApp, both,
    paid::{SURVEY, answering},
    steps::fields,
};
use serde_json::{Value, json};

async fn states(person: &Person) -> Vec<Value> {
    let benefit = person.own_benefit().await;
    benefit["surveys"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect()
}

both!(surveys_open_in_order_are_answered_once_and_paid, async |app: &TestApp| {
    let trainee = app.earner().await;
    let (person, benefit) = (&trainee.person, trainee.benefit);
    assert_eq!(states(person).await, ["OPEN", "LOCKED"]);
    assert_eq!(person.code(SURVEY, answering(benefit, 2)).await, "INVALID_TRANSITION");
    person.data(SURVEY, answering(benefit, 1)).await;
    assert_eq!(states(person).await, ["ANSWERED", "OPEN"], "answered and not paid yet");
    assert_eq!(person.code(SURVEY, answering(benefit, 1)).await, "CONFLICT");
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    assert_eq!(states(person).await, ["PAID", "OPEN"]);
    person.data(SURVEY, answering(benefit, 2)).await;
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    let shown = person.own_benefit().await;
    assert_eq!((&shown["surveyPaid"], &shown["stage"]), (&json!(100_000), &json!("SURVEYED")));
    assert!(shown["checklist"].as_array().unwrap().iter().all(|item| item["met"] == true));
    assert_eq!(person.code(SURVEY, answering(benefit, 3)).await, "NOT_FOUND");
});

both!(before_the_incentive_no_survey_is_open, async |app: &TestApp| {
    let trainee = app.graduate().await;
    let input = answering(trainee.benefit, 1);
    assert_eq!(states(&trainee.person).await, ["LOCKED", "LOCKED"]);
    assert_eq!(trainee.person.code(SURVEY, input.clone()).await, "INVALID_TRANSITION");
    assert_eq!(app.visitor().code(SURVEY, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(SURVEY, input.clone()).await, "NOT_FOUND");
    let staff = app.staff(trainee.centre, balai_shared::policy::Role::Admin).await;
    assert_eq!(staff.code(SURVEY, input).await, "NOT_FOUND");
});

both!(what_is_missing_is_told_at_the_field, async |app: &TestApp| {
    let trainee = app.earner().await;
    let id = trainee.benefit.to_string();
    let note = "x".repeat(1001);
    let input = json!({ "input": { "benefitId": id, "number": 1, "note": note } });
    let answer = trainee.person.send(SURVEY, input).await;
    let found = fields(&answer.body["errors"][0]);
    let expected = [("note", "TOO_LONG"), ("employment", "REQUIRED"), ("usesSkill", "REQUIRED")];
    assert_eq!(found, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
    let zero = answering(trainee.benefit, 0);
    assert_eq!(trainee.person.code(SURVEY, zero).await, "NOT_FOUND");
    let below = answering(trainee.benefit, -1);
    assert_eq!(trainee.person.code(SURVEY, below).await, "NOT_FOUND");
});

both!(of_two_answers_at_once_one_is_kept, async |app: &TestApp| {
    let trainee = app.earner().await;
    let calls = [0, 1, 2].map(|_| {
        let (person, input) = (trainee.person.clone(), answering(trainee.benefit, 1));
        tokio::spawn(async move { person.send(SURVEY, input).await })
    });
    let mut codes = Vec::new();
    for call in calls {
        codes.push(call.await.unwrap().code().map(str::to_owned));
    }
    codes.sort();
    assert_eq!(codes, [None, Some("CONFLICT".to_owned()), Some("CONFLICT".to_owned())]);
    assert_eq!(app.number("SELECT COUNT(*) FROM payouts WHERE kind = 'SURVEY'").await, 1);
});
