//! The transition table: every step that an application can take, and who may take it.

use super::states::{ApplicationAction as A, ApplicationState as S};
use crate::error::ErrorCode;
use crate::time::Instant;

/// In what part somebody takes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActorRole {
    /// The person whose application it is.
    Applicant,
    /// Staff or software of the session's institution.
    Centre,
    /// Balai itself: placement, lapsing, promotion, closing.
    System,
    /// Whoever made the decision that is to be undone.
    Maker,
}

impl ActorRole {
    /// Every part.
    pub const ALL: &'static [Self] = &[Self::Applicant, Self::Centre, Self::System, Self::Maker];
}

/// What time has to say about a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Guard {
    /// Nothing.
    Always,
    /// The offer stands: it hasn't lapsed and the session hasn't begun.
    OfferStands,
    /// The offer has lapsed, whether or not anyone has written it down.
    OfferLapsed,
    /// The session hasn't begun.
    BeforeStart,
    /// The session has begun.
    AfterStart,
    /// The replacement day isn't over: a freed seat can still be filled.
    Replaceable,
    /// The replacement day is over: the seat stays used.
    NotReplaceable,
}

impl Guard {
    /// Whether time permits.
    #[must_use]
    pub fn permits(self, situation: &Situation) -> bool {
        let now = situation.now;
        match self {
            Self::Always => true,
            Self::OfferStands => now < situation.offer_ends_at(),
            Self::OfferLapsed => now >= situation.offer_ends_at(),
            Self::BeforeStart => now < situation.session_starts_at,
            Self::AfterStart => now >= situation.session_starts_at,
            Self::Replaceable => now < situation.replacement_ends_at,
            Self::NotReplaceable => now >= situation.replacement_ends_at,
        }
    }

    /// What it means that time doesn't permit.
    const fn refusal(self) -> TransitionError {
        match self {
            Self::OfferStands | Self::BeforeStart | Self::Replaceable => {
                TransitionError::DeadlinePassed
            }
            Self::Always | Self::OfferLapsed | Self::AfterStart | Self::NotReplaceable => {
                TransitionError::TooEarly
            }
        }
    }
}

/// One step of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The state before.
    pub from: S,
    /// The step.
    pub action: A,
    /// The state after.
    pub to: S,
    /// Who may take it.
    pub by: &'static [ActorRole],
    /// When it may be taken.
    pub when: Guard,
}

const fn row(from: S, action: A, to: S, by: &'static [ActorRole], when: Guard) -> Row {
    Row { from, action, to, by, when }
}

const APPLICANT: &[ActorRole] = &[ActorRole::Applicant];
const CENTRE: &[ActorRole] = &[ActorRole::Centre];
const SYSTEM: &[ActorRole] = &[ActorRole::System];
/// Staff by hand, and the system by the rules on seats or because a session was closed or cancelled.
const BOTH: &[ActorRole] = &[ActorRole::Centre, ActorRole::System];

/// Every step, except [`A::Undo`], which leads back to where the decision came from
/// ([`undo_target`]).
pub const TABLE: &[Row] = &[
    row(S::Draft, A::Submit, S::Submitted, APPLICANT, Guard::BeforeStart),
    row(S::Submitted, A::Shortlist, S::Shortlisted, CENTRE, Guard::BeforeStart),
    row(S::Submitted, A::Offer, S::Offered, BOTH, Guard::BeforeStart),
    row(S::Submitted, A::Waitlist, S::Waitlisted, BOTH, Guard::BeforeStart),
    row(S::Submitted, A::Reject, S::Rejected, CENTRE, Guard::Always),
    row(S::Submitted, A::Close, S::Rejected, BOTH, Guard::Always),
    row(S::Submitted, A::Withdraw, S::Withdrawn, APPLICANT, Guard::Always),
    row(S::Submitted, A::Cancel, S::Cancelled, BOTH, Guard::Always),
    row(S::Shortlisted, A::Offer, S::Offered, BOTH, Guard::BeforeStart),
    row(S::Shortlisted, A::Waitlist, S::Waitlisted, BOTH, Guard::BeforeStart),
    row(S::Shortlisted, A::Reject, S::Rejected, CENTRE, Guard::Always),
    row(S::Shortlisted, A::Close, S::Rejected, BOTH, Guard::Always),
    row(S::Shortlisted, A::Withdraw, S::Withdrawn, APPLICANT, Guard::Always),
    row(S::Shortlisted, A::Cancel, S::Cancelled, BOTH, Guard::Always),
    row(S::Waitlisted, A::Offer, S::Offered, BOTH, Guard::BeforeStart),
    row(S::Waitlisted, A::Reject, S::Rejected, CENTRE, Guard::Always),
    row(S::Waitlisted, A::Close, S::Rejected, BOTH, Guard::Always),
    row(S::Waitlisted, A::Withdraw, S::Withdrawn, APPLICANT, Guard::Always),
    row(S::Waitlisted, A::Cancel, S::Cancelled, BOTH, Guard::Always),
    row(S::Offered, A::Confirm, S::Confirmed, APPLICANT, Guard::OfferStands),
    row(S::Offered, A::Decline, S::Declined, APPLICANT, Guard::OfferStands),
    row(S::Offered, A::Withdraw, S::Withdrawn, APPLICANT, Guard::OfferStands),
    row(S::Offered, A::Lapse, S::Lapsed, SYSTEM, Guard::OfferLapsed),
    row(S::Offered, A::Revoke, S::Rejected, CENTRE, Guard::OfferStands),
    row(S::Offered, A::Extend, S::Offered, CENTRE, Guard::OfferStands),
    row(S::Offered, A::Cancel, S::Cancelled, BOTH, Guard::Always),
    row(S::Confirmed, A::Complete, S::Completed, CENTRE, Guard::AfterStart),
    row(S::Confirmed, A::Drop, S::Withdrawn, CENTRE, Guard::Replaceable),
    row(S::Confirmed, A::Drop, S::NotCompleted, CENTRE, Guard::NotReplaceable),
    row(S::Confirmed, A::Fail, S::NotCompleted, CENTRE, Guard::NotReplaceable),
    row(S::Confirmed, A::Withdraw, S::Withdrawn, APPLICANT, Guard::Always),
    row(S::Confirmed, A::Cancel, S::Cancelled, BOTH, Guard::Always),
    row(S::Rejected, A::Reinstate, S::Submitted, CENTRE, Guard::BeforeStart),
];

