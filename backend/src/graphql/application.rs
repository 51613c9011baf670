//! Applications as objects.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{
    application::{ActorKind, ApplicationAction, ApplicationState, DraftStep, ReasonCode},
    message,
};

use super::{
    applicant::Applicant,
    balance::BalanceChange,
    benefit::Eligibility,
    connection::connection,
    context::RequestContext,
    document::Document,
    document_check::{DocumentStanding, standings},
    error::Answer,
    identity::{IdentityChange, IdentityChangesOf},
    loader::{
        DocumentsOf, HistoryOf, MotivationOf, PositionOf, RatingOf, ThreadOf, load, load_required,
    },
    loader_selection::{AppointmentsOf, MarksOf, PlanOf, StandingOf},
    loader_training::ProgressOf,
    rating::TrainingRating,
    remark::{LoggedCall, RemarksOf, StaffNote},
    scalar::DateTime,
    selection::{CriterionMark, SelectionStanding},
    session::Session,
    slot::Appointment,
    training::{AttendanceCode, TrainingProgress},
};
use crate::{
    model::application as model,
    service::{
        Services, applications, balance_changes, check_in, defer_application, document_checks,
        documents, eligibility, identity, join_accounts, remarks,
    },
};

/// A person's application to a session.
#[derive(Debug, Clone)]
pub struct Application(pub(super) model::Application);

