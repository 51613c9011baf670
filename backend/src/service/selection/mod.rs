//! Choosing people for a session's seats: by merit, or by lot.

mod conclude;
mod draw;
mod import;
mod marks;
mod order;
mod plan;
pub mod slots;
mod take_effect;

pub use conclude::{Input as Conclusion, conclude, preview as preview_conclusion};
pub(super) use draw::lock_seed_away;
pub use draw::{commit_missing, draw, proof, seal};
pub use import::{Fault, File, Imported, import, sheet};
pub use marks::{Entry, MOST as MOST_MARKS, enter, of_applications as marks_of};
pub use order::{Order, Ranked, order};
pub use plan::{CriterionInput, Input as PlanInput, plans, revision as plan_revision, set_plan};
pub use slots::MOST_SLOTS;
pub use take_effect::take_effect;

use std::collections::HashSet;

use balai_shared::{
    error::ErrorCode,
    id::{ApplicationId, SessionId},
    policy::{Action, Actor, Resource, allow},
    session::{SelectionMethod, SessionLifecycle, SessionState},
    time::Instant,
};

use super::{Services, applications, catalogue};
use crate::{
    error::{Error, Result},
    model::{
        catalogue::{Listing, Session},
        selection::{Selection, Standing},
    },
    store::{self, Tx},
};

/// The session, for who runs its selection.
async fn run_by(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: SessionId = session.parse()?;
    let listing = catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?;
    let resource = Resource::Institution(listing.institution.id);
    allow(actor, Action::RunSelection, &resource)?;
    takes_no_part(services, actor, id).await?;
    Ok(listing)
}

/// Nobody runs the selection in which one takes part.
async fn takes_no_part(services: &Services, actor: &Actor, id: SessionId) -> Result<()> {
    let Actor::Person { applicant: Some(applicant), .. } = actor else { return Ok(()) };
    let read = services.store.read();
    let own = store::application::of_applicant(read, *applicant, &[id]).await?;
    if own.get(&id).is_some_and(|own| own.state.is_open()) {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    Ok(())
}

/// The session as it is now, held until the transaction ends, while its selection is still open.
///
/// # Errors
/// `INVALID_TRANSITION` once the selection is over, or for a session that was called off.
async fn held_open(tx: &Tx, id: SessionId) -> Result<Session> {
    let session = store::session_life::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let concluded = store::selection_result::of_session(tx.conn(), id).await?.is_some();
    let over = concluded || session.selection_closed_at.is_some();
    if over || session.lifecycle == SessionLifecycle::Cancelled {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    Ok(session)
}

/// Whether people can be chosen now: nobody can apply any more, and the training has not begun.
fn may_conclude(session: &Session, method: SelectionMethod, now: Instant) -> Result<()> {
    if session.selection_method != method {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    match session.state(now) {
        SessionState::Closed => Ok(()),
        SessionState::Draft
        | SessionState::Published
        | SessionState::Open
        | SessionState::Cancelled => Err(Error::refused(ErrorCode::InvalidTransition)),
        SessionState::Running | SessionState::Completed => {
            Err(Error::refused(ErrorCode::DeadlinePassed))
        }
    }
}

/// Those of these sessions whose people are still to be chosen, by a plan that is made or by a draw.
///
/// # Errors
/// The database's own.
pub async fn awaited(services: &Services, listings: &[Listing]) -> Result<HashSet<SessionId>> {
    let open = listings.iter().map(|listing| &listing.session);
    let open = open.filter(|session| session.selection_closed_at.is_none());
    let open: Vec<_> = open.map(|session| (session.id, session.selection_method)).collect();
    let ids: Vec<_> = open.iter().map(|(id, _)| *id).collect();
    let plans = plans(services, &ids).await?;
    let is_awaited = |(id, method): &(SessionId, SelectionMethod)| match method {
        SelectionMethod::FirstCome => false,
        SelectionMethod::Lottery => true,
        SelectionMethod::Merit => plans.get(id).is_some_and(|plan| !plan.criteria.is_empty()),
    };
    Ok(open.into_iter().filter(is_awaited).map(|(id, _)| id).collect())
}

/// How far a session's selection is.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// What was concluded.
    pub selection: Selection,
    /// How many results there are.
    pub results: u64,
    /// How many have not taken effect.
    pub due: u64,
}

/// How far the selection is; `None` before it is concluded.
///
/// # Errors
/// The database's own.
pub async fn progress(services: &Services, session: SessionId) -> Result<Option<Progress>> {
    let read = services.store.read();
    let Some(selection) = store::selection_result::of_session(read, session).await? else {
        return Ok(None);
    };
    let (results, due) = store::selection_result::progress(read, session).await?;
    Ok(Some(Progress { selection, results, due }))
}

/// What selections gave these applications, for who sees their applicants' profiles; the others are left
/// out.
///
/// # Errors
/// The database's own.
pub async fn standings(
    services: &Services,
    actor: &Actor,
    ids: &[ApplicationId],
) -> Result<Vec<Standing>> {
    let visible = applications::by_ids(services, actor, ids).await?;
    let known = visible.iter().filter(|one| applications::may_see_details(actor, one));
    let visible: Vec<_> = known.map(|application| application.id).collect();
    store::selection_result::of_applications(services.store.read(), &visible).await
}
