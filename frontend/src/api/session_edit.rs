//! Changing a session.

use balai_shared::time::Date;

use super::desk::ChangedSession;
use super::schema;
use super::session::NodeVariablesFields;

fragment! {
    /// What can be changed of a session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct SessionEditPage {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<EditNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum EditNode { Session(EditSession) }
}

fragment! {
    /// A session as it can be changed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct EditSession {
        /// What the change starts from.
        pub edition: i32,
        /// Seats in all.
        pub capacity: i32,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// Where it is held.
        pub address: Option<String>,
        /// Where it is held online.
        pub meeting_link: Option<String>,
        /// The days and hours, in words.
        pub timetable: Option<String>,
    }
}

/// What changes; what is left out stays.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UpdateSessionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// What the change starts from.
    pub edition: i32,
    /// Seats in all.
    pub capacity: Option<i32>,
    /// First day.
    pub starts_on: Option<String>,
    /// Last day.
    pub ends_on: Option<String>,
    /// Where it is held; empty for nowhere.
    pub address: Option<String>,
    /// Where it is held online; empty for nowhere.
    pub meeting_link: Option<String>,
    /// The days and hours, in words; empty for none.
    pub timetable: Option<String>,
}

/// Variables of [`UpdateSession`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UpdateSessionVariables {
    /// The change.
    pub input: UpdateSessionInput,
}

fragment! {
    /// Changes a session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateSessionVariables")]
    pub struct UpdateSession {
        /// The session.
        #[arguments(input: $input)]
        pub update_session: UpdateSessionPayload,
    }
}

fragment! {
    /// The session as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UpdateSessionPayload {
        /// The session.
        pub session: ChangedSession,
    }
}
