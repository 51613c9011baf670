//! `rateTraining`, and what people see of ratings.

use balai_tests::{
    TestApp, both,
    paid::{RATE, rating},
    steps::fields,
};
use serde_json::{Value, json};

const OWN: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  rating { stars review ratedAt }
  session { program { rating { averageTenths count } } }
} } }";

async fn seen(person: &balai_tests::Actor, id: &str) -> Value {
    person.data(OWN, json!({ "id": id })).await["node"].clone()
}

both!(a_finished_training_is_rated_once_and_changed_for_a_month, async |app: &TestApp| {
    let trainee = app.graduate().await;
    let (person, id) = (&trainee.person, &trainee.application);
    let input = json!({ "input": { "applicationId": id, "stars": 4, "review": " Bagus. " } });
    let rated = person.data(RATE, input).await["rateTraining"]["application"]["rating"].clone();
    assert_eq!((&rated["stars"], &rated["review"]), (&json!(4), &json!("Bagus.")));
    app.pass_hours(30 * 24 - 1);
    let person = app.sign_in(person.account).await;
    let again = person.data(RATE, rating(id, 2)).await;
    let again = &again["rateTraining"]["application"]["rating"];
    assert_eq!((&again["stars"], &again["review"]), (&json!(2), &json!(null)));
    assert_eq!(again["ratedAt"], rated["ratedAt"]);
    app.pass_hours(1);
    let person = app.sign_in(trainee.person.account).await;
    assert_eq!(person.code(RATE, rating(id, 5)).await, "DEADLINE_PASSED");
    assert_eq!(seen(&person, id).await["rating"]["stars"], 2);
});

both!(nobody_rates_what_is_not_finished_or_not_one_s_own, async |app: &TestApp| {
    let trainee = app.buyer().await;
    let (person, id) = (&trainee.person, &trainee.application);
    assert_eq!(person.code(RATE, rating(id, 5)).await, "INVALID_TRANSITION");
    assert_eq!(app.visitor().code(RATE, rating(id, 5)).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(RATE, rating(id, 5)).await, "NOT_FOUND");
    assert_eq!(trainee.staff.code(RATE, rating(id, 5)).await, "FORBIDDEN");
    assert_eq!(app.partner(trainee.centre).await.code(RATE, rating(id, 5)).await, "FORBIDDEN");
    assert_eq!(person.code(RATE, rating("app_x", 5)).await, "NOT_FOUND");
});

both!(stars_are_one_to_five_and_a_review_is_short, async |app: &TestApp| {
    let trainee = app.graduate().await;
    for (stars, review, expected) in [
        (json!(null), "", ("stars", "REQUIRED")),
        (json!(0), "", ("stars", "OUT_OF_RANGE")),
        (json!(6), "", ("stars", "OUT_OF_RANGE")),
        (json!(3), &*"x".repeat(1001), ("review", "TOO_LONG")),
    ] {
        let id = &trainee.application;
        let input = json!({ "input": { "applicationId": id, "stars": stars, "review": review } });
        let answer = trainee.person.send(RATE, input).await;
        let expected = [(expected.0.to_owned(), expected.1.to_owned())];
        assert_eq!(fields(&answer.body["errors"][0]), expected);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM ratings").await, 0);
});

both!(
    the_words_are_the_persons_and_the_average_is_everybodys_from_five_on,
    async |app: &TestApp| {
        let trainee = app.graduate().await;
        let id = &trainee.application;
        trainee.person.data(RATE, rating(id, 4)).await;
        let staff = app.sign_in(trainee.staff.account).await;
        assert_eq!(seen(&staff, id).await["rating"], json!(null), "staff don't see who said what");
        assert_eq!(seen(&trainee.person, id).await["session"]["program"]["rating"], json!(null));
        // Four others of the same program, past the doors.
        for (place, stars) in [5, 5, 4, 3].into_iter().enumerate() {
            let other = app.buyer().await;
            let other_id = app.literal(application(&other.application));
            let own = app.literal(application(id));
            let at = app.now().as_millis() + i64::try_from(place).unwrap();
            let sql = format!(
                "INSERT INTO ratings SELECT {other_id}, program_id, {stars}, {at}, {at} \
             FROM ratings WHERE application_id = {own}"
            );
            assert_eq!(app.execute(&sql).await.unwrap(), 1);
        }
        let program = &seen(&trainee.person, id).await["session"]["program"];
        assert_eq!(program["rating"], json!({ "averageTenths": 42, "count": 5 }));
    }
);

fn application(id: &str) -> u128 {
    id.parse::<balai_shared::id::ApplicationId>().unwrap().as_u128()
}

both!(a_rating_is_a_condition_of_the_incentive, async |app: &TestApp| {
    let trainee = app.graduate().await;
    let met = async |person: &balai_tests::Person| {
        let benefit = person.own_benefit().await;
        let items = benefit["checklist"].as_array().unwrap().clone();
        items.iter().find(|item| item["code"] == "RATING_GIVEN").unwrap()["met"] == true
    };
    assert!(!met(&trainee.person).await);
    trainee.person.data(RATE, rating(&trainee.application, 1)).await;
    assert!(met(&trainee.person).await);
});
