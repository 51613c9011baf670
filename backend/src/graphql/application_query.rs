//! Asking for applications, and what the applicant does with them.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    application::ApplicationState,
    id::{InstitutionId, SessionId},
    policy::Actor,
    session::Funding,
};

use super::{
    application::{Application, ApplicationConnection},
    benefit::Eligibility,
    connection::Count,
    context::RequestContext,
    error::Answer,
    page::forwards_or_backwards,
    scalar::DateTime,
};
use crate::{
    error::Result,
    model::application as model,
    service::{
        Services, application_search,
        applications::{self, Whose},
        eligibility, offer, submit_application, withdraw_application,
    },
};

/// Which applications are listed.
#[derive(Debug, Default, InputObject)]
#[graphql(name = "ApplicationFilter")]
pub struct ApplicationFilter {
    /// To this session.
    session_id: Option<ID>,
    /// In these states.
    states: Option<Vec<ApplicationState>>,
    /// Of this institution.
    institution_id: Option<ID>,
    /// Of people whose name has words that begin so: `way suk` finds Wayan Sukma. A whole NIK finds
    /// its person, for who may see NIKs.
    search: Option<String>,
    /// Submitted at this time or later.
    submitted_from: Option<DateTime>,
    /// Submitted before this time.
    submitted_before: Option<DateTime>,
}

/// The orders of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "model::ApplicationOrder")]
pub enum ApplicationOrder {
    /// The earliest submission first.
    SubmittedAt,
    /// The earliest change first.
    ChangedAt,
}

/// What can be asked of applications.
#[derive(Debug, Default)]
pub struct ApplicationQuery;

#[Object]
impl ApplicationQuery {
    /// Applications to the caller's own institutions, for staff and partners; a job seeker sees the
    /// own ones. `changedSince` gives what changed, withdrawn and cancelled ones included.
    /// `changedAfter` is for who keeps a copy: a connection's `syncCursor`, handed back, gives what
    /// changed behind it, whatever part of it that was, in the order of the changes; goes with
    /// `filter.sessionId`, `filter.institutionId`, the times of submission and `after`, and `totalCount`
    /// counts all that the filter shows. See "Staying in step".
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn applications(
        &self,
        ctx: &Context<'_>,
        filter: Option<ApplicationFilter>,
        order_by: Option<ApplicationOrder>,
        changed_since: Option<DateTime>,
        changed_after: Option<String>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<ApplicationConnection> {
        let (filter, actor) = (filter.unwrap_or_default(), &ctx.data::<RequestContext>()?.actor);
        let sought = filter.search.as_deref();
        let services = ctx.data::<Services>()?;
        let sought = application_search::sought(services, actor, sought).await.answer(ctx)?;
        let query = query(filter, order_by, changed_since).answer(ctx)?;
        let query = model::ApplicationQuery { sought, changed_after, ..query };
        let page = forwards_or_backwards(first, after, last, before);
        list(ctx, actor, Whose::Scope, query, page).await
    }

    /// Whether the viewer meets the conditions of a session, and why.
    async fn eligibility(
        &self,
        ctx: &Context<'_>,
        session_id: ID,
    ) -> async_graphql::Result<Eligibility> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let judged = eligibility::of_viewer(services, &request.actor, &session_id).await;
        judged.map(Eligibility).answer(ctx)
    }
}

/// The query of a filter, with whom it searches for.
pub(super) async fn sought_query(
    services: &Services,
    actor: &Actor,
    filter: ApplicationFilter,
) -> Result<model::ApplicationQuery> {
    let sought = application_search::sought(services, actor, filter.search.as_deref()).await?;
    Ok(model::ApplicationQuery { sought, ..query(filter, None, None)? })
}

/// A page of applications, with their count on request.
pub(super) async fn list(
    ctx: &Context<'_>,
    actor: &Actor,
    whose: Whose,
    query: model::ApplicationQuery,
    page: crate::model::page::PageRequest,
) -> async_graphql::Result<ApplicationConnection> {
    let services = ctx.data::<Services>()?.clone();
    let actor = actor.clone();
    let found = applications::list(&services, &actor, whose, &query, &page).await.answer(ctx)?;
    let count = Count::new(move || {
        let (services, actor, query) = (services.clone(), actor.clone(), query.clone());
        async move { applications::count(&services, &actor, whose, &query).await }
    });
    Ok(ApplicationConnection::new(found.map(Application), count))
}

