//! Times for tests and interviews, and who comes when; who changed what of a program; rooms and who
//! teaches when.

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
        dialect::append_only(manager, "program_events").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "accepted_clashes",
            "meeting_instructors",
            "meeting_places",
            "rooms",
            "program_events",
            "slot_invitations",
            "slot_bookings",
            "selection_slots",
        ];
        dialect::drop_tables(manager, &tables).await?;
        dialect::run(manager, &["DROP INDEX session_meetings_by_time"]).await
    }
}

const TABLES: &[&str] = &[
    // criterion: its place in the session's plan; -1 for a meeting of no criterion in particular.
    // closes_at: until then one may choose, move or cancel.
    "CREATE TABLE selection_slots (
        id {uuid} PRIMARY KEY,
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        criterion INTEGER NOT NULL CHECK (criterion >= -1),
        starts_at {instant} NOT NULL,
        ends_at {instant} NOT NULL,
        closes_at {instant} NOT NULL,
        place TEXT NOT NULL,
        capacity INTEGER NOT NULL CHECK (capacity > 0),
        booked INTEGER NOT NULL DEFAULT 0,
        opened_by {uuid} NOT NULL,
        opened_at {instant} NOT NULL,
        cancelled_at {instant},
        CHECK (starts_at < ends_at),
        CHECK (closes_at <= starts_at),
        CONSTRAINT selection_slots_seats CHECK (booked >= 0 AND booked <= capacity)
    ) {strict}",
    "CREATE INDEX selection_slots_by_session ON selection_slots (session_id, starts_at)",
    "CREATE INDEX selection_slots_to_come ON selection_slots (starts_at)
        WHERE cancelled_at IS NULL",
    // reminded_at: when the person was told of it a day before.
    "CREATE TABLE slot_bookings (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        criterion INTEGER NOT NULL,
        slot_id {uuid} NOT NULL REFERENCES selection_slots (id),
        booked_at {instant} NOT NULL,
        reminded_at {instant},
        PRIMARY KEY (application_id, criterion)
    ) {strict}",
    "CREATE INDEX slot_bookings_by_slot ON slot_bookings (slot_id)",
    // Who was told that there are times to choose from.
    "CREATE TABLE slot_invitations (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        criterion INTEGER NOT NULL,
        invited_at {instant} NOT NULL,
        PRIMARY KEY (application_id, criterion)
    ) {strict}",
    // fields: the names of those that changed, with commas between them.
    "CREATE TABLE program_events (
        id {uuid} PRIMARY KEY,
        program_id {uuid} NOT NULL REFERENCES programs (id),
        at {instant} NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER', 'SYSTEM')),
        actor_id {uuid},
        fields TEXT NOT NULL
    ) {strict}",
    "CREATE INDEX program_events_by_program ON program_events (program_id, at)",
    "CREATE TABLE rooms (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        name TEXT NOT NULL,
        capacity INTEGER NOT NULL CHECK (capacity > 0),
        closed {boolean} NOT NULL,
        created_at {instant} NOT NULL,
        UNIQUE (institution_id, name)
    ) {strict}",
    "CREATE TABLE meeting_places (
        meeting_id {uuid} PRIMARY KEY REFERENCES session_meetings (id) ON DELETE CASCADE,
        room_id {uuid} NOT NULL REFERENCES rooms (id)
    ) {strict}",
    "CREATE INDEX meeting_places_by_room ON meeting_places (room_id)",
    "CREATE TABLE meeting_instructors (
        meeting_id {uuid} NOT NULL REFERENCES session_meetings (id) ON DELETE CASCADE,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        PRIMARY KEY (meeting_id, account_id)
    ) {strict}",
    "CREATE INDEX meeting_instructors_by_account ON meeting_instructors (account_id)",
    // holds: the room, or who teaches, that both want.
    "CREATE TABLE accepted_clashes (
        meeting_id {uuid} NOT NULL REFERENCES session_meetings (id) ON DELETE CASCADE,
        other_id {uuid} NOT NULL REFERENCES session_meetings (id) ON DELETE CASCADE,
        holds {uuid} NOT NULL,
        accepted_by {uuid} NOT NULL,
        accepted_at {instant} NOT NULL,
        PRIMARY KEY (meeting_id, other_id, holds)
    ) {strict}",
    "CREATE INDEX session_meetings_by_time ON session_meetings (begins_at)",
];
