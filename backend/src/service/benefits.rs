//! A person's benefits: every figure derived from the ledger, every condition from the facts.

use balai_shared::{
    benefit::{
        checklist::{self, BenefitStage, ChecklistItem, Deadline},
        ledger::{Balances, LedgerKind},
        payout::{PayoutAccountState, incentive_reference},
    },
    error::ErrorCode,
    id::{ApplicationId, BenefitId},
    policy::{Action, Actor, Resource, allow},
    time::TimeZone,
};

use super::{Services, payment};
use crate::{
    error::{Error, Result},
    model::{
        benefit::{Benefit, Posting},
        page::{Page, PageRequest},
        payout::{Payout, PayoutAccount},
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
    /// Where it is paid to.
    pub account: Option<PayoutAccount>,
    /// What was paid to the person, or will be, in the order in which it is due.
    pub payouts: Vec<Payout>,
    /// The training whose end counts, or else the first that is bought.
    pub training: Option<ApplicationId>,
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
    let connection = services.store.read();
    let benefits = store::benefit::of_applicant(connection, *id).await?;
    let ids: Vec<_> = benefits.iter().map(|(benefit, _)| benefit.id).collect();
    let payouts = store::payout::of_benefits(connection, &ids).await?;
    let accounts = store::payout_account::of_benefits(connection, services.vault(), &ids).await?;
    benefits
        .into_iter()
        .map(|(benefit, postings)| {
            let own = |payout: &&Payout| payout.benefit == benefit.id;
            let payouts = payouts.iter().filter(own).cloned().collect();
            let account = accounts.iter().find(|account| account.benefit == benefit.id).cloned();
            view(benefit, &postings, zone, (account, payouts))
        })
        .collect()
}

/// One of the caller's own.
///
/// # Errors
/// As [`own`]; `NOT_FOUND` where there is none of that id.
pub(super) async fn one(services: &Services, actor: &Actor, id: BenefitId) -> Result<BenefitView> {
    let found = own(services, actor).await?.into_iter().find(|view| view.benefit.id == id);
    found.ok_or_else(|| Error::refused(ErrorCode::NotFound))
}

fn view(
    mut benefit: Benefit,
    postings: &[Posting],
    zone: TimeZone,
    (account, payouts): (Option<PayoutAccount>, Vec<Payout>),
) -> Result<BenefitView> {
    // The account was read after the facts: the bank may have answered between the two, and one page must
    // not say both.
    if let Some(account) = &account {
        benefit.facts.payout_verified = account.state == PayoutAccountState::Verified;
        benefit.facts.payout_checking = account.state == PayoutAccountState::Checking;
    }
    let first = incentive_reference(1);
    let planned = payouts.iter().find(|payout| payout.reference == first).map(|one| one.due_by);
    Ok(BenefitView {
        account,
        payouts,
        training: training(&benefit, postings),
        balances: payment::balances(postings)?,
        stage: checklist::stage(&benefit.facts),
        checklist: checklist::checklist(&benefit.facts, &benefit.scheme),
        deadlines: checklist::deadlines(&benefit.facts, &benefit.scheme, zone, planned),
        benefit,
        zone,
    })
}

/// The training whose end counts, or else the first that is bought and not given back.
fn training(benefit: &Benefit, postings: &[Posting]) -> Option<ApplicationId> {
    let of = |kind: LedgerKind| postings.iter().filter(move |posting| posting.kind == kind);
    let done = benefit.facts.training_completed_at;
    let finished = of(LedgerKind::Purchase).find(|posting| Some(posting.at) == done);
    let back = |hold: &&Posting| of(LedgerKind::Release).any(|one| one.reference == hold.reference);
    let held = of(LedgerKind::Reserve).find(|hold| !back(hold));
    finished.or(held)?.reference.parse().ok()
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
    store::ledger::list(services.store.read(), benefit.id, &page.window()?).await
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
    store::ledger::count(services.store.read(), benefit).await
}
