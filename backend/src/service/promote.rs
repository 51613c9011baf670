//! No seat idles: a free one is offered to the first of the waiting list.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    id::SessionId,
    seats::may_promote,
    session::{SelectionMethod, SessionLifecycle},
};

use super::{
    Services,
    transition::{By, Step, take},
};
use crate::{
    error::Result,
    model::catalogue::Session,
    store::{self, Tx},
};

/// What one round of promotion did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    /// Somebody got an offer, or somebody else changed the list: look again.
    Again,
    /// No free seat, nobody who waits, or the list does not move.
    Done,
}

/// Offers the session's free seats down the waiting list, each in a transaction of its own.
///
/// # Errors
/// The database's own. What was offered before stays offered.
pub async fn promote(services: &Services, session: SessionId) -> Result<()> {
    while services.store.write(move |tx| Box::pin(round(tx, session))).await? == Round::Again {}
    Ok(())
}

/// The same after somebody's step, which is done whatever becomes of this: what fails here, the
/// worker's next round does.
pub(super) async fn hand_on(services: &Services, session: SessionId) {
    if let Err(error) = promote(services, session).await {
        tracing::warn!(%error, %session, "a free seat is left to the worker");
    }
}

/// The same for every session that has free seats and a waiting list: the worker's round. One
/// session that fails doesn't hold up the others.
///
/// # Errors
/// The database's own.
pub async fn promote_all(services: &Services) -> Result<()> {
    let now = services.clock().now();
    for session in store::session::with_idle_seats(services.store.read(), now).await? {
        hand_on(services, session).await;
    }
    Ok(())
}

async fn round(tx: &Tx, id: SessionId) -> Result<Round> {
    let now = tx.now().await?;
    let Some(session) = store::session::by_id(tx.conn(), id).await? else {
        return Ok(Round::Done);
    };
    let closed = session.selection_closed_at.is_some();
    // No offer outlives the session's start (DOMAIN, rule 4), so none is made from then on, even where
    // the replacement day is later.
    let until = session.replacement_ends_at.min(session.starts_at);
    let method = session.selection_method;
    let free = may_promote(method, closed, now, until, &session.seats);
    if free == 0 || session.lifecycle != SessionLifecycle::Published {
        return Ok(Round::Done);
    }
    let Some(first) = store::application::first_waiting(tx.conn(), id).await? else {
        return Ok(Round::Done);
    };
    let Some(waiting) = store::application::lock(tx, first).await? else {
        return Ok(Round::Done);
    };
    if waiting.state != ApplicationState::Waitlisted {
        return Ok(Round::Again);
    }
    take(tx, &session, &waiting, Step::new(ApplicationAction::Offer, By::SYSTEM), now).await?;
    Ok(Round::Again)
}

/// Whether the waiting list moves by the rule, so that nobody may be offered a seat out of turn.
pub(super) fn list_moves(session: &Session) -> bool {
    match session.selection_method {
        SelectionMethod::FirstCome => true,
        SelectionMethod::Merit | SelectionMethod::Lottery => session.selection_closed_at.is_some(),
    }
}
