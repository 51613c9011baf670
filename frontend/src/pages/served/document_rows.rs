//! The form by which documents are sent, wherever: one card for each kind in one form, so that what was
//! chosen is kept whichever button is pressed. A script makes photos smaller before they are sent;
//! without it the server says what is too large.

use balai_shared::document::{DocumentKind, DocumentState};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::api::{DocumentStanding, OwnDocument};
use crate::components::{Tone, badge, notice, person};
use crate::forms::DELETE_DOCUMENT;
use crate::i18n::{applying_words, fill};
use crate::visit::{language, visit};

/// What the server calls the form in what it hands back.
const OPERATION: &str = "document";

/// What a card says of its kind.
pub(super) struct Row<'a> {
    pub kind: DocumentKind,
    /// The one that is there.
    pub document: Option<&'a OwnDocument>,
    /// How it stands with the centre; `None` before the application is sent.
    pub standing: Option<&'a DocumentStanding>,
}

/// Where the form stands and leads.
pub(super) struct Way {
    /// The form's page.
    pub page: String,
    /// The page after its main button.
    pub next: String,
    /// Whose clock the page goes by.
    pub zone: TimeZone,
}

/// The form with its cards; `fields` are what its main button needs besides, `button` is that button.
pub(super) fn form(way: &Way, rows: &[Row<'_>], fields: AnyView, button: AnyView) -> AnyView {
    let cards: Vec<AnyView> = rows.iter().map(|row| card(way, row)).collect();
    let gone: Vec<AnyView> = rows.iter().filter_map(|row| deleting(way, row)).collect();
    view! {
        <form method="post" action="/form/document" enctype="multipart/form-data">
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=way.page.clone()/>
            <input type="hidden" name="next" value=way.next.clone()/>
            <input type="hidden" name="person" value=person()/>
            {fields}
            {cards}
            <p class="quiet">{applying_words().all_are_sent}</p>
            <div class="action">{button}</div>
        </form>
        {gone}
        <script src="/perkecil.js" nonce=use_nonce() defer></script>
    }
    .into_any()
}

/// The cards without the form: what is there, where nothing can be sent.
pub(super) fn list(way: &Way, rows: &[Row<'_>]) -> AnyView {
    let there = rows.iter().filter(|row| row.document.is_some() || row.standing.is_some());
    let cards: Vec<AnyView> = there
        .map(|row| view! { <section class="card document">{said(way, row)}</section> }.into_any())
        .collect();
    view! { {cards} }.into_any()
}

fn card(way: &Way, row: &Row<'_>) -> AnyView {
    let (a, kind) = (applying_words(), row.kind);
    let name = message::document_kind(kind, language());
    let label = fill(if row.document.is_some() { a.replace } else { a.keep }, &[name]);
    let delete = row.document.map(|_| {
        let form = form_of_deleting(kind);
        view! { <button type="submit" class="plain" form=form>{fill(a.delete, &[name])}</button> }
    });
    view! {
        <section class="card document" id=format!("dokumen-{kind}")>
            {said(way, row)}
            {choosing(kind)}
            <button type="submit" name="one" value=kind.as_str()>{label}</button>
            {delete}
        </section>
    }
    .into_any()
}

/// The kind, how it stands, what the centre said, and what is there.
fn said(way: &Way, row: &Row<'_>) -> AnyView {
    let (a, language) = (applying_words(), language());
    let name = message::document_kind(row.kind, language);
    let state = match (row.standing, row.document) {
        (Some(standing), _) => state_badge(standing.state.0),
        (None, Some(_)) => badge(Tone::Good, a.there),
        (None, None) => badge(Tone::Quiet, a.not_there),
    };
    let wanted = row.standing.filter(|standing| standing.state.0.is_wanted());
    let until = wanted.and_then(|standing| standing.due_at);
    let until = until.map(|due| fill(a.asked_until, &[&format::deadline(due, way.zone, language)]));
    let until = until.map(|until| view! { <p><strong>{until}</strong></p> });
    let note = row.standing.and_then(|standing| standing.note.clone());
    let note = note.map(|note| view! { <p class="told">{fill(a.centre_says, &[&note])}</p> });
    view! {
        <h3>{name}" "{state}</h3>
        {until}
        {note}
        {row.document.map(|document| kept(document, name, way.zone))}
    }
    .into_any()
}

fn state_badge(state: DocumentState) -> AnyView {
    let tone = match state {
        DocumentState::Asked | DocumentState::Received => Tone::Wait,
        DocumentState::Unreadable => Tone::Stop,
        DocumentState::Accepted => Tone::Good,
    };
    badge(tone, message::document_state(state, language()))
}

/// What is there: a small picture that leads to the large one.
fn kept(document: &OwnDocument, name: &str, zone: TimeZone) -> AnyView {
    let a = applying_words();
    let at = format::date_time_short(document.created_at, zone, language());
    let url = document.url.clone();
    let link = if document.media_type.starts_with("image/") {
        let alt = fill(a.your_document, &[name]);
        view! {
            <a href=url target="_blank" rel="external">
                <img class="thumb" src=document.url.clone() alt=alt loading="lazy"/>
            </a>
        }
        .into_any()
    } else {
        view! { <a class="button" href=url target="_blank" rel="external">{a.see_file}</a> }
            .into_any()
    };
    view! { <p>{link}</p><p class="quiet">{fill(a.sent_at, &[&at])}" · "{size(document.size)}</p> }
        .into_any()
}

/// `1,2 MB`, `340 KB`: as phones say it.
fn size(bytes: i32) -> String {
    let bytes = u64::try_from(bytes).unwrap_or_default();
    if bytes < 1_000_000 {
        return format!("{} KB", bytes.div_ceil(1000));
    }
    let tenths = bytes.div_ceil(100_000);
    let comma = language().pick(",", ".");
    format!("{}{comma}{} MB", tenths / 10, tenths % 10)
}

/// The two ways to choose a file.
fn choosing(kind: DocumentKind) -> AnyView {
    let (a, language) = (applying_words(), language());
    let (id, name) = (format!("f-{kind}"), kind.as_str());
    let problem = problem(kind);
    let invalid = problem.is_some().then_some("true");
    let described = format!("{id}-hint photo-format {id}-problem {id}-told");
    let (accept, camera) = match kind {
        DocumentKind::Photo => ("image/*", "user"),
        DocumentKind::Ktp | DocumentKind::Kk | DocumentKind::Diploma => {
            ("image/*,application/pdf", "environment")
        }
    };
    let (other, told) = (format!("{id}-other"), format!("{id}-told"));
    let hint = format!("{other}-hint");
    let as_it_is = accept.contains("pdf").then(|| {
        view! { <p class="hint" id=hint.clone()>{a.pdf_as_it_is}</p> }
    });
    let of_other = if as_it_is.is_some() { format!("{hint} {told}") } else { told.clone() };
    view! {
        <p class="hint" id=format!("{id}-hint")>{message::document_hint(kind, language)}</p>
        <div class="field">
            <label for=id.clone()>{a.take_photo}</label>
            <input
                id=id.clone() type="file" name=name accept=accept capture=camera
                data-told=told.clone() aria-invalid=invalid aria-describedby=described
            />
            <p class="problem" id=format!("{id}-problem")>{problem}</p>
        </div>
        <details>
            <summary>{a.other_way}</summary>
            <div class="field">
                <label for=other.clone()>{a.choose_file}</label>
                {as_it_is}
                <input
                    id=other type="file" name=name accept=accept
                    data-told=told.clone() aria-describedby=of_other
                />
            </div>
        </details>
        <p
            class="told-file" id=told role="status"
            data-shrinking=a.shrinking data-ready=a.ready data-large=a.still_too_large
        ></p>
    }
    .into_any()
}

/// What was wrong with the file that was sent just now as this document.
fn problem(kind: DocumentKind) -> Option<String> {
    let visit = visit();
    let flash = visit.flash.as_ref().filter(|flash| flash.operation == OPERATION)?;
    let mut errors = flash.errors.iter();
    let error = errors.find(|error| error.path.as_deref() == Some(kind.as_str()));
    error.map(|error| error.message.clone())
}

/// What was wrong as a whole, in one line above the cards: each is told at its place.
pub(super) fn problems() -> AnyView {
    let (a, visit) = (applying_words(), visit());
    let is_wrong = visit.flash.as_ref().is_some_and(|flash| flash.operation == OPERATION);
    let was_signed_out = use_query_map().get_untracked().get("ulangi").is_some();
    let told = if is_wrong { Some(a.some_wrong) } else { was_signed_out.then_some(a.choose_again) };
    told.map(|told| notice("stop", "!", told)).into_any()
}

fn form_of_deleting(kind: DocumentKind) -> String {
    format!("hapus-{kind}")
}

/// The form of the button that deletes: it can't stand within the other form.
fn deleting(way: &Way, row: &Row<'_>) -> Option<AnyView> {
    let document = row.document?;
    let back = format!("{}#dokumen-{}", way.page, row.kind);
    let form = view! {
        <form
            id=form_of_deleting(row.kind)
            method="post"
            action=format!("/form/{}", DELETE_DOCUMENT.name)
        >
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=back.clone()/>
            <input type="hidden" name="next" value=back/>
            <input type="hidden" name="documentId" value=document.id.inner().to_owned()/>
        </form>
    };
    Some(form.into_any())
}
