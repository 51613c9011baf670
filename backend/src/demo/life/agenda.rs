//! What is to happen, and when.

use std::{cmp::Reverse, collections::BinaryHeap};

use balai_shared::{
    application::{ActorRole, ApplicationAction, ReasonCode},
    time::Instant,
};

use crate::demo::data::scripts::Intent;

/// Something that is to happen. The version is the application's for which it was planned: what has
/// changed since needs it no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    /// A candidate applies.
    Submit { who: usize },
    /// A step of a candidate's script.
    Intent { who: usize, version: i32, intent: usize },
    /// An offer runs out.
    Lapse { who: usize, version: i32 },
    /// Staff closed the selection.
    ListMoves,
    /// The first day begins.
    Start,
    /// The session is called off.
    CalledOff,
}

/// What is to happen, the earliest first, and at the same time in the order in which it was added.
#[derive(Debug, Default)]
pub(super) struct Agenda {
    due: BinaryHeap<Reverse<(Instant, usize, Due)>>,
    added: usize,
}

impl Agenda {
    pub(super) fn add(&mut self, at: Instant, due: Due) {
        self.due.push(Reverse((at, self.added, due)));
        self.added += 1;
    }

    /// What is next, if it happens before `until`.
    pub(super) fn next(&mut self, until: Instant) -> Option<(Instant, Due)> {
        let Reverse((at, _, due)) = self.due.pop()?;
        (at < until).then_some((at, due))
    }
}

/// A step that is taken.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) action: ApplicationAction,
    pub(super) by: ActorRole,
    pub(super) reason: Option<ReasonCode>,
    pub(super) note: Option<&'static str>,
}

impl Step {
    pub(super) const SUBMIT: Self = Self::of(ApplicationAction::Submit, ActorRole::Applicant);
    pub(super) const PLACE: Self = Self::of(ApplicationAction::Offer, ActorRole::System);
    pub(super) const QUEUE: Self = Self::of(ApplicationAction::Waitlist, ActorRole::System);
    pub(super) const LAPSE: Self = Self::of(ApplicationAction::Lapse, ActorRole::System);
    pub(super) const CANCEL: Self = Self::of(ApplicationAction::Cancel, ActorRole::Centre);
    pub(super) const CLOSE: Self = Self {
        reason: Some(ReasonCode::NoSeat),
        ..Self::of(ApplicationAction::Close, ActorRole::System)
    };

    const fn of(action: ApplicationAction, by: ActorRole) -> Self {
        Self { action, by, reason: None, note: None }
    }
}

impl From<Intent> for Step {
    fn from(intent: Intent) -> Self {
        let Intent { action, by, reason, note, .. } = intent;
        Self { action, by, reason, note }
    }
}
