//! Seats: who gets one at once, who waits, and when a freed one goes to the waiting list.
//!
//! For each session, offers that stand + confirmed + completed + not completed ≤ capacity, always,
//! and no seat idles while somebody waits for it.

use serde::{Deserialize, Serialize};

use crate::session::SelectionMethod;
use crate::time::Instant;

/// How full a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Seats {
    /// Seats in all.
    pub capacity: u32,
    /// Seats held by an offer that stands, or by a participant past or present.
    pub taken: u32,
    /// People on the waiting list.
    pub waiting: u32,
}

impl Seats {
    /// Seats that nobody holds.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }
}

/// Where a new application goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Placement {
    /// A seat is offered at once.
    Offer,
    /// It joins the end of the waiting list.
    Waitlist,
    /// It stays SUBMITTED until staff or the draw decide.
    Submitted,
}

/// Where a complete and eligible application goes when it is submitted.
///
/// While anyone waits, newcomers join the end, even beside a free seat: nobody is overtaken.
/// Under MERIT and LOTTERY, who comes after the selection was closed can't be ranked any more
/// and joins the end as well.
#[must_use]
pub const fn on_submit(
    method: SelectionMethod,
    selection_closed: bool,
    seats: &Seats,
) -> Placement {
    match method {
        SelectionMethod::FirstCome if seats.left() > 0 && seats.waiting == 0 => Placement::Offer,
        SelectionMethod::FirstCome => Placement::Waitlist,
        SelectionMethod::Merit | SelectionMethod::Lottery if selection_closed => {
            Placement::Waitlist
        }
        SelectionMethod::Merit | SelectionMethod::Lottery => Placement::Submitted,
    }
}

/// How many of the waiting list's first get an offer now.
///
/// Under FIRST_COME from the opening of registration, otherwise from the moment staff close the
/// selection; in both cases only until the replacement day is over.
#[must_use]
pub fn may_promote(
    method: SelectionMethod,
    selection_closed: bool,
    now: Instant,
    replacement_ends_at: Instant,
    seats: &Seats,
) -> u32 {
    let list_moves = match method {
        SelectionMethod::FirstCome => true,
        SelectionMethod::Merit | SelectionMethod::Lottery => selection_closed,
    };
    if list_moves && now < replacement_ends_at { seats.left().min(seats.waiting) } else { 0 }
}

/// When an offer made at `now` lapses: after `offer_hours`, and never past the session's start.
#[must_use]
pub fn offer_expiry(now: Instant, offer_hours: u32, starts_at: Instant) -> Instant {
    now.plus_hours(i64::from(offer_hours)).min(starts_at)
}
