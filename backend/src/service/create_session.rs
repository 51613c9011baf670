//! Preparing a session of a program: a draft that only its institution sees.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{ProgramId, SessionId},
    policy::{Action, Actor, Resource, allow},
    seats::Seats,
    session::{DeliveryMode, Funding, SelectionMethod, SessionLifecycle},
    time::{Date, Instant, TimeZone},
};

use super::{Services, session_history, text};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::catalogue::{Listing, Session},
    store::{self, Tx},
};

/// How long an offer holds its seat when nobody says (DOMAIN, rule 4).
pub const DEFAULT_OFFER_HOURS: i32 = 48;
/// A month: nobody keeps people waiting longer for a seat that stands empty.
pub(super) const MOST_OFFER_HOURS: i32 = 720;
pub(super) const MOST_SEATS: i32 = 10_000;

/// What is planned.
#[derive(Debug, Clone)]
pub struct Input {
    /// `prg_…`.
    pub program_id: String,
    /// Where it is taught.
    pub mode: DeliveryMode,
    /// Who pays.
    pub funding: Funding,
    /// How people are chosen.
    pub selection_method: SelectionMethod,
    /// How many seats.
    pub capacity: i32,
    /// RFC 3339.
    pub registration_opens_at: String,
    /// RFC 3339.
    pub registration_closes_at: String,
    /// `2026-02-14`.
    pub starts_on: String,
    /// `2026-02-28`.
    pub ends_on: String,
    /// Where it is held.
    pub address: Option<String>,
    /// Where it is held online.
    pub meeting_link: Option<String>,
    /// Whether participants live there.
    pub boarding: bool,
    /// The days and hours, in words.
    pub timetable: Option<String>,
    /// How long an offer holds its seat.
    pub offer_hours: Option<i32>,
    /// The last day on which a free seat is offered again; the day before the start by default.
    pub replacement_until: Option<String>,
    /// `ses_…`: an earlier session of the same centre, of which how people are chosen and who has
    /// finished are taken along.
    pub like_session: Option<String>,
}

/// Makes the draft.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for no such program or earlier session; `FORBIDDEN` for another
/// institution's; `VALIDATION_FAILED` with every bad field.
pub async fn create(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    let earlier = match input.like_session.as_deref() {
        Some(session) => Some(earlier(services, actor, session).await?),
        None => None,
    };
    let Some(earlier) = earlier else { return like(services, actor, input, None).await };
    let program: ProgramId = input.program_id.parse()?;
    let found = store::program::by_ids(services.store.read(), &[program]).await?.pop();
    if found.is_some_and(|listing| listing.institution.id != earlier.institution.id) {
        return Err(Error::field("likeSessionId", FieldCode::NotAllowed));
    }
    // What belongs to another way of choosing people stays behind.
    let same_way = earlier.session.selection_method == input.selection_method;
    like(services, actor, input, same_way.then_some(earlier.session.id)).await
}

async fn earlier(services: &Services, actor: &Actor, session: &str) -> Result<Listing> {
    session_history::permitted(services, actor, session, Action::PublishSession).await
}

/// The same, with how people are chosen and who has finished as in an earlier session of the centre.
///
/// # Errors
/// As [`create`]; `capacity` is wrong where more seats are kept for groups.
pub(super) async fn like(
    services: &Services,
    actor: &Actor,
    input: Input,
    earlier: Option<SessionId>,
) -> Result<Listing> {
    let listing = preview(services, actor, input).await?;
    let (adding, now) = (listing.session.clone(), listing.session.changed_at);
    services
        .store
        .write(move |tx| Box::pin(async move { insert(tx, &adding, earlier, now).await }))
        .await?;
    Ok(listing)
}

/// The draft as it would be made: nothing is written.
///
/// # Errors
/// As [`create`].
pub async fn preview(services: &Services, actor: &Actor, input: Input) -> Result<Listing> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ProgramId = input.program_id.parse()?;
    let found = store::program::by_ids(services.store.read(), &[id]).await?.pop();
    let listing = found.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::ManagePrograms, &Resource::Institution(listing.institution.id))?;
    let zone = services
        .places
        .region(&listing.institution.region)
        .map_or(TimeZone::Jakarta, |region| region.time_zone);
    let now = services.store.ping().await?;
    let mut errors = figures(&input);
    let texts = Texts::parse(&input, &mut errors);
    let dates = Dates::parse(&input, zone, errors)?;
    let session = Session {
        id: SessionId::from_u128(new_id(now)?),
        program: id,
        institution: listing.institution.id,
        mode: input.mode,
        funding: input.funding,
        selection_method: input.selection_method,
        lifecycle: SessionLifecycle::Draft,
        seats: Seats {
            capacity: u32::try_from(input.capacity).unwrap_or_default(),
            taken: 0,
            waiting: 0,
        },
        applicant_count: 0,
        registration_opens_at: dates.opens,
        registration_closes_at: dates.closes,
        starts_on: dates.starts_on,
        ends_on: dates.ends_on,
        starts_at: zone.start_of(dates.starts_on),
        ends_at: zone.start_of(dates.ends_on.plus_days(1)),
        replacement_until: dates.replacement_until,
        replacement_ends_at: zone.start_of(dates.replacement_until.plus_days(1)),
        offer_hours: input.offer_hours.unwrap_or(DEFAULT_OFFER_HOURS),
        selection_closed_at: None,
        time_zone: zone,
        address: texts.address,
        meeting_link: texts.meeting_link,
        boarding: input.boarding,
        timetable: texts.timetable,
        changed_at: now,
    };
    Ok(Listing { session, program: listing.program, institution: listing.institution })
}

