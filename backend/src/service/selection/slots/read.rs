//! What applicants and staff see of the times.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use balai_shared::{
    id::{ApplicationId, SessionId, SlotId},
    policy::{Action, Actor, Resource, allow},
    time::Instant,
};

use super::{super::run_by, applications, book::chooses};
use crate::{
    error::Result,
    model::{
        application::Application,
        selection::{Candidate, Plan},
        slot::{Appointment, Booking, Sheet, Slot},
    },
    service::Services,
    store,
};

/// What these applicants have booked and can choose, for the applicant and for who runs the selection;
/// the others, and those of sessions without times, are left out.
///
/// # Errors
/// The database's own.
pub async fn appointments_of(
    services: &Services,
    actor: &Actor,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<Appointment>>> {
    let seen = applications::by_ids(services, actor, ids).await?;
    let seen: Vec<_> = seen.into_iter().filter(|application| may_see(actor, application)).collect();
    let sessions: Vec<_> = seen.iter().map(|application| application.session).collect();
    let read = services.store.read();
    let slots = store::slot::of_sessions(read, &sessions).await?;
    if slots.is_empty() {
        return Ok(HashMap::new());
    }
    let of = slots.iter().map(|slot| slot.session).collect::<BTreeSet<_>>();
    let mut judging = BTreeSet::new();
    for id in of {
        if is_judging(services, id).await? {
            judging.insert(id);
        }
    }
    let plans = store::selection::plans(read, &sessions).await?;
    let all: Vec<_> = seen.iter().map(|application| application.id).collect();
    let booked = store::slot_booking::of_applications(read, &all).await?;
    let now = services.clock().now();
    let seen = seen.into_iter().map(|application| {
        let session = application.session;
        let of_session = |slot: &&Slot| slot.session == session;
        let slots: Vec<&Slot> = slots.iter().filter(of_session).collect();
        let own: Vec<_> = booked.iter().filter(|one| one.application == application.id).collect();
        let judged = judging.contains(&session) && Candidate::STATES.contains(&application.state);
        let plan = plans.get(&session);
        (application.id, appointments((&slots, &own), plan, judged.then_some(now)))
    });
    Ok(seen.filter(|(_, all)| !all.is_empty()).collect())
}

fn may_see(actor: &Actor, application: &Application) -> bool {
    let own = allow(actor, Action::ActAsApplicant, &applications::resource(application)).is_ok();
    let runs = Resource::Institution(application.institution);
    own || allow(actor, Action::RunSelection, &runs).is_ok()
}

async fn is_judging(services: &Services, id: SessionId) -> Result<bool> {
    let read = services.store.read();
    let Some(session) = store::session::by_id(read, id).await? else { return Ok(false) };
    let concluded = store::selection_result::of_session(read, id).await?.is_some();
    Ok(chooses(&session, concluded))
}

/// By criterion; `now` where the applicant is judged.
fn appointments(
    (slots, own): (&[&Slot], &[&Booking]),
    plan: Option<&Plan>,
    now: Option<Instant>,
) -> Vec<Appointment> {
    let mut all: BTreeMap<Option<usize>, Appointment> = BTreeMap::new();
    for slot in slots {
        let is_own = own.iter().any(|booking| booking.slot == slot.id);
        let free = now.is_some_and(|now| slot.is_free(now));
        if !is_own && slot.cancelled_at.is_some() {
            continue;
        }
        let criterion = slot.criterion;
        let one = all.entry(criterion).or_insert_with(|| Appointment {
            criterion,
            name: name(plan, criterion),
            booked: None,
            may_change: now.is_some(),
            choices: Vec::new(),
        });
        if is_own {
            one.may_change = now.is_some_and(|now| now < slot.closes_at);
            one.booked = Some((*slot).clone());
        } else if free {
            one.choices.push((*slot).clone());
        }
    }
    all.into_values()
        .map(|one| {
            let choices = if one.may_change { one.choices } else { Vec::new() };
            Appointment { choices, ..one }
        })
        .filter(|one| now.is_some() || one.booked.is_some())
        .collect()
}

fn name(plan: Option<&Plan>, criterion: Option<usize>) -> String {
    let found = criterion.and_then(|index| plan?.criteria.get(index));
    found.map(|one| one.name.clone()).unwrap_or_default()
}

/// What staff see of a session's times, by criterion.
///
/// # Errors
/// `UNAUTHENTICATED`, `NOT_FOUND`, `FORBIDDEN` by policy.
pub async fn sheets(services: &Services, actor: &Actor, session: &str) -> Result<Vec<Sheet>> {
    let listing = run_by(services, actor, session).await?;
    let (read, id) = (services.store.read(), listing.session.id);
    let slots = store::slot::of_sessions(read, &[id]).await?;
    let ids: Vec<SlotId> = slots.iter().map(|slot| slot.id).collect();
    let bookings = store::slot_booking::of_slots(read, &ids).await?;
    let plan = store::selection::plan(read, id).await?;
    let candidates =
        if slots.is_empty() { Vec::new() } else { store::selection::candidates(read, id).await? };
    let mut sheets: BTreeMap<Option<usize>, Sheet> = BTreeMap::new();
    let (open, gone): (Vec<_>, Vec<_>) =
        slots.into_iter().partition(|slot| slot.cancelled_at.is_none());
    for slot in open.into_iter().chain(gone) {
        let criterion = slot.criterion;
        let comes = bookings.iter().filter(|booking| booking.slot == slot.id);
        let comes = comes.map(|booking| booking.application).collect();
        let sheet = sheets.entry(criterion).or_insert_with(|| Sheet {
            criterion,
            name: name(Some(&plan), criterion),
            slots: Vec::new(),
            unbooked: unbooked(&candidates, &bookings, criterion),
        });
        sheet.slots.push((slot, comes));
    }
    Ok(sheets.into_values().collect())
}

fn unbooked(
    candidates: &[Candidate],
    bookings: &[Booking],
    criterion: Option<usize>,
) -> Vec<ApplicationId> {
    let under = bookings.iter().filter(|booking| booking.criterion == criterion);
    let booked: BTreeSet<_> = under.map(|booking| booking.application).collect();
    let ids = candidates.iter().map(|candidate| candidate.application.id);
    ids.filter(|id| !booked.contains(id)).collect()
}

/// What these applications have booked, with the slots; for their owner's file and for letters.
///
/// # Errors
/// The database's own.
pub async fn booked(
    services: &Services,
    ids: &[ApplicationId],
) -> Result<HashMap<ApplicationId, Vec<(String, Slot, Instant)>>> {
    let read = services.store.read();
    let bookings = store::slot_booking::of_applications(read, ids).await?;
    let slots: Vec<_> = bookings.iter().map(|booking| booking.slot).collect();
    let slots = store::slot::by_ids(read, &slots).await?;
    let sessions: Vec<_> = slots.iter().map(|slot| slot.session).collect();
    let plans = store::selection::plans(read, &sessions).await?;
    let mut all: HashMap<_, Vec<_>> = HashMap::new();
    for booking in bookings {
        if let Some(slot) = slots.iter().find(|slot| slot.id == booking.slot) {
            let name = name(plans.get(&slot.session), booking.criterion);
            let row = (name, slot.clone(), booking.booked_at);
            all.entry(booking.application).or_default().push(row);
        }
    }
    Ok(all)
}
