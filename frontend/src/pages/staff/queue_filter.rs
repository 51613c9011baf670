//! What the queue is narrowed by: states with their counts, days, a search; its order and columns.

use balai_shared::application::ApplicationState;
use balai_shared::desk::{DeskColumn, QueueSort};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::Date;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::choices::DeskChoices;
use super::state::Desk;
use super::views::{keep_columns, views_bar};
use crate::i18n::{column, deciding_words, desk_words, fill, sort, staff_words};
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

/// Everything above the table.
pub(super) fn filters(desk: Desk) -> AnyView {
    view! {
        <nav class="states" aria-label=staff_words().filter>
            {move || state_links(desk, &desk.choices.get())}
        </nav>
        <div class="narrow">
            {search_field(desk)}
            {shape(desk)}
            {move || days(&desk.choices.get())}
            {views_bar(desk)}
        </div>
    }
    .into_any()
}

/// Days, order and columns, opened by a press: they are set once, and the rows need the room.
fn shape(desk: Desk) -> AnyView {
    let w = desk_words();
    let from = day_field(
        desk,
        ("from", w.from),
        |choices| choices.from,
        |choices, day| choices.from = day,
    );
    let until = day_field(
        desk,
        ("until", w.until),
        |choices| choices.until,
        |choices, day| choices.until = day,
    );
    view! {
        <details class="shape">
            <summary>{w.shape}</summary>
            <div class="fields">
                <div>{from}{until}{sort_field(desk)}</div>
                {column_fields(desk)}
            </div>
        </details>
    }
    .into_any()
}

/// The days that the table is narrowed to, in sight though their fields are closed.
fn days(choices: &DeskChoices) -> Option<AnyView> {
    if choices.from.is_none() && choices.until.is_none() {
        return None;
    }
    let day = |day: Option<Date>| {
        day.map_or_else(|| String::from("…"), |day| format::date_short(day, language()))
    };
    let text = format!("{} – {}", day(choices.from), day(choices.until));
    let all = DeskChoices { from: None, until: None, ..choices.clone() }.address();
    let label = fill(desk_words().all_days, &[&text]);
    Some(view! { <a class="chip on" href=all aria-label=label>{text}" ×"</a> }.into_any())
}

fn state_links(desk: Desk, choices: &DeskChoices) -> AnyView {
    let all = DeskChoices { states: Vec::new(), ..choices.clone() };
    let known = move || desk.counts.with(|counts| !counts.is_empty());
    let whole = move || Some(desk.counts.with(|counts| counts.values().sum::<i32>()));
    let links: Vec<AnyView> = STATES
        .into_iter()
        .map(|state| {
            let on = choices.states.contains(&state);
            let label = message::application_state(state, language());
            let count = move || {
                desk.counts.with(|counts| counts.get(&state).copied().filter(|count| *count > 0))
            };
            link((on, label), choices.toggled(state).address(), count, known)
        })
        .collect();
    let every = (choices.states.is_empty(), staff_words().all_states);
    let all = link(every, all.address(), whole, known);
    view! { {all} {links} }.into_any()
}

fn link(
    (on, label): (bool, &'static str),
    address: String,
    count: impl Fn() -> Option<i32> + Send + Sync + 'static,
    known: impl Fn() -> bool + Send + 'static,
) -> AnyView {
    let mark = on.then_some("✓ ");
    let count = Memo::new(move |_| count());
    let number = move || count.get().map(|count| format!(" {count}"));
    // The rows need the room of what nobody stands in.
    let empty = move || !on && count.get().is_none() && known();
    view! {
        <a class="chip" class:on=on href=address aria-current=on.then_some("true") hidden=empty>
            {mark}{label}<span class="number">{number}</span>
        </a>
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

/// A day between which the applications were sent; moves the address when it is chosen.
fn day_field(
    desk: Desk,
    (name, label): (&'static str, &'static str),
    read: fn(&DeskChoices) -> Option<Date>,
    write: fn(&mut DeskChoices, Option<Date>),
) -> AnyView {
    let navigate = use_navigate();
    let change = move |event: leptos::ev::Event| {
        let mut choices = desk.choices.get_untracked();
        write(&mut choices, Date::parse(&event_target_value(&event)).ok());
        navigate(&choices.address(), NavigateOptions::default());
    };
    let value = move || {
        desk.choices.with(|choices| read(choices).map(|day| day.to_string()).unwrap_or_default())
    };
    view! {
        <span class="day">
            <label for=name>{label}</label>
            <input id=name type="date" prop:value=value on:change=change/>
        </span>
    }
    .into_any()
}

fn sort_field(desk: Desk) -> AnyView {
    let navigate = use_navigate();
    let change = move |event: leptos::ev::Event| {
        let Ok(sort) = event_target_value(&event).parse() else { return };
        let choices = DeskChoices { sort, ..desk.choices.get_untracked() };
        navigate(&choices.address(), NavigateOptions::default());
    };
    let choice = |&one: &QueueSort| {
        let on = move || desk.choices.with(|choices| choices.sort == one);
        view! { <option value=one.as_str() prop:selected=on>{sort(one)}</option> }.into_any()
    };
    let choices: Vec<AnyView> = QueueSort::ALL.iter().map(choice).collect();
    view! {
        <span class="day">
            <label for="sort">{desk_words().sort}</label>
            <select id="sort" on:change=change>{choices}</select>
        </span>
    }
    .into_any()
}

/// Which columns the table has.
fn column_fields(desk: Desk) -> AnyView {
    let tick = |&one: &DeskColumn| {
        let on = move || desk.columns.with(|columns| columns.contains(&one));
        let toggle = move |_| {
            desk.columns.update(|columns| match columns.iter().position(|known| *known == one) {
                Some(place) => {
                    columns.remove(place);
                }
                None => columns.push(one),
            });
            desk.columns.with_untracked(|columns| keep_columns(columns));
        };
        let id = format!("column-{}", one.as_str());
        view! {
            <li>
                <input id=id.clone() type="checkbox" prop:checked=on on:change=toggle/>
                <label for=id>{column(one)}</label>
            </li>
        }
        .into_any()
    };
    let ticks: Vec<AnyView> = DeskColumn::ALL.iter().map(tick).collect();
    view! {
        <fieldset class="columns">
            <legend>{desk_words().columns}</legend>
            <ul>{ticks}</ul>
        </fieldset>
    }
    .into_any()
}
