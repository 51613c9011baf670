//! What would come of steps that many are told of.

use balai_shared::application::ApplicationState;

use super::mutation_training::{
    CompleteApplicationsVariablesFields, IssueCertificatesVariablesFields,
};
use super::queue::DecisionError;
use super::schema;
use super::staff_selection::ConcludeSelectionVariablesFields;
use super::word::Word;

fragment! {
    /// What concluding would do.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "ConcludeSelectionVariables")]
    pub struct PreviewConclusion {
        /// In numbers.
        #[arguments(input: $input)]
        pub preview_conclusion: ConclusionPreview,
    }
}

fragment! {
    /// The same in numbers.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ConclusionPreview {
        /// Would be offered a seat.
        pub offered: i32,
        /// Would wait.
        pub waitlisted: i32,
        /// Would be turned down: didn't come.
        pub absent: i32,
        /// Would be turned down: too few points.
        pub below_minimum: i32,
    }
}

fragment! {
    /// What completing would do.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "CompleteApplicationsVariables")]
    pub struct PreviewCompletion {
        /// By row.
        #[arguments(input: $input)]
        pub preview_completion: CompletionPreview,
    }
}

fragment! {
    /// The same by row.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CompletionPreview {
        /// Would have finished.
        pub completed: i32,
        /// Would not have.
        pub not_completed: i32,
        /// Would stay as they are.
        pub refused: i32,
        /// One a participant.
        pub results: Vec<CompletionForecast>,
    }
}

fragment! {
    /// What would become of one.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CompletionForecast {
        /// `app_…`
        pub application_id: cynic::Id,
        /// Where it would stand.
        pub state: Option<Word<ApplicationState>>,
        /// Why nothing would happen.
        pub error: Option<DecisionError>,
    }
}

fragment! {
    /// What issuing would do.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "IssueCertificatesVariables")]
    pub struct PreviewCertificates {
        /// By row.
        #[arguments(input: $input)]
        pub preview_certificates: CertificatePreview,
    }
}

fragment! {
    /// The same by row.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CertificatePreview {
        /// New ones.
        pub issued: i32,
        /// Who would get none.
        pub refused: i32,
        /// One a participant.
        pub results: Vec<CertificateForecast>,
    }
}

fragment! {
    /// What one would get.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CertificateForecast {
        /// `app_…`
        pub application_id: cynic::Id,
        /// Why there would be none.
        pub error: Option<DecisionError>,
    }
}

fragment! {
    /// Whom calling off would reach.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "super::NodeVariables")]
    pub struct PreviewCancellation {
        /// In numbers.
        #[arguments(sessionId: $id)]
        pub preview_cancellation: CancellationPreview,
    }
}

fragment! {
    /// The same in numbers.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CancellationPreview {
        /// In all.
        pub people: i32,
        /// By where they stand.
        pub states: Vec<ReachedState>,
    }
}

fragment! {
    /// How many are in a state.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReachedState {
        /// Which.
        pub state: Word<ApplicationState>,
        /// How many.
        pub people: i32,
    }
}
