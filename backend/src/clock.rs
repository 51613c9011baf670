//! Time. The database's clock decides deadlines; tests move their own.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use balai_shared::time::Instant;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};

/// Where time comes from. Cheap to clone; clones share the time.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Source>);

#[derive(Debug)]
enum Source {
    /// The database's clock, as this machine's plus what it was last found to differ by (ms), and by
    /// what a demonstration runs before it (ms).
    Database { ahead: AtomicI64, jump: AtomicI64 },
    /// A test's clock: stands still until it is moved.
    Manual { at: AtomicI64 },
}

impl Clock {
    /// The real one.
    #[must_use]
    pub fn database() -> Self {
        Self(Arc::new(Source::Database { ahead: AtomicI64::new(0), jump: AtomicI64::new(0) }))
    }

    /// One that stands at `at` until [`Clock::set`] moves it.
    #[must_use]
    pub fn manual(at: Instant) -> Self {
        Self(Arc::new(Source::Manual { at: AtomicI64::new(at.as_millis()) }))
    }

    /// Moves a manual clock; the real one does not listen.
    pub fn set(&self, to: Instant) {
        match &*self.0 {
            Source::Database { .. } => {}
            Source::Manual { at } => at.store(to.as_millis(), Ordering::SeqCst),
        }
    }

    /// Lets the real clock run so many days before the database's from now on, so that what is to come
    /// in a demonstration has come. For a demonstration's data alone: the caller sees to that.
    pub fn run_ahead(&self, days: u16) {
        let millis = Instant::from_millis(0).plus_days(i64::from(days)).as_millis();
        match &*self.0 {
            Source::Database { ahead, jump } => {
                let before = jump.swap(millis, Ordering::SeqCst);
                ahead.fetch_add(millis - before, Ordering::SeqCst);
            }
            Source::Manual { .. } => {}
        }
    }

    /// The time for showing: as good as the last [`Clock::ask`]. A deadline is decided by `ask`.
    #[must_use]
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Source::Database { ahead, .. } => {
                Instant::from_millis(machine_millis() + ahead.load(Ordering::Relaxed))
            }
            Source::Manual { at } => Instant::from_millis(at.load(Ordering::SeqCst)),
        }
    }

    /// The time for deciding: the database's, now.
    ///
    /// # Errors
    /// The database's own.
    pub async fn ask(&self, connection: &impl ConnectionTrait) -> Result<Instant, DbErr> {
        match &*self.0 {
            Source::Manual { .. } => Ok(self.now()),
            Source::Database { ahead, jump } => {
                let backend = connection.get_database_backend();
                let sql = if backend == DbBackend::Sqlite {
                    "SELECT CAST(unixepoch('subsec') * 1000 AS INTEGER) AS now"
                } else {
                    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) AS now"
                };
                let row = connection
                    .query_one_raw(Statement::from_string(backend, sql))
                    .await?
                    .ok_or_else(|| DbErr::RecordNotFound("the time".to_owned()))?;
                let now = row.try_get::<i64>("", "now")? + jump.load(Ordering::SeqCst);
                ahead.store(now - machine_millis(), Ordering::Relaxed);
                Ok(Instant::from_millis(now))
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
fn machine_millis() -> i64 {
    std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
