//! Documents that a person shows when applying.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::document::DocumentKind;

use super::{context::RequestContext, error::Answer, scalar::DateTime};
use crate::{
    model::document as model,
    service::{Services, documents},
};

/// A document of a person.
#[derive(Debug, Clone)]
pub struct Document(pub(super) model::Document);

/// A document of a person: the bytes are at `url`, for who sees this. Opening another's is written
/// down.
#[Object]
impl Document {
    /// `doc_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What it is.
    async fn kind(&self) -> DocumentKind {
        self.0.kind
    }

    /// `image/jpeg`, `image/png`, `image/webp` or `application/pdf`.
    async fn media_type(&self) -> &'static str {
        self.0.media.as_str()
    }

    /// In bytes.
    async fn size(&self) -> i32 {
        self.0.size
    }

    /// When it was sent.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// Where its bytes are, on this server: `/dokumen/doc_…`, with the same cookies or key.
    async fn url(&self) -> String {
        format!("/dokumen/{}", self.0.id)
    }
}

/// Which document.
#[derive(Debug, InputObject)]
pub struct DeleteDocumentInput {
    /// `doc_…`.
    document_id: ID,
}

/// The document is gone.
#[derive(Debug, SimpleObject)]
pub struct DeleteDocumentPayload {
    /// What it was.
    document_id: ID,
}

/// What a person does with documents.
#[derive(Debug, Default)]
pub struct DocumentMutation;

#[Object]
impl DocumentMutation {
    /// Deletes a document of the viewer's, bytes and all.
    async fn delete_document(
        &self,
        ctx: &Context<'_>,
        input: DeleteDocumentInput,
    ) -> async_graphql::Result<DeleteDocumentPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let gone = documents::delete(services, &request.actor, &input.document_id).await;
        Ok(DeleteDocumentPayload { document_id: gone.answer(ctx)?.to_string().into() })
    }
}
