//! The list of the centre's sessions, each with a bar of its seats.

use std::sync::Arc;

use balai_shared::format;
use balai_shared::session::SessionState;
use leptos::prelude::*;

use super::choices::DeskChoices;
use super::state::Desk;
use crate::api::QueueSession;
use crate::components::session_badge;
use crate::i18n::{fill, staff_words};
use crate::visit::language;

/// The sessions in the order of the work: those under way already come last.
pub(super) fn in_order_of_work(list: Vec<QueueSession>) -> Vec<QueueSession> {
    let is_running = |session: &QueueSession| session.state.0 == SessionState::Running;
    let (running, mut first): (Vec<_>, Vec<_>) = list.into_iter().partition(is_running);
    first.extend(running);
    first
}

/// The session to begin with: where seats are free, the one that most people wait for.
pub(super) fn first_choice(list: &[QueueSession]) -> Option<&QueueSession> {
    let waits = |session: &QueueSession| session.applicant_count - session.seats_taken;
    let to_do = |session: &&QueueSession| {
        session.state.0 != SessionState::Running && session.seats_left > 0 && waits(session) > 0
    };
    let most = list.iter().filter(to_do).max_by_key(|session| waits(session));
    most.or_else(|| list.first())
}

/// The left column.
pub(super) fn session_list(desk: Desk) -> AnyView {
    let w = staff_words();
    let rows = move || -> Vec<AnyView> {
        desk.sessions.get().into_iter().map(|session| row(desk, session)).collect()
    };
    view! {
        <nav class="sessions" aria-label=w.sessions>
            <h2>{w.sessions}</h2>
            <ul>{rows}</ul>
        </nav>
    }
    .into_any()
}

fn row(desk: Desk, session: QueueSession) -> AnyView {
    let w = staff_words();
    // Counted, not stored in the owner: the row may hear of a new address after its owner is gone.
    let id: Arc<str> = Arc::from(session.id.inner());
    let named = Arc::clone(&id);
    let address = move || {
        let choices = desk.choices.get();
        DeskChoices { session: Some(id.to_string()), ..choices }.address()
    };
    let current = move || {
        let chosen = desk.choices.with(|choices| choices.session.as_deref() == Some(&*named));
        chosen.then_some("true")
    };
    let (taken, capacity) = (session.seats_taken.to_string(), session.capacity.to_string());
    let seats = fill(w.seats_taken, &[&taken, &capacity]);
    let day = format::date_short(session.starts_on, language());
    view! {
        <li>
            <a href=address aria-current=current>
                <strong>{session.program.title}</strong>
                <span class="quiet">{day}</span>
                <meter min="0" max=capacity value=taken aria-label=seats.clone()></meter>
                <span class="quiet">{seats}</span>
                {session_badge(session.state.0)}
            </a>
        </li>
    }
    .into_any()
}
