//! Who is signed in, and what one tells about oneself.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    id::InstitutionId,
    message,
    person::{Education, Occupation, Sex},
    policy::{Actor, Role, RoleGrant},
};

use super::{
    applicant::Applicant,
    application::{self, Application, ApplicationConnection},
    benefit::Benefit,
    connection::{Count, connection},
    context::RequestContext,
    error::Answer,
    institution::Institution,
    loader::{load, load_required},
    page::forwards,
    place::Region,
    scalar::{Date, DateTime, MaskedNik},
};
use crate::{
    model::{
        account::{self, Account},
        application as model,
    },
    service::{Services, applications::Whose, benefits, update_profile, viewer},
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
        application::list(ctx, &self.actor, Whose::Own, query, forwards(first, after)).await
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

/// What a person told about itself.
#[derive(Debug, Clone)]
pub struct Profile {
    account: Account,
    applicant: Option<account::Applicant>,
}

impl Profile {
    fn told<T>(&self, value: impl FnOnce(&account::Applicant) -> Option<T>) -> Option<T> {
        self.applicant.as_ref().and_then(value)
    }
}

/// What a person told about itself; NIK, KK and phone number with their middle hidden.
#[Object]
impl Profile {
    /// As on the KTP.
    async fn name(&self) -> &str {
        &self.account.name
    }

    /// The e-mail address.
    async fn email(&self) -> Option<&str> {
        self.account.email.as_deref()
    }

    /// The mobile number, its middle hidden.
    async fn phone(&self) -> Option<String> {
        self.account.phone.as_ref().map(balai_shared::contact::PhoneNumber::masked)
    }

    /// The national identity number.
    async fn nik(&self) -> Option<MaskedNik> {
        self.told(|profile| profile.nik.as_ref().map(MaskedNik::from))
    }

    /// The family card's number.
    async fn kk(&self) -> Option<MaskedNik> {
        self.told(|profile| profile.kk.as_ref().map(MaskedNik::from))
    }

    /// Day of birth.
    async fn birth_date(&self) -> Option<Date> {
        self.told(|profile| profile.birth_date.map(Date))
    }

    /// As on the KTP.
    async fn sex(&self) -> Option<Sex> {
        self.told(|profile| profile.sex)
    }

    /// The highest that was finished.
    async fn education(&self) -> Option<Education> {
        self.told(|profile| profile.education)
    }

    /// What the person does now.
    async fn occupation(&self) -> Option<Occupation> {
        self.told(|profile| profile.occupation)
    }

    /// Kabupaten or kota where the person lives.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Region>> {
        self.told(|profile| profile.region.clone()).map(|code| Region::of(ctx, &code)).transpose()
    }

    /// Whether nothing is missing for an application.
    async fn complete(&self) -> bool {
        self.applicant.as_ref().is_some_and(|profile| profile.profile().is_complete())
    }

    /// The fields that are missing: `nik`, `birthDate`.
    async fn missing(&self) -> Vec<&'static str> {
        let missing = self.applicant.as_ref().map(|profile| profile.profile().missing());
        missing.unwrap_or_default().into_iter().map(|field| field.path()).collect()
    }
}

/// A message to a person.
#[derive(Debug, Clone)]
pub struct Notification(model::Notification);

/// A message to a person about an application.
#[Object]
impl Notification {
    /// `ntf_…`.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// In the language asked for.
    async fn message(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        let language = ctx.data::<RequestContext>()?.language;
        let application = load_required(ctx, self.0.application).await?;
        let listing = load_required(ctx, application.session).await?;
        let until = application.offer_expires_at.map(|until| {
            balai_shared::format::date_time_in_zone(until, listing.session.time_zone, language)
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
        Ok(load(ctx, self.0.application).await?.map(Application))
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

/// What is told; what is left out stays as it is.
#[derive(Debug, InputObject)]
pub struct UpdateProfileInput {
    /// As on the KTP; one word is a whole name.
    name: Option<String>,
    /// 16 digits.
    nik: Option<String>,
    /// 16 digits.
    kk: Option<String>,
    /// `2001-05-17`; must agree with the NIK.
    birth_date: Option<String>,
    /// Must agree with the NIK.
    sex: Option<Sex>,
    /// The highest that was finished.
    education: Option<Education>,
    /// What the person does now.
    occupation: Option<Occupation>,
    /// Kabupaten or kota: `51.71`.
    region_code: Option<String>,
    /// A mobile number: `0812…`.
    phone: Option<String>,
    /// An e-mail address.
    email: Option<String>,
}

/// The person after the change.
#[derive(Debug, SimpleObject)]
pub struct UpdateProfilePayload {
    /// The person.
    viewer: Viewer,
    /// What is worth a second look, though it was taken.
    warnings: Vec<FieldNotice>,
}

/// Something worth a second look.
#[derive(Debug, SimpleObject)]
pub struct FieldNotice {
    /// The field.
    path: String,
    /// As a code.
    code: String,
    /// In plain words.
    message: String,
}

/// What a person can tell about itself.
#[derive(Debug, Default)]
pub struct ProfileMutation;

#[Object]
impl ProfileMutation {
    /// Changes what is given. A NIK that has another account is `CONFLICT`, without telling whose.
    async fn update_profile(
        &self,
        ctx: &Context<'_>,
        input: UpdateProfileInput,
    ) -> async_graphql::Result<UpdateProfilePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let changed = update_profile::update(services, &request.actor, input.into()).await;
        let changed = changed.answer(ctx)?;
        let notice = |(path, code): (&'static str, balai_shared::error::NoticeCode)| FieldNotice {
            path: path.to_owned(),
            code: code.as_str().to_owned(),
            message: message::notice(code, request.language).to_owned(),
        };
        Ok(UpdateProfilePayload {
            viewer: Viewer { account: changed.account, actor: request.actor.clone() },
            warnings: changed.notices.into_iter().map(notice).collect(),
        })
    }
}

impl From<UpdateProfileInput> for update_profile::Input {
    fn from(input: UpdateProfileInput) -> Self {
        Self {
            name: input.name,
            nik: input.nik,
            kk: input.kk,
            birth_date: input.birth_date,
            sex: input.sex,
            education: input.education,
            occupation: input.occupation,
            region_code: input.region_code,
            phone: input.phone,
            email: input.email,
        }
    }
}
