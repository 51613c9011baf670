//! What a centre teaches: its programs, and the sessions that are planned.

use balai_shared::format;
use balai_shared::session::SessionState;
use leptos::prelude::*;

use super::gate::{query_of_address, refused};
use crate::api::{
    InstitutionRef, ProgramFilter, ProgramLine, ProgramsPage, ProgramsVariables, SessionFilter,
    SessionLine, Typed, Word,
};
use crate::components::{empty, head, session_badge, skeleton_page};
use crate::i18n::{fill, planning_words};
use crate::load::{fetch, loaded_either};
use crate::visit::language;

/// Sessions that are still to come or under way.
const SHOWN: [SessionState; 5] = [
    SessionState::Draft,
    SessionState::Published,
    SessionState::Open,
    SessionState::Closed,
    SessionState::Running,
];

/// `/petugas/program`
pub(super) fn programs(centres: &[InstitutionRef]) -> AnyView {
    let w = planning_words();
    head(w.programs, "");
    let query = query_of_address();
    let known: Vec<String> = centres.iter().map(|centre| centre.id.inner().to_owned()).collect();
    let centre = Memo::new(move |_| {
        let asked = query.get().get("balai").filter(|asked| known.contains(asked));
        asked.or_else(|| known.first().cloned()).unwrap_or_default()
    });
    let page = fetch(move || {
        let id = Some(cynic::Id::new(centre.get()));
        Typed::<ProgramsPage>::new(ProgramsVariables {
            programs: ProgramFilter { institution_id: id.clone() },
            sessions: SessionFilter {
                institution_id: id,
                states: Some(SHOWN.map(Word).to_vec()),
                ..SessionFilter::default()
            },
        })
    });
    let choice: Vec<AnyView> = if centres.len() > 1 {
        centres.iter().map(|one| centre_link(one, centre)).collect()
    } else {
        Vec::new()
    };
    view! {
        <article class="planning">
            <h1>{w.programs}</h1>
            <nav class="states" aria-label=w.centres>{choice}</nav>
            {loaded_either::<ProgramsPage>(page, skeleton_page, move |answer| match answer {
                Ok(answer) => show(answer, &centre.get_untracked()),
                Err(error) => refused(&error, move || page.refetch()),
            })}
        </article>
    }
    .into_any()
}

fn centre_link(centre: &InstitutionRef, chosen: Memo<String>) -> AnyView {
    let id = centre.id.inner().to_owned();
    let href = format!("/petugas/program?balai={id}");
    let on = move || chosen.with(|chosen| *chosen == id);
    view! { <a class="chip" class:on=on href=href>{centre.name.clone()}</a> }.into_any()
}

fn show(page: ProgramsPage, centre: &str) -> AnyView {
    let w = planning_words();
    let new = format!("/petugas/program/baru?balai={centre}");
    let programs = page.programs.nodes;
    let sessions = page.sessions.nodes;
    let list = if programs.is_empty() {
        empty(w.no_programs, w.no_programs_hint, None)
    } else {
        let rows: Vec<AnyView> = programs.iter().map(program).collect();
        view! {
            <div class="grid" tabindex="0" role="region" aria-label=w.programs>
                <table>
                    <thead><tr>
                        <th scope="col">{w.title}</th><th scope="col">{w.vocation}</th>
                        <th scope="col">{w.hours}</th><th scope="col">{w.session}</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    let planned: Vec<AnyView> = sessions.iter().map(session).collect();
    let planned = (!planned.is_empty()).then(|| {
        view! {
            <h2>{w.planned}</h2>
            <div class="grid" tabindex="0" role="region" aria-label=w.planned>
                <table>
                    <thead><tr>
                        <th scope="col">{w.title}</th><th scope="col">{w.days}</th>
                        <th scope="col">{w.capacity}</th><th scope="col">{w.state}</th>
                    </tr></thead>
                    <tbody>{planned}</tbody>
                </table>
            </div>
        }
    });
    view! {
        <p><a class="button main" href=new>{w.new_program}</a></p>
        {list}
        {planned}
    }
    .into_any()
}

fn program(line: &ProgramLine) -> AnyView {
    let w = planning_words();
    let id = line.id.inner();
    let (edit, new) =
        (format!("/petugas/program/{id}"), format!("/petugas/sesi/baru?program={id}"));
    let label = fill(w.new_session_of, &[&line.title]);
    view! {
        <tr>
            <th scope="row"><a href=edit>{line.title.clone()}</a></th>
            <td>{line.vocation.name.clone()}</td>
            <td>{line.hours}</td>
            <td><a href=new aria-label=label>{w.new_session}</a></td>
        </tr>
    }
    .into_any()
}

fn session(line: &SessionLine) -> AnyView {
    let language = language();
    let days = [line.starts_on, line.ends_on].map(|day| format::date(day, language)).join(" – ");
    let page = format!("/petugas/sesi/{}", line.id.inner());
    view! {
        <tr>
            <th scope="row"><a href=page>{line.program.title.clone()}</a></th>
            <td>{days}</td>
            <td>{line.capacity}</td>
            <td>{session_badge(line.state.0)}</td>
        </tr>
    }
    .into_any()
}
