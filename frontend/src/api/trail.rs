//! What staff of a centre did.

use balai_shared::staff::StaffActionKind;
use balai_shared::time::{Date, Instant};

use super::catalogue::NextPage;
use super::schema;
use super::team::{TeamNode, TeamPerson};
use super::word::Word;

/// What of the trail is shown.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct StaffActionFilter {
    /// By whom: `usr_…`.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<cynic::Id>,
    /// Of these kinds.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kinds: Option<Vec<Word<StaffActionKind>>>,
    /// From this moment on.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Before this moment.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// Variables of [`TrailPage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct TrailVariables {
    /// `ins_…`.
    pub id: cynic::Id,
    /// What of it.
    pub filter: StaffActionFilter,
    /// How many.
    pub first: i32,
    /// Behind this cursor.
    pub after: Option<String>,
}

fragment! {
    /// What staff of a centre did, with who works there, for the filter.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "TrailVariables")]
    pub struct TrailPage {
        /// The centre.
        #[arguments(id: $id)]
        pub node: Option<TeamNode>,
        /// What was done.
        #[arguments(institutionId: $id, filter: $filter, first: $first, after: $after)]
        pub staff_actions: Trail,
    }
}

fragment! {
    /// A page of what was done.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffActionConnection")]
    pub struct Trail {
        /// Where it ends.
        pub page_info: NextPage,
        /// What was done, the latest first.
        pub nodes: Vec<TrailAction>,
    }
}

fragment! {
    /// Something that was done.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "StaffAction")]
    pub struct TrailAction {
        /// When.
        pub at: Instant,
        /// What.
        pub kind: Word<StaffActionKind>,
        /// The word that says more.
        pub detail: Option<String>,
        /// How many people it was about.
        pub people: Option<i32>,
        /// Who; `None` for the operator.
        pub actor: Option<TeamPerson>,
        /// Whom it was done to, where no application says it.
        pub person: Option<TeamPerson>,
        /// The application.
        pub application: Option<TrailApplication>,
        /// The session.
        pub session: Option<TrailSession>,
    }
}

fragment! {
    /// Whose application it is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct TrailApplication {
        /// Who applied.
        pub applicant: TrailApplicant,
    }
}

fragment! {
    /// A job seeker by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct TrailApplicant {
        /// As on the KTP.
        pub name: String,
    }
}

fragment! {
    /// A session by its program and first day.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct TrailSession {
        /// First day.
        pub starts_on: Date,
        /// What is taught.
        pub program: TrailProgram,
    }
}

fragment! {
    /// A program by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct TrailProgram {
        /// Its title.
        pub title: String,
    }
}
