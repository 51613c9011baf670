//! Who is signed in.

use async_graphql::{Context, ID, Object};
use balai_shared::{
    id::InstitutionId,
    message,
    notification::NotificationKind,
    policy::{Actor, Role, RoleGrant},
};

use super::{
    account::{AccountEvent, Contact},
    applicant::Applicant,
    application::{Application, ApplicationConnection},
    application_query,
    benefit::Benefit,
    connection::{Count, connection},
    context::RequestContext,
    device::Device,
    document::Document,
    error::Answer,
    group_message::WordsOf,
    institution::Institution,
    loader::{load, load_required},
    message_preference::MessagePreferences,
    page::forwards,
    place::Region,
    profile::Profile,
    recover::ContactRecovery,
    saved_search::{SavedSearch, SavedSearchConnection},
    scalar::DateTime,
    session::Session,
};
use crate::{
    model::{
        account::{self, Account},
        application as model,
        message::Subject,
    },
    service::{
        Services, account_events, announce, applications::Whose, benefits, contact_recovery,
        devices, documents, notifications, preferences, saved_searches, viewer,
    },
};

/// The person who is signed in.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub(super) account: Account,
    /// The person as who asks: after a sign-in, the request itself still came from a visitor.
    pub(super) actor: Actor,
}

impl Viewer {
    async fn own_profile(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<account::Applicant>> {
        let services = ctx.data::<Services>()?;
        viewer::profile(services, &self.actor, self.account.id).await.answer(ctx)
    }
}

/// The person who is signed in.
#[Object]
impl Viewer {
    /// `usr_…`.
    async fn id(&self) -> ID {
        self.account.id.to_string().into()
    }

    /// The person's name.
    async fn name(&self) -> &str {
        &self.account.name
    }

    /// What the person is at institutions and offices.
    async fn roles(&self) -> Vec<RoleAssignment> {
        match &self.actor {
            Actor::Person { grants, .. } => grants.iter().cloned().map(RoleAssignment).collect(),
            Actor::Visitor | Actor::Partner { .. } | Actor::System => Vec::new(),
        }
    }