fn query(
    filter: ApplicationFilter,
    order: Option<ApplicationOrder>,
    since: Option<DateTime>,
) -> Result<model::ApplicationQuery> {
    Ok(model::ApplicationQuery {
        session: filter.session_id.map(|id| id.parse::<SessionId>()).transpose()?,
        states: filter.states.unwrap_or_default(),
        institution: filter.institution_id.map(|id| id.parse::<InstitutionId>()).transpose()?,
        changed_since: since.map(|since| since.0),
        changed_after: None,
        submitted_from: filter.submitted_from.map(|from| from.0),
        submitted_before: filter.submitted_before.map(|end| end.0),
        sought: None,
        order: order.map(Into::into),
    })
}

/// An application to a session.
#[derive(Debug, InputObject)]
pub struct SubmitApplicationInput {
    /// `ses_…`.
    session_id: ID,
    /// Must be the session's.
    funding: Funding,
    /// In the person's own words; may be empty.
    motivation: Option<String>,
}

/// Which application, and why it is taken back.
#[derive(Debug, InputObject)]
pub struct WithdrawApplicationInput {
    /// `app_…`.
    application_id: ID,
    /// In the person's own words.
    reason: Option<String>,
}

/// Which application.
#[derive(Debug, InputObject)]
pub struct ConfirmOfferInput {
    /// `app_…`.
    application_id: ID,
}

/// Which application.
#[derive(Debug, InputObject)]
pub struct DeclineOfferInput {
    /// `app_…`.
    application_id: ID,
}

/// The application after the step.
#[derive(Debug, SimpleObject)]
pub struct SubmitApplicationPayload {
    /// The application.
    application: Application,
}

/// The application after the step.
#[derive(Debug, SimpleObject)]
pub struct WithdrawApplicationPayload {
    /// The application.
    application: Application,
}

/// The application after the step.
#[derive(Debug, SimpleObject)]
pub struct ConfirmOfferPayload {
    /// The application.
    application: Application,
}

/// The application after the step.
#[derive(Debug, SimpleObject)]
pub struct DeclineOfferPayload {
    /// The application.
    application: Application,
}

/// What an applicant can do.
#[derive(Debug, Default)]
pub struct ApplicationMutation;

#[Object]
impl ApplicationMutation {
    /// Applies. Under `FIRST_COME` the answer is `OFFERED`, or `WAITLISTED` with a position;
    /// otherwise `SUBMITTED`. Send an `Idempotency-Key`, so that a retry never applies twice.
    async fn submit_application(
        &self,
        ctx: &Context<'_>,
        input: SubmitApplicationInput,
    ) -> async_graphql::Result<SubmitApplicationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = submit_application::Input {
            session_id: input.session_id.to_string(),
            funding: input.funding,
            motivation: input.motivation,
        };
        let submitted = submit_application::submit(services, &request.actor, input).await;
        Ok(SubmitApplicationPayload { application: Application(submitted.answer(ctx)?) })
    }

    /// Takes an application back; a seat that it held goes to the first who waits.
    async fn withdraw_application(
        &self,
        ctx: &Context<'_>,
        input: WithdrawApplicationInput,
    ) -> async_graphql::Result<WithdrawApplicationPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (id, reason) = (&input.application_id, input.reason.as_deref());
        let withdrawn = withdraw_application::withdraw(services, &request.actor, id, reason).await;
        Ok(WithdrawApplicationPayload { application: Application(withdrawn.answer(ctx)?) })
    }

    /// Takes the offered seat (daftar ulang), before `offerExpiresAt`.
    async fn confirm_offer(
        &self,
        ctx: &Context<'_>,
        input: ConfirmOfferInput,
    ) -> async_graphql::Result<ConfirmOfferPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let confirmed = offer::confirm(services, &request.actor, &input.application_id).await;
        Ok(ConfirmOfferPayload { application: Application(confirmed.answer(ctx)?) })
    }

    /// Declines the offered seat; it goes to the first who waits.
    async fn decline_offer(
        &self,
        ctx: &Context<'_>,
        input: DeclineOfferInput,
    ) -> async_graphql::Result<DeclineOfferPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let declined = offer::decline(services, &request.actor, &input.application_id).await;
        Ok(DeclineOfferPayload { application: Application(declined.answer(ctx)?) })
    }
}
