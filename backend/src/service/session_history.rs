//! What a session's staff did to it, written down with it.

use balai_shared::{
    error::ErrorCode,
    id::{SessionEventId, SessionId},
    policy::{Action, Actor, Resource, allow},
    session::SessionStep,
    time::Instant,
};

use super::{Services, catalogue, transition::By};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::catalogue::Listing,
    store::{self, Tx, session_life::Event},
};

/// The session that the caller may do that to.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who may not do that.
pub(super) async fn permitted(
    services: &Services,
    actor: &Actor,
    session: &str,
    action: Action,
) -> Result<Listing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: SessionId = session.parse()?;
    let listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, action, &Resource::Institution(listing.institution.id))?;
    Ok(listing)
}

/// Adds a step to the session's history.
///
/// # Errors
/// The database's own.
pub(super) async fn record(
    tx: &Tx,
    session: SessionId,
    (step, by): (SessionStep, By),
    note: Option<String>,
    now: Instant,
) -> Result<()> {
    let event = Event {
        id: SessionEventId::from_u128(new_id(now)?),
        session,
        at: now,
        actor: by.kind,
        actor_id: by.id,
        step,
        note,
    };
    store::session_life::record(tx, event).await
}
