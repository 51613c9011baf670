//! How institutions can be reached, as far as their staff entered it.

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

// Not constrained: they are for people to read, and the service checks their shape.
const COLUMNS: &[&str] = &[
    "ALTER TABLE institutions ADD COLUMN phone TEXT",
    "ALTER TABLE institutions ADD COLUMN whatsapp TEXT",
    "ALTER TABLE institutions ADD COLUMN email TEXT",
    "ALTER TABLE institutions ADD COLUMN opening_hours TEXT",
];

const DROPS: &[&str] = &[
    "ALTER TABLE institutions DROP COLUMN opening_hours",
    "ALTER TABLE institutions DROP COLUMN email",
    "ALTER TABLE institutions DROP COLUMN whatsapp",
    "ALTER TABLE institutions DROP COLUMN phone",
];
