//! At the counter: who an applicant is, put right from the KTP; and what was changed of it before.

use balai_shared::identity::IdentityField;
use balai_shared::person::Sex;
use balai_shared::time::TimeZone;
use balai_shared::{format, message};
use leptos::prelude::*;

use super::state::Desk;
use super::typed_form::{Kind, TypedForm, choices, faults, field_at, or_none};
use crate::api::{
    CorrectIdentity, CorrectIdentityInput, CorrectIdentityVariables, IdentityChange,
    IdentityValues, Typed, Word,
};
use crate::i18n::{fill, identity_words, words};
use crate::visit::language;

/// The form, closed until it is wanted.
pub(super) fn correct(desk: Desk, application: &str) -> AnyView {
    let (w, own) = (identity_words(), words());
    let form = TypedForm::unkept(Vec::new());
    let application_id = cynic::Id::new(application);
    let send = move |_| {
        let input = CorrectIdentityInput {
            application_id: application_id.clone(),
            name: form.optional("name"),
            nik: form.optional("nik"),
            birth_date: form.optional("birthDate"),
            sex: form.optional("sex").and_then(|word| word.parse().ok()).map(Word),
            reason: form.text("reason"),
        };
        let operation = Typed::<CorrectIdentity>::new(CorrectIdentityVariables { input });
        form.send(operation, move |answer| {
            let unfit = answer.correct_identity.not_eligible.len();
            let told = match unfit {
                0 => ("good", String::from(w.done)),
                _ => {
                    ("wait", format!("{} {}", w.done, fill(w.not_eligible, &[&unfit.to_string()])))
                }
            };
            desk.told.set(Some(told));
        });
    };
    let sexes =
        or_none(w.unchanged, choices(Sex::ALL, Sex::as_str, |sex| message::sex(sex, language())));
    let line = move |name: &'static str, label: &'static str, kind: Kind| {
        field_at(form, (name, format!("ktp-{name}")), (label, ""), kind)
    };
    view! {
        <details>
            <summary>{w.title}</summary>
            <p>{w.intro}" "{w.stays}</p>
            {faults(form, || {})}
            {line("name", own.full_name, Kind::Text)}
            {line("nik", own.nik, Kind::Number)}
            {line("birthDate", own.birth_date, Kind::Date)}
            {line("sex", own.sex, Kind::Choice(sexes))}
            {field_at(form, ("reason", String::from("ktp-reason")), (w.reason, w.reason_hint), Kind::Area)}
            <button type="button" disabled=move || form.is_busy() on:click=send>{w.button}</button>
        </details>
    }
    .into_any()
}

/// What was changed, the latest first; nothing where nothing was.
pub(super) fn changes(changes: &[IdentityChange], zone: &str) -> AnyView {
    if changes.is_empty() {
        return ().into_any();
    }
    let zone: TimeZone = zone.parse().unwrap_or(TimeZone::Jakarta);
    let rows: Vec<AnyView> = changes.iter().map(|change| row(change, zone)).collect();
    view! { <h3>{identity_words().changes}</h3><ul class="history">{rows}</ul> }.into_any()
}

fn row(change: &IdentityChange, zone: TimeZone) -> AnyView {
    let language = language();
    let by = change.institution.as_ref().map_or_else(
        || String::from(identity_words().by_person),
        |institution| institution.name.clone(),
    );
    let at = format::date_time_short(change.at, zone, language);
    let lines: Vec<AnyView> = change
        .fields
        .iter()
        .map(|field| {
            let name = message::identity_field(field.0, language);
            let was = said(field.0, change.before.as_ref());
            let is = said(field.0, change.after.as_ref());
            view! { <strong>{name}</strong>": "{was}" → "{is}<br/> }.into_any()
        })
        .collect();
    view! {
        <li>
            {lines}
            <span class="quiet">{by}" · "{at}</span>
            {change.reason.clone().map(|reason| view! { <br/>{reason} })}
        </li>
    }
    .into_any()
}

fn said(field: IdentityField, of: Option<&IdentityValues>) -> String {
    let value = of.and_then(|of| match field {
        IdentityField::Name => of.name.clone(),
        IdentityField::Nik => of.nik.as_ref().map(|nik| nik.0.clone()),
        IdentityField::BirthDate => of.birth_date.map(|day| format::date_short(day, language())),
        IdentityField::Sex => of.sex.map(|sex| String::from(message::sex(sex.0, language()))),
    });
    value.unwrap_or_else(|| String::from("–"))
}
