//! How a session's people are chosen: criteria, marks, kept seats, draws, and what came of it.

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
        dialect::append_only(manager, "selection_marks").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "selection_results",
            "selections",
            "lotteries",
            "selection_marks",
            "selection_quotas",
            "selection_criteria",
        ];
        dialect::drop_tables(manager, &tables).await?;
        dialect::run(manager, &["ALTER TABLE applicants DROP COLUMN disability"]).await
    }
}

const TABLES: &[&str] = &[
    // By the person's own word; NULL: not said.
    "ALTER TABLE applicants ADD COLUMN disability {boolean}",
    // Points are hundredths.
    "CREATE TABLE selection_criteria (
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        position INTEGER NOT NULL CHECK (position >= 0),
        name TEXT NOT NULL,
        weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 100),
        maximum INTEGER NOT NULL CHECK (maximum BETWEEN 1 AND 100000),
        minimum INTEGER CHECK (minimum BETWEEN 0 AND maximum),
        PRIMARY KEY (session_id, position)
    ) {strict}",
    "CREATE TABLE selection_quotas (
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        group_code TEXT NOT NULL CHECK (group_code IN ('WOMEN', 'DISABILITY', 'OWN_REGION')),
        seats INTEGER NOT NULL CHECK (seats > 0),
        PRIMARY KEY (session_id, group_code)
    ) {strict}",
    // The newest revision holds; points NULL: the person didn't come.
    "CREATE TABLE selection_marks (
        application_id {uuid} NOT NULL REFERENCES applications (id),
        position INTEGER NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        points INTEGER CHECK (points BETWEEN 0 AND 100000),
        entered_by {uuid} NOT NULL,
        entered_at {instant} NOT NULL,
        PRIMARY KEY (application_id, position, revision)
    ) {strict}",
    "CREATE TABLE lotteries (
        session_id {uuid} PRIMARY KEY REFERENCES sessions (id),
        commitment TEXT NOT NULL,
        committed_at {instant} NOT NULL,
        seed_cipher {bytes} NOT NULL,
        seed TEXT,
        drawn_at {instant},
        CHECK ((seed IS NULL) = (drawn_at IS NULL))
    ) {strict}",
    // finished_at: every result has taken effect, and the waiting list moves by itself.
    "CREATE TABLE selections (
        session_id {uuid} PRIMARY KEY REFERENCES sessions (id),
        seats INTEGER NOT NULL CHECK (seats >= 0),
        concluded_at {instant} NOT NULL,
        actor_kind TEXT NOT NULL CHECK (actor_kind IN ('STAFF', 'PARTNER', 'SYSTEM')),
        actor_id {uuid},
        finished_at {instant}
    ) {strict}",
    "CREATE INDEX selections_unfinished ON selections (concluded_at) WHERE finished_at IS NULL",
    // place: of all, those without a place behind those with one, so that every row has its own.
    "CREATE TABLE selection_results (
        session_id {uuid} NOT NULL REFERENCES selections (session_id),
        place INTEGER NOT NULL CHECK (place > 0),
        application_id {uuid} NOT NULL UNIQUE REFERENCES applications (id),
        merit_place INTEGER,
        total INTEGER,
        tie TEXT CHECK (tie IN ('CRITERION', 'SUBMISSION')),
        criterion INTEGER,
        outcome TEXT NOT NULL
            CHECK (outcome IN ('BY_PLACE', 'RESERVED', 'WAITS', 'BELOW_MINIMUM', 'ABSENT')),
        applied_at {instant},
        PRIMARY KEY (session_id, place)
    ) {strict}",
    "CREATE INDEX selection_results_due ON selection_results (session_id, place)
        WHERE applied_at IS NULL",
];
