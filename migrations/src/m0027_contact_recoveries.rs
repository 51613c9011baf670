//! New numbers asked for at a counter, which wait for a second person, the old contact, or a day.

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
        dialect::drop_tables(manager, &["contact_recoveries"]).await
    }
}

const TABLES: &[&str] = &[
    // The number and the code go once it is settled. Who asked never approves.
    "CREATE TABLE contact_recoveries (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        asked_by {uuid} NOT NULL REFERENCES accounts (id),
        asked_at {instant} NOT NULL,
        phone_cipher {bytes},
        code_hash {bytes},
        outcome TEXT CHECK (outcome IN
            ('AGREED', 'APPROVED', 'WAITED', 'STOPPED', 'REPLACED', 'FAILED')),
        settled_by {uuid} REFERENCES accounts (id),
        settled_at {instant},
        CHECK (asked_by <> account_id),
        CHECK ((outcome IS NULL) = (settled_at IS NULL)),
        CHECK ((settled_at IS NULL) = (phone_cipher IS NOT NULL)),
        CHECK ((settled_at IS NULL) = (code_hash IS NOT NULL)),
        CHECK (outcome IS NULL OR outcome <> 'APPROVED'
            OR (settled_by IS NOT NULL AND settled_by <> asked_by AND settled_by <> account_id))
    ) {strict}",
    "CREATE UNIQUE INDEX contact_recoveries_pending ON contact_recoveries (account_id)
        WHERE settled_at IS NULL",
    "CREATE INDEX contact_recoveries_due ON contact_recoveries (asked_at) WHERE settled_at IS NULL",
    "CREATE UNIQUE INDEX contact_recoveries_by_code ON contact_recoveries (code_hash)",
];
