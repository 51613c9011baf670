//! What a driver's error means for the transaction it came in, and for the caller.

use sea_orm::{
    DbBackend, DbErr, RuntimeErr,
    sqlx::{
        self,
        error::{DatabaseError, ErrorKind},
    },
};

/// SQLite's primary result codes after which the transaction goes on: only the statement failed
/// (SQLITE_ERROR, TOOBIG, CONSTRAINT, MISMATCH, RANGE; <https://sqlite.org/rescode.html>).
const SQLITE_STATEMENT_ALONE: [u32; 5] = [1, 18, 19, 20, 25];
/// Those that may pass by themselves (BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, FULL, CANTOPEN,
/// PROTOCOL).
const SQLITE_PASSING: [u32; 9] = [5, 6, 7, 8, 9, 10, 13, 14, 15];
/// PostgreSQL's classes of errors that may pass by themselves: connection, transaction rollback,
/// insufficient resources, operator intervention, system error
/// (<https://www.postgresql.org/docs/current/errcodes-appendix.html>).
const POSTGRES_PASSING: [&str; 5] = ["08", "40", "53", "57", "58"];
/// A lock that wasn't to be had in time (`lock_timeout`).
const POSTGRES_LOCK_NOT_AVAILABLE: &str = "55P03";
/// The transaction has been idle for too long (`idle_in_transaction_session_timeout`).
const POSTGRES_IDLE_IN_TRANSACTION: &str = "25P03";

/// Whether the transaction in which this error came is over, or can't be relied on any more: what is
/// written next might stand outside of it, and what was written before may be gone.
pub(super) fn ends_transaction(backend: DbBackend, error: &DbErr) -> bool {
    let Some(cause) = driver_error(error) else { return false };
    let sqlx::Error::Database(cause) = cause else { return is_lost_connection(cause) };
    // PostgreSQL takes nothing more until the end, and answers a COMMIT with a rollback.
    backend != DbBackend::Sqlite
        || sqlite_code(&**cause).is_none_or(|code| !SQLITE_STATEMENT_ALONE.contains(&code))
}

/// Whether somebody else holds SQLite's file (BUSY, LOCKED).
pub(super) fn is_busy(error: &DbErr) -> bool {
    match driver_error(error) {
        Some(sqlx::Error::Database(cause)) => {
            sqlite_code(&**cause).is_some_and(|code| code == 5 || code == 6)
        }
        Some(_) | None => false,
    }
}

/// Whether the same request may succeed later without any change: the database was busy, full, away or
/// stopped, and kept nothing of this one.
pub(crate) fn may_pass(error: &DbErr) -> bool {
    if matches!(error, DbErr::ConnectionAcquire(_)) {
        return true;
    }
    match driver_error(error) {
        Some(sqlx::Error::Database(cause)) => database_may_pass(&**cause),
        Some(cause) => is_lost_connection(cause),
        None => false,
    }
}

fn database_may_pass(cause: &dyn DatabaseError) -> bool {
    if matches!(
        cause.kind(),
        ErrorKind::UniqueViolation
            | ErrorKind::ForeignKeyViolation
            | ErrorKind::NotNullViolation
            | ErrorKind::CheckViolation
    ) {
        return false;
    }
    if cause.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
        return sqlite_code(cause).is_some_and(|code| SQLITE_PASSING.contains(&code));
    }
    cause.code().is_some_and(|code| {
        POSTGRES_PASSING.iter().any(|class| code.starts_with(class))
            || [POSTGRES_LOCK_NOT_AVAILABLE, POSTGRES_IDLE_IN_TRANSACTION].contains(&&*code)
    })
}

/// The lowest eight bits of the extended code that the driver tells.
fn sqlite_code(cause: &dyn DatabaseError) -> Option<u32> {
    Some(cause.code()?.parse::<u32>().ok()? & 0xff)
}

/// Errors that tell of the connection, not of what was asked or answered.
fn is_lost_connection(cause: &sqlx::Error) -> bool {
    matches!(
        cause,
        sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed
            | sqlx::Error::BeginFailed
    )
}

fn driver_error(error: &DbErr) -> Option<&sqlx::Error> {
    let (DbErr::Conn(RuntimeErr::SqlxError(cause))
    | DbErr::Exec(RuntimeErr::SqlxError(cause))
    | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return None;
    };
    Some(cause)
}
