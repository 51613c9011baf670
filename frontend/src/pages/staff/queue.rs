//! The queue of one session: what is left to give, the filters, the table, the pages.

use balai_shared::application::ApplicationState;
use balai_shared::format;
use balai_shared::message;
use leptos::prelude::*;

use super::bulk::bulk_bar;
use super::choices::DeskChoices;
use super::export;
use super::gate::refused;
use super::row::row;
use super::session_life;
use super::state::Desk;
use crate::api::{ApplicationFilter, Queue, QueueRows, QueueSession, QueueVariables, Typed, Word};
use crate::browser;
use crate::components::{empty, next_link, skeleton_page};
use crate::i18n::{deciding_words, fill, staff_words};
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// The states that staff filter by, in the order of the work.
const STATES: [ApplicationState; 7] = [
    ApplicationState::Submitted,
    ApplicationState::Shortlisted,
    ApplicationState::Waitlisted,
    ApplicationState::Offered,
    ApplicationState::Confirmed,
    ApplicationState::Rejected,
    ApplicationState::Withdrawn,
];

/// The middle column.
pub(super) fn queue(desk: Desk, id: String, sessions: Fetched) -> AnyView {
    let rows = fetch(move || {
        let choices = desk.choices.get();
        let search = Some(desk.search.get()).filter(|search| !search.is_empty());
        let states: Vec<_> = choices.states.iter().map(|state| Word(*state)).collect();
        Typed::<Queue>::new(QueueVariables {
            filter: ApplicationFilter {
                session_id: Some(cynic::Id::new(id.clone())),
                states: Some(states).filter(|states| !states.is_empty()),
                institution_id: None,
                search: search.clone(),
            },
            // A cursor of the whole list would leave out whom the search finds before it.
            after: choices.after.filter(|_| search.is_none()),
        })
    });
    let choices = desk.choices;
    browser::scroll_to(".sessions [aria-current]");
    view! {
        <section class="queue">
            {move || desk.session().map(|session| summary(desk, &session))}
            <nav class="states" aria-label=staff_words().filter>
                {move || state_links(&choices.get())}
            </nav>
            <div class="tools">{search_field(desk)}{export::of_queue(desk)}</div>
            {loaded_either::<Queue>(rows, skeleton_page, move |answer| match answer {
                Ok(page) => {
                    let shown = page.applications.nodes.iter();
                    desk.turn_to(shown.map(|row| (row.id.inner().to_owned(), row.applicant.name.clone())).collect());
                    table(desk, page.applications, rows)
                }
                Err(error) => refused(&error, move || rows.refetch()),
            })}
            {bulk_bar(desk, sessions)}
        </section>
    }
    .into_any()
}

/// Always in sight: what is left to give and until when.
fn summary(desk: Desk, session: &QueueSession) -> AnyView {
    let w = staff_words();
    let numbers =
        [session.seats_left, session.capacity, session.waitlist_count, session.applicant_count];
    let numbers = numbers.map(|number| number.to_string());
    let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
    let until = fill(w.decide_until, &[&format::date(session.replacement_until, language())]);
    view! {
        <header class="summary">
            <h1>{session.program.title.clone()}</h1>
            <p aria-live="polite"><strong>{fill(w.summary, &numbers)}</strong>" · "{until}</p>
            {session_life::buttons(desk, session)}
        </header>
    }
    .into_any()
}

/// Searches the table when it is sent: by Enter, or by its button.
fn search_field(desk: Desk) -> AnyView {
    let w = deciding_words();
    let text = RwSignal::new(desk.search.get_untracked());
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.search.set(String::from(text.get_untracked().trim()));
    };
    let clear = move |_| {
        text.set(String::new());
        desk.search.set(String::new());
    };
    let some = move || desk.search.with(|search| !search.is_empty());
    view! {
        <form class="find" role="search" on:submit=send>
            <label for="find">{w.find}</label>
            <input
                id="find"
                type="search"
                autocomplete="off"
                maxlength="100"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button type="submit">{w.find_button}</button>
            {move || some().then(|| view! { <button type="button" class="link" on:click=clear>{w.find_all}</button> })}
        </form>
    }
    .into_any()
}

fn state_links(choices: &DeskChoices) -> AnyView {
    let w = staff_words();
    let language = language();
    let all = DeskChoices { states: Vec::new(), after: None, ..choices.clone() };
    let links: Vec<AnyView> = STATES
        .into_iter()
        .map(|state| {
            let on = choices.states.contains(&state);
            let label = message::application_state(state, language);
            link(on, choices.toggled(state).address(), label)
        })
        .collect();
    view! { {link(choices.states.is_empty(), all.address(), w.all_states)} {links} }.into_any()
}

fn link(on: bool, address: String, label: &'static str) -> AnyView {
    let mark = on.then_some("✓ ");
    view! { <a class="chip" class:on=on href=address aria-current=on.then_some("true")>{mark}{label}</a> }
        .into_any()
}

fn table(desk: Desk, page: QueueRows, fetched: Fetched) -> AnyView {
    let w = staff_words();
    if page.nodes.is_empty() {
        return empty(w.nobody, w.nobody_hint, None);
    }
    let every = move || {
        let rows = desk.rows.with(Vec::len);
        desk.selected.with(|selected| rows > 0 && selected.len() == rows)
    };
    let rows: Vec<AnyView> = page.nodes.into_iter().map(|one| row(desk, one)).collect();
    let choices = desk.choices.get_untracked();
    let more = next_link(&page.page_info, |cursor| {
        DeskChoices { after: Some(String::from(cursor)), ..choices.clone() }.address()
    });
    let to_start = choices.after.is_some().then(|| {
        let address = DeskChoices { after: None, ..choices.clone() }.address();
        view! { <a class="button" href=address>{w.first_page}</a> }
    });
    view! {
        <table>
            <thead>
                <tr>
                    <th scope="col">
                        <input type="checkbox" aria-label=w.select_all prop:checked=every on:change=move |_| desk.toggle_all()/>
                    </th>
                    <th scope="col">{w.name}</th>
                    <th scope="col">{w.age}</th>
                    <th scope="col">{w.education}</th>
                    <th scope="col">{w.sent}</th>
                    <th scope="col">{w.state}</th>
                    <th scope="col">{w.result}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <footer class="pages">
            <span class="quiet">{fill(w.in_all, &[&page.total_count.to_string()])}</span>

            <button type="button" on:click=move |_| fetched.refetch()>{w.refresh}</button>
            {to_start}
            {more}
        </footer>
        <p class="quiet keys">{w.keys}" "{deciding_words().keys}</p>
    }
    .into_any()
}
