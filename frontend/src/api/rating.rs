//! A training that is rated.

use balai_shared::application::ApplicationState;

use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page on which a training is rated.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct RatingPage {
        /// `None` for a visitor.
        pub viewer: Option<super::ViewerId>,
        /// The application that led to the training.
        #[arguments(id: $id)]
        pub node: Option<RatedNode>,
    }
}

node! {
    /// A node that should be an application.
    pub enum RatedNode { Application(RatedApplication) }
}

fragment! {
    /// An application with what its person said of the training.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct RatedApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// What was said before.
        pub rating: Option<TrainingRating>,
        /// Of what.
        pub session: RatedSession,
    }
}

fragment! {
    /// What was said of a training.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct TrainingRating {
        /// One to five.
        pub stars: i32,
        /// In the person's own words.
        pub review: Option<String>,
    }
}

fragment! {
    /// A session by its program and institution.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct RatedSession {
        /// What was taught.
        pub program: RatedProgram,
        /// By whom.
        pub institution: RatedInstitution,
    }
}

fragment! {
    /// A program by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct RatedProgram {
        /// What it is called.
        pub title: String,
    }
}

fragment! {
    /// An institution by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct RatedInstitution {
        /// Its name.
        pub name: String,
    }
}
