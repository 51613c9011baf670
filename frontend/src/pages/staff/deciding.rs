//! A decision before it is taken: what it would do, and what the applicants would read.

use std::collections::BTreeMap;

use balai_shared::application::{Decision, ReasonCode, UNDO_SECONDS};
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::{count_down, said_of};
use super::dialog::{back, note_field, written};
use super::pieces::{self, PIECE};
use super::state::{Desk, Undoable};
use crate::api::{
    DecideApplications, DecideApplicationsInput, DecideVariables, DecisionForecast,
    PreviewDecisions, PreviewVariables, Sender, Typed, Word, run,
};
use crate::browser;
use crate::components::{Choice, notice, options};
use crate::i18n::{deciding_words, desk_words, fill, staff_words, words};
use crate::load::Fetched;
use crate::visit::language;

/// As many refusals are listed; the others are counted.
const MOST_REFUSALS: usize = 50;

/// What is being decided.
#[derive(Clone)]
struct Choosing {
    desk: Desk,
    sessions: Fetched,
    decision: Decision,
    ids: Vec<String>,
    reason: RwSignal<Option<ReasonCode>>,
    note: RwSignal<String>,
    /// What would happen; `None` while it isn't known.
    forecast: RwSignal<Option<Result<Vec<DecisionForecast>, String>>>,
    sender: Sender,
}

impl Choosing {
    fn input(&self, ids: Vec<cynic::Id>) -> DecideApplicationsInput {
        DecideApplicationsInput {
            ids,
            decision: Word(self.decision),
            reason_code: self.reason.get_untracked().map(Word),
            note: written(self.note),
        }
    }

    /// Asks what would happen. The note changes nothing of that, but OTHER can't be asked without.
    fn look(&self) {
        let mut input = self.input(Vec::new());
        // Where seats are given, later pieces can't be foreseen without the earlier ones.
        if self.decision == Decision::Offer && self.ids.len() > PIECE {
            self.forecast.set(Some(Err(String::from(desk_words().too_many_offers))));
            return;
        }
        if input.decision.0 == Decision::Reject {
            let Some(reason) = self.reason.get_untracked() else { return };
            if reason == ReasonCode::Other && input.note.is_none() {
                input.note = Some(String::from("…"));
            }
        }
        let (sender, forecast, language) = (self.sender.clone(), self.forecast, language());
        let (desk, ids) = (self.desk, self.ids.clone());
        spawn_local(async move {
            let (sender, input) = (&sender, &input);
            let look = async |ids| {
                let input = DecideApplicationsInput { ids, ..input.clone() };
                let request = Typed::<PreviewDecisions>::new(PreviewVariables { input });
                Ok(run(sender, request).await?.preview_decisions.results)
            };
            let (seen, wrong) = pieces::each(desk, ids, look).await;
            let seen = wrong.map_or(Ok(seen), |error| Err(said_of(error, language)));
            forecast.try_set(Some(seen));
        });
    }
}

/// The dialog's title and content.
pub(super) fn content(
    desk: Desk,
    sessions: Fetched,
    decision: Decision,
) -> (&'static str, AnyView) {
    let w = deciding_words();
    let title = match decision {
        Decision::Offer => w.offer_title,
        Decision::Waitlist => w.waitlist_title,
        Decision::Shortlist => w.shortlist_title,
        Decision::Reject => w.reject_title,
    };
    let choosing = Choosing {
        desk,
        sessions,
        decision,
        ids: desk.chosen(),
        reason: RwSignal::new(None),
        note: RwSignal::new(String::new()),
        forecast: RwSignal::new(None),
        sender: Sender::from_context(),
    };
    choosing.look();
    let rejecting = decision == Decision::Reject;
    let why = rejecting.then(|| reason(&choosing));
    let (shown, sending) = (choosing.clone(), choosing.clone());
    let (forecast, reason) = (choosing.forecast, choosing.reason);
    let would = move || {
        forecast.with(|seen| match seen {
            Some(Ok(rows)) => rows.iter().any(|row| row.ok),
            Some(Err(_)) | None => false,
        })
    };
    let idle = move || desk.busy.get() || !would() || (rejecting && reason.get().is_none());
    let class = if rejecting { "danger" } else { "main" };
    let view = view! {
        {why}
        <div aria-live="polite">{move || seen(&shown)}</div>
        <p class="quiet">{w.told_later}</p>
        <div class="buttons">
            <button type="button" class=class disabled=idle on:click=move |_| decide(&sending)>
                {w.confirm}
            </button>
            {back(desk)}
        </div>
    };
    (title, view.into_any())
}

/// The reason and the note of a rejection.
fn reason(choosing: &Choosing) -> AnyView {
    let (w, language) = (staff_words(), language());
    let choice = |&code: &ReasonCode| Choice {
        value: String::from(code.as_str()),
        label: String::from(message::reason(code, language)),
    };
    let choices =
        ReasonCode::ALL.iter().filter(|code| code.is_for_rejection()).map(choice).collect();
    let looking = choosing.clone();
    let choose = move |event: leptos::ev::Event| {
        looking.reason.set(event_target_value(&event).parse().ok());
        looking.forecast.set(None);
        looking.look();
    };
    view! {
        <div class="field">
            <label for="reason">{w.reason}</label>
            <select id="reason" on:change=choose>
                <option value="">{words().choose}</option>
                {options(choices, "")}
            </select>
        </div>
        {note_field(w.note, choosing.note)}
    }
    .into_any()
}

