//! `eligibility`.

use balai_shared::{
    eligibility::Requirements,
    nik::Kk,
    person::{Education, Occupation},
    time::Date,
};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{applying_to, text},
};
use serde_json::{Value, json};

const ELIGIBILITY: &str = "query ($id: ID!) {
  eligibility(sessionId: $id) { verdict reasons { code verdict message remedy } }
}";

async fn assess(person: &Person, session: balai_shared::id::SessionId) -> Value {
    let data = person.data(ELIGIBILITY, json!({ "id": session.to_string() })).await;
    data["eligibility"].clone()
}

/// The reasons' codes and verdicts.
fn reasons(eligibility: &Value) -> Vec<(&str, &str)> {
    let reasons = eligibility["reasons"].as_array().unwrap();
    reasons.iter().map(|reason| (text(&reason["code"]), text(&reason["verdict"]))).collect()
}

both!(a_visitor_is_asked_to_sign_in_and_a_partner_can_not_apply, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let id = json!({ "id": session.to_string() });
    assert_eq!(app.visitor().code(ELIGIBILITY, id.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.partner(centre).await.code(ELIGIBILITY, id).await, "FORBIDDEN");
});

both!(a_session_that_is_none_or_hidden_is_not_found, async |app: &TestApp| {
    let draft = app.session(app.centre().await, SessionPlan::draft()).await.to_string();
    let person = app.applicant().await;
    for id in [draft.as_str(), "x", "ses_0000000000000000000001"] {
        assert_eq!(person.code(ELIGIBILITY, json!({ "id": id })).await, "NOT_FOUND", "{id}");
    }
});

both!(conditions_that_are_met_are_told_too, async |app: &TestApp| {
    let requirements = Requirements {
        minimum_education: Some(Education::Smp),
        minimum_age: Some(17),
        maximum_age: Some(35),
    };
    let plan = SessionPlan { requirements, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let found = assess(&app.applicant().await, session).await;
    assert_eq!(found["verdict"], "ELIGIBLE");
    let expected = ["IDENTITY", "MINIMUM_AGE", "MAXIMUM_AGE", "MINIMUM_EDUCATION"];
    assert_eq!(reasons(&found), expected.map(|code| (code, "ELIGIBLE")));
});

both!(what_is_not_told_yet_is_tentative_with_a_remedy, async |app: &TestApp| {
    let requirements =
        Requirements { minimum_age: Some(17), minimum_education: None, maximum_age: None };
    let plan = SessionPlan { requirements, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let found = assess(&app.newcomer().await, session).await;
    assert_eq!(found["verdict"], "TENTATIVE");
    assert_eq!(reasons(&found), [("IDENTITY", "TENTATIVE"), ("MINIMUM_AGE", "TENTATIVE")]);
    assert!(found["reasons"][0]["remedy"].is_string());
});

both!(the_oldest_day_counts_in_the_sessions_time_zone, async |app: &TestApp| {
    let requirements =
        Requirements { maximum_age: Some(25), minimum_education: None, minimum_age: None };
    let plan = SessionPlan { requirements, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let person = app.applicant().await;
    // 26 years old on 2 February 2026, which begins in Denpasar 15 hours from now.
    app.tell(&person, |profile| {
        profile.birth_date = Date::from_ymd(2000, 2, 2);
        profile.nik = balai_shared::nik::Nik::parse("5171014202000003").ok();
    })
    .await;
    app.pass_seconds(15 * 3600 - 1);
    assert_eq!(assess(&person, session).await["verdict"], "ELIGIBLE");
    app.pass_seconds(1);
    assert_eq!(assess(&person, session).await["verdict"], "NOT_ELIGIBLE");
});

both!(prakerja_looks_at_occupation_family_and_balance, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::prakerja(500_000)).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let found = assess(&person, session).await;
    assert_eq!(found["verdict"], "ELIGIBLE");
    let codes: Vec<_> = reasons(&found).into_iter().map(|(code, _)| code).collect();
    assert_eq!(
        codes,
        [
            "IDENTITY",
            "MINIMUM_AGE",
            "MAXIMUM_AGE",
            "NOT_IN_FORMAL_EDUCATION",
            "OCCUPATION_ALLOWED",
            "FAMILY_CARD_LIMIT",
            "TRAINING_BALANCE",
        ]
    );
    for (occupation, code) in
        [(Occupation::Student, "NOT_IN_FORMAL_EDUCATION"), (Occupation::Asn, "OCCUPATION_ALLOWED")]
    {
        app.tell(&person, |profile| profile.occupation = Some(occupation)).await;
        let found = assess(&person, session).await;
        assert_eq!(found["verdict"], "NOT_ELIGIBLE");
        assert!(reasons(&found).contains(&(code, "NOT_ELIGIBLE")), "{found}");
    }
});

both!(two_of_a_family_card_are_enough_under_prakerja, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::prakerja(500_000)).await;
    let mut family = Vec::new();
    for _ in 0..3 {
        let person = app.applicant().await;
        app.tell(&person, |profile| profile.kk = Kk::parse("5171011503173210").ok()).await;
        family.push(person);
    }
    app.benefit(&family[0]).await;
    let limit = |found: &Value| {
        let reasons = reasons(found);
        let found = reasons.iter().find(|(code, _)| *code == "FAMILY_CARD_LIMIT").unwrap();
        found.1.to_owned()
    };
    assert_eq!(limit(&assess(&family[2], session).await), "ELIGIBLE");
    app.benefit(&family[1]).await;
    assert_eq!(limit(&assess(&family[2], session).await), "NOT_ELIGIBLE");
    assert_eq!(limit(&assess(&family[1], session).await), "ELIGIBLE", "who is in is not shut out");
});

both!(a_live_application_and_an_overlap_stand_in_the_way, async |app: &TestApp| {
    let centre = app.centre().await;
    let (one, two) = (
        app.session(centre, SessionPlan::default()).await,
        app.session(centre, SessionPlan::default()).await,
    );
    let person = app.applicant().await;
    let id = text(&person.submits(applying_to(one)).await["id"]).to_owned();
    let found = assess(&person, one).await;
    assert!(reasons(&found).contains(&("NOT_APPLIED_YET", "NOT_ELIGIBLE")));
    assert_eq!(assess(&person, two).await["verdict"], "ELIGIBLE");
    person.confirms(&id).await;
    let found = assess(&person, two).await;
    assert!(reasons(&found).contains(&("NO_OVERLAP", "NOT_ELIGIBLE")));
});
