//! Which application went on from which: who defers keeps the thread from one session to the next.

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
        dialect::drop_tables(manager, &["deferrals"]).await
    }
}

const TABLES: &[&str] = &[
    // Either end stands in one deferral at most, so that a thread has no forks.
    "CREATE TABLE deferrals (
        application_id {uuid} PRIMARY KEY REFERENCES applications (id),
        deferred_from {uuid} NOT NULL UNIQUE REFERENCES applications (id),
        CHECK (application_id <> deferred_from)
    ) {strict}",
];
