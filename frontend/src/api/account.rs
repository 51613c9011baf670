//! The person who is signed in.

use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::policy::Role;

use super::catalogue::RegionOption;
use super::identity::LockedField;
use super::scalar::MaskedNik;
use super::schema;
use super::word::Word;
use balai_shared::time::{Date, Instant};

fragment! {
    /// Who is here; asked for by every page's header.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct WhoIsHere {
        /// `None` for a visitor.
        pub viewer: Option<ViewerName>,
    }
}

fragment! {
    /// The viewer by name and roles.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerName {
        /// What to call the person.
        pub name: String,
        /// Empty for applicants.
        pub roles: Vec<RoleHeld>,
        /// How many messages are unread.
        pub unread_notifications: i32,
    }
}

fragment! {
    /// A role at an institution.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "RoleAssignment")]
    pub struct RoleHeld {
        /// Which role.
        pub role: Word<Role>,
        /// Where it holds, if at one institution.
        pub institution: Option<InstitutionRef>,
    }
}

fragment! {
    /// An institution by name alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct InstitutionRef {
        /// `ins_…`
        pub id: cynic::Id,
        /// Its name.
        pub name: String,
    }
}

/// Whose kabupaten and kota the profile page offers.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ProfileVariables {
    /// The chosen province.
    pub province: Option<String>,
    /// Whether one is chosen.
    pub in_province: bool,
}

fragment! {
    /// The profile page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "ProfileVariables")]
    pub struct ProfilePage {
        /// `None` for a visitor.
        pub viewer: Option<ViewerProfile>,
        /// All provinces.
        #[cynic(alias, rename = "regions")]
        pub provinces: Vec<RegionOption>,
        /// The kabupaten and kota of the chosen province.
        #[cynic(alias, rename = "regions")]
        #[arguments(parentCode: $province)]
        #[directives(include(if: $in_province))]
        pub regencies: Option<Vec<RegionOption>>,
    }
}

fragment! {
    /// The viewer's profile.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerProfile {
        /// Ways to reach the person.
        pub contacts: Vec<ContactState>,
        /// What the person told about itself.
        pub profile: Profile,
    }
}

fragment! {
    /// A way to reach the person, by whether it is proved.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Contact")]
    pub struct ContactState {
        /// When a code proved it.
        pub confirmed_at: Option<Instant>,
    }
}

fragment! {
    /// What the person told about itself; secrets masked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Profile {
        /// Full name.
        pub name: String,
        /// Email address.
        pub email: Option<String>,
        /// Phone number, masked.
        pub phone: Option<String>,
        /// National identity number, masked.
        pub nik: Option<MaskedNik>,
        /// Family card number, masked.
        pub kk: Option<MaskedNik>,
        /// Date of birth.
        pub birth_date: Option<Date>,
        /// Sex.
        pub sex: Option<Word<Sex>>,
        /// Highest education finished.
        pub education: Option<Word<Education>>,
        /// What the person does now.
        pub occupation: Option<Word<Occupation>>,
        /// Where the person lives.
        pub region: Option<HomeRegion>,
        /// Whether the person has a disability, by the person's own word.
        pub disability: Option<bool>,
        /// What can't be replaced now.
        pub locked_fields: Vec<LockedField>,
        /// Whether nothing is missing.
        pub complete: bool,
        /// Names of the fields still empty.
        pub missing: Vec<String>,
    }
}

fragment! {
    /// A region with the one it lies in.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct HomeRegion {
        /// "51" or "51.71".
        pub code: String,
        /// Its name.
        pub name: String,
    }
}
