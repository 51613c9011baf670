//! What staff do with the session itself: end the choosing, call it off.

use balai_shared::message;
use balai_shared::session::{SelectionMethod, SessionState};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::dialog::{back, note_field};
use super::state::{Ask, Desk};
use crate::api::{
    ApiError, CancelSession, CancelSessionInput, CancelSessionVariables, CloseSelection,
    CloseSelectionInput, CloseSelectionVariables, NodeVariables, PreviewCancellation, QueueSession,
    ReachedState, Sender, Typed, run,
};
use crate::i18n::{DecidingWords, assist_words, deciding_words, fill, planning_words, team_words};
use crate::load::Fetched;
use crate::visit::language;

/// The buttons at the session's head.
pub(super) fn buttons(desk: Desk, session: &QueueSession) -> AnyView {
    let w = deciding_words();
    let chosen = match session.selection_method.0 {
        SelectionMethod::FirstCome => false,
        SelectionMethod::Merit | SelectionMethod::Lottery => true,
    };
    let before_start = match session.state.0 {
        SessionState::Published | SessionState::Open | SessionState::Closed => true,
        SessionState::Draft
        | SessionState::Running
        | SessionState::Completed
        | SessionState::Cancelled => false,
    };
    let closed = session.selection_closed_at.is_some();
    let button = |ask: Ask, label: &'static str| {
        let open = move |_| desk.asking.set(Some(ask.clone()));
        view! { <button type="button" class="link" on:click=open>{label}</button> }.into_any()
    };
    let close =
        (chosen && before_start && !closed).then(|| button(Ask::CloseSelection, w.close_selection));
    let selection = chosen.then(|| {
        let href = format!("/petugas/seleksi/{}", session.id.inner());
        view! { <a href=href>{w.run_selection}</a> }
    });
    let plan = {
        let href = format!("/petugas/sesi/{}", session.id.inner());
        view! { <a href=href>{planning_words().life}</a> }
    };
    let state =
        (chosen && closed).then(|| view! { <span class="quiet">{w.selection_closed}</span> });
    let open = session.state.0 == SessionState::Open;
    let assist = open.then(|| button(Ask::Assist, assist_words().open));
    view! {
        <div class="buttons">{plan}{assist}{selection}{state}{button(Ask::EditSession, w.edit_session)}{button(Ask::Message, team_words().write)}{close}{button(Ask::CancelSession, w.cancel_session)}</div>
    }
    .into_any()
}

/// Whether the choosing ends.
pub(super) fn close_content(desk: Desk, sessions: Fetched) -> (&'static str, AnyView) {
    let w = deciding_words();
    let sender = Sender::from_context();
    let close =
        move |_| {
            let Some(session) = desk.session() else { return };
            let input = CloseSelectionInput { session_id: session.id };
            let request = Typed::<CloseSelection>::new(CloseSelectionVariables { input });
            let sender = sender.clone();
            done(desk, sessions, w.selection_closed, async move {
                run(&sender, request).await.map(|_| ())
            });
        };
    let view = view! {
        <p>{w.close_explained}</p>
        <div class="buttons">
            <button type="button" class="main" disabled=move || desk.busy.get() on:click=close>
                {w.close_selection}
            </button>
            {back(desk)}
        </div>
    };
    (w.close_title, view.into_any())
}

/// Whether the session is called off, and why.
pub(super) fn cancel_content(desk: Desk, sessions: Fetched) -> (&'static str, AnyView) {
    let w: &'static DecidingWords = deciding_words();
    let reason = RwSignal::new(String::new());
    let sender = Sender::from_context();
    let reaches = RwSignal::new(None::<String>);
    look(desk, sender.clone(), reaches);
    let cancel = move |_| {
        let Some(session) = desk.session() else { return };
        let input =
            CancelSessionInput { session_id: session.id, reason_text: reason.get_untracked() };
        let request = Typed::<CancelSession>::new(CancelSessionVariables { input });
        let sender = sender.clone();
        done(desk, sessions, w.session_cancelled, async move {
            run(&sender, request).await.map(|_| ())
        });
    };
    let idle = move || desk.busy.get() || reason.with(|reason| reason.trim().is_empty());
    let view = view! {
        <p>{w.cancel_explained}</p>
        <p aria-live="polite"><strong>{move || reaches.get()}</strong></p>
        {note_field(w.cancel_reason, reason)}
        <div class="buttons">
            <button type="button" class="danger" disabled=idle on:click=cancel>{w.cancel_confirm}</button>
            {back(desk)}
        </div>
    };
    (w.cancel_title, view.into_any())
}

/// Asks whom calling it off would reach; what can't be asked is told by the step itself.
fn look(desk: Desk, sender: Sender, reaches: RwSignal<Option<String>>) {
    let Some(session) = desk.session() else { return };
    let language = language();
    spawn_local(async move {
        let asked = Typed::<PreviewCancellation>::new(NodeVariables { id: session.id });
        let said = match run(&sender, asked).await {
            Ok(answer) => {
                let found = answer.preview_cancellation;
                let state = |one: &ReachedState| {
                    let state = message::application_state(one.state.0, language);
                    format!("{} {state}", one.people)
                };
                let states: Vec<_> = found.states.iter().map(state).collect();
                let (people, states) = (found.people.to_string(), states.join(", "));
                if states.is_empty() {
                    return;
                }
                fill(deciding_words().reaches, &[&people, &states])
            }
            Err(error) => said_of(error, language),
        };
        // The dialog may be gone.
        let _ = reaches.try_set(Some(said));
    });
}

/// Does it, tells what came of it, and looks at the sessions anew.
fn done(
    desk: Desk,
    sessions: Fetched,
    words: &'static str,
    doing: impl Future<Output = Result<(), ApiError>> + 'static,
) {
    if desk.busy.get_untracked() {
        return;
    }
    desk.busy.set(true);
    let language = language();
    spawn_local(async move {
        desk.told.set(Some(match doing.await {
            Ok(()) => ("good", String::from(words)),
            Err(error) => ("stop", said_of(error, language)),
        }));
        desk.busy.set(false);
        desk.asking.set(None);
        sessions.refetch();
    });
}
