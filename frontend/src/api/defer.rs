//! Putting an application off to a later session.

use balai_shared::session::SelectionMethod;
use balai_shared::time::Date;

use super::application::{AppliedInstitution, AppliedProgram};
use super::balance::BalanceChange;
use super::mutation_account::ViewerId;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page on which a later session is chosen.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct DeferPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<DeferNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ViewerId>,
    }
}

node! {
    /// A node that should be an application.
    pub enum DeferNode { Application(DeferredApplication) }
}

fragment! {
    /// The application that would be put off.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct DeferredApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// For what.
        pub session: DeferredSession,
        /// What withdrawing, with which it begins, would do to the training balance.
        pub balance_changes: Vec<BalanceChange>,
        /// To which sessions it can go.
        pub later_sessions: Vec<LaterSession>,
    }
}

fragment! {
    /// The session that it is for now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct DeferredSession {
        /// What is taught.
        pub program: AppliedProgram,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// First day.
        pub starts_on: Date,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// A session that it can go to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct LaterSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// Seats free.
        pub seats_left: i32,
        /// How many wait.
        pub waitlist_count: i32,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
    }
}

/// What goes where.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeferApplicationInput {
    /// Which application.
    pub application_id: cynic::Id,
    /// To which session.
    pub session_id: cynic::Id,
}

/// Variables of [`DeferApplication`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeferApplicationVariables {
    /// What goes where.
    pub input: DeferApplicationInput,
}

fragment! {
    /// Puts an application off.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeferApplicationVariables")]
    pub struct DeferApplication {
        /// The new application.
        #[arguments(input: $input)]
        pub defer_application: DeferApplicationPayload,
    }
}

fragment! {
    /// What putting off gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeferApplicationPayload {
        /// The new application.
        pub application: ApplicationThread,
    }
}

fragment! {
    /// An application by its id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplicationThread {
        /// `app_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// A session by its id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SessionId {
        /// `ses_…`
        pub id: cynic::Id,
    }
}
