//! What members of staff did.

use async_graphql::{Context, ID, InputObject, Object};
use balai_shared::staff::StaffActionKind;

use super::{
    application::Application,
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    loader::load,
    page::forwards,
    scalar::DateTime,
    session::Session,
    staff::StaffPerson,
};
use crate::{
    model,
    service::{Services, staff_actions},
};

/// Something that a member of staff did. Ids and codes alone: what is behind them is read where it
/// stands, and is gone when a person's data is.
#[derive(Debug, Clone)]
pub struct StaffAction(model::staff::StaffAction);

/// Something that a member of staff did.
#[Object]
impl StaffAction {
    /// When. Of an issued certificate, the beginning of its day.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who; null where the operator of Balai did it by a command.
    async fn actor(&self) -> Option<StaffPerson> {
        self.0.actor.map(StaffPerson)
    }

    /// What.
    async fn kind(&self) -> StaffActionKind {
        self.0.kind
    }

    /// The word that says more: the step of an application (`OFFER`) or a session (`PUBLISH`), how
    /// somebody was marked, a role, a kind of document, a certificate's number.
    async fn detail(&self) -> Option<&str> {
        self.0.detail.as_deref()
    }

    /// The application that it was done to.
    async fn application(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Application>> {
        let Some(id) = self.0.application else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Application))
    }

    /// The session that it was done to.
    async fn session(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Session>> {
        let Some(id) = self.0.session else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Session))
    }

    /// The person that it was done to, where no application says it.
    async fn person(&self) -> Option<StaffPerson> {
        self.0.account.map(StaffPerson)
    }

    /// How many people it was about.
    async fn people(&self) -> Option<i32> {
        self.0.people
    }
}

connection!(
    StaffActionConnection,
    "StaffActionConnection",
    StaffActionEdge,
    StaffAction,
    "what staff did"
);

/// What of it is listed.
#[derive(Debug, Default, InputObject)]
pub struct StaffActionFilter {
    /// By this one: `usr_…`.
    account_id: Option<ID>,
    /// Of these kinds.
    kinds: Option<Vec<StaffActionKind>>,
    /// From this moment on, `2026-02-14T00:00:00+08:00`, or from a day on where the institution stands,
    /// `2026-02-14`.
    since: Option<String>,
    /// Before this moment, or to the end of a day.
    until: Option<String>,
}

/// What can be asked of what staff did.
#[derive(Debug, Default)]
pub struct StaffActionQuery;

#[Object]
impl StaffActionQuery {
    /// What staff of an institution did there, the latest first; for its admins.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn staff_actions(
        &self,
        ctx: &Context<'_>,
        institution_id: ID,
        filter: Option<StaffActionFilter>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<StaffActionConnection> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let filter = filter.unwrap_or_default();
        let filter = staff_actions::Filter {
            institution_id: institution_id.to_string(),
            account_id: filter.account_id.map(|id| id.to_string()),
            kinds: filter.kinds.unwrap_or_default(),
            since: filter.since,
            until: filter.until,
        };
        let (services, actor) = (services.clone(), request.actor.clone());
        let page = forwards(first, after);
        let found = staff_actions::list(&services, &actor, &filter, &page).await.answer(ctx)?;
        let count = Count::new(move || {
            let (services, actor, filter) = (services.clone(), actor.clone(), filter.clone());
            async move { staff_actions::count(&services, &actor, &filter).await }
        });
        Ok(StaffActionConnection::new(found.map(StaffAction), count))
    }
}
