//! Where institutions stand on the map, as far as their staff entered it.

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
        dialect::run(manager, DROPS).await
    }
}

// Hundred-thousandths of a degree. BIGINT, because distances are reckoned from their squares.
const COLUMNS: &[&str] = &[
    "ALTER TABLE institutions ADD COLUMN latitude {long}
        CHECK (latitude BETWEEN -9000000 AND 9000000)",
    "ALTER TABLE institutions ADD COLUMN longitude {long}
        CHECK (longitude BETWEEN -18000000 AND 18000000
            AND (latitude IS NULL) = (longitude IS NULL))",
];

const DROPS: &[&str] = &[
    "ALTER TABLE institutions DROP COLUMN longitude",
    "ALTER TABLE institutions DROP COLUMN latitude",
];
