//! Which lists were taken along as files: who, which, when, how many rows.

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
        dialect::run(manager, &["DROP INDEX certificates_by_application"]).await?;
        dialect::drop_tables(manager, &["exports"]).await
    }
}

const TABLES: &[&str] = &[
    // Written before the first row leaves; finished_at NULL: it was broken off. By ids and codes
    // alone, so that it outlives people's data.
    "CREATE TABLE exports (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        session_id {uuid} REFERENCES sessions (id),
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER', 'SYSTEM')),
        actor_id {uuid},
        list TEXT NOT NULL CHECK (list IN
            ('APPLICATIONS', 'PARTICIPANTS', 'CERTIFICATES', 'SESSIONS', 'REPORT')),
        format TEXT NOT NULL CHECK (format IN ('CSV', 'XLSX')),
        searched {boolean} NOT NULL,
        begun_at {instant} NOT NULL,
        finished_at {instant},
        row_count {long} CHECK (row_count >= 0),
        CHECK ((actor_kind = 'SYSTEM') = (actor_id IS NULL)),
        CHECK ((finished_at IS NULL) = (row_count IS NULL))
    ) {strict}",
    "CREATE INDEX exports_by_institution ON exports (institution_id, begun_at, id)",
    "CREATE INDEX exports_by_actor ON exports (actor_id, begun_at)",
    // All of an application, those taken back among them.
    "CREATE INDEX certificates_by_application ON certificates (application_id)",
];
