//! A decision before it is taken: what it would do, and what the applicants would read.

use std::collections::BTreeMap;

use balai_shared::application::{Decision, ReasonCode, UNDO_SECONDS};
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::{count_down, said_of};
use super::dialog::{back, note_field, written};
use super::state::{Desk, Undoable};
use crate::api::{
    DecideApplications, DecideApplicationsInput, DecideVariables, DecisionForecast,
    PreviewDecisions, PreviewVariables, Sender, Typed, Word, run,
};
use crate::components::{Choice, notice, options};
use crate::i18n::{deciding_words, fill, staff_words, words};
use crate::load::Fetched;
use crate::visit::language;

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
    fn input(&self) -> DecideApplicationsInput {
        DecideApplicationsInput {
            ids: self.ids.iter().map(cynic::Id::new).collect(),
            decision: Word(self.decision),
            reason_code: self.reason.get_untracked().map(Word),
            note: written(self.note),
        }
    }

    /// Asks what would happen. The note changes nothing of that, but OTHER can't be asked without.
    fn look(&self) {
        let mut input = self.input();
        if input.decision.0 == Decision::Reject {
            let Some(reason) = self.reason.get_untracked() else { return };
            if reason == ReasonCode::Other && input.note.is_none() {
                input.note = Some(String::from("…"));
            }
        }
        let (sender, forecast, language) = (self.sender.clone(), self.forecast, language());
        spawn_local(async move {
            let request = Typed::<PreviewDecisions>::new(PreviewVariables { input });
            let seen = run(&sender, request).await;
            let seen = seen.map(|answer| answer.preview_decisions.results);
            forecast.try_set(Some(seen.map_err(|error| said_of(error, language))));
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
    view! {
        <p><strong>{count}</strong>" "{seats}</p>
        {refusals(choosing, rows)}
        {letters(choosing, rows)}
    }
    .into_any()
}

/// Whom it would not work for, and why.
fn refusals(choosing: &Choosing, rows: &[DecisionForecast]) -> Option<AnyView> {
    let refused: Vec<AnyView> = rows
        .iter()
        .filter_map(|row| {
            let why = row.error.as_ref()?.message.clone();
            let known = choosing.desk.names.with(|names| names.get(row.id.inner()).cloned());
            Some(view! { <li><strong>{known}</strong>": "{why}</li> }.into_any())
        })
        .collect();
    let some = !refused.is_empty();
    some.then(|| {
        view! { <p>{deciding_words().would_not}</p><ul class="refusals">{refused}</ul> }.into_any()
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
    let (input, sender, language) = (choosing.input(), choosing.sender.clone(), language());
    let w = staff_words();
    spawn_local(async move {
        let request = Typed::<DecideApplications>::new(DecideVariables { input });
        match run(&sender, request).await {
            Ok(answer) => {
                let (done, refused) = desk.note(answer.decide_applications.results);
                let count = done.len().to_string();
                desk.told.set(Some(if refused == 0 {
                    ("good", fill(w.decided, &[&count]))
                } else {
                    ("wait", fill(w.decided_partly, &[&count, &refused.to_string()]))
                }));
                if !done.is_empty() {
                    // One less than the server's, which has the last word.
                    let seconds = UNDO_SECONDS - 1;
                    desk.undoable.set(Some(Undoable { ids: done, seconds }));
                    count_down(desk);
                }
                desk.asking.set(None);
                sessions.refetch();
            }
            Err(error) => {
                desk.told.set(Some(("stop", said_of(error, language))));
                desk.asking.set(None);
            }
        }
        desk.busy.set(false);
    });
}
