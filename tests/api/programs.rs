//! `programs`. Words: `search`; pages: `paging`.

use balai_tests::{InstitutionPlan, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const PROGRAMS: &str = "query ($filter: ProgramFilter, $order: ProgramOrder) {
  programs(filter: $filter, orderBy: $order) {
    totalCount
    nodes { id title price hours vocation { id name } institution { id region { code } } }
  }
}";

async fn titles(app: &TestApp, variables: Value) -> Vec<String> {
    let data = app.visitor().data(PROGRAMS, variables).await;
    let nodes = data["programs"]["nodes"].as_array().unwrap();
    assert_eq!(data["programs"]["totalCount"], nodes.len());
    nodes.iter().map(|node| text(&node["title"]).to_owned()).collect()
}

/// Three programs, made in this order: B in Denpasar, C in Buleleng, A in Jakarta.
async fn three(app: &TestApp) {
    for (title, vocation, region) in
        [("B", "las", "51.71"), ("C", "tik", "51.08"), ("A", "las", "31.71")]
    {
        app.pass_seconds(1);
        let centre =
            app.institution(InstitutionPlan { region, ..InstitutionPlan::default() }).await;
        app.program(centre, &SessionPlan { title, vocation, ..SessionPlan::default() }).await;
    }
}

both!(a_visitor_sees_them_by_the_alphabet_or_the_newest_first, async |app: &TestApp| {
    three(app).await;
    assert_eq!(titles(app, json!({})).await, ["A", "B", "C"]);
    assert_eq!(titles(app, json!({ "order": "TITLE" })).await, ["A", "B", "C"]);
    assert_eq!(titles(app, json!({ "order": "NEWEST" })).await, ["A", "C", "B"]);
});

both!(each_filter_finds_its_own, async |app: &TestApp| {
    three(app).await;
    for (filter, expected) in [
        (json!({ "vocationIds": ["voc_las"] }), vec!["A", "B"]),
        (json!({ "regionCode": "51" }), vec!["B", "C"]),
        (json!({ "regionCode": "51.08" }), vec!["C"]),
        (json!({ "regionCode": "51", "vocationIds": ["voc_las"] }), vec!["B"]),
    ] {
        assert_eq!(titles(app, json!({ "filter": filter })).await, expected, "{filter}");
    }
    let all = app.visitor().data(PROGRAMS, json!({})).await["programs"]["nodes"].clone();
    for node in all.as_array().unwrap() {
        let filter = json!({ "institutionId": node["institution"]["id"] });
        assert_eq!(titles(app, json!({ "filter": filter })).await, [text(&node["title"])]);
    }
});

both!(bad_values_are_told, async |app: &TestApp| {
    for (filter, code) in [
        (json!({ "regionCode": "5171" }), "VALIDATION_FAILED"),
        (json!({ "vocationIds": ["VOC_LAS"] }), "VALIDATION_FAILED"),
        (json!({ "institutionId": "prg_x" }), "NOT_FOUND"),
    ] {
        let found = app.visitor().code(PROGRAMS, json!({ "filter": filter })).await;
        assert_eq!(found, code, "{filter}");
    }
});

both!(vocations_are_named_in_the_language_asked_for, async |app: &TestApp| {
    three(app).await;
    let name = |data: &Value| text(&data["programs"]["nodes"][0]["vocation"]["name"]).to_owned();
    assert_eq!(name(&app.visitor().data(PROGRAMS, json!({})).await), "Welding");
    let indonesian = app.visitor().in_indonesian();
    assert_eq!(name(&indonesian.data(PROGRAMS, json!({})).await), "Teknik Las");
});
