//! Changing a session: all of a draft's days, and of a public one what harms nobody.

use balai_shared::{
    application::ApplicationState,
    error::{ErrorCode, FieldCode, FieldError},
    id::{ApplicantId, SessionId},
    notification::NotificationKind,
    policy::{Action, Actor},
    session::{DeliveryMode, Funding, SelectionMethod, SessionLifecycle, SessionStep},
    time::{Date, Instant},
};

use super::{
    Services, catalogue,
    create_session::{MOST_OFFER_HOURS, MOST_SEATS},
    promote,
    publish_session::hours_fit,
    session_history, text,
    transition::{By, tell},
};
use crate::{
    error::{Error, Result},
    model::catalogue::{Listing, Session},
    store::{self, Tx},
};

/// What is to be changed; what is left out stays.
#[derive(Debug, Clone)]
pub struct Input {
    /// `ses_…`.
    pub session_id: String,
    /// The edition that was seen.
    pub edition: i32,
    /// Of a draft: where it is taught.
    pub mode: Option<DeliveryMode>,
    /// Of a draft: who pays.
    pub funding: Option<Funding>,
    /// Of a draft: how people are chosen.
    pub selection_method: Option<SelectionMethod>,
    /// Of a draft, RFC 3339.
    pub registration_opens_at: Option<String>,
    /// Of a draft: whether participants live there.
    pub boarding: Option<bool>,
    /// Of a draft: how long an offer holds its seat.
    pub offer_hours: Option<i32>,
    /// Seats in all.
    pub capacity: Option<i32>,
    /// RFC 3339.
    pub registration_closes_at: Option<String>,
    /// `2026-02-14`.
    pub starts_on: Option<String>,
    /// `2026-02-28`.
    pub ends_on: Option<String>,
    /// The last day on which a free seat is offered again.
    pub replacement_until: Option<String>,
    /// Where it is held; empty for nowhere.
    pub address: Option<String>,
    /// Where it is held online; empty for nowhere.
    pub meeting_link: Option<String>,
    /// The days and hours, in words; empty for none.
    pub timetable: Option<String>,
}

/// Changes a session. Who has a seat, or is offered one, is told of other days or another place.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who may not publish;
/// `VALIDATION_FAILED` with every bad field, among them a public session's days put earlier;
/// `CONFLICT` where somebody else changed it meanwhile, fewer seats than are taken, other days on
/// which a participant is elsewhere, or without a meeting at which somebody is marked; `INVALID_TRANSITION` for a session that was called off,
/// `DEADLINE_PASSED` for days once it has begun and for all once it is over.
pub async fn update(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    let action = Action::PublishSession;
    let listing = session_history::permitted(services, actor, &input.session_id, action).await?;
    let (id, by) = (listing.session.id, By::centre(actor));
    services
        .store
        .write(move |tx| Box::pin(async move { change(tx, listing, &input, by).await }))
        .await?;
    // A seat that is new goes to who waits for it.
    promote::hand_on(services, id).await;
    Ok(catalogue::session(services, actor, id).await?.ok_or(ErrorCode::NotFound)?)
}

/// How often a session was changed: its edition.
///
/// # Errors
/// The database's own.
pub async fn edition(services: &Services, listing: &Listing) -> Result<i32> {
    let changes = store::session_life::changes(services.store.read(), listing.session.id).await?;
    Ok(i32::try_from(changes).unwrap_or(i32::MAX))
}

