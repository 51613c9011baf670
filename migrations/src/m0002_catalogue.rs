//! What is taught and when, with full-text search.

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
        dialect::run_either(manager, SEARCH_SQLITE, SEARCH_POSTGRES).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop_tables(manager, &["program_search", "sessions", "programs", "vocations"])
            .await
    }
}

const TABLES: &[&str] = &[
    "CREATE TABLE vocations (
        code TEXT PRIMARY KEY,
        name_id TEXT NOT NULL,
        name_en TEXT NOT NULL,
        position INTEGER NOT NULL
    ) {strict}",
    "CREATE TABLE programs (
        id {uuid} PRIMARY KEY,
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        vocation_code TEXT NOT NULL REFERENCES vocations (code),
        title TEXT NOT NULL,
        description TEXT NOT NULL,
        sector TEXT,
        skkni_scheme TEXT,
        kkni_level INTEGER CHECK (kkni_level BETWEEN 1 AND 9),
        hours INTEGER NOT NULL CHECK (hours > 0),
        price {rupiah} NOT NULL CHECK (price >= 0),
        minimum_education TEXT,
        minimum_age INTEGER,
        maximum_age INTEGER,
        created_at {instant} NOT NULL,
        CHECK (minimum_age IS NULL OR maximum_age IS NULL OR minimum_age <= maximum_age)
    ) {strict}",
    "CREATE INDEX programs_by_institution ON programs (institution_id)",
    "CREATE INDEX programs_by_title ON programs (title, id)",
    // starts_at and ends_at repeat starts_on and ends_on as instants in the institution's time zone:
    // the database's clock decides every deadline by them.
    "CREATE TABLE sessions (
        id {uuid} PRIMARY KEY,
        program_id {uuid} NOT NULL REFERENCES programs (id),
        institution_id {uuid} NOT NULL REFERENCES institutions (id),
        mode TEXT NOT NULL CHECK (mode IN ('LURING', 'DARING', 'HIBRID')),
        funding TEXT NOT NULL CHECK (funding IN ('PUBLIC', 'PRAKERJA', 'SELF')),
        selection_method TEXT NOT NULL CHECK (selection_method IN ('FIRST_COME', 'MERIT', 'LOTTERY')),
        lifecycle TEXT NOT NULL CHECK (lifecycle IN ('DRAFT', 'PUBLISHED', 'CANCELLED')),
        capacity INTEGER NOT NULL,
        seats_taken INTEGER NOT NULL DEFAULT 0,
        applicant_count INTEGER NOT NULL DEFAULT 0,
        waitlist_count INTEGER NOT NULL DEFAULT 0,
        waitlist_last INTEGER NOT NULL DEFAULT 0,
        registration_opens_at {instant} NOT NULL,
        registration_closes_at {instant} NOT NULL,
        starts_on {date} NOT NULL,
        ends_on {date} NOT NULL,
        starts_at {instant} NOT NULL,
        ends_at {instant} NOT NULL,
        replacement_until {date} NOT NULL,
        replacement_ends_at {instant} NOT NULL,
        offer_hours INTEGER NOT NULL CHECK (offer_hours > 0),
        selection_closed_at {instant},
        time_zone TEXT NOT NULL,
        address TEXT,
        meeting_link TEXT,
        boarding {boolean} NOT NULL,
        timetable TEXT,
        version INTEGER NOT NULL DEFAULT 1,
        created_at {instant} NOT NULL,
        changed_at {instant} NOT NULL,
        CONSTRAINT sessions_seats CHECK (seats_taken >= 0 AND seats_taken <= capacity),
        CHECK (capacity > 0),
        CHECK (applicant_count >= 0 AND waitlist_count >= 0),
        CHECK (registration_opens_at < registration_closes_at),
        CHECK (registration_closes_at <= starts_at),
        CHECK (starts_on <= ends_on AND starts_at < ends_at)
    ) {strict}",
    "CREATE INDEX sessions_by_start ON sessions (starts_on, id)",
    "CREATE INDEX sessions_by_closing ON sessions (registration_closes_at, id)",
    "CREATE INDEX sessions_by_change ON sessions (changed_at, id)",
    "CREATE INDEX sessions_by_creation ON sessions (created_at, id)",
    "CREATE INDEX sessions_by_program ON sessions (program_id)",
    "CREATE INDEX sessions_by_institution ON sessions (institution_id, starts_on)",
];

const SEARCH_SQLITE: &[&str] = &["CREATE VIRTUAL TABLE program_search USING fts5(
        title, body, program_id UNINDEXED,
        tokenize = \"unicode61 remove_diacritics 2\", prefix = '2 3'
    )"];

const SEARCH_POSTGRES: &[&str] = &[
    "CREATE TABLE program_search (
        program_id UUID PRIMARY KEY REFERENCES programs (id) ON DELETE CASCADE,
        title_words TSVECTOR NOT NULL,
        all_words TSVECTOR NOT NULL
    )",
    "CREATE INDEX program_search_words ON program_search USING gin (all_words)",
];
