//! The viewer's Prakerja benefits.

use balai_shared::benefit::{BenefitStage, ChecklistCode};
use balai_shared::money::Rupiah;

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
        /// Its rules.
        pub scheme: SchemeName,
        /// The wave the person was accepted in.
        pub wave: i32,
        /// Whose days its deadlines are.
        pub time_zone: String,
        /// How far it has come.
        pub stage: Word<BenefitStage>,
        /// What remains for training, reservations included.
        pub training_balance: Rupiah,
        /// What training was paid with.
        pub training_spent: Rupiah,
        /// Incentive paid out.
        pub incentive_paid: Rupiah,
        /// Paid for surveys.
        pub survey_paid: Rupiah,
        /// What must be done by when.
        pub deadlines: Vec<BenefitDeadline>,
        /// Each condition, met or not.
        pub checklist: Vec<ChecklistItem>,
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
        /// In the person's language.
        pub message: String,
        /// What to do next, unless met.
        pub next_step: Option<String>,
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
