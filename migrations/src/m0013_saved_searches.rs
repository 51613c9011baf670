//! "Tell me about the next one": saved searches, what is to be announced to them, and messages about
//! sessions.

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
        dialect::run_either(manager, SQLITE_NOTIFICATIONS, POSTGRES_NOTIFICATIONS).await?;
        dialect::run(manager, COLUMNS).await?;
        dialect::run_either(manager, SQLITE_SOON, POSTGRES_SOON).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, FORGET).await?;
        dialect::run_either(manager, SQLITE_BACK, POSTGRES_BACK).await?;
        dialect::run(manager, DROPS).await?;
        dialect::drop_tables(manager, &["announcements", "saved_searches"]).await
    }
}

const TABLES: &[&str] = &[
    // An empty text asks for nothing, so that the same search is kept once; ids as they are shown.
    "CREATE TABLE saved_searches (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        program TEXT NOT NULL,
        institution TEXT NOT NULL,
        vocation TEXT NOT NULL,
        region TEXT NOT NULL,
        mode TEXT NOT NULL,
        funding TEXT NOT NULL,
        words TEXT NOT NULL,
        created_at {instant} NOT NULL,
        told_at {instant},
        UNIQUE (program, institution, vocation, region, mode, funding, words, account_id),
        CHECK (program <> '' OR institution <> '' OR vocation <> '' OR region <> '' OR words <> '')
    ) {strict}",
    "CREATE INDEX saved_searches_by_account ON saved_searches (account_id, created_at, id)",
    // What is to be told of a session, from `next_try_at` on; gone once everybody was told.
    "CREATE TABLE announcements (
        session_id {uuid} NOT NULL REFERENCES sessions (id),
        kind TEXT NOT NULL CHECK (kind IN ('SESSION_ANNOUNCED', 'SESSION_OPENED')),
        at {instant} NOT NULL,
        tries INTEGER NOT NULL DEFAULT 0,
        next_try_at {instant} NOT NULL,
        PRIMARY KEY (session_id, kind)
    ) {strict}",
    "CREATE INDEX announcements_waiting ON announcements (next_try_at)",
];

const COLUMNS: &[&str] = &[
    // A crash between two steps, or two workers at once, tell nobody twice.
    "CREATE UNIQUE INDEX notifications_of_session ON notifications (session_id, kind, account_id) \
     WHERE session_id IS NOT NULL",
    "ALTER TABLE outbox ADD COLUMN session_id {uuid} \
     CHECK (session_id IS NULL OR (application_id IS NULL AND benefit_id IS NULL))",
    "CREATE INDEX outbox_of_sessions ON outbox (account_id, created_at) \
     WHERE session_id IS NOT NULL",
    "ALTER TABLE message_preferences ADD COLUMN new_sessions {boolean} NOT NULL DEFAULT TRUE",
];

/// A message is about an application, a benefit or a session.
const SQLITE_NOTIFICATIONS: &[&str] = &[
    "CREATE TABLE notifications_before AS SELECT * FROM notifications",
    "DROP TABLE notifications",
    "CREATE TABLE notifications (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        application_id {uuid} REFERENCES applications (id),
        benefit_id {uuid} REFERENCES benefits (id),
        session_id {uuid} REFERENCES sessions (id),
        kind TEXT NOT NULL,
        created_at {instant} NOT NULL,
        read_at {instant},
        CHECK ((application_id IS NOT NULL) + (benefit_id IS NOT NULL) + (session_id IS NOT NULL) = 1)
    ) {strict}",
    "INSERT INTO notifications (id, account_id, application_id, benefit_id, kind, created_at, \
     read_at) SELECT id, account_id, application_id, benefit_id, kind, created_at, read_at \
     FROM notifications_before",
    "DROP TABLE notifications_before",
    "CREATE INDEX notifications_by_account ON notifications (account_id, created_at, id)",
];

const POSTGRES_NOTIFICATIONS: &[&str] = &[
    "ALTER TABLE notifications ADD COLUMN session_id {uuid} REFERENCES sessions (id)",
    "ALTER TABLE notifications DROP CONSTRAINT notifications_about",
    "ALTER TABLE notifications ADD CONSTRAINT notifications_about \
     CHECK (num_nonnulls(application_id, benefit_id, session_id) = 1)",
];

/// What is public already and opens later is still told of when it opens.
const SQLITE_SOON: &[&str] = &["INSERT INTO announcements (session_id, kind, at, next_try_at) \
     SELECT id, 'SESSION_OPENED', registration_opens_at, registration_opens_at FROM sessions \
     WHERE lifecycle = 'PUBLISHED' \
     AND registration_opens_at > CAST(strftime('%s', 'now') AS INTEGER) * 1000"];

const POSTGRES_SOON: &[&str] = &["INSERT INTO announcements (session_id, kind, at, next_try_at) \
     SELECT id, 'SESSION_OPENED', registration_opens_at, registration_opens_at FROM sessions \
     WHERE lifecycle = 'PUBLISHED' \
     AND registration_opens_at > EXTRACT(EPOCH FROM now()) * 1000"];

const FORGET: &[&str] = &[
    "DROP INDEX notifications_of_session",
    "DELETE FROM notifications WHERE session_id IS NOT NULL",
    "DELETE FROM outbox WHERE session_id IS NOT NULL",
];

const SQLITE_BACK: &[&str] = &[
    "CREATE TABLE notifications_before AS SELECT * FROM notifications",
    "DROP TABLE notifications",
    "CREATE TABLE notifications (
        id {uuid} PRIMARY KEY,
        account_id {uuid} NOT NULL REFERENCES accounts (id),
        application_id {uuid} REFERENCES applications (id),
        benefit_id {uuid} REFERENCES benefits (id),
        kind TEXT NOT NULL,
        created_at {instant} NOT NULL,
        read_at {instant},
        CHECK ((application_id IS NULL) <> (benefit_id IS NULL))
    ) {strict}",
    "INSERT INTO notifications \
     SELECT id, account_id, application_id, benefit_id, kind, created_at, read_at \
     FROM notifications_before",
    "DROP TABLE notifications_before",
    "CREATE INDEX notifications_by_account ON notifications (account_id, created_at, id)",
];

const POSTGRES_BACK: &[&str] = &[
    "ALTER TABLE notifications DROP CONSTRAINT notifications_about",
    "ALTER TABLE notifications DROP COLUMN session_id",
    "ALTER TABLE notifications ADD CONSTRAINT notifications_about \
     CHECK ((application_id IS NULL) <> (benefit_id IS NULL))",
];

const DROPS: &[&str] = &[
    "ALTER TABLE message_preferences DROP COLUMN new_sessions",
    "DROP INDEX outbox_of_sessions",
    "ALTER TABLE outbox DROP COLUMN session_id",
];
