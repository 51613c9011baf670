//! What is asked of the bank, and what follows from its answers: accounts are checked, payments paid,
//! each by one sender at a time and each once.

use balai_shared::{
    benefit::{
        ledger::LedgerKind,
        payout::{PayoutKind, PayoutRefusal, payout_due},
    },
    id::{BenefitId, PostingId},
    notification::NotificationKind,
    time::Instant,
};

use super::{Services, benefit_news, incentive};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::{
        benefit::Posting,
        payout::{AccountCheck, Order, OrderAction, Payout, Verdict},
    },
    store::{self, Tx},
};

/// After a try that got no answer, or the answer that it isn't known yet, in minutes. Money is never
/// given up: after the last one it is asked again as often.
const PAUSES: [i64; 5] = [1, 5, 30, 2 * 60, 12 * 60];
/// How many orders of a kind one round takes on: they are asked all at once.
pub const ROUND: usize = 16;

/// Something that the bank is asked.
#[derive(Debug, Clone)]
pub enum Asked {
    /// Whether an account can be paid to.
    Check(AccountCheck),
    /// To pay.
    Pay(Payout),
}

/// Claims what is due: no other replica asks the bank the same meanwhile.
///
/// # Errors
/// The database's own.
pub async fn claim(services: &Services) -> Result<Vec<(Asked, Order)>> {
    let store = &services.store;
    let now = store.ping().await?;
    let most = u64::try_from(ROUND).unwrap_or(u64::MAX);
    let mut claimed = Vec::new();
    for check in store::payout_account::due(store.read(), now, most).await? {
        let next = now.plus_minutes(pause(check.tries));
        let held = store.write(move |tx| {
            Box::pin(async move {
                if !store::payout_account::claim(tx, &check, next).await? {
                    return Ok(None);
                }
                let subject = (check.benefit, check.id.to_string());
                order(tx, subject, OrderAction::Verify, None).await
            })
        });
        let held = left_for_later(held.await, &check.id);
        claimed.extend(held.map(|order| (Asked::Check(check), order)));
    }
    for payout in store::payout::due(store.read(), now, most).await? {
        let wanted = payout.clone();
        let held = store.write(move |tx| Box::pin(async move { take(tx, &wanted, now).await }));
        let held = left_for_later(held.await, &payout.id);
        claimed.extend(held.map(|order| (Asked::Pay(payout), order)));
    }
    Ok(claimed)
}

/// One that fails holds up no other: the next round tries it again.
fn left_for_later(held: Result<Option<Order>>, id: &impl std::fmt::Display) -> Option<Order> {
    held.unwrap_or_else(|error| {
        tracing::error!(%error, %id, "an order for the bank can't be made");
        None
    })
}

/// Takes a payment on. The benefit is held, so that its account isn't replaced at this very moment:
/// once the payment is with the bank, the account stays.
async fn take(tx: &Tx, payout: &Payout, now: Instant) -> Result<Option<Order>> {
    let Some((benefit, _)) = store::benefit::lock(tx, payout.benefit).await? else {
        return Ok(None);
    };
    let is_new = payout.tries == 0;
    if is_new && !benefit.facts.payout_verified {
        return Ok(None);
    }
    let next = now.plus_minutes(pause(payout.tries));
    if !store::payout::claim(tx, payout, (now, next)).await? {
        return Ok(None);
    }
    let subject = (payout.benefit, format!("{}-{}", payout.id, payout.attempt));
    order(tx, subject, OrderAction::Pay, Some(payout)).await
}

/// How long after the try numbered `tries`, from 0 on, the next one comes, in minutes.
fn pause(tries: i32) -> i64 {
    let place = usize::try_from(tries).unwrap_or_default();
    PAUSES.get(place).or(PAUSES.last()).copied().unwrap_or_default()
}

