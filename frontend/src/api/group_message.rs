//! Writing to a group of a session's applicants.

use balai_shared::application::ApplicationState;

use super::schema;
use super::word::Word;

/// To whom one would write.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PreviewGroupMessageInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// Those in these states.
    pub states: Vec<Word<ApplicationState>>,
}

/// Variables of [`PreviewGroupMessage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PreviewGroupMessageVariables {
    /// To whom.
    pub input: PreviewGroupMessageInput,
}

fragment! {
    /// Whom a message would reach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PreviewGroupMessageVariables")]
    pub struct PreviewGroupMessage {
        /// How many.
        #[arguments(input: $input)]
        pub preview_group_message: GroupMessagePreview,
    }
}

fragment! {
    /// How many a message would reach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct GroupMessagePreview {
        /// In all.
        pub people: i32,
        /// Of them by e-mail as well.
        pub by_email: i32,
        /// Of them by SMS as well.
        pub by_sms: i32,
        /// How many messages are left today.
        pub left_today: i32,
    }
}

/// To whom one writes, and what.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SendGroupMessageInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// Those in these states.
    pub states: Vec<Word<ApplicationState>>,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
}

/// Variables of [`SendGroupMessage`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SendGroupMessageVariables {
    /// To whom, and what.
    pub input: SendGroupMessageInput,
}

fragment! {
    /// Writes to a group.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SendGroupMessageVariables")]
    pub struct SendGroupMessage {
        /// What came of it.
        #[arguments(input: $input)]
        pub send_group_message: SendGroupMessagePayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SendGroupMessagePayload {
        /// To how many.
        pub people: i32,
    }
}
