//! Who takes part in a session, and what became of it.

use balai_shared::{
    id::{AccountId, ApiKeyId, ApplicantId},
    time::Instant,
};

use crate::{
    demo::data::scripts::Script,
    model::{
        application::{Application, Event},
        catalogue::Session,
    },
};

/// Somebody who applies.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Candidate {
    /// Who.
    pub applicant: ApplicantId,
    /// The same person's account.
    pub account: AccountId,
    /// When.
    pub submits_at: Instant,
    /// What the person wrote.
    pub motivation: Option<String>,
    /// What follows.
    pub script: Script,
}

/// Who decides at the centre.
#[derive(Debug, Clone, Copy)]
pub(in crate::demo) enum Staff {
    /// A person.
    Person(AccountId),
    /// The institution's own software.
    Software(ApiKeyId),
}

/// A session before anybody has applied.
#[derive(Debug, Clone)]
pub(in crate::demo) struct Stage {
    /// The session, with no seat taken.
    pub session: Session,
    /// Who decides there.
    pub staff: Staff,
    /// When it was called off.
    pub called_off_at: Option<Instant>,
    /// Up to when it is played, exclusively.
    pub until: Instant,
}

/// What became of it.
#[derive(Debug)]
pub(in crate::demo) struct Outcome {
    /// The session with its counters.
    pub session: Session,
    /// The number that the last one to join the waiting list got.
    pub waitlist_last: i32,
    /// The applications with what was written, in the order of the candidates.
    pub applications: Vec<(Application, Candidate)>,
    /// Every step in order, with the id of who took it.
    pub events: Vec<(Event, Option<u128>)>,
}
