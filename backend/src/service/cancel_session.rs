//! Calling a session off: nobody can join it from that moment, and all who are in it are told.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    error::ErrorCode,
    id::{ApplicationId, SessionId},
    policy::{Action, Actor},
    session::{SessionLifecycle, SessionStep},
};

use super::{
    Services,
    bulk::holding,
    catalogue, session_history, text,
    transition::{By, Step, take},
};
use crate::{
    error::{Error, Result},
    model::catalogue::Listing,
    store::{self, Tx, Work},
};

/// How many applications one round takes on.
const ROUND: u64 = 500;
/// The longest reason, in characters: it goes out by SMS, too.
pub const LONGEST_REASON: usize = 300;

/// Calls a public session off. It takes no application from that moment, and no offered seat can be
/// taken; the open applications are cancelled one after the other, the first [`ROUND`] before this
/// answers, and the rest by the worker, whatever crashes.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who may not publish;
/// `VALIDATION_FAILED` without a reason; `INVALID_TRANSITION` for what isn't public;
/// `DEADLINE_PASSED` for what is over.
pub async fn cancel(
    services: &Services,
    actor: &Actor,
    session: &str,
    reason: &str,
) -> Result<Listing> {
    let listing =
        session_history::permitted(services, actor, session, Action::PublishSession).await?;
    let mut fields = Vec::new();
    let reason = text::required("reasonText", reason, LONGEST_REASON, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    let (id, by) = (listing.session.id, By::centre(actor));
    services
        .store
        .write(move |tx| Box::pin(async move { call_off(tx, &listing, (by, reason)).await }))
        .await?;
    if let Err(error) = cancel_some(services, id).await {
        tracing::warn!(%error, session = %id, "a called-off session is left to the worker");
    }
    Ok(catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?)
}

/// How many of which state [`cancel`] would cancel and tell: the session is called off by the same code,
/// and taken back.
///
/// # Errors
/// As [`cancel`].
pub async fn preview(
    services: &Services,
    actor: &Actor,
    session: &str,
) -> Result<Vec<(ApplicationState, usize)>> {
    let listing =
        session_history::permitted(services, actor, session, Action::PublishSession).await?;
    let by = By::centre(actor);
    services
        .store
        .rehearse(move |tx| {
            Box::pin(async move {
                call_off(tx, &listing, (by, String::from("-"))).await?;
                let mut counts = Vec::new();
                for state in ApplicationState::ALL.iter().copied().filter(|state| state.is_open()) {
                    let id = listing.session.id;
                    let found = store::session_life::in_states(tx.conn(), id, &[state]).await?;
                    counts.push((state, found.len()));
                }
                Ok(counts)
            })
        })
        .await
}

async fn call_off(tx: &Tx, listing: &Listing, (by, reason): (By, String)) -> Result<()> {
    let (id, now) = (listing.session.id, tx.now().await?);
    if now >= listing.session.ends_at {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    if !store::session_life::cancel(tx, id, now).await? {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    session_history::record(tx, id, (SessionStep::Cancel, by), Some(reason), now).await
}

/// Goes on where a call or a crash left off: the worker's round.
///
/// # Errors
/// The database's own.
pub async fn finish(services: &Services) -> Result<()> {
    for id in store::session_life::being_cancelled(services.store.read()).await? {
        cancel_some(services, id).await?;
    }
    Ok(())
}

/// Cancels up to [`ROUND`] open applications; where there is none left, the session is done with.
async fn cancel_some(services: &Services, id: SessionId) -> Result<()> {
    let open = store::session_life::open_applications(services.store.read(), id, ROUND).await?;
    for chunk in open.chunks(services.store.writes_at_once()) {
        let works = chunk.iter().map(|id| work(*id)).collect();
        let written = services.store.write_each(holding(chunk.to_vec()), works).await?;
        for (id, written) in chunk.iter().zip(written) {
            // One that fails doesn't hold up the others; the next round tries again.
            if let Err(error) = written {
                tracing::warn!(%error, application = %id, "an application was not cancelled");
            }
        }
    }
    services.store.write(move |tx| Box::pin(conclude(tx, id))).await
}

/// Whoever applies or is taken back holds the session's row, so none can open unseen.
async fn conclude(tx: &Tx, id: SessionId) -> Result<()> {
    store::session_life::lock(tx, id).await?;
    if store::session_life::open_applications(tx.conn(), id, 1).await?.is_empty() {
        store::session_life::cancelled(tx, id).await?;
    }
    Ok(())
}

fn work(id: ApplicationId) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static {
    move |tx| Box::pin(cancel_one(tx, id))
}

async fn cancel_one(tx: &Tx, id: ApplicationId) -> Result<()> {
    let now = tx.now().await?;
    let Some(application) = store::application::lock(tx, id).await? else { return Ok(()) };
    // Somebody was faster: a withdrawal, an offer that was declined.
    if !application.state.is_open() {
        return Ok(());
    }
    let session = store::session::by_id(tx.conn(), application.session)
        .await?
        .ok_or_else(|| Error::Internal("an application has no session".to_owned()))?;
    take(tx, &session, &application, Step::new(ApplicationAction::Cancel, By::SYSTEM), now).await?;
    Ok(())
}

/// Why a session was called off, in the words of its staff; `None` where it wasn't.
///
/// # Errors
/// The database's own.
pub async fn reason(services: &Services, listing: &Listing) -> Result<Option<String>> {
    match listing.session.lifecycle {
        SessionLifecycle::Cancelled => {
            store::session_life::why_cancelled(services.store.read(), listing.session.id).await
        }
        SessionLifecycle::Draft | SessionLifecycle::Published => Ok(None),
    }
}
