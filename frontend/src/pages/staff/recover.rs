//! At the counter: a new number for who has lost the old one. One member of staff asks, a second one
//! approves, or a day passes.

use balai_shared::format;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bulk::said_of;
use super::team::password_field;
use crate::api::{
    ApproveContactRecovery, ApproveContactRecoveryInput, ApproveContactRecoveryVariables,
    ContactRecovery, PanelApplicant, RecoverContact, RecoverContactInput, RecoverContactVariables,
    Sender, Typed, run,
};
use crate::i18n::{RecoverWords, fill, recover_words};
use crate::visit::language;

/// What was typed, and what came of it.
#[derive(Clone, Copy)]
struct Typing {
    phone: RwSignal<String>,
    nik: RwSignal<String>,
    password: RwSignal<String>,
    busy: RwSignal<bool>,
    told: RwSignal<Option<(&'static str, String)>>,
    /// What waits to be approved.
    waiting: RwSignal<Option<ContactRecovery>>,
}

impl Typing {
    fn of(applicant: &PanelApplicant) -> Self {
        Self {
            phone: RwSignal::new(String::new()),
            nik: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            busy: RwSignal::new(false),
            told: RwSignal::new(None),
            waiting: RwSignal::new(applicant.contact_recovery.clone()),
        }
    }
}

/// What waits, and the form, closed until it is wanted.
pub(super) fn recover(applicant: &PanelApplicant) -> AnyView {
    let w = recover_words();
    let typing = Typing::of(applicant);
    let send = sender(typing, applicant.id.clone(), w);
    let told = move || {
        typing
            .told
            .get()
            .map(|(class, text)| view! { <p class=format!("notice {class}")>{text}</p> })
    };
    let waits = move || typing.waiting.get().map(|waiting| waits(typing, waiting, w));
    view! {
        {waits}
        <div role="status">{told}</div>
        <details>
            <summary>{w.title}</summary>
            <p>{w.intro}</p>
            {field("new-phone", w.new_phone, typing.phone)}
            {field("ktp-nik", w.nik, typing.nik)}
            <button type="button" disabled=move || typing.busy.get() on:click=move |_| send()>
                {w.button}
            </button>
        </details>
    }
    .into_any()
}

/// The number that waits; for a second member of staff, with the button that approves it.
fn waits(typing: Typing, waiting: ContactRecovery, w: &'static RecoverWords) -> AnyView {
    let at = format::date_time_in_zone(waiting.effective_at, TimeZone::Jakarta, language());
    let text = fill(w.waits, &[&waiting.new_phone, &at]);
    let approve = waiting.may_approve.then(|| {
        let send = approver(typing, waiting.recovery_id.clone(), w);
        view! {
            <p>{w.approve_intro}</p>
            {password_field("recovery-password", typing.password)}
            <button type="button" disabled=move || typing.busy.get() on:click=move |_| send()>
                {w.approve}
            </button>
        }
    });
    view! { <div class="notice wait"><p>{text}</p>{approve}</div> }.into_any()
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
                    typing.waiting.set(Some(answer.recover_contact.recovery));
                    typing.told.set(Some(("good", w.done.to_owned())));
                    typing.phone.set(String::new());
                    typing.nik.set(String::new());
                }
                Err(error) => typing.told.set(Some(("stop", said_of(error, language)))),
            }
            typing.busy.set(false);
        });
    }
}

fn approver(typing: Typing, id: cynic::Id, w: &'static RecoverWords) -> impl Fn() {
    let sender = Sender::from_context();
    let language = language();
    move || {
        if typing.busy.get_untracked() {
            return;
        }
        typing.busy.set(true);
        let password = typing.password.get_untracked();
        let input = ApproveContactRecoveryInput { recovery_id: id.clone(), password };
        let sender = sender.clone();
        spawn_local(async move {
            let variables = ApproveContactRecoveryVariables { input };
            let request = Typed::<ApproveContactRecovery>::new(variables);
            match run(&sender, request).await {
                Ok(answer) => {
                    let applicant = answer.approve_contact_recovery.applicant;
                    let phone = applicant.phone.unwrap_or_default();
                    typing.told.set(Some(("good", format!("{} {phone}", w.approved))));
                    typing.waiting.set(None);
                }
                Err(error) => typing.told.set(Some(("stop", said_of(error, language)))),
            }
            typing.password.set(String::new());
            typing.busy.set(false);
        });
    }
}
