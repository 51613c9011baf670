//! The classes of the centres: sessions under way, and those that are over.

use balai_shared::format;
use balai_shared::session::SessionState;
use leptos::prelude::*;

use crate::api::{
    DeskSessions, DeskVariables, InstitutionRef, QueueSession, SessionFilter, Typed, Word,
};
use crate::components::{empty, session_badge, skeleton_cards};
use crate::i18n::{class_words, fill, staff_words};
use crate::load::{fetch, loaded_either};
use crate::pages::staff::export::{self, ExportList};
use crate::pages::staff::gate::refused;
use crate::visit::language;

const SHOWN: [SessionState; 2] = [SessionState::Running, SessionState::Completed];

/// `/petugas/kelas`
pub(in crate::pages::staff) fn classes(centres: &[InstitutionRef]) -> AnyView {
    let w = class_words();
    let lists: Vec<AnyView> = centres.iter().map(of_centre).collect();
    view! {
        <article class="class">
            <a class="back" href="/petugas"><span aria-hidden="true">"‹ "</span>{w.to_desk}</a>
            <h1>{w.classes}</h1>
            {lists}
        </article>
    }
    .into_any()
}

fn of_centre(centre: &InstitutionRef) -> AnyView {
    let id = centre.id.clone();
    let own = [("balai", centre.id.inner())];
    let lists =
        [ExportList::Sessions, ExportList::Certificates].map(|list| export::links(list, &own));
    let sessions = fetch(move || {
        Typed::<DeskSessions>::new(DeskVariables {
            filter: SessionFilter {
                institution_id: Some(id.clone()),
                states: Some(SHOWN.map(Word).to_vec()),
                ..SessionFilter::default()
            },
        })
    });
    view! {
        <h2>{centre.name.clone()}</h2>
        <div class="tools">{lists}</div>
        {loaded_either::<DeskSessions>(sessions, skeleton_cards, move |answer| match answer {
            Ok(list) if list.sessions.nodes.is_empty() => {
                empty(class_words().no_classes, class_words().no_classes_hint, None)
            }
            Ok(mut list) => {
                // The last to begin is the next to end.
                list.sessions.nodes.reverse();
                let rows: Vec<AnyView> = list.sessions.nodes.into_iter().map(row).collect();
                view! { <nav class="sessions wide" aria-label=class_words().classes><ul>{rows}</ul></nav> }.into_any()
            }
            Err(error) => refused(&error, move || sessions.refetch()),
        })}
    }
    .into_any()
}

fn row(session: QueueSession) -> AnyView {
    let href = format!("/petugas/kelas/{}", session.id.inner());
    let (taken, capacity) = (session.seats_taken.to_string(), session.capacity.to_string());
    view! {
        <li>
            <a href=href>
                <strong>{session.program.title}</strong>
                <span class="quiet">{format::date(session.starts_on, language())}</span>
                <span class="quiet">{fill(staff_words().seats_taken, &[&taken, &capacity])}</span>
                {session_badge(session.state.0)}
            </a>
        </li>
    }
    .into_any()
}
