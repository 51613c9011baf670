//! What is kept, by noun: reads, and writes that are guarded by the state they expect.
//!
//! Reads go to a pool; writes go through [`Store::write`], one transaction each. On SQLite a single
//! writer puts many such transactions into one `BEGIN IMMEDIATE`, each in a savepoint, so that one
//! full disk sync is shared; on PostgreSQL each has a transaction of its own.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU64, Ordering},
};

use balai_shared::time::Instant;
use sea_orm::{DatabaseConnection, DbBackend, DbErr};

use crate::{
    auth::{secret, vault::Vault},
    clock::Clock,
    error::{Error, Result},
};

pub mod account;
pub mod account_event;
pub mod announcement;
pub mod api_key;
pub mod applicant;
pub mod application;
pub mod application_due;
pub mod application_list;
pub mod assessment;
pub mod assisted;
pub mod attempt;
pub mod attendance;
mod batch;
pub mod benefit;
pub mod bulk;
pub mod certificate;
pub mod certified;
pub mod change;
pub mod connect;
pub mod contact;
pub mod contact_recovery;
mod convert;
pub mod decision_origin;
pub mod deferral;
pub mod desk_view;
pub mod device;
pub mod document;
pub mod document_check;
pub mod draft;
pub(crate) mod entity;
pub mod erasure;
pub mod event;
pub mod export;
pub mod export_rows;
pub mod fact;
pub(crate) mod fault;
pub mod group_message;
pub mod idempotency;
pub mod identity;
pub mod institution;
pub mod invariants;
pub mod invitation;
pub mod join;
pub mod known_device;
pub mod ledger;
mod lock;
pub mod lottery;
pub mod meeting;
pub mod notification;
pub mod one_time_code;
pub mod outbox;
pub mod page;
pub mod participant;
pub mod payout;
pub mod payout_account;
pub mod place;
pub mod preference;
pub mod presence;
pub mod program;
pub mod program_event;
mod pulse;
pub mod queue_order;
pub mod rating;
pub mod refresh_token;
mod rehearse;
pub mod remark;
pub mod report;
pub mod saved_search;
pub mod search;
pub mod selection;
pub mod selection_result;
pub mod session;
pub mod session_facet;
pub mod session_life;
pub mod session_list;
mod session_order;
pub mod slot;
pub mod slot_booking;
pub mod staff;
pub mod staff_action;
pub mod survey;
pub mod sync;
pub mod sync_list;
pub mod timetable;
mod tx;
mod writer;

use change::{Changes, Watch};
use pulse::Pulse;
pub use sea_orm::ConnectionTrait as Connection;
use tx::Means;
pub use tx::Tx;
pub use writer::Work;

/// As many writes of one request share a transaction of SQLite's writer.
const SHARING: usize = 30;
/// As many share one of PostgreSQL's, in which others wait for the same session's seats.
const TOGETHER: usize = 100;

/// The database, its clock, and the key to its secrets.
#[derive(Clone)]
pub struct Store {
    read: DatabaseConnection,
    writer: writer::Writer,
    clock: Clock,
    vault: Vault,
    changes: Changes,
    pulse: Pulse,
    recovery: connect::Recovery,
    statements: Arc<AtomicU64>,
    token: Arc<OnceLock<String>>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Store").field("backend", &self.backend()).finish_non_exhaustive()
    }
}

impl Store {
    /// Over connections that [`connect`] made. `write` is the same pool as `read` on PostgreSQL and
    /// a single connection on SQLite.
    #[must_use]
    pub fn new(connections: connect::Connections, clock: Clock, vault: Vault) -> Self {
        let connect::Connections { read, write, suspicion, recovery, statements } = connections;
        let means = Means {
            clock: clock.clone(),
            vault: vault.clone(),
            #[cfg(feature = "sabotage")]
            sabotaged: false,
        };
        let changes = Changes::new();
        let writer = writer::Writer::start((write, suspicion), means, changes.clone());
        Self {
            read,
            writer,
            clock,
            vault,
            changes,
            pulse: Pulse::steady(),
            recovery,
            statements,
            token: Arc::default(),
        }
    }

    /// The same, asking PostgreSQL all the time whether it is there. Must be called inside a Tokio
    /// runtime.
    #[must_use]
    pub fn watched(self, url: &connect::Url) -> Self {
        let pulse = match url {
            connect::Url::Sqlite(_) => Pulse::steady(),
            connect::Url::Postgres(url) => Pulse::of(url, self.recovery.clone()),
        };
        Self { pulse, ..self }
    }

