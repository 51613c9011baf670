//! Where a row stands among all changes, for those who keep a copy and ask for what came since.
//!
//! A position must never come behind one that was handed out. On PostgreSQL it is the number of the
//! transaction, and a reader stops before the oldest that is still open; on SQLite, where one writes at
//! a time, a counter. What hangs on an application or a session without being in its row leaves a touch,
//! which is only ever added: an update of the row from there would wait for those who hold it, and they
//! perhaps for us.

use sea_orm_migration::{
    DbErr, MigrationTrait, SchemaManager, async_trait,
    sea_orm::{DbBackend, DeriveMigrationName},
};

use crate::dialect;

/// See the module.
#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, TABLES).await?;
        dialect::run_either(manager, SQLITE, POSTGRES).await?;
        for touching in TOUCHING {
            let made = touching.made(manager.get_database_backend());
            let made: Vec<&str> = made.iter().map(String::as_str).collect();
            dialect::run(manager, &made).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for touching in TOUCHING.iter().rev() {
            let undone = touching.undone(manager.get_database_backend());
            let undone: Vec<&str> = undone.iter().map(String::as_str).collect();
            dialect::run(manager, &undone).await?;
        }
        dialect::run_either(manager, SQLITE_UNDONE, POSTGRES_UNDONE).await?;
        dialect::run(manager, UNDONE).await
    }
}

const TABLES: &[&str] = &[
    // On SQLite the last position given. On PostgreSQL what is added to a transaction's number: it grows
    // when the database moves to a server whose numbers are smaller.
    "CREATE TABLE sync_state (
        one INTEGER PRIMARY KEY CHECK (one = 1),
        position {long} NOT NULL
    ) {strict}",
    // Positions mean something within an era alone; ends_at: up to where one that is over is part of the
    // next, NULL for the one that lasts.
    "CREATE TABLE sync_eras (
        era TEXT PRIMARY KEY,
        place TEXT NOT NULL,
        ends_at {long}
    ) {strict}",
    // id: an application's or a session's; WAITING are the applications of a session that wait or take
    // part.
    "CREATE TABLE touches (
        kind TEXT NOT NULL CHECK (kind IN ('APPLICATION', 'WAITING', 'SESSION')),
        id {uuid} NOT NULL,
        change {long} NOT NULL,
        institution_id {uuid} NOT NULL,
        PRIMARY KEY (kind, id, change)
    ) {strict}",
    "CREATE INDEX touches_by_institution ON touches (kind, institution_id, change, id)",
    "CREATE INDEX touches_by_change ON touches (kind, change, id)",
    "ALTER TABLE applications ADD COLUMN change {long} NOT NULL DEFAULT 0",
    "ALTER TABLE sessions ADD COLUMN change {long} NOT NULL DEFAULT 0",
    "CREATE INDEX applications_by_position ON applications (institution_id, change, id)",
    "CREATE INDEX sessions_by_position ON sessions (change, id)",
];

const UNDONE: &[&str] = &[
    "DROP INDEX sessions_by_position",
    "DROP INDEX applications_by_position",
    "ALTER TABLE sessions DROP COLUMN change",
    "ALTER TABLE applications DROP COLUMN change",
    "DROP TABLE touches",
    "DROP TABLE sync_eras",
    "DROP TABLE sync_state",
];

// Rows that are loaded with a position keep it: only an empty database is filled so.
const POSTGRES: &[&str] = &[
    "INSERT INTO sync_state (one, position) VALUES (1, 0)",
    "CREATE FUNCTION sync_position() RETURNS BIGINT LANGUAGE sql VOLATILE SET search_path FROM CURRENT
        AS $$ SELECT position + pg_current_xact_id()::TEXT::BIGINT FROM sync_state $$",
    "CREATE FUNCTION sync_moved() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
        AS $$ BEGIN
            SELECT position + pg_current_xact_id()::TEXT::BIGINT INTO NEW.change FROM sync_state;
            RETURN NEW;
        END $$",
    "CREATE TRIGGER applications_enter BEFORE INSERT ON applications
        FOR EACH ROW WHEN (NEW.change = 0) EXECUTE FUNCTION sync_moved()",
    "CREATE TRIGGER applications_move BEFORE UPDATE ON applications
        FOR EACH ROW EXECUTE FUNCTION sync_moved()",
    "CREATE TRIGGER sessions_enter BEFORE INSERT ON sessions
        FOR EACH ROW WHEN (NEW.change = 0) EXECUTE FUNCTION sync_moved()",
    "CREATE TRIGGER sessions_move BEFORE UPDATE ON sessions
        FOR EACH ROW EXECUTE FUNCTION sync_moved()",
    // Who joins at the end moves nobody. The session's row is held by whoever changes its list, so that
    // what is read of it here stays true.
    "CREATE FUNCTION sync_list_moved() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT
        AS $$ BEGIN
            IF OLD.waitlist_order IS NOT NULL OR EXISTS (SELECT 1 FROM applications
                    WHERE session_id = NEW.session_id AND state = 'WAITLISTED'
                    AND waitlist_order > NEW.waitlist_order) THEN
                INSERT INTO touches (kind, id, change, institution_id)
                    VALUES ('WAITING', NEW.session_id, sync_position(), NEW.institution_id)
                    ON CONFLICT DO NOTHING;
            END IF;
            RETURN NULL;
        END $$",
    "CREATE TRIGGER applications_list_moved AFTER UPDATE ON applications FOR EACH ROW
        WHEN (OLD.waitlist_order IS DISTINCT FROM NEW.waitlist_order)
        EXECUTE FUNCTION sync_list_moved()",
];

