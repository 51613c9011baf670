//! The ledger: double entry, whole rupiah, append-only. Every figure that a person sees is
//! derived from it.
//!
//! A line adds its amount to its account. The lines of a posting add up to zero, so that money
//! only moves: what people have, the state fund is short of.

use serde::{Deserialize, Serialize};

use crate::money::Rupiah;

word_enum! {
    /// An account of one benefit.
    pub enum Account {
        /// Where all money comes from and goes back to; the only one that is below zero.
        StateFund = "STATE_FUND",
        /// Training balance that can be spent.
        TrainingAvailable = "TRAINING_AVAILABLE",
        /// Training balance held for a session that isn't paid yet.
        TrainingReserved = "TRAINING_RESERVED",
        /// Training balance paid to institutions.
        TrainingSpent = "TRAINING_SPENT",
        /// Incentives paid to the person.
        IncentivePaid = "INCENTIVE_PAID",
        /// Survey money paid to the person.
        SurveyPaid = "SURVEY_PAID",
    }
}

word_enum! {
    /// What a posting does.
    pub enum LedgerKind {
        /// The training balance is granted.
        Grant = "GRANT",
        /// A price is held for a session.
        Reserve = "RESERVE",
        /// A held price is free again.
        Release = "RELEASE",
        /// A held price is paid to the institution.
        Purchase = "PURCHASE",
        /// An incentive is paid out.
        Incentive = "INCENTIVE",
        /// Survey money is paid out.
        Survey = "SURVEY",
        /// What is left of the training balance goes back to the state.
        Revoke = "REVOKE",
    }
}

impl LedgerKind {
    /// The accounts that money leaves and enters.
    #[must_use]
    pub const fn route(self) -> (Account, Account) {
        match self {
            Self::Grant => (Account::StateFund, Account::TrainingAvailable),
            Self::Reserve => (Account::TrainingAvailable, Account::TrainingReserved),
            Self::Release => (Account::TrainingReserved, Account::TrainingAvailable),
            Self::Purchase => (Account::TrainingReserved, Account::TrainingSpent),
            Self::Incentive => (Account::StateFund, Account::IncentivePaid),
            Self::Survey => (Account::StateFund, Account::SurveyPaid),
            Self::Revoke => (Account::TrainingAvailable, Account::StateFund),
        }
    }
}

/// Why a posting, or a row of them, can't be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// A posting moves more than nothing, in one direction.
    #[error("a posting moves a positive amount")]
    NotPositive,
    /// The lines don't add up to zero.
    #[error("the lines of a posting don't add up to zero")]
    Unbalanced,
    /// The lines move money between other accounts than the kind's.
    #[error("the lines don't belong to the kind of posting")]
    WrongRoute,
    /// An account would hold less than nothing.
    #[error("{account} would hold less than nothing")]
    Overdrawn {
        /// Which account.
        account: Account,
    },
    /// A sum doesn't fit.
    #[error("a sum doesn't fit")]
    Overflow,
}

/// One movement of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posting {
    /// What it does.
    pub kind: LedgerKind,
    /// What it adds to which account.
    pub lines: Vec<(Account, Rupiah)>,
}

impl Posting {
    /// Moves an amount along the kind's route.
    ///
    /// # Errors
    /// An amount of nothing or less.
    pub fn new(kind: LedgerKind, amount: Rupiah) -> Result<Self, LedgerError> {
        if amount <= Rupiah::ZERO {
            return Err(LedgerError::NotPositive);
        }
        let (from, to) = kind.route();
        let taken = amount.checked_neg().ok_or(LedgerError::Overflow)?;
        Ok(Self { kind, lines: vec![(from, taken), (to, amount)] })
    }

