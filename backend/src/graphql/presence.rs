//! Who else has an application open at the desk.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{context::RequestContext, error::Answer};
use crate::service::{Services, presence};

/// Which application the caller has open.
#[derive(Debug, InputObject)]
pub struct OpenRowInput {
    /// `app_…`.
    application_id: ID,
}

/// Who else has it open.
#[derive(Debug, SimpleObject)]
pub struct OpenRowPayload {
    /// Names of colleagues, sorted.
    others: Vec<String>,
}

/// Which application the caller has closed.
#[derive(Debug, InputObject)]
pub struct CloseRowInput {
    /// `app_…`.
    application_id: ID,
}

/// It is closed.
#[derive(Debug, SimpleObject)]
pub struct CloseRowPayload {
    /// `app_…`.
    application_id: ID,
}

/// What staff tell each other by looking.
#[derive(Debug, Default)]
pub struct PresenceMutation;

#[Object]
impl PresenceMutation {
    /// Says that the caller has an application open, and tells who else has. Say it again every ten
    /// seconds: after thirty seconds of silence it counts as closed.
    async fn open_row(
        &self,
        ctx: &Context<'_>,
        input: OpenRowInput,
    ) -> async_graphql::Result<OpenRowPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let others = presence::open(services, &request.actor, &input.application_id).await;
        Ok(OpenRowPayload { others: others.answer(ctx)? })
    }

    /// Says that the caller has closed it.
    async fn close_row(
        &self,
        ctx: &Context<'_>,
        input: CloseRowInput,
    ) -> async_graphql::Result<CloseRowPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let id = presence::close(services, &request.actor, &input.application_id).await;
        Ok(CloseRowPayload { application_id: id.answer(ctx)?.to_string().into() })
    }
}
