//! Rooms, who teaches when, and that neither is wanted twice.

use balai_shared::{
    error::{ErrorCode, FieldCode, FieldError},
    id::{AccountId, InstitutionId, MeetingId, RoomId},
    policy::{Action, Actor, Resource, allow},
    time::{Date, Instant, TimeZone},
    timetable::{self, Cause},
};

use super::{Services, session_history, text, transition::actor_id};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        catalogue::Listing,
        timetable::{Entry, FoundClash, Room, Teacher},
    },
    store::{self, Tx},
};

const LONGEST_NAME: usize = 60;
const MOST_SEATS: i32 = 1_000;
const MOST_INSTRUCTORS: usize = 10;
/// The most days of one timetable.
const MOST_DAYS: i64 = 62;

/// A room as it is typed in; of one that is there, what is left out stays.
#[derive(Debug, Clone)]
pub struct RoomInput {
    /// `ins_…`.
    pub institution: String,
    /// `rom_…`; none for a new one.
    pub room: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// For how many.
    pub capacity: Option<i32>,
    /// Whether nothing new is held there.
    pub closed: Option<bool>,
}

/// Adds a room, or changes one.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's; `FORBIDDEN` for who may not;
/// `VALIDATION_FAILED` with every bad field; `CONFLICT` for a name that is there.
pub async fn save_room(services: &Services, actor: &Actor, input: RoomInput) -> Result<Room> {
    let institution = permitted(actor, &input.institution, Action::PublishSession)?;
    let known = input.room.as_deref().map(str::parse::<RoomId>).transpose()?;
    let (name, capacity) = room_words(&input, known.is_none())?;
    let closed = input.closed;
    let kept = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let Some(id) = known else {
                let id = RoomId::from_u128(new_id(now)?);
                let (name, capacity) = (name.unwrap_or_default(), capacity.unwrap_or_default());
                let closed = closed.unwrap_or_default();
                let room = Room { id, institution, name, capacity, closed };
                store::timetable::insert_room(tx, &room, now).await?;
                return Ok(room);
            };
            // Whoever changes another part of it at this moment waits, or was there before.
            store::institution::lock(tx, institution).await?;
            let rooms = store::timetable::rooms(tx.conn(), institution).await?;
            let before = rooms.into_iter().find(|room| room.id == id).ok_or(ErrorCode::NotFound)?;
            let room = Room {
                name: name.unwrap_or(before.name),
                capacity: capacity.unwrap_or(before.capacity),
                closed: closed.unwrap_or(before.closed),
                ..before
            };
            if !store::timetable::update_room(tx, &room).await? {
                return Err(Error::refused(ErrorCode::NotFound));
            }
            Ok(room)
        })
    });
    kept.await.map_err(|error| {
        let taken = error.is_unique_violation();
        if taken { Error::taken("name", FieldCode::NotAllowed) } else { error }
    })
}

/// The name and the places, where they are told; a new room has both.
fn room_words(input: &RoomInput, is_new: bool) -> Result<(Option<String>, Option<u32>)> {
    let mut errors = Vec::new();
    let name = match &input.name {
        None if is_new => Some(""),
        told => told.as_deref(),
    };
    let name = name.map(|name| text::line("name", name, LONGEST_NAME, &mut errors));
    let capacity = input.capacity.or(is_new.then_some(0));
    if capacity.is_some_and(|capacity| !(1..=MOST_SEATS).contains(&capacity)) {
        errors.push(FieldError::new("capacity", FieldCode::OutOfRange));
    }
    if !errors.is_empty() {
        return Err(Error::invalid(errors));
    }
    Ok((name, capacity.and_then(|capacity| u32::try_from(capacity).ok())))
}

fn permitted(actor: &Actor, institution: &str, action: Action) -> Result<InstitutionId> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: InstitutionId = institution.parse()?;
    allow(actor, action, &Resource::Institution(id))?;
    Ok(id)
}

/// Where meetings are held, and who teaches; what is left out stays as it is at each.
#[derive(Debug, Clone)]
pub struct Placement {
    /// `ses_…`.
    pub session: String,
    /// `mtg_…`; all of the session's when empty.
    pub meetings: Vec<String>,
    /// `rom_…`; none inside for no room.
    pub room: Option<Option<String>>,
    /// `usr_…`.
    pub instructors: Option<Vec<String>>,
    /// Whether what clashes is let clash.
    pub accept_clashes: bool,
}

