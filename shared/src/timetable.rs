//! The timetable of a centre: a room holds one meeting at a time, and nobody teaches two at once.

use crate::id::{AccountId, RoomId};
use crate::time::Instant;

/// When a meeting occupies what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occupied {
    /// From then on.
    pub begins_at: Instant,
    /// Until then, exclusively.
    pub ends_at: Instant,
    /// The room.
    pub room: Option<RoomId>,
    /// Who teaches.
    pub instructors: Vec<AccountId>,
}

/// What is wanted twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A room.
    Room(RoomId),
    /// Somebody who teaches.
    Instructor(AccountId),
}

/// Two meetings that can't both be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The place of the one that is wanted.
    pub wanted: usize,
    /// The place of the one that is there.
    pub known: usize,
    /// Why not.
    pub cause: Cause,
}

/// Whether two meetings are at the same time; one may begin when the other ends.
#[must_use]
pub fn overlap(one: &Occupied, other: &Occupied) -> bool {
    one.begins_at < other.ends_at && other.begins_at < one.ends_at
}

/// Where the wanted meetings meet those that are there: in the order of the wanted ones.
#[must_use]
pub fn clashes(wanted: &[Occupied], known: &[Occupied]) -> Vec<Clash> {
    let mut found = Vec::new();
    for (place, one) in wanted.iter().enumerate() {
        for (other_place, other) in
            known.iter().enumerate().filter(|(_, other)| overlap(one, other))
        {
            let room = one.room.filter(|room| other.room == Some(*room)).map(Cause::Room);
            let shared = one.instructors.iter().filter(|who| other.instructors.contains(who));
            let causes = room.into_iter().chain(shared.map(|who| Cause::Instructor(*who)));
            found.extend(causes.map(|cause| Clash { wanted: place, known: other_place, cause }));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(hours: (i64, i64), room: Option<u128>, instructors: &[u128]) -> Occupied {
        let at = |hour: i64| Instant::from_millis(0).plus_hours(hour);
        Occupied {
            begins_at: at(hours.0),
            ends_at: at(hours.1),
            room: room.map(RoomId::from_u128),
            instructors: instructors.iter().map(|id| AccountId::from_u128(*id)).collect(),
        }
    }

    #[test]
    fn the_same_room_or_instructor_at_the_same_time_clashes() {
        let wanted = [meeting((8, 10), Some(1), &[7, 8])];
        let known = [
            meeting((9, 11), Some(1), &[9]),
            meeting((9, 11), Some(2), &[8]),
            meeting((10, 12), Some(1), &[7]),
            meeting((6, 8), Some(1), &[7]),
            meeting((0, 24), None, &[]),
        ];
        let found = clashes(&wanted, &known);
        let causes: Vec<_> = found.iter().map(|clash| (clash.known, clash.cause)).collect();
        let room = Cause::Room(RoomId::from_u128(1));
        let instructor = Cause::Instructor(AccountId::from_u128(8));
        assert_eq!(causes, [(0, room), (1, instructor)]);
    }
}