async fn change(tx: &Tx, listing: Listing, input: &Input, by: By) -> Result<()> {
    let now = tx.now().await?;
    let id = listing.session.id;
    // Before the session, in the order of all who hold these.
    let held = if input.starts_on.is_some() || input.ends_on.is_some() {
        hold_participants(tx, id).await?
    } else {
        Vec::new()
    };
    let old = store::session_life::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    if old.lifecycle == SessionLifecycle::Cancelled {
        return Err(Error::refused(ErrorCode::InvalidTransition));
    }
    let seen = store::session_life::changes(tx.conn(), id).await?;
    if u64::try_from(input.edition).ok() != Some(seen) {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let new = changed(&old, input)?;
    may_change((&old, &new), &listing, now)?;
    if moved(&old, &new) {
        no_overlap(tx, &new, &held).await?;
        remove_meetings(tx, &new).await?;
    }
    if old.selection_method != new.selection_method {
        tidy_plan(tx, &new).await?;
    }
    if !store::session_life::change(tx, &new, now).await? {
        return Err(Error::at(ErrorCode::Conflict, "capacity", FieldCode::FewerThanTaken));
    }
    session_history::record(tx, id, (SessionStep::Change, by), None, now).await?;
    let elsewhere = old.address != new.address || old.meeting_link != new.meeting_link;
    if old.lifecycle == SessionLifecycle::Published && (moved(&old, &new) || elsewhere) {
        tell_participants(tx, &new, now).await?;
    }
    Ok(())
}

/// The session as it would be.
fn changed(old: &Session, input: &Input) -> Result<Session> {
    let mut errors = Vec::new();
    let mut new = old.clone();
    if let Some(capacity) = input.capacity {
        match u32::try_from(capacity) {
            Ok(seats) if (1..=MOST_SEATS).contains(&capacity) => new.seats.capacity = seats,
            Ok(_) | Err(_) => errors.push(FieldError::new("capacity", FieldCode::OutOfRange)),
        }
    }
    of_draft(&mut new, input, &mut errors);
    words(&mut new, input, &mut errors);
    days(&mut new, input, &mut errors);
    if errors.is_empty() { Ok(new) } else { Err(Error::invalid(errors)) }
}

/// What people decide by when they apply: it is fixed once it was public.
fn of_draft(new: &mut Session, input: &Input, errors: &mut Vec<FieldError>) {
    let before = new.clone();
    new.mode = input.mode.unwrap_or(new.mode);
    new.funding = input.funding.unwrap_or(new.funding);
    new.selection_method = input.selection_method.unwrap_or(new.selection_method);
    new.boarding = input.boarding.unwrap_or(new.boarding);
    match input.offer_hours {
        Some(hours) if (1..=MOST_OFFER_HOURS).contains(&hours) => new.offer_hours = hours,
        Some(_) => errors.push(FieldError::new("offerHours", FieldCode::OutOfRange)),
        None => {}
    }
    match input.registration_opens_at.as_deref().map(Instant::parse) {
        Some(Ok(moment)) => new.registration_opens_at = moment,
        Some(Err(_)) => {
            errors.push(FieldError::new("registrationOpensAt", FieldCode::InvalidFormat));
        }
        None => {}
    }
    if before.lifecycle == SessionLifecycle::Draft {
        return;
    }
    let fixed = [
        (before.mode != new.mode, "mode"),
        (before.funding != new.funding, "funding"),
        (before.selection_method != new.selection_method, "selectionMethod"),
        (before.boarding != new.boarding, "boarding"),
        (before.offer_hours != new.offer_hours, "offerHours"),
        (before.registration_opens_at != new.registration_opens_at, "registrationOpensAt"),
    ];
    let wrong = fixed.into_iter().filter(|(wrong, _)| *wrong);
    errors.extend(wrong.map(|(_, path)| FieldError::new(path, FieldCode::NotAllowed)));
}

/// What was planned for another way of choosing people goes with it.
async fn tidy_plan(tx: &Tx, new: &Session) -> Result<()> {
    let mut plan = store::selection::plan(tx.conn(), new.id).await?;
    match new.selection_method {
        SelectionMethod::Merit => return Ok(()),
        SelectionMethod::Lottery => plan.criteria.clear(),
        SelectionMethod::FirstCome => {
            plan.criteria.clear();
            plan.quotas.clear();
        }
    }
    store::selection::replace_plan(tx, new.id, &plan).await
}

fn words(new: &mut Session, input: &Input, errors: &mut Vec<FieldError>) {
    let mut put = |path: &str, given: &Option<String>, longest: usize, to: &mut Option<String>| {
        if let Some(given) = given {
            *to = text::optional(path, Some(given), longest, errors);
        }
    };
    put("address", &input.address, 300, &mut new.address);
    put("timetable", &input.timetable, 2000, &mut new.timetable);
    if let Some(given) = &input.meeting_link {
        new.meeting_link = text::link("meetingLink", Some(given), errors);
    }
}

fn days(new: &mut Session, input: &Input, errors: &mut Vec<FieldError>) {
    let zone = new.time_zone;
    // A replacement day that was the day before the start stays that.
    let usual = new.replacement_until == new.starts_on.plus_days(-1);
    let mut day =
        |path: &str, given: &Option<String>, to: &mut Date| match given.as_deref().map(Date::parse)
        {
            Some(Ok(date)) => *to = date,
            Some(Err(_)) => errors.push(FieldError::new(path, FieldCode::InvalidDate)),
            None => {}
        };
    day("startsOn", &input.starts_on, &mut new.starts_on);
    day("endsOn", &input.ends_on, &mut new.ends_on);
    if usual {
        new.replacement_until = new.starts_on.plus_days(-1);
    }
    day("replacementUntil", &input.replacement_until, &mut new.replacement_until);
    match input.registration_closes_at.as_deref().map(Instant::parse) {
        Some(Ok(moment)) => new.registration_closes_at = moment,
        Some(Err(_)) => {
            errors.push(FieldError::new("registrationClosesAt", FieldCode::InvalidFormat));
        }
        None => {}
    }
    new.starts_at = zone.start_of(new.starts_on);
    new.ends_at = zone.start_of(new.ends_on.plus_days(1));
    new.replacement_ends_at = zone.start_of(new.replacement_until.plus_days(1));
    let order = [
        (new.registration_closes_at <= new.registration_opens_at, "registrationClosesAt"),
        (new.starts_at < new.registration_closes_at, "startsOn"),
        (new.ends_on < new.starts_on, "endsOn"),
    ];
    let wrong = order.into_iter().filter(|(wrong, _)| *wrong);
    errors.extend(wrong.map(|(_, path)| FieldError::new(path, FieldCode::MustBeAfter)));
    // The calendar's last day has no day after it, which is when the session would end.
    if new.ends_on.plus_days(1) == new.ends_on {
        errors.push(FieldError::new("endsOn", FieldCode::OutOfRange));
    }
    if new.replacement_until > new.ends_on {
        errors.push(FieldError::new("replacementUntil", FieldCode::OutOfRange));
    }
}

fn moved(old: &Session, new: &Session) -> bool {
    (old.starts_on, old.ends_on) != (new.starts_on, new.ends_on)
}

/// People have planned by what was public: it begins no earlier, and registration stays open as
/// long as it said.
fn may_change((old, new): (&Session, &Session), listing: &Listing, now: Instant) -> Result<()> {
    if old.lifecycle != SessionLifecycle::Published {
        return Ok(());
    }
    let dates = |session: &Session| {
        let closes = session.registration_closes_at;
        (session.starts_on, session.ends_on, session.replacement_until, closes)
    };
    let begun = now >= old.starts_at && dates(old) != dates(new);
    if begun || now >= old.ends_at {
        return Err(Error::refused(ErrorCode::DeadlinePassed));
    }
    let mut errors = Vec::new();
    if new.starts_on < old.starts_on {
        errors.push(FieldError::new("startsOn", FieldCode::NotAllowed));
    }
    if new.registration_closes_at < old.registration_closes_at {
        errors.push(FieldError::new("registrationClosesAt", FieldCode::NotAllowed));
    }
    let planned = Listing { session: new.clone(), ..listing.clone() };
    if new.funding == Funding::Prakerja && moved(old, new) && !hours_fit(&planned) {
        errors.push(FieldError::new("endsOn", FieldCode::OutOfRange));
    }
    if errors.is_empty() { Ok(()) } else { Err(Error::invalid(errors)) }
}

/// The session's participants, in order; each one's row is held, as by who confirms.
async fn hold_participants(tx: &Tx, id: SessionId) -> Result<Vec<ApplicantId>> {
    let people = participants(tx, id).await?;
    store::applicant::hold(tx, &people).await?;
    Ok(people)
}

async fn participants(tx: &Tx, id: SessionId) -> Result<Vec<ApplicantId>> {
    let seated = [ApplicationState::Confirmed];
    let found = store::session_life::in_states(tx.conn(), id, &seated).await?;
    let mut people: Vec<_> = found.into_iter().map(|(_, applicant)| applicant).collect();
    people.sort_unstable();
    Ok(people)
}

/// No two confirmed sessions of one person overlap (DOMAIN, rule 2). Now that the session's row is
/// held nobody becomes a participant; who became one since the others' rows were held is none of
/// them, and waiting for that row as well would be out of order.
async fn no_overlap(tx: &Tx, new: &Session, held: &[ApplicantId]) -> Result<()> {
    let days = (new.starts_on, new.ends_on);
    for person in participants(tx, new.id).await? {
        if held.binary_search(&person).is_err() {
            return Err(Error::refused(ErrorCode::Conflict));
        }
        if store::application::has_confirmed_overlap(tx.conn(), person, new.id, days).await? {
            return Err(Error::at(ErrorCode::Conflict, "startsOn", FieldCode::NotAllowed));
        }
    }
    Ok(())
}

/// No meeting is outside the session's days (docs/DOMAIN.md, Running a session): those that would be
/// go, unless somebody is marked at one.
async fn remove_meetings(tx: &Tx, new: &Session) -> Result<()> {
    let days = new.starts_on..=new.ends_on;
    let mut outside = store::meeting::of_session(tx.conn(), new.id).await?;
    outside.retain(|meeting| !days.contains(&meeting.day));
    let outside: Vec<_> = outside.iter().map(|meeting| meeting.id).collect();
    if store::attendance::any_at(tx.conn(), &outside).await? {
        return Err(Error::at(ErrorCode::Conflict, "startsOn", FieldCode::NotAllowed));
    }
    store::meeting::remove(tx, &outside).await
}

async fn tell_participants(tx: &Tx, session: &Session, now: Instant) -> Result<()> {
    let states = [ApplicationState::Offered, ApplicationState::Confirmed];
    for about in store::session_life::in_states(tx.conn(), session.id, &states).await? {
        tell(tx, about, NotificationKind::SessionChanged, now).await?;
    }
    Ok(())
}
