//! Sessions as their staff plan and change them.

use balai_shared::session::{DeliveryMode, Funding, SelectionMethod, SessionState};
use balai_shared::time::{Date, Instant};

use super::catalogue::SessionFilter;
use super::desk::ChangedSession;
use super::planning::PlannedTitle;
use super::schema;
use super::session::{NodeVariablesFields, SessionDetail};
use super::word::Word;

/// Of which program a session is planned.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct NewSessionVariables {
    /// `prg_…`
    pub id: cynic::Id,
    /// Its sessions.
    pub sessions: SessionFilter,
}

fragment! {
    /// What a new session's form starts from.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NewSessionVariables")]
    pub struct NewSessionPage {
        /// The program.
        #[arguments(id: $id)]
        pub node: Option<NewSessionNode>,
        /// Sessions of it: each can be the pattern of a new one.
        #[arguments(filter: $sessions, first: 50)]
        pub sessions: PlannedSessions,
    }
}

node! {
    /// A node that should be a program.
    pub enum NewSessionNode { Program(PlannedProgram) }
}

fragment! {
    /// The program of a session that is planned.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct PlannedProgram {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
        /// Whose.
        pub institution: PlannedInstitution,
    }
}

fragment! {
    /// The institution of a session that is planned.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Institution")]
    pub struct PlannedInstitution {
        /// Its name.
        pub name: String,
        /// Its kabupaten or kota.
        pub region: PlannedRegion,
    }
}

fragment! {
    /// Where its clocks stand.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Region")]
    pub struct PlannedRegion {
        /// IANA name.
        pub time_zone: String,
    }
}

fragment! {
    /// Some sessions with all that was planned.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionConnection")]
    pub struct PlannedSessions {
        /// In order.
        pub nodes: Vec<PlannedSession>,
    }
}

fragment! {
    /// A session with all that was planned.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct PlannedSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: PlannedTitle,
        /// Where it stands.
        pub state: Word<SessionState>,
        /// How it is taught.
        pub mode: Word<DeliveryMode>,
        /// Who pays.
        pub funding: Word<Funding>,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// Seats in all.
        pub capacity: i32,
        /// From when one can apply.
        pub registration_opens_at: Instant,
        /// Until when one can apply.
        pub registration_closes_at: Instant,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// The last day on which a free seat is offered again.
        pub replacement_until: Date,
        /// IANA name of the place's time zone.
        pub time_zone: String,
        /// Where it is held.
        pub address: Option<String>,
        /// Where it is held online.
        pub meeting_link: Option<String>,
        /// Whether participants live in.
        pub boarding: bool,
        /// Days and hours in words.
        pub timetable: Option<String>,
        /// Hours an offer is held.
        pub offer_hours: i32,
        /// When the selection was closed.
        pub selection_closed_at: Option<Instant>,
        /// What a change starts from.
        pub edition: i32,
    }
}

fragment! {
    /// A session's page at the desk.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct PlannedSessionPage {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<PlannedNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum PlannedNode { Session(PlannedSession) }
}

/// A new session.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CreateSessionInput {
    /// Of which program.
    pub program_id: cynic::Id,
    /// How it is taught.
    pub mode: Word<DeliveryMode>,
    /// Who pays.
    pub funding: Word<Funding>,
    /// How people are chosen.
    pub selection_method: Word<SelectionMethod>,
    /// Seats in all.
    pub capacity: i32,
    /// RFC 3339.
    pub registration_opens_at: String,
    /// RFC 3339.
    pub registration_closes_at: String,
    /// First day.
    pub starts_on: String,
    /// Last day.
    pub ends_on: String,
    /// Where it is held.
    pub address: Option<String>,
    /// Where it is held online.
    pub meeting_link: Option<String>,
    /// Whether participants live in.
    pub boarding: Option<bool>,
    /// Days and hours in words.
    pub timetable: Option<String>,
    /// Hours an offer is held.
    pub offer_hours: Option<i32>,
    /// The last day on which a free seat is offered again.
    pub replacement_until: Option<String>,
    /// Whose plan is taken along.
    pub like_session_id: Option<cynic::Id>,
}

/// Variables of [`CreateSession`] and [`PreviewSession`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CreateSessionVariables {
    /// The session.
    pub input: CreateSessionInput,
}

fragment! {
    /// A session as the public would see it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "CreateSessionVariables")]
    pub struct PreviewSession {
        /// The session.
        #[arguments(input: $input)]
        pub preview_session: SessionDetail,
    }
}

fragment! {
    /// Makes a draft.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CreateSessionVariables")]
    pub struct CreateSession {
        /// The draft.
        #[arguments(input: $input)]
        pub create_session: CreateSessionPayload,
    }
}

fragment! {
    /// The draft.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CreateSessionPayload {
        /// The session.
        pub session: ChangedSession,
    }
}

/// A draft as it is to be.
#[derive(cynic::InputObject, Clone, Debug)]
#[cynic(graphql_type = "UpdateSessionInput")]
pub struct UpdateDraftInput {
    /// Which.
    pub session_id: cynic::Id,
    /// What the change starts from.
    pub edition: i32,
    /// How it is taught.
    pub mode: Option<Word<DeliveryMode>>,
    /// Who pays.
    pub funding: Option<Word<Funding>>,
    /// How people are chosen.
    pub selection_method: Option<Word<SelectionMethod>>,
    /// RFC 3339.
    pub registration_opens_at: Option<String>,
    /// Whether participants live in.
    pub boarding: Option<bool>,
    /// Hours an offer is held.
    pub offer_hours: Option<i32>,
    /// Seats in all.
    pub capacity: Option<i32>,
    /// RFC 3339.
    pub registration_closes_at: Option<String>,
    /// First day.
    pub starts_on: Option<String>,
    /// Last day.
    pub ends_on: Option<String>,
    /// The last day on which a free seat is offered again.
    pub replacement_until: Option<String>,
    /// Where it is held; empty for nowhere.
    pub address: Option<String>,
    /// Where it is held online; empty for nowhere.
    pub meeting_link: Option<String>,
    /// Days and hours in words; empty for none.
    pub timetable: Option<String>,
}

/// Variables of [`UpdateDraft`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UpdateDraftVariables {
    /// The change.
    pub input: UpdateDraftInput,
}

fragment! {
    /// Changes a draft.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateDraftVariables")]
    pub struct UpdateDraft {
        /// The session.
        #[arguments(input: $input)]
        pub update_session: UpdateDraftPayload,
    }
}

fragment! {
    /// The session as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "UpdateSessionPayload")]
    pub struct UpdateDraftPayload {
        /// The session.
        pub session: ChangedSession,
    }
}

/// Which session.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PublishSessionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
}

/// Variables of [`PublishSession`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct PublishSessionVariables {
    /// Which session.
    pub input: PublishSessionInput,
}

fragment! {
    /// Makes a draft public.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "PublishSessionVariables")]
    pub struct PublishSession {
        /// The session.
        #[arguments(input: $input)]
        pub publish_session: PublishSessionPayload,
    }
}

fragment! {
    /// The session, public.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct PublishSessionPayload {
        /// The session.
        pub session: ChangedSession,
    }
}
