//! `institutions`. Pages: `paging`.

use balai_shared::{session::InstitutionKind, time::Date};
use balai_tests::{InstitutionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const INSTITUTIONS: &str = "query ($filter: InstitutionFilter) {
  institutions(filter: $filter) {
    totalCount
    nodes { name kind region { code } address accreditationNumber accreditedUntil }
  }
}";

async fn names(app: &TestApp, filter: Value) -> Vec<String> {
    let data = app.visitor().data(INSTITUTIONS, json!({ "filter": filter })).await;
    let nodes = data["institutions"]["nodes"].as_array().unwrap();
    assert_eq!(data["institutions"]["totalCount"], nodes.len());
    nodes.iter().map(|node| text(&node["name"]).to_owned()).collect()
}

async fn three(app: &TestApp) {
    for (name, kind, region) in [
        ("C", InstitutionKind::Uptp, "51.08"),
        ("A", InstitutionKind::Uptd, "51.71"),
        ("B", InstitutionKind::Blkk, "31.71"),
    ] {
        let plan = InstitutionPlan { name, kind, region, ..InstitutionPlan::default() };
        app.institution(plan).await;
    }
}

both!(a_visitor_sees_them_by_name_and_by_each_filter, async |app: &TestApp| {
    three(app).await;
    for (filter, expected) in [
        (json!({}), vec!["A", "B", "C"]),
        (json!({ "kinds": ["UPTP", "BLKK"] }), vec!["B", "C"]),
        (json!({ "kinds": [] }), vec!["A", "B", "C"]),
        (json!({ "regionCode": "51" }), vec!["A", "C"]),
        (json!({ "regionCode": "31.71" }), vec!["B"]),
        (json!({ "regionCode": "51", "kinds": ["UPTP"] }), vec!["C"]),
        (json!({ "kinds": ["LPK"] }), vec![]),
    ] {
        assert_eq!(names(app, filter.clone()).await, expected, "{filter}");
    }
});

both!(an_lpk_shows_its_accreditation, async |app: &TestApp| {
    app.lpk(Date::from_ymd(2027, 1, 31)).await;
    let data = app.visitor().data(INSTITUTIONS, json!({})).await;
    assert_eq!(
        data["institutions"]["nodes"][0],
        json!({
            "name": "Balai Uji", "kind": "LPK", "region": { "code": "51.71" }, "address": null,
            "accreditationNumber": "LPK-1", "accreditedUntil": "2027-01-31"
        })
    );
});

both!(bad_values_are_told, async |app: &TestApp| {
    for (filter, code) in [
        (json!({ "regionCode": "x" }), "VALIDATION_FAILED"),
        (json!({ "kinds": ["BLK"] }), "INVALID_QUERY"),
    ] {
        let found = app.visitor().code(INSTITUTIONS, json!({ "filter": filter })).await;
        assert_eq!(found, code, "{filter}");
    }
});
