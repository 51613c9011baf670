//! An institution's own page.

use balai_shared::session::InstitutionKind;

use super::catalogue::RegionName;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page of an institution.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct InstitutionPage {
        /// The institution.
        #[arguments(id: $id)]
        pub node: Option<InstitutionNode>,
    }
}

node! {
    /// A node that should be an institution.
    pub enum InstitutionNode { Institution(InstitutionDetail) }
}

fragment! {
    /// Where an institution is, and how it can be reached.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct InstitutionDetail {
        /// `ins_…`
        pub id: cynic::Id,
        /// Its name.
        pub name: String,
        /// UPTP, UPTD, BLKK or LPK.
        pub kind: Word<InstitutionKind>,
        /// Its kabupaten or kota.
        pub region: RegionName,
        /// Street and place.
        pub address: Option<String>,
        /// Where it stands on the map.
        pub location: Option<MapPoint>,
        /// How it can be reached.
        pub reach: InstitutionReach,
    }
}

fragment! {
    /// A place on the map, in decimal degrees.
    #[derive(cynic::QueryFragment, Clone, Copy, Debug)]
    #[cynic(graphql_type = "Point")]
    pub struct MapPoint {
        /// South of the equator below zero.
        pub latitude: f64,
        /// East of Greenwich.
        pub longitude: f64,
    }
}

fragment! {
    /// How an institution can be reached, as far as its staff told.
    #[derive(cynic::QueryFragment, Clone, Debug, Default)]
    pub struct InstitutionReach {
        /// Its office, as its staff write it.
        pub phone: Option<String>,
        /// A mobile number, `+62812…`.
        pub whatsapp: Option<String>,
        /// The office's address.
        pub email: Option<String>,
        /// When somebody is there.
        pub opening_hours: Option<String>,
    }
}
