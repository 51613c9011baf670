//! One step on many applications, each for itself: a row that can't be done stops no other.

use balai_shared::{
    application::{ApplicationAction, ApplicationState},
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicationId, SessionId},
    policy::{Action, Actor, Resource, Scope, allow, applications_scope},
    session::SessionLifecycle,
    time::Instant,
};

use super::{
    Services, applications, extend_offers, promote,
    transition::{Step, hold_holder, take},
    undo_decisions,
};
use crate::{
    error::{Error, Result},
    model::{application::Application, catalogue::Session},
    store::{self, Tx, Work},
};

/// The most rows of one call: the API refuses more (`graphql::limits::lists`).
pub const MOST: usize = 500;

/// How one row went.
#[derive(Debug)]
pub struct Row {
    /// As it was sent.
    pub id: String,
    /// The application after the step, or why there was none.
    pub result: Result<Application>,
    /// After a refusal: the application as it stands, for who may see it.
    pub standing: Option<Application>,
}

/// What is done to each.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    /// A step of the table.
    Take(Step),
    /// An offer gets more time, by a step.
    Extend(extend_offers::More, Step),
    /// The last decision is taken back.
    Undo,
}

/// Whether the caller decides anywhere at all.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`.
pub(super) fn may_begin(actor: &Actor) -> Result<()> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    match applications_scope(actor) {
        Scope::Nothing | Scope::Applicant(_) => Err(Error::refused(ErrorCode::Forbidden)),
        Scope::Everything | Scope::Institutions(_) | Scope::Region(_) => Ok(()),
    }
}

/// What is wrong with a selection as a whole.
pub(super) fn check(ids: &[String], fields: &mut Vec<FieldError>) {
    if ids.is_empty() {
        fields.push(FieldError::new("ids", FieldCode::Required));
    }
}

/// One result an id, in the order asked. Seats that became free go on down their lists afterwards.
///
/// # Errors
/// The database's own; what is wrong with one row is that row's own result.
pub(super) async fn each(
    services: &Services,
    actor: &Actor,
    ids: Vec<String>,
    deed: Deed,
) -> Result<Vec<Row>> {
    let mut done = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(services.store.writes_at_once()) {
        done.extend(some(services, actor, chunk, &deed).await);
    }
    let mut freed: Vec<SessionId> = done.iter().filter_map(freed_by).collect();
    freed.sort_unstable();
    freed.dedup();
    for session in freed {
        promote::hand_on(services, session).await;
    }
    let mut rows = Vec::with_capacity(done.len());
    for (id, result) in ids.into_iter().zip(done) {
        let standing = if result.is_err() { standing(services, actor, &id).await? } else { None };
        rows.push(Row { id, result: result.map(|(_, after)| after), standing });
    }
    Ok(rows)
}

fn freed_by(result: &Result<(Application, Application)>) -> Option<SessionId> {
    let (before, after) = result.as_ref().ok()?;
    (before.state.holds_seat() && !after.state.holds_seat()).then_some(after.session)
}

/// The application as it stands, for who may see it: what a refused caller works on from.
async fn standing(services: &Services, actor: &Actor, id: &str) -> Result<Option<Application>> {
    let Ok(id) = id.parse::<ApplicationId>() else { return Ok(None) };
    Ok(applications::by_ids(services, actor, &[id]).await?.pop())
}

/// What was done to each of so many ids as are written together, in their order.
async fn some(
    services: &Services,
    actor: &Actor,
    ids: &[String],
    deed: &Deed,
) -> Vec<Result<(Application, Application)>> {
    let parsed: Vec<Option<ApplicationId>> = ids.iter().map(|id| id.parse().ok()).collect();
    let known: Vec<ApplicationId> = parsed.iter().flatten().copied().collect();
    let works = known.iter().map(|id| work(actor.clone(), *id, deed.clone())).collect();
    let mut written = match services.store.write_each(holding_people(known), works).await {
        Ok(written) => written.into_iter(),
        Err(error) => {
            tracing::error!(%error, "decisions were not written");
            Vec::new().into_iter()
        }
    };
    let result = |id: &Option<ApplicationId>| match id {
        None => Err(Error::refused(ErrorCode::NotFound)),
        Some(_) => written
            .next()
            .unwrap_or_else(|| Err(Error::later(ErrorCode::Unavailable, 1)))
            .map_err(anew),
    };
    parsed.iter().map(result).collect()
}