    /// Whether the database is known to be away.
    #[must_use]
    pub fn is_away(&self) -> bool {
        self.pulse.is_away()
    }

    /// Waits until the database is away.
    pub async fn away(&self) {
        self.pulse.away().await;
    }

    /// For reads outside a transaction.
    #[must_use]
    pub fn read(&self) -> &DatabaseConnection {
        &self.read
    }

    /// The clock that decides deadlines.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The keys to what is sealed.
    #[must_use]
    pub fn vault(&self) -> &Vault {
        &self.vault
    }

    /// Which database this is.
    #[must_use]
    pub fn backend(&self) -> DbBackend {
        self.read.get_database_backend()
    }

    /// How many statements have run since the start.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// What tells this opening of the database from all others.
    fn token(&self) -> Result<String> {
        if let Some(token) = self.token.get() {
            return Ok(token.clone());
        }
        let drawn = secret::random_text()?;
        Ok(self.token.get_or_init(|| drawn).clone())
    }

    /// How many writes of one request may be under way together and still be kept in their order:
    /// they share a disk sync.
    #[must_use]
    pub fn writes_at_once(&self) -> usize {
        if self.backend() == DbBackend::Sqlite { SHARING } else { TOGETHER }
    }

    /// Runs each of `works` in their order, [`Self::writes_at_once`] at the most, each kept or undone
    /// for itself as by [`Self::write`]; what is written is synced to the disk together. `hold` takes
    /// the rows that several of them lock, in one order, so that nobody who is waited for waits.
    ///
    /// # Errors
    /// The database's own, and then nothing was written.
    pub async fn write_each<T, F, H>(&self, hold: H, works: Vec<F>) -> Result<Vec<Result<T>>>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
        H: for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static,
    {
        self.writer.run_each(hold, works).await
    }

    /// How many writes wait for their turn.
    #[must_use]
    pub fn waiting_writes(&self) -> usize {
        self.writer.waiting()
    }

    /// Runs `work` in a transaction: all of it is kept when it returns `Ok`, nothing otherwise.
    ///
    /// # Errors
    /// What `work` returns, or the database's error at commit.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
    {
        self.writer.run(work).await
    }

    /// The same store with the guard on seats taken away, and seats decided by what was read before
    /// the transaction: what a careless change would do. Shows that the test of the guard can fail.
    #[cfg(feature = "sabotage")]
    #[doc(hidden)]
    #[must_use]
    pub fn sabotaged(connections: connect::Connections, clock: Clock, vault: Vault) -> Self {
        let mut store = Self::new(connections, clock, vault);
        store.writer.sabotage();
        store
    }

    /// Ends with all in one file: SQLite moves what its log holds into the database when the last
    /// connection closes. Nothing can be written afterwards.
    ///
    /// # Errors
    /// The database's own.
    pub async fn close(&self) -> Result<()> {
        self.read.close_by_ref().await?;
        Ok(self.writer.close().await?)
    }

    /// Watches what changes from now on, whoever changes it.
    ///
    /// # Errors
    /// The database's own.
    pub async fn watch(&self) -> Result<Watch> {
        self.changes.watch(&self.read).await
    }

    /// Writes a row and reads it back: whether the database keeps what it says it does.
    ///
    /// # Errors
    /// The database's own; `INTERNAL` where the row isn't there.
    pub async fn prove(&self) -> Result<()> {
        let write = self.write(|tx| {
            Box::pin(async move {
                let at = tx.now().await?;
                fact::set_ready(tx, at).await?;
                Ok(at)
            })
        });
        if fact::was_ready(&self.read, write.await?).await? {
            Ok(())
        } else {
            Err(Error::Internal("what was written isn't there".to_owned()))
        }
    }

    /// How many transactions were committed since the start; of a batch, one.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Waits for the database and asks it the time.
    ///
    /// # Errors
    /// The database's own.
    pub async fn ping(&self) -> Result<Instant> {
        Ok(self.clock.ask(&self.read).await?)
    }
}

/// A row that breaks a rule the schema should have kept.
fn corrupt(what: &str) -> Error {
    Error::Internal(format!("a stored {what} can't be read"))
}

/// Takes one affected row for success: the guard held.
fn guarded(result: std::result::Result<sea_orm::UpdateResult, DbErr>) -> Result<bool> {
    Ok(result?.rows_affected == 1)
}
