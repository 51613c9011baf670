//! The viewer's Prakerja benefits.

use balai_shared::benefit::{
    BenefitStage, ChecklistCode, ChecklistState, NextStep, PayoutAccountState, PayoutChecker,
    PayoutKind, PayoutProvider, PayoutState, SurveyState,
};
use balai_shared::money::Rupiah;

use super::balance::TrainingBalance;
use super::messages::NotificationApplication;
use super::schema;
use super::word::Word;
use balai_shared::time::Instant;

fragment! {
    /// The page of the viewer's benefits.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct MyBenefits {
        /// `None` for a visitor.
        pub viewer: Option<ViewerBenefits>,
    }
}

fragment! {
    /// The viewer's benefits.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerBenefits {
        /// One a wave the person was accepted in.
        pub benefits: Vec<Benefit>,
    }
}

fragment! {
    /// A benefit with what remains and what is still to do.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Benefit {
        /// `ben_…`
        pub id: cynic::Id,
        /// Its rules.
        pub scheme: SchemeName,
        /// The wave the person was accepted in.
        pub wave: i32,
        /// Whose days its deadlines are.
        pub time_zone: String,
        /// How far it has come.
        pub stage: Word<BenefitStage>,
        /// What there is for training.
        pub balance: TrainingBalance,
        /// Incentive paid out.
        pub incentive_paid: Rupiah,
        /// Paid for surveys.
        pub survey_paid: Rupiah,
        /// What must be done by when.
        pub deadlines: Vec<BenefitDeadline>,
        /// Each condition, met or not.
        pub checklist: Vec<ChecklistItem>,
        /// Where it is paid to.
        pub payout_account: Option<PayoutAccount>,
        /// Who checks that, and pays.
        pub paid_by: Word<PayoutChecker>,
        /// Every payment to the person, made or to come.
        pub payments: Vec<BenefitPayment>,
        /// Every survey.
        pub surveys: Vec<BenefitSurvey>,
        /// The training that counts.
        pub training: Option<NotificationApplication>,
        /// The ledger's postings, the newest first.
        #[arguments(first: 50)]
        pub entries: LedgerEntries,
    }
}

fragment! {
    /// A scheme by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Scheme")]
    pub struct SchemeName {
        /// Its name.
        pub name: String,
    }
}

fragment! {
    /// What must be done by when.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct BenefitDeadline {
        /// By when.
        pub due_at: Instant,
        /// Whether it is done.
        pub met: bool,
        /// In the person's language.
        pub message: String,
    }
}

fragment! {
    /// One condition of the payout.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ChecklistItem {
        /// Which.
        pub code: Word<ChecklistCode>,
        /// Whether it is met.
        pub met: bool,
        /// The same, and whether it is under way.
        pub state: Word<ChecklistState>,
        /// In the person's language.
        pub message: String,
        /// What to do next, unless met.
        pub next_step: Option<String>,
        /// The same as the machine's word.
        pub step: Option<Word<NextStep>>,
    }
}

fragment! {
    /// The ledger's postings.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "LedgerEntryConnection")]
    pub struct LedgerEntries {
        /// The newest first.
        pub nodes: Vec<LedgerEntry>,
    }
}

fragment! {
    /// One posting.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct LedgerEntry {
        /// When.
        pub at: Instant,
        /// How much.
        pub amount: Rupiah,
        /// In the person's language.
        pub message: String,
    }
}

fragment! {
    /// Where a benefit is paid to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct PayoutAccount {
        /// The bank or e-wallet.
        pub provider: Word<PayoutProvider>,
        /// `••••••6789`
        pub masked_number: String,
        /// How far it is checked.
        pub state: Word<PayoutAccountState>,
        /// Why it can't be paid to, in the person's language.
        pub reason: Option<String>,
    }
}

fragment! {
    /// A payment to the person.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct BenefitPayment {
        /// What for.
        pub kind: Word<PayoutKind>,
        /// Which of its kind.
        pub number: i32,
        /// How much.
        pub amount: Rupiah,
        /// How far it is; `None` before its conditions are met.
        pub state: Option<Word<PayoutState>>,
        /// By when.
        pub due_by: Option<Instant>,
        /// Why that day may move, in the person's language.
        pub due_note: Option<String>,
        /// When it was paid.
        pub paid_at: Option<Instant>,
        /// Why it didn't arrive, in the person's language.
        pub reason: Option<String>,
    }
}

fragment! {
    /// A survey.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct BenefitSurvey {
        /// From 1.
        pub number: i32,
        /// How far it is.
        pub state: Word<SurveyState>,
        /// What is paid for it.
        pub amount: Rupiah,
    }
}
