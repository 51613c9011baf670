//! Changing the session whose queue is shown: its seats, days and place.

use leptos::prelude::*;

use super::dialog::back;
use super::state::Desk;
use super::typed_form::{Kind, TypedForm, faults, field};
use crate::api::{
    EditNode, EditSession, NodeVariables, SessionEditPage, Typed, UpdateSession,
    UpdateSessionInput, UpdateSessionVariables,
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
                form((desk, sessions), fetched, id.clone(), *session)
            }
            Ok(SessionEditPage { node: Some(EditNode::Other) | None }) => not_found(),
            Err(error) => notice("stop", "!", error.message),
        });
    (deciding_words().edit_title, view)
}

fn form(
    (desk, sessions): (Desk, Fetched),
    page: Fetched,
    id: cynic::Id,
    session: EditSession,
) -> AnyView {
    let (w, text) = (deciding_words(), Option::unwrap_or_default);
    let edition = session.edition;
    let first = vec![
        ("capacity", session.capacity.to_string()),
        ("startsOn", session.starts_on.to_string()),
        ("endsOn", session.ends_on.to_string()),
        ("address", text(session.address)),
        ("meetingLink", text(session.meeting_link)),
        ("timetable", text(session.timetable)),
    ];
    let form = TypedForm::editing(&format!("ubah-{}", id.inner()), first);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let input = UpdateSessionInput {
            session_id: id.clone(),
            edition,
            capacity: form.changed_number("capacity"),
            starts_on: form.changed("startsOn"),
            ends_on: form.changed("endsOn"),
            address: form.changed("address"),
            meeting_link: form.changed("meetingLink"),
            timetable: form.changed("timetable"),
        };
        let operation = Typed::<UpdateSession>::new(UpdateSessionVariables { input });
        form.send_change(operation, page, move |_| {
            desk.told.set(Some(("good", w.edited.to_owned())));
            desk.asking.set(None);
            sessions.refetch();
        });
    };
    view! {
        <form novalidate on:submit=save>
            {faults(form, move || page.refetch())}
            {field(form, "capacity", (w.capacity, ""), Kind::Number)}
            {field(form, "startsOn", (w.starts_on, ""), Kind::Date)}
            {field(form, "endsOn", (w.ends_on, ""), Kind::Date)}
            {field(form, "address", (w.address, ""), Kind::Area)}
            {field(form, "meetingLink", (w.meeting_link, ""), Kind::Text)}
            {field(form, "timetable", (w.timetable, ""), Kind::Area)}
            <p class="quiet">{w.edit_told}</p>
            <div class="buttons">
                <button type="submit" class="main" disabled=move || form.is_busy()>{w.save}</button>
                {back(desk)}
            </div>
        </form>
    }
    .into_any()
}
