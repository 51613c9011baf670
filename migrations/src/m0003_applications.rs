//! Applications, their append-only history, and certificates.

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
        dialect::run(manager, TABLES).await?;
        dialect::append_only(manager, "application_events").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(
            manager,
            &[
                "certificates",
                "event_notes",
                "application_events",
                "application_texts",
                "applications",
            ],
        )
        .await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE applications (
        id {uuid} PRIMARY KEY,
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        applicant_id {uuid} NOT NULL REFERENCES applicants (id),
        state TEXT NOT NULL CHECK (state IN (
            'DRAFT', 'SUBMITTED', 'SHORTLISTED', 'OFFERED', 'WAITLISTED', 'CONFIRMED', 'COMPLETED',
            'NOT_COMPLETED', 'REJECTED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'CANCELLED')),
        waitlist_order INTEGER,
        offer_expires_at {instant},
        reason_code TEXT,
        submitted_at {instant},
        version INTEGER NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        changed_at {instant} NOT NULL,
        CHECK ((state = 'OFFERED') = (offer_expires_at IS NOT NULL)),
        CHECK ((state = 'WAITLISTED') = (waitlist_order IS NOT NULL)),
        CHECK (state <> 'REJECTED' OR reason_code IS NOT NULL),
        CHECK ((state = 'DRAFT') = (submitted_at IS NULL))
    ) {strict}",
    // One live application for a person and session (DOMAIN, rule 2).
    "CREATE UNIQUE INDEX applications_one_live ON applications (session_id, applicant_id)
        WHERE state NOT IN ('DRAFT', 'REJECTED', 'DECLINED', 'LAPSED', 'WITHDRAWN', 'CANCELLED')",
    "CREATE UNIQUE INDEX applications_waiting ON applications (session_id, waitlist_order)
        WHERE state = 'WAITLISTED'",
    "CREATE INDEX applications_offered ON applications (offer_expires_at) WHERE state = 'OFFERED'",
    "CREATE INDEX applications_by_session ON applications (session_id, submitted_at, id)",
    "CREATE INDEX applications_by_applicant ON applications (applicant_id, submitted_at, id)",
    "CREATE INDEX applications_by_institution ON applications (institution_id, submitted_at, id)",
    "CREATE INDEX applications_by_change ON applications (institution_id, changed_at, id)",
    "CREATE INDEX applications_by_submission ON applications (submitted_at, id)",
    // Personal text, apart from the history so that it can be erased.
    "CREATE TABLE application_texts (
        application_id {uuid} PRIMARY KEY REFERENCES applications (id),
        motivation TEXT NOT NULL
    ) {strict}",
    // version: the application's after the event. Unique, so that a history has no forks.
    "CREATE TABLE application_events (
        id {uuid} PRIMARY KEY,
        application_id {uuid} NOT NULL REFERENCES applications (id),
        version INTEGER NOT NULL,
        at {instant} NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('APPLICANT', 'STAFF', 'PARTNER', 'SYSTEM')),
        actor_id {uuid},
        action TEXT NOT NULL,
        from_state TEXT,
        to_state TEXT NOT NULL,
        reason_code TEXT,
        UNIQUE (application_id, version),
        CHECK ((actor_kind = 'SYSTEM') = (actor_id IS NULL))
    ) {strict}",
    "CREATE TABLE event_notes (
        event_id {uuid} PRIMARY KEY REFERENCES application_events (id),
        note TEXT NOT NULL
    ) {strict}",
    "CREATE TABLE certificates (
        id {uuid} PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        application_id {uuid} NOT NULL UNIQUE REFERENCES applications (id),
        issued_on {date} NOT NULL,
        revoked_at {instant}
    ) {strict}",
];
