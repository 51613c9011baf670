//! Who a person is: the history of its changes, and its correction at the counter.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, dataloader::Loader};
use balai_shared::{
    id::ApplicantId,
    identity::{Identity, IdentityField},
    person::Sex,
};

use super::{
    applicant::Applicant,
    application::Application,
    benefit::Eligibility,
    context::RequestContext,
    error::Answer,
    institution::Institution,
    loader::{Batch, Loaded, load},
    scalar::{Date, DateTime, MaskedNik, Unread},
};
use crate::{
    error::Error,
    model::identity as model,
    service::{Services, correct_identity, identity, update_profile},
};

/// A change of who a person is.
#[derive(Debug, Clone)]
pub struct IdentityChange(pub(super) model::IdentityChange);

/// A change of who a person is: of name, NIK, birth date or sex; never changed afterwards. What the fields
/// were and became is gone when the person's data is.
#[Object]
impl IdentityChange {
    /// When.
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// At whose counter; null where the person made it.
    async fn institution(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Institution>> {
        let Some((id, _)) = self.0.counter else { return Ok(None) };
        Ok(load(ctx, id).await?.map(Institution))
    }

    /// Which fields became another.
    async fn fields(&self) -> &[IdentityField] {
        &self.0.fields
    }

    /// What these fields were; the others are null.
    async fn before(&self) -> Option<IdentityValues> {
        self.0.before.as_ref().map(IdentityValues::from)
    }

    /// What they became.
    async fn after(&self) -> Option<IdentityValues> {
        self.0.after.as_ref().map(IdentityValues::from)
    }

    /// What staff said about it: for the person, and at the institution where it was said.
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_deref()
    }
}

/// What says who a person is.
#[derive(Debug, SimpleObject)]
pub struct IdentityValues {
    /// As on the KTP.
    name: Option<String>,
    /// Its middle hidden.
    nik: Option<MaskedNik>,
    /// Day of birth.
    birth_date: Option<Date>,
    /// As on the KTP.
    sex: Option<Sex>,
}

impl From<&Identity> for IdentityValues {
    fn from(of: &Identity) -> Self {
        Self {
            name: Some(of.name.clone()).filter(|name| !name.is_empty()),
            nik: of.nik.as_ref().map(MaskedNik::from),
            birth_date: of.birth_date.map(Date),
            sex: of.sex,
        }
    }
}

/// Loads what was changed of who a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct IdentityChangesOf(pub(super) ApplicantId);

impl Loader<IdentityChangesOf> for Batch {
    type Value = Vec<model::IdentityChange>;
    type Error = Arc<Error>;

    async fn load(
        &self,
        keys: &[IdentityChangesOf],
    ) -> Loaded<IdentityChangesOf, Vec<model::IdentityChange>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = identity::of_applicants(&self.services, &ids).await.map_err(Arc::new)?;
        let mut changes: HashMap<_, Vec<_>> = HashMap::new();
        for change in found {
            changes.entry(IdentityChangesOf(change.applicant)).or_default().push(change);
        }
        Ok(changes)
    }
}

/// What staff type with the KTP before them; what is left out stays.
#[derive(Debug, InputObject)]
pub struct CorrectIdentityInput {
    /// `app_…`: what the person sent to the caller's institution.
    application_id: ID,
    /// As on the KTP.
    name: Option<String>,
    /// 16 digits.
    nik: Option<String>,
    /// `2001-05-17`; must agree with the NIK.
    birth_date: Option<Unread<Date>>,
    /// Must agree with the NIK.
    sex: Option<Sex>,
    /// Why, in at most 500 characters. The person reads it.
    reason: String,
}

/// The person after the correction, and what is worth a second look by it.
#[derive(Debug, SimpleObject)]
pub struct CorrectIdentityPayload {
    /// The person.
    applicant: Applicant,
    /// The application, with the correction in its `identityChanges`.
    application: Application,
    /// Open applications to the caller's institution whose conditions aren't met by what is known now.
    /// Nothing was turned down: that is for who decides.
    not_eligible: Vec<Application>,
    /// Whether the person met the scheme's conditions when the benefit was given; null without a benefit.
    benefit_eligibility: Option<Eligibility>,
}

/// What staff do for who is on record with a mistake.
#[derive(Debug, Default)]
pub struct IdentityMutation;

#[Object]
impl IdentityMutation {
    /// Corrects name, NIK, birth date or sex of who stands at the counter with the KTP. It stands in a
    /// history that is only added to, the person is told by every proved contact, and accounts for
    /// payments are checked anew. For ADMIN, REVIEWER and COUNSELLOR; neither for oneself nor for accounts
    /// with a role. A NIK that has another account is `CONFLICT`, without telling whose.
    async fn correct_identity(
        &self,
        ctx: &Context<'_>,
        input: CorrectIdentityInput,
    ) -> async_graphql::Result<CorrectIdentityPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = correct_identity::Input {
            application: input.application_id.to_string(),
            typed: update_profile::Input {
                name: input.name,
                nik: input.nik,
                birth_date: input.birth_date.map(String::from),
                sex: input.sex,
                ..update_profile::Input::default()
            },
            reason: input.reason,
        };
        let corrected = correct_identity::correct(services, &request.actor, input).await;
        let corrected = corrected.answer(ctx)?;
        Ok(CorrectIdentityPayload {
            applicant: Applicant { profile: corrected.applicant, details: true },
            application: Application(corrected.application),
            not_eligible: corrected.not_eligible.into_iter().map(Application).collect(),
            benefit_eligibility: corrected.benefit.map(Eligibility),
        })
    }
}
