//! A program and its sessions.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::catalogue::card;
use super::requirements::Rules;
use super::session::rated;
use crate::api::{NodeVariables, ProgramDetail, ProgramNode, ProgramPage, SessionCards, Typed};
use crate::components::{Wish, facts, head, not_found, skeleton_page, tell_me};
use crate::i18n::{tell_words, words};
use crate::load::{fetch, loaded};

/// `/program/:id`
#[must_use]
pub fn program() -> AnyView {
    let params = use_params_map();
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<ProgramPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, |page: ProgramPage| match page.node {
        Some(ProgramNode::Program(program)) => show(*program, &page.sessions),
        Some(ProgramNode::Other) | None => not_found(),
    })
}

fn show(program: ProgramDetail, sessions: &SessionCards) -> AnyView {
    let w = words();
    head(&program.title, &program.description);
    let wish = Wish::of_program(program.id.inner());
    let rules = Rules {
        minimum_education: program.minimum_education.map(|word| word.0),
        minimum_age: program.minimum_age,
        maximum_age: program.maximum_age,
        hours: program.hours,
        price: program.price,
        skkni_scheme: program.skkni_scheme,
        kkni_level: program.kkni_level,
    };
    let place = format!("{} · {}", program.institution.name, program.institution.region.name);
    let cards: Vec<AnyView> = sessions.nodes.iter().map(|session| card(session, None)).collect();
    let cards = if cards.is_empty() {
        view! { <p>{w.no_sessions}</p> }.into_any()
    } else {
        view! { <ul class="cards">{cards}</ul> }.into_any()
    };
    view! {
        <article class="reading">
            <a class="back" href="/"><span aria-hidden="true">"‹ "</span>{w.catalogue}</a>
            <h1>{program.title}</h1>
            <p class="quiet">{place}</p>
            <p>{program.description}</p>
            {program.rating.as_ref().map(rated)}
            <h2>{w.conditions}</h2>
            {facts(rules.conditions())}
            <h2>{w.about_program}</h2>
            {facts(std::iter::once((w.vocation, program.vocation.name)).chain(rules.gains()).collect())}
            <h2>{w.sessions}</h2>
            {cards}
            {tell_me(&wish, tell_words().found, "button")}
        </article>
    }
    .into_any()
}