/// Why a step can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum TransitionError {
    /// The state doesn't know that step.
    #[error("the state doesn't permit that step")]
    NotFromHere,
    /// The step exists, but is somebody else's to take.
    #[error("that step is somebody else's to take")]
    NotYours,
    /// The time for it is over.
    #[error("the time for that step is over")]
    DeadlinePassed,
    /// Its time has not come.
    #[error("the time for that step has not come")]
    TooEarly,
    /// Where it leads depends on time: ask [`next_at`].
    #[error("where that step leads depends on the time")]
    DependsOnTime,
}

impl TransitionError {
    /// What the caller is told.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::NotFromHere | Self::TooEarly | Self::DependsOnTime => {
                ErrorCode::InvalidTransition
            }
            Self::NotYours => ErrorCode::Forbidden,
            Self::DeadlinePassed => ErrorCode::DeadlinePassed,
        }
    }
}

/// The moments that decide about steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// The database's time.
    pub now: Instant,
    /// When the offer lapses, where there is one.
    pub offer_expires_at: Option<Instant>,
    /// When the session's first day begins.
    pub session_starts_at: Instant,
    /// When the replacement day is over.
    pub replacement_ends_at: Instant,
}

impl Situation {
    /// No offer outlives the session's start, whatever was stored.
    fn offer_ends_at(&self) -> Instant {
        self.offer_expires_at.map_or(self.session_starts_at, |at| at.min(self.session_starts_at))
    }
}

fn rows(from: S, action: A) -> impl Iterator<Item = &'static Row> {
    TABLE.iter().filter(move |row| row.from == from && row.action == action)
}

/// The state that a step leads to, time left aside.
///
/// # Errors
/// The state doesn't know the step, or it is somebody else's, or its target depends on time
/// (a drop: [`next_at`]).
pub fn next(from: S, action: A, role: ActorRole) -> Result<S, TransitionError> {
    let mut known = rows(from, action).peekable();
    if known.peek().is_none() {
        return Err(TransitionError::NotFromHere);
    }
    let mut mine = known.filter(|row| row.by.contains(&role));
    match (mine.next(), mine.next()) {
        (None, _) => Err(TransitionError::NotYours),
        (Some(row), None) => Ok(row.to),
        (Some(_), Some(_)) => Err(TransitionError::DependsOnTime),
    }
}

/// The state that a step leads to now.
///
/// # Errors
/// As [`next`], and when the time for the step is over or has not come.
pub fn next_at(
    from: S,
    action: A,
    role: ActorRole,
    situation: &Situation,
) -> Result<S, TransitionError> {
    let mut refusal = TransitionError::NotFromHere;
    for row in rows(from, action) {
        if !row.by.contains(&role) {
            refusal = TransitionError::NotYours;
        } else if row.when.permits(situation) {
            return Ok(row.to);
        } else {
            refusal = row.when.refusal();
        }
    }
    Err(refusal)
}

/// The steps that somebody in this part can take now, in the order of the actions.
///
/// Without [`A::Undo`]: whether that is possible depends on the decision's maker and time.
#[must_use]
pub fn allowed(from: S, role: ActorRole, situation: &Situation) -> Vec<A> {
    let possible = |action: &A| next_at(from, *action, role, situation).is_ok();
    A::ALL.iter().copied().filter(possible).collect()
}

/// How long a decision's maker can take it back, in seconds.
pub const UNDO_SECONDS: i64 = 30;

/// The state that undoing the decision which led from `previous` to `current` leads back to;
/// `None` when no decision of a centre leads that way.
///
/// Whether the maker asks, in time, and the applicant hasn't acted, is the caller's to check.
#[must_use]
pub fn undo_target(previous: S, current: S) -> Option<S> {
    let decided = TABLE.iter().any(|row| {
        row.from == previous
            && row.to == current
            && row.by.contains(&ActorRole::Centre)
            && is_undoable(row.action)
    });
    decided.then_some(previous)
}

/// Whether its maker can take the step back within [`UNDO_SECONDS`]; what it tells the person waits
/// as long.
#[must_use]
pub const fn is_undoable(action: A) -> bool {
    match action {
        A::Shortlist | A::Offer | A::Waitlist | A::Reject | A::Reinstate | A::Revoke => true,
        A::Submit
        | A::Confirm
        | A::Decline
        | A::Lapse
        | A::Close
        | A::Withdraw
        | A::Drop
        | A::Extend
        | A::Complete
        | A::Fail
        | A::Cancel
        | A::Undo => false,
    }
}