async fn order(
    tx: &Tx,
    (benefit, id): (BenefitId, String),
    action: OrderAction,
    payout: Option<&Payout>,
) -> Result<Option<Order>> {
    let accounts = store::payout_account::of_benefits(tx.conn(), tx.vault(), &[benefit]).await?;
    let Some((found, _)) = store::benefit::by_ids(tx.conn(), &[benefit]).await?.pop() else {
        return Ok(None);
    };
    let people = store::applicant::by_ids(tx.conn(), tx.vault(), &[found.applicant]).await?;
    let (Some(account), Some(person)) = (accounts.into_iter().next(), people.into_iter().next())
    else {
        return Ok(None);
    };
    let Some(nik) = person.nik else { return Ok(None) };
    Ok(Some(Order {
        id,
        action,
        provider: account.provider,
        number: account.number,
        nik,
        name: person.name,
        amount: payout.map(|payout| payout.amount),
        reference: payout.map_or_else(|| "account".to_owned(), |payout| payout.reference.clone()),
    }))
}

/// What follows from an answer, in one transaction; nothing where it is known already.
///
/// # Errors
/// The database's own.
pub async fn settle(services: &Services, asked: Asked, verdict: Verdict) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                match (asked, verdict) {
                    (Asked::Check(_) | Asked::Pay(_), Verdict::Pending) => Ok(()),
                    (Asked::Check(check), Verdict::Done) => verified(tx, &check, now).await,
                    (Asked::Check(check), Verdict::Refused(why)) => {
                        denied(tx, &check, why, now).await
                    }
                    (Asked::Pay(payout), Verdict::Done) => paid(tx, &payout, now).await,
                    (Asked::Pay(payout), Verdict::Refused(why)) => {
                        refused(tx, &payout, why, now).await
                    }
                }
            })
        })
        .await
}

/// The account can be paid to: what waited for it alone is due, and what another account refused is
/// sent again.
async fn verified(tx: &Tx, check: &AccountCheck, now: Instant) -> Result<()> {
    let Some((benefit, _)) = store::benefit::lock(tx, check.benefit).await? else {
        return Ok(());
    };
    if !store::payout_account::verified(tx, check, now).await? {
        return Ok(());
    }
    let zone = store::applicant::zone_of(tx.conn(), benefit.applicant).await?;
    store::payout::send_again(tx, benefit.id, (now, payout_due(now, zone))).await?;
    incentive::plan_if_due(tx, benefit.id, now).await?;
    benefit_news::tell(tx, &benefit, NotificationKind::PayoutAccountVerified, now).await
}

async fn denied(tx: &Tx, check: &AccountCheck, why: PayoutRefusal, now: Instant) -> Result<()> {
    let Some((benefit, _)) = store::benefit::lock(tx, check.benefit).await? else {
        return Ok(());
    };
    if !store::payout_account::refused(tx, check, why, now).await? {
        return Ok(());
    }
    benefit_news::tell(tx, &benefit, NotificationKind::PayoutAccountRefused, now).await
}

/// Paid, posted and told in one: whoever hears the same answer again finds that it is.
async fn paid(tx: &Tx, payout: &Payout, now: Instant) -> Result<()> {
    let Some((benefit, _)) = store::benefit::lock(tx, payout.benefit).await? else {
        return Ok(());
    };
    if !store::payout::paid(tx, payout, now).await? {
        return Ok(());
    }
    let (kind, news) = match payout.kind {
        PayoutKind::Incentive => (LedgerKind::Incentive, NotificationKind::IncentivePaid),
        PayoutKind::Survey => (LedgerKind::Survey, NotificationKind::SurveyPaid),
    };
    let posting = Posting {
        id: PostingId::from_u128(new_id(now)?),
        benefit: payout.benefit,
        kind,
        amount: payout.amount,
        reference: payout.reference.clone(),
        at: now,
    };
    store::ledger::post(tx, &posting).await?;
    benefit_news::tell(tx, &benefit, news, now).await
}

/// Not paid, and never will be to this account: the person has to give another.
async fn refused(tx: &Tx, payout: &Payout, why: PayoutRefusal, now: Instant) -> Result<()> {
    let Some((benefit, _)) = store::benefit::lock(tx, payout.benefit).await? else {
        return Ok(());
    };
    if !store::payout::refused(tx, payout, why).await? {
        return Ok(());
    }
    store::payout_account::fail(tx, payout.benefit, why, now).await?;
    benefit_news::tell(tx, &benefit, NotificationKind::PayoutRefused, now).await
}