impl Application {
    /// Whether the viewer sees who the applicant is beyond the name.
    fn may_see_details(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        Ok(applications::may_see_details(&ctx.data::<RequestContext>()?.actor, &self.0))
    }
}

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

    /// Why it was rejected; for the applicant, and for who sees the profile.
    async fn decision_reason(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<DecisionReason>> {
        let Some(code) = self.0.reason else { return Ok(None) };
        if !self.may_see_details(ctx)? {
            return Ok(None);
        }
        let history = load(ctx, HistoryOf(self.0.id)).await?.unwrap_or_default();
        // The rejection is what the application stands at: its last event.
        let note = history.into_iter().next_back().and_then(|event| event.note);
        Ok(Some(DecisionReason::of(ctx, code, note)?))
    }

    /// When it was submitted.
    async fn submitted_at(&self) -> Option<DateTime> {
        self.0.submitted_at.map(DateTime)
    }

    /// Of a draft: the step of the form that was finished last; null for what was sent.
    async fn draft_step(&self) -> Option<DraftStep> {
        self.0.draft_step
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

    /// Every step so far, the first first. What was said of a decision is for the applicant and for who
    /// sees the profile; what was said of finishing, for who teaches, too.
    async fn history(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ApplicationEvent>> {
        let events = load(ctx, HistoryOf(self.0.id)).await?.unwrap_or_default();
        let actor = &ctx.data::<RequestContext>()?.actor;
        let events = applications::as_read(actor, &self.0, events);
        Ok(events.into_iter().map(ApplicationEvent).collect())
    }

    /// The application that was withdrawn for this one, when it was put off.
    async fn deferred_from(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Self>> {
        let thread = load(ctx, ThreadOf(self.0.id)).await?.unwrap_or_default();
        let Some(id) = thread.from else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Self))
    }

    /// The application that this one was withdrawn for, when it was put off.
    async fn deferred_to(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Self>> {
        let thread = load(ctx, ThreadOf(self.0.id)).await?.unwrap_or_default();
        let Some(id) = thread.to else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Self))
    }

    /// The later sessions of the same program to which the viewer can put it off now with
    /// `deferApplication`, at most five, the soonest first.
    async fn later_sessions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Session>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let from = load_required(ctx, self.0.session).await?;
        let actor = &request.actor;
        let found = defer_application::later_sessions(services, actor, &self.0, &from).await;
        Ok(found.answer(ctx)?.into_iter().map(Session).collect())
    }

    /// What the steps that the viewer can take now would do to the training balance, with nothing done: the
    /// purchase, and what giving the seat back or putting it off would cost. For the applicant alone, where
    /// Prakerja pays; empty elsewhere.
    #[graphql(complexity = "5 + child_complexity * 2")]
    async fn balance_changes(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<BalanceChange>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let listing = load_required(ctx, self.0.session).await?;
        let found = balance_changes::of(services, &request.actor, &self.0, &listing).await;
        let told = |one| BalanceChange::of(one, request.language);
        Ok(found.answer(ctx)?.iter().map(told).collect())
    }

    /// What the selection gave it, once that is concluded: the place, and why; for the applicant, and for
    /// who sees the profile.
    async fn standing(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<SelectionStanding>> {
        Ok(load(ctx, StandingOf(self.0.id)).await?.map(SelectionStanding))
    }

    /// What was reached in tests and interviews: for who decides, and for the applicant once the selection
    /// is concluded. Empty for everybody else, and where nothing was entered.
    async fn marks(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<CriterionMark>> {
        let marks = load(ctx, MarksOf(self.0.id)).await?.unwrap_or_default();
        let plan = load(ctx, PlanOf(self.0.session)).await?.unwrap_or_default();
        Ok(CriterionMark::all(&plan, marks))
    }

    /// Times for tests and interviews that the applicant has chosen or can choose, by criterion; for
    /// the applicant, and for who runs the selection. Empty for others.
    async fn appointments(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Appointment>> {
        let found = load(ctx, AppointmentsOf(self.0.id)).await?.unwrap_or_default();
        Ok(found.into_iter().map(Appointment).collect())
    }

    /// What the applicant wrote; for the applicant, and for who sees the profile.
    async fn motivation(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        if !self.may_see_details(ctx)? {
            return Ok(None);
        }
        load(ctx, MotivationOf(self.0.id)).await
    }

    /// The applicant's documents, at most one of a kind; for the applicant, and for who sees the
    /// profile as long as the application is live. Empty for others.
    async fn documents(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Document>> {
        let actor = &ctx.data::<RequestContext>()?.actor;
        if !documents::may_see(actor, &self.0) {
            return Ok(Vec::new());
        }
        let found = load(ctx, DocumentsOf(self.0.applicant)).await?.unwrap_or_default();
        Ok(found.into_iter().map(Document).collect())
    }

    /// Each kind of document that is there or was asked for, and how it stands; for whom `documents` is.
    async fn document_standings(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<DocumentStanding>> {
        let actor = &ctx.data::<RequestContext>()?.actor;
        if !documents::may_see(actor, &self.0) {
            return Ok(Vec::new());
        }
        let found = standings(ctx, &self.0).await?;
        Ok(found.into_iter().map(DocumentStanding::from).collect())
    }

    /// Whether the viewer, the applicant, can send documents for it now: until the centre decides, and
    /// afterwards where it asks for one.
    async fn takes_documents(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let actor = &ctx.data::<RequestContext>()?.actor;
        let found = standings(ctx, &self.0).await?;
        Ok(document_checks::takes(actor, &self.0, &found))
    }

    /// What the viewer said of the training, where it is the viewer's own.
    async fn rating(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<TrainingRating>> {
        Ok(load(ctx, RatingOf(self.0.id)).await?.map(TrainingRating::from))
    }

    /// How the person stands in the training; null for who holds no seat of it.
    async fn training(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<TrainingProgress>> {
        if !self.0.state.takes_part() {
            return Ok(None);
        }
        let progress = load(ctx, ProgressOf(self.0.id, self.0.session)).await?;
        Ok(progress.map(TrainingProgress::from))
    }

    /// What the participant shows at the meetings of the next seven days, the soonest first; for the
    /// participant alone. Empty for others, and for who takes no part.
    async fn attendance_codes(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<AttendanceCode>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let codes = check_in::codes(services, &request.actor, &self.0).await.answer(ctx)?;
        Ok(codes.into_iter().map(AttendanceCode::from).collect())
    }

    /// The calls that the centre's staff made to the applicant, the latest first; for who sees the
    /// profile there. Empty for others.
    async fn calls(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<LoggedCall>> {
        if !remarks::reads_calls(&ctx.data::<RequestContext>()?.actor, &self.0) {
            return Ok(Vec::new());
        }
        let found = load(ctx, RemarksOf(self.0.id)).await?.unwrap_or_default();
        Ok(found.into_iter().filter_map(LoggedCall::of).collect())
    }

    /// Others who applied to the centre and may be the same person, by name and birth date, each by the
    /// latest application there; for who may join their accounts. Empty for others.
    #[graphql(complexity = "20 + child_complexity * 10")]
    async fn possible_duplicates(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Self>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let found = join_accounts::lookalikes(services, &request.actor, &self.0).await;
        let mut alike = Vec::new();
        for id in found.answer(ctx)? {
            alike.extend(load(ctx, id).await?.map(Self));
        }
        Ok(alike)
    }

    /// What was changed of name, NIK, birth date or sex, by the person or at a counter, the latest first;
    /// for who sees the profile. Empty for others.
    async fn identity_changes(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Vec<IdentityChange>> {
        let found = load(ctx, IdentityChangesOf(self.0.applicant)).await?.unwrap_or_default();
        let actor = &ctx.data::<RequestContext>()?.actor;
        let read = identity::as_read(actor, &self.0, found);
        Ok(read.into_iter().map(IdentityChange).collect())
    }

    /// What the centre's staff noted of the participant, the latest first; for who teaches there.
    /// Empty for others.
    async fn notes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<StaffNote>> {
        if !remarks::reads_notes(&ctx.data::<RequestContext>()?.actor, &self.0) {
            return Ok(Vec::new());
        }
        let found = load(ctx, RemarksOf(self.0.id)).await?.unwrap_or_default();
        Ok(found.into_iter().filter_map(StaffNote::of).collect())
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
    "applications" => "What `changedAfter` takes to go on from here: behind a page of changes \
                                   the changes after it, behind any other list all there is. Null where \
                                   a list has no `changedAfter`.",
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

    /// What the centre said about it.
    async fn note(&self) -> Option<&str> {
        match self.0.actor {
            ActorKind::Staff | ActorKind::Partner => self.0.note.as_deref(),
            ActorKind::Applicant | ActorKind::System => None,
        }
    }

    /// Why, where there is a reason.
    async fn reason(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DecisionReason>> {
        let Some(code) = self.0.reason else { return Ok(None) };
        Ok(Some(DecisionReason::of(ctx, code, self.0.note.clone())?))
    }
}
