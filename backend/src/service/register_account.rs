//! The account that benefits are paid to.

use balai_shared::{
    benefit::payout::{PayoutNumber, PayoutProvider},
    error::{ErrorCode, FieldCode, FieldError},
    id::{BenefitId, PayoutId},
    policy::{Action, Actor, Resource, allow},
};

use super::{
    Services,
    attempts::{self, Subject},
    benefits::BenefitView,
    limits,
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    store::{self, Tx, payout_account::NewAccount},
};

/// What the person fills in.
#[derive(Debug)]
pub struct Input {
    /// `ben_…`.
    pub benefit: String,
    /// The bank or e-wallet.
    pub provider: Option<PayoutProvider>,
    /// The number there, as typed.
    pub number: String,
}

/// Keeps the account in place of the one before; it is checked anew, and nothing is paid until it is
/// verified.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another's benefit; `VALIDATION_FAILED`; `CONFLICT` where another
/// person's benefits are paid to that account (at the field `number`), where a payment is with the
/// bank, or where the benefit was taken back; `NOT_ELIGIBLE` without a NIK in the profile;
/// `RATE_LIMITED` after too many numbers.
pub async fn register(services: &Services, actor: &Actor, input: Input) -> Result<BenefitView> {
    allow(actor, Action::ViewBenefit, &Resource::None)?;
    let id: BenefitId = input.benefit.parse()?;
    let (provider, number) = parse(&input)?;
    if let Actor::Person { account, .. } = actor {
        let (vault, own) = (services.vault(), account.to_string());
        let value = store::payout_account::indexed(provider, &number);
        let value = Subject::of_value(vault, &limits::PAYOUT, (&own, &value));
        let by = Subject::new(vault, &limits::PAYOUT, &own);
        let _kept = attempts::count_new(services, vec![value], vec![by]).await?;
    }
    let who = actor.clone();
    services
        .store
        .write(move |tx| Box::pin(async move { keep(tx, &who, id, (provider, number)).await }))
        .await?;
    super::benefits::one(services, actor, id).await
}

fn parse(input: &Input) -> Result<(PayoutProvider, PayoutNumber)> {
    let Some(provider) = input.provider else {
        let mut fields = vec![FieldError::new("provider", FieldCode::Required)];
        if input.number.trim().is_empty() {
            fields.push(FieldError::new("number", FieldCode::Required));
        }
        return Err(Error::invalid(fields));
    };
    let number = PayoutNumber::parse(provider, &input.number, "number");
    Ok((provider, number.map_err(|error| Error::invalid(vec![error]))?))
}

async fn keep(
    tx: &Tx,
    actor: &Actor,
    id: BenefitId,
    (provider, number): (PayoutProvider, PayoutNumber),
) -> Result<()> {
    let now = tx.now().await?;
    let (benefit, _) = store::benefit::lock(tx, id).await?.ok_or(ErrorCode::NotFound)?;
    allow(actor, Action::EditOwnProfile, &Resource::Own { applicant: benefit.applicant })?;
    let under_way = store::payout::is_under_way(tx.conn(), id).await?;
    if benefit.facts.revoked || under_way {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let profiles = store::applicant::by_ids(tx.conn(), tx.vault(), &[benefit.applicant]).await?;
    if profiles.iter().all(|profile| profile.nik.is_none()) {
        return Err(Error::refused(ErrorCode::NotEligible));
    }
    if store::payout_account::is_taken(tx, benefit.applicant, (provider, &number)).await? {
        return Err(Error::taken("number", FieldCode::PayoutTaken));
    }
    let check = PayoutId::from_u128(new_id(now)?);
    let new = NewAccount { benefit: id, check, provider, number: &number };
    store::payout_account::set(tx, &new, now).await
}
