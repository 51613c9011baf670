//! What the staff noted of each participant.

use balai_shared::desk::LONGEST_NOTE;
use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::bulk::said_of;
use crate::api::{
    AddNote, AddNoteInput, AddNoteVariables, Class, Participant, Sender, StaffNote, Typed, run,
};
use crate::components::notice;
use crate::i18n::{fill, note_words};
use crate::visit::language;

/// One part for each participant, opened by a press.
pub(super) fn section(class: &Class) -> AnyView {
    let zone: TimeZone = class.session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let parts: Vec<AnyView> = class.participants.iter().map(|one| part(one, zone)).collect();
    view! { <p class="quiet">{note_words().intro}</p> {parts} }.into_any()
}

fn part(participant: &Participant, zone: TimeZone) -> AnyView {
    let application = &participant.application;
    let notes = RwSignal::new(application.notes.clone());
    let name = application.applicant.name.clone();
    let count = move || notes.with(Vec::len);
    let list = move || notes.with(|notes| rows(notes, zone));
    view! {
        <details class="noted">
            <summary>{name.clone()}" ("{count}")"</summary>
            {list}
            {form(application.id.clone(), &name, notes)}
        </details>
    }
    .into_any()
}

fn rows(notes: &[StaffNote], zone: TimeZone) -> AnyView {
    if notes.is_empty() {
        return view! { <p class="quiet">{note_words().none}</p> }.into_any();
    }
    let row = |note: &StaffNote| {
        let at = format::date_time_short(note.at, zone, language());
        view! {
            <li>
                <span class="told">{note.note.clone()}</span><br/>
                <span class="quiet">{note.by.clone()}" · "{at}</span>
            </li>
        }
        .into_any()
    };
    let rows: Vec<AnyView> = notes.iter().map(row).collect();
    view! { <ol class="history">{rows}</ol> }.into_any()
}

fn form(id: cynic::Id, name: &str, notes: RwSignal<Vec<StaffNote>>) -> AnyView {
    let w = note_words();
    let (text, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let wrong = RwSignal::new(None::<String>);
    let sender = Sender::from_context();
    let field = format!("note-{}", id.inner());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        wrong.set(None);
        let input = AddNoteInput { application_id: id.clone(), note: text.get_untracked() };
        let (sender, language) = (sender.clone(), language());
        spawn_local(async move {
            match run(&sender, Typed::<AddNote>::new(AddNoteVariables { input })).await {
                Ok(answer) => {
                    notes.try_set(answer.add_note.application.notes);
                    text.try_set(String::new());
                }
                Err(error) => {
                    wrong.try_set(Some(said_of(error, language)));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form on:submit=send>
            <div class="field">
                <label for=field.clone()>{fill(w.note_on, &[name])}</label>
                <textarea
                    id=field
                    rows="2"
                    maxlength=LONGEST_NOTE.to_string()
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </div>
            <div role="alert">{move || wrong.get().map(|text| notice("stop", "!", text))}</div>
            <button type="submit" disabled=move || busy.get()>{w.save}</button>
        </form>
    }
    .into_any()
}
