//! Two accounts of one person that were joined at a centre's counter, and what finds such two.

use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait, sea_orm::DeriveMigrationName,
};

use crate::{dialect, m0009_accounts};

/// See the module.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        m0009_accounts::codes(manager, "'PASSWORD', 'CONTACT', 'JOIN'").await?;
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "joined_accounts").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UNDONE).await?;
        dialect::drop_tables(manager, &["joined_accounts"]).await?;
        m0009_accounts::codes(manager, "'PASSWORD', 'CONTACT'").await
    }
}

const TABLES: &[&str] = &[
    // Where an account went: an account goes to one other, once, and never to itself. By ids alone, so
    // that it outlives people's data.
    "CREATE TABLE joined_accounts (
        closed_id {uuid} PRIMARY KEY REFERENCES accounts (id),
        kept_id {uuid} NOT NULL REFERENCES accounts (id),
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        staff_id {uuid} NOT NULL REFERENCES accounts (id),
        joined_at {instant} NOT NULL,
        CHECK (closed_id <> kept_id),
        CHECK (staff_id <> kept_id AND staff_id <> closed_id)
    ) {strict}",
    "CREATE INDEX joined_accounts_by_kept ON joined_accounts (kept_id)",
    "CREATE INDEX applicants_by_birth_date ON applicants (birth_date)",
    "CREATE INDEX accounts_by_name ON accounts (lower(name))",
];

const UNDONE: &[&str] = &["DROP INDEX accounts_by_name", "DROP INDEX applicants_by_birth_date"];
