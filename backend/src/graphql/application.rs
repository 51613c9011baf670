//! Applications: what is read of them, and what the applicant does with them.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    application::{ActorKind, ApplicationAction, ApplicationState, ReasonCode},
    id::{InstitutionId, SessionId},
    message,
    policy::Actor,
    session::Funding,
};

use super::{
    applicant::Applicant,
    benefit::Eligibility,
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    loader::{HistoryOf, MotivationOf, PositionOf, load, load_required},
    page::forwards_or_backwards,
    scalar::DateTime,
    session::Session,
};
use crate::{
    error::Result,
    model::application as model,
    service::{
        Services,
        applications::{self, Whose},
        eligibility, offer, submit_application, withdraw_application,
    },
};

/// A person's application to a session.
#[derive(Debug, Clone)]
pub struct Application(pub(super) model::Application);

/// A person's application to a session.
#[Object]
impl Application {
    /// `app_…`.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// To which session.
    async fn session(&self, ctx: &Context<'_>) -> async_graphql::Result<Session> {
        load_required(ctx, self.0.session).await.map(Session)
    }

    /// Whose.
    async fn applicant(&self, ctx: &Context<'_>) -> async_graphql::Result<Applicant> {
        let actor = &ctx.data::<RequestContext>()?.actor;
        let details = applications::may_see_details(actor, &self.0);
        let profile = load_required(ctx, self.0.applicant).await?;
        Ok(Applicant { profile, details })
    }

    /// Where it stands.
    async fn state(&self) -> ApplicationState {
        self.0.state
    }

    /// The place on the waiting list, from 1; null elsewhere.
    async fn waitlist_position(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<i32>> {
        if self.0.state == ApplicationState::Waitlisted {
            load(ctx, PositionOf(self.0.id)).await
        } else {
            Ok(None)
        }
    }

    /// Until when the offer holds the seat, by the database's clock.
    async fn offer_expires_at(&self) -> Option<DateTime> {
        self.0.offer_expires_at.map(DateTime)
    }

    /// Why it was rejected.
    async fn decision_reason(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<DecisionReason>> {
        let Some(code) = self.0.reason else { return Ok(None) };
        let history = load(ctx, HistoryOf(self.0.id)).await?.unwrap_or_default();
        let note = history.into_iter().rev().find_map(|event| event.note);
        Ok(Some(DecisionReason::of(ctx, code, note)?))
    }

    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime> {
        self.0.submitted_at.map(DateTime)
    }

    /// When it last changed: what `changedSince` looks at.
    async fn changed_at(&self) -> DateTime {
        DateTime(self.0.changed_at)
    }

    /// What the viewer can do with it now.
    async fn allowed_actions(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<ApplicationAction>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let listing = load_required(ctx, self.0.session).await?;
        Ok(applications::allowed_actions(services, &request.actor, &self.0, &listing.session))
    }

    /// Every step so far, the first first.
    async fn history(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ApplicationEvent>> {
        let events = load(ctx, HistoryOf(self.0.id)).await?.unwrap_or_default();
        Ok(events.into_iter().map(ApplicationEvent).collect())
    }

    /// What the applicant wrote.
    async fn motivation(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        load(ctx, MotivationOf(self.0.id)).await
    }

    /// Whether the applicant meets the session's conditions, for who sees the profile.
    async fn eligibility(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Eligibility>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        if !applications::may_see_details(&request.actor, &self.0) {
            return Ok(None);
        }
        let listing = load_required(ctx, self.0.session).await?;
        let profile = load_required(ctx, self.0.applicant).await?;
        let judged = eligibility::of_application(services, &profile, &listing).await;
        Ok(Some(Eligibility(judged.answer(ctx)?)))
    }
}

connection!(
    ApplicationConnection,
    "ApplicationConnection",
    ApplicationEdge,
    Application,
    "applications"
);

/// Why an application was rejected.
#[derive(Debug, Clone, SimpleObject)]
pub struct DecisionReason {
    /// As a code.
    code: ReasonCode,
    /// In plain words.
    message: String,
    /// What the centre added.
    note: Option<String>,
}

impl DecisionReason {
    fn of(
        ctx: &Context<'_>,
        code: ReasonCode,
        note: Option<String>,
    ) -> async_graphql::Result<Self> {
        let language = ctx.data::<RequestContext>()?.language;
        Ok(Self { code, message: message::reason(code, language).to_owned(), note })
    }
}

/// One step in an application's life.
#[derive(Debug, Clone)]
pub struct ApplicationEvent(model::Event);

/// One step in an application's life; never changed afterwards.
#[Object]
impl ApplicationEvent {
    /// `evt_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// Who, as a kind.
    async fn actor(&self) -> ActorKind {
        self.0.actor
    }

    /// What was done.
    async fn action(&self) -> ApplicationAction {
        self.0.action
    }

    /// The state before; null for the first step.
    async fn from(&self) -> Option<ApplicationState> {
        self.0.from
    }

    /// The state after.
    async fn to(&self) -> ApplicationState {
        self.0.to
    }

    /// Why, where there is a reason.
    async fn reason(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DecisionReason>> {
        let Some(code) = self.0.reason else { return Ok(None) };
        Ok(Some(DecisionReason::of(ctx, code, self.0.note.clone())?))
    }
}

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
    #[expect(clippy::too_many_arguments, reason = "the arguments of a Relay list")]
    async fn applications(
        &self,
        ctx: &Context<'_>,
        filter: Option<ApplicationFilter>,
        order_by: Option<ApplicationOrder>,
        changed_since: Option<DateTime>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> async_graphql::Result<ApplicationConnection> {
        let query = query(filter.unwrap_or_default(), order_by, changed_since).answer(ctx)?;
        let page = forwards_or_backwards(first, after, last, before);
        let actor = &ctx.data::<RequestContext>()?.actor;
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
