//! Times for tests and interviews.

use balai_shared::{
    id::{ApplicationId, SessionId, SlotId},
    time::Instant,
};

/// A time at which applicants are tested or interviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its id.
    pub id: SlotId,
    /// Of which session.
    pub session: SessionId,
    /// The criterion's place in the plan; none where it is of no criterion in particular.
    pub criterion: Option<usize>,
    /// When it begins.
    pub starts_at: Instant,
    /// When it ends.
    pub ends_at: Instant,
    /// Until then one may choose it, move or cancel.
    pub closes_at: Instant,
    /// Where: a room, or an address.
    pub place: String,
    /// For how many.
    pub capacity: u32,
    /// How many come.
    pub booked: u32,
    /// When it was called off.
    pub cancelled_at: Option<Instant>,
}

impl Slot {
    /// Whether one can still choose it.
    #[must_use]
    pub fn is_free(&self, now: Instant) -> bool {
        self.cancelled_at.is_none() && now < self.closes_at && self.booked < self.capacity
    }
}

/// Who comes when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booking {
    /// Whose application.
    pub application: ApplicationId,
    /// As its slot's.
    pub criterion: Option<usize>,
    /// When.
    pub slot: SlotId,
    /// When it was chosen.
    pub booked_at: Instant,
}

/// What an applicant sees of the times under one criterion.
#[derive(Debug, Clone)]
pub struct Appointment {
    /// Its place in the plan.
    pub criterion: Option<usize>,
    /// What staff call it; empty where it is of none in particular.
    pub name: String,
    /// The time that was chosen.
    pub booked: Option<Slot>,
    /// Whether one may choose, move or cancel now.
    pub may_change: bool,
    /// What can be chosen now, the soonest first; without the one that was.
    pub choices: Vec<Slot>,
}

/// What staff see of the times under one criterion.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Its place in the plan.
    pub criterion: Option<usize>,
    /// What staff call it; empty where it is of none in particular.
    pub name: String,
    /// The soonest first, with who comes; those called off last.
    pub slots: Vec<(Slot, Vec<ApplicationId>)>,
    /// Who has chosen none, the first to apply first.
    pub unbooked: Vec<ApplicationId>,
}
