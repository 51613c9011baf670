//! Telling applicants of times: that there are some, that one comes, that one changed.

use std::collections::BTreeSet;

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
/// people hold whose application is over.
///
/// # Errors
/// The database's own.
pub async fn keep(services: &Services) -> Result<()> {
    invite(services).await?;
    remind(services).await?;
    release(services).await
}

/// Asks all who can choose a time and were not asked, each once for a criterion.
///
/// # Errors
/// The database's own.
pub async fn invite(services: &Services) -> Result<()> {
    let now = services.store.ping().await?;
    let slots = store::slot::to_choose(services.store.read(), now).await?;
    let open: BTreeSet<_> = slots.into_iter().map(|slot| (slot.session, slot.criterion)).collect();
    for (session, criterion) in open {
        if is_judging(services, session).await? {
            invite_to(services, session, criterion).await?;
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
        if some.is_empty() {
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
    let slots = store::slot::booked_between(read, now, until).await?;
    let ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
    for booking in store::slot_booking::unreminded(read, &ids).await? {
        let slot = slots.iter().find(|slot| slot.id == booking.slot);
        if slot.is_some_and(|slot| known_for_long(slot, &booking)) {
            services
                .store
                .write(move |tx| Box::pin(async move { remind_of(tx, &booking).await }))
                .await?;
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
    let read = services.store.read();
    let far = Instant::from_millis(i64::MAX);
    let slots = store::slot::booked_between(read, now, far).await?;
    let ids: Vec<_> = slots.iter().map(|slot| slot.id).collect();
    let before = now.plus_seconds(-UNDO_SECONDS);
    for id in store::slot_booking::of_ended(read, &ids, before).await? {
        services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let Some(application) = store::application::lock(tx, id).await? else {
                        return Ok(());
                    };
                    let now = tx.now().await?;
                    if application.state.is_live() {
                        return Ok(());
                    }
                    store::slot_booking::release(tx, id, Some(now)).await
                })
            })
            .await?;
    }
    Ok(())
}
