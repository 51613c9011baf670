//! Money on its way to people.

use balai_shared::{
    benefit::payout::{
        PayoutAccountState, PayoutKind, PayoutNumber, PayoutProvider, PayoutRefusal, PayoutState,
    },
    id::{BenefitId, PayoutId},
    money::Rupiah,
    nik::Nik,
    time::Instant,
};

/// The account that a benefit is paid to.
#[derive(Debug, Clone)]
pub struct PayoutAccount {
    /// Of which benefit.
    pub benefit: BenefitId,
    /// At which bank or e-wallet.
    pub provider: PayoutProvider,
    /// Sealed at rest.
    pub number: PayoutNumber,
    /// How far it is checked.
    pub state: PayoutAccountState,
    /// Why it can't be paid to.
    pub refusal: Option<PayoutRefusal>,
    /// When the bank, or the office, answered.
    pub checked_at: Option<Instant>,
}

/// A check of an account that is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountCheck {
    /// Its id: each registration is a check of its own.
    pub id: PayoutId,
    /// Of which benefit's account.
    pub benefit: BenefitId,
    /// How often the bank was asked.
    pub tries: i32,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payout {
    /// Its id.
    pub id: PayoutId,
    /// Of which benefit.
    pub benefit: BenefitId,
    /// What for.
    pub kind: PayoutKind,
    /// What makes it one of its kind: `incentive-1`.
    pub reference: String,
    /// How much.
    pub amount: Rupiah,
    /// How far it is.
    pub state: PayoutState,
    /// The first moment after the last day on which it is in time.
    pub due_by: Instant,
    /// To how many accounts it was sent, this one included; from 1.
    pub attempt: i32,
    /// How often the bank was asked about this attempt.
    pub tries: i32,
    /// Before this moment the bank isn't asked; `None` when it is settled.
    pub next_try_at: Option<Instant>,
    /// When it was paid.
    pub paid_at: Option<Instant>,
    /// Why the bank refused it.
    pub refusal: Option<PayoutRefusal>,
    /// When it was planned.
    pub created_at: Instant,
}

/// What a bank is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OrderAction {
    /// Say whether the account is active and bears the NIK.
    Verify,
    /// Pay the amount to it.
    Pay,
}

/// An order to a bank. The same id always asks for the same, however often.
#[derive(Clone)]
pub struct Order {
    /// By which the bank knows it again.
    pub id: String,
    /// What is asked.
    pub action: OrderAction,
    /// Where.
    pub provider: PayoutProvider,
    /// Which account there.
    pub number: PayoutNumber,
    /// Whose it must be.
    pub nik: Nik,
    /// The person's name.
    pub name: String,
    /// How much; nothing where it is only checked.
    pub amount: Option<Rupiah>,
    /// What stands on the statement: `incentive-1`.
    pub reference: String,
}

/// Without who and where: what is printed may end in a log.
impl std::fmt::Debug for Order {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut order = formatter.debug_struct("Order");
        order.field("id", &self.id).field("action", &self.action).finish_non_exhaustive()
    }
}

/// What a bank answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is done.
    Done,
    /// It isn't known yet: ask again.
    Pending,
    /// It won't be done.
    Refused(PayoutRefusal),
}
