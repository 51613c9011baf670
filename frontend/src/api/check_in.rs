//! Coming to a meeting by a code: what the participant shows, and what staff send.

use balai_shared::time::Instant;

use super::application::{AppliedInstitution, AppliedProgram};
use super::mutation_account::ViewerId;
use super::schema;
use super::session::NodeVariablesFields;
use super::training::ClassMark;

fragment! {
    /// The page that a participant shows.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct CheckInPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<CheckInNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ViewerId>,
    }
}

node! {
    /// A node that should be an application.
    pub enum CheckInNode { Application(CheckInApplication) }
}

fragment! {
    /// The application with its codes.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct CheckInApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// For what.
        pub session: CheckInSession,
        /// For the next meetings, the soonest first.
        pub attendance_codes: Vec<AttendanceCode>,
    }
}

fragment! {
    /// The session that is attended.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct CheckInSession {
        /// What is taught.
        pub program: AppliedProgram,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// What is shown at a meeting.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AttendanceCode {
        /// At which.
        pub meeting: CodeMeeting,
        /// Six letters and digits.
        pub code: String,
    }
}

fragment! {
    /// When it is shown.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Meeting")]
    pub struct CodeMeeting {
        /// When the meeting begins.
        pub begins_at: Instant,
    }
}

/// Marks who shows this code. The input.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CheckInInput {
    /// `mtg_…`.
    pub meeting_id: cynic::Id,
    /// As it stands on the phone.
    pub participant_code: String,
}

/// Variables of [`CheckIn`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CheckInVariables {
    /// What.
    pub input: CheckInInput,
}

fragment! {
    /// Marks who shows a code.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CheckInVariables")]
    pub struct CheckIn {
        /// What came of it.
        #[arguments(input: $input)]
        pub check_in: CheckInPayload,
    }
}

fragment! {
    /// Who came.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CheckInPayload {
        /// The participant.
        pub application: CameApplication,
        /// The mark that holds.
        pub mark: ClassMark,
    }
}

fragment! {
    /// Whose.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct CameApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Who.
        pub applicant: CameApplicant,
    }
}

fragment! {
    /// Who came.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct CameApplicant {
        /// The name.
        pub name: String,
    }
}
