//! The desk's dialogs: what is asked before something is done lies over the desk, and takes nothing of
//! it away.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::state::{Ask, Desk};
use super::{assist, deciding, group_message, session_edit, session_life, steps, views};
use crate::i18n::deciding_words;
use crate::load::Fetched;

/// The dialog for what is asked.
pub(super) fn asked(desk: Desk, sessions: Fetched, ask: Ask) -> AnyView {
    let (title, content) = match ask {
        Ask::Decide(decision) => deciding::content(desk, sessions, decision),
        Ask::Step(action, ids) => steps::content(desk, sessions, action, ids),
        Ask::SaveView => views::save_content(desk),
        Ask::EditSession => session_edit::content(desk, sessions),
        Ask::CloseSelection => session_life::close_content(desk, sessions),
        Ask::CancelSession => session_life::cancel_content(desk, sessions),
        Ask::Assist => assist::content(desk, sessions),
        Ask::Message => group_message::content(desk, sessions),
    };
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            // Refused only for one that is open already.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog node_ref=node aria-labelledby="asked" on:close=move |_| desk.asking.set(None)>
            <h2 id="asked">{title}</h2>
            {content}
        </dialog>
    }
    .into_any()
}

/// The button that asks for nothing.
pub(super) fn back(desk: Desk) -> AnyView {
    let close = move |_| desk.asking.set(None);
    view! { <button type="button" class="link" on:click=close>{deciding_words().back}</button> }
        .into_any()
}

/// A field for what somebody will read.
pub(super) fn note_field(label: &'static str, note: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for="note">{label}</label>
            <textarea
                id="note"
                rows="3"
                on:input=move |event| note.set(event_target_value(&event))
            ></textarea>
        </div>
    }
    .into_any()
}

/// What was typed; `None` for nothing.
pub(super) fn written(note: RwSignal<String>) -> Option<String> {
    Some(note.get_untracked()).filter(|note| !note.trim().is_empty())
}
