//! Taking a role by the code of an invitation.

use balai_shared::message;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{
    AcceptInvitation, AcceptInvitationInput, AcceptInvitationVariables, Sender, Typed, run,
};
use crate::components::notice;
use crate::i18n::{fill, team_words};
use crate::pages::staff::bulk::said_of;
use crate::visit::language;

/// `/petugas/undangan`
pub(in crate::pages::staff) fn accept() -> AnyView {
    let w = team_words();
    let code = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let told = RwSignal::new(None::<(&'static str, String)>);
    let send = sender(code, busy, told);
    let shown = move || {
        told.get().map(|(tone, text)| {
            let done = tone == "good";
            // Who one is has changed: the whole desk is loaded anew.
            let on = done.then(|| view! { <p><a class="button" href="/petugas" rel="external">{w.to_desk}</a></p> });
            view! { {notice(tone, if done { "✓" } else { "×" }, text)}{on} }
        })
    };
    view! {
        <article class="class team">
            <a class="back" href="/petugas"><span aria-hidden="true">"‹ "</span>{w.to_desk}</a>
            <h1>{w.accept_title}</h1>
            <p>{w.accept_explained}</p>
            <div class="plan">
                <div class="field">
                    <label for="invitation-code">{w.code}</label>
                    <input
                        id="invitation-code"
                        autocomplete="one-time-code"
                        autocapitalize="characters"
                        placeholder="7K3M-9QXD-2HRT"
                        prop:value=move || code.get()
                        on:input=move |event| code.set(event_target_value(&event))
                    />
                </div>
                <div role="status">{shown}</div>
                <button type="button" class="main" disabled=move || busy.get() on:click=move |_| send()>
                    {w.accept}
                </button>
            </div>
            <p><a href="/daftar" rel="external">{w.no_account}</a></p>
        </article>
    }
    .into_any()
}

fn sender(
    code: RwSignal<String>,
    busy: RwSignal<bool>,
    told: RwSignal<Option<(&'static str, String)>>,
) -> impl Fn() {
    let sender = Sender::from_context();
    let (w, language) = (team_words(), language());
    move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = AcceptInvitationInput { code: code.get_untracked() };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<AcceptInvitation>::new(AcceptInvitationVariables { input });
            let answer = run(&sender, request).await;
            busy.set(false);
            match answer {
                Ok(answer) => {
                    let taken = answer.accept_invitation;
                    let role = message::role(taken.role.0, language);
                    let words = fill(w.accepted, &[role, &taken.institution.name]);
                    told.set(Some(("good", words)));
                    code.set(String::new());
                }
                Err(error) => told.set(Some(("stop", said_of(error, language)))),
            }
        });
    }
}
