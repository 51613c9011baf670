//! Whether the process lives, and whether it can answer.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use axum::{extract::State, http::StatusCode};
use balai_migrations::{Migrator, MigratorTrait};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

use super::Server;

/// What was found out once and stays so.
#[derive(Debug, Default)]
pub(crate) struct Health {
    is_migrated: AtomicBool,
    /// When the database last kept a row.
    proved: Mutex<Option<Instant>>,
}

const READY: &str = "ready\n";
const AWAY: &str = "the database does not answer\n";
/// How long it is waited for.
const PATIENCE: Duration = Duration::from_millis(900);
/// For how long what was found out is good: many may ask.
const GOOD_FOR: Duration = Duration::from_secs(1);

/// `GET /healthz`: the process lives.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database is migrated, and keeps a row that is written and read back. Answers within
/// a second; what was found out is good for as long.
pub(crate) async fn ready(State(server): State<Server>) -> (StatusCode, &'static str) {
    let store = &server.app.services.store;
    if store.is_away() {
        return (StatusCode::SERVICE_UNAVAILABLE, AWAY);
    }
    let commits = store.commits();
    match timeout(PATIENCE, look(&server)).await {
        Ok(found) => found,
        // Others' writes are kept meanwhile: a long queue is no reason to send nobody here any more.
        Err(_) if store.commits() > commits => (StatusCode::OK, READY),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, AWAY),
    }
}

async fn look(server: &Server) -> (StatusCode, &'static str) {
    let store = &server.app.services.store;
    let mut proved = server.health.proved.lock().await;
    if proved.is_some_and(|at| at.elapsed() < GOOD_FOR) {
        return (StatusCode::OK, READY);
    }
    if !server.health.is_migrated.load(Ordering::Relaxed) {
        match Migrator::get_pending_migrations(store.read()).await {
            // A database that is migrated stays so while we run.
            Ok(pending) if pending.is_empty() => {
                server.health.is_migrated.store(true, Ordering::Relaxed);
            }
            Ok(_) => return (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
            Err(error) => {
                tracing::warn!(%error, "not ready");
                return (StatusCode::SERVICE_UNAVAILABLE, AWAY);
            }
        }
    }
    if let Err(error) = store.prove().await {
        tracing::warn!(%error, "not ready");
        return (StatusCode::SERVICE_UNAVAILABLE, "the database keeps nothing\n");
    }
    *proved = Some(Instant::now());
    (StatusCode::OK, READY)
}
