//! Applicants, as who has an application of theirs before the eyes sees them.

use async_graphql::{Context, ID, Object};
use balai_shared::{
    contact::PhoneNumber,
    person::{Education, Occupation, Sex},
};

use super::{
    context::RequestContext,
    error::Answer,
    place::Region,
    recover::ContactRecovery,
    scalar::{Date, MaskedNik},
};
use crate::{
    model::account,
    service::{Services, contact_recovery},
};

/// A job seeker.
#[derive(Debug, Clone)]
pub struct Applicant {
    pub(super) profile: account::Applicant,
    /// Whether more than the name is shown.
    pub(super) details: bool,
}

impl Applicant {
    fn seen<T>(&self, value: impl FnOnce(&account::Applicant) -> Option<T>) -> Option<T> {
        if self.details { value(&self.profile) } else { None }
    }
}

/// A job seeker (pencari kerja). Who may not see more gets the name alone.
#[Object]
impl Applicant {
    /// `apc_…`.
    pub(super) async fn id(&self) -> ID {
        self.profile.id.to_string().into()
    }

    /// As on the KTP.
    async fn name(&self) -> &str {
        &self.profile.name
    }

    /// The national identity number, its middle hidden.
    async fn nik(&self) -> Option<MaskedNik> {
        self.seen(|profile| profile.nik.as_ref().map(MaskedNik::from))
    }

    /// The mobile number, its middle hidden.
    async fn phone(&self) -> Option<String> {
        self.seen(|profile| profile.phone.as_ref().map(PhoneNumber::masked))
    }

    /// As on the KTP.
    async fn sex(&self) -> Option<Sex> {
        self.seen(|profile| profile.sex)
    }

    /// Day of birth.
    async fn birth_date(&self) -> Option<Date> {
        self.seen(|profile| profile.birth_date.map(Date))
    }

    /// The highest that was finished.
    async fn education(&self) -> Option<Education> {
        self.seen(|profile| profile.education)
    }

    /// What the person does now.
    async fn occupation(&self) -> Option<Occupation> {
        self.seen(|profile| profile.occupation)
    }

    /// A new number that staff asked for and that waits; for who may put a number in at the institution
    /// where it was asked for.
    async fn contact_recovery(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<ContactRecovery>> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let whose = (self.profile.id, self.profile.account);
        let found = contact_recovery::of_applicant(services, &request.actor, whose).await;
        let waiting = found.answer(ctx)?;
        Ok(waiting.map(|(recovery, may_approve)| ContactRecovery { recovery, may_approve }))
    }

    /// Kabupaten or kota where the person lives.
    async fn region(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Region>> {
        self.seen(|profile| profile.region.clone()).map(|code| Region::of(ctx, &code)).transpose()
    }
}