/// The same read.
struct Parsed {
    meetings: Vec<MeetingId>,
    room: Option<Option<RoomId>>,
    instructors: Option<Vec<AccountId>>,
}

/// Places meetings. Of two who place at the same moment one is first, and the other is told.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution's session; `FORBIDDEN` for who may not publish;
/// `VALIDATION_FAILED` for a room or somebody who isn't the institution's, or a meeting of another
/// session; `CONFLICT` at `roomId` or `instructorIds` where another meeting is at the same time.
pub async fn place(services: &Services, actor: &Actor, input: Placement) -> Result<Listing> {
    let listing = of_session(services, actor, &input).await?;
    let parsed = parse(&input)?;
    let (accepts, by) = (input.accept_clashes, actor_id(actor).unwrap_or_default());
    let held = listing.clone();
    services
        .store
        .write(move |tx| Box::pin(async move { keep(tx, &held, parsed, (accepts, by)).await }))
        .await?;
    Ok(listing)
}

async fn of_session(services: &Services, actor: &Actor, input: &Placement) -> Result<Listing> {
    session_history::permitted(services, actor, &input.session, Action::PublishSession).await
}

fn parse(input: &Placement) -> Result<Parsed> {
    let wrong = |path: &str| Error::field(path, FieldCode::UnknownValue);
    let meetings = input.meetings.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>();
    let room = input.room.as_ref();
    let room = room.map(|room| room.as_deref().map(str::parse).transpose()).transpose();
    let instructors = input.instructors.as_ref();
    let instructors =
        instructors.map(|all| all.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>());
    let mut instructors: Option<Vec<AccountId>> =
        instructors.transpose().map_err(|_| wrong("instructorIds"))?;
    if let Some(instructors) = &mut instructors {
        instructors.sort_unstable();
        instructors.dedup();
        if instructors.len() > MOST_INSTRUCTORS {
            return Err(Error::field("instructorIds", FieldCode::TooMany));
        }
    }
    Ok(Parsed {
        meetings: meetings.map_err(|_| wrong("meetingIds"))?,
        room: room.map_err(|_| wrong("roomId"))?,
        instructors,
    })
}

async fn keep(
    tx: &Tx,
    listing: &Listing,
    parsed: Parsed,
    (accepts, by): (bool, u128),
) -> Result<()> {
    let now = tx.now().await?;
    let session = store::session_life::lock(tx, listing.session.id).await?;
    session.ok_or(ErrorCode::NotFound)?;
    // Whoever places at this institution comes one after the other from here on.
    store::institution::lock(tx, listing.institution.id).await?;
    let (placed, clashes) = found(tx.conn(), listing, &parsed).await?;
    if !clashes.is_empty() && !accepts {
        return Err(Error::conflict(refusals(&clashes)));
    }
    store::timetable::place(tx, &placed).await?;
    store::timetable::accept(tx, &clashes, (by, now)).await
}

fn refusals(clashes: &[FoundClash]) -> Vec<FieldError> {
    let is_room = |clash: &FoundClash| matches!(clash.cause, Cause::Room(_));
    let room = clashes.iter().any(is_room);
    let instructor = clashes.iter().any(|clash| !is_room(clash));
    let paths = [(room, "roomId"), (instructor, "instructorIds")];
    let wrong = paths.into_iter().filter(|(wrong, _)| *wrong);
    wrong.map(|(_, path)| FieldError::new(path, FieldCode::NotAllowed)).collect()
}

