//! At the counter: a new number for who has lost the old one.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use crate::api::{
    PanelApplicant, RecoverContact, RecoverContactInput, RecoverContactVariables, Sender, Typed,
    run,
};
use crate::i18n::{RecoverWords, recover_words};
use crate::visit::language;

/// What was typed, and what came of it.
#[derive(Clone, Copy)]
struct Typing {
    phone: RwSignal<String>,
    nik: RwSignal<String>,
    busy: RwSignal<bool>,
    told: RwSignal<Option<(&'static str, String)>>,
}

/// The form, closed until it is wanted.
pub(super) fn recover(applicant: &PanelApplicant) -> AnyView {
    let w = recover_words();
    let typing = Typing {
        phone: RwSignal::new(String::new()),
        nik: RwSignal::new(String::new()),
        busy: RwSignal::new(false),
        told: RwSignal::new(None),
    };
    let send = sender(typing, applicant.id.clone(), w);
    let told = move || {
        typing
            .told
            .get()
            .map(|(class, text)| view! { <p class=format!("notice {class}")>{text}</p> })
    };
    view! {
        <details>
            <summary>{w.title}</summary>
            <p>{w.intro}</p>
            {field("new-phone", w.new_phone, typing.phone)}
            {field("ktp-nik", w.nik, typing.nik)}
            <div role="status">{told}</div>
            <button type="button" disabled=move || typing.busy.get() on:click=move |_| send()>
                {w.button}
            </button>
        </details>
    }
    .into_any()
}

fn field(id: &'static str, label: &'static str, value: RwSignal<String>) -> AnyView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                inputmode="numeric"
                autocomplete="off"
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

fn sender(typing: Typing, id: cynic::Id, w: &'static RecoverWords) -> impl Fn() {
    let sender = Sender::from_context();
    let language = language();
    move || {
        if typing.busy.get_untracked() {
            return;
        }
        typing.busy.set(true);
        let input = RecoverContactInput {
            applicant_id: id.clone(),
            new_phone: typing.phone.get_untracked(),
            nik: typing.nik.get_untracked(),
        };
        let sender = sender.clone();
        spawn_local(async move {
            let request = Typed::<RecoverContact>::new(RecoverContactVariables { input });
            match run(&sender, request).await {
                Ok(answer) => {
                    let phone = answer.recover_contact.applicant.phone.unwrap_or_default();
                    typing.told.set(Some(("good", format!("{} {phone}", w.done))));
                    typing.phone.set(String::new());
                    typing.nik.set(String::new());
                }
                Err(error) => typing.told.set(Some(("stop", said_of(error, language)))),
            }
            typing.busy.set(false);
        });
    }
}
