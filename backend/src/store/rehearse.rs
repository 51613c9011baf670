//! What a write would give, with nothing kept.

use std::sync::{Arc, Mutex};

use balai_shared::error::ErrorCode;

use super::{Store, Tx, Work};
use crate::error::{Error, Result};

impl Store {
    /// Runs `work` in a transaction that is taken back in any case, and gives what it would have given:
    /// so a preview is made by the very code that does it.
    ///
    /// # Errors
    /// What `work` returns, or the database's.
    pub async fn rehearse<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
    {
        let given = Arc::new(Mutex::new(None));
        let written = self.write(taken_back(work, Arc::clone(&given))).await;
        let given = given.lock().ok().and_then(|mut given| given.take());
        match (given, written) {
            (Some(given), _) => Ok(given),
            (None, Err(error)) => Err(error),
            (None, Ok(())) => Err(Error::Internal("a rehearsal was kept".to_owned())),
        }
    }
}

fn taken_back<T, F>(
    work: F,
    given: Arc<Mutex<Option<T>>>,
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static
where
    T: Send + 'static,
    F: for<'t> FnOnce(&'t Tx) -> Work<'t, T> + Send + 'static,
{
    move |tx| {
        Box::pin(async move {
            let would = work(tx).await?;
            if let Ok(mut given) = given.lock() {
                *given = Some(would);
            }
            // Any refusal takes a transaction back; nobody is told this one.
            Err(Error::refused(ErrorCode::Conflict))
        })
    }
}
