//! Running a training and finishing it: meetings, attendance, assessment, completion, numbered
//! certificates.

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
        dialect::append_only(manager, "attendance_marks").await?;
        dialect::run_either(manager, SQLITE_CERTIFICATES, POSTGRES_CERTIFICATES).await?;
        dialect::run(manager, CERTIFICATES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["certificate_texts", "certificate_counters", "certificate_issuers"];
        dialect::drop_tables(manager, &tables).await?;
        dialect::run(manager, FORGET).await?;
        dialect::run_either(manager, SQLITE_BACK, POSTGRES_BACK).await?;
        let tables = [
            "completions",
            "unit_results",
            "attendance",
            "attendance_marks",
            "session_meetings",
            "session_rules",
            "program_units",
        ];
        dialect::drop_tables(manager, &tables).await
    }
}

const TABLES: &[&str] = &[
    // The units of competence (SKKNI) that a program leads to.
    "CREATE TABLE program_units (
        program_id {uuid} NOT NULL REFERENCES programs (id),
        code TEXT NOT NULL,
        title TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (program_id, code)
    ) {strict}",
    "CREATE TABLE session_rules (
        session_id {uuid} PRIMARY KEY REFERENCES sessions (id),
        attendance_percent INTEGER NOT NULL CHECK (attendance_percent BETWEEN 1 AND 100)
    ) {strict}",
    "CREATE TABLE session_meetings (
        id {uuid} PRIMARY KEY,
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        day {date} NOT NULL,
        begins_at {instant} NOT NULL,
        ends_at {instant} NOT NULL,
        hours INTEGER NOT NULL CHECK (hours > 0),
        UNIQUE (session_id, begins_at),
        CHECK (begins_at < ends_at)
    ) {strict}",
    // Every mark as it came; the same client id for the same person is the same mark.
    "CREATE TABLE attendance_marks (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        client_id TEXT NOT NULL,
        meeting_id {uuid} NOT NULL REFERENCES session_meetings (id),
        status TEXT NOT NULL CHECK (status IN ('PRESENT', 'LATE', 'EXCUSED', 'ABSENT')),
        minutes INTEGER NOT NULL CHECK (minutes >= 0),
        marked_at {instant} NOT NULL,
        received_at {instant} NOT NULL,
        marked_by {uuid},
        PRIMARY KEY (application_id, client_id)
    ) {strict}",
    "CREATE INDEX attendance_marks_by_meeting ON attendance_marks (meeting_id, application_id)",
    // The mark that holds: the one made last.
    "CREATE TABLE attendance (
        meeting_id {uuid} NOT NULL REFERENCES session_meetings (id),
        application_id {uuid} NOT NULL REFERENCES applications (id),
        client_id TEXT NOT NULL,
        status TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        marked_at {instant} NOT NULL,
        PRIMARY KEY (meeting_id, application_id),
        FOREIGN KEY (application_id, client_id)
            REFERENCES attendance_marks (application_id, client_id)
    ) {strict}",
    "CREATE INDEX attendance_by_application ON attendance (application_id)",
    // With the title of that day: a certificate says what was assessed, whatever the program says
    // later.
    "CREATE TABLE unit_results (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        unit_code TEXT NOT NULL,
        unit_title TEXT NOT NULL,
        result TEXT NOT NULL CHECK (result IN ('KOMPETEN', 'BELUM_KOMPETEN')),
        assessed_at {instant} NOT NULL,
        assessed_by {uuid},
        PRIMARY KEY (application_id, unit_code)
    ) {strict}",
    // What the rule said when somebody finished, and whether staff decided otherwise.
    "CREATE TABLE completions (
        application_id {uuid} PRIMARY KEY REFERENCES applications (id),
        verdict TEXT NOT NULL CHECK (verdict IN ('COMPLETED', 'NOT_COMPLETED', 'OPEN')),
        overridden {boolean} NOT NULL,
        held_minutes INTEGER NOT NULL,
        attended_minutes INTEGER NOT NULL,
        certificate_kind TEXT NOT NULL CHECK (certificate_kind IN ('COMPETENCE', 'ATTENDANCE')),
        decided_at {instant} NOT NULL
    ) {strict}",
];

