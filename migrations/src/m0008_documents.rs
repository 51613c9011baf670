//! Drafts of applications, and the documents that people show with them.

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
        dialect::run(manager, STEPS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["document_reads", "documents"]).await?;
        let back = [
            "DROP INDEX applications_drafts",
            "DROP INDEX applications_one_draft",
            "DELETE FROM application_texts WHERE application_id IN (
                SELECT id FROM applications WHERE state = 'DRAFT')",
            "DELETE FROM applications WHERE state = 'DRAFT'",
            "ALTER TABLE applications DROP COLUMN draft_step",
        ];
        dialect::run(manager, &back).await
    }
}

const STEPS: &[&str] = &[
    // Of a draft: the step of the form that was finished last.
    "ALTER TABLE applications ADD COLUMN draft_step TEXT
        CHECK (draft_step IN ('CONDITIONS', 'DOCUMENTS', 'MOTIVATION'))",
    "CREATE UNIQUE INDEX applications_one_draft ON applications (session_id, applicant_id)
        WHERE state = 'DRAFT'",
    "CREATE INDEX applications_drafts ON applications (changed_at) WHERE state = 'DRAFT'",
    // The bytes lie elsewhere, sealed, under the id's name; a row stands only for bytes that are
    // there. One of a kind for a person.
    "CREATE TABLE documents (
        id {uuid} PRIMARY KEY,
        applicant_id {uuid} NOT NULL REFERENCES applicants (id),
        kind TEXT NOT NULL CHECK (kind IN ('KTP', 'KK', 'DIPLOMA', 'PHOTO')),
        media_type TEXT NOT NULL CHECK (media_type IN (
            'image/jpeg', 'image/png', 'image/webp', 'application/pdf')),
        size INTEGER NOT NULL CHECK (size > 0),
        fingerprint {bytes} NOT NULL,
        created_at {instant} NOT NULL,
        UNIQUE (applicant_id, kind),
        CHECK (kind <> 'PHOTO' OR media_type <> 'application/pdf')
    ) {strict}",
    // Who of a centre opened which document. Stays when the document is replaced.
    "CREATE TABLE document_reads (
        id {uuid} PRIMARY KEY,
        document_id {uuid} NOT NULL,
        applicant_id {uuid} NOT NULL REFERENCES applicants (id),
        kind TEXT NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER')),
        actor_id {uuid} NOT NULL,
        at {instant} NOT NULL
    ) {strict}",
    "CREATE INDEX document_reads_by_applicant ON document_reads (applicant_id, at)",
];
