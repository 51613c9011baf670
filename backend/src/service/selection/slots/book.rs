//! An applicant chooses a time, moves to another, or gives it back.

use balai_shared::{
    error::{ErrorCode, FieldCode},
    id::{ApplicationId, SlotId},
    policy::{Action, Actor, allow},
    session::SessionLifecycle,
    time::Instant,
};

use super::applications;
use crate::{
    error::{Error, Result},
    model::{
        application::Application,
        catalogue::Session,
        selection::Candidate,
        slot::{Booking, Slot},
    },
    service::Services,
    store::{self, Tx},
};

/// Whether somebody chooses for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// Nothing is booked under the criterion.
    First,
    /// Another time is given back for this one.
    Move,
}

/// Books a seat of a slot; a slot that is booked already stays so.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's application, or a slot of another session;
/// `INVALID_TRANSITION` where the applicant isn't judged (any more), or moves and has nothing to move;
/// `DEADLINE_PASSED` once the slot, or the one that would be given back, has closed; `CONFLICT` at
/// `slotId` where it is full or was called off, or where another is booked and this isn't a move.
pub async fn book(
    services: &Services,
    actor: &Actor,
    (application, slot): (&str, &str),
    how: How,
) -> Result<Application> {
    let id = own(services, actor, application).await?;
    let slot: SlotId = slot.parse()?;
    services.store.write(move |tx| Box::pin(async move { choose(tx, id, slot, how).await })).await
}

async fn own(services: &Services, actor: &Actor, application: &str) -> Result<ApplicationId> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ApplicationId = application.parse()?;
    let found = applications::by_ids(services, actor, &[id]).await?.pop();
    let application = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ActAsApplicant, &applications::resource(&application))?;
    Ok(id)
}

async fn choose(tx: &Tx, id: ApplicationId, slot: SlotId, how: How) -> Result<Application> {
    let application = judged(tx, id).await?;
    let now = tx.now().await?;
    let wanted = store::slot::by_id(tx.conn(), slot).await?;
    let wanted = wanted.filter(|slot| slot.session == application.session);
    let wanted = wanted.ok_or(ErrorCode::NotFound)?;
    let present = present(tx, id, wanted.criterion).await?;
    let ids: Vec<_> = present.iter().map(|booking| booking.slot).chain([slot]).collect();
    let held = store::slot::lock(tx, &ids).await?;
    // Staff may have called one of them off until it was held.
    let present = present_of(tx, id, wanted.criterion, present).await?;
    match (how, &present) {
        (_, Some(booking)) if booking.slot == slot => return Ok(application),
        (How::First, Some(_)) => return Err(Error::taken("slotId", FieldCode::TooMany)),
        (How::Move, None) => return Err(Error::refused(ErrorCode::InvalidTransition)),
        (How::First, None) | (How::Move, Some(_)) => {}
    }
    for slot in &held {
        is_open(slot, now)?;
    }
    if !store::slot::take_seat(tx, slot).await? {
        return Err(Error::taken("slotId", FieldCode::NotAllowed));
    }
    if let Some(booking) = present {
        store::slot::give_back(tx, booking.slot, 1).await?;
    }
    let criterion = wanted.criterion;
    let booking = Booking { application: id, criterion, slot, booked_at: now };
    store::slot_booking::put(tx, &booking).await?;
    Ok(application)
}

/// The application, held, while it is judged.
async fn judged(tx: &Tx, id: ApplicationId) -> Result<Application> {
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let session = store::session::by_id(tx.conn(), application.session).await?;
    let session = session.ok_or(ErrorCode::NotFound)?;
    let concluded = store::selection_result::of_session(tx.conn(), session.id).await?.is_some();
    if !Candidate::STATES.contains(&application.state) || !chooses(&session, concluded) {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    Ok(application)
}

/// Whether people are still judged for this session.
pub(super) fn chooses(session: &Session, concluded: bool) -> bool {
    session.lifecycle == SessionLifecycle::Published
        && session.selection_closed_at.is_none()
        && !concluded
}

async fn present(tx: &Tx, id: ApplicationId, criterion: Option<usize>) -> Result<Option<Booking>> {
    let own = store::slot_booking::of_applications(tx.conn(), &[id]).await?;
    Ok(own.into_iter().find(|booking| booking.criterion == criterion))
}

/// The same once more where there was one.
async fn present_of(
    tx: &Tx,
    id: ApplicationId,
    criterion: Option<usize>,
    before: Option<Booking>,
) -> Result<Option<Booking>> {
    match before {
        Some(_) => present(tx, id, criterion).await,
        None => Ok(None),
    }
}

fn is_open(slot: &Slot, now: Instant) -> Result<()> {
    if slot.cancelled_at.is_some() {
        return Err(Error::taken("slotId", FieldCode::NotAllowed));
    }
    if slot.closes_at <= now {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    Ok(())
}

/// Gives a booked time back.
///
/// # Errors
/// As [`book`]; `INVALID_TRANSITION` where it isn't booked.
pub async fn cancel(
    services: &Services,
    actor: &Actor,
    (application, slot): (&str, &str),
) -> Result<Application> {
    let id = own(services, actor, application).await?;
    let slot: SlotId = slot.parse()?;
    services.store.write(move |tx| Box::pin(async move { give_back(tx, id, slot).await })).await
}

async fn give_back(tx: &Tx, id: ApplicationId, slot: SlotId) -> Result<Application> {
    let application = store::application::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    let now = tx.now().await?;
    let held = store::slot::lock(tx, &[slot]).await?.pop();
    let held = held.filter(|slot| slot.session == application.session);
    let held = held.ok_or(ErrorCode::NotFound)?;
    let own = store::slot_booking::of_applications(tx.conn(), &[id]).await?;
    let booking = own.into_iter().find(|booking| booking.slot == slot);
    let booking = booking.ok_or(ErrorCode::InvalidTransition)?;
    is_open(&held, now)?;
    if store::slot_booking::remove(tx, &booking).await? {
        store::slot::give_back(tx, slot, 1).await?;
    }
    Ok(application)
}
