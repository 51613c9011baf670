//! The queue's first page with 100,000 applications at one centre: how long it takes, and how many
//! statements. Run by hand, because it fills a database:
//! `cargo nextest run -p balai-tests --test api --release --run-ignored only queue_numbers --no-capture`

use std::time::Instant;

use balai_shared::policy::Role;
use balai_tests::{Actor, Kind, SessionPlan, TestApp};
use serde_json::{Value, json};

pub(crate) const ROWS: usize = 100_000;
const ROUNDS: usize = 50;
/// What the desk asks for first: the order of the first ten thousand that match.
const ORDER: &str = "query ($filter: ApplicationFilter) {
  queueOrder(filter: $filter) { ids totalCount byState { state count } } }";
/// Then for the rows that are seen.
const SEEN: &str = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Application {
  id state waitlistPosition submittedAt changedAt offerExpiresAt standing { place total }
  applicant { name birthDate sex education occupation region { name } }
} } }";
/// What a partner's program asks for.
const PAGE: &str = "query ($filter: ApplicationFilter) {
  applications(filter: $filter, first: 50) { nodes {
    id state waitlistPosition submittedAt applicant { name birthDate education }
  } pageInfo { hasNextPage endCursor } }
}";

/// So many people and their applications, in as few statements as there are tables.
pub(crate) async fn fill(app: &TestApp, rows: usize, session: &str, institution: &str) {
    let (numbers, id) = match app.kind {
        Kind::Sqlite => (
            format!(
                "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) \
                 SELECT i FROM n)"
            ),
            "CAST(printf('%016d', i) AS BLOB)",
        ),
        Kind::Postgres => (
            format!("(SELECT generate_series(1, {rows}) AS i)"),
            "CAST(lpad(CAST(i AS TEXT), 32, '0') AS UUID)",
        ),
    };
    let at = app.now().as_millis();
    let state = "CASE WHEN i % 50 = 0 THEN 'SHORTLISTED' ELSE 'SUBMITTED' END";
    for sql in [
        format!(
            "INSERT INTO accounts (id, name, email, email_normal, password_hash, created_at) \
             SELECT {id}, 'Wayan Nomor' || i, i || '@banyak.uji', i || '@banyak.uji', '!', {at} \
             FROM {numbers} AS numbers"
        ),
        format!(
            "INSERT INTO applicants (id, account_id, updated_at) SELECT {id}, {id}, {at} \
             FROM {numbers} AS numbers"
        ),
        format!(
            "INSERT INTO applications (id, session_id, institution_id, applicant_id, state, \
             submitted_at, version, created_at, changed_at) SELECT {id}, {session}, {institution}, \
             {id}, {state}, {at} + i, 1, {at}, {at} FROM {numbers} AS numbers"
        ),
        format!(
            "INSERT INTO application_events (id, application_id, version, at, actor_kind, actor_id, \
             action, from_state, to_state) SELECT {id}, {id}, 1, {at} + i, 'APPLICANT', {id}, \
             'SUBMIT', 'DRAFT', {state} FROM {numbers} AS numbers"
        ),
        format!("UPDATE sessions SET applicant_count = {rows} WHERE id = {session}"),
    ] {
        app.execute(&sql).await.unwrap();
    }
    app.execute("ANALYZE").await.unwrap();
}

/// The queue as the desk opens it: its order, and the first hundred rows.
async fn opens(app: &TestApp, staff: &Actor, what: &str, filter: Value) {
    let order = staff.data(ORDER, json!({ "filter": filter })).await;
    let ids = order["queueOrder"]["ids"].as_array().unwrap();
    let seen: Vec<Value> = ids.iter().take(100).cloned().collect();
    println!("{:?} {what}: {} ids", app.kind, ids.len());
    measure(app, staff, (&format!("{what}, its order"), ORDER), json!({ "filter": filter })).await;
    measure(app, staff, (&format!("{what}, a hundred rows"), SEEN), json!({ "ids": seen })).await;
}

async fn measure(app: &TestApp, staff: &Actor, (what, query): (&str, &str), variables: Value) {
    let mut times = Vec::new();
    let mut statements = u64::MAX;
    for _ in 0..ROUNDS {
        let (begun, before) = (Instant::now(), app.services.store.statements());
        staff.data(query, variables.clone()).await;
        times.push(begun.elapsed());
        statements = statements.min(app.services.store.statements() - before);
    }
    times.sort();
    let median = times[ROUNDS / 2];
    println!("{:?} {what}: median {median:?}, {statements} statements", app.kind);
}

async fn numbers(app: &TestApp) {
    let centre = app.centre().await;
    let session =
        app.session(centre, SessionPlan { capacity: 5_000, ..SessionPlan::merit() }).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    fill(app, ROWS, &app.literal(session.as_u128()), &app.literal(centre.as_u128())).await;
    let id = session.to_string();
    for (what, filter) in [
        ("the centre's first page", json!({})),
        ("a session's first page", json!({ "sessionId": id })),
        ("a session's in one state", json!({ "sessionId": id, "states": ["SHORTLISTED"] })),
        ("a session's in a state that is rare", json!({ "sessionId": id, "states": ["OFFERED"] })),
        ("a name of many", json!({ "sessionId": id, "search": "way" })),
        ("a name of one", json!({ "sessionId": id, "search": "nomor99999" })),
    ] {
        measure(app, &staff, (what, PAGE), json!({ "filter": filter })).await;
        opens(app, &staff, what, filter).await;
    }
    decide(app, &staff, &id).await;
}

/// As many as one call takes.
async fn decide(app: &TestApp, staff: &Actor, session: &str) {
    let query = "query ($filter: ApplicationFilter) {
      applications(filter: $filter, first: 100, orderBy: SUBMITTED_AT) { nodes { id } } }";
    let states = json!({ "filter": { "sessionId": session, "states": ["SHORTLISTED"] } });
    let mut times = Vec::new();
    for _ in 0..5 {
        let mut ids = Vec::new();
        for state in ["SUBMITTED", "SHORTLISTED"] {
            let mut filter = states.clone();
            filter["filter"]["states"] = json!([state]);
            let page = staff.data(query, filter).await;
            let nodes = page["applications"]["nodes"].as_array().unwrap().clone();
            ids.extend(nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()));
        }
        let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
        let begun = Instant::now();
        let done = staff.decides(&ids, "OFFER").await;
        times.push(begun.elapsed() * 500 / u32::try_from(done.len()).unwrap());
        assert!(done.iter().all(|state| state == "OFFERED"));
    }
    times.sort();
    println!("{:?} deciding on 500: median of five {:?}", app.kind, times[2]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "fills a database; for its numbers"]
async fn sqlite() {
    TestApp::run(Kind::Sqlite, numbers).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "fills a database; for its numbers"]
async fn postgres() {
    TestApp::run(Kind::Postgres, numbers).await;
}
