//! The catalogue: search, filters, cards.

use balai_shared::format;
use balai_shared::message;
use balai_shared::session::{DeliveryMode, Funding, SessionState};
use balai_shared::time::TimeZone;
use balai_shared::vocation;
use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use super::chips::chips;
use super::choices::{Choices, ORDERS};
use crate::api::{Catalogue, FacetCount, Facets, RegionOption, SessionCard, Typed};
use crate::browser;
use crate::components::{
    Choice, Side, Tone, badge, empty, head, options, page_links, session_badge, skeleton_cards,
    tell_me,
};
use crate::i18n::{fill, finding_words, tell_words, words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/`
#[must_use]
pub fn catalogue() -> AnyView {
    let w = words();
    let query = use_query_map();
    let chosen = Memo::new(move |_| Choices::read(&query.get()));
    let fetched = fetch(move || Typed::<Catalogue>::new(chosen.get().variables()));
    head(w.catalogue_title, w.catalogue_description);
    view! {
        <h1>{w.catalogue_title}</h1>
        {loaded(fetched, skeleton_cards, move |found: Catalogue| show(found, &chosen.get_untracked()))}
    }
    .into_any()
}

fn show(found: Catalogue, chosen: &Choices) -> AnyView {
    let sessions = found.sessions;
    let more = page_links(&sessions.page_info, |cursor, side| {
        let (cursor, first) = (String::from(cursor), chosen.on_first_page());
        match side {
            Side::Before => Choices { before: cursor, ..first }.address(),
            Side::Behind => Choices { after: cursor, ..first }.address(),
        }
    });
    let near = sessions.near_region.map(|region| near(&region.name, chosen));
    let wish = chosen.wish();
    let tell = wish.is_narrow().then(|| tell_me(&wish, tell_words().found, "button"));
    view! {
        {search_form(chosen, found.provinces, found.regencies.unwrap_or_default(), &found.session_facets)}
        {chips(chosen, &found.session_facets)}
        {sessions.search_correction.map(|meant| correction(meant, chosen))}
        {near}
        <p class="quiet" role="status">{fill(words().found, &[&sessions.total_count.to_string()])}</p>
        {cards(sessions.nodes, &sessions.distances_km, chosen)}
        {more}
        {tell}
    }
    .into_any()
}

/// What was searched for instead, and the way to what was typed.
fn correction(meant: String, chosen: &Choices) -> AnyView {
    let w = words();
    let typed = Choices { exactly: String::from("1"), ..chosen.on_first_page() };
    view! {
        <p role="status">
            {w.showing_results_for}" "<strong>{meant}</strong>". "
            <a href=typed.address()>{fill(w.search_for_typed, &[&chosen.search])}</a>
        </p>
    }
    .into_any()
}

/// Why the order is as it is, and the way to another.
fn near(region: &str, chosen: &Choices) -> AnyView {
    let w = words();
    let by_start = Choices { order: String::from("mulai"), ..chosen.on_first_page() };
    view! {
        <p class="quiet">
            {fill(w.near_first, &[region])}" "<a href=by_start.address()>{w.turn_off}</a>
        </p>
    }
    .into_any()
}

fn cards(sessions: Vec<SessionCard>, distances: &[Option<i32>], chosen: &Choices) -> AnyView {
    let w = words();
    if sessions.is_empty() {
        let all = (*chosen != Choices::default()).then(|| (String::from("/"), w.clear_filters));
        return empty(w.nothing_found, w.nothing_found_hint, all);
    }
    let cards: Vec<AnyView> =
        sessions.iter().zip(distances).map(|(it, far)| card(it, *far)).collect();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}

/// A session in four things: what, where and how, the chance, when.
#[must_use]
pub fn card(session: &SessionCard, distance: Option<i32>) -> AnyView {
    let (w, language) = (words(), language());
    let far = distance.map(|km| format!(" · {}", fill(w.far, &[&km.to_string()])));
    let place = format!(
        "{}, {} · {}{}",
        session.institution.name,
        session.institution.region.name,
        message::mode(session.mode.0, language),
        far.unwrap_or_default(),
    );
    let chance = match session.state.0 {
        SessionState::Open => {
            let applicants = (w.applicants_per_seat)(session.applicant_count, session.capacity);
            let seats = if session.seats_left > 0 {
                view! { <strong>{(w.seats_left)(session.seats_left)}</strong> }.into_any()
            } else {
                badge(Tone::Wait, finding_words().full_now)
            };
            view! { {seats}" · "{applicants} }.into_any()
        }
        SessionState::Published => {
            let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
            let day = format::date_short(zone.date_of(session.registration_opens_at), language);
            view! { {session_badge(session.state.0)}" "{day} }.into_any()
        }
        SessionState::Draft
        | SessionState::Closed
        | SessionState::Running
        | SessionState::Completed
        | SessionState::Cancelled => session_badge(session.state.0),
    };
    let is = format!("{} {}", session.mode.0.as_str(), session.funding.0.as_str());
    let starts = format!("{} {}", w.starts, format::date_short(session.starts_on, language));
    let until = (session.state.0 == SessionState::Open).then(|| last_day(session));
    let cost = message::cost(session.funding.0, session.program.price, language);
    view! {
        <li>
            <a class="card" href=format!("/sesi/{}", session.id.inner()) data-is=is>
                <h2>{session.program.title.clone()}</h2>
                <p>{place}</p>
                <p>{chance}</p>
                <p class="quiet">{cost}" · "{starts}{until}</p>
            </a>
        </li>
    }
    .into_any()
}

/// " · apply until" the last day on which one can.
fn last_day(session: &SessionCard) -> String {
    let zone: TimeZone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let last = zone.date_of(session.registration_closes_at.plus_millis(-1));
    format!(" · {}", fill(words().apply_until, &[&format::date_short(last, language())]))
}

/// "(12)": so many would be shown.
#[must_use]
pub fn count(choice: &str, counts: &[FacetCount]) -> String {
    let count = counts.iter().find(|facet| facet.choice == choice).map_or(0, |facet| facet.count);
    format!("({count})")
}

fn counted(label: &str, choice: &str, counts: &[FacetCount]) -> String {
    format!("{label} {}", count(choice, counts))
}

/// Search and filters in one form, whose address says it all.
fn search_form(
    chosen: &Choices,
    provinces: Vec<RegionOption>,
    regencies: Vec<RegionOption>,
    facets: &Facets,
) -> AnyView {
    let w = words();
    let count = chosen.filters();
    let label = if count == 0 { String::from(w.filter) } else { format!("{} ({count})", w.filter) };
    let clear = (count > 0).then(|| view! { <a href="/">{w.clear_filters}</a> });
    view! {
        <form class="search" role="search" method="get" action="/" on:submit=taken_over()>
            <label class="unseen" for="q">{w.search}</label>
            <div class="search-line">
                <input
                    id="q"
                    type="search"
                    name="q"
                    placeholder=w.search_example
                    value=chosen.search.clone()
                    autocomplete="off"
                    enterkeyhint="search"
                />
                <button type="submit" class="main">{w.search_button}</button>
            </div>
            <details class="filters">
                <summary>{label}</summary>
                {filters(chosen, provinces, regencies, facets)}
                <button type="submit">{w.apply_filters}</button>
                {clear}
            </details>
        </form>
    }
    .into_any()
}

fn filters(
    chosen: &Choices,
    provinces: Vec<RegionOption>,
    regencies: Vec<RegionOption>,
    facets: &Facets,
) -> AnyView {
    let (w, language) = (words(), language());
    let vocations = vocation::ALL.iter().map(|vocation| {
        let value = format!("voc_{}", vocation.code);
        Choice { label: counted(vocation.name(language), &value, &facets.vocations), value }
    });
    let modes = DeliveryMode::ALL.iter().map(|&mode| Choice {
        value: String::from(mode.as_str()),
        label: counted(message::mode_explained(mode, language), mode.as_str(), &facets.modes),
    });
    let fundings = Funding::ALL.iter().map(|&funding| Choice {
        value: String::from(funding.as_str()),
        label: counted(message::funding(funding, language), funding.as_str(), &facets.fundings),
    });
    let provinces = provinces.into_iter().map(|region| Choice {
        label: counted(&region.name, &region.code, &facets.provinces),
        value: region.code,
    });
    let orders = ORDERS.iter().zip([w.by_start, w.by_seats, w.by_chance]);
    let orders = orders
        .map(|((value, _), label)| Choice { value: String::from(*value), label: label.into() });
    let mode = chosen.mode.map(DeliveryMode::as_str).unwrap_or_default();
    let funding = chosen.funding.map(Funding::as_str).unwrap_or_default();
    let regency = (!regencies.is_empty())
        .then(|| filter("daerah", w.regency, (w.all, region_choices(regencies)), &chosen.regency));
    let from = chosen.starts_from.map(|day| day.to_string());
    view! {
        {filter("urut", w.order, (w.usual_order, orders.collect()), &chosen.order)}
        {filter("provinsi", w.province, (w.all, provinces.collect()), &chosen.province)}
        {regency}
        {filter("kejuruan", w.vocation, (w.all, vocations.collect()), &chosen.vocation)}
        {filter("cara", w.mode, (w.all, modes.collect()), mode)}
        {filter("dana", w.funding, (w.all, fundings.collect()), funding)}
        <div class="field">
            <label for="mulai">{w.starts_from}</label>
            <input id="mulai" type="date" name="mulai" value=from/>
        </div>
    }
    .into_any()
}

/// Regions as choices.
#[must_use]
pub fn region_choices(regions: Vec<RegionOption>) -> Vec<Choice> {
    regions.into_iter().map(|region| Choice { value: region.code, label: region.name }).collect()
}

/// A list whose empty choice is named first.
fn filter(
    name: &'static str,
    label: &'static str,
    (none, choices): (&'static str, Vec<Choice>),
    chosen: &str,
) -> AnyView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name on:change=send_form>
                <option value="">{none}</option>
                {options(choices, chosen)}
            </select>
        </div>
    }
    .into_any()
}

/// A choice is enough: no button needs to be pressed once the app is there.
fn send_form(event: Event) {
    browser::send_form_of(&event);
}

/// Goes to the address that the form would have made, without a new page.
fn taken_over() -> impl Fn(SubmitEvent) + 'static {
    let navigate = use_navigate();
    move |event: SubmitEvent| {
        event.prevent_default();
        let mut query = ParamsMap::new();
        for (name, value) in browser::SentForm::of(&event).fields() {
            query.insert(name, value);
        }
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate(&Choices::read(&query).address(), options);
    }
}
