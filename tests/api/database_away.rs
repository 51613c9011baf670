//! While the database is away: refused at once, with when to come back; then everything works again.

use std::time::{Duration, Instant};

use axum::{body::Body, http::Request};
use balai_backend::store::Connection;
use balai_shared::error::ErrorCode;
use balai_tests::{Actor, Answer, Kind, TestApp};
use serde_json::json;

const ALL: &str = "{ sessions(first: 1) { nodes { id } } }";
/// What is at once: the pool would let each request wait for ten seconds.
const AT_ONCE: Duration = Duration::from_secs(5);

async fn get(who: &Actor, path: &str) -> Answer {
    who.raw(Request::get(path).body(Body::empty()).unwrap()).await
}

async fn ready(app: &TestApp) -> u16 {
    get(&app.visitor(), "/readyz").await.status.as_u16()
}

/// Waits until the server knows it.
async fn until_away(app: &TestApp, away: bool) {
    for _ in 0..200 {
        if app.services.store.is_away() == away {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("it is never noticed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_are_refused_at_once_while_the_database_is_away() {
    TestApp::run_behind_a_line(async |app, line| {
        let person = app.applicant().await;
        assert_eq!(ready(app).await, 200);
        line.cut();
        // One that is under way when it happens.
        let begun = Instant::now();
        let first = person.send(ALL, json!({})).await;
        assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
        assert_eq!(first.body["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{first:?}");
        until_away(app, true).await;
        let begun = Instant::now();
        for _ in 0..50 {
            let answer = person.send(ALL, json!({})).await;
            let error = &answer.body["errors"][0]["extensions"];
            assert_eq!(error["code"], "UNAVAILABLE", "{answer:?}");
            assert!(error["retryAfter"].as_u64().unwrap() > 0);
            assert!(answer.headers.contains_key("retry-after"), "{answer:?}");
        }
        assert!(begun.elapsed() < AT_ONCE, "{:?}", begun.elapsed());
        let file = get(&person, "/data-saya.json").await;
        assert_eq!(file.status, 503);
        assert!(file.headers.contains_key("retry-after"));
        assert_eq!(ready(app).await, 503);
        line.mend();
        until_away(app, false).await;
        assert_eq!(ready(app).await, 200);
        let answer = person.send(ALL, json!({})).await;
        assert!(answer.body["errors"].is_null(), "{answer:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_waits_for_too_long_is_ended() {
    TestApp::run(Kind::Postgres, async |app: &TestApp| {
        for (setting, limit) in [
            ("statement_timeout", "30s"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "1min"),
        ] {
            let is = format!(
                "SELECT count(*) FROM pg_settings WHERE name = '{setting}' \
                              AND current_setting('{setting}') = '{limit}'"
            );
            assert_eq!(app.number(&is).await, 1, "{setting}");
        }
        let work = app.services.store.write(|tx| {
            Box::pin(async move {
                tx.conn().execute_unprepared("SET LOCAL statement_timeout = '100ms'").await?;
                tx.conn().execute_unprepared("SELECT pg_sleep(20)").await?;
                Ok(())
            })
        });
        let error = work.await.unwrap_err();
        assert_eq!(error.code(), ErrorCode::Unavailable, "{error}");
    })
    .await;
}
