//! A centre's timetable: rooms, who teaches when, and what clashes.

use balai_shared::time::{Date, Instant};

use super::change::Change;
use super::defer::SessionId;
use super::planning::PlannedTitle;
use super::schema;

/// Which days of which centre.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct TimetableVariables {
    /// `ins_…`
    pub institution: cynic::Id,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

fragment! {
    /// The timetable's page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "TimetableVariables")]
    pub struct TimetablePage {
        /// What is held.
        #[arguments(institutionId: $institution, from: $from, until: $until)]
        pub timetable: Timetable,
    }
}

fragment! {
    /// What is held at a centre.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Timetable {
        /// By name.
        pub rooms: Vec<Room>,
        /// By name.
        pub teachers: Vec<Teacher>,
        /// The first first.
        pub entries: Vec<TimetableEntry>,
    }
}

fragment! {
    /// A room.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Room {
        /// `rom_…`
        pub id: cynic::Id,
        /// What it is called.
        pub name: String,
        /// For how many.
        pub capacity: i32,
        /// Whether nothing new is held there.
        pub closed: bool,
    }
}

fragment! {
    /// Somebody who can teach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Teacher {
        /// `usr_…`
        pub account_id: cynic::Id,
        /// The name.
        pub name: String,
    }
}

fragment! {
    /// A meeting with its room and who teaches.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct TimetableEntry {
        /// When.
        pub meeting: TimetableMeeting,
        /// Of which session.
        pub session: TimetableSession,
        /// Where.
        pub room: Option<Room>,
        /// Who teaches.
        pub teachers: Vec<Teacher>,
        /// Whether another wants the same.
        pub clashes: bool,
        /// Whether the room is too small.
        pub room_too_small: bool,
    }
}

fragment! {
    /// When a meeting is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Meeting")]
    pub struct TimetableMeeting {
        /// The day.
        pub day: Date,
        /// When it begins.
        pub begins_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
    }
}

fragment! {
    /// The session of a meeting.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct TimetableSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: PlannedTitle,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

/// A room to be added or changed.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SaveRoomInput {
    /// Whose.
    pub institution_id: cynic::Id,
    /// Which; none for a new one.
    pub room_id: Option<cynic::Id>,
    /// What it is called; as before when left out.
    pub name: Option<String>,
    /// For how many; as before when left out.
    pub capacity: Option<i32>,
    /// Whether nothing new is held there; as before when left out.
    pub closed: Option<bool>,
}

/// Variables of [`SaveRoom`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SaveRoomVariables {
    /// The room.
    pub input: SaveRoomInput,
}

fragment! {
    /// Keeps a room.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SaveRoomVariables")]
    pub struct SaveRoom {
        /// The room.
        #[arguments(input: $input)]
        pub save_room: SaveRoomPayload,
    }
}

fragment! {
    /// The room as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SaveRoomPayload {
        /// The room.
        pub room: Room,
    }
}

/// Where meetings are held, and who teaches.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PlaceMeetingsInput {
    /// Of which session.
    pub session_id: cynic::Id,
    /// The room.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub room_id: Change<cynic::Id>,
    /// Who teaches; as before when left out.
    pub instructor_ids: Option<Vec<cynic::Id>>,
    /// Whether what clashes is let clash.
    pub accept_clashes: Option<bool>,
}

/// Variables of [`PlaceMeetings`] and [`PlacementClashes`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PlaceMeetingsVariables {
    /// Where and who.
    pub input: PlaceMeetingsInput,
}

fragment! {
    /// Places meetings.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "PlaceMeetingsVariables")]
    pub struct PlaceMeetings {
        /// The session.
        #[arguments(input: $input)]
        pub place_meetings: PlaceMeetingsPayload,
    }
}

fragment! {
    /// The session whose meetings were placed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct PlaceMeetingsPayload {
        /// The session.
        pub session: SessionId,
    }
}

fragment! {
    /// What a placement would clash with.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PlaceMeetingsVariables")]
    pub struct PlacementClashes {
        /// One for each meeting and cause.
        #[arguments(input: $input)]
        pub placement_clashes: Vec<PlacementClash>,
    }
}

fragment! {
    /// Two meetings that want the same.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct PlacementClash {
        /// The one that is there.
        pub other: TimetableMeeting,
        /// Of which session that is.
        pub other_session: TimetableSession,
        /// The room that both want, if it is that.
        pub room_id: Option<cynic::Id>,
    }
}
