//! The queue of one session: what is left to give, the filters, the table, what to do with the selected.

use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use super::bulk::bulk_bar;
use super::gate::refused;
use super::queue_filter::filters;
use super::queue_table::table;
use super::session_life;
use super::state::Desk;
use crate::api::{ApplicationFilter, Queue, QueueSession, QueueVariables, Typed, Word};
use crate::browser;
use crate::components::skeleton_page;
use crate::i18n::{fill, staff_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// The middle column.
pub(super) fn queue(desk: Desk, id: String, sessions: Fetched) -> AnyView {
    let order = fetch(move || Typed::<Queue>::new(asked(desk, id.clone())));
    browser::scroll_to(".sessions [aria-current]");
    // Another list begins at its top; the same one, fetched anew, stays where it was.
    Effect::new(move |_| {
        desk.choices.track();
        desk.search.track();
        desk.top.set(0);
    });
    view! {
        <section class="queue">
            {move || desk.session().map(|session| summary(desk, &session))}
            {filters(desk)}
            {loaded_either::<Queue>(order, skeleton_page, move |answer| match answer {
                Ok(queue) => {
                    desk.turn_to(queue.queue_order);
                    table(desk, order)
                }
                Err(error) => refused(&error, move || order.refetch()),
            })}
            {bulk_bar(desk, sessions)}
        </section>
    }
    .into_any()
}

/// What the address and the search ask for. Days are those of Jakarta, as the table shows them.
fn asked(desk: Desk, session: String) -> QueueVariables {
    let choices = desk.choices.get();
    let states: Vec<_> = choices.states.iter().map(|state| Word(*state)).collect();
    let zone = TimeZone::Jakarta;
    QueueVariables {
        filter: ApplicationFilter {
            session_id: Some(cynic::Id::new(session)),
            states: Some(states).filter(|states| !states.is_empty()),
            institution_id: None,
            search: Some(desk.search.get()).filter(|search| !search.is_empty()),
            submitted_from: choices.from.map(|day| zone.start_of(day)),
            submitted_before: choices.until.map(|day| zone.start_of(day.plus_days(1))),
        },
        sort: Word(choices.sort),
    }
}

/// Always in sight: what is left to give and until when.
fn summary(desk: Desk, session: &QueueSession) -> AnyView {
    let w = staff_words();
    let numbers =
        [session.seats_left, session.capacity, session.waitlist_count, session.applicant_count];
    let numbers = numbers.map(|number| number.to_string());
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let until = fill(w.decide_until, &[&format::date_short(session.replacement_until, language())]);
    view! {
        <header class="summary">
            <h1>{session.program.title.clone()}</h1>
            <p aria-live="polite"><strong>{fill(w.summary, &numbers)}</strong>" · "{until}</p>
            {session_life::buttons(desk, session)}
        </header>
    }
    .into_any()
}
