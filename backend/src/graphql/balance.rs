//! The training balance in its three parts, and what a step does to it.

use async_graphql::SimpleObject;
use balai_shared::{
    application::ApplicationAction,
    benefit::{Balances, ledger::LedgerKind},
    language::Language,
    message,
};

use super::scalar::{DateTime, Rupiah};
use crate::service::balance_changes::Foreseen;

/// The training balance in its three parts.
#[derive(Debug, Clone, Copy, SimpleObject)]
pub struct TrainingBalance {
    /// What can be spent.
    available: Rupiah,
    /// What is held for seats that are taken and not paid yet.
    reserved: Rupiah,
    /// What was paid to institutions.
    spent: Rupiah,
}

impl From<Balances> for TrainingBalance {
    fn from(balances: Balances) -> Self {
        Self {
            available: Rupiah(balances.training_available),
            reserved: Rupiah(balances.training_reserved),
            spent: Rupiah(balances.training_spent),
        }
    }
}

/// What a step would do to the training balance; nothing is done. Show it before the step is taken.
#[derive(Debug, Clone, SimpleObject)]
pub struct BalanceChange {
    /// Which step: CONFIRM takes the seat, which is a purchase; WITHDRAW gives it back, and so does putting
    /// the application off.
    action: ApplicationAction,
    /// What becomes of the price: it is held (RESERVE), free again (RELEASE), or paid all the same
    /// (PURCHASE).
    kind: LedgerKind,
    /// How much that is.
    price: Rupiah,
    /// Whether the available balance covers it. Where it doesn't, the step is refused.
    covered: bool,
    /// The balance now.
    before: TrainingBalance,
    /// The balance after all of it, what is lost included.
    after: TrainingBalance,
    /// What goes back to the state within a minute after the step: nothing is bought then, and the last day
    /// to buy is over. 0 where nothing does.
    lost: Rupiah,
    /// The first moment after the last day on which another training must be bought once the step is taken,
    /// or what is left goes back to the state; null where nothing needs to be, and where it is too late.
    buy_before: Option<DateTime>,
    /// All of it in plain words, with the way out: a sentence or two each.
    message: Vec<String>,
}

impl BalanceChange {
    /// As it is told in this language.
    pub(super) fn of(foreseen: &Foreseen, language: Language) -> Self {
        let change = &foreseen.change;
        Self {
            action: foreseen.action,
            kind: change.kind,
            price: Rupiah(change.price),
            covered: change.covered,
            before: change.before.into(),
            after: change.after.into(),
            lost: Rupiah(change.lost),
            buy_before: change.must_buy_again.then_some(DateTime(change.purchase_ends)),
            message: message::balance_change(change, foreseen.zone, language),
        }
    }
}
