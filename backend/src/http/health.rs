//! Whether the process lives, and whether it can answer.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::{extract::State, http::StatusCode};
use balai_migrations::{Migrator, MigratorTrait};

use super::Server;

/// What was found out once and stays so.
#[derive(Debug, Default)]
pub(crate) struct Health {
    is_migrated: AtomicBool,
}

/// `GET /healthz`: the process lives.
pub(crate) async fn live() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the database answers and is migrated.
pub(crate) async fn ready(State(server): State<Server>) -> (StatusCode, &'static str) {
    let store = &server.app.services.store;
    if let Err(error) = store.ping().await {
        tracing::warn!(%error, "not ready");
        return (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n");
    }
    if server.health.is_migrated.load(Ordering::Relaxed) {
        return (StatusCode::OK, "ready\n");
    }
    match Migrator::get_pending_migrations(store.read()).await {
        Ok(pending) if pending.is_empty() => {
            // A database that is migrated stays so while we run.
            server.health.is_migrated.store(true, Ordering::Relaxed);
            (StatusCode::OK, "ready\n")
        }
        Ok(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database is not migrated\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the database's migrations can't be read\n")
        }
    }
}
