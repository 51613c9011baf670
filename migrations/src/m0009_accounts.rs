//! What an account knows of itself: which contacts are proved, which devices are signed in, what
//! happened to it, and what the law keeps of one that was deleted.

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
        dialect::run(manager, CHANGES).await?;
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "account_events").await?;
        codes(manager, "'PASSWORD', 'CONTACT'").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        codes(manager, "'PASSWORD'").await?;
        dialect::drop_tables(manager, &["kept_identities", "account_events", "devices"]).await?;
        dialect::run(manager, UNDONE).await
    }
}

/// SQLite can't change a CHECK, so the table is made anew. A code lives for ten minutes: who waits
/// for one just then asks for another.
pub(crate) async fn codes(manager: &SchemaManager<'_>, purposes: &str) -> Result<(), DbErr> {
    let table = CODES.replace("{purposes}", purposes);
    let index = "CREATE INDEX one_time_codes_by_account ON one_time_codes (account_id, purpose, created_at)";
    dialect::run(
        manager,
        &["DROP INDEX one_time_codes_by_account", "DROP TABLE one_time_codes", &table, index],
    )
    .await
}

const CODES: &str = "CREATE TABLE one_time_codes (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        purpose TEXT NOT NULL CHECK (purpose IN ({purposes})),
        code_hash {bytes} NOT NULL,
        created_at {instant} NOT NULL,
        expires_at {instant} NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
        used_at {instant},
        CHECK (used_at IS NULL OR used_at < expires_at)
    ) {strict}";

const CHANGES: &[&str] = &[
    "ALTER TABLE accounts ADD COLUMN email_confirmed_at {instant}",
    "ALTER TABLE accounts ADD COLUMN phone_confirmed_at {instant}",
    // A number that a centre's staff put in, with the person's KTP before them.
    "ALTER TABLE accounts ADD COLUMN phone_vouched_at {instant}",
    "ALTER TABLE accounts ADD COLUMN deleted_at {instant}",
    // Who was here before codes were sent is believed.
    "UPDATE accounts SET email_confirmed_at = created_at WHERE email IS NOT NULL",
    "UPDATE accounts SET phone_confirmed_at = created_at WHERE phone_index IS NOT NULL",
    // Sealed, and forgotten once the message is settled: where it goes when that is no contact of
    // the account any more.
    "ALTER TABLE outbox ADD COLUMN destination {bytes}",
];

const UNDONE: &[&str] = &[
    "ALTER TABLE outbox DROP COLUMN destination",
    "ALTER TABLE accounts DROP COLUMN deleted_at",
    "ALTER TABLE accounts DROP COLUMN phone_vouched_at",
    "ALTER TABLE accounts DROP COLUMN phone_confirmed_at",
    "ALTER TABLE accounts DROP COLUMN email_confirmed_at",
];

const TABLES: &[&str] = &[
    // One row for each sign-in that holds; the id is the family of its refresh tokens. The browser's
    // own header isn't kept, only what a person would call the device.
    "CREATE TABLE devices (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        browser TEXT NOT NULL,
        system TEXT NOT NULL,
        signed_in_at {instant} NOT NULL,
        last_seen_at {instant} NOT NULL
    ) {strict}",
    "CREATE INDEX devices_by_account ON devices (account_id, last_seen_at)",
    "CREATE INDEX devices_by_age ON devices (last_seen_at)",
    "INSERT INTO devices (id, account_id, browser, system, signed_in_at, last_seen_at)
        SELECT family_id, account_id, 'OTHER', 'OTHER', MIN(issued_at), MAX(issued_at)
        FROM refresh_tokens WHERE revoked_at IS NULL GROUP BY family_id, account_id",
    // Ids and codes only, so that it stays when the person's data is erased.
    "CREATE TABLE account_events (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        at {instant} NOT NULL,
        kind TEXT NOT NULL,
        actor_id {uuid} REFERENCES accounts (id),
        institution_id {uuid} REFERENCES institutions (id)
    ) {strict}",
    "CREATE INDEX account_events_by_account ON account_events (account_id, at, id)",
    // Whom public money was given to, for as long as its records must be kept (UU 8/1997, article
    // 11): sealed as before, and no part of a profile any more.
    "CREATE TABLE kept_identities (
        applicant_id {uuid} PRIMARY KEY REFERENCES applicants (id),
        nik_cipher {bytes},
        nik_index {bytes},
        kk_cipher {bytes},
        kk_index {bytes},
        kept_until {instant} NOT NULL
    ) {strict}",
    "CREATE INDEX kept_identities_by_card ON kept_identities (kk_index)",
];
