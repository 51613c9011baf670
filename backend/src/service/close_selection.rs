//! Ending the choosing: from then on free seats go down the waiting list by themselves.

use balai_shared::{
    error::ErrorCode,
    policy::{Action, Actor},
    session::{SelectionMethod, SessionLifecycle, SessionStep},
};

use super::{Services, catalogue, promote, session_history, transition::By};
use crate::{
    error::{Error, Result},
    model::catalogue::{Listing, Session},
    store,
};

/// Closes the selection of a session by merit or lottery (DOMAIN, rule 1). Asked again, it answers
/// the same.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who decides nothing;
/// `INVALID_TRANSITION` under FIRST_COME, which has no selection, and for what isn't public;
/// `DEADLINE_PASSED` once the session has begun.
pub async fn close(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    let listing =
        session_history::permitted(services, actor, session, Action::RunSelection).await?;
    let (id, by) = (listing.session.id, By::centre(actor));
    if may_close(&listing.session)? {
        services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now().await?;
                    if now >= listing.session.starts_at {
                        return Err(Error::refused(ErrorCode::DeadlinePassed));
                    }
                    store::session_life::lock(tx, id).await?;
                    // What was concluded takes effect first, and then closes it by itself.
                    if store::selection_result::of_session(tx.conn(), id).await?.is_some() {
                        return Ok(());
                    }
                    // Somebody else closed it at this very moment: it is closed.
                    if store::session_life::close_selection(tx, id, now).await? {
                        let step = (SessionStep::CloseSelection, by);
                        session_history::record(tx, id, step, None, now).await?;
                    }
                    Ok(())
                })
            })
            .await?;
        promote::hand_on(services, id).await;
    }
    Ok(catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?)
}

/// Whether there is something to close.
fn may_close(session: &Session) -> Result<bool> {
    let chosen = match session.selection_method {
        SelectionMethod::FirstCome => false,
        SelectionMethod::Merit | SelectionMethod::Lottery => true,
    };
    if !chosen || session.lifecycle != SessionLifecycle::Published {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    Ok(session.selection_closed_at.is_none())
}
