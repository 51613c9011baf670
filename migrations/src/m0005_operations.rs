//! What keeps the service honest: idempotency keys, messages, and facts about this database.

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
        dialect::run(manager, TABLES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["facts", "idempotency_keys", "notifications"]).await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE notifications (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        application_id {uuid} NOT NULL REFERENCES applications (id),
        kind TEXT NOT NULL,
        created_at {instant} NOT NULL,
        read_at {instant}
    ) {strict}",
    "CREATE INDEX notifications_by_account ON notifications (account_id, created_at, id)",
    // Kept for 24 hours. `response` is null while the first request is still at work.
    "CREATE TABLE idempotency_keys (
        actor TEXT NOT NULL,
        key TEXT NOT NULL,
        fingerprint {bytes} NOT NULL,
        response TEXT,
        created_at {instant} NOT NULL,
        PRIMARY KEY (actor, key)
    ) {strict}",
    "CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)",
    // Single values: the proof that the key is the right one, whether the data is a demonstration.
    "CREATE TABLE facts (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) {strict}",
];
