//! Views of the queue that staff keep.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    application::ApplicationState,
    desk::{DeskColumn, QueueSort},
    id::AccountId,
};

use super::{context::RequestContext, error::Answer, scalar::Date};
use crate::{
    model::desk as model,
    service::{Services, desk_views},
};

/// A view of the queue: filters, order and columns under a name.
#[derive(Debug, SimpleObject)]
pub struct DeskView {
    /// `viw_…`.
    id: ID,
    /// What it is called.
    name: String,
    /// Whether everybody of the centre sees it.
    shared: bool,
    /// Whether it is the caller's own.
    own: bool,
    /// In these states; none means all.
    states: Vec<ApplicationState>,
    /// Sent on this day or later.
    submitted_from: Option<Date>,
    /// Sent on this day or before.
    submitted_until: Option<Date>,
    /// The columns shown.
    columns: Vec<DeskColumn>,
    /// The order.
    sort: QueueSort,
}

impl DeskView {
    fn of(view: model::DeskView, account: AccountId) -> Self {
        Self {
            id: view.id.to_string().into(),
            own: view.owner == account,
            name: view.name,
            shared: view.shared,
            states: view.states,
            submitted_from: view.submitted_from.map(Date),
            submitted_until: view.submitted_until.map(Date),
            columns: view.columns,
            sort: view.sort,
        }
    }
}

/// A view to be kept.
#[derive(Debug, InputObject)]
pub struct SaveViewInput {
    /// `ins_…`: where the caller works.
    institution_id: ID,
    /// What it is called, in at most 60 characters; the own one of that name is replaced.
    name: String,
    /// Whether everybody of the centre sees it.
    shared: bool,
    /// In these states; none means all.
    states: Vec<ApplicationState>,
    /// Sent on this day or later.
    submitted_from: Option<Date>,
    /// Sent on this day or before.
    submitted_until: Option<Date>,
    /// The columns shown.
    columns: Vec<DeskColumn>,
    /// The order.
    sort: QueueSort,
}

/// The view that is kept now.
#[derive(Debug, SimpleObject)]
pub struct SaveViewPayload {
    /// The view.
    view: DeskView,
}

/// Which view.
#[derive(Debug, InputObject)]
pub struct DeleteViewInput {
    /// `viw_…`.
    view_id: ID,
}

/// The view is gone.
#[derive(Debug, SimpleObject)]
pub struct DeleteViewPayload {
    /// `viw_…`.
    view_id: ID,
}

/// What can be asked of views.
#[derive(Debug, Default)]
pub struct DeskViewQuery;

#[Object]
impl DeskViewQuery {
    /// The caller's own views and those shared at a centre where the caller works, by name.
    async fn desk_views(
        &self,
        ctx: &Context<'_>,
        institution_id: ID,
    ) -> async_graphql::Result<Vec<DeskView>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let found = desk_views::list(services, &request.actor, &institution_id).await;
        let (account, views) = found.answer(ctx)?;
        Ok(views.into_iter().map(|view| DeskView::of(view, account)).collect())
    }
}

/// What staff do with views.
#[derive(Debug, Default)]
pub struct DeskViewMutation;

#[Object]
impl DeskViewMutation {
    /// Keeps a view of the queue. At most 30 for a person at a centre: then `CONFLICT` with `TOO_MANY`
    /// at `name`.
    async fn save_view(
        &self,
        ctx: &Context<'_>,
        input: SaveViewInput,
    ) -> async_graphql::Result<SaveViewPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = desk_views::Input {
            institution: input.institution_id.to_string(),
            name: input.name,
            shared: input.shared,
            states: input.states,
            submitted_from: input.submitted_from.map(|day| day.0),
            submitted_until: input.submitted_until.map(|day| day.0),
            columns: input.columns,
            sort: input.sort,
        };
        let view = desk_views::save(services, &request.actor, input).await.answer(ctx)?;
        let owner = view.owner;
        Ok(SaveViewPayload { view: DeskView::of(view, owner) })
    }

    /// Forgets a view: one's own, or as an admin a shared one. That it is gone already is no error.
    async fn delete_view(
        &self,
        ctx: &Context<'_>,
        input: DeleteViewInput,
    ) -> async_graphql::Result<DeleteViewPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let gone = desk_views::delete(services, &request.actor, &input.view_id).await;
        Ok(DeleteViewPayload { view_id: gone.answer(ctx)?.to_string().into() })
    }
}
