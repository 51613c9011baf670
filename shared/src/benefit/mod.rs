//! Prakerja benefits: the schemes, the ledger, and what stands between a person and the payment.

pub mod change;
pub mod checklist;
pub mod ledger;
pub mod payout;
pub mod scheme;
pub mod survey;

pub use change::{BalanceChange, foresee};
pub use checklist::{
    BenefitDeadlineKind, BenefitStage, ChecklistCode, ChecklistItem, ChecklistState, Deadline,
    Facts, INCENTIVE_WORKING_DAYS, NextStep, checklist, deadlines, first_purchase_due, must_remind,
    must_revoke, stage,
};
pub use ledger::{Account, Balances, LedgerError, LedgerKind, Posting, balanced};
pub use payout::{
    PayoutAccountState, PayoutChecker, PayoutKind, PayoutNumber, PayoutProvider, PayoutRefusal,
    PayoutState, PlannedPayout, Stars,
};
pub use scheme::{Scheme, shipped};
pub use survey::{Employment, IncomeBand, SkillUse, SurveyState, survey_state};
