//! What an applicant can do. The browser and the server's form handler send the same documents;
//! their variables are made from a form's fields by `forms`.

use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::policy::Role;
use balai_shared::session::Funding;

use super::schema;
use super::word::Word;

/// A new account.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct RegisterInput {
    /// Full name.
    pub name: String,
    /// Phone number, unless there is an email address.
    pub phone: Option<String>,
    /// Email address, unless there is a phone number.
    pub email: Option<String>,
    /// At least 10 characters.
    pub password: String,
}

/// Variables of [`Register`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct RegisterVariables {
    /// The new account.
    pub input: RegisterInput,
}

fragment! {
    /// Makes an account and signs it in.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RegisterVariables")]
    pub struct Register {
        /// The new account.
        #[arguments(input: $input)]
        pub register: RegisterPayload,
    }
}

fragment! {
    /// What registering gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RegisterPayload {
        /// Who is signed in now.
        pub viewer: ViewerId,
    }
}

fragment! {
    /// The viewer by roles alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerRoles {
        /// Empty for applicants.
        pub roles: Vec<RoleOnly>,
    }
}

fragment! {
    /// A role by name alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "RoleAssignment")]
    pub struct RoleOnly {
        /// Which role.
        pub role: Word<Role>,
    }
}

fragment! {
    /// The viewer by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerId {
        /// `usr_…`
        pub id: cynic::Id,
    }
}

/// Who wants to sign in.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct SignInInput {
    /// Email address or phone number.
    pub identifier: String,
    /// The password.
    pub password: String,
}

/// Variables of [`SignIn`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct SignInVariables {
    /// Who.
    pub input: SignInInput,
}

fragment! {
    /// Signs in; the server sets the cookies.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SignInVariables")]
    pub struct SignIn {
        /// Who is signed in now.
        #[arguments(input: $input)]
        pub sign_in: SignInPayload,
    }
}

fragment! {
    /// What signing in gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SignInPayload {
        /// Who is signed in now: staff go on to their desk.
        pub viewer: ViewerRoles,
    }
}

fragment! {
    /// Signs out; the server takes the cookies back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation")]
    pub struct SignOut {
        /// True.
        pub sign_out: bool,
    }
}

/// What to change in the profile; what is absent stays.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct UpdateProfileInput {
    /// Full name.
    pub name: Option<String>,
    /// 16 digits.
    pub nik: Option<String>,
    /// 16 digits.
    pub kk: Option<String>,
    /// YYYY-MM-DD.
    pub birth_date: Option<String>,
    /// Sex.
    pub sex: Option<Word<Sex>>,
    /// Highest education finished.
    pub education: Option<Word<Education>>,
    /// What the person does now.
    pub occupation: Option<Word<Occupation>>,
    /// Where the person lives.
    pub region_code: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
    /// Email address.
    pub email: Option<String>,
}

/// Variables of [`UpdateProfile`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct UpdateProfileVariables {
    /// What to change.
    pub input: UpdateProfileInput,
}

fragment! {
    /// Changes the profile.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateProfileVariables")]
    pub struct UpdateProfile {
        /// The profile's warnings.
        #[arguments(input: $input)]
        pub update_profile: UpdateProfilePayload,
    }
}

fragment! {
    /// What changing the profile gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UpdateProfilePayload {
        /// Remarks on fields that were accepted all the same.
        pub warnings: Vec<FieldNotice>,
    }
}

fragment! {
    /// A remark on a field.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct FieldNotice {
        /// The field.
        pub path: String,
        /// In the person's language.
        pub message: String,
    }
}

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
