//! Money to people: checks of their accounts, payments on their way, ratings, surveys, and messages
//! about benefits.

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
        dialect::run(manager, ACCOUNTS).await?;
        dialect::run_either(manager, SQLITE_NOTIFICATIONS, POSTGRES_NOTIFICATIONS).await?;
        dialect::run(manager, &["ALTER TABLE outbox ADD COLUMN benefit_id {uuid}"]).await?;
        dialect::run(manager, BEFORE).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, FORGET).await?;
        dialect::run_either(manager, SQLITE_BACK, POSTGRES_BACK).await?;
        dialect::run(manager, DROPS).await?;
        let tables = ["survey_notes", "survey_answers", "rating_texts", "ratings", "payouts"];
        dialect::drop_tables(manager, &tables).await
    }
}

const TABLES: &[&str] = &[
    // One row a payment. It waits while `next_try_at` is there; `attempt` grows when a payment that
    // was refused is sent to another account, and is part of the name by which the bank knows it.
    "CREATE TABLE payouts (
        id {uuid} PRIMARY KEY,
        benefit_id {uuid} NOT NULL REFERENCES benefits (id),
        kind TEXT NOT NULL CHECK (kind IN ('INCENTIVE', 'SURVEY')),
        reference TEXT NOT NULL,
        amount {rupiah} NOT NULL CHECK (amount > 0),
        state TEXT NOT NULL CHECK (state IN ('SCHEDULED', 'SENT', 'PAID', 'REFUSED')),
        due_by {instant} NOT NULL,
        attempt INTEGER NOT NULL DEFAULT 1 CHECK (attempt > 0),
        tries INTEGER NOT NULL DEFAULT 0,
        next_try_at {instant},
        sent_at {instant},
        paid_at {instant},
        reason TEXT,
        created_at {instant} NOT NULL,
        UNIQUE (benefit_id, kind, reference),
        CHECK ((state IN ('SCHEDULED', 'SENT')) = (next_try_at IS NOT NULL)),
        CHECK ((state = 'PAID') = (paid_at IS NOT NULL)),
        CHECK (state <> 'REFUSED' OR reason IS NOT NULL)
    ) {strict}",
    "CREATE INDEX payouts_waiting ON payouts (next_try_at) WHERE next_try_at IS NOT NULL",
    // What a person says of a training, in figures; the words stand apart, so that they can be erased.
    "CREATE TABLE ratings (
        application_id {uuid} PRIMARY KEY REFERENCES applications (id),
        program_id {uuid} NOT NULL REFERENCES programs (id),
        stars INTEGER NOT NULL CHECK (stars BETWEEN 1 AND 5),
        rated_at {instant} NOT NULL,
        changed_at {instant} NOT NULL
    ) {strict}",
    "CREATE INDEX ratings_by_program ON ratings (program_id)",
    "CREATE TABLE rating_texts (
        application_id {uuid} PRIMARY KEY REFERENCES ratings (application_id),
        review TEXT NOT NULL
    ) {strict}",
    "CREATE TABLE survey_answers (
        benefit_id {uuid} NOT NULL REFERENCES benefits (id),
        number INTEGER NOT NULL CHECK (number > 0),
        employment TEXT NOT NULL,
        uses_skill TEXT NOT NULL,
        income_band TEXT,
        answered_at {instant} NOT NULL,
        PRIMARY KEY (benefit_id, number)
    ) {strict}",
    "CREATE TABLE survey_notes (
        benefit_id {uuid} NOT NULL REFERENCES benefits (id),
        number INTEGER NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (benefit_id, number)
    ) {strict}",
];

/// The account for payments, and how far its check is: it waits while `payout_next_check_at` is
/// there; each registration is a check of its own.
const ACCOUNTS: &[&str] = &[
    "ALTER TABLE benefits ADD COLUMN payout_check_id {uuid}",
    "ALTER TABLE benefits ADD COLUMN payout_registered_at {instant}",
    "ALTER TABLE benefits ADD COLUMN payout_checked_at {instant}",
    "ALTER TABLE benefits ADD COLUMN payout_refusal TEXT",
    "ALTER TABLE benefits ADD COLUMN payout_tries INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE benefits ADD COLUMN payout_next_check_at {instant}",
    "ALTER TABLE benefits ADD COLUMN reminded_at {instant}",
    "CREATE INDEX benefits_to_check ON benefits (payout_next_check_at) \
     WHERE payout_next_check_at IS NOT NULL",
    "CREATE INDEX benefits_by_payout ON benefits (payout_index) WHERE payout_index IS NOT NULL",
    "CREATE INDEX benefits_unspent ON benefits (accepted_at) \
     WHERE first_purchase_at IS NULL AND revoked_at IS NULL",
];

