//! `sessionFacets`: how many sessions each choice of a filter would show.

use balai_shared::{
    policy::Role,
    session::{DeliveryMode, Funding, SessionLifecycle},
    time::Date,
};
use balai_tests::{InstitutionPlan, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const FACETS: &str = "query ($filter: SessionFilter, $search: String) {
  sessionFacets(filter: $filter, search: $search) {
    modes { choice count } fundings { choice count }
    vocations { choice count } provinces { choice count }
  }
}";

/// "LURING 2", in the alphabet's order.
fn counts(facets: &Value, group: &str) -> Vec<String> {
    let group = facets[group].as_array().unwrap();
    let mut counts: Vec<_> = group
        .iter()
        .map(|facet| format!("{} {}", text(&facet["choice"]), facet["count"]))
        .collect();
    counts.sort();
    counts
}

async fn facets(app: &TestApp, filter: Value, search: &str) -> Value {
    let variables = json!({ "filter": filter, "search": search });
    app.visitor().data(FACETS, variables).await["sessionFacets"].clone()
}

async fn four(app: &TestApp) {
    let luring = SessionPlan { title: "Las Busur", vocation: "las", ..SessionPlan::default() };
    let daring = SessionPlan { mode: DeliveryMode::Daring, vocation: "tik", ..luring.clone() };
    let paid = SessionPlan { funding: Funding::SelfPaid, ..luring.clone() };
    let draft = SessionPlan { lifecycle: SessionLifecycle::Draft, ..luring.clone() };
    for (region, plan) in
        [("51.71", luring.clone()), ("51.08", daring), ("31.71", paid), ("51.71", draft)]
    {
        let centre = app.institution(InstitutionPlan { region, ..Default::default() }).await;
        app.session(centre, plan).await;
    }
}

both!(all_public_sessions_are_counted, async |app: &TestApp| {
    four(app).await;
    let facets = facets(app, json!({}), "").await;
    assert_eq!(counts(&facets, "modes"), ["DARING 1", "LURING 2"]);
    assert_eq!(counts(&facets, "fundings"), ["PUBLIC 2", "SELF 1"]);
    assert_eq!(counts(&facets, "vocations"), ["voc_las 2", "voc_tik 1"]);
    assert_eq!(counts(&facets, "provinces"), ["31 1", "51 2"]);
});

both!(a_facet_leaves_its_own_filter_aside_and_no_other, async |app: &TestApp| {
    four(app).await;
    let filter = json!({ "modes": ["LURING"], "regionCode": "51" });
    let facets = facets(app, filter, "").await;
    assert_eq!(counts(&facets, "modes"), ["DARING 1", "LURING 1"], "in Bali");
    assert_eq!(counts(&facets, "provinces"), ["31 1", "51 1"], "luring");
    assert_eq!(counts(&facets, "vocations"), ["voc_las 1"], "luring in Bali");
});

both!(the_search_counts_and_is_forgiven, async |app: &TestApp| {
    four(app).await;
    let centre = app.centre().await;
    let starts_on = Date::from_ymd(2026, 3, 9).unwrap();
    let plan = SessionPlan { title: "Barista", vocation: "boga", starts_on, ..Default::default() };
    app.session(centre, plan).await;
    for search in ["barista", "bariista"] {
        assert_eq!(counts(&facets(app, json!({}), search).await, "vocations"), ["voc_boga 1"]);
    }
});

both!(what_a_facet_says_is_what_its_filter_finds, async |app: &TestApp| {
    four(app).await;
    let all = facets(app, json!({}), "").await;
    for (group, filter) in
        [("modes", "modes"), ("fundings", "fundings"), ("vocations", "vocationIds")]
    {
        for facet in all[group].as_array().unwrap() {
            let filter = json!({ filter: [facet["choice"]] });
            let query =
                "query ($filter: SessionFilter) { sessions(filter: $filter) { totalCount } }";
            let data = app.visitor().data(query, json!({ "filter": filter })).await;
            assert_eq!(data["sessions"]["totalCount"], facet["count"], "{filter}");
        }
    }
});

both!(counts_are_at_most_half_a_minute_old, async |app: &TestApp| {
    four(app).await;
    let count = async || counts(&facets(app, json!({}), "").await, "fundings");
    assert_eq!(count().await, ["PUBLIC 2", "SELF 1"]);
    app.session(app.centre().await, SessionPlan::default()).await;
    app.pass_seconds(29);
    assert_eq!(count().await, ["PUBLIC 2", "SELF 1"]);
    app.pass_seconds(1);
    assert_eq!(count().await, ["PUBLIC 3", "SELF 1"]);
});

both!(staff_count_their_drafts, async |app: &TestApp| {
    let centre = app.centre().await;
    app.session(centre, SessionPlan::draft()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let seen = staff.data(FACETS, json!({})).await["sessionFacets"].clone();
    assert_eq!(counts(&seen, "fundings"), ["PUBLIC 1"]);
    assert_eq!(counts(&facets(app, json!({}), "").await, "fundings"), Vec::<String>::new());
});

both!(bad_filters_are_told_at_the_field, async |app: &TestApp| {
    let error = app.visitor().error(FACETS, json!({ "filter": { "regionCode": "Bali" } })).await;
    assert_eq!(error["extensions"]["fields"][0]["path"], "filter.regionCode");
});
