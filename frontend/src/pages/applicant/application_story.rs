//! The way from an application to the certificate, and what has happened on it.

use balai_shared::application::{ActorKind, ApplicationAction, ApplicationState};
use balai_shared::format;
use balai_shared::message;
use balai_shared::session::SelectionMethod;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use crate::api::{ApplicationDetail, ApplicationEvent};
use crate::components::{Step, steps};
use crate::i18n::words;
use crate::visit::language;

/// How far along the way a state stands, from 1 (sent) to 6 (certificate).
const fn place(state: ApplicationState) -> usize {
    match state {
        ApplicationState::Submitted => 1,
        ApplicationState::Shortlisted | ApplicationState::Waitlisted => 2,
        ApplicationState::Offered => 3,
        ApplicationState::Confirmed => 4,
        ApplicationState::NotCompleted => 5,
        ApplicationState::Completed => 6,
        ApplicationState::Draft
        | ApplicationState::Rejected
        | ApplicationState::Declined
        | ApplicationState::Lapsed
        | ApplicationState::Withdrawn
        | ApplicationState::Cancelled => 0,
    }
}

/// The way with what is behind and what is ahead.
pub(super) fn way(application: &ApplicationDetail) -> AnyView {
    let w = words();
    let now = place(application.state.0);
    let been = application.history.iter().map(|event| place(event.to.0)).max().unwrap_or(0);
    // One that is over stays where it had come to.
    let reached = if now == 0 { been } else { now };
    let by_order = application.session.selection_method.0 == SelectionMethod::FirstCome;
    let names = [
        w.way_sent,
        w.way_assessed,
        w.way_offered,
        w.way_confirmed,
        w.way_training,
        w.way_certificate,
    ];
    // Who comes first gets the seat: nobody is assessed.
    // What is over has nothing ahead of it.
    let ahead = |index: usize| now > 0 || index < reached;
    let steps_taken = names
        .into_iter()
        .enumerate()
        .filter(|(index, _)| ahead(*index) && !(by_order && *index == 1));
    let items = steps_taken.map(|(index, name)| Step {
        name: String::from(name),
        reached: index < reached,
        current: index + 1 == now,
    });
    steps(items.collect(), w.step_done)
}

/// What has happened, the newest first.
pub(super) fn history(events: &[ApplicationEvent], zone: TimeZone) -> AnyView {
    let rows: Vec<AnyView> = events.iter().rev().map(|event| row(event, zone)).collect();
    view! { <ol class="history">{rows}</ol> }.into_any()
}

fn row(event: &ApplicationEvent, zone: TimeZone) -> AnyView {
    let language = language();
    let what = if event.action.0 == ApplicationAction::Undo {
        message::application_action(event.action.0, language)
    } else {
        message::application_state(event.to.0, language)
    };
    let at = format::date_time_in_zone(event.at, zone, language);
    let who = match event.actor.0 {
        ActorKind::Applicant => words().you,
        ActorKind::Staff | ActorKind::Partner | ActorKind::System => {
            message::actor_kind(event.actor.0, language)
        }
    };
    view! {
        <li>
            <strong>{what}</strong>" · "{who}
            <br/><span class="quiet">{at}</span>
        </li>
    }
    .into_any()
}
