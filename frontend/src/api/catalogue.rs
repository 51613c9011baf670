//! The catalogue: sessions to choose from, and the choices of its filters.

use balai_shared::money::Rupiah;
use balai_shared::session::{DeliveryMode, Funding, SessionState};

use super::schema;
use super::word::Word;
use balai_shared::time::{Date, Instant};

/// The filters of a list of sessions.
#[derive(cynic::InputObject, Clone, Debug, Default)]
#[cynic(graphql_type = "SessionFilter")]
pub struct SessionFilter {
    /// A province ("51") or a kabupaten/kota ("51.71").
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    /// Ids such as `voc_las`.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub vocation_ids: Option<Vec<cynic::Id>>,
    /// Ways of teaching.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Word<DeliveryMode>>>,
    /// Who pays.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub fundings: Option<Vec<Word<Funding>>>,
    /// States to show.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub states: Option<Vec<Word<SessionState>>>,
    /// The earliest day of the start.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub starts_from: Option<Date>,
    /// One institution's sessions only.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub institution_id: Option<cynic::Id>,
    /// One program's sessions only.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub program_id: Option<cynic::Id>,
}

/// The orders of a list of sessions that people choose from.
#[derive(cynic::Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[cynic(graphql_type = "SessionOrder", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SessionOrder {
    /// The soonest start first.
    StartsOn,
    /// The soonest end of registration first.
    RegistrationClosesAt,
    /// The newest first.
    Newest,
    /// The earliest change first; no page asks for it.
    ChangedAt,
    /// Most free seats first.
    SeatsLeft,
    /// Most seats for an applicant first.
    Chance,
}

/// A place on the map.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PointInput {
    /// Decimal degrees.
    pub latitude: String,
    /// Decimal degrees.
    pub longitude: String,
}

/// What the catalogue page asks for.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CatalogueVariables {
    /// The filters.
    pub filter: SessionFilter,
    /// Words to search for.
    pub search: Option<String>,
    /// Whether mistyped words are left as they are.
    pub exactly: bool,
    /// The place from which distances are reckoned.
    pub point: Option<PointInput>,
    /// The order; the API's own when left out, with what is near first.
    pub order: Option<SessionOrder>,
    /// How many from the front, unless from the back.
    pub first: Option<i32>,
    /// The cursor after which the page starts.
    pub after: Option<String>,
    /// How many from the back: the page before a cursor.
    pub last: Option<i32>,
    /// The cursor before which the page ends.
    pub before: Option<String>,
    /// The chosen province, whose kabupaten and kota become choices.
    pub province: Option<String>,
    /// Whether a province is chosen.
    pub in_province: bool,
}

fragment! {
    /// The catalogue page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "CatalogueVariables")]
    pub struct Catalogue {
        /// One page of sessions.
        #[arguments(filter: $filter, search: $search, searchExactly: $exactly, nearViewer: true, nearPoint: $point, openFirst: true, orderBy: $order, first: $first, after: $after, last: $last, before: $before)]
        pub sessions: FoundSessions,
        /// How many each choice would show.
        #[arguments(filter: $filter, search: $search, searchExactly: $exactly)]
        pub session_facets: Facets,
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
    /// One page of cards, and how it was found.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionConnection")]
    pub struct FoundSessions {
        /// How many there are on all pages.
        pub total_count: i32,
        /// The cards in order.
        pub nodes: Vec<SessionCard>,
        /// Whether there is more, on either side.
        pub page_info: PageEnds,
        /// What was searched for instead of a mistyped word.
        pub search_correction: Option<String>,
        /// What is near the viewer, if that comes first.
        pub near_region: Option<RegionName>,
        /// How far away each is, in kilometres.
        pub distances_km: Vec<Option<i32>>,
    }
}

fragment! {
    /// How many sessions each choice of a filter would show.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionFacets")]
    pub struct Facets {
        /// By the way of teaching.
        pub modes: Vec<FacetCount>,
        /// By who pays.
        pub fundings: Vec<FacetCount>,
        /// By the field.
        pub vocations: Vec<FacetCount>,
        /// By the province.
        pub provinces: Vec<FacetCount>,
    }
}

fragment! {
    /// A choice and how many it would show.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct FacetCount {
        /// As the filter takes it.
        pub choice: String,
        /// How many.
        pub count: i32,
    }
}

fragment! {
    /// One page of cards.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionConnection")]
    pub struct SessionCards {
        /// The cards in order.
        pub nodes: Vec<SessionCard>,
        /// Whether there is more.
        pub page_info: NextPage,
    }
}

fragment! {
    /// Where the pages on both sides begin and end.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "PageInfo")]
    pub struct PageEnds {
        /// Whether there is one behind.
        pub has_next_page: bool,
        /// Whether there is one before.
        pub has_previous_page: bool,
        /// The cursor of this page's first row.
        pub start_cursor: Option<String>,
        /// The cursor of this page's last row.
        pub end_cursor: Option<String>,
    }
}

fragment! {
    /// Where the next page starts.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "PageInfo")]
    pub struct NextPage {
        /// Whether there is one.
        pub has_next_page: bool,
        /// The cursor of this page's last row.
        pub end_cursor: Option<String>,
    }
}

fragment! {
    /// What a card says of a session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SessionCard {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramPriced,
        /// Who teaches it.
        pub institution: InstitutionPlace,
        /// How it is taught.
        pub mode: Word<DeliveryMode>,
        /// Who pays.
        pub funding: Word<Funding>,
        /// Seats in all.
        pub capacity: i32,
        /// Seats free.
        pub seats_left: i32,
        /// All who ever applied.
        pub applicant_count: i32,
        /// First day.
        pub starts_on: Date,
        /// What can be done with it now.
        pub state: Word<SessionState>,
        /// From when one can apply.
        pub registration_opens_at: Instant,
        /// The first moment at which one can't any more.
        pub registration_closes_at: Instant,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// A program by its title.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramTitle {
        /// Its title.
        pub title: String,
    }
}

fragment! {
    /// A program by its title and price.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramPriced {
        /// Its title.
        pub title: String,
        /// What it costs whoever pays.
        pub price: Rupiah,
    }
}

fragment! {
    /// An institution by its place.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct InstitutionPlace {
        /// Its name.
        pub name: String,
        /// Its kabupaten or kota.
        pub region: RegionName,
    }
}

fragment! {
    /// A region by its name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct RegionName {
        /// Its name.
        pub name: String,
    }
}

fragment! {
    /// A region to choose.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct RegionOption {
        /// "51" or "51.71".
        pub code: String,
        /// Its name.
        pub name: String,
    }
}
