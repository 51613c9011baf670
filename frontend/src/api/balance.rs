//! What a step does to the training balance, asked before it is taken.

use balai_shared::application::{ApplicationAction, ApplicationState};
use balai_shared::benefit::Balances;
use balai_shared::money::Rupiah;
use balai_shared::time::Instant;

use super::defer::DeferredSession;
use super::mutation_account::ViewerId;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page on which a seat is taken, or given back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct SeatPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<SeatNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ViewerId>,
    }
}

node! {
    /// A node that should be an application.
    pub enum SeatNode { Application(SeatApplication) }
}

fragment! {
    /// The application whose seat it is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct SeatApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Until when an offer holds.
        pub offer_expires_at: Option<Instant>,
        /// What the viewer may do now.
        pub allowed_actions: Vec<Word<ApplicationAction>>,
        /// For what.
        pub session: DeferredSession,
        /// What each step would do to the training balance.
        pub balance_changes: Vec<BalanceChange>,
    }
}

fragment! {
    /// What a step would do to the training balance.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct BalanceChange {
        /// Which step.
        pub action: Word<ApplicationAction>,
        /// What the seat costs.
        pub price: Rupiah,
        /// Whether the balance covers it.
        pub covered: bool,
        /// The balance now.
        pub before: TrainingBalance,
        /// The balance after it.
        pub after: TrainingBalance,
        /// What goes back to the state.
        pub lost: Rupiah,
        /// In the person's language, with the way out.
        pub message: Vec<String>,
    }
}

fragment! {
    /// That a step moves money.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "BalanceChange")]
    pub struct BalanceStep {
        /// Which.
        pub action: Word<ApplicationAction>,
    }
}

fragment! {
    /// The training balance in its three parts.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct TrainingBalance {
        /// What can be spent.
        pub available: Rupiah,
        /// What is held for seats.
        pub reserved: Rupiah,
        /// What was paid to institutions.
        pub spent: Rupiah,
    }
}

impl TrainingBalance {
    /// As the domain knows it; what it doesn't tell is nothing.
    #[must_use]
    pub fn figures(&self) -> Balances {
        Balances {
            training_available: self.available,
            training_reserved: self.reserved,
            training_spent: self.spent,
            ..Balances::default()
        }
    }
}
