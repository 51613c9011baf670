//! The staff's queue: the own centre's sessions and the applications to them.

use balai_shared::application::{ApplicationAction, ApplicationState, Decision, ReasonCode};
use balai_shared::desk::QueueSort;
use balai_shared::error::ErrorCode;
use balai_shared::person::{Education, Occupation, Sex};
use balai_shared::session::{SelectionMethod, SessionState};
use balai_shared::time::{Date, Instant};

use super::application::{ApplicationEvent, DecisionReason};
use super::catalogue::{ProgramTitle, RegionName, SessionFilter};
use super::desk_kept::LoggedCall;
use super::documents::PanelStanding;
use super::identity::IdentityChange;
use super::join::Lookalike;
use super::own_account::ContactRecovery;
use super::scalar::MaskedNik;
use super::schema;
use super::session::{ApplicationLink, Eligibility, NodeVariablesFields};
use super::word::Word;

/// Whose sessions.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeskVariables {
    /// The centre's sessions in these states.
    pub filter: SessionFilter,
}

/// Which queue, in which order.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct QueueVariables {
    /// Whose queue.
    pub filter: ApplicationFilter,
    /// The order.
    pub sort: Word<QueueSort>,
}

/// Which rows of a queue.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct QueueRowsVariables {
    /// At most 100.
    pub ids: Vec<cynic::Id>,
}

/// The filters of a list of applications.
#[derive(cynic::InputObject, Clone, Debug, Default)]
pub struct ApplicationFilter {
    /// One session's only.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub session_id: Option<cynic::Id>,
    /// In these states only.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub states: Option<Vec<Word<ApplicationState>>>,
    /// One institution's only.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub institution_id: Option<cynic::Id>,
    /// People with such a name, or with this NIK.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub search: Option<String>,
    /// Submitted then or later.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub submitted_from: Option<Instant>,
    /// Submitted before then.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub submitted_before: Option<Instant>,
}

fragment! {
    /// The list of sessions at the desk.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "DeskVariables")]
    pub struct DeskSessions {
        /// The centre's sessions.
        #[arguments(filter: $filter, first: 100)]
        pub sessions: QueueSessions,
    }
}

fragment! {
    /// The queue of one session.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "QueueVariables")]
    pub struct Queue {
        /// All that match.
        #[arguments(filter: $filter, sort: $sort)]
        pub queue_order: QueueOrder,
    }
}

fragment! {
    /// A queue in its order.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct QueueOrder {
        /// `app_…`
        pub ids: Vec<cynic::Id>,
        /// How many in all.
        pub total_count: i32,
        /// How many in each state.
        pub by_state: Vec<StateCount>,
    }
}

fragment! {
    /// How many are in a state.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct StateCount {
        /// The state.
        pub state: Word<ApplicationState>,
        /// How many.
        pub count: i32,
    }
}

fragment! {
    /// Some rows of a queue.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "QueueRowsVariables")]
    pub struct QueueRows {
        /// In the order asked.
        #[arguments(ids: $ids)]
        pub nodes: Vec<Option<QueueNode>>,
    }
}

node! {
    /// A node that should be an application.
    pub enum QueueNode { Application(QueueRow) }
}

fragment! {
    /// The centre's sessions.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionConnection")]
    pub struct QueueSessions {
        /// In the order of their start.
        pub nodes: Vec<QueueSession>,
    }
}

fragment! {
    /// A session with its seats.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct QueueSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramTitle,
        /// Seats in all.
        pub capacity: i32,
        /// Seats given.
        pub seats_taken: i32,
        /// Seats free.
        pub seats_left: i32,
        /// Those on the waiting list.
        pub waitlist_count: i32,
        /// All who ever applied.
        pub applicant_count: i32,
        /// First day.
        pub starts_on: Date,
        /// The last day on which a freed seat is given again.
        pub replacement_until: Date,
        /// Where the session stands.
        pub state: Word<SessionState>,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// When the choosing ended.
        pub selection_closed_at: Option<Instant>,
    }
}

fragment! {
    /// A row of the table.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct QueueRow {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Place on the waiting list, from 1.
        pub waitlist_position: Option<i32>,
        /// When it was sent.
        pub submitted_at: Option<Instant>,
        /// When it last changed.
        pub changed_at: Instant,
        /// Until when an offer stands.
        pub offer_expires_at: Option<Instant>,
        /// What a selection gave it.
        pub standing: Option<QueueStanding>,
        /// Who.
        pub applicant: QueueApplicant,
    }
}

