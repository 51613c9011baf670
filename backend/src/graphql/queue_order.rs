//! The whole queue at once, for tables that are scrolled.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{application::ApplicationState, desk::QueueSort};

use super::{
    application_query::{ApplicationFilter, sought_query},
    context::RequestContext,
    error::Answer,
};
use crate::service::{Services, queue_order};

/// How many applications are in a state.
#[derive(Debug, SimpleObject)]
pub struct StateCount {
    /// The state.
    state: ApplicationState,
    /// How many.
    count: i64,
}

/// A queue in its order.
#[derive(Debug, SimpleObject)]
pub struct QueueOrder {
    /// `app_…`: the first 10,000 that match. Ask for what is seen of them with `nodes(ids)`.
    ids: Vec<ID>,
    /// How many match in all.
    total_count: i64,
    /// How many there are in each state that has any, whatever `states` the filter names.
    by_state: Vec<StateCount>,
}

/// What can be asked of a whole queue.
#[derive(Debug, Default)]
pub struct QueueQuery;

#[Object]
impl QueueQuery {
    /// The ids of all applications to the caller's own institutions that match, in order, the earliest
    /// submission first where nothing else is asked for; for staff and partners.
    async fn queue_order(
        &self,
        ctx: &Context<'_>,
        filter: Option<ApplicationFilter>,
        sort: Option<QueueSort>,
    ) -> async_graphql::Result<QueueOrder> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let query = sought_query(services, &request.actor, filter.unwrap_or_default()).await;
        let query = query.answer(ctx)?;
        let sort = sort.unwrap_or(QueueSort::SubmittedFirst);
        let order = queue_order::order(services, &request.actor, &query, sort).await.answer(ctx)?;
        let count = |(state, count)| StateCount { state, count };
        Ok(QueueOrder {
            ids: order.ids.iter().map(|id| id.to_string().into()).collect(),
            total_count: order.total,
            by_state: order.by_state.into_iter().map(count).collect(),
        })
    }
}
