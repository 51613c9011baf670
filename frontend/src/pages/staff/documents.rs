//! The documents of the applicant whose panel is open: how each stands, and what is said of it.

use balai_shared::document::{DocumentKind, DocumentState, DocumentVerdict};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use super::typed_form::{Kind, TypedForm, faults, field_at};
use crate::api::{
    PanelDocument, PanelStanding, RequestDocuments, RequestDocumentsInput,
    RequestDocumentsVariables, ReviewDocument, ReviewDocumentInput, ReviewDocumentVariables, Typed,
    Word,
};
use crate::components::{Tone, badge};
use crate::i18n::{check_words, fill};
use crate::visit::language;

/// Whose documents they are.
#[derive(Clone, Copy)]
struct Desk {
    application: StoredValue<String>,
    zone: TimeZone,
    form: TypedForm,
    standings: RwSignal<Vec<PanelStanding>>,
}

/// How each stands; and for who decides, what to say of it and what to ask for.
pub(super) fn documents(
    application: String,
    first: Vec<PanelStanding>,
    zone: &str,
    decides: bool,
) -> AnyView {
    if first.is_empty() && !decides {
        return ().into_any();
    }
    let w = check_words();
    let desk = Desk {
        application: StoredValue::new(application),
        zone: zone.parse().unwrap_or(TimeZone::Jakarta),
        form: TypedForm::unkept(Vec::new()),
        standings: RwSignal::new(first),
    };
    let rows = move || {
        let rows: Vec<AnyView> =
            desk.standings.get().into_iter().map(|one| row(desk, one, decides)).collect();
        match rows.is_empty() {
            true => view! { <p class="quiet">{w.none}</p> }.into_any(),
            false => view! { <ul class="checks">{rows}</ul> }.into_any(),
        }
    };
    view! {
        <h3>{w.title}</h3>
        {faults(desk.form, || {})}
        {rows}
        {decides.then(|| asking(desk))}
    }
    .into_any()
}

/// One kind. That a document is opened is written down; it opens in a tab of its own.
fn row(desk: Desk, one: PanelStanding, decides: bool) -> AnyView {
    let (w, language) = (check_words(), language());
    let name = message::document_kind(one.kind.0, language);
    let state = one.state.0;
    let tone = match state {
        DocumentState::Asked | DocumentState::Received => Tone::Wait,
        DocumentState::Unreadable => Tone::Stop,
        DocumentState::Accepted => Tone::Good,
    };
    let due = one.due_at.filter(|_| state.is_wanted());
    let due = due.map(|due| fill(w.until, &[&format::deadline(due, desk.zone, language)]));
    let named = match &one.document {
        Some(document) => {
            let url = document.url.clone();
            view! { <a href=url target="_blank" rel="external noopener">{name}</a> }.into_any()
        }
        None => view! { <strong>{name}</strong> }.into_any(),
    };
    let buttons = one.document.filter(|_| decides).map(|document| buttons(desk, &document, state));
    view! {
        <li>
            {named}" "{badge(tone, message::document_state(state, language))}
            {due.map(|due| view! { <br/><span class="quiet">{due}</span> })}
            {one.note.map(|note| view! { <br/><span class="told">{note}</span> })}
            {buttons}
        </li>
    }
    .into_any()
}

fn buttons(desk: Desk, document: &PanelDocument, state: DocumentState) -> AnyView {
    let w = check_words();
    let form = desk.form;
    let id = document.id.clone();
    let button = move |verdict: DocumentVerdict, label: &'static str| {
        let id = id.clone();
        let say = move |_| {
            let wants = verdict.state().is_wanted();
            let input = ReviewDocumentInput {
                application_id: cynic::Id::new(desk.application.get_value()),
                document_id: id.clone(),
                verdict: Word(verdict),
                due_on: form.optional("dueOn").filter(|_| wants),
                note: form.optional("note").filter(|_| wants),
            };
            form.send(
                Typed::<ReviewDocument>::new(ReviewDocumentVariables { input }),
                move |answer| {
                    said(desk, answer.review_document.application.document_standings);
                },
            );
        };
        // What is said already needs no button.
        (verdict.state() != state).then(|| {
            view! {
                <button type="button" class="small" disabled=move || form.is_busy() on:click=say>
                    {label}
                </button>
            }
        })
    };
    view! {
        <p class="row">
            {button(DocumentVerdict::Accepted, w.accept)}
            {button(DocumentVerdict::Unreadable, w.unreadable)}
        </p>
    }
    .into_any()
}

fn said(desk: Desk, now: Vec<PanelStanding>) {
    desk.standings.try_set(now);
    let kinds = DocumentKind::ALL.iter().map(|kind| (kind.as_str(), String::new()));
    desk.form.put_all(kinds.chain([("note", String::new()), ("dueOn", String::new())]).collect());
}

/// The form that asks: which, until when, and a word to the applicant.
fn asking(desk: Desk) -> AnyView {
    let (w, form) = (check_words(), desk.form);
    let ask = move |_| {
        let kinds = DocumentKind::ALL.iter().copied();
        let input = RequestDocumentsInput {
            application_id: cynic::Id::new(desk.application.get_value()),
            kinds: kinds.filter(|kind| form.ticked(kind.as_str())).map(Word).collect(),
            due_on: form.optional("dueOn"),
            note: form.optional("note"),
        };
        form.send(
            Typed::<RequestDocuments>::new(RequestDocumentsVariables { input }),
            move |answer| {
                said(desk, answer.request_documents.application.document_standings);
            },
        );
    };
    let ticks: Vec<AnyView> = DocumentKind::ALL.iter().map(|kind| tick(form, *kind)).collect();
    view! {
        <details>
            <summary>{w.ask_title}</summary>
            <p class="hint">{w.ask_hint}</p>
            <fieldset>
                <legend>{w.which}</legend>
                {ticks}
            </fieldset>
            {field_at(form, ("dueOn", String::from("check-due")), (w.due, w.due_hint), Kind::Date)}
            {field_at(form, ("note", String::from("check-note")), (w.note, w.note_hint), Kind::Area)}
            <button type="button" disabled=move || form.is_busy() on:click=ask>{w.ask}</button>
        </details>
    }
    .into_any()
}

fn tick(form: TypedForm, kind: DocumentKind) -> AnyView {
    let name = kind.as_str();
    let toggle = move |event: leptos::ev::Event| {
        let on = event_target_checked(&event);
        form.put(name, if on { String::from("on") } else { String::new() });
    };
    view! {
        <label class="switch">
            <input
                type="checkbox"
                prop:checked=move || !form.get(name).is_empty()
                on:change=toggle
            />
            {message::document_kind(kind, language())}
        </label>
    }
    .into_any()
}
