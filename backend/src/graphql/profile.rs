//! What a person tells about itself.

use async_graphql::{Context, InputObject, Object, SimpleObject};
use balai_shared::{
    error::NoticeCode,
    identity::IdentityField,
    message,
    person::{Education, Occupation, Sex},
};

use super::{
    context::RequestContext,
    error::Answer,
    place::Region,
    scalar::{Date, MaskedNik, Unread},
    viewer::Viewer,
};
use crate::{
    model::account::{self, Account},
    service::{Services, identity, update_profile},
};

/// What a person told about itself.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) account: Account,
    pub(super) applicant: Option<account::Applicant>,
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

    /// Whether the person has a disability, by the person's own word; null: not told.
    async fn disability(&self) -> Option<bool> {
        self.told(|profile| profile.disability)
    }

    /// Kabupaten or kota where the person lives.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Region>> {
        self.told(|profile| profile.region.clone()).map(|code| Region::of(ctx, &code)).transpose()
    }

    /// The fields that the person can't replace now, because a seat, a place, a certificate or a benefit
    /// hangs on them, each with why and the way out: a centre's staff correct it with the KTP before them.
    async fn locked_fields(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<FieldNotice>> {
        let Some(applicant) = &self.applicant else { return Ok(Vec::new()) };
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let lock = identity::lock(services, applicant).await.answer(ctx)?;
        let Some(lock) = lock else { return Ok(Vec::new()) };
        let fixed = |field: IdentityField| FieldNotice {
            path: field.path().to_owned(),
            code: lock.as_str().to_owned(),
            message: message::identity_lock(lock, request.language).to_owned(),
        };
        Ok(applicant.identity().told().into_iter().map(fixed).collect())
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

/// What is told; what is left out stays as it is.
#[derive(Debug, InputObject)]
pub struct UpdateProfileInput {
    /// As on the KTP; one word is a whole name.
    name: Option<String>,
    /// 16 digits.
    nik: Option<String>,
    /// 16 digits; 7 to 12 are the day that the card was made on.
    kk: Option<String>,
    /// `2001-05-17`; must agree with the NIK. As people type it, `17/5/2001`, it is understood, too.
    birth_date: Option<Unread<Date>>,
    /// Must agree with the NIK.
    sex: Option<Sex>,
    /// The highest that was finished.
    education: Option<Education>,
    /// What the person does now.
    occupation: Option<Occupation>,
    /// Kabupaten or kota: `51.71`.
    region_code: Option<String>,
    /// Whether the person has a disability, by the person's own word: it counts only where a session keeps
    /// seats for people with disabilities. Need not be told.
    disability: Option<bool>,
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
        let (language, address) = (request.language, request.address);
        let input = update_profile::Input { language, address, ..input.into() };
        let changed = update_profile::update(services, &request.actor, input).await;
        let changed = changed.answer(ctx)?;
        let notice = |(path, code): (&'static str, NoticeCode)| FieldNotice {
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
            birth_date: input.birth_date.map(String::from),
            sex: input.sex,
            education: input.education,
            occupation: input.occupation,
            region_code: input.region_code,
            disability: input.disability,
            phone: input.phone,
            email: input.email,
            ..Self::default()
        }
    }
}
