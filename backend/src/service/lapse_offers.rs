//! Offers whose time is over lapse, and their seats go on down the waiting list.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    id::{ApplicationId, SessionId},
};

use super::{
    Services, promote,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    store::{self, Tx},
};

/// How many offers one round takes on.
const ROUND: u64 = 500;

/// Lapses what is due; how many offers that was. The database's clock decides.
///
/// # Errors
/// The database's own.
pub async fn lapse(services: &Services) -> Result<usize> {
    let now = services.store.ping().await?;
    let due = store::application_due::lapsed_offers(services.store.read(), now, ROUND).await?;
    let mut sessions: Vec<SessionId> = Vec::new();
    for id in &due {
        let id = *id;
        match services.store.write(move |tx| Box::pin(lapse_one(tx, id))).await {
            Ok(session) => sessions.extend(session),
            // One that fails doesn't hold up the others; the next round tries again.
            Err(error) => tracing::warn!(%error, application = %id, "an offer did not lapse"),
        }
    }
    sessions.sort_unstable();
    sessions.dedup();
    for session in sessions {
        promote::hand_on(services, session).await;
    }
    Ok(due.len())
}

/// `None` where somebody was faster: the person took or left the seat meanwhile.
async fn lapse_one(tx: &Tx, id: ApplicationId) -> Result<Option<SessionId>> {
    let now = tx.now().await?;
    let Some(offered) = store::application::lock(tx, id).await? else { return Ok(None) };
    let due = offered.offer_expires_at.is_some_and(|expires| expires <= now);
    if offered.state != ApplicationState::Offered || !due {
        return Ok(None);
    }
    let session = store::session::by_id(tx.conn(), offered.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    take(tx, &session, &offered, Step::new(ApplicationAction::Lapse, By::SYSTEM), now).await?;
    Ok(Some(session.id))
}
