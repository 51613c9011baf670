//! Who a person is: its changes, and its correction at the counter.

use balai_shared::identity::IdentityField;
use balai_shared::person::Sex;
use balai_shared::time::{Date, Instant};

use super::own_account::EventInstitution;
use super::scalar::MaskedNik;
use super::schema;
use super::session::ApplicationLink;
use super::word::Word;

fragment! {
    /// A field that its owner can't replace now.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq)]
    #[cynic(graphql_type = "FieldNotice")]
    pub struct LockedField {
        /// Which.
        pub path: String,
        /// Why, and the way out.
        pub message: String,
    }
}

fragment! {
    /// A change of who a person is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct IdentityChange {
        /// When.
        pub at: Instant,
        /// At whose counter; `None` by the person.
        pub institution: Option<EventInstitution>,
        /// Which fields.
        pub fields: Vec<Word<IdentityField>>,
        /// What they were.
        pub before: Option<IdentityValues>,
        /// What they became.
        pub after: Option<IdentityValues>,
        /// What staff said.
        pub reason: Option<String>,
    }
}

fragment! {
    /// What says who a person is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct IdentityValues {
        /// Full name.
        pub name: Option<String>,
        /// Masked.
        pub nik: Option<MaskedNik>,
        /// Day of birth.
        pub birth_date: Option<Date>,
        /// As on the KTP.
        pub sex: Option<Word<Sex>>,
    }
}

/// What staff type from the KTP.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CorrectIdentityInput {
    /// `app_…`
    pub application_id: cynic::Id,
    /// Full name.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 16 digits.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub nik: Option<String>,
    /// Day of birth.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<String>,
    /// As on the KTP.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Word<Sex>>,
    /// Why.
    pub reason: String,
}

/// Variables of [`CorrectIdentity`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CorrectIdentityVariables {
    /// What.
    pub input: CorrectIdentityInput,
}

fragment! {
    /// Corrects it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CorrectIdentityVariables")]
    pub struct CorrectIdentity {
        /// What came of it.
        #[arguments(input: $input)]
        pub correct_identity: CorrectIdentityPayload,
    }
}

fragment! {
    /// What correcting gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CorrectIdentityPayload {
        /// What doesn't fit any more.
        pub not_eligible: Vec<ApplicationLink>,
    }
}
