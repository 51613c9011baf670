//! The desk: sessions on the left, the queue in the middle, the applicant on the right.

use balai_shared::session::SessionState;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use super::choices::DeskChoices;
use super::dialog;
use super::gate::{query_of_address, refused};
use super::keys;
use super::panel::panel;
use super::queue::queue;
use super::sessions::{first_choice, in_order_of_work, session_list};
use super::state::Desk;
use crate::api::{
    ApiError, DeskSessions, DeskVariables, InstitutionRef, QueueSession, QueueWatch,
    QueueWatchVariables, SessionFilter, Typed, Word, answer,
};
use crate::components::{Choice, empty, options, skeleton_cards};
use crate::i18n::staff_words;
use crate::live::follow;
use crate::load::{Fetched, fetch};

/// Sessions that still have something to decide or to look up.
const SHOWN: [SessionState; 4] =
    [SessionState::Open, SessionState::Closed, SessionState::Published, SessionState::Running];

/// The desk of one of these centres.
pub(super) fn desk(centres: Vec<InstitutionRef>) -> AnyView {
    let query = query_of_address();
    let choices = Memo::new(move |_| DeskChoices::read(&query.get()));
    let first = centres.first().map(|centre| centre.id.inner().to_owned());
    let known: Vec<String> = centres.iter().map(|centre| centre.id.inner().to_owned()).collect();
    let centre = Memo::new(move |_| {
        let asked = choices.with(|choices| choices.centre.clone());
        asked.filter(|asked| known.contains(asked)).or_else(|| first.clone())
    });
    let desk = Desk::new(choices, centre);
    keys::listen(desk);
    let sessions = fetch(move || {
        Typed::<DeskSessions>::new(DeskVariables {
            filter: SessionFilter {
                institution_id: centre.get().map(cynic::Id::new),
                states: Some(SHOWN.map(Word).to_vec()),
                ..SessionFilter::default()
            },
        })
    });
    let stage = RwSignal::new(Stage::Loading);
    let navigate = use_navigate();
    let path = use_location().pathname;
    Effect::new(move |_| {
        let Some(text) = sessions.get() else { return };
        match answer::<DeskSessions>(&text) {
            Ok(list) => {
                let list = in_order_of_work(list.sessions.nodes);
                stage.set(if list.is_empty() { Stage::Nothing } else { Stage::Ready });
                // An answer that comes after somebody went on to a class leads nobody back.
                let here = path.get_untracked().trim_end_matches('/') == "/petugas";
                let address = with_session(&choices.get_untracked(), &list).filter(|_| here);
                if let Some(address) = address {
                    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&address, options);
                }
                desk.sessions.set(list);
            }
            Err(error) => stage.set(Stage::Refused(error)),
        }
    });
    // A new list of sessions doesn't draw the desk anew: what is selected there stays.
    let shown = Memo::new(move |_| stage.get());
    view! {
        {centre_choice(&centres, centre)}
        {move || match shown.get() {
            Stage::Loading => skeleton_cards(),
            Stage::Nothing => empty(staff_words().no_sessions, staff_words().no_sessions_hint, None),
            Stage::Refused(error) => refused(&error, move || sessions.refetch()),
            Stage::Ready => columns(desk, sessions),
        }}
        {move || watched(centre.get(), sessions)}
    }
    .into_any()
}

/// Seats and counts move by themselves when somebody applies, confirms or decides elsewhere.
fn watched(centre: Option<String>, sessions: Fetched) {
    if let Some(centre) = centre {
        let variables = QueueWatchVariables { institution_id: cynic::Id::new(centre) };
        follow(Typed::<QueueWatch>::new(variables).request, move || sessions.refetch());
    }
}

/// How far the desk has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stage {
    Loading,
    Nothing,
    Refused(ApiError),
    Ready,
}

/// The address that names a session of the list, when the one now doesn't.
fn with_session(choices: &DeskChoices, list: &[QueueSession]) -> Option<String> {
    let is_known = |id: &String| list.iter().any(|session| session.id.inner() == id);
    if choices.session.as_ref().is_some_and(is_known) {
        return None;
    }
    let session = first_choice(list)?.id.inner().to_owned();
    Some(DeskChoices { session: Some(session), ..choices.clone() }.address())
}

fn columns(desk: Desk, sessions: Fetched) -> AnyView {
    let chosen = Memo::new(move |_| desk.session().map(|session| session.id.into_inner()));
    view! {
        <div class="desk">
            {session_list(desk)}
            {move || chosen.get().map(|id| queue(desk, id, sessions))}
            {panel(desk)}
        </div>
        {move || desk.asking.get().map(|ask| dialog::asked(desk, sessions, ask))}
    }
    .into_any()
}

/// For who works at several centres.
fn centre_choice(centres: &[InstitutionRef], chosen: Memo<Option<String>>) -> AnyView {
    let name = |centre: &InstitutionRef| centre.name.clone();
    if let [only] = centres {
        return view! { <p class="centre">{name(only)}</p> }.into_any();
    }
    let choice = |centre: &InstitutionRef| Choice {
        value: centre.id.inner().to_owned(),
        label: name(centre),
    };
    let choices = centres.iter().map(choice).collect();
    let navigate = use_navigate();
    let change = move |event: leptos::ev::Event| {
        let centre = Some(event_target_value(&event));
        let address = DeskChoices { centre, ..DeskChoices::default() }.address();
        navigate(&address, NavigateOptions::default());
    };
    let now = chosen.get_untracked().unwrap_or_default();
    view! {
        <p class="centre">
            <label for="centre">{staff_words().centre}</label>" "
            <select id="centre" on:change=change>{options(choices, &now)}</select>
        </p>
    }
    .into_any()
}
