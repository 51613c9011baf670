//! What a person can do with its account. The browser and the server's form handler send the same
//! documents; their variables are made from a form's fields by `forms`.

use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::policy::Role;

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
    /// Whether the person has a disability, by the person's own word.
    pub disability: Option<bool>,
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
