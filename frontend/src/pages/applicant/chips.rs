//! The catalogue's quick filters.
//!
//! They are links. Until the app has come, the page's own script answers them (`inline/filter.js`):
//! it shows the cards that fit at once and fetches the rest of the list.

use balai_shared::message;
use balai_shared::session::{DeliveryMode, Funding};
use leptos::prelude::*;

use super::catalogue::count;
use super::choices::Choices;
use crate::api::Facets;
use crate::i18n::words;
use crate::visit::language;

/// The filters that most people want, one tap each.
#[must_use]
pub fn chips(chosen: &Choices, facets: &Facets) -> AnyView {
    let language = language();
    // On the first page, the cards that fit a filter are the filtered list's first.
    let begins_here = chosen.after.is_empty() && chosen.search.is_empty();
    let only = |choice: &'static str| begins_here.then_some(choice);
    let chosen = chosen.on_first_page();
    let by_mode = |mode: DeliveryMode| {
        let on = chosen.mode == Some(mode);
        let next = Choices { mode: (!on).then_some(mode), ..chosen.clone() };
        let count = count(mode.as_str(), &facets.modes);
        chip(on, &next, (message::mode(mode, language), count), only(mode.as_str()))
    };
    let free = chosen.funding == Some(Funding::Public);
    let public = Funding::Public.as_str();
    let free_label = (words().free_of_charge, count(public, &facets.fundings));
    let by_funding = Choices { funding: (!free).then_some(Funding::Public), ..chosen.clone() };
    view! {
        <nav class="chips" aria-label=words().quick_filters>
            {by_mode(DeliveryMode::Luring)}
            {by_mode(DeliveryMode::Daring)}
            {chip(free, &by_funding, free_label, only(public))}
            {near_me(&chosen)}
        </nav>
    }
    .into_any()
}

/// Sorts by the phone's own position, which the page's script asks for; without one it isn't shown.
fn near_me(chosen: &Choices) -> AnyView {
    let w = words();
    let on = !chosen.point.is_empty();
    let point = if on { String::new() } else { String::from("0,0") };
    let next = Choices { point, order: String::new(), search: String::new(), ..chosen.clone() };
    let refused = (!on).then_some(w.near_me_refused);
    view! {
        <a class="chip near" class:on=on rel="external" href=next.address() data-near=refused aria-current=on.then_some("true")>
            {on.then_some("✓ ")}{w.near_me}
        </a>
    }
    .into_any()
}

/// One tap; `only` is what a card has to be to stay, if the cards that are there can tell.
fn chip(
    on: bool,
    next: &Choices,
    (label, count): (&'static str, String),
    only: Option<&'static str>,
) -> AnyView {
    let mark = on.then_some("✓ ");
    let only = only.filter(|_| !on);
    view! {
        <a class="chip" class:on=on href=next.address() aria-current=on.then_some("true") data-only=only>
            {mark}{label}" "<span class="quiet">{count}</span>
        </a>
    }
    .into_any()
}
