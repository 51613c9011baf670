//! What a concluded selection does, row by row, in the order of the places. A crash leaves the rest to
//! the worker.

use balai_shared::{
    application::{ActorRole, ApplicationAction, ApplicationState, ReasonCode},
    id::ApplicationId,
    session::{SessionLifecycle, SessionStep},
};

use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        catalogue::Session,
        selection::{Candidate, Outcome, Selection, Standing},
    },
    service::{
        Services, promote, session_history,
        transition::{self, By, Step},
    },
    store::{self, Tx},
};

/// How many results one look takes on, so that a large session doesn't hold up the others.
const ROUND: u64 = 200;

/// Lets what is concluded take effect; gives how many results did.
///
/// # Errors
/// The database's own. What took effect before stays, and one selection that fails doesn't hold up the
/// others.
pub async fn take_effect(services: &Services) -> Result<usize> {
    let mut done = 0;
    for selection in store::selection_result::unfinished(services.store.read()).await? {
        match one(services, selection).await {
            Ok(count) => done += count,
            Err(error) => {
                tracing::warn!(%error, session = %selection.session, "results wait for a round");
            }
        }
    }
    Ok(done)
}

/// The same after somebody's step, which is done whatever becomes of this: what fails here, the worker's
/// next round does.
pub(super) async fn hand_on(services: &Services) {
    if let Err(error) = take_effect(services).await {
        tracing::warn!(%error, "a selection's results are left to the worker");
    }
}

async fn one(services: &Services, selection: Selection) -> Result<usize> {
    let due = store::selection_result::due(services.store.read(), selection.session, ROUND).await?;
    for standing in &due {
        let standing = *standing;
        services
            .store
            .write(move |tx| Box::pin(async move { apply(tx, selection, standing).await }))
            .await?;
    }
    if u64::try_from(due.len()).unwrap_or(ROUND) < ROUND {
        finish(services, selection).await?;
    }
    Ok(due.len())
}

/// The selection is over: from now on the list moves by itself.
async fn finish(services: &Services, selection: Selection) -> Result<()> {
    let session = selection.session;
    let finished = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let (_, due) = store::selection_result::progress(tx.conn(), session).await?;
                if due > 0 {
                    return Ok(false);
                }
                let now = tx.now().await?;
                if store::session_life::close_selection(tx, session, now).await? {
                    let by = of_centre(&selection);
                    let step = (SessionStep::CloseSelection, by);
                    session_history::record(tx, session, step, None, now).await?;
                }
                store::selection_result::finished(tx, session, now).await
            })
        })
        .await?;
    if finished {
        promote::hand_on(services, session).await;
    }
    Ok(())
}

async fn apply(tx: &Tx, selection: Selection, standing: Standing) -> Result<()> {
    let now = tx.now().await?;
    let application = locked(tx, standing.application).await?;
    if !store::selection_result::applied(tx, standing.application, now).await? {
        return Ok(());
    }
    // Who has withdrawn meanwhile, or was decided by hand, keeps that.
    if !Candidate::STATES.contains(&application.state) {
        return Ok(());
    }
    let session = store::session_life::lock(tx, selection.session)
        .await?
        .ok_or_else(|| Error::Internal("a selection has no session".to_owned()))?;
    // Called off meanwhile: everybody is told of that, and of nothing else.
    if session.lifecycle == SessionLifecycle::Cancelled {
        return Ok(());
    }
    let by = of_centre(&selection);
    let (action, reason) = meaning(standing.outcome, &session);
    let waits = application.state == ApplicationState::Waitlisted;
    if action == ApplicationAction::Waitlist && waits {
        transition::place_anew(tx, &application, by, now).await?;
    } else {
        let step = Step { reason, ..Step::new(action, by) };
        transition::take(tx, &session, &application, step, now).await?;
    }
    Ok(())
}

/// A seat that somebody took by hand meanwhile can't be offered: its person is the first to wait.
fn meaning(outcome: Outcome, session: &Session) -> (ApplicationAction, Option<ReasonCode>) {
    match outcome {
        Outcome::ByPlace | Outcome::Reserved if session.seats.left() > 0 => {
            (ApplicationAction::Offer, None)
        }
        Outcome::ByPlace | Outcome::Reserved | Outcome::Waits => {
            (ApplicationAction::Waitlist, None)
        }
        Outcome::BelowMinimum(_) => (ApplicationAction::Reject, Some(ReasonCode::LowScore)),
        Outcome::Absent(_) => (ApplicationAction::Reject, Some(ReasonCode::NoShow)),
    }
}

const fn of_centre(selection: &Selection) -> By {
    By { role: ActorRole::Centre, kind: selection.actor, id: selection.actor_id }
}

async fn locked(tx: &Tx, id: ApplicationId) -> Result<Application> {
    store::application::lock(tx, id)
        .await?
        .ok_or_else(|| Error::Internal("a result has no application".to_owned()))
}
