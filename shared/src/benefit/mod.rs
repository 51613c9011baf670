//! Prakerja benefits: the schemes, the ledger, and what stands between a person and the payment.

pub mod checklist;
pub mod ledger;
pub mod scheme;

pub use checklist::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistItem, Deadline, Facts,
    INCENTIVE_WORKING_DAYS, NextStep, checklist, deadlines, must_revoke, stage,
};
pub use ledger::{Account, Balances, LedgerError, LedgerKind, Posting, balanced};
pub use scheme::{Scheme, shipped};
