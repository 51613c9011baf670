//! Opening the database.

use std::{
    path::{Path, PathBuf},
    str::FromStr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DbErr,
    sqlx::{Connection, Executor, sqlite::LockedSqliteHandle},
};

/// The most connections that read at once, and on PostgreSQL the most in all.
const POOL: u32 = 16;

/// After how long an idle connection is asked for a word before it is used: shorter than a restart takes.
const IDLE: Duration = Duration::from_millis(500);

/// Where the database is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Url {
    /// A file of SQLite's.
    Sqlite(PathBuf),
    /// A PostgreSQL server (or what speaks its protocol).
    Postgres(String),
}

/// The open connections.
#[derive(Debug)]
pub struct Connections {
    pub(super) read: DatabaseConnection,
    pub(super) write: DatabaseConnection,
    pub(super) suspicion: Suspicion,
    pub(super) recovery: Recovery,
    pub(super) statements: Arc<AtomicU64>,
}

/// Says of SQLite's writing connection that it is to be closed once it isn't used any more, and another
/// opened in its place.
#[derive(Debug, Clone, Default)]
pub(super) struct Suspicion(Arc<AtomicBool>);

impl Suspicion {
    pub(super) fn raise(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn settle(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}

/// When PostgreSQL came back last: connections from before then are broken.
#[derive(Debug, Clone, Default)]
pub(super) struct Recovery(Arc<Mutex<Option<Instant>>>);

impl Recovery {
    pub(super) fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
    }

    /// Whether a connection of this age is from before then.
    fn is_outlived_by(&self, age: Duration) -> bool {
        let at = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        at.is_some_and(|at| age >= at.elapsed())
    }
}

impl Connections {
    /// The connection that writes: what migrations run on.
    #[must_use]
    pub const fn writer(&self) -> &DatabaseConnection {
        &self.write
    }

    /// Closes them.
    ///
    /// # Errors
    /// The database's own.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

/// Whether a missing SQLite file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Make it.
    Create,
    /// Say so.
    Refuse,
}

/// How long the database works at one statement, waits for a lock, and keeps a transaction open in which
/// nothing is asked. SQLite's locks are waited for five seconds; see [`Effort`] for its statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Patience {
    /// A request's: `SET` for each connection, because pgbouncer refuses what it doesn't know in a
    /// connection's first word.
    Request,
    /// A command's: as long as it takes.
    Command,
}

impl Patience {
    const fn settings(self) -> Option<&'static str> {
        match self {
            Self::Request => Some(
                "SET statement_timeout = '30s'; SET lock_timeout = '10s'; \
                 SET idle_in_transaction_session_timeout = '60s'",
            ),
            Self::Command => None,
        }
    }

    /// How long SQLite works for who has a connection.
    const fn effort(self) -> Option<Duration> {
        match self {
            Self::Request => Some(Duration::from_secs(30)),
            Self::Command => None,
        }
    }
}

/// How long SQLite has been working for who has the connection. It stops the statement that exceeds the
/// limit (SQLITE_INTERRUPT). Waiting for somebody who reads the rows slowly is no work: an export may last
/// ten minutes.
struct Effort {
    limit: Duration,
    spent: Duration,
    asked: Instant,
}

impl Effort {
    /// After how many of its virtual machine's instructions SQLite asks: about a millisecond.
    const INSTRUCTIONS: i32 = 50_000;
    /// A longer pause is not all work.
    const PAUSE: Duration = Duration::from_millis(250);

    /// Counts anew on this connection.
    fn limit(handle: &mut LockedSqliteHandle<'_>, limit: Option<Duration>) {
        let Some(limit) = limit else { return };
        let mut effort = Self { limit, spent: Duration::ZERO, asked: Instant::now() };
        handle.set_progress_handler(Self::INSTRUCTIONS, move || effort.may_go_on());
    }

    fn may_go_on(&mut self) -> bool {
        self.spent += self.asked.elapsed().min(Self::PAUSE);
        self.asked = Instant::now();
        self.spent < self.limit
    }
}

/// A text that names no database we know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' names no database: use sqlite://FILE or postgres://USER@HOST/NAME")]
pub struct BadUrl(String);

impl FromStr for Url {
    type Err = BadUrl;

    fn from_str(text: &str) -> Result<Self, BadUrl> {
        if let Some(path) = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:"))
        {
            if path.is_empty() {
                return Err(BadUrl(text.to_owned()));
            }
            return Ok(Self::Sqlite(path.into()));
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        Err(BadUrl(text.to_owned()))
    }
}

impl std::fmt::Display for Url {
    /// Without the password that a PostgreSQL address may hold.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(formatter, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let host = url.rsplit_once('@').map_or(url.as_str(), |(_, host)| host);
                write!(formatter, "postgres://{}", host.trim_start_matches("postgres://"))
            }
        }
    }
}

