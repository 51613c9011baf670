//! Devices on which somebody has signed in to an account: what a stranger tries doesn't lock them out.

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
        dialect::drop_tables(manager, &["known_devices"]).await
    }
}

const TABLES: &[&str] = &[
    // The secret is the device's, whoever signs in there; its hash alone is kept. The sign-in that was
    // the last there: none where a code opened the account and nobody has signed in since.
    "CREATE TABLE known_devices (
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        secret_hash {bytes} NOT NULL,
        family_id {uuid},
        seen_at {instant} NOT NULL,
        PRIMARY KEY (account_id, secret_hash)
    ) {strict}",
    "CREATE INDEX known_devices_by_age ON known_devices (seen_at)",
    "CREATE INDEX known_devices_by_family ON known_devices (family_id)",
];
