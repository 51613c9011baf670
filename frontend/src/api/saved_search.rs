//! Searches that the viewer keeps, to be told of the next session like them.

use balai_shared::session::{DeliveryMode, Funding};
use balai_shared::time::Instant;

use super::account::ContactState;
use super::mutation_account::ViewerId;
use super::schema;
use super::word::Word;

/// What is asked for.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct SaveSearchInput {
    /// Words to find.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// `prg_…`
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub program_id: Option<cynic::Id>,
    /// `ins_…`
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub institution_id: Option<cynic::Id>,
    /// `voc_…`
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub vocation_id: Option<cynic::Id>,
    /// "51" or "51.71".
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub region_code: Option<String>,
    /// How it is taught.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Word<DeliveryMode>>,
    /// Who pays.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub funding: Option<Word<Funding>>,
}

/// Variables of [`SaveSearch`] and [`SaveSearchPage`].
#[derive(cynic::QueryVariables, Clone, Debug, Default)]
pub struct SaveSearchVariables {
    /// What is asked for.
    pub input: SaveSearchInput,
}

fragment! {
    /// The page that asks whether a search is to be kept.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "SaveSearchVariables")]
    pub struct SaveSearchPage {
        /// `None` for a visitor.
        pub viewer: Option<ViewerId>,
        /// What the search would be called.
        #[arguments(input: $input)]
        pub saved_search_name: String,
    }
}

fragment! {
    /// The page of the viewer's searches.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct MySavedSearches {
        /// `None` for a visitor.
        pub viewer: Option<ViewerSearches>,
    }
}

fragment! {
    /// The viewer's searches, and whether news about them arrive.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer")]
    pub struct ViewerSearches {
        /// Ways to reach the person.
        pub contacts: Vec<ContactState>,
        /// The latest first; no account has more.
        #[arguments(first: 20)]
        pub saved_searches: SavedSearches,
    }
}

fragment! {
    /// Some searches.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SavedSearchConnection")]
    pub struct SavedSearches {
        /// They.
        pub nodes: Vec<SavedSearchCard>,
    }
}

fragment! {
    /// A search that is kept.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SavedSearch")]
    pub struct SavedSearchCard {
        /// `src_…`
        pub id: cynic::Id,
        /// All that it asks for, in words.
        pub name: String,
        /// Words to find.
        pub search: Option<String>,
        /// Of this program.
        pub program: Option<ProgramOfSearch>,
        /// Of this institution.
        pub institution: Option<InstitutionOfSearch>,
        /// In this field.
        pub vocation: Option<VocationOfSearch>,
        /// In this place.
        pub region: Option<RegionOfSearch>,
        /// How it is taught.
        pub mode: Option<Word<DeliveryMode>>,
        /// Who pays.
        pub funding: Option<Word<Funding>>,
        /// Since when.
        pub created_at: Instant,
        /// When it last told of something.
        pub told_at: Option<Instant>,
    }
}

fragment! {
    /// A program by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramOfSearch {
        /// `prg_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// An institution by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct InstitutionOfSearch {
        /// `ins_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// A field by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Vocation")]
    pub struct VocationOfSearch {
        /// `voc_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// A region by code alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct RegionOfSearch {
        /// "51" or "51.71".
        pub code: String,
    }
}

fragment! {
    /// Keeps a search.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SaveSearchVariables")]
    pub struct SaveSearch {
        /// What is kept.
        #[arguments(input: $input)]
        pub save_search: SaveSearchPayload,
    }
}

fragment! {
    /// What keeping gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SaveSearchPayload {
        /// The search.
        pub saved_search: KeptSearch,
    }
}

fragment! {
    /// A search by id alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SavedSearch")]
    pub struct KeptSearch {
        /// `src_…`
        pub id: cynic::Id,
    }
}

/// Which search.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeleteSavedSearchInput {
    /// `src_…`
    pub saved_search_id: cynic::Id,
}

/// Variables of [`DeleteSavedSearch`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeleteSavedSearchVariables {
    /// Which.
    pub input: DeleteSavedSearchInput,
}

fragment! {
    /// Forgets a search.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeleteSavedSearchVariables")]
    pub struct DeleteSavedSearch {
        /// What is forgotten.
        #[arguments(input: $input)]
        pub delete_saved_search: DeleteSavedSearchPayload,
    }
}

fragment! {
    /// What forgetting gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeleteSavedSearchPayload {
        /// `src_…`
        pub saved_search_id: cynic::Id,
    }
}
