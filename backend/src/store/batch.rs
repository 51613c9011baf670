//! SQLite's writer: as many waiting jobs as fit into one transaction, each in a savepoint.
//!
//! SQLite may end a transaction by itself (disk full, I/O error, out of memory, interrupted). The driver
//! doesn't notice: its depth stays above zero, and what comes next would be put into savepoints of a
//! transaction that isn't there. So a batch ends at the first savepoint that fails, nothing of it
//! counts as written, its connection is closed (`super::connect`), and the jobs that haven't begun get a
//! batch of their own on a new one.

use std::{
    collections::VecDeque,
    future::Future,
    panic::AssertUnwindSafe,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
};

use balai_shared::error::ErrorCode;
use futures_util::FutureExt;
use sea_orm::{
    DatabaseConnection, DatabaseTransaction, DbErr, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use tokio::sync::{mpsc, oneshot};

use super::{
    Means, Tx,
    change::{Change, Changes},
    connect::Suspicion,
    writer::Work,
};
use crate::error::{Error, Result};

/// How many writes share one commit at the most.
const BATCH: usize = 64;
/// How often a batch is begun anew on another connection before its callers are told to come back.
const TRIES: u32 = 3;

/// Tells the caller how it ended, once it is known whether the commit held.
type Tell = Box<dyn FnOnce(Outcome) + Send>;

/// What became of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Kept,
    /// Nothing of it was written.
    Lost,
}

/// How one piece of work ended, with the type of its result hidden.
struct Ended {
    /// Whether its changes are to be kept.
    keep: bool,
    tell: Tell,
}

type Run =
    Box<dyn for<'t> FnOnce(&'t Tx) -> Pin<Box<dyn Future<Output = Ended> + Send + 't>> + Send>;

/// A write that waits for its turn.
pub(super) struct Job {
    run: Run,
    /// Says that it never began.
    refuse: Box<dyn FnOnce() + Send>,
    means: Means,
}

pub(super) fn job<T, F>(work: F, sender: oneshot::Sender<Result<T>>, means: Means) -> Job
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
{
    let sender = Arc::new(std::sync::Mutex::new(Some(sender)));
    let answer = move |sender: &std::sync::Mutex<Option<oneshot::Sender<Result<T>>>>, answer| {
        let sender = sender.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        // A caller that went away needs no answer.
        drop(sender.map(|sender| sender.send(answer)));
    };
    let refused = Arc::clone(&sender);
    let refuse = Box::new(move || answer(&refused, Err(lost())));
    let run: Run = Box::new(move |tx| {
        Box::pin(async move {
            let result = work(tx).await;
            let keep = result.is_ok();
            let tell = move |outcome| {
                let told = match outcome {
                    Outcome::Kept => result,
                    // Work that failed by itself keeps its own, better reason.
                    Outcome::Lost => result.and(Err(lost())),
                };
                answer(&sender, told);
            };
            Ended { keep, tell: Box::new(tell) }
        })
    });
    Job { run, refuse, means }
}

/// What callers hear of a batch that was lost: the same request may succeed in a second.
fn lost() -> Error {
    Error::later(ErrorCode::Unavailable, 1)
}

pub(super) struct Batches {
    pub(super) connection: DatabaseConnection,
    pub(super) suspicion: Suspicion,
    pub(super) changes: Changes,
    pub(super) commits: Arc<AtomicU64>,
}

impl Batches {
    pub(super) async fn run(self, mut queue: mpsc::Receiver<Job>, waiting: Arc<AtomicUsize>) {
        while let Some(first) = queue.recv().await {
            let mut jobs = VecDeque::from([first]);
            while jobs.len() < BATCH {
                match queue.try_recv() {
                    Ok(job) => jobs.push_back(job),
                    Err(_) => break,
                }
            }
            waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
            while !jobs.is_empty() {
                self.batch(&mut jobs).await;
            }
        }
    }

    /// Carries out jobs from the front until all are, or until the transaction is broken.
    async fn batch(&self, jobs: &mut VecDeque<Job>) {
        let outer = match self.begin().await {
            Ok(outer) => outer,
            Err(error) => {
                tracing::error!(%error, "no write transaction");
                jobs.drain(..).for_each(|job| (job.refuse)());
                return;
            }
        };
        let mut ended = Vec::with_capacity(jobs.len());
        let mut committed = Ok(());
        while let Some(job) = jobs.pop_front() {
            match self.one(&outer, job, &mut ended).await {
                Ok(()) => {}
                Err(error) => {
                    committed = Err(error);
                    break;
                }
            }
        }
        if committed.is_ok() {
            committed = outer.commit().await;
        } else {
            self.suspicion.raise();
            // Whatever is left of it goes; that nothing may be left is no news.
            drop(outer.rollback().await);
        }
        if let Err(error) = &committed {
            tracing::error!(%error, jobs = ended.len(), "a batch of writes was lost");
        }
        let outcome = if committed.is_ok() { Outcome::Kept } else { Outcome::Lost };
        if outcome == Outcome::Kept {
            self.commits.fetch_add(1, Ordering::Relaxed);
        }
        for (tell, told) in ended {
            tell(outcome);
            if outcome == Outcome::Kept {
                told.into_iter().for_each(|change| self.changes.tell(change));
            }
        }
    }

    /// A transaction of its own. A connection on which none can be begun is closed, and another tried,
    /// but for a file that somebody else holds: the driver has waited long enough for that.
    async fn begin(&self) -> std::result::Result<DatabaseTransaction, DbErr> {
        let mut tries = TRIES;
        loop {
            let options = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            let begun = self.connection.begin_with_options(options).await;
            tries -= 1;
            match begun {
                Err(error) if tries > 0 && !super::fault::is_busy(&error) => {
                    tracing::warn!(%error, "a connection can't be used; trying another");
                    self.suspicion.raise();
                }
                Ok(_) | Err(_) => return begun,
            }
        }
    }

    /// One job in its savepoint. `Err`: the whole transaction is broken; whom to tell is in `ended` all
    /// the same.
    async fn one(
        &self,
        outer: &DatabaseTransaction,
        job: Job,
        ended: &mut Vec<(Tell, Vec<Change>)>,
    ) -> std::result::Result<(), DbErr> {
        let inner = match outer.begin().await {
            Ok(inner) => inner,
            Err(error) => {
                (job.refuse)();
                return Err(error);
            }
        };
        let tx = Tx::new(inner, job.means);
        match AssertUnwindSafe((job.run)(&tx)).catch_unwind().await {
            Ok(Ended { keep: true, tell }) => {
                let kept = tx.commit().await;
                let changes = kept.as_ref().ok().cloned().unwrap_or_default();
                ended.push((tell, changes));
                kept.map(drop)
            }
            Ok(Ended { keep: false, tell }) => {
                ended.push((tell, Vec::new()));
                tx.rollback().await
            }
            Err(_) => tx.rollback().await,
        }
    }
}
