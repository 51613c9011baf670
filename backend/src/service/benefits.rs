//! A person's benefits: every figure derived from the ledger, every condition from the facts.

use balai_shared::{
    benefit::{
        checklist::{self, BenefitStage, ChecklistItem, Deadline},
        ledger::Balances,
    },
    error::ErrorCode,
    id::BenefitId,
    policy::{Action, Actor, Resource, allow},
    time::TimeZone,
};

use super::{Services, payment};
use crate::{
    error::{Error, Result},
    model::{
        benefit::{Benefit, Posting},
        page::{Page, PageRequest},
    },
    store,
};

/// A benefit with all that is told about it.
#[derive(Debug, Clone)]
pub struct BenefitView {
    /// The benefit.
    pub benefit: Benefit,
    /// The time zone where the person lives; Jakarta's where that isn't known.
    pub zone: TimeZone,
    /// Its figures.
    pub balances: Balances,
    /// How far it has come.
    pub stage: BenefitStage,
    /// Every condition, met or not.
    pub checklist: Vec<ChecklistItem>,
    /// Every deadline.
    pub deadlines: Vec<Deadline>,
}

/// The caller's own.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who is no job seeker.
pub async fn own(services: &Services, actor: &Actor) -> Result<Vec<BenefitView>> {
    allow(actor, Action::ViewBenefit, &Resource::None)?;
    let Actor::Person { account, applicant: Some(id), .. } = actor else {
        return Err(Error::refused(ErrorCode::Forbidden));
    };
    let profile =
        store::applicant::by_account(services.store.read(), services.vault(), *account).await?;
    let zone = profile
        .and_then(|profile| profile.region)
        .and_then(|code| services.places.region(&code).map(|region| region.time_zone))
        .unwrap_or(TimeZone::Jakarta);
    let benefits = store::benefit::of_applicant(services.store.read(), *id).await?;
    benefits.into_iter().map(|(benefit, postings)| view(benefit, &postings, zone)).collect()
}

fn view(benefit: Benefit, postings: &[Posting], zone: TimeZone) -> Result<BenefitView> {
    Ok(BenefitView {
        balances: payment::balances(postings)?,
        stage: checklist::stage(&benefit.facts),
        checklist: checklist::checklist(&benefit.facts, &benefit.scheme),
        deadlines: checklist::deadlines(&benefit.facts, &benefit.scheme, zone),
        benefit,
        zone,
    })
}

/// A page of a benefit's postings, the latest first. The benefit is the caller's: [`own`] gave it.
///
/// # Errors
/// `NOT_FOUND` for another's; `VALIDATION_FAILED` for a bad page.
pub async fn entries(
    services: &Services,
    actor: &Actor,
    benefit: &Benefit,
    page: &PageRequest,
) -> Result<Page<Posting>> {
    allow(actor, Action::ViewBenefit, &Resource::Own { applicant: benefit.applicant })?;
    store::benefit::postings(services.store.read(), benefit.id, &page.window()?).await
}

/// How many postings a benefit of the caller's has.
///
/// # Errors
/// As [`entries`].
pub async fn count_entries(
    services: &Services,
    actor: &Actor,
    owner: balai_shared::id::ApplicantId,
    benefit: BenefitId,
) -> Result<u64> {
    allow(actor, Action::ViewBenefit, &Resource::Own { applicant: owner })?;
    store::benefit::count_postings(services.store.read(), benefit).await
}
