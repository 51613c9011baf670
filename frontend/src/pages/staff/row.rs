//! One application in the table, with what came of the last decision on it.

use std::sync::Arc;

use balai_shared::application::ApplicationState;
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use super::state::{Desk, Outcome};
use crate::api::QueueRow;
use crate::components::application_badge;
use crate::i18n::{fill, staff_words};
use crate::visit::{Clock, language};

/// A row; its name opens the applicant.
pub(super) fn row(desk: Desk, row: QueueRow) -> AnyView {
    let (w, language) = (staff_words(), language());
    // Counted, not stored in the owner: the row may hear of a new page after its owner is gone.
    let id: Arc<str> = Arc::from(row.id.inner());
    let name = row.applicant.name.clone();
    let today = Clock::from_context().today();
    let age = row.applicant.birth_date.map(|birth| birth.age_on(today).to_string());
    let education = row.applicant.education.map(|word| message::education(word.0, language));
    let sent =
        row.submitted_at.map(|at| format::date_short(TimeZone::Jakarta.date_of(at), language));
    let [open, opened, toggled, marked, checked, last, refused] =
        std::array::from_fn(|_| Arc::clone(&id));
    let is_open = move || desk.open.with(|now| now.as_deref() == Some(&*open));
    view! {
        <tr class:open=is_open class:chosen=move || desk.is_selected(&marked)>
            <td>
                <input
                    type="checkbox"
                    aria-label=fill(w.select, &[&name])
                    prop:checked=move || desk.is_selected(&checked)
                    on:change=move |_| desk.toggle(&toggled)
                />
            </td>
            <td>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| desk.open.set(Some(opened.to_string()))
                >
                    {name.clone()}
                </button>
            </td>
            <td>{age}</td>
            <td>{education}</td>
            <td>{sent}</td>
            <td>{state(desk, id, row.state.0)}</td>
            <td aria-live="polite">{move || done(desk, &last)}</td>
        </tr>
        {move || refusal(desk, &refused)}
    }
    .into_any()
}

/// The state as the page had it, or a newer one.
fn state(desk: Desk, id: Arc<str>, first: ApplicationState) -> AnyView {
    let newer = move || desk.states.with(|states| states.get(&*id).copied());
    (move || application_badge(newer().unwrap_or(first))).into_any()
}

fn done(desk: Desk, id: &str) -> AnyView {
    let outcome = desk.outcomes.with(|outcomes| outcomes.get(id).cloned());
    match outcome {
        Some(Outcome::Done) => {
            view! { <span class="good"><span aria-hidden="true">"✓ "</span>{staff_words().done}</span> }
                .into_any()
        }
        None | Some(Outcome::Refused(_)) => ().into_any(),
    }
}

/// Why a decision did not take effect: a line of its own, because it may be long.
fn refusal(desk: Desk, id: &str) -> AnyView {
    let outcome = desk.outcomes.with(|outcomes| outcomes.get(id).cloned());
    match outcome {
        Some(Outcome::Refused(why)) => view! {
            <tr class="refusal">
                <td></td>
                <td colspan="6" class="stop" role="status"><span aria-hidden="true">"× "</span>{why}</td>
            </tr>
        }
        .into_any(),
        None | Some(Outcome::Done) => ().into_any(),
    }
}
