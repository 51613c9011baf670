//! When money becomes due: every condition of the incentive met, or a survey answered.

use balai_shared::{
    benefit::payout::{self, PayoutState, PlannedPayout},
    id::{BenefitId, PayoutId},
    time::{Instant, TimeZone},
};

use crate::{
    auth::secret::new_id,
    error::Result,
    model::{benefit::Benefit, payout::Payout},
    store::{self, Tx},
};

/// Plans the incentives if the last of their conditions came true in this transaction; each is
/// planned once, however often this is asked. The benefit is held by the caller.
///
/// # Errors
/// The database's own.
pub(super) async fn plan_if_due(tx: &Tx, id: BenefitId, now: Instant) -> Result<()> {
    let Some((benefit, _)) = store::benefit::by_ids(tx.conn(), &[id]).await?.pop() else {
        return Ok(());
    };
    if benefit.facts.revoked || !benefit.facts.incentive_due() {
        return Ok(());
    }
    let zone = store::applicant::zone_of(tx.conn(), benefit.applicant).await?;
    for planned in payout::incentives(&benefit.scheme, now) {
        plan(tx, &benefit, planned, (now, zone)).await?;
    }
    Ok(())
}

/// Plans one payment.
///
/// # Errors
/// The database's own.
pub(super) async fn plan(
    tx: &Tx,
    benefit: &Benefit,
    planned: PlannedPayout,
    (now, zone): (Instant, TimeZone),
) -> Result<()> {
    let new = Payout {
        id: PayoutId::from_u128(new_id(now)?),
        benefit: benefit.id,
        kind: planned.kind,
        reference: planned.reference,
        amount: planned.amount,
        state: PayoutState::Scheduled,
        due_by: payout::payout_due(planned.not_before, zone),
        attempt: 1,
        tries: 0,
        next_try_at: Some(planned.not_before),
        paid_at: None,
        refusal: None,
        created_at: now,
    };
    store::payout::plan(tx, &new).await
}