const POSTGRES_UNDONE: &[&str] = &[
    "DROP TRIGGER applications_list_moved ON applications",
    "DROP FUNCTION sync_list_moved()",
    "DROP TRIGGER sessions_move ON sessions",
    "DROP TRIGGER sessions_enter ON sessions",
    "DROP TRIGGER applications_move ON applications",
    "DROP TRIGGER applications_enter ON applications",
    "DROP FUNCTION sync_moved()",
    "DROP FUNCTION sync_position()",
];

const SQLITE: &[&str] = &[
    "INSERT INTO sync_state (one, position) VALUES (1, 1)",
    "CREATE TRIGGER applications_enter AFTER INSERT ON applications WHEN NEW.change = 0 BEGIN
        UPDATE sync_state SET position = position + 1;
        UPDATE applications SET change = (SELECT position FROM sync_state) WHERE id = NEW.id;
    END",
    "CREATE TRIGGER applications_move AFTER UPDATE ON applications WHEN NEW.change = OLD.change BEGIN
        UPDATE sync_state SET position = position + 1;
        UPDATE applications SET change = (SELECT position FROM sync_state) WHERE id = NEW.id;
    END",
    "CREATE TRIGGER sessions_enter AFTER INSERT ON sessions WHEN NEW.change = 0 BEGIN
        UPDATE sync_state SET position = position + 1;
        UPDATE sessions SET change = (SELECT position FROM sync_state) WHERE id = NEW.id;
    END",
    "CREATE TRIGGER sessions_move AFTER UPDATE ON sessions WHEN NEW.change = OLD.change BEGIN
        UPDATE sync_state SET position = position + 1;
        UPDATE sessions SET change = (SELECT position FROM sync_state) WHERE id = NEW.id;
    END",
    "CREATE TRIGGER applications_list_moved AFTER UPDATE ON applications
        WHEN OLD.waitlist_order IS DISTINCT FROM NEW.waitlist_order
        AND (OLD.waitlist_order IS NOT NULL OR EXISTS (SELECT 1 FROM applications
            WHERE session_id = NEW.session_id AND state = 'WAITLISTED'
            AND waitlist_order > NEW.waitlist_order)) BEGIN
        UPDATE sync_state SET position = position + 1;
        INSERT INTO touches (kind, id, change, institution_id)
            SELECT 'WAITING', NEW.session_id, position, NEW.institution_id FROM sync_state;
    END",
];

const SQLITE_UNDONE: &[&str] = &[
    "DROP TRIGGER applications_list_moved",
    "DROP TRIGGER sessions_move",
    "DROP TRIGGER sessions_enter",
    "DROP TRIGGER applications_move",
    "DROP TRIGGER applications_enter",
];

/// A table whose rows show in an application or a session that they hang on.
pub(crate) struct Touching {
    table: &'static str,
    /// The statements that change what is seen.
    events: &'static [&'static str],
    /// Of updates: only where this holds.
    only: Option<&'static str>,
    /// `APPLICATION`, `WAITING` or `SESSION`.
    kind: &'static str,
    /// Which, by `institution_id` and `id`; `{row}` is the row that is written.
    which: &'static str,
    /// On PostgreSQL, where `which` finds rows that refer to another: that one, held so that none is
    /// being added by somebody whose transaction isn't over.
    held: Option<&'static str>,
}

const ALL: &[&str] = &["INSERT", "UPDATE", "DELETE"];

const OF_APPLICATION: &str =
    "SELECT a.institution_id, a.id FROM applications a WHERE a.id = {row}.application_id";
const OF_SESSION: &str =
    "SELECT s.institution_id, s.id FROM sessions s WHERE s.id = {row}.session_id";

/// A table whose rows show in the application that they name by `application_id`.
pub(crate) const fn by_application(table: &'static str) -> Touching {
    let (kind, which) = ("APPLICATION", OF_APPLICATION);
    Touching { table, events: ALL, only: None, kind, which, held: None }
}

const fn by_session(table: &'static str, kind: &'static str) -> Touching {
    Touching { table, events: ALL, only: None, kind, which: OF_SESSION, held: None }
}

