//! What is asked before a role ends, an admin is approved or an invitation is taken back.

use balai_shared::error::ErrorCode;
use balai_shared::message;
use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Room, filled};
use crate::api::{
    ApiError, ApproveGrant, ApproveGrantInput, ApproveGrantVariables, EndRole, EndRoleInput,
    EndRoleVariables, RevokeInvitation, RevokeInvitationInput, RevokeInvitationVariables, Sender,
    TeamInvitation, TeamMember, Typed, run,
};
use crate::components::notice;
use crate::i18n::team_words;
use crate::pages::staff::bulk::said_of;
use crate::visit::language;

/// What is asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// Whether a role ends.
    End(TeamMember),
    /// Whether somebody becomes admin.
    Approve(TeamInvitation),
    /// Whether an invitation is taken back.
    Revoke(TeamInvitation),
}

/// The dialog over the page.
pub(super) fn dialog(room: Room, centre: &cynic::Id, ask: Asked) -> AnyView {
    let w = team_words();
    let node = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            // Refused only for one that is open already.
            let _ = dialog.show_modal();
        }
    });
    let (password, wrong) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let (title, explained, button, tone) = said(&ask);
    let typed =
        matches!(ask, Asked::Approve(_)).then(|| password_field("approve-password", password));
    let take = taker(room, centre.clone(), ask, (password, wrong));
    let refused = move || wrong.get().map(|text| notice("stop", "×", text));
    let close = move |_| room.asking.set(None);
    view! {
        <dialog node_ref=node aria-labelledby="asked" on:close=move |_| room.asking.set(None)>
            <h2 id="asked">{title}</h2>
            {explained}
            {typed}
            <div role="alert">{refused}</div>
            <div class="buttons">
                <button type="button" class=tone disabled=move || room.busy.get() on:click=move |_| take()>
                    {button}
                </button>
                <button type="button" class="link" on:click=close>{w.back}</button>
            </div>
        </dialog>
    }
    .into_any()
}

/// Title, explanation, button and its tone.
fn said(ask: &Asked) -> (&'static str, AnyView, &'static str, &'static str) {
    let w = team_words();
    let contact = |one: &TeamInvitation| one.contact.clone().unwrap_or_default();
    match ask {
        Asked::End(member) => {
            let role = message::role(member.role.0, language());
            (w.end_title, filled(w.end_explained, &[&member.name, role]), w.end_role, "danger")
        }
        Asked::Approve(one) => {
            (w.approve_title, filled(w.approve_explained, &[&contact(one)]), w.approve, "main")
        }
        Asked::Revoke(one) => {
            (w.revoke_title, filled(w.revoke_explained, &[&contact(one)]), w.revoke, "danger")
        }
    }
}

/// The field in which one's own password is typed once more.
pub(in crate::pages::staff) fn password_field(
    id: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{team_words().password}</label>
            <input
                id=id
                type="password"
                autocomplete="current-password"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn taker(
    room: Room,
    centre: cynic::Id,
    ask: Asked,
    (password, wrong): (RwSignal<String>, RwSignal<Option<String>>),
) -> impl Fn() {
    let sender = Sender::from_context();
    let (w, language) = (team_words(), language());
    move || {
        if room.busy.get_untracked() {
            return;
        }
        room.busy.set(true);
        wrong.set(None);
        let (sender, centre, ask) = (sender.clone(), centre.clone(), ask.clone());
        let password = password.get_untracked();
        let ends = matches!(ask, Asked::End(_));
        let words = match &ask {
            Asked::End(_) => w.ended,
            Asked::Approve(_) => w.approved,
            Asked::Revoke(_) => w.revoked,
        };
        spawn_local(async move {
            let answer = send(&sender, centre, ask, password).await;
            room.busy.set(false);
            match answer {
                Ok(()) => room.done(words),
                Err(error) if ends && error.code == ErrorCode::Conflict => {
                    wrong.set(Some(String::from(w.last_admin)));
                }
                Err(error) => wrong.set(Some(said_of(error, language))),
            }
        });
    }
}

async fn send(
    sender: &Sender,
    centre: cynic::Id,
    ask: Asked,
    password: String,
) -> Result<(), ApiError> {
    match ask {
        Asked::End(member) => {
            let TeamMember { account_id, role, .. } = member;
            let input = EndRoleInput { account_id, institution_id: centre, role };
            let request = Typed::<EndRole>::new(EndRoleVariables { input });
            run(sender, request).await.map(|_| ())
        }
        Asked::Approve(one) => {
            let input = ApproveGrantInput { invitation_id: one.id, password };
            let request = Typed::<ApproveGrant>::new(ApproveGrantVariables { input });
            run(sender, request).await.map(|_| ())
        }
        Asked::Revoke(one) => {
            let input = RevokeInvitationInput { invitation_id: one.id };
            let request = Typed::<RevokeInvitation>::new(RevokeInvitationVariables { input });
            run(sender, request).await.map(|_| ())
        }
    }
}