/// The meetings that are meant as they would be, and what would clash with them.
async fn found(
    connection: &impl store::Connection,
    listing: &Listing,
    parsed: &Parsed,
) -> Result<(Vec<Entry>, Vec<FoundClash>)> {
    let institution = listing.institution.id;
    let rooms = store::timetable::rooms(connection, institution).await?;
    let usable = |id: RoomId| rooms.iter().any(|room| room.id == id && !room.closed);
    if parsed.room.flatten().is_some_and(|room| !usable(room)) {
        return Err(Error::field("roomId", FieldCode::UnknownValue));
    }
    let teachers = store::timetable::teachers(connection, institution).await?;
    let mut instructors = parsed.instructors.iter().flatten();
    if !instructors.all(|who| teachers.iter().any(|one| one.id == *who)) {
        return Err(Error::field("instructorIds", FieldCode::UnknownValue));
    }
    let mut wanted = store::meeting::of_session(connection, listing.session.id).await?;
    if !parsed.meetings.is_empty() {
        if !parsed.meetings.iter().all(|id| wanted.iter().any(|one| one.id == *id)) {
            return Err(Error::field("meetingIds", FieldCode::UnknownValue));
        }
        wanted.retain(|one| parsed.meetings.contains(&one.id));
    }
    let from = wanted.iter().map(|one| one.begins_at).min();
    let until = wanted.iter().map(|one| one.ends_at).max();
    let (Some(from), Some(until)) = (from, until) else { return Ok((Vec::new(), Vec::new())) };
    let all = store::timetable::entries(connection, institution, (from, until)).await?;
    let is_wanted = |entry: &Entry| wanted.iter().any(|one| one.id == entry.meeting.id);
    let (mut placed, known): (Vec<_>, Vec<_>) = all.into_iter().partition(is_wanted);
    for entry in &mut placed {
        entry.room = parsed.room.unwrap_or(entry.room);
        if let Some(instructors) = &parsed.instructors {
            entry.instructors.clone_from(instructors);
        }
    }
    let occupied: Vec<_> = placed.iter().map(Entry::occupied).collect();
    let others: Vec<_> = known.iter().map(Entry::occupied).collect();
    let clashes = timetable::clashes(&occupied, &others);
    let clashes = clashes.into_iter().filter_map(|clash| {
        Some(FoundClash {
            wanted: placed.get(clash.wanted)?.meeting.clone(),
            known: known.get(clash.known)?.meeting.clone(),
            cause: clash.cause,
        })
    });
    let clashes = clashes.collect();
    Ok((placed, clashes))
}

/// What a placement would clash with: nothing is written.
///
/// # Errors
/// As [`place`], but for `CONFLICT`.
pub async fn preview(
    services: &Services,
    actor: &Actor,
    input: Placement,
) -> Result<Vec<FoundClash>> {
    let listing = of_session(services, actor, &input).await?;
    let parsed = parse(&input)?;
    Ok(found(services.store.read(), &listing, &parsed).await?.1)
}

/// A centre's timetable.
#[derive(Debug, Clone)]
pub struct Timetable {
    /// By name.
    pub rooms: Vec<Room>,
    /// By name.
    pub teachers: Vec<Teacher>,
    /// The first first, with whether another wants the same.
    pub entries: Vec<(Entry, bool)>,
}

/// What is held from one day to another, both included; for all who work there.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another institution; `VALIDATION_FAILED` for more than 62 days.
pub async fn read(
    services: &Services,
    actor: &Actor,
    institution: &str,
    (from, until): (Date, Date),
) -> Result<Timetable> {
    let id = permitted(actor, institution, Action::ViewDraftSession)?;
    if until < from || from.days_until(until) >= MOST_DAYS {
        return Err(Error::field("until", FieldCode::OutOfRange));
    }
    let connection = services.store.read();
    let found = store::institution::by_ids(connection, &[id]).await?.pop();
    let found = found.ok_or(ErrorCode::NotFound)?;
    let region = services.places.region(&found.region);
    let zone = region.map_or(TimeZone::Jakarta, |region| region.time_zone);
    let span: (Instant, Instant) = (zone.start_of(from), zone.start_of(until.plus_days(1)));
    let entries = store::timetable::entries(connection, id, span).await?;
    let occupied: Vec<_> = entries.iter().map(Entry::occupied).collect();
    let all = timetable::clashes(&occupied, &occupied);
    let clashes =
        |place: usize| all.iter().any(|clash| clash.wanted == place && clash.known != place);
    let marked = entries.into_iter().enumerate().map(|(place, entry)| (entry, clashes(place)));
    Ok(Timetable {
        rooms: store::timetable::rooms(connection, id).await?,
        teachers: store::timetable::teachers(connection, id).await?,
        entries: marked.collect(),
    })
}
