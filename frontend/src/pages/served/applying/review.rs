//! The last step: all of it once more, and sending. Nothing is promised before the answer has come.

use balai_shared::document::DocumentKind;
use balai_shared::format;
use balai_shared::message;
use balai_shared::money::Rupiah;
use balai_shared::session::Funding;
use leptos::prelude::*;

use super::{Place, Shown, framed};
use crate::components::{Sending, Tone, badge, facts, form_message, operation_form, submit_button};
use crate::i18n::{applying_words, balance_words, fill, words};
use crate::visit::language;

pub(super) fn show(shown: &Shown<'_>) -> AnyView {
    let (w, a, language) = (words(), applying_words(), language());
    let session = shown.session;
    let mut about = vec![
        (w.full_name, shown.viewer.name.clone()),
        (a.first_day, format::date(session.starts_on, language)),
        (w.funding, String::from(message::funding_explained(session.funding.0, language))),
    ];
    if session.funding.0 == Funding::Prakerja && session.program.price > Rupiah::ZERO {
        let b = balance_words();
        about.push((b.price, fill(b.review_price, &[&session.program.price.to_string()])));
    }
    let documents: Vec<AnyView> =
        DocumentKind::ALL.iter().map(|kind| document(shown, *kind)).collect();
    let motivation = shown.draft.and_then(|draft| draft.motivation.clone());
    let motivation = motivation.unwrap_or_else(|| String::from(a.not_filled));
    let form = shown.forms.submit;
    let fields = view! {
        <input type="hidden" name="sessionId" value=session.id.inner().to_owned()/>
        <input type="hidden" name="funding" value=session.funding.0.as_str()/>
        {form_message(form)}
        <p>{a.no_seat_yet}</p>
        <div class="action">{submit_button(form, a.send, "main")}</div>
    };
    // A refusal is shown here, whatever has become of the draft.
    let sending = Sending { back: shown.path(Place::Review), next: None };
    let content = view! {
        <p>{a.review_intro}</p>
        {facts(about)}
        <h3>{a.documents}</h3>
        <ul class="reasons">{documents}</ul>
        <p><a class="back" href=shown.path(Place::Documents)>{a.change}</a></p>
        <h3>{a.motivation}</h3>
        <p class="told">{motivation}</p>
        <p><a class="back" href=shown.path(Place::Motivation)>{a.change}</a></p>
        <h3>{w.how_chosen}" "{message::selection_method(session.selection_method.0, language)}</h3>
        <p>{message::selection_explained(session.selection_method.0, language)}</p>
        {operation_form(form, sending, fields.into_any())}
    };
    framed(shown, Place::Review, content.into_any())
}

fn document(shown: &Shown<'_>, kind: DocumentKind) -> AnyView {
    let a = applying_words();
    let is_there = shown.viewer.documents.iter().any(|document| document.kind.0 == kind);
    let state = if is_there { badge(Tone::Good, a.there) } else { badge(Tone::Quiet, a.not_there) };
    view! { <li>{message::document_kind(kind, language())}" "{state}</li> }.into_any()
}
