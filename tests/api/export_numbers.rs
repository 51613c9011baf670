//! A workbook of 100,000 applications, and a centre's figures over them: how long they take, and how
//! much memory the process needs more. Run by hand, because it fills a database:
//! `cargo nextest run -p balai-tests --test api --release --run-ignored only export_numbers --no-capture`

use std::time::{Duration, Instant};

use axum::{body::Body, http::Request};
use balai_shared::policy::Role;
use balai_tests::{Kind, SessionPlan, TestApp};
use futures_util::StreamExt;
use serde_json::json;
use tower::ServiceExt;

use crate::queue_numbers::{ROWS, fill};

/// The process's memory in kB: what it has now, and the most it ever had.
fn memory() -> (u64, u64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
    };
    (value("VmRSS:"), value("VmHWM:"))
}

/// Forgets the most that there ever was.
fn begin_anew() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

async fn numbers(app: &TestApp) {
    let centre = app.centre().await;
    let session =
        app.session(centre, SessionPlan { capacity: 5_000, ..SessionPlan::merit() }).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    fill(app, ROWS, &app.literal(session.as_u128()), &app.literal(centre.as_u128())).await;
    for format in ["xlsx", "csv"] {
        begin_anew();
        let ((before, _), begun) = (memory(), Instant::now());
        let path = format!("/ekspor/lamaran.{format}?balai={centre}");
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request.headers_mut().extend(staff.identity());
        let response = app.router().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        let (mut size, mut first) = (0, Duration::ZERO);
        let mut body = response.into_body().into_data_stream();
        while let Some(piece) = body.next().await {
            if size == 0 {
                first = begun.elapsed();
            }
            size += piece.unwrap().len();
        }
        let (took, (_, most)) = (begun.elapsed(), memory());
        println!(
            "{:?} {format} of {ROWS} rows: {took:?}, first piece {first:?}, {} kB, memory {} kB more",
            app.kind,
            size / 1000,
            most.saturating_sub(before)
        );
    }
    assert_eq!(app.number("SELECT MIN(row_count) FROM exports").await, ROWS as i64);
    let query = "query ($id: ID!) { centreReport(institutionId: $id) {
      funnel { count } medianHours programs { programId } sexes { applied } ages { applied } homes { applied }
    } }";
    let mut times = Vec::new();
    for _ in 0..5 {
        let begun = Instant::now();
        staff.data(query, json!({ "id": centre.to_string() })).await;
        times.push(begun.elapsed());
    }
    times.sort();
    println!("{:?} figures over {ROWS} applications: median of five {:?}", app.kind, times[2]);
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
