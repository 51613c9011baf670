//! The first purchase has a deadline: people are reminded of it, and after it the balance goes back.

use balai_shared::{
    benefit::{
        checklist::{must_remind, must_revoke},
        ledger::LedgerKind,
        payout::REMINDER_DAYS,
    },
    id::{BenefitId, PostingId},
    money::Rupiah,
    notification::NotificationKind,
    time::Instant,
};

use super::{Services, benefit_news, payment};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::benefit::Posting,
    store::{self, Tx, benefit::Milestone},
};

/// The fewest days within which a scheme wants the first purchase: nothing is due before.
const FEWEST_DAYS: i64 = 15;
/// How many one round looks at.
const MOST: u64 = 500;

/// Reminds and takes back what is due; gives how many benefits were taken back. Demonstration data
/// stays as it is shown.
///
/// # Errors
/// The database's own.
pub async fn revoke_due(services: &Services) -> Result<usize> {
    let store = &services.store;
    if store::fact::demonstration(store.read()).await?.is_some() {
        return Ok(0);
    }
    let now = store.ping().await?;
    let from = now.plus_days(REMINDER_DAYS - FEWEST_DAYS);
    for id in store::benefit::unspent(store.read(), from, true, MOST).await? {
        store.write(move |tx| Box::pin(async move { remind(tx, id).await })).await?;
    }
    let mut revoked = 0;
    let from = now.plus_days(-FEWEST_DAYS);
    for id in store::benefit::unspent(store.read(), from, false, MOST).await? {
        let done = store.write(move |tx| Box::pin(async move { revoke(tx, id).await })).await?;
        revoked += usize::from(done);
    }
    Ok(revoked)
}

async fn remind(tx: &Tx, id: BenefitId) -> Result<()> {
    let now = tx.now().await?;
    let Some((benefit, _)) = store::benefit::lock(tx, id).await? else { return Ok(()) };
    let zone = store::applicant::zone_of(tx.conn(), benefit.applicant).await?;
    if !must_remind(&benefit.facts, &benefit.scheme, zone, now)
        || !store::benefit::reach(tx, id, Milestone::Reminded, now).await?
    {
        return Ok(());
    }
    benefit_news::tell(tx, &benefit, NotificationKind::PurchaseReminder, now).await
}

/// Whoever buys at this moment holds the benefit first, or finds it taken back.
async fn revoke(tx: &Tx, id: BenefitId) -> Result<bool> {
    let now = tx.now().await?;
    let Some((benefit, postings)) = store::benefit::lock(tx, id).await? else { return Ok(false) };
    let zone = store::applicant::zone_of(tx.conn(), benefit.applicant).await?;
    if !must_revoke(&benefit.facts, &benefit.scheme, zone, now)
        || !store::benefit::reach(tx, id, Milestone::Revoked, now).await?
    {
        return Ok(false);
    }
    let left = payment::balances(&postings)?.training_available;
    if left > Rupiah::ZERO {
        give_back(tx, id, left, now).await?;
    }
    benefit_news::tell(tx, &benefit, NotificationKind::BenefitRevoked, now).await?;
    Ok(true)
}

async fn give_back(tx: &Tx, benefit: BenefitId, amount: Rupiah, now: Instant) -> Result<()> {
    let posting = Posting {
        id: PostingId::from_u128(new_id(now)?),
        benefit,
        kind: LedgerKind::Revoke,
        amount,
        reference: "revoke".to_owned(),
        at: now,
    };
    store::ledger::post(tx, &posting).await
}
