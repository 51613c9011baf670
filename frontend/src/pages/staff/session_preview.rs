//! The public page of a session that is being planned, as a phone would show it.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session_form::{Subject, whole};
use crate::api::{CreateSessionVariables, PreviewSession, SessionDetail, Typed, run};
use crate::i18n::planning_words;
use crate::pages::applicant::session_body;

/// How long nothing is typed before the page is asked for.
const PAUSE: Duration = Duration::from_millis(500);

/// The page, and what has it look at the form anew.
pub(super) fn preview(subject: &Subject) -> (AnyView, impl Fn() + Clone + 'static) {
    let w = planning_words();
    let shown = RwSignal::new(None::<SessionDetail>);
    // Whether the form can't be shown as it is: then the last that could stays.
    let stale = RwSignal::new(false);
    let asked = StoredValue::new(0_u32);
    let subject = subject.clone();
    let ask = move |turn: u32| {
        // An older turn says nothing any more, and the page may be another.
        if asked.try_get_value() != Some(turn) {
            return;
        }
        let input = whole(&subject);
        let sender = subject.form.sender();
        spawn_local(async move {
            let operation = Typed::<PreviewSession>::new(CreateSessionVariables { input });
            let answer = run(&sender, operation).await;
            if asked.try_get_value() != Some(turn) {
                return;
            }
            stale.set(answer.is_err());
            if let Ok(answer) = answer {
                shown.set(Some(answer.preview_session));
            }
        });
    };
    let look = move || {
        asked.update_value(|count| *count += 1);
        let (turn, ask) = (asked.get_value(), ask.clone());
        set_timeout(move || ask(turn), PAUSE);
    };
    look();
    let page = move || {
        let nothing = || (().into_any(), ().into_any());
        shown.try_get().flatten().map(|session| session_body(session, nothing()))
    };
    let told = move || {
        let text = if stale.try_get() == Some(true) { w.preview_stale } else { w.preview_hint };
        view! { <p class="quiet">{text}</p> }
    };
    let view = view! {
        <aside class="preview">
            <h2>{w.preview}</h2>
            <div role="status">{told}</div>
            <div class="phone" inert>{page}</div>
        </aside>
    };
    (view.into_any(), look)
}
