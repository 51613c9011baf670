//! How a session's people are chosen, as its own page shows it.

use balai_shared::application::ApplicationState;
use balai_shared::ranking::{Group, SelectionOutcome, TieBreak};
use balai_shared::session::SelectionMethod;
use balai_shared::time::Instant;

use super::catalogue::ProgramTitle;
use super::rating::RatedInstitution;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// The page that tells how a session's people are chosen.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct SelectionPage {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<SelectionNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum SelectionNode { Session(SelectionSession) }
}

fragment! {
    /// A session with its selection.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SelectionSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramTitle,
        /// By whom.
        pub institution: RatedInstitution,
        /// Where its clocks stand.
        pub time_zone: String,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// Seats in all.
        pub capacity: i32,
        /// How.
        pub selection: SelectionRules,
        /// What the reader got.
        pub viewer_application: Option<StandingApplication>,
    }
}

fragment! {
    /// How people are chosen.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionSelection")]
    pub struct SelectionRules {
        /// What applicants are judged by.
        pub criteria: Vec<SelectionCriterion>,
        /// Seats kept for groups.
        pub quotas: Vec<SelectionQuota>,
        /// The draw.
        pub lottery: Option<Lottery>,
        /// How far it is.
        pub progress: Option<SelectionProgress>,
    }
}

fragment! {
    /// Something that applicants are judged by.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SelectionCriterion {
        /// As staff call it.
        pub name: String,
        /// In percent.
        pub weight: i32,
        /// The most points.
        pub maximum: String,
        /// The least.
        pub minimum: Option<String>,
    }
}

fragment! {
    /// Seats kept for a group.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SelectionQuota {
        /// For whom.
        pub group: Word<Group>,
        /// At least how many.
        pub seats: i32,
    }
}

fragment! {
    /// A draw.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct Lottery {
        /// The seed's fingerprint.
        pub commitment: String,
        /// When it was published.
        pub committed_at: Instant,
        /// The seed, once drawn.
        pub seed: Option<String>,
        /// When it was drawn.
        pub drawn_at: Option<Instant>,
    }
}

fragment! {
    /// How far a selection is.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SelectionProgress {
        /// When it was concluded.
        pub concluded_at: Instant,
        /// Seats that were free.
        pub seats: i32,
        /// How many it is about.
        pub results: i32,
        /// How many results have not taken effect.
        pub due: i32,
    }
}

fragment! {
    /// What the reader got.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct StandingApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// The place, and why.
        pub standing: Option<SelectionStanding>,
        /// What was reached.
        pub marks: Vec<CriterionMark>,
    }
}

fragment! {
    /// A place, and why.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SelectionStanding {
        /// From 1 on.
        pub place: i32,
        /// By points or lot alone.
        pub merit_place: Option<i32>,
        /// The weighted points.
        pub total: Option<String>,
        /// What it means.
        pub outcome: Word<SelectionOutcome>,
        /// How a tie was decided.
        pub tie: Option<Word<TieBreak>>,
        /// The criterion that decided.
        pub criterion: Option<i32>,
    }
}

fragment! {
    /// What was reached under a criterion.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CriterionMark {
        /// Its place in the plan.
        pub criterion: i32,
        /// As staff call it.
        pub name: String,
        /// Points.
        pub points: Option<String>,
        /// Didn't come.
        pub absent: bool,
    }
}
