//! What leaves the house: messages on their way, one-time codes, and how people want to be told.

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
        dialect::run(manager, &["DROP INDEX refresh_tokens_by_account"]).await?;
        dialect::drop_tables(manager, &["one_time_codes", "outbox", "message_preferences"]).await
    }
}

const TABLES: &[&str] = &[
    // Without a row: Indonesian, and all messages.
    "CREATE TABLE message_preferences (
        account_id {uuid} PRIMARY KEY REFERENCES accounts (id),
        language TEXT NOT NULL CHECK (language IN ('id', 'en')),
        email {boolean} NOT NULL,
        sms {boolean} NOT NULL
    ) {strict}",
    // Where a message goes and what it says is looked up when it is sent, so that nothing of it
    // stands here but a code, sealed, until it is sent.
    "CREATE TABLE outbox (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        channel TEXT NOT NULL CHECK (channel IN ('EMAIL', 'SMS')),
        kind TEXT NOT NULL,
        language TEXT NOT NULL CHECK (language IN ('id', 'en')),
        application_id {uuid} REFERENCES applications (id),
        secret {bytes},
        created_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        next_try_at {instant},
        sent_at {instant},
        delivered_at {instant},
        failed_at {instant},
        provider_id TEXT,
        CHECK ((next_try_at IS NULL) = (sent_at IS NOT NULL OR failed_at IS NOT NULL)),
        CHECK (delivered_at IS NULL OR sent_at IS NOT NULL)
    ) {strict}",
    // Partial, so that it stays as small as what waits.
    "CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE next_try_at IS NOT NULL",
    "CREATE INDEX outbox_failed ON outbox (failed_at) WHERE failed_at IS NOT NULL",
    "CREATE INDEX outbox_by_age ON outbox (created_at, id)",
    "CREATE INDEX outbox_by_provider ON outbox (provider_id) WHERE provider_id IS NOT NULL",
    // A code is kept as a keyed hash: six digits alone would be guessed from any other.
    "CREATE TABLE one_time_codes (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        purpose TEXT NOT NULL CHECK (purpose IN ('PASSWORD')),
        code_hash {bytes} NOT NULL,
        created_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
        used_at {instant},
        CHECK (used_at IS NULL OR used_at < expires_at)
    ) {strict}",
    "CREATE INDEX one_time_codes_by_account ON one_time_codes (account_id, purpose, created_at)",
    // A new password ends every sign-in of its account.
    "CREATE INDEX refresh_tokens_by_account ON refresh_tokens (account_id)",
];
