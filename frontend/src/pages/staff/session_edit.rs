//! Changing the session whose queue is shown: its seats, days and place.

use leptos::prelude::*;

use super::dialog::back;
use super::session_life::done;
use super::state::Desk;
use crate::api::{
    EditNode, EditSession, NodeVariables, Sender, SessionEditPage, Typed, UpdateSession,
    UpdateSessionInput, UpdateSessionVariables, run,
};
use crate::components::{not_found, notice, skeleton_page};
use crate::i18n::deciding_words;
use crate::load::{Fetched, fetch, loaded_either};

/// The dialog's title and content.
pub(super) fn content(desk: Desk, sessions: Fetched) -> (&'static str, AnyView) {
    let id = desk.session().map(|session| session.id);
    let Some(id) = id else { return ("", not_found()) };
    let asked = id.clone();
    let fetched = fetch(move || Typed::<SessionEditPage>::new(NodeVariables { id: asked.clone() }));
    let view =
        loaded_either::<SessionEditPage>(fetched, skeleton_page, move |answer| match answer {
            Ok(SessionEditPage { node: Some(EditNode::Session(session)) }) => {
                form(desk, sessions, id.clone(), *session)
            }
            Ok(SessionEditPage { node: Some(EditNode::Other) | None }) => not_found(),
            Err(error) => notice("stop", "!", error.message),
        });
    (deciding_words().edit_title, view)
}

/// What is typed; all as text, as the fields have it.
#[derive(Clone, Copy)]
struct Typing {
    capacity: RwSignal<String>,
    starts_on: RwSignal<String>,
    ends_on: RwSignal<String>,
    address: RwSignal<String>,
    meeting_link: RwSignal<String>,
    timetable: RwSignal<String>,
}

fn form(desk: Desk, sessions: Fetched, id: cynic::Id, session: EditSession) -> AnyView {
    let w = deciding_words();
    let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
    let typing = Typing {
        capacity: RwSignal::new(session.capacity.to_string()),
        starts_on: RwSignal::new(session.starts_on.to_string()),
        ends_on: RwSignal::new(session.ends_on.to_string()),
        address: text(session.address),
        meeting_link: text(session.meeting_link),
        timetable: text(session.timetable),
    };
    let sender = Sender::from_context();
    let edition = session.edition;
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = input(typing, id.clone(), edition);
        let request = Typed::<UpdateSession>::new(UpdateSessionVariables { input });
        let sender = sender.clone();
        done(desk, sessions, w.edited, async move { run(&sender, request).await.map(|_| ()) });
    };
    view! {
        <form on:submit=save>
            {field("edit-capacity", w.capacity, "number", typing.capacity)}
            {field("edit-starts", w.starts_on, "date", typing.starts_on)}
            {field("edit-ends", w.ends_on, "date", typing.ends_on)}
            {field("edit-address", w.address, "text", typing.address)}
            {field("edit-link", w.meeting_link, "url", typing.meeting_link)}
            {field("edit-timetable", w.timetable, "text", typing.timetable)}
            <p class="quiet">{w.edit_told}</p>
            <div class="buttons">
                <button type="submit" class="main" disabled=move || desk.busy.get()>{w.save}</button>
                {back(desk)}
            </div>
        </form>
    }
    .into_any()
}

fn input(typing: Typing, session_id: cynic::Id, edition: i32) -> UpdateSessionInput {
    UpdateSessionInput {
        session_id,
        edition,
        // What is no number is no number of seats, which the server says.
        capacity: Some(typing.capacity.get_untracked().trim().parse().unwrap_or_default()),
        starts_on: Some(typing.starts_on.get_untracked()),
        ends_on: Some(typing.ends_on.get_untracked()),
        address: Some(typing.address.get_untracked()),
        meeting_link: Some(typing.meeting_link.get_untracked()),
        timetable: Some(typing.timetable.get_untracked()),
    }
}

fn field(
    id: &'static str,
    label: &'static str,
    kind: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=kind
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
