//! How the documents of an application stand, and what staff say of them.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, dataloader::Loader};
use balai_shared::{
    document::{DocumentKind, DocumentState, DocumentVerdict},
    id::ApplicationId,
};

use super::{
    application::Application,
    context::RequestContext,
    document::Document,
    error::Answer,
    loader::{Batch, DocumentsOf, Loaded, load},
    scalar::{Date, DateTime, Unread},
};
use crate::{
    error::Error,
    model::{
        application as model,
        document::{Check, Standing},
    },
    service::{
        Services,
        document_checks::{self, Beside},
    },
};

/// Loads what was said of the documents of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct ChecksOf(ApplicationId);

impl Loader<ChecksOf> for Batch {
    type Value = Vec<Check>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[ChecksOf]) -> Loaded<ChecksOf, Vec<Check>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = document_checks::of(&self.services, &ids).await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|(id, row)| (ChecksOf(id), row)).collect::<HashMap<_, _>>())
    }
}

/// How the documents of an application stand; the policy of the application decided already.
pub(super) async fn standings(
    ctx: &Context<'_>,
    of: &model::Application,
) -> async_graphql::Result<Vec<Standing>> {
    let checks = load(ctx, ChecksOf(of.id)).await?.unwrap_or_default();
    let present = load(ctx, DocumentsOf(of.applicant)).await?.unwrap_or_default();
    Ok(document_checks::standings(checks, present))
}

/// A kind of document of an application that is there or was asked for, and how it stands.
#[derive(Debug, SimpleObject)]
pub struct DocumentStanding {
    /// What it is.
    kind: DocumentKind,
    /// How it stands: both sides see the same.
    state: DocumentState,
    /// The one that is there; null where none is.
    document: Option<Document>,
    /// Until when the applicant is asked to send it, where the centre named a day. Later is possible, too,
    /// until the centre decides.
    due_at: Option<DateTime>,
    /// What the centre added, for the applicant to read.
    note: Option<String>,
    /// When the centre said so; null where it has said nothing of what is there.
    said_at: Option<DateTime>,
}

impl From<Standing> for DocumentStanding {
    fn from(standing: Standing) -> Self {
        let Standing { kind, state, document, check } = standing;
        let said = check.as_ref();
        Self {
            kind,
            state,
            document: document.map(Document),
            due_at: said.and_then(|check| check.due_at).map(DateTime),
            said_at: said.map(|check| DateTime(check.said_at)),
            note: check.and_then(|check| check.note),
        }
    }
}

/// Which documents the applicant is asked for.
#[derive(Debug, InputObject)]
pub struct RequestDocumentsInput {
    /// `app_…`.
    application_id: ID,
    /// At least one. What is there already is asked for anew.
    kinds: Vec<DocumentKind>,
    /// The last day to send them, by the clock of the session's place; today at the earliest, the session's
    /// first day at the latest. Without it: until the centre decides.
    due_on: Option<Unread<Date>>,
    /// What the applicant reads beside it, in at most 300 characters.
    note: Option<String>,
}

/// The application with its documents.
#[derive(Debug, SimpleObject)]
pub struct RequestDocumentsPayload {
    /// The application.
    application: Application,
}

/// What is said of a document.
#[derive(Debug, InputObject)]
pub struct ReviewDocumentInput {
    /// `app_…`.
    application_id: ID,
    /// `doc_…`: the one that was looked at.
    document_id: ID,
    /// What it is like.
    verdict: DocumentVerdict,
    /// Of an unreadable one: the last day to send it again, as in `requestDocuments`.
    due_on: Option<Unread<Date>>,
    /// What the applicant reads beside it, in at most 300 characters.
    note: Option<String>,
}

/// The application with its documents.
#[derive(Debug, SimpleObject)]
pub struct ReviewDocumentPayload {
    /// The application.
    application: Application,
}

/// What staff say of documents.
#[derive(Debug, Default)]
pub struct DocumentCheckMutation;

#[Object]
impl DocumentCheckMutation {
    /// Asks the applicant for documents, who is told by message. For ADMIN and REVIEWER, and for keys. The
    /// same request again changes nothing.
    async fn request_documents(
        &self,
        ctx: &Context<'_>,
        input: RequestDocumentsInput,
    ) -> async_graphql::Result<RequestDocumentsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let RequestDocumentsInput { application_id: id, kinds, due_on, note } = input;
        let beside = Beside { due_on: due_on.map(String::from), note };
        let asked = document_checks::request(services, &request.actor, &id, &kinds, &beside).await;
        Ok(RequestDocumentsPayload { application: Application(asked.answer(ctx)?) })
    }

    /// Says of a document that it can't be read, so that the applicant is asked for it again by message, or
    /// that it is as it should be. For ADMIN and REVIEWER, and for keys. `OUTDATED` at `documentId`: another
    /// came in its place.
    async fn review_document(
        &self,
        ctx: &Context<'_>,
        input: ReviewDocumentInput,
    ) -> async_graphql::Result<ReviewDocumentPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ReviewDocumentInput { application_id: id, document_id, verdict, due_on, note } = input;
        let beside = Beside { due_on: due_on.map(String::from), note };
        let said = (document_id.as_str(), verdict);
        let reviewed = document_checks::review(services, &request.actor, &id, said, &beside).await;
        Ok(ReviewDocumentPayload { application: Application(reviewed.answer(ctx)?) })
    }
}
