//! Who was not chosen is told so when the session begins.

use balai_shared::{
    application::{ApplicationAction, ReasonCode},
    id::ApplicationId,
};

use super::{
    Services,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    store::{self, Tx},
};

/// How many applications one round takes on.
const ROUND: u64 = 500;

/// Rejects with `NO_SEAT` whoever still waits for a seat in a session that has begun (DOMAIN, the
/// application's `close`); how many that were.
///
/// # Errors
/// The database's own.
pub async fn close_begun(services: &Services) -> Result<usize> {
    let now = services.store.ping().await?;
    let due =
        store::application_due::undecided_after_start(services.store.read(), now, ROUND).await?;
    for id in &due {
        let id = *id;
        // One that fails doesn't hold up the others; the next round tries again.
        if let Err(error) = services.store.write(move |tx| Box::pin(close_one(tx, id))).await {
            tracing::warn!(%error, application = %id, "an application was not closed");
        }
    }
    Ok(due.len())
}

async fn close_one(tx: &Tx, id: ApplicationId) -> Result<()> {
    let now = tx.now().await?;
    let Some(application) = store::application::lock(tx, id).await? else { return Ok(()) };
    // Somebody was faster: a decision, a withdrawal.
    if !application.state.is_undecided() {
        return Ok(());
    }
    let session = store::session::by_id(tx.conn(), application.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    let step = Step {
        reason: Some(ReasonCode::NoSeat),
        ..Step::new(ApplicationAction::Close, By::SYSTEM)
    };
    take(tx, &session, &application, step, now).await?;
    Ok(())
}
