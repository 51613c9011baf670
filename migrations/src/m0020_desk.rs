//! The desk's own: views that staff keep, what they note of a person, and who has a row open.

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
        dialect::drop_tables(manager, &["presence", "remarks", "desk_views"]).await
    }
}

const TABLES: &[&str] = &[
    // states and columns: words with commas between them; no states means all.
    "CREATE TABLE desk_views (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        name TEXT NOT NULL,
        shared {boolean} NOT NULL,
        states TEXT NOT NULL,
        submitted_from {date},
        submitted_until {date},
        columns TEXT NOT NULL,
        sort TEXT NOT NULL,
        saved_at {instant} NOT NULL,
        UNIQUE (institution_id, account_id, name)
    ) {strict}",
    // Calls have an outcome and perhaps a text; notes have a text. Personal: erased with the person.
    "CREATE TABLE remarks (
        id {uuid} PRIMARY KEY,
        application_id {uuid} NOT NULL REFERENCES applications (id),
        at {instant} NOT NULL,
        author_id {uuid} NOT NULL REFERENCES accounts (id),
        outcome TEXT CHECK (outcome IN ('REACHED', 'NO_ANSWER', 'WRONG_NUMBER', 'CALL_BACK')),
        body TEXT,
        CHECK (outcome IS NOT NULL OR body IS NOT NULL)
    ) {strict}",
    "CREATE INDEX remarks_by_application ON remarks (application_id, at)",
    // Who was seen when with which application open.
    "CREATE TABLE presence (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        seen_at {instant} NOT NULL,
        PRIMARY KEY (application_id, account_id)
    ) {strict}",
    "CREATE INDEX presence_by_age ON presence (seen_at)",
];
