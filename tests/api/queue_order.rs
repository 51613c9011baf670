//! `queueOrder`: every id that matches, in order, with the counts of the states.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const ORDER: &str = "query ($filter: ApplicationFilter, $sort: QueueSort) {
  queueOrder(filter: $filter, sort: $sort) { ids totalCount byState { state count } }
}";
const NODES: &str = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Application {
  id state waitlistPosition submittedAt changedAt offerExpiresAt
  standing { place total } applicant { name birthDate sex education occupation region { name } }
} } }";

async fn orders(actor: &Actor, variables: Value) -> Value {
    actor.data(ORDER, variables).await["queueOrder"].clone()
}

async fn ids(actor: &Actor, filter: Value, sort: &str) -> Vec<String> {
    let order = orders(actor, json!({ "filter": filter, "sort": sort })).await;
    let ids = order["ids"].as_array().unwrap().clone();
    ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Three people who applied one after the other to a session of the centre.
async fn three(app: &TestApp, centre: InstitutionId) -> (String, Vec<String>) {
    let session = app.session(centre, SessionPlan { capacity: 5, ..SessionPlan::merit() }).await;
    let mut ids = Vec::new();
    for name in ["Ketut Budi", "ayu Lestari", "Made Sukma"] {
        let person = app.person(name, Vec::new()).await;
        app.complete(&person).await;
        ids.push(person.applies(session).await);
        app.pass_seconds(60);
    }
    (session.to_string(), ids)
}

both!(the_queue_is_its_centres_staffs_alone, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (session, all) = three(app, centre).await;
    let asked = json!({ "filter": { "sessionId": session } });
    assert_eq!(app.visitor().code(ORDER, asked.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(ORDER, asked.clone()).await, "FORBIDDEN");
    let foreign = app.staff(other, Role::Admin).await;
    let order = orders(&foreign, asked.clone()).await;
    assert_eq!(order, json!({ "ids": [], "totalCount": 0, "byState": [] }));
    for role in [Role::Admin, Role::Reviewer, Role::Counsellor, Role::Instructor] {
        let order = orders(&app.staff(centre, role).await.browser, asked.clone()).await;
        assert_eq!(order["ids"], json!(all), "{role}");
    }
    let order = orders(&app.partner(centre).await, asked).await;
    assert_eq!(order["totalCount"], 3);
});

both!(it_comes_in_each_order_and_counts_states_whatever_is_filtered, async |app: &TestApp| {
    let centre = app.centre().await;
    let (session, all) = three(app, centre).await;
    let [first, second, third] = [&all[0], &all[1], &all[2]];
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(staff.decides(&[third], "WAITLIST").await, ["WAITLISTED"]);
    app.pass_seconds(60);
    assert_eq!(staff.decides(&[first], "SHORTLIST").await, ["SHORTLISTED"]);
    let filter = json!({ "sessionId": session });
    for (sort, expected) in [
        ("SUBMITTED_FIRST", [first, second, third]),
        ("SUBMITTED_LAST", [third, second, first]),
        ("CHANGED_LAST", [first, third, second]),
        ("NAME", [second, first, third]),
        ("WAITLIST", [third, first, second]),
    ] {
        let found = ids(&staff, filter.clone(), sort).await;
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{sort}");
    }
    let one = json!({ "sessionId": session, "states": ["SUBMITTED", "OFFERED"] });
    let order = orders(&staff, json!({ "filter": one })).await;
    assert_eq!((&order["ids"], &order["totalCount"]), (&json!([second]), &json!(1)));
    let mut counts = order["byState"].as_array().unwrap().clone();
    counts.sort_by_key(|count| count["state"].as_str().unwrap().to_owned());
    let count = |state: &str| json!({ "state": state, "count": 1 });
    assert_eq!(counts, [count("SHORTLISTED"), count("SUBMITTED"), count("WAITLISTED")]);
    let named = json!({ "sessionId": session, "search": "AYU" });
    assert_eq!(ids(&staff, named, "NAME").await, std::slice::from_ref(second));
    let bad = json!({ "filter": { "search": "x".repeat(101) } });
    assert_eq!(staff.code(ORDER, bad).await, "VALIDATION_FAILED");
});

both!(a_hundred_rows_are_asked_for_at_once_and_within_the_cost, async |app: &TestApp| {
    let centre = app.centre().await;
    let (session, all) = three(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let before = app.services.store.statements();
    let order = ids(&staff, json!({ "sessionId": session }), "NAME").await;
    let statements = app.services.store.statements() - before;
    assert!(statements <= 5, "{statements} statements");
    assert_eq!(order.len(), 3);
    let many: Vec<&String> = all.iter().cycle().take(100).collect();
    let nodes = staff.data(NODES, json!({ "ids": many })).await["nodes"].clone();
    assert_eq!(nodes.as_array().unwrap().len(), 100);
    assert_eq!(nodes[0]["applicant"]["name"], "Ketut Budi");
});
