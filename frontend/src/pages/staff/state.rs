//! What the desk keeps in mind besides its address: who is selected, who is open, what came of it.

use std::collections::{BTreeMap, BTreeSet};

use balai_shared::application::{ApplicationAction, ApplicationState, Decision};
use leptos::prelude::*;

use super::choices::DeskChoices;
use crate::api::{DecisionResult, QueueSession};
use crate::i18n::staff_words;

/// What came of a decision on one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It took effect.
    Done,
    /// It did not, and why.
    Refused(String),
}

/// What is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// A decision on the selected.
    Decide(Decision),
    /// Another step on the application whose applicant is shown.
    Step(ApplicationAction, String),
    /// What changes of the session.
    EditSession,
    /// Whether the choosing ends.
    CloseSelection,
    /// Whether the session is called off, and why.
    CancelSession,
    /// What its applicants are written.
    Message,
    /// For whom at the counter staff apply.
    Assist,
}

/// Decisions that can be undone, and for how many seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Undoable {
    /// Which.
    pub(super) ids: Vec<String>,
    /// How long still.
    pub(super) seconds: i64,
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
    /// Whom the table is searched for. Not in the address, where names and NIKs would stay behind.
    pub(super) search: RwSignal<String>,
    /// Whose the applications are.
    pub(super) names: RwSignal<BTreeMap<String, String>>,
    /// What is asked just now.
    pub(super) asking: RwSignal<Option<Ask>>,
    /// What can still be undone.
    pub(super) undoable: RwSignal<Option<Undoable>>,
    /// What came of the last step as a whole: its tone and words.
    pub(super) told: RwSignal<Option<(&'static str, String)>>,
    /// Whether the server is at work on one.
    pub(super) busy: RwSignal<bool>,
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
            search: RwSignal::new(String::new()),
            names: RwSignal::new(BTreeMap::new()),
            asking: RwSignal::new(None),
            undoable: RwSignal::new(None),
            told: RwSignal::new(None),
            busy: RwSignal::new(false),
        }
    }

    /// Asks about a decision on the selected; on the open one, where none is.
    pub(super) fn ask(self, decision: Decision) {
        if self.asking.with_untracked(Option::is_some) || self.busy.get_untracked() {
            return;
        }
        if self.selected.with_untracked(BTreeSet::is_empty) {
            let Some(open) = self.open.get_untracked() else {
                self.told.set(Some(("wait", String::from(staff_words().select_first))));
                return;
            };
            self.toggle(&open);
        }
        self.asking.set(Some(Ask::Decide(decision)));
    }

    /// The selected in the order of the table: who stands higher gets a seat first.
    pub(super) fn chosen(self) -> Vec<String> {
        let rows = self.rows.get_untracked();
        self.selected.with_untracked(|selected| {
            rows.into_iter().filter(|id| selected.contains(id)).collect()
        })
    }

    /// Notes what came of each row; how many were done and how many were not.
    pub(super) fn note(self, results: Vec<DecisionResult>) -> (Vec<String>, usize) {
        let (mut done, mut refused) = (Vec::new(), 0);
        for result in results {
            let id = result.id.into_inner();
            let outcome = match result.error {
                Some(error) => {
                    refused += 1;
                    Outcome::Refused(error.message)
                }
                None => {
                    done.push(id.clone());
                    Outcome::Done
                }
            };
            self.outcomes.update(|outcomes| {
                outcomes.insert(id.clone(), outcome);
            });
            if let Some(application) = result.application {
                self.states.update(|states| {
                    states.insert(id, application.state.0);
                });
            }
        }
        self.selected.update(|selected| {
            for id in &done {
                selected.remove(id);
            }
        });
        (done, refused)
    }

    /// The session whose queue is shown, tracked.
    pub(super) fn session(self) -> Option<QueueSession> {
        let named = self.choices.with(|choices| choices.session.clone())?;
        self.sessions.with(|list| list.iter().find(|one| one.id.inner() == named).cloned())
    }

    /// The id of that session, untracked.
    pub(super) fn session_now(self) -> Option<cynic::Id> {
        let named = self.choices.with_untracked(|choices| choices.session.clone())?;
        let list = self.sessions.get_untracked();
        list.into_iter().map(|one| one.id).find(|id| id.inner() == named)
    }

    /// A new page of rows: nothing of the old one is selected any more.
    pub(super) fn turn_to(self, page: Vec<(String, String)>) {
        let rows: Vec<String> = page.iter().map(|(id, _)| id.clone()).collect();
        self.names.set(page.into_iter().collect());
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