    /// Grants the training balance.
    ///
    /// # Errors
    /// An amount of nothing or less; so for all kinds.
    pub fn grant(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Grant, amount)
    }

    /// Holds a price for a session.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn reserve(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Reserve, amount)
    }

    /// Sets a held price free.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn release(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Release, amount)
    }

    /// Pays a held price to the institution.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn purchase(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Purchase, amount)
    }

    /// Pays an incentive out.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn incentive(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Incentive, amount)
    }

    /// Pays survey money out.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn survey(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Survey, amount)
    }

    /// Gives what is left of the training balance back.
    ///
    /// # Errors
    /// As [`Posting::new`].
    pub fn revoke(amount: Rupiah) -> Result<Self, LedgerError> {
        Self::new(LedgerKind::Revoke, amount)
    }

    /// How much is moved: what the lines add, without what they take.
    #[must_use]
    pub fn amount(&self) -> Rupiah {
        let added = self.lines.iter().map(|(_, amount)| *amount);
        Rupiah::sum(added.filter(|amount| !amount.is_negative())).unwrap_or(Rupiah(i64::MAX))
    }

    /// The lines are the two of the kind's route.
    fn follows_route(&self) -> bool {
        let (from, to) = self.kind.route();
        match self.lines.as_slice() {
            [(a, taken), (b, added)] => {
                let (a, b) = (*a, *b);
                let forward = a == from && b == to && taken.is_negative();
                let reversed = a == to && b == from && added.is_negative();
                forward || reversed
            }
            _ => false,
        }
    }
}

/// Whether the lines add up to zero.
#[must_use]
pub fn balanced(posting: &Posting) -> bool {
    Rupiah::sum(posting.lines.iter().map(|(_, amount)| *amount)) == Some(Rupiah::ZERO)
}

/// A benefit's figures, derived from its postings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balances {
    /// What remains of the training balance, reservations included.
    pub training_balance: Rupiah,
    /// The part of it that can be spent.
    pub training_available: Rupiah,
    /// The part of it that is held for sessions.
    pub training_reserved: Rupiah,
    /// What was paid to institutions.
    pub training_spent: Rupiah,
    /// What was paid to the person as incentives.
    pub incentive_paid: Rupiah,
    /// What was paid to the person for surveys.
    pub survey_paid: Rupiah,
}

impl Balances {
    /// Adds the postings up, in the order in which they were made.
    ///
    /// # Errors
    /// A posting that isn't balanced or takes another route than its kind's, or one after which a
    /// person's account would hold less than nothing.
    pub fn derive(postings: &[Posting]) -> Result<Self, LedgerError> {
        let mut balances = Self::default();
        for posting in postings {
            balances.apply(posting)?;
        }
        Ok(balances)
    }

    /// The figures with one more posting.
    ///
    /// # Errors
    /// As [`Balances::derive`].
    pub fn with(mut self, posting: &Posting) -> Result<Self, LedgerError> {
        self.apply(posting)?;
        Ok(self)
    }

    fn apply(&mut self, posting: &Posting) -> Result<(), LedgerError> {
        if !balanced(posting) {
            return Err(LedgerError::Unbalanced);
        }
        if !posting.follows_route() {
            return Err(LedgerError::WrongRoute);
        }
        for (account, amount) in &posting.lines {
            let Some(balance) = self.of(*account) else {
                continue;
            };
            *balance = balance.checked_add(*amount).ok_or(LedgerError::Overflow)?;
            if balance.is_negative() {
                return Err(LedgerError::Overdrawn { account: *account });
            }
        }
        let remains = self.training_available.checked_add(self.training_reserved);
        self.training_balance = remains.ok_or(LedgerError::Overflow)?;
        Ok(())
    }

    /// The state fund isn't a figure of the person's.
    fn of(&mut self, account: Account) -> Option<&mut Rupiah> {
        match account {
            Account::StateFund => None,
            Account::TrainingAvailable => Some(&mut self.training_available),
            Account::TrainingReserved => Some(&mut self.training_reserved),
            Account::TrainingSpent => Some(&mut self.training_spent),
            Account::IncentivePaid => Some(&mut self.incentive_paid),
            Account::SurveyPaid => Some(&mut self.survey_paid),
        }
    }
}
