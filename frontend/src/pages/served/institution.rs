//! Where an institution is, and how it can be reached.

use balai_shared::message;
use balai_shared::reach::{map_link, phone_link, whatsapp_link};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{InstitutionDetail, InstitutionNode, InstitutionPage, NodeVariables, Typed};
use crate::components::{head, not_found, notice, skeleton_page};
use crate::i18n::{institution_words, words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/balai/:id`
#[must_use]
pub fn institution() -> AnyView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let fetched = fetch(move || {
        Typed::<InstitutionPage>::new(NodeVariables { id: cynic::Id::new(id.clone()) })
    });
    loaded(fetched, skeleton_page, move |page: InstitutionPage| match page.node {
        Some(InstitutionNode::Institution(institution)) => show(&institution),
        Some(InstitutionNode::Other) | None => not_found(),
    })
}

fn show(institution: &InstitutionDetail) -> AnyView {
    let (s, w) = (institution_words(), words());
    head(&institution.name, s.intro);
    let kind = message::institution_kind(institution.kind.0, language());
    let sessions = format!("/?lembaga={}", institution.id.inner());
    view! {
        <article class="reading">
            <a class="back" href="/"><span aria-hidden="true">"‹ "</span>{w.catalogue}</a>
            <h1>{institution.name.clone()}</h1>
            <p class="quiet">{kind}" · "{institution.region.name.clone()}</p>
            {ways(institution)}
            <p><a class="button main" href=sessions>{s.sessions}</a></p>
        </article>
    }
    .into_any()
}

/// Every way to it, each to be tapped.
fn ways(institution: &InstitutionDetail) -> AnyView {
    let (s, reach) = (institution_words(), &institution.reach);
    let link = |label: &'static str, href: String, shown: String| {
        let outside = href.starts_with("https:").then_some("noopener noreferrer external");
        view! { <div><dt>{label}</dt><dd><a href=href rel=outside>{shown}</a></dd></div> }
            .into_any()
    };
    let text = |label: &'static str, shown: String| {
        view! { <div><dt>{label}</dt><dd>{shown}</dd></div> }.into_any()
    };
    let place = institution.location.map(|point| (point.latitude, point.longitude));
    let map = map_link(&institution.name, institution.address.as_deref(), place);
    let phone = reach.phone.as_ref().map(|shown| link(s.phone, phone_link(shown), shown.clone()));
    let chat = reach.whatsapp.as_ref();
    let chat = chat.map(|number| link("WhatsApp", whatsapp_link(number), number.clone()));
    let mail = reach.email.as_ref();
    let mail = mail.map(|address| link(s.email, format!("mailto:{address}"), address.clone()));
    let nothing = phone.is_none() && chat.is_none() && mail.is_none();
    let hours = reach.opening_hours.clone().map(|hours| text(s.hours, hours));
    let street = institution.address.clone().map(|street| text(words().address, street));
    view! {
        {nothing.then(|| notice("wait", "○", s.nothing))}
        <dl class="facts">
            {phone} {chat} {mail} {hours} {street}
            {link(s.map, map, String::from(s.map_shown))}
        </dl>
    }
    .into_any()
}
