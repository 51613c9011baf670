//! What a centre says of an application's documents: that it asks for one, can't read one, or takes it.

use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait, sea_orm::DeriveMigrationName,
};

use crate::{
    dialect,
    m0024_positions::{Touching, by_application},
};

/// See the module.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

const TOUCHING: Touching = by_application("document_checks");

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        let made = TOUCHING.made(manager.get_database_backend());
        let made: Vec<&str> = made.iter().map(String::as_str).collect();
        dialect::run(manager, &made).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let undone = TOUCHING.undone(manager.get_database_backend());
        let undone: Vec<&str> = undone.iter().map(String::as_str).collect();
        dialect::run(manager, &undone).await?;
        dialect::drop_tables(manager, &["document_checks"]).await?;
        let told = [
            "DELETE FROM notifications WHERE kind = 'DOCUMENTS_WANTED'",
            "DELETE FROM outbox WHERE kind = 'DOCUMENTS_WANTED'",
        ];
        dialect::run(manager, &told).await
    }
}

const TABLES: &[&str] = &[
    // The centre's last word on each kind. document_id: of which document; of a request, which one was
    // there already. No reference: the word stays when the document is replaced. due_at: the end of the
    // last day. note: to the applicant; goes with the person's data.
    "CREATE TABLE document_checks (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        kind TEXT NOT NULL CHECK (kind IN ('KTP', 'KK', 'DIPLOMA', 'PHOTO')),
        state TEXT NOT NULL CHECK (state IN ('ASKED', 'UNREADABLE', 'ACCEPTED')),
        document_id {uuid},
        due_at {instant},
        note TEXT,
        said_at {instant} NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER')),
        actor_id {uuid} NOT NULL,
        PRIMARY KEY (application_id, kind),
        CHECK (state = 'ASKED' OR document_id IS NOT NULL)
    ) {strict}",
    "CREATE INDEX document_checks_by_actor ON document_checks (actor_id, said_at)",
];