/// What would happen, in words.
fn seen(choosing: &Choosing) -> AnyView {
    let w = deciding_words();
    if choosing.decision == Decision::Reject && choosing.reason.get().is_none() {
        return view! { <p class="quiet">{w.choose_reason}</p> }.into_any();
    }
    choosing.forecast.with(|seen| match seen {
        None => view! { <p class="quiet">{w.looking}</p> }.into_any(),
        Some(Err(why)) => notice("stop", "!", why.clone()),
        Some(Ok(rows)) => forecast(choosing, rows),
    })
}

fn forecast(choosing: &Choosing, rows: &[DecisionForecast]) -> AnyView {
    let w = deciding_words();
    let done = rows.iter().filter(|row| row.ok).count();
    let (done, all) = (done.to_string(), rows.len().to_string());
    let count = match (done.as_str(), done == all) {
        ("0", _) => String::from(w.none_would),
        (_, true) => fill(w.all_would, &[&done]),
        (_, false) => fill(w.some_would, &[&done, &all]),
    };
    let left = rows.iter().rev().find_map(|row| row.seats_left).map(|left| left.to_string());
    let capacity = choosing.desk.session().map(|session| session.capacity.to_string());
    let seats = left
        .zip(capacity)
        .filter(|_| choosing.decision == Decision::Offer)
        .map(|(left, capacity)| fill(w.seats_after, &[&left, &capacity]));
    let passes = rows.iter().any(|row| row.passes_selection);
    let passes = passes.then(|| notice("wait", "!", w.passes_selection));
    view! {
        <p><strong>{count}</strong>" "{seats}</p>
        {passes}
        {refusals(choosing, rows)}
        {letters(choosing, rows)}
    }
    .into_any()
}

/// Whom it would not work for, and why.
fn refusals(choosing: &Choosing, rows: &[DecisionForecast]) -> Option<AnyView> {
    let why = |row: &DecisionForecast| {
        Some((row.application_id.clone(), row.error.as_ref()?.message.clone()))
    };
    let refused: Vec<_> = rows.iter().filter_map(why).collect();
    let more = refused.len().saturating_sub(MOST_REFUSALS);
    let more = (more > 0).then(|| fill(desk_words().and_more, &[&more.to_string()]));
    let some = !refused.is_empty();
    let row = |(id, why): (cynic::Id, String)| {
        let name = choosing.desk.name_of(id.inner());
        view! { <li><strong>{name}</strong>": "{why}</li> }.into_any()
    };
    let shown: Vec<AnyView> = refused.into_iter().take(MOST_REFUSALS).map(row).collect();
    some.then(|| {
        view! {
            <p>{deciding_words().would_not}</p>
            <ul class="refusals">{shown}{more.map(|more| view! { <li>{more}</li> })}</ul>
        }
        .into_any()
    })
}

/// What the applicants would read, each text once.
fn letters(choosing: &Choosing, rows: &[DecisionForecast]) -> Vec<AnyView> {
    let mut texts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.ok) {
        let text = row.message.as_deref().unwrap_or_default();
        *texts.entry((text, row.reason.as_deref().unwrap_or_default())).or_default() += 1;
    }
    let note = choosing.note;
    let letter = |((text, reason), count): ((&str, &str), usize)| {
        let said = fill(deciding_words().will_read, &[&count.to_string()]);
        let (text, reason) = (String::from(text), String::from(reason));
        view! {
            <blockquote>
                <p class="quiet">{said}</p>
                <p>{text}</p>
                <p>{reason}</p>
                <p>{move || note.get()}</p>
            </blockquote>
        }
        .into_any()
    };
    texts.into_iter().map(letter).collect()
}

/// Sends the decision and notes what came of each.
fn decide(choosing: &Choosing) {
    let (desk, sessions) = (choosing.desk, choosing.sessions);
    if desk.busy.get_untracked() {
        return;
    }
    desk.busy.set(true);
    desk.told.set(None);
    desk.undoable.set(None);
    let input = choosing.input(Vec::new());
    let (ids, sender, language) = (choosing.ids.clone(), choosing.sender.clone(), language());
    let w = staff_words();
    let begun = browser::now();
    spawn_local(async move {
        let (sender, input) = (&sender, &input);
        let take = async |ids| {
            let input = DecideApplicationsInput { ids, ..input.clone() };
            let request = Typed::<DecideApplications>::new(DecideVariables { input });
            Ok(run(sender, request).await?.decide_applications.results)
        };
        let (results, wrong) = pieces::each(desk, ids, take).await;
        let (done, refused) = desk.note(results);
        let count = done.len().to_string();
        desk.told.set(Some(match wrong {
            Some(error) => ("stop", said_of(error, language)),
            None if refused == 0 => ("good", fill(w.decided, &[&count])),
            None => ("wait", fill(w.decided_partly, &[&count, &refused.to_string()])),
        }));
        // Of the first piece's seconds, one less than the server's, which has the last word.
        let passed =
            if done.len() > PIECE { begun.millis_until(browser::now()) / 1_000 } else { 0 };
        let seconds = UNDO_SECONDS - 1 - passed;
        if !done.is_empty() && seconds > 0 {
            desk.undoable.set(Some(Undoable { ids: done, seconds }));
            count_down(desk);
        }
        desk.asking.set(None);
        sessions.refetch();
        desk.busy.set(false);
    });
}
