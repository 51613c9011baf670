//! When a session's people come together, and what its program's units are.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{MeetingId, ProgramId, SessionId},
    meeting::{self, PlannedMeeting, parse_time},
    policy::{Action, Actor, Resource, allow},
    time::Date,
};

use super::{Services, roster, text};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        catalogue::{Listing, ProgramListing, Session},
        training::{Meeting, Unit},
    },
    store::{self, Tx},
};

/// The most units of a program.
const MOST_UNITS: usize = 60;
/// The longest code of a unit, in characters.
const LONGEST_CODE: usize = 40;
/// The longest title of a unit, in characters.
const LONGEST_TITLE: usize = 200;

/// A meeting as it is typed in.
#[derive(Debug, Clone)]
pub struct MeetingInput {
    /// `2026-03-02`.
    pub day: String,
    /// `09:00`, by the clocks of the place.
    pub begins: String,
    /// `12:00`.
    pub ends: String,
    /// Lesson hours; as many as fit when left out.
    pub hours: Option<i32>,
}

/// A session's whole list of meetings, and what must be attended of it; what is left out stays.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session: String,
    /// In any order; none where the list stays as it is.
    pub meetings: Option<Vec<MeetingInput>>,
    /// The share of the minutes that must be attended; stays as it is when left out.
    pub least_percent: Option<i32>,
}

/// Makes these the session's meetings. One that is on the list already stays what it is, with its
/// marks.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND`, `FORBIDDEN` by policy; `VALIDATION_FAILED` with every bad field;
/// `CONFLICT` where a meeting would go at which somebody is marked.
pub async fn schedule(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    let listing = roster::listing(services, actor, &input.session).await?;
    allow(actor, Action::PublishSession, &Resource::Institution(listing.institution.id))?;
    let mut errors = Vec::new();
    let planned = input.meetings.as_deref().map(|meetings| parse(meetings, &mut errors));
    let percent = input.least_percent;
    if percent.is_some_and(|percent| !(1..=100).contains(&percent)) {
        errors.push(FieldError::new("attendancePercent", FieldCode::OutOfRange));
    }
    if let (Some(planned), true) = (&planned, errors.is_empty()) {
        errors = meeting::check(planned, &frame(&listing.session));
    }
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let session = listing.session.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move { keep(tx, session, planned.as_deref(), percent).await })
        })
        .await?;
    Ok(listing)
}

fn frame(session: &Session) -> meeting::Frame {
    meeting::Frame {
        starts_on: session.starts_on,
        ends_on: session.ends_on,
        mode: session.mode,
        funding: session.funding,
    }
}

fn parse(meetings: &[MeetingInput], errors: &mut Vec<FieldError>) -> Vec<PlannedMeeting> {
    let mut planned = Vec::with_capacity(meetings.len());
    for (place, input) in meetings.iter().enumerate() {
        let mut wrong = |field: &str, code| {
            errors.push(FieldError::new(&format!("meetings.{place}.{field}"), code));
        };
        let day = Date::parse(input.day.trim()).ok();
        let (begins, ends) = (parse_time(&input.begins), parse_time(&input.ends));
        if day.is_none() {
            wrong("day", FieldCode::InvalidDate);
        }
        if begins.is_none() {
            wrong("begins", FieldCode::InvalidFormat);
        }
        if ends.is_none() {
            wrong("ends", FieldCode::InvalidFormat);
        }
        if let (Some(day), Some(begins), Some(ends)) = (day, begins, ends) {
            let fitting = u32::from((ends.saturating_sub(begins) / meeting::LESSON_MINUTES).max(1));
            let hours = input.hours.map_or(fitting, |hours| u32::try_from(hours).unwrap_or(0));
            planned.push(PlannedMeeting { day, begins, ends, hours });
        }
    }
    planned.sort_unstable();
    planned
}

async fn keep(
    tx: &Tx,
    session: SessionId,
    planned: Option<&[PlannedMeeting]>,
    percent: Option<i32>,
) -> Result<()> {
    // Its days may have moved since the list was drawn up.
    let session = store::session_life::lock(tx, session).await?.ok_or(ErrorCode::NotFound)?;
    if let Some(planned) = planned {
        replace(tx, &session, planned).await?;
    }
    if let Some(percent) = percent {
        store::meeting::set_least_percent(tx, session.id, percent).await?;
    }
    Ok(())
}

async fn replace(tx: &Tx, session: &Session, planned: &[PlannedMeeting]) -> Result<()> {
    let now = tx.now().await?;
    let errors = meeting::check(planned, &frame(session));
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    let known = store::meeting::of_session(tx.conn(), session.id).await?;
    let mut wanted = Vec::with_capacity(planned.len());
    for plan in planned {
        let at =
            |minutes: u16| session.time_zone.start_of(plan.day).plus_minutes(i64::from(minutes));
        wanted.push(Meeting {
            id: MeetingId::from_u128(new_id(now)?),
            session: session.id,
            day: plan.day,
            begins_at: at(plan.begins),
            ends_at: at(plan.ends),
            hours: i32::try_from(plan.hours).unwrap_or(i32::MAX),
        });
    }
    let same = |one: &Meeting, other: &Meeting| {
        (one.begins_at, one.ends_at, one.hours) == (other.begins_at, other.ends_at, other.hours)
    };
    let gone = known.iter().filter(|old| !wanted.iter().any(|new| same(old, new)));
    let gone: Vec<_> = gone.map(|old| old.id).collect();
    if store::attendance::any_at(tx.conn(), &gone).await? {
        return Err(Error::taken("meetings", FieldCode::NotAllowed));
    }
    store::meeting::remove(tx, &gone).await?;
    wanted.retain(|new| !known.iter().any(|old| same(old, new)));
    store::meeting::insert(tx, &wanted).await
}

/// Makes these the program's units of competence.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for no such program; `FORBIDDEN` for another institution's;
/// `VALIDATION_FAILED` with every bad field.
pub async fn set_units(
    services: &Services,
    actor: &Actor,
    program: &str,
    units: Vec<Unit>,
) -> Result<ProgramListing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ProgramId = program.parse()?;
    let found = store::program::by_ids(services.store.read(), &[id]).await?.pop();
    let listing = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(listing.institution.id))?;
    let units = checked(units)?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move { store::assessment::set_units(tx, id, &units).await })
        })
        .await?;
    Ok(listing)
}

fn checked(units: Vec<Unit>) -> Result<Vec<Unit>> {
    let mut errors = Vec::new();
    if units.len() > MOST_UNITS {
        errors.push(FieldError::with_given("units", FieldCode::TooMany, units.len()));
    }
    let mut parsed: Vec<Unit> = Vec::with_capacity(units.len());
    for (place, unit) in units.into_iter().enumerate() {
        let at = |field: &str| format!("units.{place}.{field}");
        let code = text::printed(&at("code"), &unit.code, LONGEST_CODE, &mut errors)?;
        let title = text::printed(&at("title"), &unit.title, LONGEST_TITLE, &mut errors)?;
        if parsed.iter().any(|known| known.code == code) && !code.is_empty() {
            errors.push(FieldError::new(&at("code"), FieldCode::NotAllowed));
        }
        parsed.push(Unit { code, title });
    }
    if errors.is_empty() { Ok(parsed) } else { Err(Error::invalid(errors)) }
}