/// Holds the applications, and then the times that they have booked, before any of them is decided.
pub(super) fn holding(
    ids: Vec<ApplicationId>,
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static {
    move |tx| {
        Box::pin(async move {
            store::application::hold(tx, &ids).await?;
            store::slot_booking::hold(tx, &ids).await
        })
    }
}

/// The same, and then the people whose applications may open again: within the transaction that the
/// rows share, nobody waits for a person with a session in hand.
fn holding_people(
    ids: Vec<ApplicationId>,
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, ()> + Send + 'static {
    move |tx| {
        Box::pin(async move {
            store::application::hold(tx, &ids).await?;
            let mut closed = store::application::by_ids(tx.conn(), &ids).await?;
            closed.retain(|application| !application.state.is_open());
            let people: Vec<_> = closed.iter().map(|application| application.applicant).collect();
            store::applicant::hold(tx, &people).await?;
            store::slot_booking::hold(tx, &ids).await
        })
    }
}

fn work(
    actor: Actor,
    id: ApplicationId,
    deed: Deed,
) -> impl for<'t> FnOnce(&'t Tx) -> Work<'t, (Application, Application)> + Send + 'static {
    move |tx| Box::pin(async move { carry_out(tx, &actor, id, deed).await })
}

/// The person has applied anew meanwhile: the schema's index lets one live application be.
fn anew(error: Error) -> Error {
    if error.is_unique_violation() { Error::refused(ErrorCode::Conflict) } else { error }
}

async fn carry_out(
    tx: &Tx,
    actor: &Actor,
    id: ApplicationId,
    deed: Deed,
) -> Result<(Application, Application)> {
    let now = tx.now().await?;
    let before = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::DecideApplication, &applications::resource(&before))?;
    still_there(tx, &before).await?;
    let session = session(tx, &before).await?;
    if session.lifecycle == SessionLifecycle::Cancelled {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let after = match deed {
        Deed::Take(step) => {
            if step.action == ApplicationAction::Offer {
                in_turn(tx, &session, &before).await?;
            }
            take(tx, &session, &before, step, now).await?
        }
        Deed::Extend(more, step) => extend(tx, &session, &before, (more, step), now).await?,
        Deed::Undo => undo_decisions::undo(tx, actor, (&session, &before), now).await?,
    };
    Ok((before, after))
}

/// What is at its end doesn't open again for somebody whose account was erased; the person's row is
/// held, before the session's, so that none is erased meanwhile.
async fn still_there(tx: &Tx, of: &Application) -> Result<()> {
    if of.state.is_open() { Ok(()) } else { hold_holder(tx, of).await }
}

/// The session; held where an application that is at its end may open again, so that none does while
/// its session is called off.
async fn session(tx: &Tx, of: &Application) -> Result<Session> {
    let found = if of.state.is_open() {
        store::session::by_id(tx.conn(), of.session).await?
    } else {
        store::session_life::lock(tx, of.session).await?
    };
    found.ok_or_else(|| Error::Internal("an application has no session".to_owned()))
}

async fn extend(
    tx: &Tx,
    session: &Session,
    before: &Application,
    (more, step): (extend_offers::More, Step),
    now: Instant,
) -> Result<Application> {
    let until = match before.offer_expires_at {
        Some(present) => Some(extend_offers::until(session, present, more)?),
        // The table refuses it.
        None => None,
    };
    take(tx, session, before, Step { until, ..step }, now).await
}

/// Nobody is overtaken (DOMAIN, rule 3): once the list moves by the rule, staff can offer a seat to
/// its first alone.
async fn in_turn(tx: &Tx, session: &Session, chosen: &Application) -> Result<()> {
    let waits = chosen.state == ApplicationState::Waitlisted;
    if !promote::list_moves(session) || session.seats.waiting == 0 {
        return Ok(());
    }
    let first = store::application::first_waiting(tx.conn(), session.id).await?;
    if waits && first == Some(chosen.id) {
        Ok(())
    } else {
        Err(Error::refused(ErrorCode::Conflict))
    }
}
