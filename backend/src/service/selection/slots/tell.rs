//! Telling applicants of times: that there are some, that one comes, that one changed.

use balai_shared::{
    application::UNDO_SECONDS,
    id::{ApplicantId, ApplicationId, SessionId},
    notification::NotificationKind,
    time::Instant,
};

use super::book::chooses;
use crate::{
    error::Result,
    model::slot::{Booking, Slot},
    service::{Services, transition::tell},
    store::{self, Tx},
};

/// How many are asked to choose in one transaction.
const AT_ONCE: u64 = 100;
/// How long before it begins people are reminded of a time.
const REMIND_HOURS: i64 = 24;
/// The bookings of so many slots are looked at in one statement.
const AT_A_TIME: usize = 500;
/// So many applications give their times back in one round.
const MOST_RELEASED: u64 = 500;

/// Tells who has booked.
pub(super) async fn all(
    tx: &Tx,
    booked: &[Booking],
    kind: NotificationKind,
    now: Instant,
) -> Result<()> {
    let ids: Vec<_> = booked.iter().map(|booking| booking.application).collect();
    for application in store::application::by_ids(tx.conn(), &ids).await? {
        tell(tx, (application.id, application.applicant), kind, now).await?;
    }
    Ok(())
}

/// What the worker does about times: asks who has not chosen, reminds who has, and gives back what
/// people hold whose application is over. Each for itself: what fails is logged, and the next round
/// tries again.
///
/// # Errors
/// The database's own.
pub async fn keep(services: &Services) -> Result<()> {
    let asked = invite(services).await;
    let reminded = remind(services).await;
    asked.and(reminded).and(release(services).await)
}

/// Asks all who can choose a time and were not asked, each once for a criterion.
///
/// # Errors
/// The database's own.
pub async fn invite(services: &Services) -> Result<()> {
    let now = services.store.ping().await?;
    for (session, criterion) in store::slot::to_choose(services.store.read(), now).await? {
        if let Err(error) = invite_to(services, session, criterion).await {
            tracing::warn!(%error, %session, "people were not asked to choose a time");
        }
    }
    Ok(())
}

async fn is_judging(services: &Services, id: SessionId) -> Result<bool> {
    let read = services.store.read();
    let Some(session) = store::session::by_id(read, id).await? else { return Ok(false) };
    let concluded = store::selection_result::of_session(read, id).await?.is_some();
    Ok(chooses(&session, concluded))
}

async fn invite_to(
    services: &Services,
    session: SessionId,
    criterion: Option<usize>,
) -> Result<()> {
    loop {
        let read = services.store.read();
        let some = store::slot_booking::to_invite(read, session, criterion, AT_ONCE).await?;
        if some.is_empty() || !is_judging(services, session).await? {
            return Ok(());
        }
        let write = services.store.write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                for person in &some {
                    ask(tx, *person, criterion, now).await?;
                }
                Ok(())
            })
        });
        write.await?;
    }
}

async fn ask(
    tx: &Tx,
    (id, applicant): (ApplicationId, ApplicantId),
    criterion: Option<usize>,
    now: Instant,
) -> Result<()> {
    if store::slot_booking::invite(tx, id, criterion, now).await? {
        tell(tx, (id, applicant), NotificationKind::SlotsOpened, now).await?;
    }
    Ok(())
}

/// Reminds of what begins within a day, each person once; who chose on that very day knows.
async fn remind(services: &Services) -> Result<()> {
    let now = services.store.ping().await?;
    let read = services.store.read();
    let until = now.plus_hours(REMIND_HOURS);
    for slots in store::slot::booked_between(read, now, until).await?.chunks(AT_A_TIME) {
        let ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
        for booking in store::slot_booking::unreminded(read, &ids).await? {
            let slot = slots.iter().find(|slot| slot.id == booking.slot);
            if !slot.is_some_and(|slot| known_for_long(slot, &booking)) {
                continue;
            }
            let reminding = services
                .store
                .write(move |tx| Box::pin(async move { remind_of(tx, &booking).await }));
            if let Err(error) = reminding.await {
                tracing::warn!(%error, "somebody was not reminded of a time");
            }
        }
    }
    Ok(())
}

fn known_for_long(slot: &Slot, booking: &Booking) -> bool {
    booking.booked_at < slot.starts_at.plus_hours(-REMIND_HOURS)
}

async fn remind_of(tx: &Tx, booking: &Booking) -> Result<()> {
    let now = tx.now().await?;
    if store::slot_booking::reminded(tx, booking, now).await? {
        all(tx, std::slice::from_ref(booking), NotificationKind::SlotReminder, now).await?;
    }
    Ok(())
}

/// A rejection can be undone for a while, so its seat goes back after that; what a crash left does too.
async fn release(services: &Services) -> Result<()> {
    let now = services.store.ping().await?;
    let before = now.plus_seconds(-UNDO_SECONDS);
    let read = services.store.read();
    for id in store::slot_booking::of_ended(read, (before, now), MOST_RELEASED).await? {
        let releasing = services.store.write(move |tx| Box::pin(release_of(tx, id)));
        if let Err(error) = releasing.await {
            tracing::warn!(%error, application = %id, "a time was not given back");
        }
    }
    Ok(())
}

async fn release_of(tx: &Tx, id: ApplicationId) -> Result<()> {
    let Some(application) = store::application::lock(tx, id).await? else { return Ok(()) };
    if application.state.is_live() {
        return Ok(());
    }
    let now = tx.now().await?;
    store::slot_booking::release(tx, id, Some(now)).await
}
