//! The second step: four documents in one form. What was chosen is kept by going on, too.

use balai_shared::application::DraftStep;
use balai_shared::document::DocumentKind;
use balai_shared::message;
use leptos::prelude::*;

use super::{Place, Shown, framed};
use crate::components::form_message;
use crate::forms::SAVE_APPLICATION_DRAFT;
use crate::i18n::applying_words;
use crate::pages::served::document_rows::{Row, Way, form, problems};
use crate::visit::language;

pub(super) fn show(shown: &Shown<'_>) -> AnyView {
    let a = applying_words();
    let there = |kind| shown.viewer.documents.iter().find(|one| one.kind.0 == kind);
    let row = |kind: &DocumentKind| Row { kind: *kind, document: there(*kind), standing: None };
    let rows: Vec<Row<'_>> = DocumentKind::ALL.iter().map(row).collect();
    let way = Way {
        page: shown.path(Place::Documents),
        next: shown.path(Place::Motivation),
        zone: shown.zone(),
    };
    let fields = view! {
        <input type="hidden" name="sessionId" value=shown.session.id.inner().to_owned()/>
        <input type="hidden" name="step" value=DraftStep::Documents.as_str()/>
    };
    let button = view! {
        <button type="submit" class="main" name="then" value=SAVE_APPLICATION_DRAFT.name>
            {a.go_on}
        </button>
    };
    let content = view! {
        <p>{a.documents_intro}</p>
        <p class="hint" id="photo-format">{message::heic_hint(language())}</p>
        {problems()}
        {form_message(shown.forms.save)}
        {form(&way, &rows, fields.into_any(), button.into_any())}
    };
    framed(shown, Place::Documents, content.into_any())
}