    /// The job seeker that the person is.
    async fn applicant(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Applicant>> {
        let profile = self.own_profile(ctx).await?;
        Ok(profile.map(|profile| Applicant { profile, details: true }))
    }

    /// What the person told about itself.
    async fn profile(&self, ctx: &Context<'_>) -> async_graphql::Result<Profile> {
        let applicant = self.own_profile(ctx).await?;
        Ok(Profile { account: self.account.clone(), applicant })
    }

    /// The person's own applications, the first first.
    async fn applications(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<ApplicationConnection> {
        let query = model::ApplicationQuery::default();
        application_query::list(ctx, &self.actor, Whose::Own, query, forwards(first, after)).await
    }

    /// The person's documents, at most one of a kind.
    async fn documents(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Document>> {
        let services = ctx.data::<Services>()?;
        let own = documents::of_viewer(services, &self.actor).await.answer(ctx)?;
        Ok(own.into_iter().map(Document).collect())
    }

    /// The person's benefits, the latest first.
    async fn benefits(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Benefit>> {
        let services = ctx.data::<Services>()?;
        let own = benefits::own(services, &self.actor).await.answer(ctx)?;
        Ok(own.into_iter().map(|view| Benefit { view, actor: self.actor.clone() }).collect())
    }

    /// Messages to the person, the latest first.
    async fn notifications(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<NotificationConnection> {
        let services = ctx.data::<Services>()?.clone();
        let actor = self.actor.clone();
        let (id, page) = (self.account.id, forwards(first, after));
        let found = viewer::notifications(&services, &actor, id, &page).await.answer(ctx)?;
        let count = Count::new(move || {
            let (services, actor) = (services.clone(), actor.clone());
            async move { viewer::count_notifications(&services, &actor, id).await }
        });
        Ok(NotificationConnection::new(found.map(Notification), count))
    }

    /// Searches that the person keeps, to be told what is new in them; the latest first.
    async fn saved_searches(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
    ) -> async_graphql::Result<SavedSearchConnection> {
        let services = ctx.data::<Services>()?.clone();
        let actor = self.actor.clone();
        let (id, page) = (self.account.id, forwards(first, after));
        let found = saved_searches::list(&services, &actor, id, &page).await.answer(ctx)?;
        let count = Count::new(move || {
            let (services, actor) = (services.clone(), actor.clone());
            async move { saved_searches::count(&services, &actor, id).await }
        });
        Ok(SavedSearchConnection::new(found.map(SavedSearch), count))
    }

    /// How many messages the person hasn't read.
    async fn unread_notifications(&self, ctx: &Context<'_>) -> async_graphql::Result<i32> {
        let services = ctx.data::<Services>()?;
        let unread = notifications::unread(services, &self.actor, self.account.id).await;
        Ok(i32::try_from(unread.answer(ctx)?).unwrap_or(i32::MAX))
    }

    /// The ways to reach the person, which are also what it signs in with; the phone first.
    async fn contacts(&self) -> Vec<Contact> {
        self.account.contacts().into_iter().map(Contact::from).collect()
    }

    /// A new number that a centre's staff asked for, and that waits; the person can stop it.
    async fn contact_recovery(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<ContactRecovery>> {
        let services = ctx.data::<Services>()?;
        let found = contact_recovery::own(services, &self.actor, self.account.id).await;
        let waiting = found.answer(ctx)?;
        Ok(waiting.map(|recovery| ContactRecovery { recovery, may_approve: false }))
    }

    /// Where the person is signed in, the device seen last first.
    async fn devices(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Device>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let own = devices::of(services, &self.actor, self.account.id).await.answer(ctx)?;
        let current = request.device;
        Ok(own.into_iter().map(|device| Device { device, current }).collect())
    }

    /// What happened to the account, the latest first: the last two hundred.
    async fn account_events(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<AccountEvent>> {
        let services = ctx.data::<Services>()?;
        let found = account_events::newest(services, &self.actor, self.account.id).await;
        Ok(found.answer(ctx)?.into_iter().map(AccountEvent).collect())
    }

    /// By which ways news reach the person outside of Balai.
    async fn message_preferences(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<MessagePreferences> {
        let services = ctx.data::<Services>()?;
        let kept = preferences::of(services, &self.actor, self.account.id).await;
        Ok(kept.answer(ctx)?.into())
    }
}

/// A role, and where it holds.
#[derive(Debug, Clone)]
pub struct RoleAssignment(RoleGrant);

/// A role, and where it holds.
#[Object]
impl RoleAssignment {
    /// The role.
    async fn role(&self) -> Role {
        self.0.role
    }

    /// At which institution.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Institution>> {
        let Some(id) = self.0.institution else { return Ok(None) };
        Ok(load::<InstitutionId>(ctx, id).await?.map(Institution))
    }

    /// In which region.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Region>> {
        self.0.region.as_ref().map(|code| Region::of(ctx, code)).transpose()
    }
}

/// A message to a person.
#[derive(Debug, Clone)]
pub struct Notification(model::Notification);

/// A message to a person about an application, a benefit or a session.
#[Object]
impl Notification {
    /// `ntf_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What it is about.
    async fn kind(&self) -> NotificationKind {
        self.0.kind
    }

    /// In the language asked for.
    async fn message(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let language = ctx.data::<RequestContext>()?.language;
        let id = match self.0.about {
            Subject::Application(id) => id,
            Subject::Benefit(id) => {
                let headline = load_required(ctx, id).await?;
                return Ok(headline.told(self.0.kind, language));
            }
            Subject::Session(id) => {
                let listing = load_required(ctx, id).await?;
                return Ok(announce::told(&listing, self.0.kind, language));
            }
        };
        let application = load_required(ctx, id).await?;
        let listing = load_required(ctx, application.session).await?;
        if self.0.kind == NotificationKind::CentreMessage {
            let words = load(ctx, WordsOf(application.session, self.0.created_at)).await?;
            let (subject, text) = words.unwrap_or_default();
            return Ok(message::centre_message(&listing.program.title, (&subject, &text)));
        }
        let until = application.offer_expires_at.map(|until| {
            balai_shared::format::deadline(until, listing.session.time_zone, language)
        });
        let title = &listing.program.title;
        Ok(message::notification(self.0.kind, title, until.as_deref(), language))
    }

    /// When.
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was read.
    async fn read_at(&self) -> Option<DateTime> {
        self.0.read_at.map(DateTime)
    }

    /// About which application.
    async fn application(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Application>> {
        let Some(id) = self.0.about.application() else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Application))
    }

    /// About which benefit: `ben_…`.
    async fn benefit_id(&self) -> Option<ID> {
        self.0.about.benefit().map(|id| id.to_string().into())
    }

    /// About which session that the person waited for.
    async fn session(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Session>> {
        let Some(id) = self.0.about.session() else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Session))
    }
}

connection!(
    NotificationConnection,
    "NotificationConnection",
    NotificationEdge,
    Notification,
    "notifications"
);

/// Who is asking.
#[derive(Debug, Default)]
pub struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// The person who is signed in; null for a visitor.
    async fn viewer(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Viewer>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let account = viewer::account(services, &request.actor).await.answer(ctx)?;
        Ok(account.map(|account| Viewer { account, actor: request.actor.clone() }))
    }
}
