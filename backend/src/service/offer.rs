//! What a person does with an application: take the offered seat, decline it, withdraw.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    error::ErrorCode,
    id::ApplicationId,
    policy::{Action, Actor, allow},
    session::SessionLifecycle,
};

use super::{
    Services, applications, promote,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    model::{application::Application, catalogue::Session},
    store::{self, Tx},
};

/// Takes the offered seat (daftar ulang).
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's; `INVALID_TRANSITION` without an offer;
/// `DEADLINE_PASSED` for a lapsed one, whether or not the worker has noticed; `CONFLICT` where
/// another confirmed session overlaps.
pub async fn confirm(services: &Services, actor: &Actor, application: &str) -> Result<Application> {
    act(services, actor, application, ApplicationAction::Confirm, None).await
}

/// Declines it.
///
/// # Errors
/// As [`confirm`], without the overlap.
pub async fn decline(services: &Services, actor: &Actor, application: &str) -> Result<Application> {
    act(services, actor, application, ApplicationAction::Decline, None).await
}

/// One of the applicant's own steps; a seat that it frees goes on down the waiting list.
pub(super) async fn act(
    services: &Services,
    actor: &Actor,
    application: &str,
    action: ApplicationAction,
    note: Option<String>,
) -> Result<Application> {
    let id: ApplicationId = parse(actor, application)?;
    let actor = actor.clone();
    let (before, after) = services
        .store
        .write(move |tx| Box::pin(async move { step(tx, &actor, id, action, note).await }))
        .await?;
    if before.state.holds_seat() && !after.state.holds_seat() {
        promote::hand_on(services, after.session).await;
    }
    Ok(after)
}

/// An id that can't be anybody's is, for a visitor, no reason to say more than "sign in".
fn parse(actor: &Actor, text: &str) -> Result<ApplicationId> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    Ok(text.parse()?)
}

async fn step(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    action: ApplicationAction,
    note: Option<String>,
) -> Result<(Application, Application)> {
    let now = tx.now().await?;
    let before = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ActAsApplicant, &applications::resource(&before))?;
    let confirms =
        action == ApplicationAction::Confirm && before.state == ApplicationState::Offered;
    let session = if confirms {
        // In the order of all who hold these: the application, the person, the session.
        store::applicant::lock(tx, before.applicant).await?;
        store::session_life::lock(tx, before.session).await?
    } else {
        store::session::by_id(tx.conn(), before.session).await?
    };
    let session =
        session.ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    if confirms {
        // Called off, and this application is about to be cancelled.
        if session.lifecycle == SessionLifecycle::Cancelled {
            return Err(Error::refused(ErrorCode::InvalidTransition));
        }
        no_overlap(tx, &before, &session).await?;
    }
    let step = Step { note, ..Step::new(action, By::applicant(actor)) };
    let after = take(tx, &session, &before, step, now).await?;
    Ok((before, after))
}

/// No two confirmed sessions of one person overlap (DOMAIN, rule 2). The person's row is held, so
/// that two confirmations at once come one after the other, and the session's, so that its days don't
/// move meanwhile.
async fn no_overlap(tx: &Tx, application: &Application, session: &Session) -> Result<()> {
    let days = (session.starts_on, session.ends_on);
    let overlaps = store::application::has_confirmed_overlap(
        tx.conn(),
        application.applicant,
        session.id,
        days,
    )
    .await?;
    if overlaps { Err(Error::refused(ErrorCode::Conflict)) } else { Ok(()) }
}
