//! Prakerja schemes, benefits, and the double-entry ledger.

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
        dialect::append_only(manager, "ledger_postings").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["ledger_postings", "benefits", "schemes"]).await
    }
}

const TABLES: &[&str] = &[
    // A scheme is data with dates: `rules` is the shared crate's Scheme as JSON.
    "CREATE TABLE schemes (
        id {uuid} PRIMARY KEY,
        code TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        rules TEXT NOT NULL
    ) {strict}",
    "CREATE TABLE benefits (
        id {uuid} PRIMARY KEY,
        applicant_id {uuid} NOT NULL REFERENCES applicants (id),
        scheme_id {uuid} NOT NULL REFERENCES schemes (id),
        wave INTEGER NOT NULL CHECK (wave > 0),
        accepted_at {instant} NOT NULL,
        first_purchase_at {instant},
        training_completed_at {instant},
        next_purchase_at {instant},
        certificate_at {instant},
        rated_at {instant},
        payout_provider TEXT,
        payout_cipher {bytes},
        payout_index {bytes},
        payout_verified_at {instant},
        revoked_at {instant},
        version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (applicant_id, scheme_id),
        CHECK ((payout_provider IS NULL) = (payout_cipher IS NULL)),
        CHECK ((payout_cipher IS NULL) = (payout_index IS NULL))
    ) {strict}",
    // One row moves an amount from one account to another: balanced by its shape.
    // The reference (an application, 'survey-1') makes each payout happen at most once.
    "CREATE TABLE ledger_postings (
        id {uuid} PRIMARY KEY,
        benefit_id {uuid} NOT NULL REFERENCES benefits (id),
        kind TEXT NOT NULL CHECK (kind IN
            ('GRANT', 'RESERVE', 'RELEASE', 'PURCHASE', 'INCENTIVE', 'SURVEY', 'REVOKE')),
        from_account TEXT NOT NULL,
        to_account TEXT NOT NULL,
        amount {rupiah} NOT NULL CHECK (amount > 0),
        reference TEXT NOT NULL,
        at {instant} NOT NULL,
        CHECK (from_account <> to_account),
        UNIQUE (benefit_id, kind, reference)
    ) {strict}",
];
