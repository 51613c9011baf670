//! `sessions(filter: …)`: each filter, and several at once.

use balai_shared::{
    session::{DeliveryMode, Funding, SelectionMethod},
    time::Date,
};
use balai_tests::{InstitutionPlan, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const SESSIONS: &str = "query ($filter: SessionFilter) {
  sessions(filter: $filter) { totalCount nodes { id institution { id } program { id title } } }
}";

/// The titles of what a filter finds, sorted.
async fn titles(app: &TestApp, filter: Value) -> Vec<String> {
    let data = app.visitor().data(SESSIONS, json!({ "filter": filter })).await;
    let nodes = data["sessions"]["nodes"].as_array().unwrap();
    assert_eq!(data["sessions"]["totalCount"], nodes.len());
    let mut titles: Vec<_> =
        nodes.iter().map(|node| text(&node["program"]["title"]).to_owned()).collect();
    titles.sort();
    titles
}

/// Three sessions that differ in everything: A in Denpasar, B in Buleleng, C in Jakarta.
async fn three(app: &TestApp) {
    let plans = [
        ("51.71", SessionPlan { title: "A", ..SessionPlan::default() }),
        (
            "51.08",
            SessionPlan {
                title: "B",
                vocation: "las",
                mode: DeliveryMode::Daring,
                funding: Funding::SelfPaid,
                method: SelectionMethod::Merit,
                starts_on: Date::from_ymd(2026, 4, 1).unwrap(),
                ..SessionPlan::default()
            },
        ),
        (
            "31.71",
            SessionPlan {
                title: "C",
                vocation: "tik",
                mode: DeliveryMode::Hibrid,
                funding: Funding::Prakerja,
                method: SelectionMethod::Lottery,
                starts_on: Date::from_ymd(2026, 5, 1).unwrap(),
                ..SessionPlan::default()
            },
        ),
    ];
    for (region, plan) in plans {
        let centre =
            app.institution(InstitutionPlan { region, ..InstitutionPlan::default() }).await;
        app.session(centre, plan).await;
    }
}

both!(each_filter_finds_its_own, async |app: &TestApp| {
    three(app).await;
    for (filter, expected) in [
        (json!({}), vec!["A", "B", "C"]),
        (json!({ "regionCode": "51" }), vec!["A", "B"]),
        (json!({ "regionCode": "51.08" }), vec!["B"]),
        (json!({ "regionCode": "" }), vec!["A", "B", "C"]),
        (json!({ "regionCode": "12" }), vec![]),
        (json!({ "vocationIds": ["voc_las"] }), vec!["B"]),
        (json!({ "vocationIds": ["voc_las", "voc_tik"] }), vec!["B", "C"]),
        (json!({ "vocationIds": [] }), vec!["A", "B", "C"]),
        (json!({ "modes": ["LURING", "HIBRID"] }), vec!["A", "C"]),
        (json!({ "fundings": ["SELF"] }), vec!["B"]),
        (json!({ "selectionMethods": ["FIRST_COME", "LOTTERY"] }), vec!["A", "C"]),
        (json!({ "startsFrom": "2026-04-01" }), vec!["B", "C"]),
        (json!({ "startsUntil": "2026-04-01" }), vec!["A", "B"]),
        (json!({ "startsFrom": "2026-04-01", "startsUntil": "2026-04-30" }), vec!["B"]),
        (json!({ "regionCode": "51", "modes": ["DARING"], "fundings": ["SELF"] }), vec!["B"]),
        (json!({ "regionCode": "31", "modes": ["DARING"] }), vec![]),
    ] {
        assert_eq!(titles(app, filter.clone()).await, expected, "{filter}");
    }
});

both!(by_institution_and_by_program, async |app: &TestApp| {
    three(app).await;
    let all = app.visitor().data(SESSIONS, json!({})).await["sessions"]["nodes"].clone();
    for node in all.as_array().unwrap() {
        let title = text(&node["program"]["title"]);
        let institution = json!({ "institutionId": node["institution"]["id"] });
        assert_eq!(titles(app, institution).await, [title]);
        let program = json!({ "programId": node["program"]["id"] });
        assert_eq!(titles(app, program).await, [title]);
    }
});

both!(bad_values_are_told_at_the_field, async |app: &TestApp| {
    let visitor = app.visitor();
    for (filter, code, path) in [
        (json!({ "regionCode": "Bali" }), "VALIDATION_FAILED", json!("filter.regionCode")),
        (json!({ "regionCode": "51%" }), "VALIDATION_FAILED", json!("filter.regionCode")),
        (json!({ "vocationIds": ["las"] }), "VALIDATION_FAILED", json!("filter.vocationIds")),
        (json!({ "institutionId": "ses_x" }), "NOT_FOUND", Value::Null),
        (json!({ "programId": "'; DROP TABLE sessions" }), "NOT_FOUND", Value::Null),
        (json!({ "startsFrom": "1 Mei" }), "INVALID_QUERY", Value::Null),
        (json!({ "modes": ["OFFLINE"] }), "INVALID_QUERY", Value::Null),
        (json!({ "unknown": 1 }), "INVALID_QUERY", Value::Null),
    ] {
        let error = visitor.error(SESSIONS, json!({ "filter": filter })).await;
        assert_eq!(error["extensions"]["code"], code, "{filter}: {error}");
        assert_eq!(error["extensions"]["fields"][0]["path"], path, "{filter}");
    }
});
