//! `sessions(openFirst: true)`: what one can still apply for comes first.

use balai_shared::{session::SessionLifecycle, time::Date};
use balai_tests::{SessionPlan, TestApp, both};
use serde_json::{Value, json};

const LIST: &str = "query ($first: Int, $after: String, $last: Int, $before: String, $order: SessionOrder) {
  sessions(openFirst: true, orderBy: $order, first: $first, after: $after, last: $last, before: $before) {
    totalCount nodes { id state } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}";

fn day(month: u8, day: u8) -> Date {
    Date::from_ymd(2026, month, day).unwrap()
}

/// Five open sessions and four that are closed, which start sooner; in the order of the list.
async fn catalogue(app: &TestApp) -> Vec<String> {
    let centre = app.centre().await;
    let mut ids = Vec::new();
    for number in 1..=5 {
        let plan = SessionPlan { starts_on: day(3, number), ..SessionPlan::default() };
        ids.push(app.session(centre, plan).await.to_string());
    }
    for number in 2..=4 {
        let plan = SessionPlan { starts_on: day(2, number), ..SessionPlan::default() };
        ids.push(app.session(centre, plan).await.to_string());
    }
    let off = SessionPlan { lifecycle: SessionLifecycle::Cancelled, ..SessionPlan::default() };
    ids.push(app.session(centre, off).await.to_string());
    ids
}

async fn page(app: &TestApp, variables: Value) -> Value {
    app.visitor().data(LIST, variables).await["sessions"].clone()
}

fn ids(page: &Value) -> Vec<String> {
    let nodes = page["nodes"].as_array().unwrap();
    nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

both!(what_is_open_comes_first_each_part_by_the_start, async |app: &TestApp| {
    let expected = catalogue(app).await;
    let all = page(app, json!({ "first": 50 })).await;
    assert_eq!(ids(&all), expected);
    assert_eq!(all["totalCount"], 9);
    assert_eq!(ids(&page(app, json!({ "first": 50, "order": "STARTS_ON" })).await), expected);
    let newest = page(app, json!({ "first": 50, "order": "NEWEST" })).await;
    assert_ne!(ids(&newest), expected, "another order is as it is");
});

both!(pages_go_on_from_one_part_to_the_other_and_back, async |app: &TestApp| {
    let expected = catalogue(app).await;
    for size in 1..=10_usize {
        let (mut found, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = page(app, json!({ "first": size, "after": after })).await;
            assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
            found.extend(ids(&page));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
        }
        assert_eq!(found, expected, "forwards by {size}");
        let (mut found, mut before) = (Vec::new(), Value::Null);
        loop {
            let page = page(app, json!({ "last": size, "before": before })).await;
            assert_eq!(page["pageInfo"]["hasNextPage"], !before.is_null());
            found.splice(0..0, ids(&page));
            before = page["pageInfo"]["startCursor"].clone();
            if page["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
        }
        assert_eq!(found, expected, "backwards by {size}");
    }
});

both!(a_cursor_of_another_list_and_two_at_once_are_refused, async |app: &TestApp| {
    catalogue(app).await;
    let visitor = app.visitor();
    let cursor = page(app, json!({ "first": 2 })).await["pageInfo"]["endCursor"].clone();
    for variables in [
        json!({ "first": 2, "after": "o.x" }),
        json!({ "first": 2, "after": "x" }),
        json!({ "first": 2, "after": cursor, "before": cursor }),
        json!({ "first": 101 }),
    ] {
        assert_eq!(visitor.code(LIST, variables.clone()).await, "VALIDATION_FAILED", "{variables}");
    }
    let error = visitor.in_indonesian().error(LIST, json!({ "first": 101 })).await;
    let told = error["extensions"]["fields"][0]["message"].as_str().unwrap();
    assert!(told.contains("paling banyak 100"), "the limit is named: {told}");
});
