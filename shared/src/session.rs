//! A session: one run of a program, and the state that its dates give it.

use serde::{Deserialize, Serialize};

use crate::time::Instant;

pub use crate::institution::InstitutionKind;

word_enum! {
    /// What is stored of a session's life; the rest follows from its dates.
    pub enum SessionLifecycle {
        /// Being prepared; only its institution sees it.
        Draft = "DRAFT",
        /// Public.
        Published = "PUBLISHED",
        /// Called off.
        Cancelled = "CANCELLED",
    }
}

word_enum! {
    /// The state of a session as people see it.
    pub enum SessionState {
        /// Being prepared; only its institution sees it.
        Draft = "DRAFT",
        /// Public; registration hasn't opened yet.
        Published = "PUBLISHED",
        /// Registration is open.
        Open = "OPEN",
        /// Registration is over; the training hasn't begun.
        Closed = "CLOSED",
        /// The training is under way.
        Running = "RUNNING",
        /// The training is over.
        Completed = "COMPLETED",
        /// Called off.
        Cancelled = "CANCELLED",
    }
}

word_enum! {
    /// What a session's staff did to it, as its history keeps it.
    pub enum SessionStep {
        /// Made it public.
        Publish = "PUBLISH",
        /// Changed its seats, days or place.
        Change = "CHANGE",
        /// Ended the choosing.
        CloseSelection = "CLOSE_SELECTION",
        /// Called it off.
        Cancel = "CANCEL",
    }
}

word_enum! {
    /// Where the training takes place.
    pub enum DeliveryMode {
        /// Luring: face to face.
        Luring = "LURING",
        /// Daring: online.
        Daring = "DARING",
        /// Both.
        Hibrid = "HIBRID",
    }
}

word_enum! {
    /// Who pays.
    pub enum Funding {
        /// The state (APBN or APBD): free for the participant.
        Public = "PUBLIC",
        /// The participant's Prakerja training balance.
        Prakerja = "PRAKERJA",
        /// The participant.
        SelfPaid = "SELF",
    }
}

word_enum! {
    /// How seats are given.
    pub enum SelectionMethod {
        /// Who is complete and eligible first gets a seat while seats last.
        FirstCome = "FIRST_COME",
        /// Staff score tests and interviews, and offer by rank.
        Merit = "MERIT",
        /// A seeded draw that anyone can check.
        Lottery = "LOTTERY",
    }
}

word_enum! {
    /// A priority sector that a program serves.
    pub enum Sector {
        /// Manufacturing.
        Manufacturing = "MANUFACTURING",
        /// Tourism.
        Tourism = "TOURISM",
        /// Agriculture.
        Agriculture = "AGRICULTURE",
        /// Digital work.
        Digital = "DIGITAL",
        /// Construction.
        Construction = "CONSTRUCTION",
        /// Services.
        Services = "SERVICES",
    }
}

/// A session's dates as moments; each phase begins at its moment and ends just before the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionTimes {
    /// Registration opens.
    pub opens: Instant,
    /// Registration closes.
    pub closes: Instant,
    /// The first day begins, in the session's time zone.
    pub starts_at: Instant,
    /// The last day is over, in the session's time zone.
    pub ends_at: Instant,
}

impl SessionTimes {
    /// The state that people see at `now`.
    #[must_use]
    pub fn state(&self, lifecycle: SessionLifecycle, now: Instant) -> SessionState {
        match lifecycle {
            SessionLifecycle::Draft => SessionState::Draft,
            SessionLifecycle::Cancelled => SessionState::Cancelled,
            SessionLifecycle::Published if now >= self.ends_at => SessionState::Completed,
            SessionLifecycle::Published if now >= self.starts_at => SessionState::Running,
            SessionLifecycle::Published if now >= self.closes => SessionState::Closed,
            SessionLifecycle::Published if now >= self.opens => SessionState::Open,
            SessionLifecycle::Published => SessionState::Published,
        }
    }

    /// Whether the trainings share a moment: nobody can be confirmed for both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// The state that people see at `now`; [`SessionTimes::state`] with the dates one by one.
#[must_use]
#[expect(clippy::too_many_arguments, reason = "the columns of a row, in the row's order")]
pub fn state(
    lifecycle: SessionLifecycle,
    opens: Instant,
    closes: Instant,
    starts_at: Instant,
    ends_at: Instant,
    now: Instant,
) -> SessionState {
    SessionTimes { opens, closes, starts_at, ends_at }.state(lifecycle, now)
}

/// Whether a person can apply now, as far as the session itself decides.
///
/// For a private institution under Prakerja, [`InstitutionKind::may_register`] decides as well.
#[must_use]
pub const fn accepts_applications(state: SessionState) -> bool {
    match state {
        SessionState::Open => true,
        SessionState::Draft
        | SessionState::Published
        | SessionState::Closed
        | SessionState::Running
        | SessionState::Completed
        | SessionState::Cancelled => false,
    }
}
