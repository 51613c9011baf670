//! The keyboard at the desk: j and k move, x selects, o, w and r decide.

use balai_shared::application::Decision;
use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::state::Desk;

/// Listens while the desk is there.
pub(super) fn listen(desk: Desk) {
    let handle = window_event_listener(keydown, move |event: KeyboardEvent| {
        if is_writing(&event)
            || desk.asking.with_untracked(Option::is_some)
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
        {
            return;
        }
        match event.key().as_str() {
            "j" => desk.step(1),
            "k" => desk.step(-1),
            "x" => {
                if let Some(open) = desk.open.get_untracked() {
                    desk.toggle(&open);
                }
            }
            "o" => desk.ask(Decision::Offer),
            "w" => desk.ask(Decision::Waitlist),
            "r" => desk.ask(Decision::Reject),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Whether the key goes into a field.
fn is_writing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|element| match element.tag_name().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => element.get_attribute("type").is_none_or(|kind| kind != "checkbox"),
        _ => false,
    })
}
