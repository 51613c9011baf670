//! Deciding on all that are selected at once, with one result a row.

use balai_shared::application::{Decision, ReasonCode};
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Desk, Outcome};
use crate::api::{
    ApiError, DecideApplications, DecideApplicationsInput, DecideVariables, DecisionResult, Sender,
    Typed, Word, run,
};
use crate::components::{Choice, notice, options};
use crate::i18n::{StaffWords, fill, staff_words, words};
use crate::load::Fetched;
use crate::visit::language;

/// The state of the bar itself.
#[derive(Clone, Copy)]
struct Bar {
    words: &'static StaffWords,
    desk: Desk,
    /// Whose seats change with a decision.
    sessions: Fetched,
    busy: RwSignal<bool>,
    /// Whether the reason for turning down is being asked for.
    rejecting: RwSignal<bool>,
    /// What came of the last decision as a whole: its tone and words.
    summary: RwSignal<Option<(&'static str, String)>>,
}

/// A decision with what rejecting needs besides.
#[derive(Clone, Debug)]
struct Choosing {
    decision: Decision,
    reason: Option<ReasonCode>,
    note: Option<String>,
}

impl Choosing {
    const fn plain(decision: Decision) -> Self {
        Self { decision, reason: None, note: None }
    }
}

/// The bar below the table.
pub(super) fn bulk_bar(desk: Desk, sessions: Fetched) -> AnyView {
    let w = staff_words();
    let bar = Bar {
        words: w,
        desk,
        sessions,
        busy: RwSignal::new(false),
        rejecting: RwSignal::new(false),
        summary: RwSignal::new(None),
    };
    let count = move || desk.selected.with(|selected| selected.len());
    let idle = move || count() == 0 || bar.busy.get();
    let decide = decider(bar);
    let button = move |decision: Decision, label: &'static str, class: &'static str| {
        let decide = decide.clone();
        let choose = move |_| decide(Choosing::plain(decision));
        view! { <button type="button" class=class disabled=idle on:click=choose>{label}</button> }
            .into_any()
    };
    let said = move || {
        if bar.busy.get() {
            String::from(w.deciding)
        } else if count() == 0 {
            String::from(w.select_first)
        } else {
            fill(w.selected, &[&count().to_string()])
        }
    };
    view! {
        <div class="bulk">
            <div role="status">
                {move || bar.summary.get().map(|(tone, text)| notice(tone, if tone == "good" { "✓" } else { "!" }, text))}
            </div>
            <div class="buttons">
                <strong>{said}</strong>
                {button(Decision::Offer, w.offer, "main")}
                {button(Decision::Shortlist, w.shortlist, "")}
                {button(Decision::Waitlist, w.waitlist, "")}
                <button
                    type="button"
                    class="danger"
                    disabled=idle
                    aria-expanded=move || bar.rejecting.get().to_string()
                    on:click=move |_| bar.rejecting.update(|asking| *asking = !*asking)
                >
                    {w.reject}
                </button>
                {move || (count() > 0).then(|| clear_selection(desk))}
            </div>
            {move || bar.rejecting.get().then(|| rejection(bar))}
        </div>
    }
    .into_any()
}

fn clear_selection(desk: Desk) -> AnyView {
    let clear = move |_| desk.selected.update(|selected| selected.clear());
    view! { <button type="button" class="link" on:click=clear>{staff_words().clear_selection}</button> }
        .into_any()
}

/// The reason and the note, as the applicant will read them.
fn rejection(bar: Bar) -> AnyView {
    let (w, language) = (staff_words(), language());
    let reason = RwSignal::new(None::<ReasonCode>);
    let note = RwSignal::new(String::new());
    let choice = |&code: &ReasonCode| Choice {
        value: String::from(code.as_str()),
        label: String::from(message::reason(code, language)),
    };
    let choices =
        ReasonCode::ALL.iter().filter(|code| code.is_for_rejection()).map(choice).collect();
    let decide = decider(bar);
    let confirm = move |_| {
        let note = Some(note.get_untracked()).filter(|note| !note.trim().is_empty());
        decide(Choosing { decision: Decision::Reject, reason: reason.get_untracked(), note });
    };
    let preview = move || {
        reason.get().map(|code| {
            view! {
                <blockquote>
                    <p class="quiet">{w.will_read}</p>
                    <p>{message::reason(code, language)}</p>
                    <p>{move || note.get()}</p>
                </blockquote>
            }
        })
    };
    view! {
        <div class="rejection">
            <div class="field">
                <label for="reason">{w.reason}</label>
                <select id="reason" on:change=move |event| reason.set(event_target_value(&event).parse().ok())>
                    <option value="">{words().choose}</option>
                    {options(choices, "")}
                </select>
            </div>
            <div class="field">
                <label for="note">{w.note}</label>
                <textarea id="note" rows="2" on:input=move |event| note.set(event_target_value(&event))></textarea>
            </div>
            {preview}
            <div class="buttons">
                <button type="button" class="danger" disabled=move || reason.get().is_none() || bar.busy.get() on:click=confirm>
                    {w.confirm_reject}
                </button>
                <button type="button" class="link" on:click=move |_| bar.rejecting.set(false)>{w.cancel}</button>
            </div>
        </div>
    }
    .into_any()
}

/// Sends a decision on the selected and notes what came of each.
fn decider(bar: Bar) -> impl Fn(Choosing) + Clone + Send + Sync + 'static {
    let sender = Sender::from_context();
    let language = language();
    move |choosing: Choosing| {
        if bar.busy.get_untracked() {
            return;
        }
        bar.busy.set(true);
        bar.summary.set(None);
        let ids = bar.desk.selected.get_untracked().into_iter();
        let input = DecideApplicationsInput {
            ids: in_order(bar.desk, ids.collect()).into_iter().map(cynic::Id::new).collect(),
            decision: Word(choosing.decision),
            reason_code: choosing.reason.map(Word),
            note: choosing.note,
        };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<DecideApplications>::new(DecideVariables { input });
            match run(&sender, request).await {
                Ok(answer) => take_note(bar, answer.decide_applications.results),
                Err(error) => {
                    let text = said_of(error, language);
                    bar.summary.set(Some(("stop", text)));
                }
            }
            bar.busy.set(false);
        });
    }
}

