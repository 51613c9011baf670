//! Applying for somebody who stands at the counter.

use balai_shared::person::{Education, Occupation, Sex};

use super::catalogue::RegionOption;
use super::schema;
use super::session::ApplicationLink;
use super::word::Word;

/// Whose kabupaten and kota are offered.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AssistRegionsVariables {
    /// The chosen province.
    pub province: Option<String>,
}

fragment! {
    /// Where somebody may live.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "AssistRegionsVariables")]
    pub struct AssistRegions {
        /// All provinces.
        #[cynic(alias, rename = "regions")]
        pub provinces: Vec<RegionOption>,
        /// The kabupaten and kota of the chosen one.
        #[cynic(alias, rename = "regions")]
        #[arguments(parentCode: $province)]
        pub regencies: Vec<RegionOption>,
    }
}

/// What is typed at the counter.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AssistApplicationInput {
    /// `ses_…`.
    pub session_id: cynic::Id,
    /// May be empty.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub motivation: Option<String>,
    /// From the KTP.
    pub nik: String,
    /// From the KTP.
    pub birth_date: String,
    /// From the KTP.
    pub name: String,
    /// The number that the person has.
    pub phone: String,
    /// From the family card.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub kk: Option<String>,
    /// From the KTP.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub sex: Option<Word<Sex>>,
    /// The highest that was finished.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub education: Option<Word<Education>>,
    /// What the person does now.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub occupation: Option<Word<Occupation>>,
    /// Where the person lives.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    /// That the person agreed.
    pub consent: bool,
    /// To which text.
    pub consent_version: i32,
}

/// Variables of [`AssistApplication`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AssistApplicationVariables {
    /// What.
    pub input: AssistApplicationInput,
}

fragment! {
    /// Applies for somebody.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AssistApplicationVariables")]
    pub struct AssistApplication {
        /// What came of it.
        #[arguments(input: $input)]
        pub assist_application: AssistApplicationPayload,
    }
}

fragment! {
    /// What came of it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AssistApplicationPayload {
        /// What was sent.
        pub application: ApplicationLink,
    }
}
