//! Who works at an institution: invitations, two people behind each new admin, and what staff did that
//! no other history tells.

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
        dialect::append_only(manager, "staff_actions").await?;
        dialect::append_only(manager, "assisted_applications").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, UNDONE).await?;
        dialect::drop_tables(
            manager,
            &["assisted_applications", "group_messages", "staff_actions", "staff_invitations"],
        )
        .await
    }
}

const TABLES: &[&str] = &[
    // A role is held once.
    "DELETE FROM role_grants WHERE institution_id IS NOT NULL AND EXISTS (SELECT 1 FROM role_grants g
        WHERE g.account_id = role_grants.account_id AND g.role = role_grants.role
        AND g.institution_id = role_grants.institution_id AND g.id < role_grants.id)",
    "CREATE UNIQUE INDEX role_grants_once ON role_grants (institution_id, role, account_id)
        WHERE institution_id IS NOT NULL",
    // The contact is sealed, and forgotten once the invitation is settled. The code is kept as a keyed
    // hash; an invitation to be admin has none before somebody else has approved it. Nobody gives a
    // role to oneself, and nobody approves what one has asked for.
    "CREATE TABLE staff_invitations (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        role TEXT NOT NULL CHECK (role IN ('ADMIN', 'REVIEWER', 'INSTRUCTOR', 'COUNSELLOR')),
        contact_cipher {bytes},
        contact_index {bytes},
        code_hash {bytes} UNIQUE,
        language TEXT NOT NULL CHECK (language IN ('id', 'en')),
        asked_by {uuid} NOT NULL REFERENCES accounts (id),
        asked_at {instant} NOT NULL,
        approved_by {uuid} REFERENCES accounts (id),
        approved_by_operator {boolean} NOT NULL,
        approved_at {instant},
        expires_at {instant} NOT NULL,
        accepted_by {uuid} REFERENCES accounts (id),
        accepted_at {instant},
        revoked_by {uuid} REFERENCES accounts (id),
        revoked_at {instant},
        CHECK ((contact_cipher IS NULL) = (contact_index IS NULL)),
        CHECK (asked_at < expires_at),
        CONSTRAINT invitations_two_people CHECK (approved_by IS NULL OR approved_by <> asked_by),
        CHECK (role = 'ADMIN' OR approved_at IS NULL),
        CONSTRAINT invitations_approved
            CHECK (role <> 'ADMIN' OR accepted_at IS NULL OR approved_at IS NOT NULL),
        CHECK (approved_at IS NOT NULL OR approved_by IS NULL),
        CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
        CONSTRAINT invitations_not_oneself CHECK (accepted_by IS NULL OR
            (accepted_by <> asked_by AND (approved_by IS NULL OR accepted_by <> approved_by))),
        CHECK (accepted_at IS NULL OR revoked_at IS NULL),
        CHECK (revoked_at IS NOT NULL OR revoked_by IS NULL)
    ) {strict}",
    "CREATE INDEX staff_invitations_open ON staff_invitations (institution_id, asked_at)
        WHERE accepted_at IS NULL AND revoked_at IS NULL",
    "CREATE UNIQUE INDEX staff_invitations_once
        ON staff_invitations (institution_id, role, contact_index) WHERE contact_index IS NOT NULL",
    "CREATE INDEX staff_invitations_by_contact ON staff_invitations (contact_index)
        WHERE contact_index IS NOT NULL",
    // Ids and codes only, so that it stays when a person's data is erased. Without an actor: the
    // operator, by a command.
    "CREATE TABLE staff_actions (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        actor_id {uuid} REFERENCES accounts (id),
        at {instant} NOT NULL,
        kind TEXT NOT NULL,
        role TEXT,
        account_id {uuid} REFERENCES accounts (id),
        session_id {uuid} REFERENCES sessions (id),
        application_id {uuid} REFERENCES applications (id),
        people INTEGER CHECK (people >= 0)
    ) {strict}",
    "CREATE INDEX staff_actions_by_institution ON staff_actions (institution_id, at, id)",
    "CREATE INDEX staff_actions_by_actor ON staff_actions (actor_id, at, id)",
    // What a centre wrote to a group: known by its moment, which is that of each person's message. The
    // words may be about a person, so they are no part of a history that can't be erased.
    "CREATE TABLE group_messages (
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        at {instant} NOT NULL,
        sent_by {uuid} NOT NULL REFERENCES accounts (id),
        subject TEXT NOT NULL,
        text TEXT NOT NULL,
        states TEXT NOT NULL,
        people INTEGER NOT NULL CHECK (people > 0),
        PRIMARY KEY (session_id, at)
    ) {strict}",
    // Who agreed to what, when staff applied for somebody at the counter.
    "CREATE TABLE assisted_applications (
        application_id {uuid} PRIMARY KEY REFERENCES applications (id),
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        staff_id {uuid} NOT NULL REFERENCES accounts (id),
        consent_version INTEGER NOT NULL CHECK (consent_version > 0),
        channel TEXT NOT NULL CHECK (channel IN ('COUNTER')),
        consented_at {instant} NOT NULL,
        new_account {boolean} NOT NULL
    ) {strict}",
    // What one member of staff did, the latest first, without a look at what all others did.
    "CREATE INDEX application_events_by_staff ON application_events (actor_id, at, id)
        WHERE actor_kind = 'STAFF'",
    "CREATE INDEX session_events_by_staff ON session_events (actor_id, at, id)
        WHERE actor_kind = 'STAFF'",
    "CREATE INDEX document_reads_by_staff ON document_reads (actor_id, at, id)
        WHERE actor_kind = 'STAFF'",
    "CREATE INDEX attendance_marks_by_staff ON attendance_marks (marked_by, received_at)",
    "CREATE INDEX unit_results_by_staff ON unit_results (assessed_by, assessed_at)",
    "CREATE INDEX selection_marks_by_staff ON selection_marks (entered_by, entered_at)",
    "CREATE INDEX account_events_by_actor ON account_events (actor_id, at, id)
        WHERE actor_id IS NOT NULL",
];

const UNDONE: &[&str] = &[
    "DELETE FROM outbox WHERE kind IN ('CENTRE_MESSAGE', 'STAFF_INVITATION')",
    "DELETE FROM notifications WHERE kind = 'CENTRE_MESSAGE'",
    "DROP INDEX account_events_by_actor",
    "DROP INDEX selection_marks_by_staff",
    "DROP INDEX unit_results_by_staff",
    "DROP INDEX attendance_marks_by_staff",
    "DROP INDEX document_reads_by_staff",
    "DROP INDEX session_events_by_staff",
    "DROP INDEX application_events_by_staff",
    "DROP INDEX role_grants_once",
];
