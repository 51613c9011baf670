//! What can be watched.

use async_graphql::{Context, ID, Object, Subscription};
use futures_util::{Stream, StreamExt};

use super::{
    application::Application, context::RequestContext, error::Answer, loader::load_required,
    session::Session,
};
use crate::service::{
    Services,
    watch::{self, QueueChange},
};

/// What can be watched, over a WebSocket.
#[derive(Debug, Default)]
pub struct Watching;

/// A queue in which something changed.
#[derive(Debug)]
pub struct QueueSummary(QueueChange);

/// A queue in which something changed: what staff need to see without asking again.
#[Object]
impl QueueSummary {
    /// The session, with its seats and counts.
    async fn session(&self, ctx: &Context<'_>) -> async_graphql::Result<Session> {
        load_required(ctx, self.0.session).await.map(Session)
    }

    /// The application that took a step: `app_…`.
    async fn application_id(&self) -> ID {
        self.0.application.to_string().into()
    }

    /// How many applications to the session nobody has decided.
    async fn undecided_count(&self) -> u64 {
        self.0.undecided
    }
}

/// What can be watched, over a WebSocket. An error ends the stream.
#[Subscription(name = "Subscription")]
impl Watching {
    /// An application each time that it takes a step: the one with this id, or all of the viewer's.
    /// The stream ends where steps may have been missed: subscribe anew, then read what is.
    async fn application_changed<'ctx>(
        &self,
        ctx: &Context<'ctx>,
        #[graphql(desc = "`app_…`; without it, all of the viewer's.")] id: Option<ID>,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<Application>> + use<'ctx>>
    {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let changes =
            watch::applications(services, &request.actor, id.as_ref().map(|id| id.as_str()));
        let changes = changes.await.answer(ctx)?;
        let request = request.clone();
        Ok(changes
            .map(move |change| change.map(Application).map_err(|error| error.to_graphql(&request))))
    }

    /// Each step of an application to the institution, for who works there.
    async fn queue_changed<'ctx>(
        &self,
        ctx: &Context<'ctx>,
        institution_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<QueueSummary>> + use<'ctx>>
    {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let changes = watch::queue(services, &request.actor, institution_id.as_str());
        let changes = changes.await.answer(ctx)?;
        let request = request.clone();
        Ok(changes.map(move |change| {
            change.map(QueueSummary).map_err(|error| error.to_graphql(&request))
        }))
    }
}
