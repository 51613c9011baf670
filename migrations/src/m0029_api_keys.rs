//! What a partner's key may do, until when it is good, and when it was last used.

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
        dialect::run(manager, COLUMNS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            "ALTER TABLE api_keys DROP COLUMN last_used_at",
            "ALTER TABLE api_keys DROP COLUMN expires_at",
            "ALTER TABLE api_keys DROP COLUMN scopes",
        ];
        dialect::run(manager, &columns).await
    }
}

const COLUMNS: &[&str] = &[
    // Words with a blank between them. Keys that were made before could always do everything.
    "ALTER TABLE api_keys ADD COLUMN scopes TEXT NOT NULL DEFAULT 'READ WRITE' \
     CHECK (scopes IN ('READ', 'READ WRITE'))",
    "ALTER TABLE api_keys ADD COLUMN expires_at {instant}",
    "ALTER TABLE api_keys ADD COLUMN last_used_at {instant}",
];
