//! Putting an application off.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{application::Application, context::RequestContext, error::Answer};
use crate::service::{Services, defer_application};

/// Which application, to which session.
#[derive(Debug, InputObject)]
pub struct DeferApplicationInput {
    /// `app_…`.
    application_id: ID,
    /// `ses_…`: open, of the same program, and starting later.
    session_id: ID,
}

/// What putting off gives.
#[derive(Debug, SimpleObject)]
pub struct DeferApplicationPayload {
    /// The new application; `deferredFrom` is the old one, now withdrawn.
    application: Application,
}

/// Putting an application off.
#[derive(Debug, Default)]
pub struct DeferMutation;

#[Object]
impl DeferMutation {
    /// Withdraws the application and applies to a later session of the same program, both or
    /// neither. A seat that it held goes to the first who waits; in the later session the person
    /// joins as everybody does. Send an `Idempotency-Key`, so that a retry is safe.
    async fn defer_application(
        &self,
        ctx: &Context<'_>,
        input: DeferApplicationInput,
    ) -> async_graphql::Result<DeferApplicationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (application, session) = (&input.application_id, &input.session_id);
        let after = defer_application::defer(services, &request.actor, application, session).await;
        Ok(DeferApplicationPayload { application: Application(after.answer(ctx)?) })
    }
}
