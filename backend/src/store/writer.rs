//! The one way to write.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use balai_shared::error::ErrorCode;
use futures_util::future::join_all;
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, TransactionTrait};
use tokio::sync::{mpsc, oneshot};

use super::{
    Means, Tx,
    batch::{Batches, Job, job},
    change::Changes,
    connect::Suspicion,
};
use crate::error::{Error, Result};

/// What a transaction's closure returns.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 't>>;

/// How many writes may wait before the next is told to come back.
const QUEUE: usize = 4096;

#[derive(Clone)]
pub(super) struct Writer {
    connection: DatabaseConnection,
    mode: Mode,
    means: Means,
    commits: Arc<AtomicU64>,
}

#[derive(Clone)]
enum Mode {
    /// One task owns the one connection that writes.
    Queue { jobs: mpsc::Sender<Job>, waiting: Arc<AtomicUsize> },
    /// Every write has a transaction of its own.
    Direct,
}

impl Writer {
    pub(super) fn start(
        (connection, suspicion): (DatabaseConnection, Suspicion),
        means: Means,
        changes: Changes,
    ) -> Self {
        let commits = Arc::default();
        let mode = if connection.get_database_backend() == DbBackend::Sqlite {
            let (jobs, queue) = mpsc::channel(QUEUE);
            let waiting = Arc::new(AtomicUsize::new(0));
            let commits = Arc::clone(&commits);
            let task = Batches { connection: connection.clone(), suspicion, changes, commits };
            tokio::spawn(task.run(queue, Arc::clone(&waiting)));
            Mode::Queue { jobs, waiting }
        } else {
            Mode::Direct
        };
        Self { connection, mode, means, commits }
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

    pub(super) fn commits(&self) -> u64 {
        self.commits.load(Ordering::Relaxed)
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
            Mode::Direct => self.carry_out(self.connection.begin().await?, work).await,
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
        self.carry_out(outer.begin().await?, work).await
    }

    /// The work in its transaction, kept when it returns `Ok`.
    async fn carry_out<T, F>(&self, inner: DatabaseTransaction, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T>,
    {
        let tx = Tx::new(inner, self.means.clone());
        let result = work(&tx).await;
        if result.is_ok() {
            tx.commit().await?;
            self.commits.fetch_add(1, Ordering::Relaxed);
        } else if let Err(error) = tx.rollback().await {
            // The work's own reason says more; a connection that is lost is replaced by the pool.
            tracing::warn!(%error, "a transaction wasn't rolled back");
        }
        result
    }
}