/// The selected in the order of the table: who stands higher gets a seat first.
fn in_order(desk: Desk, selected: Vec<String>) -> Vec<String> {
    let rows = desk.rows.get_untracked();
    rows.into_iter().filter(|id| selected.contains(id)).collect()
}

fn said_of(error: ApiError, language: balai_shared::language::Language) -> String {
    let first = error.fields.into_iter().next().map(|field| field.message);
    let said = first.unwrap_or(error.message);
    if said.is_empty() { String::from(message::error(error.code, language)) } else { said }
}

fn take_note(bar: Bar, results: Vec<DecisionResult>) {
    let (done, failed): (Vec<_>, Vec<_>) = results.iter().partition(|result| result.ok);
    let count = done.len().to_string();
    let summary = if failed.is_empty() {
        ("good", fill(bar.words.decided, &[&count]))
    } else {
        ("wait", fill(bar.words.decided_partly, &[&count, &failed.len().to_string()]))
    };
    bar.desk.selected.update(|selected| {
        for result in &done {
            selected.remove(result.id.inner());
        }
    });
    for result in results {
        let id = result.id.into_inner();
        let outcome = match result.error {
            Some(error) => Outcome::Refused(error.message),
            None => Outcome::Done,
        };
        bar.desk.outcomes.update(|outcomes| {
            outcomes.insert(id.clone(), outcome);
        });
        if let Some(application) = result.application {
            bar.desk.states.update(|states| {
                states.insert(id, application.state.0);
            });
        }
    }
    bar.summary.set(Some(summary));
    bar.rejecting.set(false);
    bar.sessions.refetch();
}