/// One certificate that holds for an application; those taken back stay.
const SQLITE_CERTIFICATES: &[&str] = &[
    "CREATE TABLE certificates_before AS SELECT * FROM certificates",
    "DROP TABLE certificates",
    "CREATE TABLE certificates (
        id {uuid} PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        application_id {uuid} NOT NULL REFERENCES applications (id),
        issued_on {date} NOT NULL,
        revoked_at {instant}
    ) {strict}",
    "INSERT INTO certificates SELECT * FROM certificates_before",
    "DROP TABLE certificates_before",
];

const POSTGRES_CERTIFICATES: &[&str] =
    &["ALTER TABLE certificates DROP CONSTRAINT certificates_application_id_key"];

const CERTIFICATES: &[&str] = &[
    // Null for certificates from before there were numbers of ours.
    "ALTER TABLE certificates ADD COLUMN institution_id {uuid}",
    "ALTER TABLE certificates ADD COLUMN year INTEGER",
    "ALTER TABLE certificates ADD COLUMN serial INTEGER",
    "ALTER TABLE certificates ADD COLUMN kind TEXT",
    "ALTER TABLE certificates ADD COLUMN issued_by {uuid}",
    "ALTER TABLE certificates ADD COLUMN revoked_by {uuid}",
    "CREATE UNIQUE INDEX certificates_one_valid ON certificates (application_id)
        WHERE revoked_at IS NULL",
    "CREATE UNIQUE INDEX certificates_serial ON certificates (institution_id, year, serial)
        WHERE serial IS NOT NULL",
    // The name as printed, and why it was taken back: personal text, erasable.
    "CREATE TABLE certificate_texts (
        certificate_id {uuid} PRIMARY KEY REFERENCES certificates (id),
        name TEXT NOT NULL,
        revoke_reason TEXT
    ) {strict}",
    // The part of the number that says whose it is; given once.
    "CREATE TABLE certificate_issuers (
        institution_id {uuid} PRIMARY KEY REFERENCES institutions (id),
        code TEXT NOT NULL UNIQUE
    ) {strict}",
    "CREATE TABLE certificate_counters (
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        year INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last > 0),
        PRIMARY KEY (institution_id, year)
    ) {strict}",
];

/// Before, a person had one certificate of a training, whether or not it was taken back.
const FORGET: &[&str] = &[
    "DROP INDEX certificates_serial",
    "DROP INDEX certificates_one_valid",
    "DELETE FROM certificates WHERE revoked_at IS NOT NULL AND EXISTS (SELECT 1 FROM certificates c
        WHERE c.application_id = certificates.application_id AND c.id <> certificates.id
        AND (c.revoked_at IS NULL OR c.issued_on > certificates.issued_on
            OR (c.issued_on = certificates.issued_on AND c.id > certificates.id)))",
    "ALTER TABLE certificates DROP COLUMN revoked_by",
    "ALTER TABLE certificates DROP COLUMN issued_by",
    "ALTER TABLE certificates DROP COLUMN kind",
    "ALTER TABLE certificates DROP COLUMN serial",
    "ALTER TABLE certificates DROP COLUMN year",
    "ALTER TABLE certificates DROP COLUMN institution_id",
];

const SQLITE_BACK: &[&str] = &[
    "CREATE TABLE certificates_before AS SELECT * FROM certificates",
    "DROP TABLE certificates",
    "CREATE TABLE certificates (
        id {uuid} PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        application_id {uuid} NOT NULL UNIQUE REFERENCES applications (id),
        issued_on {date} NOT NULL,
        revoked_at {instant}
    ) {strict}",
    "INSERT INTO certificates SELECT * FROM certificates_before",
    "DROP TABLE certificates_before",
];

const POSTGRES_BACK: &[&str] = &[
    "ALTER TABLE certificates ADD CONSTRAINT certificates_application_id_key UNIQUE (application_id)",
];
