//! The viewer's own applications.

use balai_shared::application::{ActorKind, ApplicationAction, ApplicationState, ReasonCode};
use balai_shared::session::{SelectionMethod, SessionState};

use super::balance::BalanceStep;
use super::catalogue::NextPage;
use super::defer::{ApplicationThread, SessionId};
use super::documents::DocumentWanted;
use super::mutation_account::ViewerId;
use super::schema;
use super::session::NodeVariablesFields;
use super::training::TrainingProgress;
use super::word::Word;
use balai_shared::time::{Date, Instant};

/// Which page of a list.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PageVariables {
    /// The cursor after which the page starts.
    pub after: Option<String>,
}

fragment! {
    /// The page of the viewer's applications.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "PageVariables")]
    pub struct MyApplications {
        /// `None` for a visitor.
        pub viewer: Option<ViewerApplications>,
    }
}

fragment! {
    /// The viewer's applications.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Viewer", variables = "PageVariables")]
    pub struct ViewerApplications {
        /// The newest first.
        #[arguments(first: 20, after: $after)]
        pub applications: ApplicationCards,
    }
}

fragment! {
    /// One page of applications.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ApplicationConnection")]
    pub struct ApplicationCards {
        /// The applications in order.
        pub nodes: Vec<ApplicationCard>,
        /// Whether there is more.
        pub page_info: NextPage,
    }
}

fragment! {
    /// What a card says of an application.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplicationCard {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Place on the waiting list, from 1.
        pub waitlist_position: Option<i32>,
        /// Until when an offer holds.
        pub offer_expires_at: Option<Instant>,
        /// For what.
        pub session: AppliedSession,
    }
}

fragment! {
    /// The session applied for.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct AppliedSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: AppliedProgram,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// First day.
        pub starts_on: Date,
        /// How far it is.
        pub state: Word<SessionState>,
        /// IANA name of the place's time zone.
        pub time_zone: String,
        /// Where.
        pub address: Option<String>,
        /// Days and hours in words.
        pub timetable: Option<String>,
    }
}

fragment! {
    /// The program applied for.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct AppliedProgram {
        /// Its title.
        pub title: String,
        /// To find other sessions of the same field of work.
        pub vocation: AppliedVocation,
    }
}

fragment! {
    /// The field of work applied for.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Vocation")]
    pub struct AppliedVocation {
        /// `voc_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// The institution applied to.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct AppliedInstitution {
        /// `ins_…`
        pub id: cynic::Id,
        /// Its name.
        pub name: String,
        /// How it can be reached at once.
        pub reach: InstitutionCall,
    }
}

fragment! {
    /// How an institution can be called.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "InstitutionReach")]
    pub struct InstitutionCall {
        /// Its office, as its staff write it.
        pub phone: Option<String>,
        /// A mobile number, `+62812…`.
        pub whatsapp: Option<String>,
    }
}

fragment! {
    /// The application's page.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct ApplicationPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<ApplicationNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ViewerId>,
    }
}

node! {
    /// A node that should be an application.
    pub enum ApplicationNode { Application(ApplicationDetail) }
}

fragment! {
    /// An application with its whole story.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct ApplicationDetail {
        /// `app_…`
        pub id: cynic::Id,
        /// Where it stands.
        pub state: Word<ApplicationState>,
        /// Place on the waiting list, from 1.
        pub waitlist_position: Option<i32>,
        /// Until when an offer holds.
        pub offer_expires_at: Option<Instant>,
        /// Why the centre decided so.
        pub decision_reason: Option<DecisionReason>,
        /// What the viewer may do now.
        pub allowed_actions: Vec<Word<ApplicationAction>>,
        /// The oldest first.
        pub history: Vec<ApplicationEvent>,
        /// For what.
        pub session: AppliedSession,
        /// Where it can be put off to.
        pub later_sessions: Vec<SessionId>,
        /// Which steps move money.
        pub balance_changes: Vec<BalanceStep>,
        /// Tests and interviews of which a time is chosen or can be.
        pub appointments: Vec<AppointmentNamed>,
        /// Whether documents can be sent now.
        pub takes_documents: bool,
        /// Each kind of document that is there or was asked for.
        pub document_standings: Vec<DocumentWanted>,
        /// What it was put off to.
        pub deferred_to: Option<ApplicationThread>,
        /// How the training goes, for who takes part.
        pub training: Option<TrainingProgress>,
    }
}

fragment! {
    /// A test or an interview.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Appointment")]
    pub struct AppointmentNamed {
        /// Whether a time can be chosen or changed now.
        pub may_change: bool,
    }
}

fragment! {
    /// Why the centre decided so, in words for the applicant.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DecisionReason {
        /// The machine's word.
        pub code: Word<ReasonCode>,
        /// In the person's language.
        pub message: String,
        /// What the centre added.
        pub note: Option<String>,
    }
}

fragment! {
    /// One step of the story.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ApplicationEvent {
        /// When.
        pub at: Instant,
        /// By whom.
        pub actor: Word<ActorKind>,
        /// What was done.
        pub action: Word<ApplicationAction>,
        /// What came of it.
        pub to: Word<ApplicationState>,
    }
}
