//! The second step: four documents, each with a form of its own. A script makes photos smaller before
//! they are sent; without it the server says what is too large.

use balai_shared::application::DraftStep;
use balai_shared::document::DocumentKind;
use balai_shared::format;
use balai_shared::message;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

use super::{Place, Shown, framed, saving};
use crate::api::OwnDocument;
use crate::components::{Tone, badge};
use crate::forms::DELETE_DOCUMENT;
use crate::i18n::{applying_words, fill};
use crate::visit::{language, visit};

/// What the server calls the form of a document in what it hands back.
const OPERATION: &str = "document";

pub(super) fn show(shown: &Shown<'_>) -> AnyView {
    let a = applying_words();
    let rows: Vec<AnyView> = DocumentKind::ALL.iter().map(|kind| row(shown, *kind)).collect();
    let way = (DraftStep::Documents, Place::Motivation);
    let content = view! {
        <p>{a.documents_intro}</p>
        {rows}
        {saving(shown, way, ().into_any(), a.go_on)}
        <script src="/perkecil.js" nonce=use_nonce() defer></script>
    };
    framed(shown, Place::Documents, content.into_any())
}

/// A document: what is there, and the form to send one.
fn row(shown: &Shown<'_>, kind: DocumentKind) -> AnyView {
    let (a, language) = (applying_words(), language());
    let there = shown.viewer.documents.iter().find(|document| document.kind.0 == kind);
    let state = match there {
        Some(_) => badge(Tone::Good, a.there),
        None => badge(Tone::Quiet, a.not_there),
    };
    let name = message::document_kind(kind, language);
    view! {
        <section class="card document" id=anchor(kind)>
            <h3>{name}" "{state}</h3>
            {there.map(|document| kept(shown, document, name))}
            {sending(shown, kind, there.is_some())}
            {there.map(|document| deleting(shown, document, name))}
        </section>
    }
    .into_any()
}

fn anchor(kind: DocumentKind) -> String {
    format!("dokumen-{kind}")
}

/// The page at the row of this document.
fn here(shown: &Shown<'_>, kind: DocumentKind) -> String {
    format!("{}#{}", shown.path(Place::Documents), anchor(kind))
}

/// What is there: a small picture that leads to the large one.
fn kept(shown: &Shown<'_>, document: &OwnDocument, name: &str) -> AnyView {
    let a = applying_words();
    let at = format::date_time_short(document.created_at, shown.zone(), language());
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

/// The form that sends a file. The fields that say whose and what come before it.
fn sending(shown: &Shown<'_>, kind: DocumentKind, is_there: bool) -> AnyView {
    let (a, language) = (applying_words(), language());
    let (id, word) = (format!("f-{kind}"), kind.as_str());
    let problem = problem(kind);
    let invalid = problem.is_some().then_some("true");
    let described = format!("{id}-hint {id}-format {id}-problem {id}-told");
    let label =
        fill(if is_there { a.replace } else { a.keep }, &[message::document_kind(kind, language)]);
    let (accept, camera) = match kind {
        DocumentKind::Photo => ("image/*", "user"),
        DocumentKind::Ktp | DocumentKind::Kk | DocumentKind::Diploma => {
            ("image/*,application/pdf", "environment")
        }
    };
    let other = format!("{id}-other");
    let hint = format!("{other}-hint");
    let as_it_is = accept.contains("pdf").then(|| {
        view! { <p class="hint" id=hint.clone()>{a.pdf_as_it_is}</p> }
    });
    let told = format!("{id}-told");
    let of_other = if as_it_is.is_some() { format!("{hint} {told}") } else { told };
    // At what was wrong, which browsers then focus, with scripts and without.
    let back = format!("{}#{id}", shown.path(Place::Documents));
    view! {
        <form method="post" action="/form/document" enctype="multipart/form-data">
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=back/>
            <input type="hidden" name="next" value=here(shown, kind)/>
            <input type="hidden" name="kind" value=word/>
            <p class="hint" id=format!("{id}-hint")>{message::document_hint(kind, language)}</p>
            <div class="field">
                <label for=id.clone()>{a.take_photo}</label>
                <p class="hint" id=format!("{id}-format")>{message::heic_hint(language)}</p>
                <input
                    id=id.clone() type="file" name="file" accept=accept capture=camera
                    data-told=format!("{id}-told") aria-invalid=invalid aria-describedby=described
                />
                <p class="problem" id=format!("{id}-problem")>{problem}</p>
            </div>
            <details>
                <summary>{a.other_way}</summary>
                <div class="field">
                    <label for=other.clone()>{a.choose_file}</label>
                    {as_it_is}
                    <input
                        id=other type="file" name="file" accept=accept
                        data-told=format!("{id}-told")
                        aria-describedby=of_other
                    />
                </div>
            </details>
            <p
                class="told-file" id=format!("{id}-told") role="status"
                data-shrinking=a.shrinking data-ready=a.ready data-large=a.still_too_large
            ></p>
            <button type="submit">{label}</button>
        </form>
    }
    .into_any()
}

/// What was wrong with the file that was sent just now as this document.
fn problem(kind: DocumentKind) -> Option<String> {
    let visit = visit();
    let flash = visit.flash.as_ref().filter(|flash| flash.operation == OPERATION)?;
    let is_this = flash.values.get("kind").is_some_and(|sent| sent == kind.as_str());
    flash.errors.first().filter(|_| is_this).map(|error| error.message.clone())
}

fn deleting(shown: &Shown<'_>, document: &OwnDocument, name: &str) -> AnyView {
    let back = here(shown, document.kind.0);
    view! {
        <form method="post" action=format!("/form/{}", DELETE_DOCUMENT.name)>
            <input type="hidden" name="csrf" value=visit().csrf.clone()/>
            <input type="hidden" name="back" value=back.clone()/>
            <input type="hidden" name="next" value=back/>
            <input type="hidden" name="documentId" value=document.id.inner().to_owned()/>
            <button type="submit" class="plain">{fill(applying_words().delete, &[name])}</button>
        </form>
    }
    .into_any()
}
