//! What an applicant can do with an application, by the same documents from the browser and from
//! the server's form handler.

use balai_shared::session::Funding;

use super::schema;
use super::word::Word;

/// An application to submit.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SubmitApplicationInput {
    /// For which session.
    pub session_id: cynic::Id,
    /// Who pays; must be the session's.
    pub funding: Word<Funding>,
    /// Why the person wants it; may be empty.
    pub motivation: Option<String>,
}

/// Variables of [`SubmitApplication`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SubmitApplicationVariables {
    /// The application.
    pub input: SubmitApplicationInput,
}

fragment! {
    /// Applies for a session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SubmitApplicationVariables")]
    pub struct SubmitApplication {
        /// The new application.
        #[arguments(input: $input)]
        pub submit_application: SubmitApplicationPayload,
    }
}

fragment! {
    /// What applying gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SubmitApplicationPayload {
        /// The new application.
        pub application: ApplicationId,
    }
}

fragment! {
    /// An application by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplicationId {
        /// `app_…`
        pub id: cynic::Id,
    }
}

/// An application to take back.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct WithdrawApplicationInput {
    /// Which.
    pub application_id: cynic::Id,
    /// Why, in the person's words.
    pub reason: Option<String>,
}

/// Variables of [`WithdrawApplication`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct WithdrawApplicationVariables {
    /// Which application.
    pub input: WithdrawApplicationInput,
}

fragment! {
    /// Takes an application back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "WithdrawApplicationVariables")]
    pub struct WithdrawApplication {
        /// The changed application.
        #[arguments(input: $input)]
        pub withdraw_application: WithdrawApplicationPayload,
    }
}

fragment! {
    /// What withdrawing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct WithdrawApplicationPayload {
        /// The changed application.
        pub application: ApplicationId,
    }
}

/// An offer to take.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ConfirmOfferInput {
    /// The application that was offered a seat.
    pub application_id: cynic::Id,
}

/// Variables of [`ConfirmOffer`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ConfirmOfferVariables {
    /// Which application.
    pub input: ConfirmOfferInput,
}

fragment! {
    /// Takes an offered seat.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ConfirmOfferVariables")]
    pub struct ConfirmOffer {
        /// The changed application.
        #[arguments(input: $input)]
        pub confirm_offer: ConfirmOfferPayload,
    }
}

fragment! {
    /// What confirming gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ConfirmOfferPayload {
        /// The changed application.
        pub application: ApplicationId,
    }
}

/// An offer to turn down.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeclineOfferInput {
    /// The application that was offered a seat.
    pub application_id: cynic::Id,
}

/// Variables of [`DeclineOffer`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeclineOfferVariables {
    /// Which application.
    pub input: DeclineOfferInput,
}

fragment! {
    /// Turns an offered seat down.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeclineOfferVariables")]
    pub struct DeclineOffer {
        /// The changed application.
        #[arguments(input: $input)]
        pub decline_offer: DeclineOfferPayload,
    }
}

fragment! {
    /// What declining gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeclineOfferPayload {
        /// The changed application.
        pub application: ApplicationId,
    }
}
