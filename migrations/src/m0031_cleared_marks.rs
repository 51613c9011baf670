//! A mark that was entered by mistake can be cleared: the newest revision says so.

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
        let column = "ALTER TABLE selection_marks ADD COLUMN cleared {boolean} NOT NULL \
                      DEFAULT FALSE CHECK (NOT cleared OR points IS NULL)";
        dialect::run(manager, &[column]).await
    }

    /// What was cleared reads as an absence then: there is no other word for it.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &["ALTER TABLE selection_marks DROP COLUMN cleared"]).await
    }
}