async fn insert(tx: &Tx, new: &Session, earlier: Option<SessionId>, now: Instant) -> Result<()> {
    store::session::insert(tx, new, now).await?;
    match earlier {
        Some(earlier) => copy_rules(tx, earlier, new).await,
        None => Ok(()),
    }
}

/// A draw's seed isn't copied: each draw has its own.
async fn copy_rules(tx: &Tx, earlier: SessionId, new: &Session) -> Result<()> {
    let plan = store::selection::plan(tx.conn(), earlier).await?;
    let kept: u32 = plan.quotas.iter().map(|quota| quota.seats).sum();
    if kept > new.seats.capacity {
        return Err(Error::field("capacity", FieldCode::OutOfRange));
    }
    store::selection::replace_plan(tx, new.id, &plan).await?;
    let percent = store::meeting::least_percent(tx.conn(), earlier).await?;
    let percent = i32::try_from(percent).unwrap_or(i32::MAX);
    store::meeting::set_least_percent(tx, new.id, percent).await
}

struct Dates {
    opens: Instant,
    closes: Instant,
    starts_on: Date,
    ends_on: Date,
    replacement_until: Date,
}

impl Dates {
    /// Parses the dates and checks their order; `errors` are those of the other fields, so that every
    /// bad one is reported at once.
    fn parse(input: &Input, zone: TimeZone, mut errors: Vec<FieldError>) -> Result<Self> {
        let instant = |path: &str, text: &str| {
            Instant::parse(text).map_err(|_| FieldError::new(path, FieldCode::InvalidFormat))
        };
        let date = |path: &str, text: &str| {
            Date::parse(text).map_err(|_| FieldError::new(path, FieldCode::InvalidDate))
        };
        let opens = instant("registrationOpensAt", &input.registration_opens_at);
        let closes = instant("registrationClosesAt", &input.registration_closes_at);
        let starts_on = date("startsOn", &input.starts_on);
        let ends_on = date("endsOn", &input.ends_on);
        let until = input.replacement_until.as_deref();
        let until = until.map(|text| date("replacementUntil", text)).transpose();
        errors.extend(opens.as_ref().err().cloned());
        errors.extend(closes.as_ref().err().cloned());
        errors.extend(starts_on.as_ref().err().cloned());
        errors.extend(ends_on.as_ref().err().cloned());
        errors.extend(until.as_ref().err().cloned());
        let (Ok(opens), Ok(closes), Ok(starts_on), Ok(ends_on), Ok(until)) =
            (opens, closes, starts_on, ends_on, until)
        else {
            return Err(Error::invalid(errors));
        };
        let replacement_until = until.unwrap_or_else(|| starts_on.plus_days(-1));
        let dates = Self { opens, closes, starts_on, ends_on, replacement_until };
        errors.extend(dates.out_of_order(zone));
        if errors.is_empty() { Ok(dates) } else { Err(Error::invalid(errors)) }
    }

    fn out_of_order(&self, zone: TimeZone) -> Vec<FieldError> {
        let wrong =
            |wrong: bool, path: &str| wrong.then(|| FieldError::new(path, FieldCode::MustBeAfter));
        let outside =
            |wrong: bool, path: &str| wrong.then(|| FieldError::new(path, FieldCode::OutOfRange));
        [
            wrong(self.closes <= self.opens, "registrationClosesAt"),
            wrong(zone.start_of(self.starts_on) < self.closes, "startsOn"),
            wrong(self.ends_on < self.starts_on, "endsOn"),
            // The calendar's last day has no day after it, which is when the session would end.
            outside(self.ends_on.plus_days(1) == self.ends_on, "endsOn"),
            outside(self.replacement_until > self.ends_on, "replacementUntil"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn figures(input: &Input) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if input.capacity < 1 || input.capacity > MOST_SEATS {
        errors.push(FieldError::new("capacity", FieldCode::OutOfRange));
    }
    let hours = input.offer_hours.unwrap_or(DEFAULT_OFFER_HOURS);
    if !(1..=MOST_OFFER_HOURS).contains(&hours) {
        errors.push(FieldError::new("offerHours", FieldCode::OutOfRange));
    }
    errors
}

struct Texts {
    address: Option<String>,
    meeting_link: Option<String>,
    timetable: Option<String>,
}

impl Texts {
    fn parse(input: &Input, errors: &mut Vec<FieldError>) -> Self {
        Self {
            address: text::optional("address", input.address.as_deref(), 300, errors),
            meeting_link: text::link("meetingLink", input.meeting_link.as_deref(), errors),
            timetable: text::optional("timetable", input.timetable.as_deref(), 2000, errors),
        }
    }
}
