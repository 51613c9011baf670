//! What the desk keeps in mind besides its address: who is selected, who is open, what came of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use balai_shared::application::{ApplicationAction, ApplicationState, Decision};
use balai_shared::desk::DeskColumn;
use leptos::prelude::*;

use super::choices::DeskChoices;
use crate::api::{DecisionResult, QueueOrder, QueueRow, QueueSession};
use crate::i18n::{desk_words, fill, staff_words};

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
    /// Another step on these applications.
    Step(ApplicationAction, Vec<String>),
    /// Under which name the queue's filters, order and columns are kept.
    SaveView,
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
    /// At which centre: `ins_…`.
    pub(super) centre: Memo<Option<String>>,
    /// The centre's sessions, as last fetched.
    pub(super) sessions: RwSignal<Vec<QueueSession>>,
    /// All applications of the queue, in order; those that were looked at are in `data`.
    pub(super) rows: RwSignal<Vec<String>>,
    /// The rows that were fetched.
    pub(super) data: RwSignal<HashMap<String, Arc<QueueRow>>>,
    /// How many match in all: `rows` has the first ten thousand.
    pub(super) total: RwSignal<i32>,
    /// How many are in each state.
    pub(super) counts: RwSignal<BTreeMap<ApplicationState, i32>>,
    /// How often the queue was fetched: rows of before are fetched anew.
    pub(super) edition: RwSignal<u32>,
    /// The columns shown besides name, state and result.
    pub(super) columns: RwSignal<Vec<DeskColumn>>,
    /// The row that is to be brought into sight, by its index.
    pub(super) reveal: RwSignal<Option<usize>>,
    /// The rows that are drawn: from this one, to before that one.
    pub(super) span: RwSignal<(usize, usize)>,
    /// How far the table is scrolled, in pixels.
    pub(super) top: RwSignal<i32>,
    /// Counts what changes the list of views.
    pub(super) views: RwSignal<u32>,
    /// How many of how many are done, where one request isn't enough.
    pub(super) progress: RwSignal<Option<(usize, usize)>>,
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
    pub(super) fn new(choices: Memo<DeskChoices>, centre: Memo<Option<String>>) -> Self {
        Self {
            choices,
            centre,
            sessions: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Vec::new()),
            data: RwSignal::new(HashMap::new()),
            total: RwSignal::new(0),
            counts: RwSignal::new(BTreeMap::new()),
            edition: RwSignal::new(0),
            columns: RwSignal::new(super::views::columns_of_device()),
            reveal: RwSignal::new(None),
            span: RwSignal::new((0, 0)),
            top: RwSignal::new(0),
            views: RwSignal::new(0),
            progress: RwSignal::new(None),
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

    /// Notes what came of each row; which were done, and how many were not. Each list is told once,
    /// however many rows there are.
    pub(super) fn note(self, results: Vec<DecisionResult>) -> (Vec<String>, usize) {
        let (mut done, mut refused) = (Vec::new(), 0);
        let (mut outcomes, mut newer) = (Vec::new(), Vec::new());
        for result in results {
            let id = result.application_id.into_inner();
            if let Some(application) = result.application {
                newer.push((id.clone(), application.state.0));
            }
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
            outcomes.push((id, outcome));
        }
        self.recount(&newer);
        self.outcomes.update(|all| all.extend(outcomes));
        self.states.update(|states| states.extend(newer));
        self.selected.update(|selected| {
            for id in &done {
                selected.remove(id);
            }
        });
        (done, refused)
    }

    /// How an application stands, as far as its row was seen.
    pub(super) fn state_of(self, id: &str) -> Option<ApplicationState> {
        let newer = self.states.with(|states| states.get(id).copied());
        newer.or_else(|| self.data.with(|data| data.get(id).map(|row| row.state.0)))
    }

    /// Moves applications from one state's count to another's; of rows that were never seen nobody
    /// knows where they stood, and the next fetch counts them.
    fn recount(self, newer: &[(String, ApplicationState)]) {
        let moved = newer.iter().filter_map(|(id, to)| {
            let from = untrack(|| self.state_of(id))?;
            Some((from, *to))
        });
        let moved: Vec<_> = moved.filter(|(from, to)| from != to).collect();
        self.counts.update(|counts| {
            for (from, to) in moved {
                *counts.entry(from).or_default() -= 1;
                *counts.entry(to).or_default() += 1;
            }
        });
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

    /// A queue as it is now: of what is gone from it nothing is selected any more.
    pub(super) fn turn_to(self, order: QueueOrder) {
        let rows: Vec<String> = order.ids.into_iter().map(cynic::Id::into_inner).collect();
        let known: HashSet<&String> = rows.iter().collect();
        self.selected.update(|selected| selected.retain(|id| known.contains(id)));
        self.data.update(|data| data.retain(|id, _| known.contains(id)));
        let counts = order.by_state.into_iter().map(|one| (one.state.0, one.count));
        let mut by_state = BTreeMap::new();
        by_state.extend(counts);
        self.counts.set(by_state);
        self.total.set(order.total_count);
        self.outcomes.set(BTreeMap::new());
        self.states.set(BTreeMap::new());
        self.rows.set(rows);
        self.edition.update(|edition| *edition += 1);
    }

    /// Rows that were fetched.
    pub(super) fn learn(self, rows: Vec<QueueRow>) {
        self.names.update(|names| {
            for row in &rows {
                names.insert(row.id.inner().to_owned(), row.applicant.name.clone());
            }
        });
        self.data.update(|data| {
            for row in rows {
                data.insert(row.id.inner().to_owned(), Arc::new(row));
            }
        });
    }

    /// What an application's person is called, or else which row it is.
    pub(super) fn name_of(self, id: &str) -> String {
        if let Some(name) = self.names.with_untracked(|names| names.get(id).cloned()) {
            return name;
        }
        let place = self.rows.with_untracked(|rows| rows.iter().position(|row| row == id));
        let place = place.map(|place| (place + 1).to_string()).unwrap_or_default();
        fill(desk_words().row, &[&place])
    }

    pub(super) fn toggle(self, id: &str) {
        self.selected.update(|selected| {
            if !selected.remove(id) {
                selected.insert(String::from(id));
            }
        });
    }

    /// Selects the whole queue, or nothing when all of it is selected.
    pub(super) fn toggle_all(self) {
        // One by one: collecting sorts, which is some kilobytes more.
        let mut all = BTreeSet::new();
        all.extend(self.rows.get_untracked());
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
        if let Some((place, id)) = next.and_then(|next| Some((next, rows.get(next)?))) {
            self.open.set(Some(id.clone()));
            self.reveal.set(Some(place));
        }
    }
}
