//! At the counter: two accounts of one person become one.

use balai_shared::{format, message};
use leptos::prelude::*;

use super::state::Desk;
use super::typed_form::{Kind, TypedForm, faults, field};
use crate::api::{
    AskToJoinAccounts, AskToJoinAccountsInput, AskToJoinAccountsPayload,
    AskToJoinAccountsVariables, JoinAccounts, JoinAccountsInput, JoinAccountsVariables, Lookalike,
    Typed,
};
use crate::i18n::{fill, join_words, recover_words};
use crate::visit::language;

/// Who may be the same person, each with the way to one account.
pub(super) fn lookalikes(desk: Desk, own: &str, others: Vec<Lookalike>) -> AnyView {
    if others.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = others.into_iter().map(|other| one(desk, own, other)).collect();
    view! { <h3>{join_words().title}</h3><ul class="history">{rows}</ul> }.into_any()
}

fn one(desk: Desk, own: &str, other: Lookalike) -> AnyView {
    let Lookalike { id, state, applicant, session } = other;
    let day = format::date_short(session.starts_on, language());
    let stands = message::application_state(state.0, language());
    let nik = applicant.nik.map(|nik| nik.0);
    view! {
        <li>
            <strong>{applicant.name}</strong>" · "{nik}<br/>
            <span class="quiet">{session.program.title}", "{day}" · "{stands}</span>
            {form(desk, cynic::Id::new(own), id)}
        </li>
    }
    .into_any()
}

/// What will happen once the code is said.
fn said(asked: AskToJoinAccountsPayload) -> String {
    let nik = asked.kept.nik.map(|nik| nik.0).unwrap_or_default();
    let moving = asked.applications.to_string();
    fill(join_words().sent, &[&asked.kept.name, &nik, &moving, &asked.sent_to])
}

fn form(desk: Desk, application_id: cynic::Id, other_application_id: cynic::Id) -> AnyView {
    let w = join_words();
    let form = TypedForm::unkept(Vec::new());
    let (sent, joined) = (RwSignal::new(None::<String>), RwSignal::new(false));
    let asked = AskToJoinAccountsInput {
        application_id: application_id.clone(),
        other_application_id: other_application_id.clone(),
        nik: String::new(),
    };
    let ask = move |_| {
        let input = AskToJoinAccountsInput { nik: form.text("nik"), ..asked.clone() };
        let operation = Typed::<AskToJoinAccounts>::new(AskToJoinAccountsVariables { input });
        form.send(operation, move |answer| sent.set(Some(said(answer.ask_to_join_accounts))));
    };
    let join = move |_| {
        let input = JoinAccountsInput {
            application_id: application_id.clone(),
            other_application_id: other_application_id.clone(),
            nik: form.text("nik"),
            code: form.text("code"),
        };
        let operation = Typed::<JoinAccounts>::new(JoinAccountsVariables { input });
        form.send(operation, move |_| {
            desk.told.set(Some(("good", String::from(w.done))));
            joined.set(true);
        });
    };
    view! {
        <details hidden=move || joined.get()>
            <summary>{w.join}</summary>
            <p>{w.intro}</p>
            {faults(form, || {})}
            {field(form, "nik", (recover_words().nik, ""), Kind::Number)}
            <button type="button" disabled=move || form.is_busy() on:click=ask>{w.send}</button>
            <div hidden=move || sent.with(Option::is_none)>
                <p role="status">{move || sent.get()}</p>
                {field(form, "code", (w.code, ""), Kind::Number)}
                <button type="button" disabled=move || form.is_busy() on:click=join>{w.join}</button>
            </div>
        </details>
    }
    .into_any()
}
