//! Rooms, who teaches when, and what clashes.

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use balai_shared::timetable::Cause;

use super::{
    context::RequestContext, error::Answer, loader::load_required, node::former_id, scalar::Date,
    session::Session, training::Meeting,
};
use crate::{
    model::timetable as model,
    service::{Services, timetable},
};

/// A room of an institution.
#[derive(Debug, Clone, SimpleObject)]
pub struct Room {
    /// `rom_…`.
    id: ID,
    /// What it is called.
    name: String,
    /// For how many.
    capacity: u32,
    /// Whether nothing new is held there.
    closed: bool,
}

impl From<model::Room> for Room {
    fn from(room: model::Room) -> Self {
        let id = room.id.to_string().into();
        Self { id, name: room.name, capacity: room.capacity, closed: room.closed }
    }
}

/// Somebody who can teach at an institution.
#[derive(Debug, Clone, SimpleObject)]
pub struct Teacher {
    /// `usr_…`.
    account_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(deprecation = "Was the id of another object: use accountId. Goes on 1 June 2027.")]
    id: ID,
    /// The name.
    name: String,
}

impl From<&model::Teacher> for Teacher {
    fn from(teacher: &model::Teacher) -> Self {
        let account = teacher.id.to_string();
        let id = former_id::<Self>(&account);
        Self { account_id: account.into(), id, name: teacher.name.clone() }
    }
}

/// What is held at an institution.
#[derive(Debug)]
pub struct Timetable(timetable::Timetable);

/// What is held at an institution.
#[Object]
impl Timetable {
    /// By name.
    async fn rooms(&self) -> Vec<Room> {
        self.0.rooms.iter().cloned().map(Room::from).collect()
    }

    /// Who can teach there, by name.
    async fn teachers(&self) -> Vec<Teacher> {
        self.0.teachers.iter().map(Teacher::from).collect()
    }

    /// The first first.
    async fn entries(&self) -> Vec<TimetableEntry> {
        let entry = |(entry, clashes): &(model::Entry, bool)| TimetableEntry {
            entry: entry.clone(),
            room: self.0.rooms.iter().find(|room| Some(room.id) == entry.room).cloned(),
            teachers: self
                .0
                .teachers
                .iter()
                .filter(|one| entry.instructors.contains(&one.id))
                .map(Teacher::from)
                .collect(),
            clashes: *clashes,
        };
        self.0.entries.iter().map(entry).collect()
    }
}

/// A meeting with its room and who teaches.
#[derive(Debug, Clone)]
pub struct TimetableEntry {
    entry: model::Entry,
    room: Option<model::Room>,
    teachers: Vec<Teacher>,
    clashes: bool,
}

/// A meeting with its room and who teaches.
#[Object]
impl TimetableEntry {
    /// When.
    async fn meeting(&self) -> Meeting {
        Meeting::from(&self.entry.meeting)
    }

    /// Of which session.
    async fn session(&self, ctx: &Context<'_>) -> async_graphql::Result<Session> {
        load_required(ctx, self.entry.meeting.session).await.map(Session)
    }

    /// Where; null where it isn't placed.
    async fn room(&self) -> Option<Room> {
        self.room.clone().map(Room::from)
    }

    /// Who teaches.
    async fn teachers(&self) -> Vec<Teacher> {
        self.teachers.clone()
    }

    /// Whether another meeting wants the same room or one of the same people at the same time: an
    /// admin accepted it.
    async fn clashes(&self) -> bool {
        self.clashes
    }

    /// Whether the room has fewer places than the session has seats.
    async fn room_too_small(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let Some(room) = &self.room else { return Ok(false) };
        let listing = load_required(ctx, self.entry.meeting.session).await?;
        Ok(room.capacity < listing.session.seats.capacity)
    }
}

/// Two meetings that want the same at the same time.
#[derive(Debug, Clone)]
pub struct PlacementClash(model::FoundClash);

/// Two meetings that want the same at the same time.
#[Object]
impl PlacementClash {
    /// The one that is to be placed.
    async fn meeting(&self) -> Meeting {
        Meeting::from(&self.0.wanted)
    }

    /// The one that is there.
    async fn other(&self) -> Meeting {
        Meeting::from(&self.0.known)
    }

    /// Of which session that one is.
    async fn other_session(&self, ctx: &Context<'_>) -> async_graphql::Result<Session> {
        load_required(ctx, self.0.known.session).await.map(Session)
    }

    /// The room that both want: `rom_…`.
    async fn room_id(&self) -> Option<ID> {
        match self.0.cause {
            Cause::Room(id) => Some(id.to_string().into()),
            Cause::Instructor(_) => None,
        }
    }

