//! What a decision is taken back to, and what a session's staff did to it.

use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait, sea_orm::DeriveMigrationName,
};

use crate::dialect;

/// See the module.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "session_events").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables =
            ["session_cancellations", "session_event_notes", "session_events", "decision_origins"];
        dialect::drop_tables(manager, &tables).await
    }
}

const TABLES: &[&str] = &[
    // The place or the deadline that a decision took away, for as long as it can be taken back; the
    // rest is in the history.
    "CREATE TABLE decision_origins (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        version INTEGER NOT NULL,
        waitlist_order INTEGER,
        offer_expires_at {instant},
        decided_at {instant} NOT NULL,
        PRIMARY KEY (application_id, version),
        CHECK ((waitlist_order IS NULL) <> (offer_expires_at IS NULL))
    ) {strict}",
    "CREATE INDEX decision_origins_by_age ON decision_origins (decided_at)",
    "CREATE TABLE session_events (
        id {uuid} PRIMARY KEY,
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        at {instant} NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER', 'SYSTEM')),
        actor_id {uuid},
        step TEXT NOT NULL,
        CHECK ((actor_kind = 'SYSTEM') = (actor_id IS NULL))
    ) {strict}",
    "CREATE INDEX session_events_by_session ON session_events (session_id, step, at)",
    // Apart from the history, because words may be about a person and can be erased.
    "CREATE TABLE session_event_notes (
        event_id {uuid} PRIMARY KEY REFERENCES session_events (id),
        note TEXT NOT NULL
    ) {strict}",
    // Sessions that were called off, and have applications that aren't cancelled yet: the worker's.
    "CREATE TABLE session_cancellations (
        session_id {uuid} PRIMARY KEY REFERENCES sessions (id)
    ) {strict}",
];
