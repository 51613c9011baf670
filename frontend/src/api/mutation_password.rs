//! A new password for who forgot the old one.

use super::schema;

/// Whose password it is.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct RequestPasswordResetInput {
    /// Email address or phone number.
    pub identifier: String,
}

/// Variables of [`RequestPasswordReset`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct RequestPasswordResetVariables {
    /// Whose.
    pub input: RequestPasswordResetInput,
}

fragment! {
    /// Asks for a code.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RequestPasswordResetVariables")]
    pub struct RequestPasswordReset {
        /// The same whether or not there is such an account.
        #[arguments(input: $input)]
        pub request_password_reset: RequestPasswordResetPayload,
    }
}

fragment! {
    /// What asking gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RequestPasswordResetPayload {
        /// How long a code is good.
        pub minutes: i32,
    }
}

/// The code, and the password that is to be.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct ResetPasswordInput {
    /// Email address or phone number.
    pub identifier: String,
    /// Six digits.
    pub code: String,
    /// At least 10 characters.
    pub password: String,
}

/// Variables of [`ResetPassword`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct ResetPasswordVariables {
    /// The code and the password.
    pub input: ResetPasswordInput,
}

fragment! {
    /// Changes the password.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ResetPasswordVariables")]
    pub struct ResetPassword {
        /// Every device is signed out.
        #[arguments(input: $input)]
        pub reset_password: ResetPasswordPayload,
    }
}

fragment! {
    /// What changing the password gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ResetPasswordPayload {
        /// True.
        pub ok: bool,
    }
}
