//! What staff do with one application besides deciding: revoke, extend, drop, reinstate.

use balai_shared::application::ApplicationAction;
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::dialog::{back, note_field, written};
use super::pieces;
use super::state::{Ask, Desk};
use crate::api::{
    ApiError, DecisionResult, DropParticipants, DropParticipantsInput, DropParticipantsVariables,
    ExtendOffers, ExtendOffersInput, ExtendOffersVariables, ReinstateApplications,
    ReinstateApplicationsInput, ReinstateApplicationsVariables, RevokeOffers, RevokeOffersInput,
    RevokeOffersVariables, Sender, Typed, Word, run,
};
use crate::i18n::{deciding_words, desk_words, fill, staff_words};
use crate::load::Fetched;
use crate::visit::language;

/// A day more, when nobody says otherwise.
const HOURS: i32 = 24;

/// So many are named of those whom a step is for.
const NAMED: usize = 5;

/// The steps that have a button here: those that the bar below the table has not.
const STEPS: [ApplicationAction; 4] = [
    ApplicationAction::Extend,
    ApplicationAction::Revoke,
    ApplicationAction::Drop,
    ApplicationAction::Reinstate,
];

/// A button for each step that can be taken now.
pub(super) fn buttons(desk: Desk, id: &str, allowed: &[Word<ApplicationAction>]) -> AnyView {
    let button = |action: ApplicationAction| {
        let id = String::from(id);
        let ask = move |_| desk.asking.set(Some(Ask::Step(action, vec![id.clone()])));
        let label = message::application_action(action, language());
        view! { <button type="button" on:click=ask>{label}</button> }.into_any()
    };
    let known = |action: &ApplicationAction| allowed.iter().any(|word| word.0 == *action);
    let shown: Vec<AnyView> = STEPS.into_iter().filter(known).map(button).collect();
    let some = !shown.is_empty();
    some.then(|| view! { <div class="buttons">{shown}</div> }).into_any()
}

/// The dialog's title and content.
pub(super) fn content(
    desk: Desk,
    sessions: Fetched,
    action: ApplicationAction,
    ids: Vec<String>,
) -> (&'static str, AnyView) {
    let w = deciding_words();
    let extending = action == ApplicationAction::Extend;
    let title = if extending {
        w.extend_title
    } else if action == ApplicationAction::Revoke {
        w.revoke_title
    } else if action == ApplicationAction::Drop {
        w.drop_title
    } else {
        w.reinstate_title
    };
    let whose = whose(desk, &ids);
    let note = RwSignal::new(String::new());
    let hours = RwSignal::new(HOURS);
    let sender = Sender::from_context();
    let optional = action == ApplicationAction::Reinstate;
    let idle = move || desk.busy.get() || (!optional && note.with(|note| note.trim().is_empty()));
    let take = move |_| {
        let asked =
            Asked { action, ids: ids.clone(), note: written(note), hours: hours.get_untracked() };
        take(desk, sessions, sender.clone(), asked);
    };
    let more = extending.then(|| {
        let typed = move |event: leptos::ev::Event| {
            hours.set(event_target_value(&event).parse().unwrap_or(HOURS));
        };
        view! {
            <div class="field">
                <label for="hours">{w.hours}</label>
                <input id="hours" type="number" min="1" max="720" value=HOURS.to_string() on:input=typed/>
            </div>
        }
    });
    let view = view! {
        <p><strong>{whose}</strong></p>
        {more}
        {note_field(w.note, note)}
        <div class="buttons">
            <button type="button" class="main" disabled=idle on:click=take>{title}</button>
            {back(desk)}
        </div>
    };
    (title, view.into_any())
}

/// The first few names, and how many more.
fn whose(desk: Desk, ids: &[String]) -> String {
    let named: Vec<String> = ids.iter().take(NAMED).map(|id| desk.name_of(id)).collect();
    let more = ids.len().saturating_sub(NAMED);
    let names = named.join(", ");
    if more == 0 {
        return names;
    }
    format!("{names} {}", fill(desk_words().and_more, &[&more.to_string()]))
}

/// A step that is to be taken.
struct Asked {
    action: ApplicationAction,
    ids: Vec<String>,
    note: Option<String>,
    hours: i32,
}

fn take(desk: Desk, sessions: Fetched, sender: Sender, asked: Asked) {
    if desk.busy.get_untracked() {
        return;
    }
    desk.busy.set(true);
    desk.told.set(None);
    let (w, language) = (staff_words(), language());
    spawn_local(async move {
        let (sender, ids, asked) = (&sender, asked.ids.clone(), &asked);
        let take = async |ids| send(sender, asked, ids).await;
        let (results, wrong) = pieces::each(desk, ids, take).await;
        let (done, refused) = desk.note(results);
        let count = done.len().to_string();
        desk.told.set(Some(match wrong {
            Some(error) => ("stop", said_of(error, language)),
            None if refused == 0 => ("good", fill(w.decided, &[&count])),
            None => ("wait", fill(w.decided_partly, &[&count, &refused.to_string()])),
        }));
        sessions.refetch();
        desk.busy.set(false);
        desk.asking.set(None);
    });
}

async fn send(
    sender: &Sender,
    asked: &Asked,
    ids: Vec<cynic::Id>,
) -> Result<Vec<DecisionResult>, ApiError> {
    let note = asked.note.clone().unwrap_or_default();
    if asked.action == ApplicationAction::Extend {
        let input = ExtendOffersInput { ids, hours: Some(asked.hours), note };
        let request = Typed::<ExtendOffers>::new(ExtendOffersVariables { input });
        return Ok(run(sender, request).await?.extend_offers.results);
    }
    if asked.action == ApplicationAction::Revoke {
        let input = RevokeOffersInput { ids, note };
        let request = Typed::<RevokeOffers>::new(RevokeOffersVariables { input });
        return Ok(run(sender, request).await?.revoke_offers.results);
    }
    if asked.action == ApplicationAction::Drop {
        let input = DropParticipantsInput { ids, note };
        let request = Typed::<DropParticipants>::new(DropParticipantsVariables { input });
        return Ok(run(sender, request).await?.drop_participants.results);
    }
    let input = ReinstateApplicationsInput { ids, note: asked.note.clone() };
    let variables = ReinstateApplicationsVariables { input };
    let request = Typed::<ReinstateApplications>::new(variables);
    Ok(run(sender, request).await?.reinstate_applications.results)
}
