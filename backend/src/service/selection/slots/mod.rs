//! Times at which applicants are tested or interviewed: staff open them, applicants choose.

mod book;
mod read;
mod tell;

pub use book::{How, book, cancel as cancel_booking};
pub use read::{appointments_of, booked, sheets};
pub use tell::{invite, keep};

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{SessionId, SlotId},
    notification::NotificationKind,
    policy::Actor,
    session::{SelectionMethod, SessionLifecycle},
    time::Instant,
};

use super::{held_open, marks::maker, run_by};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        catalogue::Session,
        slot::{Booking, Slot},
    },
    service::{Services, applications, text},
    store::{self, Tx},
};

/// The most slots of one call: the API refuses more.
pub const MOST_SLOTS: usize = 200;
/// The most people of one slot.
const MOST_SEATS: i32 = 500;
/// The longest name of a place, in characters.
const LONGEST_PLACE: usize = 200;
/// How many hours before it begins a slot closes, where staff say nothing.
pub const CLOSES_HOURS: i32 = 24;
/// The most of these: a week.
const MOST_CLOSES_HOURS: i32 = 7 * 24;
/// The longest slot, in hours.
const LONGEST_HOURS: i64 = 12;

/// A slot as staff enter it.
#[derive(Debug, Clone)]
pub struct SlotInput {
    /// RFC 3339.
    pub starts_at: String,
    /// The same.
    pub ends_at: String,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: i32,
}

/// Slots to be opened.
#[derive(Debug, Clone)]
pub struct OpenInput {
    /// `ses_…`.
    pub session: String,
    /// The criterion's place in the plan, from 0; none where they are of none in particular.
    pub criterion: Option<i32>,
    /// All or none of them are opened.
    pub slots: Vec<SlotInput>,
    /// How many hours before it begins each closes.
    pub closes_hours: Option<i32>,
}

/// What changes of a slot; what is left out stays.
#[derive(Debug, Clone, Default)]
pub struct ChangeInput {
    /// `slt_…`.
    pub slot: String,
    /// RFC 3339.
    pub starts_at: Option<String>,
    /// The same.
    pub ends_at: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// For how many.
    pub capacity: Option<i32>,
}

/// Opens slots, all or none. Who can choose is told within a minute.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy; `INVALID_TRANSITION` where people aren't chosen
/// by merit, the session isn't public, or its selection is over; `VALIDATION_FAILED` with every bad field.
pub async fn open(services: &Services, actor: &Actor, input: OpenInput) -> Result<SessionId> {
    let listing = run_by(services, actor, &input.session).await?;
    let (id, by) = (listing.session.id, maker(actor)?);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let session = held_open(tx, id).await?;
                let public = session.lifecycle == SessionLifecycle::Published;
                if !public || session.selection_method != SelectionMethod::Merit {
                    return Err(Error::refused(ErrorCode::InvalidTransition));
                }
                let now = tx.now().await?;
                let planned = store::selection::plan(tx.conn(), id).await?.criteria.len();
                let slots = parse(&input, (&session, planned), now)?;
                store::slot::insert(tx, &slots, (by, now)).await?;
                Ok(id)
            })
        })
        .await
}

fn parse(
    input: &OpenInput,
    (session, planned): (&Session, usize),
    now: Instant,
) -> Result<Vec<Slot>> {
    let mut errors = Vec::new();
    let criterion = input.criterion.map(|index| usize::try_from(index).unwrap_or(usize::MAX));
    if criterion.is_some_and(|index| index >= planned) {
        errors.push(FieldError::new("criterion", FieldCode::OutOfRange));
    }
    let hours = input.closes_hours.unwrap_or(CLOSES_HOURS);
    if !(0..=MOST_CLOSES_HOURS).contains(&hours) {
        errors.push(FieldError::new("closesHoursBefore", FieldCode::OutOfRange));
    }
    if input.slots.is_empty() {
        errors.push(FieldError::new("slots", FieldCode::Required));
    }
    let mut slots = Vec::with_capacity(input.slots.len());
    for (row, given) in input.slots.iter().enumerate() {
        let path = |part: &str| format!("slots.{row}.{part}");
        let starts_at = instant(&path("startsAt"), &given.starts_at, &mut errors);
        let ends_at = instant(&path("endsAt"), &given.ends_at, &mut errors);
        let slot = Slot {
            id: SlotId::from_u128(new_id(now)?),
            session: session.id,
            criterion,
            starts_at,
            ends_at,
            closes_at: starts_at.plus_hours(-i64::from(hours)),
            place: text::line(&path("place"), &given.place, LONGEST_PLACE, &mut errors),
            capacity: seats(&path("capacity"), given.capacity, &mut errors),
            booked: 0,
            cancelled_at: None,
        };
        if errors.is_empty() {
            errors.extend(
                faults(&slot, session, now).map(|(part, code)| FieldError::new(&path(part), code)),
            );
        }
        slots.push(slot);
    }
    if errors.is_empty() { Ok(slots) } else { Err(Error::invalid(errors)) }
}

fn instant(path: &str, text: &str, errors: &mut Vec<FieldError>) -> Instant {
    Instant::parse(text.trim()).unwrap_or_else(|_| {
        errors.push(FieldError::new(path, FieldCode::InvalidFormat));
        Instant::from_millis(0)
    })
}

