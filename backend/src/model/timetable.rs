//! Rooms, and what is held in them by whom.

use balai_shared::{
    id::{AccountId, InstitutionId, RoomId},
    timetable::{Cause, Occupied},
};

use super::training::Meeting;

/// A room of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its id.
    pub id: RoomId,
    /// Whose.
    pub institution: InstitutionId,
    /// What it is called.
    pub name: String,
    /// For how many.
    pub capacity: u32,
    /// Whether nothing new is held there.
    pub closed: bool,
}

/// A meeting with its room and who teaches.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The meeting.
    pub meeting: Meeting,
    /// Where.
    pub room: Option<RoomId>,
    /// Who teaches.
    pub instructors: Vec<AccountId>,
}

impl Entry {
    /// What it occupies.
    #[must_use]
    pub fn occupied(&self) -> Occupied {
        Occupied {
            begins_at: self.meeting.begins_at,
            ends_at: self.meeting.ends_at,
            room: self.room,
            instructors: self.instructors.clone(),
        }
    }
}

/// Two meetings that want the same.
#[derive(Debug, Clone)]
pub struct FoundClash {
    /// The one that is to be placed.
    pub wanted: Meeting,
    /// The one that is there.
    pub known: Meeting,
    /// What both want.
    pub cause: Cause,
}

/// Somebody who can teach at an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teacher {
    /// The account.
    pub id: AccountId,
    /// The name.
    pub name: String,
}
