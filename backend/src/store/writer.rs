//! The one way to write.

use std::{
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use balai_shared::error::ErrorCode;
use futures_util::{FutureExt, future::join_all};
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    TransactionOptions, TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use super::{
    Means, Tx,
    change::{Change, Changes},
};
use crate::error::{Error, Result};

/// What a transaction's closure returns.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

/// How many writes share one commit at the most.
const BATCH: usize = 64;
/// How many writes may wait before the next is told to come back.
const QUEUE: usize = 4096;

/// How one piece of work ended, with the type of its result hidden.
struct Ended {
    /// Whether its changes are to be kept.
    keep: bool,
    /// Tells the caller, once it is known whether the commit held.
    tell: Box<dyn FnOnce(std::result::Result<(), DbErr>) + Send>,
}

struct Job {
    run: Run,
    means: Means,
}

type Run =
    Box<dyn for<'t> FnOnce(&'t Tx) -> Pin<Box<dyn Future<Output = Ended> + Send + 't>> + Send>;

#[derive(Clone)]
pub(super) struct Writer {
    connection: DatabaseConnection,
    mode: Mode,
    means: Means,
}

#[derive(Clone)]
enum Mode {
    /// One task owns the one connection that writes.
    Queue { jobs: mpsc::Sender<Job>, waiting: Arc<AtomicUsize> },
    /// Every write has a transaction of its own.
    Direct,
}

impl Writer {
    pub(super) fn start(connection: DatabaseConnection, means: Means, changes: Changes) -> Self {
        let mode = if connection.get_database_backend() == DbBackend::Sqlite {
            let (jobs, queue) = mpsc::channel(QUEUE);
            let waiting = Arc::new(AtomicUsize::new(0));
            let task = Batches { connection: connection.clone(), changes };
            tokio::spawn(task.run(queue, Arc::clone(&waiting)));
            Mode::Queue { jobs, waiting }
        } else {
            Mode::Direct
        };
        Self { connection, mode, means }
    }

    #[cfg(feature = "sabotage")]
    pub(super) fn sabotage(&mut self) {
        self.means.sabotaged = true;
    }

    pub(super) fn waiting(&self) -> usize {
        match &self.mode {
            Mode::Queue { waiting, .. } => waiting.load(Ordering::Relaxed),
            Mode::Direct => 0,
        }
    }

    /// Waits for what is under way and closes the connection.
    pub(super) async fn close(&self) -> std::result::Result<(), DbErr> {
        self.connection.close_by_ref().await
    }

    pub(super) async fn run<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
    {
        match &self.mode {
            Mode::Direct => {
                let inner = self.connection.begin().await?;
                let tx = Tx { inner, means: self.means.clone(), told: Mutex::default() };
                let result = work(&tx).await;
                if result.is_ok() {
                    tx.inner.commit().await?;
                } else {
                    tx.inner.rollback().await?;
                }
                result
            }
            Mode::Queue { jobs, waiting } => {
                let (sender, receiver) = oneshot::channel();
                waiting.fetch_add(1, Ordering::Relaxed);
                if jobs.try_send(job(work, sender, self.means.clone())).is_err() {
                    waiting.fetch_sub(1, Ordering::Relaxed);
                    return Err(Error::later(ErrorCode::Unavailable, 1));
                }
                receiver
                    .await
                    .unwrap_or_else(|_| Err(Error::Internal("a write broke off".to_owned())))
            }
        }
    }
}

impl Writer {
    /// Each of `works` in their order, each kept or undone for itself. On PostgreSQL they share a
    /// transaction, in which `hold` comes first.
    pub(super) async fn run_each<T, F, H>(&self, hold: H, works: Vec<F>) -> Result<Vec<Result<T>>>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
        H: for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static,
    {
        match &self.mode {
            // One queue, polled in order: they come one after the other.
            Mode::Queue { .. } => Ok(join_all(works.into_iter().map(|work| self.run(work))).await),
            Mode::Direct => {
                let outer = self.connection.begin().await?;
                self.in_savepoint(&outer, hold).await?;
                let mut results = Vec::with_capacity(works.len());
                for work in works {
                    results.push(self.in_savepoint(&outer, work).await);
                }
                outer.commit().await?;
                Ok(results)
            }
        }
    }

    async fn in_savepoint<T, F>(&self, outer: &DatabaseTransaction, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T>,
    {
        let inner = outer.begin().await?;
        let tx = Tx { inner, means: self.means.clone(), told: Mutex::default() };
        let result = work(&tx).await;
        if result.is_ok() {
            tx.inner.commit().await?;
        } else {
            tx.inner.rollback().await?;
        }
        result
    }
}

fn job<T, F>(work: F, sender: oneshot::Sender<Result<T>>, means: Means) -> Job
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
{
    let run: Run = Box::new(move |tx| {
        Box::pin(async move {
            let result = work(tx).await;
            let keep = result.is_ok();
            let tell = move |committed: std::result::Result<(), DbErr>| {
                let answer = match committed {
                    Ok(()) => result,
                    // Work that failed by itself keeps its own, better reason.
                    Err(error) => result.and(Err(error.into())),
                };
                // A caller that went away needs no answer.
                drop(sender.send(answer));
            };
            Ended { keep, tell: Box::new(tell) }
        })
    });
    Job { run, means }
}

/// SQLite's writer: as many waiting jobs as fit into one transaction, each in a savepoint.
struct Batches {
    connection: DatabaseConnection,
    changes: Changes,
}

impl Batches {
    async fn run(self, mut queue: mpsc::Receiver<Job>, waiting: Arc<AtomicUsize>) {
        while let Some(first) = queue.recv().await {
            let mut jobs = vec![first];
            while jobs.len() < BATCH {
                match queue.try_recv() {
                    Ok(job) => jobs.push(job),
                    Err(_) => break,
                }
            }
            waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
            self.batch(jobs).await;
        }
    }

    async fn batch(&self, jobs: Vec<Job>) {
        let outer = match self.begin().await {
            Ok(outer) => outer,
            Err(error) => {
                // Dropping the jobs tells their callers that nothing was written.
                tracing::error!(%error, "no write transaction");
                return;
            }
        };
        let mut ended = Vec::with_capacity(jobs.len());
        for job in jobs {
            match self.one(&outer, job).await {
                Ok(Some(end)) => ended.push(end),
                Ok(None) => {}
                Err(error) => tracing::error!(%error, "a savepoint failed"),
            }
        }
        let committed = outer.commit().await;
        for (end, told) in ended {
            (end.tell)(committed.clone());
            if committed.is_ok() {
                told.into_iter().for_each(|change| self.changes.tell(change));
            }
        }
    }

    async fn begin(&self) -> std::result::Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.connection.begin_with_options(options).await
    }

    /// One job in its savepoint, with the changes to tell. `None`: it panicked, and its savepoint is
    /// rolled back.
    async fn one(
        &self,
        outer: &DatabaseTransaction,
        job: Job,
    ) -> std::result::Result<Option<(Ended, Vec<Change>)>, DbErr> {
        let inner = outer.begin().await?;
        let tx = Tx { inner, means: job.means, told: Mutex::default() };
        let end = AssertUnwindSafe((job.run)(&tx)).catch_unwind().await;
        match end {
            Ok(end) if end.keep => {
                tx.inner.commit().await?;
                Ok(Some((end, tx.told.into_inner().unwrap_or_else(PoisonError::into_inner))))
            }
            Ok(end) => {
                tx.inner.rollback().await?;
                Ok(Some((end, Vec::new())))
            }
            Err(_) => {
                tx.inner.rollback().await?;
                Ok(None)
            }
        }
    }
}