    /// Who would teach both: `usr_…`.
    async fn instructor_id(&self) -> Option<ID> {
        match self.0.cause {
            Cause::Room(_) => None,
            Cause::Instructor(id) => Some(id.to_string().into()),
        }
    }
}

/// A room to be added or changed; of one that is there, what is left out or null stays.
#[derive(Debug, InputObject)]
pub struct SaveRoomInput {
    /// Whose: `ins_…`.
    institution_id: ID,
    /// `rom_…`; left out for a new one.
    room_id: Option<ID>,
    /// Up to 60 characters, once at an institution; required of a new one.
    name: Option<String>,
    /// For how many, 1 to 1000; required of a new one.
    capacity: Option<i32>,
    /// Whether nothing new is held there; a new one is open when left out.
    closed: Option<bool>,
}

/// The room.
#[derive(Debug, SimpleObject)]
pub struct SaveRoomPayload {
    /// As it is now.
    room: Room,
}

/// Where meetings are held, and who teaches; what is left out stays as it is at each meeting.
#[derive(Debug, InputObject)]
pub struct PlaceMeetingsInput {
    /// `ses_…`.
    session_id: ID,
    /// `mtg_…`; all of the session's when left out.
    meeting_ids: Option<Vec<ID>>,
    /// `rom_…`; null for no room.
    room_id: MaybeUndefined<ID>,
    /// `usr_…`, at most ten; empty for nobody.
    instructor_ids: Option<Vec<ID>>,
    /// Whether what clashes is let clash; who let it is kept.
    accept_clashes: Option<bool>,
}

impl From<PlaceMeetingsInput> for timetable::Placement {
    fn from(input: PlaceMeetingsInput) -> Self {
        let text = |ids: Vec<ID>| ids.iter().map(|id| id.to_string()).collect();
        Self {
            session: input.session_id.to_string(),
            meetings: text(input.meeting_ids.unwrap_or_default()),
            room: input.room_id.as_opt_ref().map(|room| room.map(|id| id.to_string())),
            instructors: input.instructor_ids.map(text),
            accept_clashes: input.accept_clashes.unwrap_or_default(),
        }
    }
}

/// The session whose meetings were placed.
#[derive(Debug, SimpleObject)]
pub struct PlaceMeetingsPayload {
    /// The session.
    session: Session,
}

/// What can be asked of timetables.
#[derive(Debug, Default)]
pub struct TimetableQuery;

#[Object]
impl TimetableQuery {
    /// What is held at an institution from one day to another, both included, at most 62 days; for
    /// all who work there.
    async fn timetable(
        &self,
        ctx: &Context<'_>,
        institution_id: ID,
        #[graphql(desc = "The first day.")] from: Date,
        #[graphql(desc = "The last day, included.")] until: Date,
    ) -> async_graphql::Result<Timetable> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let days = (from.0, until.0);
        let read = timetable::read(services, &request.actor, &institution_id, days).await;
        Ok(Timetable(read.answer(ctx)?))
    }

    /// What `placeMeetings` would clash with; nothing is written.
    async fn placement_clashes(
        &self,
        ctx: &Context<'_>,
        input: PlaceMeetingsInput,
    ) -> async_graphql::Result<Vec<PlacementClash>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let found = timetable::preview(services, &request.actor, input.into()).await;
        Ok(found.answer(ctx)?.into_iter().map(PlacementClash).collect())
    }
}

/// What can be done with timetables; for an institution's admins and its own software.
#[derive(Debug, Default)]
pub struct TimetableMutation;

#[Object]
impl TimetableMutation {
    /// Adds a room to an institution, or changes one.
    async fn save_room(
        &self,
        ctx: &Context<'_>,
        input: SaveRoomInput,
    ) -> async_graphql::Result<SaveRoomPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = timetable::RoomInput {
            institution: input.institution_id.to_string(),
            room: input.room_id.map(|id| id.to_string()),
            name: input.name,
            capacity: input.capacity,
            closed: input.closed,
        };
        let room = timetable::save_room(services, &request.actor, input).await.answer(ctx)?;
        Ok(SaveRoomPayload { room: room.into() })
    }

    /// Says where meetings are held and who teaches. `CONFLICT` at `roomId` or `instructorIds` where
    /// another meeting of the institution is there at the same time (`placementClashes` says which),
    /// unless `acceptClashes`. A meeting that is planned anew at another time has to be placed anew.
    async fn place_meetings(
        &self,
        ctx: &Context<'_>,
        input: PlaceMeetingsInput,
    ) -> async_graphql::Result<PlaceMeetingsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let placed = timetable::place(services, &request.actor, input.into()).await;
        Ok(PlaceMeetingsPayload { session: Session(placed.answer(ctx)?) })
    }
}
