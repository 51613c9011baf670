//! How a session's people are chosen, and what came of it.

use std::collections::BTreeMap;

use balai_shared::{
    application::{ActorKind, ApplicationState},
    id::{ApplicationId, RegionCode, SessionId},
    lottery::Bits,
    person::Sex,
    ranking::{self, Mark, Quota, Total},
    time::Instant,
};

use super::application::Application;

/// What applicants are judged by, and the seats kept for groups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// In the order in which they are shown.
    pub criteria: Vec<Criterion>,
    /// A group at most once.
    pub quotas: Vec<Quota>,
}

/// A criterion with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// As staff call it.
    pub name: String,
    /// What counts.
    pub rule: ranking::Criterion,
}

/// The marks of a session's applicants, by application and the criterion's index.
pub type Marks = BTreeMap<ApplicationId, BTreeMap<usize, Mark>>;

/// All that was ever entered, by application and the criterion's index: the newest last.
pub type Histories = BTreeMap<(ApplicationId, usize), Vec<Mark>>;

/// One who can be chosen, with what the ranking looks at.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// The application.
    pub application: Application,
    /// The person's sex, where told.
    pub sex: Option<Sex>,
    /// Where the person lives, where told.
    pub region: Option<RegionCode>,
    /// By the person's own word.
    pub disability: bool,
}

impl Candidate {
    /// The states from which one can be chosen.
    pub const STATES: [ApplicationState; 3] =
        [ApplicationState::Submitted, ApplicationState::Shortlisted, ApplicationState::Waitlisted];
}

/// A concluded selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Selection {
    /// Of which session.
    pub session: SessionId,
    /// How many seats were free.
    pub seats: u32,
    /// When.
    pub concluded_at: Instant,
    /// By what kind of actor.
    pub actor: ActorKind,
    /// By whom.
    pub actor_id: Option<u128>,
    /// When its last result had taken effect.
    pub finished_at: Option<Instant>,
}

/// What a selection gave one applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The application.
    pub application: ApplicationId,
    /// From 1 on; those without a place stand behind those with one.
    pub place: u32,
    /// What it means.
    pub outcome: Outcome,
    /// By points alone; none in a draw, and for who has no place.
    pub merit_place: Option<u32>,
    /// The weighted points; none in a draw, and for who has no place.
    pub total: Option<Total>,
    /// How the place was decided against the one above, whose total is the same.
    pub tie: Option<ranking::Tie>,
    /// Whether it has taken effect.
    pub applied: bool,
}

/// What a selection means for one applicant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A seat, by place.
    ByPlace,
    /// A seat that was kept for a group.
    Reserved,
    /// The waiting list.
    Waits,
    /// Too few points under this criterion.
    BelowMinimum(usize),
    /// Didn't come to this criterion's test.
    Absent(usize),
}

/// A session's seed.
#[derive(Debug, Clone)]
pub struct Lottery {
    /// Of which session.
    pub session: SessionId,
    /// The seed's fingerprint.
    pub commitment: Bits,
    /// When that was published.
    pub committed_at: Instant,
    /// The seed as the vault keeps it.
    pub sealed: Vec<u8>,
    /// The seed and the moment of the draw, once it was drawn.
    pub drawn: Option<(Bits, Instant)>,
}
