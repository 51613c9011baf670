//! Taking decisions back: their maker, within thirty seconds, while nobody has gone on from them.

use balai_shared::{
    application::{
        ActorKind, ApplicationAction, ApplicationState, UNDO_SECONDS, is_undoable, undo_target,
    },
    error::{ErrorCode, FieldCode},
    policy::Actor,
    time::Instant,
};

use super::{
    Services,
    bulk::{self, Deed, Row},
    transition::{By, Step, write},
};
use crate::{
    error::{Error, Result},
    model::{
        application::{Application, Event},
        catalogue::Session,
    },
    store::{self, Tx},
};

/// Takes the last decision on each back: the state before with its place on the waiting list, its
/// deadline or its reason, and nobody was told. One result an id, in the order asked.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN` for who decides nothing; `VALIDATION_FAILED` for an empty
/// selection or too many rows. A row's own: `INVALID_TRANSITION` where the last step was no decision,
/// `FORBIDDEN` for another's, `DEADLINE_PASSED` after thirty seconds, `CONFLICT` where the message
/// is on its way, `SEATS_EXHAUSTED` where the seat that became free went on.
pub async fn undo_all(services: &Services, actor: &Actor, ids: Vec<String>) -> Result<Vec<Row>> {
    bulk::may_begin(actor)?;
    let mut fields = Vec::new();
    bulk::check(&ids, &mut fields);
    if !fields.is_empty() {
        return Err(Error::invalid(fields));
    }
    bulk::each(services, actor, ids, Deed::Undo).await
}

/// Forgets what decisions of yesterday could be taken back to.
///
/// # Errors
/// The database's own.
pub async fn forget_old(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let before = tx.now().await?.plus_days(-1);
                store::decision_origin::purge(tx, before).await
            })
        })
        .await
}

/// Takes the last decision on `before` back, whose row is held.
pub(super) async fn undo(
    tx: &Tx,
    actor: &Actor,
    (session, before): (&Session, &Application),
    now: Instant,
) -> Result<Application> {
    let history = store::event::of_applications(tx.conn(), &[before.id]).await?;
    let (decision, earlier) = last_decision(&history, before)?;
    let by = By::centre(actor);
    if store::event::actor(tx.conn(), decision.id).await? != by.id {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    let told_at = decision.at.plus_seconds(UNDO_SECONDS);
    if now >= told_at {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    let state = decision.from.and_then(|from| undo_target(from, before.state));
    let state = state.ok_or(ErrorCode::InvalidTransition)?;
    // First of all that is written: a message that a sender has begun with can't be called back.
    let to = store::preference::recipient(tx, before.applicant).await?;
    store::notification::untell(tx, to.account, before.id, told_at).await?;
    if !store::outbox::untell(tx, to.account, before.id, told_at).await? {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let origin = store::decision_origin::of(tx.conn(), before.id, before.version).await?;
    // Back to a rejection: it stands for the reason that it stood for.
    let rejection = earlier.filter(|_| state == ApplicationState::Rejected);
    let after = Application {
        state,
        waitlist_order: origin.waitlist_order.filter(|_| state == ApplicationState::Waitlisted),
        offer_expires_at: origin.offer_expires_at.filter(|_| state == ApplicationState::Offered),
        reason: rejection.and_then(|event| event.reason),
        version: before.version + 1,
        changed_at: now,
        ..before.clone()
    };
    let step = Step {
        reason: after.reason,
        note: rejection.and_then(|event| event.note.clone()),
        ..Step::new(ApplicationAction::Undo, by)
    };
    write(tx, (session, before), after, step, now).await.map_err(handed_on)
}

/// The decision that led to where the application stands, and the step before it.
fn last_decision<'h>(
    history: &'h [Event],
    application: &Application,
) -> Result<(&'h Event, Option<&'h Event>)> {
    let (last, earlier) = history.split_last().ok_or(ErrorCode::InvalidTransition)?;
    let by_centre = match last.actor {
        ActorKind::Staff | ActorKind::Partner => true,
        ActorKind::Applicant | ActorKind::System => false,
    };
    if by_centre && is_undoable(last.action) && last.version == application.version {
        Ok((last, earlier.last()))
    } else {
        Err(Error::refused(ErrorCode::InvalidTransition))
    }
}

/// The only seat that an undone decision needs is the one that a revoked offer gave free.
fn handed_on(error: Error) -> Error {
    if error.code() == ErrorCode::SeatsExhausted {
        Error::at(ErrorCode::SeatsExhausted, "seat", FieldCode::SeatHandedOn)
    } else {
        error
    }
}
