//! What staff do with decisions and sessions besides deciding.

use balai_shared::application::ApplicationState;
use balai_shared::session::SessionState;

use super::queue::{DecideApplicationsInput, DecisionError, DecisionResult};
use super::schema;
use super::word::Word;

/// Variables of [`PreviewDecisions`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PreviewVariables {
    /// The decision.
    pub input: DecideApplicationsInput,
}

fragment! {
    /// What a decision would do.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PreviewVariables")]
    pub struct PreviewDecisions {
        /// Row by row.
        #[arguments(input: $input)]
        pub preview_decisions: DecisionPreview,
    }
}

fragment! {
    /// The forecasts in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecisionPreview {
        /// One an id.
        pub results: Vec<DecisionForecast>,
    }
}

fragment! {
    /// What would become of one row.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecisionForecast {
        /// `app_…`
        pub application_id: cynic::Id,
        /// Whether it would be done.
        pub ok: bool,
        /// Where it would stand.
        pub state: Option<Word<ApplicationState>>,
        /// Free seats afterwards.
        pub seats_left: Option<i32>,
        /// What the applicant would be told.
        pub message: Option<String>,
        /// Why, of a rejection.
        pub reason: Option<String>,
        /// Whether an offer goes past a plan or a draw that hasn't chosen yet.
        pub passes_selection: bool,
        /// Why it would not be done.
        pub error: Option<DecisionError>,
    }
}

/// Which applications, and what is said about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UndoDecisionsInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
}

/// Variables of [`UndoDecisions`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UndoDecisionsVariables {
    /// Which, and what is said about it.
    pub input: UndoDecisionsInput,
}

fragment! {
    /// Takes own decisions back, within thirty seconds.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UndoDecisionsVariables")]
    pub struct UndoDecisions {
        /// The results.
        #[arguments(input: $input)]
        pub undo_decisions: UndoDecisionsPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UndoDecisionsPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

/// Which applications, and what is said about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct RevokeOffersInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
    /// What the applicants will read.
    pub note: String,
}

/// Variables of [`RevokeOffers`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RevokeOffersVariables {
    /// Which, and what is said about it.
    pub input: RevokeOffersInput,
}

fragment! {
    /// Takes offers back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "RevokeOffersVariables")]
    pub struct RevokeOffers {
        /// The results.
        #[arguments(input: $input)]
        pub revoke_offers: RevokeOffersPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct RevokeOffersPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

/// Which applications, and what is said about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ExtendOffersInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
    /// So many hours after the present deadline.
    pub hours: Option<i32>,
    /// What the applicants will read.
    pub note: String,
}

/// Variables of [`ExtendOffers`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ExtendOffersVariables {
    /// Which, and what is said about it.
    pub input: ExtendOffersInput,
}

fragment! {
    /// Lets offers stand longer.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ExtendOffersVariables")]
    pub struct ExtendOffers {
        /// The results.
        #[arguments(input: $input)]
        pub extend_offers: ExtendOffersPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ExtendOffersPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

/// Which applications, and what is said about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DropParticipantsInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
    /// What they will read.
    pub note: String,
}

/// Variables of [`DropParticipants`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DropParticipantsVariables {
    /// Which, and what is said about it.
    pub input: DropParticipantsInput,
}

fragment! {
    /// Takes participants off the list.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DropParticipantsVariables")]
    pub struct DropParticipants {
        /// The results.
        #[arguments(input: $input)]
        pub drop_participants: DropParticipantsPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DropParticipantsPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

/// Which applications, and what is said about it.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ReinstateApplicationsInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
    /// What the applicants will read.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Variables of [`ReinstateApplications`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ReinstateApplicationsVariables {
    /// Which, and what is said about it.
    pub input: ReinstateApplicationsInput,
}

fragment! {
    /// Takes rejections back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ReinstateApplicationsVariables")]
    pub struct ReinstateApplications {
        /// The results.
        #[arguments(input: $input)]
        pub reinstate_applications: ReinstateApplicationsPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReinstateApplicationsPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

/// Which session.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CloseSelectionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
}

/// Variables of [`CloseSelection`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CloseSelectionVariables {
    /// Which session.
    pub input: CloseSelectionInput,
}

fragment! {
    /// Ends the choosing.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CloseSelectionVariables")]
    pub struct CloseSelection {
        /// The session.
        #[arguments(input: $input)]
        pub close_selection: CloseSelectionPayload,
    }
}

fragment! {
    /// The session as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CloseSelectionPayload {
        /// The session.
        pub session: ChangedSession,
    }
}

/// Which session.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CancelSessionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// What everyone who applied will read.
    pub reason_text: String,
}

/// Variables of [`CancelSession`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CancelSessionVariables {
    /// Which session.
    pub input: CancelSessionInput,
}

fragment! {
    /// Calls a session off.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CancelSessionVariables")]
    pub struct CancelSession {
        /// The session.
        #[arguments(input: $input)]
        pub cancel_session: CancelSessionPayload,
    }
}

fragment! {
    /// The session as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CancelSessionPayload {
        /// The session.
        pub session: ChangedSession,
    }
}

fragment! {
    /// A session that was changed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct ChangedSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<SessionState>,
    }
}