fragment! {
    /// What a selection gave.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SelectionStanding")]
    pub struct QueueStanding {
        /// From 1 on.
        pub place: i32,
        /// The weighted points.
        pub total: Option<String>,
    }
}

fragment! {
    /// The applicant in a row.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct QueueApplicant {
        /// Full name.
        pub name: String,
        /// Day of birth.
        pub birth_date: Option<Date>,
        /// Sex.
        pub sex: Option<Word<Sex>>,
        /// Highest education finished.
        pub education: Option<Word<Education>>,
        /// What the person does now.
        pub occupation: Option<Word<Occupation>>,
        /// Where the person lives.
        pub region: Option<RegionName>,
    }
}

fragment! {
    /// One applicant's panel.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct PanelPage {
        /// The application.
        #[arguments(id: $id)]
        pub node: Option<PanelNode>,
    }
}

node! {
    /// A node that should be an application.
    pub enum PanelNode { Application(PanelApplication) }
}

fragment! {
    /// An application as staff decide on it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct PanelApplication {
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Why the person wants it.
        pub motivation: Option<String>,
        /// What the person shows, and what was asked for.
        pub document_standings: Vec<PanelStanding>,
        /// The verdict with its reasons.
        pub eligibility: Option<Eligibility>,
        /// Why the centre decided so.
        pub decision_reason: Option<DecisionReason>,
        /// What the viewer may do now.
        pub allowed_actions: Vec<Word<ApplicationAction>>,
        /// The oldest first.
        pub history: Vec<ApplicationEvent>,
        /// The latest first.
        pub calls: Vec<LoggedCall>,
        /// What was changed of who it is, the latest first.
        pub identity_changes: Vec<IdentityChange>,
        /// Others who may be the same person.
        pub possible_duplicates: Vec<Lookalike>,
        /// Who.
        pub applicant: PanelApplicant,
        /// Whose clock the history goes by.
        pub session: PanelSession,
    }
}

fragment! {
    /// The session's time zone alone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct PanelSession {
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// The applicant, the NIK masked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct PanelApplicant {
        /// `apc_…`
        pub id: cynic::Id,
        /// Full name.
        pub name: String,
        /// Masked.
        pub phone: Option<String>,
        /// Masked.
        pub nik: Option<MaskedNik>,
        /// Sex.
        pub sex: Option<Word<Sex>>,
        /// Day of birth.
        pub birth_date: Option<Date>,
        /// Highest education finished.
        pub education: Option<Word<Education>>,
        /// What the person does now.
        pub occupation: Option<Word<Occupation>>,
        /// Where the person lives.
        pub region: Option<RegionName>,
        /// A new number that waits.
        pub contact_recovery: Option<ContactRecovery>,
    }
}

/// A decision on several applications.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DecideApplicationsInput {
    /// Which.
    pub ids: Vec<cynic::Id>,
    /// What.
    pub decision: Word<Decision>,
    /// Why; needed to reject.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<Word<ReasonCode>>,
    /// What the applicant reads besides.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Variables of [`DecideApplications`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DecideVariables {
    /// The decision.
    pub input: DecideApplicationsInput,
}

fragment! {
    /// Decides on several applications, one result an id.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DecideVariables")]
    pub struct DecideApplications {
        /// The results.
        #[arguments(input: $input)]
        pub decide_applications: DecideApplicationsPayload,
    }
}

fragment! {
    /// The results in the order asked.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecideApplicationsPayload {
        /// One an id.
        pub results: Vec<DecisionResult>,
    }
}

fragment! {
    /// What came of one decision.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecisionResult {
        /// `app_…`
        pub application_id: cynic::Id,
        /// Whether it took effect.
        pub ok: bool,
        /// The application as it is now.
        pub application: Option<ApplicationLink>,
        /// Why not.
        pub error: Option<DecisionError>,
    }
}

fragment! {
    /// Why a decision took no effect.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecisionError {
        /// The machine's word.
        pub code: Word<ErrorCode>,
        /// In the person's language.
        pub message: String,
    }
}
