//! The log of calls to the applicant whose panel is open.

use balai_shared::desk::{CallOutcome, LONGEST_CALL_NOTE};
use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use crate::api::{LogCall, LogCallInput, LogCallVariables, LoggedCall, Sender, Typed, Word, run};
use crate::components::notice;
use crate::i18n::{call_outcome, desk_words};
use crate::visit::language;

/// What came of the calls so far, and a form for the next.
pub(super) fn calls(id: String, first: Vec<LoggedCall>, zone: &str) -> AnyView {
    let w = desk_words();
    let zone: TimeZone = zone.parse().unwrap_or(TimeZone::Jakarta);
    let made = RwSignal::new(first);
    let list = move || made.with(|made| rows(made, zone));
    view! {
        <h3>{w.calls}</h3>
        {list}
        {form(id, made)}
    }
    .into_any()
}

fn rows(made: &[LoggedCall], zone: TimeZone) -> AnyView {
    if made.is_empty() {
        return view! { <p class="quiet">{desk_words().no_calls}</p> }.into_any();
    }
    let row = |call: &LoggedCall| {
        let at = format::date_time_short(call.at, zone, language());
        let note = call.note.clone().map(|note| view! { <span class="told">{note}</span><br/> });
        view! {
            <li>
                <strong>{call_outcome(call.outcome.0)}</strong>" · "{call.by.clone()}<br/>
                {note}
                <span class="quiet">{at}</span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = made.iter().map(row).collect();
    view! { <ol class="history calls">{rows}</ol> }.into_any()
}

fn form(id: String, made: RwSignal<Vec<LoggedCall>>) -> AnyView {
    let w = desk_words();
    let outcome = RwSignal::new(CallOutcome::Reached);
    let (note, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<String>);
    let sender = Sender::from_context();
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(None);
        let text = Some(note.get_untracked()).filter(|text| !text.trim().is_empty());
        let input = LogCallInput {
            application_id: cynic::Id::new(&id),
            outcome: Word(outcome.get_untracked()),
            note: text,
        };
        let (sender, language) = (sender.clone(), language());
        spawn_local(async move {
            match run(&sender, Typed::<LogCall>::new(LogCallVariables { input })).await {
                Ok(answer) => {
                    made.try_set(answer.log_call.application.calls);
                    note.try_set(String::new());
                }
                Err(error) => {
                    wrong.try_set(Some(said_of(error, language)));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="call" on:submit=send>
            {outcome_field(outcome)}
            <div class="field">
                <label for="call-note">{w.call_note}</label>
                <textarea
                    id="call-note"
                    rows="2"
                    maxlength=LONGEST_CALL_NOTE.to_string()
                    prop:value=move || note.get()
                    on:input=move |event| note.set(event_target_value(&event))
                ></textarea>
            </div>
            <div role="alert">{move || wrong.get().map(|text| notice("stop", "!", text))}</div>
            <button type="submit" disabled=move || busy.get()>{w.log_call}</button>
        </form>
    }
    .into_any()
}

fn outcome_field(outcome: RwSignal<CallOutcome>) -> AnyView {
    let choose = move |event: leptos::ev::Event| {
        if let Ok(chosen) = event_target_value(&event).parse() {
            outcome.set(chosen);
        }
    };
    let choice = |one: &CallOutcome| {
        view! { <option value=one.as_str()>{call_outcome(*one)}</option> }.into_any()
    };
    let choices: Vec<AnyView> = CallOutcome::ALL.iter().map(choice).collect();
    view! {
        <div class="field">
            <label for="outcome">{desk_words().outcome}</label>
            <select id="outcome" on:change=choose>{choices}</select>
        </div>
    }
    .into_any()
}