const TOUCHING: &[Touching] = &[
    by_application("attendance"),
    by_application("unit_results"),
    by_application("completions"),
    by_application("certificates"),
    by_application("selection_marks"),
    by_application("slot_bookings"),
    by_application("remarks"),
    // When a result takes effect; all at once would be thousands in the transaction that concludes.
    Touching { events: &["UPDATE"], ..by_application("selection_results") },
    by_session("session_meetings", "WAITING"),
    by_session("session_rules", "WAITING"),
    Touching {
        which: "SELECT s.institution_id, s.id FROM sessions s WHERE s.program_id = {row}.program_id",
        ..by_session("program_units", "WAITING")
    },
    by_session("selection_criteria", "SESSION"),
    by_session("selection_quotas", "SESSION"),
    by_session("lotteries", "SESSION"),
    by_session("selections", "SESSION"),
    by_session("selection_slots", "SESSION"),
    Touching {
        events: &["UPDATE"],
        only: Some(
            "OLD.name IS DISTINCT FROM NEW.name OR OLD.phone_cipher IS DISTINCT FROM NEW.phone_cipher",
        ),
        which: "SELECT a.institution_id, a.id FROM applicants p
            JOIN applications a ON a.applicant_id = p.id WHERE p.account_id = {row}.id",
        held: Some("applicants WHERE account_id = {row}.id"),
        ..by_application("accounts")
    },
    Touching {
        events: &["UPDATE"],
        which: "SELECT a.institution_id, a.id FROM applications a WHERE a.applicant_id = {row}.id",
        held: Some("applicants WHERE id = {row}.id"),
        ..by_application("applicants")
    },
    Touching {
        which: "SELECT a.institution_id, a.id FROM applications a
            WHERE a.applicant_id = {row}.applicant_id",
        held: Some("applicants WHERE id = {row}.applicant_id"),
        ..by_application("documents")
    },
    Touching {
        events: &["UPDATE"],
        which: "SELECT s.institution_id, s.id FROM sessions s WHERE s.program_id = {row}.id",
        held: Some("programs WHERE id = {row}.id"),
        ..by_session("programs", "SESSION")
    },
    Touching {
        events: &["UPDATE"],
        which: "SELECT s.institution_id, s.id FROM sessions s WHERE s.institution_id = {row}.id",
        held: Some("institutions WHERE id = {row}.id"),
        ..by_session("institutions", "SESSION")
    },
];

impl Touching {
    /// The statements that have its changes leave touches.
    pub(crate) fn made(&self, backend: DbBackend) -> Vec<String> {
        if backend == DbBackend::Sqlite {
            self.events.iter().map(|event| self.on_sqlite(event)).collect()
        } else {
            self.on_postgres()
        }
    }

    fn on_sqlite(&self, event: &str) -> String {
        let Self { table, kind, .. } = self;
        let row = if event == "DELETE" { "OLD" } else { "NEW" };
        let when = self.only.map_or(String::new(), |only| format!("WHEN {only}"));
        let which = self.which.replace("{row}", row);
        format!(
            "CREATE TRIGGER {table}_touch_{lower} AFTER {event} ON {table} {when} BEGIN
                UPDATE sync_state SET position = position + 1;
                INSERT INTO touches (kind, id, change, institution_id)
                    SELECT '{kind}', w.id, (SELECT position FROM sync_state), w.institution_id
                    FROM ({which}) w;
            END",
            lower = event.to_lowercase()
        )
    }

    /// Before the row is written, so that who holds is the first to hold: two who add a row each would
    /// otherwise both share the one they refer to, and wait for each other.
    fn on_postgres(&self) -> Vec<String> {
        let Self { table, kind, .. } = self;
        let which = self.which.replace("{row}", "written");
        let hold = self.held.map_or(String::new(), |held| {
            format!("PERFORM 1 FROM {} FOR UPDATE;", held.replace("{row}", "written"))
        });
        let function = format!(
            "CREATE FUNCTION {table}_touch() RETURNS trigger LANGUAGE plpgsql
            SET search_path FROM CURRENT AS $$
            DECLARE written RECORD;
            BEGIN
                IF TG_OP = 'DELETE' THEN written := OLD; ELSE written := NEW; END IF;
                {hold}
                INSERT INTO touches (kind, id, change, institution_id)
                    SELECT '{kind}', w.id, sync_position(), w.institution_id FROM ({which}) w
                    ON CONFLICT DO NOTHING;
                RETURN written;
            END $$"
        );
        let when = self.only.map_or(String::new(), |only| format!("WHEN ({only})"));
        let trigger = format!(
            "CREATE TRIGGER {table}_touch BEFORE {events} ON {table} FOR EACH ROW {when}
            EXECUTE FUNCTION {table}_touch()",
            events = self.events.join(" OR ")
        );
        vec![function, trigger]
    }

    /// The statements that undo it.
    pub(crate) fn undone(&self, backend: DbBackend) -> Vec<String> {
        let Self { table, .. } = self;
        if backend == DbBackend::Sqlite {
            let lower = self.events.iter().map(|event| event.to_lowercase());
            lower.map(|event| format!("DROP TRIGGER {table}_touch_{event}")).collect()
        } else {
            vec![
                format!("DROP TRIGGER {table}_touch ON {table}"),
                format!("DROP FUNCTION {table}_touch()"),
            ]
        }
    }
}
