//! What taking a seat, or giving it back, does to the training balance: known before it is done.

use serde::{Deserialize, Serialize};

use super::checklist::{Facts, first_purchase_due, must_revoke};
use super::ledger::{Balances, LedgerError, LedgerKind, Posting};
use super::scheme::Scheme;
use crate::money::Rupiah;
use crate::time::{Instant, TimeZone};

/// What a step would do to the training balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceChange {
    /// What would be posted: the price held, free again, or paid for good.
    pub kind: LedgerKind,
    /// How much that moves.
    pub price: Rupiah,
    /// Whether the balance covers it; where it doesn't, nothing changes.
    pub covered: bool,
    /// The figures now.
    pub before: Balances,
    /// The figures once all of it is done, what is lost included.
    pub after: Balances,
    /// What goes back to the state within a minute after it, because nothing is bought then and the
    /// time to buy is over; nothing where that isn't so.
    pub lost: Rupiah,
    /// The first moment after the last day of the first purchase.
    pub purchase_ends: Instant,
    /// Whether another training must be bought until then, or all that is left goes back.
    pub must_buy_again: bool,
}

/// Foresees what moving `amount` along `kind`'s route does to a benefit with these figures; `left` are
/// the facts as the step would leave them.
///
/// # Errors
/// A posting that the ledger's own rules refuse, but for a price that the balance doesn't cover.
pub fn foresee(
    before: Balances,
    (kind, amount): (LedgerKind, Rupiah),
    left: &Facts,
    scheme: &Scheme,
    (zone, now): (TimeZone, Instant),
) -> Result<BalanceChange, LedgerError> {
    let purchase_ends = first_purchase_due(left, scheme, zone);
    let unchanged = BalanceChange {
        kind,
        price: amount,
        covered: false,
        before,
        after: before,
        lost: Rupiah::ZERO,
        purchase_ends,
        must_buy_again: false,
    };
    if kind == LedgerKind::Reserve && before.training_available < amount {
        return Ok(unchanged);
    }
    let after = before.with(&Posting::new(kind, amount)?)?;
    let covered = BalanceChange { covered: true, after, ..unchanged };
    if left.revoked || left.first_purchase_at.is_some() {
        return Ok(covered);
    }
    let lost = after.training_available;
    if !must_revoke(left, scheme, zone, now) || lost == Rupiah::ZERO {
        return Ok(BalanceChange { must_buy_again: now < purchase_ends, ..covered });
    }
    Ok(BalanceChange { after: after.with(&Posting::revoke(lost)?)?, lost, ..covered })
}