/// A message is about an application or a benefit. SQLite can't take a NOT NULL back.
const SQLITE_NOTIFICATIONS: &[&str] = &[
    "CREATE TABLE notifications_before AS SELECT * FROM notifications",
    "DROP TABLE notifications",
    "CREATE TABLE notifications (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        application_id {uuid} REFERENCES applications (id),
        benefit_id {uuid} REFERENCES benefits (id),
        kind TEXT NOT NULL,
        created_at {instant} NOT NULL,
        read_at {instant},
        CHECK ((application_id IS NULL) <> (benefit_id IS NULL))
    ) {strict}",
    "INSERT INTO notifications (id, account_id, application_id, kind, created_at, read_at) \
     SELECT id, account_id, application_id, kind, created_at, read_at FROM notifications_before",
    "DROP TABLE notifications_before",
    "CREATE INDEX notifications_by_account ON notifications (account_id, created_at, id)",
];

const POSTGRES_NOTIFICATIONS: &[&str] = &[
    "ALTER TABLE notifications ADD COLUMN benefit_id {uuid} REFERENCES benefits (id)",
    "ALTER TABLE notifications ALTER COLUMN application_id DROP NOT NULL",
    "ALTER TABLE notifications ADD CONSTRAINT notifications_about \
     CHECK ((application_id IS NULL) <> (benefit_id IS NULL))",
];

/// What was paid before there were payments to look at, and what was due.
const BEFORE: &[&str] = &[
    "UPDATE benefits SET payout_provider = UPPER(payout_provider)",
    "UPDATE benefits SET payout_registered_at = payout_verified_at, \
     payout_checked_at = payout_verified_at WHERE payout_verified_at IS NOT NULL",
    "INSERT INTO payouts (id, benefit_id, kind, reference, amount, state, due_by, sent_at, paid_at, \
     created_at) SELECT id, benefit_id, kind, reference, amount, 'PAID', at, at, at, at \
     FROM ledger_postings WHERE kind IN ('INCENTIVE', 'SURVEY')",
];

const FORGET: &[&str] = &[
    "DELETE FROM notifications WHERE benefit_id IS NOT NULL",
    "DELETE FROM outbox WHERE benefit_id IS NOT NULL",
];

const SQLITE_BACK: &[&str] = &[
    "CREATE TABLE notifications_before AS SELECT * FROM notifications",
    "DROP TABLE notifications",
    "CREATE TABLE notifications (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        application_id {uuid} NOT NULL REFERENCES applications (id),
        kind TEXT NOT NULL,
        created_at {instant} NOT NULL,
        read_at {instant}
    ) {strict}",
    "INSERT INTO notifications \
     SELECT id, account_id, application_id, kind, created_at, read_at FROM notifications_before",
    "DROP TABLE notifications_before",
    "CREATE INDEX notifications_by_account ON notifications (account_id, created_at, id)",
];

const POSTGRES_BACK: &[&str] = &[
    "ALTER TABLE notifications DROP CONSTRAINT notifications_about",
    "ALTER TABLE notifications DROP COLUMN benefit_id",
    "ALTER TABLE notifications ALTER COLUMN application_id SET NOT NULL",
];

const DROPS: &[&str] = &[
    "ALTER TABLE outbox DROP COLUMN benefit_id",
    "DROP INDEX benefits_unspent",
    "DROP INDEX benefits_by_payout",
    "DROP INDEX benefits_to_check",
    "ALTER TABLE benefits DROP COLUMN reminded_at",
    "ALTER TABLE benefits DROP COLUMN payout_next_check_at",
    "ALTER TABLE benefits DROP COLUMN payout_tries",
    "ALTER TABLE benefits DROP COLUMN payout_refusal",
    "ALTER TABLE benefits DROP COLUMN payout_checked_at",
    "ALTER TABLE benefits DROP COLUMN payout_registered_at",
    "ALTER TABLE benefits DROP COLUMN payout_check_id",
];
