//! Inviting somebody to a role.

use balai_shared::error::ErrorCode;
use balai_shared::message;
use balai_shared::policy::Role;
use balai_shared::staff::{InvitationState, is_staff_role};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Room;
use super::asked::password_field;
use crate::api::{InviteStaff, InviteStaffInput, InviteStaffVariables, Sender, Typed, Word, run};
use crate::components::{Choice, notice, options};
use crate::i18n::team_words;
use crate::pages::staff::bulk::said_of;
use crate::visit::language;

/// What is typed; it stays while the team is looked at anew.
#[derive(Clone, Copy)]
pub(super) struct Typing {
    contact: RwSignal<String>,
    role: RwSignal<Role>,
    password: RwSignal<String>,
    wrong: RwSignal<Option<String>>,
}

impl Typing {
    pub(super) fn new() -> Self {
        Self {
            contact: RwSignal::new(String::new()),
            role: RwSignal::new(Role::Reviewer),
            password: RwSignal::new(String::new()),
            wrong: RwSignal::new(None),
        }
    }
}

/// The form.
pub(super) fn form(room: Room, centre: cynic::Id) -> AnyView {
    let (w, language) = (team_words(), language());
    let typing = room.typing;
    let roles = Role::ALL.iter().copied().filter(|role| is_staff_role(*role));
    let choices = roles.map(|role| Choice {
        value: String::from(role.as_str()),
        label: String::from(message::role(role, language)),
    });
    let chosen = typing.role.get_untracked().as_str();
    let choices = options(choices.collect(), chosen);
    let choose = move |event: leptos::ev::Event| {
        if let Ok(role) = event_target_value(&event).parse() {
            typing.role.set(role);
        }
    };
    let explained = move || message::role_explained(typing.role.get(), language);
    let wrong = move || typing.wrong.get().map(|text| notice("stop", "×", text));
    let send = sender(room, centre);
    view! {
        <h3>{w.invite_title}</h3>
        <p>{w.invite_explained}</p>
        <div class="plan">
            <div class="field">
                <label for="invite-contact">{w.contact}</label>
                <input
                    id="invite-contact"
                    autocomplete="off"
                    prop:value=move || typing.contact.get()
                    on:input=move |event| typing.contact.set(event_target_value(&event))
                />
            </div>
            <div class="field">
                <label for="invite-role">{w.role}</label>
                <select id="invite-role" aria-describedby="invite-role-hint" on:change=choose>
                    {choices}
                </select>
                <p id="invite-role-hint" class="hint">{explained}</p>
            </div>
            {password_field("invite-password", typing.password)}
            <div role="alert">{wrong}</div>
            <button type="button" class="main" disabled=move || room.busy.get() on:click=move |_| send()>
                {w.invite}
            </button>
        </div>
    }
    .into_any()
}

fn sender(room: Room, centre: cynic::Id) -> impl Fn() {
    let sender = Sender::from_context();
    let (w, language, typing) = (team_words(), language(), room.typing);
    move || {
        if room.busy.get_untracked() {
            return;
        }
        room.busy.set(true);
        typing.wrong.set(None);
        room.told.set(None);
        let input = InviteStaffInput {
            institution_id: centre.clone(),
            contact: typing.contact.get_untracked(),
            role: Word(typing.role.get_untracked()),
            password: typing.password.get_untracked(),
        };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<InviteStaff>::new(InviteStaffVariables { input });
            let answer = run(&sender, request).await;
            room.busy.set(false);
            match answer {
                Ok(answer) => {
                    let waits = answer.invite_staff.invitation.state.0 == InvitationState::Pending;
                    typing.contact.set(String::new());
                    typing.password.set(String::new());
                    room.done(if waits { w.invited_pending } else { w.invited });
                }
                Err(error) => {
                    let own = error
                        .fields
                        .iter()
                        .any(|field| field.path == "contact" && field.code == "NOT_ALLOWED");
                    typing.wrong.set(Some(if own {
                        String::from(w.own_contact)
                    } else if error.code == ErrorCode::Conflict {
                        String::from(w.same_invitation)
                    } else {
                        said_of(error, language)
                    }));
                }
            }
        });
    }
}
