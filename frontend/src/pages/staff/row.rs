//! One application in the table, with what came of the last decision on it.

use std::sync::Arc;

use balai_shared::application::ApplicationState;
use balai_shared::desk::DeskColumn;
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::{Instant, TimeZone};
use leptos::prelude::*;

use super::state::{Desk, Outcome};
use crate::api::QueueRow;
use crate::components::application_badge;
use crate::i18n::{desk_words, fill, staff_words};
use crate::visit::{Clock, language};

/// A row; its name opens the applicant.
pub(super) fn row(desk: Desk, (place, id): (usize, String)) -> AnyView {
    // Counted, not stored in the owner: the row may hear of a new page after its owner is gone.
    let id: Arc<str> = Arc::from(id);
    let clock = Clock::from_context();
    let [open, refused, marked, checked, toggled, named, known, shown] =
        std::array::from_fn(|_| Arc::clone(&id));
    let is_open = move || desk.open.with(|now| now.as_deref() == Some(&*open));
    let was_refused =
        move || desk.outcomes.with(|all| matches!(all.get(&*refused), Some(Outcome::Refused(_))));
    let label = move || {
        let name = desk.names.with(|names| names.get(&*named).cloned());
        let name = name.unwrap_or_else(|| fill(desk_words().row, &[&(place + 1).to_string()]));
        fill(staff_words().select, &[&name])
    };
    // Drawn anew when this row was fetched, not whenever any was.
    let fetched = ArcMemo::new_with_compare(
        move |_| desk.data.with(|data| data.get(&*known).cloned()),
        |before: Option<&Option<Arc<QueueRow>>>, now| match (before, now) {
            (Some(Some(before)), Some(Some(now))) => !Arc::ptr_eq(before, now),
            (Some(None), Some(None)) => false,
            (_, _) => true,
        },
    );
    let cells = move || match fetched.get() {
        Some(row) => cells(desk, Arc::clone(&shown), &row, clock),
        None => {
            let many = desk.columns.with(Vec::len) + 3;
            view! { <td class="loading" colspan=many.to_string()>{desk_words().loading}</td> }
                .into_any()
        }
    };
    view! {
        <tr
            aria-rowindex=(place + 2).to_string()
            class:open=is_open
            class:refusal=was_refused
            class:chosen=move || desk.is_selected(&marked)
        >
            <td>
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || desk.is_selected(&checked)
                    on:change=move |_| desk.toggle(&toggled)
                />
            </td>
            {cells}
        </tr>
    }
    .into_any()
}

fn cells(desk: Desk, id: Arc<str>, row: &Arc<QueueRow>, clock: Clock) -> AnyView {
    let name = row.applicant.name.clone();
    let (opened, last, full) = (Arc::clone(&id), Arc::clone(&id), Arc::clone(row));
    let chosen = move || -> Vec<AnyView> {
        let columns = desk.columns.get();
        let cell = |&one: &DeskColumn| {
            let text = text_of(one, &full, clock);
            view! { <td title=text.clone()>{text.clone()}</td> }.into_any()
        };
        columns.iter().map(cell).collect()
    };
    view! {
        <td>
            <button
                type="button"
                class="link"
                title=name.clone()
                on:click=move |_| desk.open.set(Some(opened.to_string()))
            >
                {name.clone()}
            </button>
        </td>
        {chosen}
        <td>{state(desk, id, row.state.0)}</td>
        <td aria-live="polite">{move || done(desk, &last)}</td>
    }
    .into_any()
}

/// What a column says of an application; nothing where nothing is known.
fn text_of(column: DeskColumn, row: &QueueRow, clock: Clock) -> Option<String> {
    let (language, who) = (language(), &row.applicant);
    let day = |at: Instant| format::date_short(TimeZone::Jakarta.date_of(at), language);
    match column {
        DeskColumn::Age => who.birth_date.map(|birth| birth.age_on(clock.today()).to_string()),
        DeskColumn::Sex => who.sex.map(|word| message::sex(word.0, language).to_owned()),
        DeskColumn::Education => {
            who.education.map(|word| message::education(word.0, language).to_owned())
        }
        DeskColumn::Occupation => {
            who.occupation.map(|word| message::occupation(word.0, language).to_owned())
        }
        DeskColumn::Region => who.region.as_ref().map(|region| region.name.clone()),
        DeskColumn::Submitted => row.submitted_at.map(day),
        DeskColumn::Changed => Some(day(row.changed_at)),
        DeskColumn::Waitlist => row.waitlist_position.map(|place| place.to_string()),
        DeskColumn::OfferUntil => {
            row.offer_expires_at.map(|at| format::deadline(at, TimeZone::Jakarta, language))
        }
        DeskColumn::Score => row.standing.as_ref().map(|standing| match &standing.total {
            Some(total) => format!("{}. {total}", standing.place),
            None => format!("{}.", standing.place),
        }),
    }
}

/// The state as the page had it, or a newer one.
fn state(desk: Desk, id: Arc<str>, first: ApplicationState) -> AnyView {
    let newer = move || desk.states.with(|states| states.get(&*id).copied());
    (move || application_badge(newer().unwrap_or(first))).into_any()
}

/// What came of the last decision. A long reason is cut here, and stands whole in the applicant's panel.
fn done(desk: Desk, id: &str) -> AnyView {
    let outcome = desk.outcomes.with(|outcomes| outcomes.get(id).cloned());
    match outcome {
        Some(Outcome::Done) => {
            view! { <span class="good"><span aria-hidden="true">"✓ "</span>{staff_words().done}</span> }
                .into_any()
        }
        Some(Outcome::Refused(why)) => {
            let whole = why.clone();
            view! { <span class="stop" title=whole><span aria-hidden="true">"× "</span>{why}</span> }
                .into_any()
        }
        None => ().into_any(),
    }
}
