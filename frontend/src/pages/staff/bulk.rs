//! The bar below the table: what to do with all that are selected, and what came of it.

use std::time::Duration;

use balai_shared::application::{ApplicationAction, ApplicationState, Decision};
use balai_shared::message;
use leptos::leptos_dom::helpers::set_timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::pieces;
use super::state::{Ask, Desk, Undoable};
use crate::api::{
    ApiError, Sender, Typed, UndoDecisions, UndoDecisionsInput, UndoDecisionsVariables, run,
};
use crate::components::notice;
use crate::i18n::{deciding_words, desk_words, fill, staff_words};
use crate::load::Fetched;
use crate::visit::language;

/// The bar below the table.
pub(super) fn bulk_bar(desk: Desk, sessions: Fetched) -> AnyView {
    let w = staff_words();
    let count = move || desk.selected.with(|selected| selected.len());
    let idle = move || count() == 0 || desk.busy.get();
    let button = move |decision: Decision, label: &'static str, class: &'static str| {
        let choose = move |_| desk.ask(decision);
        view! { <button type="button" class=class disabled=idle on:click=choose>{label}</button> }
            .into_any()
    };
    let step = move |action: ApplicationAction, label: &'static str| {
        let ask = move |_| desk.asking.set(Some(Ask::Step(action, desk.chosen())));
        view! { <button type="button" disabled=idle on:click=ask>{label}</button> }.into_any()
    };
    // Counted: it may be asked once more after its owner is gone.
    let offered = ArcMemo::new(move |_| some_offered(desk));
    let said = move || {
        if let Some((done, many)) = desk.progress.get() {
            fill(desk_words().progress, &[&done.to_string(), &many.to_string()])
        } else if desk.busy.get() {
            String::from(w.deciding)
        } else if count() == 0 {
            String::from(w.select_first)
        } else {
            fill(w.selected, &[&count().to_string()])
        }
    };
    let told = move || {
        let (tone, text) = desk.told.get()?;
        Some(notice(tone, if tone == "good" { "✓" } else { "!" }, text))
    };
    view! {
        <div class="bulk">
            <div class="outcome">
                <div role="status">{told}</div>
                {undo_button(desk, sessions)}
            </div>
            <div class="buttons">
                <strong>{said}</strong>
                {button(Decision::Offer, w.offer, "main")}
                {button(Decision::Shortlist, w.shortlist, "")}
                {button(Decision::Waitlist, w.waitlist, "")}
                {button(Decision::Reject, w.reject, "danger")}
                {move || offered.get().then(|| view! {
                    {step(ApplicationAction::Extend, desk_words().extend)}
                    {step(ApplicationAction::Revoke, desk_words().revoke)}
                })}
                {move || (count() > 0).then(|| clear_selection(desk))}
            </div>
        </div>
    }
    .into_any()
}

/// Whether an offer is among the selected, as far as their rows were seen.
fn some_offered(desk: Desk) -> bool {
    let offered = |id: &String| desk.state_of(id) == Some(ApplicationState::Offered);
    desk.selected.with(|selected| selected.iter().any(offered))
}

fn clear_selection(desk: Desk) -> AnyView {
    let clear = move |_| desk.selected.update(|selected| selected.clear());
    view! { <button type="button" class="link" on:click=clear>{staff_words().clear_selection}</button> }
        .into_any()
}

/// The button that takes the last decision back, with the seconds that are left for it.
fn undo_button(desk: Desk, sessions: Fetched) -> AnyView {
    let sender = Sender::from_context();
    let can = Memo::new(move |_| desk.undoable.with(Option::is_some));
    let left = move || desk.undoable.with(|undoable| undoable.as_ref().map(|one| one.seconds));
    let label = move || fill(deciding_words().undo, &[&left().unwrap_or_default().to_string()]);
    (move || {
        let sender = sender.clone();
        can.get().then(|| {
            let undo = move |_| undo(desk, sessions, sender.clone());
            view! {
                <button type="button" class="undo" disabled=move || desk.busy.get() on:click=undo>
                    {label}
                </button>
            }
        })
    })
    .into_any()
}

/// Counts the seconds down that are left for undoing.
pub(super) fn count_down(desk: Desk) {
    let tick = move || {
        let left = desk.undoable.try_update(|undoable| {
            let seconds = undoable.as_ref().map_or(0, |one| one.seconds - 1);
            if seconds <= 0 {
                *undoable = None;
            } else if let Some(one) = undoable {
                one.seconds = seconds;
            }
            seconds
        });
        if left.is_some_and(|seconds| seconds > 0) {
            count_down(desk);
        }
    };
    set_timeout(tick, Duration::from_secs(1));
}

fn undo(desk: Desk, sessions: Fetched, sender: Sender) {
    let Some(Undoable { ids, .. }) = desk.undoable.get_untracked() else { return };
    desk.undoable.set(None);
    desk.busy.set(true);
    let language = language();
    let w = deciding_words();
    spawn_local(async move {
        let sender = &sender;
        let take = async |ids| {
            let input = UndoDecisionsInput { ids };
            let request = Typed::<UndoDecisions>::new(UndoDecisionsVariables { input });
            Ok(run(sender, request).await?.undo_decisions.results)
        };
        let (results, wrong) = pieces::each(desk, ids, take).await;
        let (done, refused) = desk.note(results);
        let count = done.len().to_string();
        desk.told.set(Some(match wrong {
            Some(error) => ("stop", said_of(error, language)),
            None if refused == 0 => ("good", fill(w.undone, &[&count])),
            None => ("wait", fill(w.undone_partly, &[&count, &refused.to_string()])),
        }));
        sessions.refetch();
        desk.busy.set(false);
    });
}

pub(super) fn said_of(error: ApiError, language: balai_shared::language::Language) -> String {
    let first = error.fields.into_iter().next().map(|field| field.message);
    let said = first.unwrap_or(error.message);
    if said.is_empty() { String::from(message::error(error.code, language)) } else { said }
}
