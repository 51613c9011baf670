//! A session at the desk: how far it is, what comes next and what that brings about.

use balai_shared::format;
use balai_shared::session::{SelectionMethod, SessionState};
use balai_shared::time::Instant;
use leptos::prelude::*;

use super::gate::refused;
use super::session_form::{of_draft, zone};
use super::typed_form::{TypedForm, faults};
use crate::api::{
    NodeVariables, PlannedNode, PlannedSession, PlannedSessionPage, PublishSession,
    PublishSessionInput, PublishSessionVariables, Typed,
};
use crate::components::{head, not_found, notice, session_badge, skeleton_page};
use crate::i18n::planning_words;
use crate::load::{Fetched, fetch, loaded_either};
use crate::visit::language;

/// `/petugas/sesi/ses_…`
pub(super) fn session_page(id: String) -> AnyView {
    let w = planning_words();
    head(w.session, "");
    let saved = RwSignal::new(false);
    let page =
        fetch(move || Typed::<PlannedSessionPage>::new(NodeVariables { id: cynic::Id::new(&id) }));
    let content =
        loaded_either::<PlannedSessionPage>(page, skeleton_page, move |answer| match answer {
            Ok(PlannedSessionPage { node: Some(PlannedNode::Session(session)) }) => {
                show(&session, page, saved)
            }
            Ok(PlannedSessionPage { node: Some(PlannedNode::Other) | None }) => not_found(),
            Err(error) => refused(&error, move || page.refetch()),
        });
    view! {
        <article class="planning">
            <a class="back" href="/petugas/program"><span aria-hidden="true">"‹ "</span>{w.programs}</a>
            <div role="status">{move || saved.get().then(|| notice("good", "✓", w.saved))}</div>
            {content}
        </article>
    }
    .into_any()
}

fn show(session: &PlannedSession, page: Fetched, saved: RwSignal<bool>) -> AnyView {
    let w = planning_words();
    let title = session.program.title.clone();
    let draft = (session.state.0 == SessionState::Draft).then(|| {
        let done = move || {
            saved.set(true);
            page.refetch();
        };
        let form = of_draft(session, page, done);
        view! {
            {publish(session, page)}
            <h2>{w.edit_draft}</h2>
            {form}
        }
    });
    view! {
        <h1>{title}</h1>
        <p>{session_badge(session.state.0)}</p>
        {line_of_life(session)}
        {links(session)}
        {draft}
    }
    .into_any()
}

/// Draft, public, open, closed, running, over: each with its moment and what happens then.
fn line_of_life(session: &PlannedSession) -> AnyView {
    let (w, language) = (planning_words(), language());
    let zone = zone(&session.time_zone);
    let at = |moment: Instant| format::date_time_in_zone(moment, zone, language);
    let closes = format::deadline(session.registration_closes_at, zone, language);
    let chosen = match session.selection_method.0 {
        SelectionMethod::FirstCome => w.life_first_come,
        SelectionMethod::Merit => w.life_merit,
        SelectionMethod::Lottery => w.life_lottery,
    };
    let steps = [
        (SessionState::Draft, w.life_draft, String::new(), w.life_draft_does),
        (SessionState::Published, w.life_published, String::new(), w.life_published_does),
        (SessionState::Open, w.life_open, at(session.registration_opens_at), w.life_open_does),
        (SessionState::Closed, w.life_closed, closes, chosen),
        (
            SessionState::Running,
            w.life_running,
            format::date(session.starts_on, language),
            w.life_running_does,
        ),
        (
            SessionState::Completed,
            w.life_over,
            format::date(session.ends_on, language),
            w.life_over_does,
        ),
    ];
    let now = place(session.state.0);
    let rows: Vec<AnyView> = (0..)
        .zip(steps)
        .map(|(number, (_, name, moment, does))| {
            let current = (now == Some(number)).then_some("step");
            let reached = now.is_some_and(|now| number <= now);
            let mark = if reached { "●" } else { "○" };
            view! {
                <li class:reached=reached aria-current=current>
                    <span aria-hidden="true">{mark}" "</span>
                    <strong>{name}</strong>" "<span class="quiet">{moment}</span>
                    <p class="quiet">{does}</p>
                </li>
            }
            .into_any()
        })
        .collect();
    let cancelled =
        (session.state.0 == SessionState::Cancelled).then(|| notice("stop", "×", w.life_cancelled));
    view! {
        {cancelled}
        <h2>{w.life}</h2>
        <ol class="steps life">{rows}</ol>
    }
    .into_any()
}

/// Where a state stands on the line; none for what was called off.
const fn place(state: SessionState) -> Option<usize> {
    match state {
        SessionState::Draft => Some(0),
        SessionState::Published => Some(1),
        SessionState::Open => Some(2),
        SessionState::Closed => Some(3),
        SessionState::Running => Some(4),
        SessionState::Completed => Some(5),
        SessionState::Cancelled => None,
    }
}

/// What can be done now, where it is done.
fn links(session: &PlannedSession) -> AnyView {
    let w = planning_words();
    let id = session.id.inner();
    let by_choice = session.selection_method.0 != SelectionMethod::FirstCome;
    let (queue, selection, class, copy) = match session.state.0 {
        SessionState::Draft => (false, by_choice, false, false),
        SessionState::Published | SessionState::Open | SessionState::Closed => {
            (true, by_choice, false, true)
        }
        SessionState::Running => (true, by_choice, true, true),
        SessionState::Completed => (false, by_choice, true, true),
        SessionState::Cancelled => (false, false, false, true),
    };
    let link = |shown: bool, href: String, text: &'static str| {
        shown.then(|| view! { <a class="button" href=href>{text}</a> })
    };
    let program = session.program.id.inner();
    let public = (session.state.0 != SessionState::Draft).then(|| {
        let href = format!("/sesi/{id}");
        view! { <a class="button" href=href rel="external">{w.public_page}</a> }
    });
    view! {
        <p class="buttons">
            {link(queue, format!("/petugas?sesi={id}"), w.to_queue)}
            {link(selection, format!("/petugas/seleksi/{id}"), w.to_selection)}
            {link(class, format!("/petugas/kelas/{id}"), w.to_class)}
            {link(copy, format!("/petugas/sesi/baru?program={program}&salin={id}"), w.copy)}
            {public}
        </p>
    }
    .into_any()
}

/// From then on everybody sees it.
fn publish(session: &PlannedSession, page: Fetched) -> AnyView {
    let w = planning_words();
    let id = session.id.clone();
    let form = TypedForm::new(&format!("terbit-{}", id.inner()), Vec::new());
    let sure = RwSignal::new(false);
    let send = move |_| {
        let input = PublishSessionInput { session_id: id.clone() };
        let operation = Typed::<PublishSession>::new(PublishSessionVariables { input });
        form.send(operation, move |_| page.refetch());
    };
    let idle = move || form.is_busy() || !sure.get();
    view! {
        <section class="card">
            <h2>{w.publish}</h2>
            <p>{w.publish_explained}</p>
            {faults(form, || {})}
            <label class="switch">
                <input type="checkbox" on:change=move |event| sure.set(event_target_checked(&event))/>
                {w.publish_sure}
            </label>
            <p><button type="button" class="main" disabled=idle on:click=send>{w.publish_now}</button></p>
        </section>
    }
    .into_any()
}
