//! The documents of an application that was sent: what the centre asks for, and sending it.

use balai_shared::document::DocumentKind;
use balai_shared::message;
use balai_shared::session::accepts_applications;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::document_rows::{Row, Way, form, list, problems};
use crate::api::{
    DocumentsApplication, DocumentsNode, DocumentsPage, NodeVariables, OwnDocument, Typed,
};
use crate::components::{head, not_found, notice, sign_in_first, skeleton_page};
use crate::i18n::{applying_words, fill};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/lamaran/:id/dokumen`
#[must_use]
pub fn documents() -> AnyView {
    let params = use_params_map();
    let sent = use_query_map().get_untracked().get("tersimpan").is_some();
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<DocumentsPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, move |page: DocumentsPage| match (&page.node, &page.viewer) {
        (_, None) => sign_in_first(),
        (Some(DocumentsNode::Application(application)), Some(viewer)) => {
            show(application, &viewer.documents, sent)
        }
        (Some(DocumentsNode::Other) | None, Some(_)) => not_found(),
    })
}

fn show(application: &DocumentsApplication, own: &[OwnDocument], sent: bool) -> AnyView {
    let a = applying_words();
    let session = &application.session;
    let title = fill(a.documents_for, &[&session.program.title]);
    head(&title, a.documents_intro);
    let id = application.id.inner();
    let page = format!("/lamaran/{id}/dokumen");
    let zone = session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let way = Way { next: format!("{page}?tersimpan=1"), page, zone };
    let rows = rows(application, own);
    let content = if application.takes_documents {
        let button = view! { <button type="submit" class="main">{a.send_documents}</button> };
        view! {
            <p>{a.documents_intro}</p>
            <p class="hint" id="photo-format">{message::heic_hint(language())}</p>
            {form(&way, &rows, ().into_any(), button.into_any())}
        }
        .into_any()
    } else {
        view! { <p>{a.no_documents_now}</p> {list(&way, &rows)} }.into_any()
    };
    let is_over = !application.state.0.is_open();
    let again = (is_over && application.takes_documents).then(|| {
        let open = accepts_applications(session.state.0);
        let path = format!("/lamar/{}", session.id.inner());
        let link = open.then(|| view! { <p><a class="button" href=path>{a.apply_again}</a></p> });
        view! { <p>{a.for_next_time}</p> {link} }
    });
    view! {
        <article class="reading with-action">
            <a class="back" href=format!("/lamaran/{id}")><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{a.documents}</h1>
            <p class="quiet">{session.institution.name.clone()}</p>
            {sent.then(|| notice("good", "✓", a.documents_sent))}
            {problems()}
            {again}
            {content}
        </article>
    }
    .into_any()
}

/// All kinds: those that the centre waits for first.
fn rows<'a>(application: &'a DocumentsApplication, own: &'a [OwnDocument]) -> Vec<Row<'a>> {
    let row = |kind: &DocumentKind| Row {
        kind: *kind,
        document: own.iter().find(|document| document.kind.0 == *kind),
        standing: application.document_standings.iter().find(|one| one.kind.0 == *kind),
    };
    let mut rows: Vec<Row<'_>> = DocumentKind::ALL.iter().map(row).collect();
    rows.sort_by_key(|row| !row.standing.is_some_and(|one| one.state.0.is_wanted()));
    rows
}
