//! Two accounts of one person, joined at the counter.

use balai_shared::application::ApplicationState;
use balai_shared::time::Date;

use super::catalogue::ProgramTitle;
use super::scalar::MaskedNik;
use super::schema;
use super::session::ApplicationLink;
use super::word::Word;

fragment! {
    /// What somebody sent who may be the same person.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct Lookalike {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Who.
        pub applicant: LookalikeApplicant,
        /// Where to.
        pub session: LookalikeSession,
    }
}

fragment! {
    /// Who may be the same person.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct LookalikeApplicant {
        /// Full name.
        pub name: String,
        /// Masked.
        pub nik: Option<MaskedNik>,
    }
}

fragment! {
    /// The session by its program and first day.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct LookalikeSession {
        /// First day.
        pub starts_on: Date,
        /// Of what.
        pub program: ProgramTitle,
    }
}

/// Which two, and the NIK from the KTP.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AskToJoinAccountsInput {
    /// Of the one account.
    pub application_id: cynic::Id,
    /// Of the other.
    pub other_application_id: cynic::Id,
    /// From the KTP.
    pub nik: String,
}

/// Variables of [`AskToJoinAccounts`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AskToJoinAccountsVariables {
    /// Which.
    pub input: AskToJoinAccountsInput,
}

fragment! {
    /// Sends the code.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AskToJoinAccountsVariables")]
    pub struct AskToJoinAccounts {
        /// What will happen.
        #[arguments(input: $input)]
        pub ask_to_join_accounts: AskToJoinAccountsPayload,
    }
}

fragment! {
    /// What will happen once the person says the code.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AskToJoinAccountsPayload {
        /// Who stays.
        pub kept: LookalikeApplicant,
        /// Where the code went, masked.
        pub sent_to: String,
        /// How many applications move.
        pub applications: i32,
    }
}

/// The same with the code.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct JoinAccountsInput {
    /// Of the one account.
    pub application_id: cynic::Id,
    /// Of the other.
    pub other_application_id: cynic::Id,
    /// From the KTP.
    pub nik: String,
    /// From the phone.
    pub code: String,
}

/// Variables of [`JoinAccounts`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct JoinAccountsVariables {
    /// Which.
    pub input: JoinAccountsInput,
}

fragment! {
    /// Joins them.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "JoinAccountsVariables")]
    pub struct JoinAccounts {
        /// What moved.
        #[arguments(input: $input)]
        pub join_accounts: JoinAccountsPayload,
    }
}

fragment! {
    /// What joining gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct JoinAccountsPayload {
        /// The application that moved.
        pub application: ApplicationLink,
    }
}
