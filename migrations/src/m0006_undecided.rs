//! Finding the applications that nobody decided before their session began.

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
        // Partial, so that it stays as small as the work that waits.
        let index = "CREATE INDEX applications_undecided ON applications (session_id)
            WHERE state IN ('SUBMITTED', 'SHORTLISTED', 'WAITLISTED')";
        dialect::run(manager, &[index]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &["DROP INDEX applications_undecided"]).await
    }
}
