//! Writing one batch while the next is made.

use tokio::task::JoinHandle;

use crate::{
    demo::Progress,
    error::{Error, Result},
    store::{
        Store,
        bulk::{self, Batch},
    },
};

/// At most one batch is on its way.
pub(super) struct Pipe<'p> {
    store: Store,
    progress: &'p mut (dyn FnMut(Progress) + Send),
    on_its_way: Option<(JoinHandle<Result<()>>, Progress)>,
    written: u64,
}

impl<'p> Pipe<'p> {
    pub(super) fn new(store: Store, progress: &'p mut (dyn FnMut(Progress) + Send)) -> Self {
        Self { store, progress, on_its_way: None, written: 0 }
    }

    /// Prepares the writer for many rows.
    pub(super) async fn make_room(&self) -> Result<()> {
        self.store.write(|tx| Box::pin(bulk::make_room(tx))).await
    }

    /// Waits for the last batch, and lets the planner look at what is there.
    pub(super) async fn close(mut self) -> Result<()> {
        self.finish().await?;
        self.store.write(|tx| Box::pin(bulk::take_stock(tx))).await
    }

    /// Sends a batch of so many of `of` rows of a kind, as soon as the one before has arrived.
    pub(super) async fn send(
        &mut self,
        batch: Batch,
        (what, rows, of): (&'static str, usize, usize),
    ) -> Result<()> {
        let before = self.on_its_way.as_ref().map(|(_, progress)| progress.what);
        self.finish().await?;
        if before != Some(what) {
            self.written = 0;
        }
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        self.written += count(rows);
        let store = self.store.clone();
        let writing = tokio::spawn(async move {
            store.write(move |tx| Box::pin(async move { bulk::insert(tx, &batch).await })).await
        });
        let progress = Progress { what, written: self.written, of: count(of) };
        self.on_its_way = Some((writing, progress));
        Ok(())
    }

    /// Waits until all has arrived.
    async fn finish(&mut self) -> Result<()> {
        if let Some((writing, progress)) = self.on_its_way.take() {
            writing.await.map_err(|error| Error::Internal(format!("writing: {error}")))??;
            (self.progress)(progress);
        }
        Ok(())
    }
}
