//! Writing to a group of the session's applicants.

use balai_shared::application::ApplicationState;
use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::dialog::back;
use super::state::Desk;
use crate::api::{
    GroupMessagePreview, PreviewGroupMessage, PreviewGroupMessageInput,
    PreviewGroupMessageVariables, SendGroupMessage, SendGroupMessageInput,
    SendGroupMessageVariables, Sender, Typed, Word, run,
};
use crate::components::notice;
use crate::i18n::{fill, team_words};
use crate::load::Fetched;
use crate::visit::language;

/// What is typed, and what is known of whom it reaches.
#[derive(Clone, Copy)]
struct Typing {
    states: RwSignal<Vec<ApplicationState>>,
    subject: RwSignal<String>,
    text: RwSignal<String>,
    reach: RwSignal<Option<GroupMessagePreview>>,
    wrong: RwSignal<Option<String>>,
}

/// The dialog's title and content.
pub(super) fn content(desk: Desk, sessions: Fetched) -> (&'static str, AnyView) {
    let w = team_words();
    let typing = Typing {
        states: RwSignal::new(vec![ApplicationState::Confirmed]),
        subject: RwSignal::new(String::new()),
        text: RwSignal::new(String::new()),
        reach: RwSignal::new(None),
        wrong: RwSignal::new(None),
    };
    let look = looker(desk, typing);
    Effect::new(move |_| {
        typing.states.track();
        look();
    });
    let send = sender(desk, sessions, typing);
    let reached = move || typing.reach.with(|reach| reach.as_ref().map_or(0, |one| one.people));
    let idle = move || {
        let blank = |text: RwSignal<String>| text.with(|text| text.trim().is_empty());
        let left = typing.reach.with(|reach| reach.as_ref().is_some_and(|one| one.left_today > 0));
        desk.busy.get() || reached() == 0 || !left || blank(typing.subject) || blank(typing.text)
    };
    let label = move || fill(w.send, &[&reached().to_string()]);
    let wrong = move || typing.wrong.get().map(|text| notice("stop", "×", text));
    let view = view! {
        <p>{w.write_explained}</p>
        <fieldset>
            <legend>{w.to_whom}</legend>
            <div class="buttons">{states(typing)}</div>
        </fieldset>
        <p role="status">{move || reach_told(typing)}</p>
        <div class="field">
            <label for="message-subject">{w.subject}</label>
            <input id="message-subject" maxlength="80" on:input=move |event| typing.subject.set(event_target_value(&event))/>
        </div>
        <div class="field">
            <label for="message-text">{w.text}</label>
            <textarea id="message-text" rows="6" maxlength="1000" on:input=move |event| typing.text.set(event_target_value(&event))></textarea>
        </div>
        <div role="alert">{wrong}</div>
        <div class="buttons">
            <button type="button" class="main" disabled=idle on:click=move |_| send()>{label}</button>
            {back(desk)}
        </div>
    };
    (w.write_title, view.into_any())
}

/// A box for each state in which somebody is written to.
fn states(typing: Typing) -> Vec<AnyView> {
    let living = ApplicationState::ALL.iter().copied().filter(|state| state.is_live());
    let tick = |state: ApplicationState| {
        let on = move || typing.states.with(|states| states.contains(&state));
        let toggle = move |_| {
            typing.states.update(|states| match states.iter().position(|one| *one == state) {
                Some(place) => {
                    states.remove(place);
                }
                None => states.push(state),
            });
        };
        let name = message::application_state(state, language());
        view! { <label class="tick"><input type="checkbox" prop:checked=on on:change=toggle/>" "{name}</label> }
            .into_any()
    };
    living.map(tick).collect()
}

fn reach_told(typing: Typing) -> Option<String> {
    let w = team_words();
    typing.reach.with(|reach| {
        let GroupMessagePreview { people, by_email, by_sms, left_today } = reach.as_ref()?;
        if *left_today == 0 {
            return Some(String::from(w.no_more_today));
        }
        let numbers = [people, by_email, by_sms, left_today].map(ToString::to_string);
        Some(fill(w.reach, &numbers.each_ref().map(String::as_str)))
    })
}

/// Looks whom it would reach; of two answers the one for what is ticked now counts.
fn looker(desk: Desk, typing: Typing) -> impl Fn() {
    let sender = Sender::from_context();
    let language = language();
    move || {
        let ticked = typing.states.get_untracked();
        let session = desk.session_now();
        let (Some(session_id), false) = (session, ticked.is_empty()) else {
            typing.reach.set(None);
            return;
        };
        let states = ticked.iter().copied().map(Word).collect();
        let input = PreviewGroupMessageInput { session_id, states };
        let sender = sender.clone();
        spawn_local(async move {
            let variables = PreviewGroupMessageVariables { input };
            let answer = run(&sender, Typed::<PreviewGroupMessage>::new(variables)).await;
            if typing.states.try_get_untracked() != Some(ticked) {
                return;
            }
            match answer {
                Ok(found) => typing.reach.set(Some(found.preview_group_message)),
                Err(error) => typing.wrong.set(Some(said_of(error, language))),
            }
        });
    }
}

fn sender(desk: Desk, sessions: Fetched, typing: Typing) -> impl Fn() {
    let sender = Sender::from_context();
    let (w, language) = (team_words(), language());
    move || {
        let Some(session_id) = desk.session_now().filter(|_| !desk.busy.get_untracked()) else {
            return;
        };
        desk.busy.set(true);
        typing.wrong.set(None);
        let input = SendGroupMessageInput {
            session_id,
            states: typing.states.get_untracked().into_iter().map(Word).collect(),
            subject: typing.subject.get_untracked(),
            text: typing.text.get_untracked(),
        };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<SendGroupMessage>::new(SendGroupMessageVariables { input });
            let answer = run(&sender, request).await;
            desk.busy.set(false);
            match answer {
                Ok(answer) => {
                    let people = answer.send_group_message.people.to_string();
                    desk.told.set(Some(("good", fill(w.sent, &[&people]))));
                    desk.asking.set(None);
                    sessions.refetch();
                }
                Err(error) => {
                    let link = error.fields.iter().any(|field| field.code == "NOT_ALLOWED");
                    let said =
                        if link { String::from(w.no_links) } else { said_of(error, language) };
                    typing.wrong.set(Some(said));
                }
            }
        });
    }
}
