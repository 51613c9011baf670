//! What the desk keeps in mind besides its address: who is selected, who is open, what came of it.

use std::collections::{BTreeMap, BTreeSet};

use balai_shared::application::ApplicationState;
use leptos::prelude::*;

use super::choices::DeskChoices;
use crate::api::QueueSession;

/// What came of a decision on one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It took effect.
    Done,
    /// It did not, and why.
    Refused(String),
}

/// The desk's state; cheap to hand around.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    /// What the address says.
    pub(super) choices: Memo<DeskChoices>,
    /// The centre's sessions, as last fetched.
    pub(super) sessions: RwSignal<Vec<QueueSession>>,
    /// The applications on the page, in order.
    pub(super) rows: RwSignal<Vec<String>>,
    /// The selected ones.
    pub(super) selected: RwSignal<BTreeSet<String>>,
    /// The one whose applicant is shown.
    pub(super) open: RwSignal<Option<String>>,
    /// What came of the last decision, by application.
    pub(super) outcomes: RwSignal<BTreeMap<String, Outcome>>,
    /// States newer than the page's.
    pub(super) states: RwSignal<BTreeMap<String, ApplicationState>>,
}

impl Desk {
    pub(super) fn new(choices: Memo<DeskChoices>) -> Self {
        Self {
            choices,
            sessions: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Vec::new()),
            selected: RwSignal::new(BTreeSet::new()),
            open: RwSignal::new(None),
            outcomes: RwSignal::new(BTreeMap::new()),
            states: RwSignal::new(BTreeMap::new()),
        }
    }

    /// The session whose queue is shown, tracked.
    pub(super) fn session(self) -> Option<QueueSession> {
        let named = self.choices.with(|choices| choices.session.clone())?;
        self.sessions.with(|list| list.iter().find(|one| one.id.inner() == named).cloned())
    }

    /// A new page of rows: nothing of the old one is selected any more.
    pub(super) fn turn_to(self, rows: Vec<String>) {
        self.selected.update(|selected| selected.retain(|id| rows.contains(id)));
        self.outcomes.set(BTreeMap::new());
        self.states.set(BTreeMap::new());
        self.rows.set(rows);
    }

    pub(super) fn toggle(self, id: &str) {
        self.selected.update(|selected| {
            if !selected.remove(id) {
                selected.insert(String::from(id));
            }
        });
    }

    /// Selects the whole page, or nothing when the whole page is selected.
    pub(super) fn toggle_all(self) {
        let all: BTreeSet<String> = self.rows.get_untracked().into_iter().collect();
        let every = self.selected.with_untracked(|selected| *selected == all);
        self.selected.set(if every { BTreeSet::new() } else { all });
    }

    pub(super) fn is_selected(self, id: &str) -> bool {
        self.selected.with(|selected| selected.contains(id))
    }

    /// Opens the row so many places below the open one, or the first.
    pub(super) fn step(self, places: isize) {
        let rows = self.rows.get_untracked();
        let open = self.open.get_untracked();
        let now = open.and_then(|open| rows.iter().position(|id| *id == open));
        let next = now.map_or(Some(0), |now| now.checked_add_signed(places));
        if let Some(id) = next.and_then(|next| rows.get(next)) {
            self.open.set(Some(id.clone()));
        }
    }
}