/// Opens the database. Every statement is counted; none is logged, for their values are personal.
///
/// # Errors
/// The database's own: no such file, no permission, no server.
pub async fn open(url: &Url, missing: Missing, patience: Patience) -> Result<Connections, DbErr> {
    let statements = Arc::new(AtomicU64::new(0));
    let (suspicion, recovery) = (Suspicion::default(), Recovery::default());
    let (mut read, mut write) = match url {
        Url::Sqlite(path) => {
            // The writer opens first: it makes the file and turns the WAL on.
            let effort = patience.effort();
            let write = sqlite(path, missing, (1, suspicion.clone()), effort).await?;
            let readers = (POOL, Suspicion::default());
            (sqlite(path, Missing::Refuse, readers, effort).await?, write)
        }
        Url::Postgres(url) => {
            let mut options = options(url, POOL);
            // A server that was started again has forgotten them all.
            options.test_before_acquire_if_idle_for(IDLE);
            let restarts = recovery.clone();
            options.map_sqlx_postgres_before_acquire(move |_, connection| {
                let good = !restarts.is_outlived_by(connection.age);
                Box::pin(async move { Ok(good) })
            });
            options.map_sqlx_postgres_pool_opts(move |pool| {
                pool.after_connect(move |connection, _| {
                    Box::pin(async move {
                        if let Some(settings) = patience.settings() {
                            connection.execute(settings).await?;
                        }
                        Ok(())
                    })
                })
                .after_release(|connection, _| {
                    let idle = !connection.is_in_transaction();
                    Box::pin(async move { Ok(idle) })
                })
            });
            let pool = Database::connect(options).await?;
            (pool.clone(), pool)
        }
    };
    for connection in [&mut read, &mut write] {
        let statements = Arc::clone(&statements);
        connection.set_metric_callback(move |_| {
            statements.fetch_add(1, Ordering::Relaxed);
        });
    }
    Ok(Connections { read, write, suspicion, recovery, statements })
}

async fn sqlite(
    path: &Path,
    missing: Missing,
    (most, suspicion): (u32, Suspicion),
    effort: Option<Duration>,
) -> Result<DatabaseConnection, DbErr> {
    let mode = match missing {
        Missing::Create => "rwc",
        Missing::Refuse => "rw",
    };
    let mut options = options(&format!("sqlite://{}?mode={mode}", path.display()), most);
    options.map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("foreign_keys", "ON")
            .busy_timeout(Duration::from_secs(5))
    });
    options.map_sqlx_sqlite_pool_opts(move |pool| {
        let suspicion = suspicion.clone();
        pool.after_connect(move |connection, _| {
            Box::pin(async move {
                Effort::limit(&mut connection.lock_handle().await?, effort);
                Ok(())
            })
        })
        .after_release(move |connection, _| {
            let suspicion = suspicion.clone();
            Box::pin(async move {
                // Waits for a rollback whose turn hasn't come; what it leaves behind is looked at.
                Effort::limit(&mut connection.lock_handle().await?, effort);
                Ok(!suspicion.settle() && !connection.is_in_transaction())
            })
        })
    });
    Database::connect(options).await
}

fn options(url: &str, most: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(most)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_timeout(Duration::from_secs(5))
        .test_before_acquire(false)
        .sqlx_logging(false);
    options
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, Statement, StreamTrait};

    use super::*;

    #[test]
    fn an_address_names_a_file_or_a_server() {
        assert_eq!("sqlite://a/b.db".parse(), Ok(Url::Sqlite("a/b.db".into())));
        assert_eq!("sqlite:///a/b.db".parse(), Ok(Url::Sqlite("/a/b.db".into())));
        assert!(matches!("postgres://x@h/d".parse(), Ok(Url::Postgres(_))));
        for bad in ["", "mysql://h", "sqlite://", "balai.db"] {
            assert!(bad.parse::<Url>().is_err(), "{bad}");
        }
    }

    async fn hurried(folder: &Path) -> DatabaseConnection {
        let path = folder.join("balai.db");
        let limit = Some(Duration::from_millis(300));
        sqlite(&path, Missing::Create, (1, Suspicion::default()), limit).await.unwrap()
    }

    fn counting(rows: u32) -> Statement {
        let sql = format!(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) \
             SELECT COUNT(*) AS c FROM n"
        );
        Statement::from_string(DbBackend::Sqlite, sql)
    }

    #[tokio::test]
    async fn sqlite_stops_a_statement_that_has_no_end_and_the_connection_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let connection = hurried(folder.path()).await;
        for _ in 0..2 {
            let error = connection.query_one_raw(counting(u32::MAX)).await.unwrap_err();
            assert!(error.to_string().contains("interrupted"), "{error}");
            assert!(crate::store::fault::may_pass(&error), "{error}");
            assert!(crate::store::fault::ends_transaction(DbBackend::Sqlite, &error), "{error}");
            assert!(connection.query_one_raw(counting(10)).await.is_ok());
        }
    }

    #[tokio::test]
    async fn the_limit_is_each_holders_own() {
        let folder = tempfile::tempdir().unwrap();
        let connection = hurried(folder.path()).await;
        let started = Instant::now();
        while started.elapsed() < Duration::from_millis(900) {
            connection.query_one_raw(counting(200_000)).await.unwrap();
        }
    }

    #[tokio::test]
    async fn who_reads_slowly_is_not_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let connection = hurried(folder.path()).await;
        let rows = counting(u32::MAX).sql.replace("COUNT(*) AS c", "i");
        let mut rows =
            connection.stream_raw(Statement::from_string(DbBackend::Sqlite, rows)).await.unwrap();
        let started = Instant::now();
        while started.elapsed() < Duration::from_millis(900) {
            futures_util::StreamExt::next(&mut rows).await.unwrap().unwrap();
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    }

    #[test]
    fn a_shown_address_has_no_password() {
        let url: Url = "postgres://ani:rahasia@db/balai".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://db/balai");
    }
}