fn seats(path: &str, given: i32, errors: &mut Vec<FieldError>) -> u32 {
    if !(1..=MOST_SEATS).contains(&given) {
        errors.push(FieldError::new(path, FieldCode::OutOfRange));
    }
    u32::try_from(given).unwrap_or_default()
}

/// A time is to come, ends after it begins, and is before the training.
fn faults(
    slot: &Slot,
    session: &Session,
    now: Instant,
) -> impl Iterator<Item = (&'static str, FieldCode)> + use<> {
    let too_long = slot.ends_at > slot.starts_at.plus_hours(LONGEST_HOURS);
    [
        (slot.starts_at <= now).then_some(("startsAt", FieldCode::MustBeAfter)),
        (slot.ends_at <= slot.starts_at).then_some(("endsAt", FieldCode::MustBeAfter)),
        (too_long || slot.ends_at > session.starts_at).then_some(("endsAt", FieldCode::OutOfRange)),
    ]
    .into_iter()
    .flatten()
}

/// The slot, for who runs its session's selection; to everybody else it doesn't exist.
async fn of_staff(services: &Services, actor: &Actor, slot: &str) -> Result<Slot> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: SlotId = slot.parse()?;
    let found = store::slot::by_id(services.store.read(), id).await?;
    let slot = found.ok_or(ErrorCode::NotFound)?;
    run_by(services, actor, &slot.session.to_string()).await?;
    Ok(slot)
}

/// The slot as it is now, held, while it has not begun and wasn't called off.
async fn held(tx: &Tx, id: SlotId, now: Instant) -> Result<Slot> {
    let slot = store::slot::lock(tx, &[id]).await?.pop().ok_or(ErrorCode::NotFound)?;
    if slot.cancelled_at.is_some() {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    if slot.starts_at <= now {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    Ok(slot)
}

/// Changes a slot. Who has chosen it is told of another time or place; how long before it closes stays.
///
/// # Errors
/// As [`open`]; `INVALID_TRANSITION` for a slot that was called off, `DEADLINE_PASSED` for one that has
/// begun; `CONFLICT` where more come than there would be seats for.
pub async fn change(services: &Services, actor: &Actor, input: ChangeInput) -> Result<SessionId> {
    let slot = of_staff(services, actor, &input.slot).await?;
    let (id, session) = (slot.id, slot.session);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let before = held(tx, id, now).await?;
                let found = store::session::by_id(tx.conn(), before.session).await?;
                let after = changed(&before, &input, &found.ok_or(ErrorCode::NotFound)?, now)?;
                if !store::slot::change(tx, &after).await? {
                    return Err(Error::taken("capacity", FieldCode::FewerThanTaken));
                }
                let moved = (before.starts_at, before.ends_at, &before.place)
                    != (after.starts_at, after.ends_at, &after.place);
                if moved {
                    store::slot_booking::remind_anew(tx, id).await?;
                    let booked = store::slot_booking::of_slots(tx.conn(), &[id]).await?;
                    tell::all(tx, &booked, NotificationKind::SlotChanged, now).await?;
                }
                Ok(())
            })
        })
        .await?;
    Ok(session)
}

fn changed(before: &Slot, input: &ChangeInput, session: &Session, now: Instant) -> Result<Slot> {
    let mut errors = Vec::new();
    let mut after = before.clone();
    if let Some(text) = &input.starts_at {
        after.starts_at = instant("startsAt", text, &mut errors);
    }
    if let Some(text) = &input.ends_at {
        after.ends_at = instant("endsAt", text, &mut errors);
    }
    if let Some(place) = &input.place {
        after.place = text::line("place", place, LONGEST_PLACE, &mut errors);
    }
    if let Some(capacity) = input.capacity {
        after.capacity = seats("capacity", capacity, &mut errors);
    }
    let ahead = before.closes_at.millis_until(before.starts_at);
    after.closes_at = after.starts_at.plus_millis(-ahead);
    if errors.is_empty() {
        let wrong = faults(&after, session, now);
        errors.extend(wrong.map(|(path, code)| FieldError::new(path, code)));
    }
    if errors.is_empty() { Ok(after) } else { Err(Error::invalid(errors)) }
}

/// Calls a slot off. Who has chosen it is told, and can choose another; called off twice, it is as
/// called off once.
///
/// # Errors
/// As [`change`].
pub async fn cancel(services: &Services, actor: &Actor, slot: &str) -> Result<SessionId> {
    let slot = of_staff(services, actor, slot).await?;
    if slot.cancelled_at.is_some() {
        return Ok(slot.session);
    }
    let Slot { id, session, criterion, .. } = slot;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                held(tx, id, now).await?;
                let booked = store::slot_booking::empty(tx, id).await?;
                store::slot::cancel(tx, id, now).await?;
                ask_anew(tx, &booked, (session, criterion), now).await?;
                tell::all(tx, &booked, NotificationKind::SlotCancelled, now).await
            })
        })
        .await?;
    Ok(session)
}

/// Where nothing else can be chosen now, people are asked once there is.
async fn ask_anew(
    tx: &Tx,
    booked: &[Booking],
    (session, criterion): (SessionId, Option<usize>),
    now: Instant,
) -> Result<()> {
    let others = store::slot::of_sessions(tx.conn(), &[session]).await?;
    if others.iter().any(|slot| slot.criterion == criterion && slot.is_free(now)) {
        return Ok(());
    }
    for booking in booked {
        store::slot_booking::forget_invitation(tx, booking.application, criterion).await?;
    }
    Ok(())
}
