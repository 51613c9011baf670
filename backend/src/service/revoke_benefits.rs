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
    store::{
        self, Tx,
        benefit::{Milestone, Unspent},
    },
};

/// How many of a scheme one round looks at.
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
    for id in looked_at(services, Milestone::Reminded).await? {
        store.write(move |tx| Box::pin(async move { remind(tx, id).await })).await?;
    }
    let mut revoked = 0;
    for id in looked_at(services, Milestone::Revoked).await? {
        let done = store.write(move |tx| Box::pin(async move { revoke(tx, id).await })).await?;
        revoked += usize::from(done);
    }
    Ok(revoked)
}

/// What a round looks at for that step, of each scheme the earliest: only what is due, or will be
/// within a day, so that those who still have time are in nobody's way.
///
/// # Errors
/// The database's own.
pub async fn looked_at(services: &Services, step: Milestone) -> Result<Vec<BenefitId>> {
    let store = &services.store;
    let now = store.ping().await?;
    let unreminded = step == Milestone::Reminded;
    let ahead = if unreminded { REMINDER_DAYS } else { 0 };
    let mut found = Vec::new();
    for (scheme, rules) in store::benefit::schemes(store.read()).await? {
        // The deadline is the end of a day: nothing is due before these days are full.
        let before = now.plus_days(ahead - i64::from(rules.first_purchase_days));
        let which = Unspent { scheme, before, unreminded };
        found.extend(store::benefit::unspent(store.read(), which, MOST).await?);
    }
    Ok(found)
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
