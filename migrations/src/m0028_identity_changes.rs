//! What was changed of who a person is, by the person or at a centre's counter.

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
        dialect::append_only(manager, "identity_changes").await?;
        dialect::run_either(manager, NEVER_REWRITTEN_SQLITE, NEVER_REWRITTEN_POSTGRES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["identity_change_details", "identity_changes"]).await
    }
}

const TABLES: &[&str] = &[
    // Ids and names of fields only, so that it stays when the person's data is erased. Without an
    // institution and an application: by the person.
    "CREATE TABLE identity_changes (
        id {uuid} PRIMARY KEY,
        applicant_id {uuid} NOT NULL REFERENCES applicants (id),
        at {instant} NOT NULL,
        actor_id {uuid} NOT NULL REFERENCES accounts (id),
        institution_id {uuid} REFERENCES institutions (id),
        application_id {uuid} REFERENCES applications (id),
        fields TEXT NOT NULL CHECK (fields <> ''),
        CHECK ((institution_id IS NULL) = (application_id IS NULL))
    ) {strict}",
    "CREATE INDEX identity_changes_by_applicant ON identity_changes (applicant_id, at, id)",
    "CREATE INDEX identity_changes_by_actor ON identity_changes (actor_id, at, id)",
    // What it was and what it became, of the fields that changed; the NIKs sealed. It goes with the
    // person's data, and is never rewritten.
    "CREATE TABLE identity_change_details (
        change_id {uuid} PRIMARY KEY REFERENCES identity_changes (id),
        old_name TEXT,
        new_name TEXT,
        old_nik {bytes},
        new_nik {bytes},
        old_birth_date {date},
        new_birth_date {date},
        old_sex TEXT,
        new_sex TEXT,
        reason TEXT
    ) {strict}",
];

const NEVER_REWRITTEN_SQLITE: &[&str] =
    &["CREATE TRIGGER identity_change_details_no_update BEFORE UPDATE ON identity_change_details \
     BEGIN SELECT RAISE(ABORT, 'identity_change_details is never rewritten'); END"];

// The function has the name by which `drop_tables` finds it.
const NEVER_REWRITTEN_POSTGRES: &[&str] = &[
    "CREATE FUNCTION identity_change_details_append_only() RETURNS trigger LANGUAGE plpgsql AS \
     $$ BEGIN RAISE EXCEPTION 'identity_change_details is never rewritten'; END $$",
    "CREATE TRIGGER identity_change_details_no_update BEFORE UPDATE ON identity_change_details \
     FOR EACH STATEMENT EXECUTE FUNCTION identity_change_details_append_only()",
];
