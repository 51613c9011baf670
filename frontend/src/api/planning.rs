//! Programs and sessions as their staff make and change them.

use balai_shared::application::ActorKind;
use balai_shared::money::Rupiah;
use balai_shared::person::Education;
use balai_shared::session::{DeliveryMode, Funding, Sector, SelectionMethod, SessionState};
use balai_shared::time::{Date, Instant};

use super::account::InstitutionRef;
use super::catalogue::SessionFilter;
use super::desk::ChangedSession;
use super::schema;
use super::session::{NodeVariablesFields, SessionDetail};
use super::word::Word;

/// Which programs.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ProgramFilter {
    /// Of this institution.
    pub institution_id: Option<cynic::Id>,
}

/// Which centre's programs and drafts.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ProgramsVariables {
    /// Its programs.
    pub programs: ProgramFilter,
    /// Its sessions that are to be shown.
    pub sessions: SessionFilter,
}

fragment! {
    /// A centre's programs, and its sessions that aren't over.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "ProgramsVariables")]
    pub struct ProgramsPage {
        /// By the alphabet.
        #[arguments(filter: $programs, first: 100)]
        pub programs: ProgramLines,
        /// The soonest first.
        #[arguments(filter: $sessions, first: 100)]
        pub sessions: SessionLines,
    }
}

fragment! {
    /// Some programs.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ProgramConnection")]
    pub struct ProgramLines {
        /// In order.
        pub nodes: Vec<ProgramLine>,
    }
}

fragment! {
    /// A program in a list.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ProgramLine {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
        /// Lesson hours (JP).
        pub hours: i32,
        /// Its field.
        pub vocation: VocationChoice,
    }
}

fragment! {
    /// Some sessions.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionConnection")]
    pub struct SessionLines {
        /// In order.
        pub nodes: Vec<SessionLine>,
    }
}

fragment! {
    /// A session in a list.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SessionLine {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: PlannedTitle,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// Seats in all.
        pub capacity: i32,
        /// Where it stands.
        pub state: Word<SessionState>,
    }
}

fragment! {
    /// A program by its title.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct PlannedTitle {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
    }
}

fragment! {
    /// A field of training.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Vocation")]
    pub struct VocationChoice {
        /// `voc_…`
        pub id: cynic::Id,
        /// In the person's language.
        pub name: String,
    }
}

fragment! {
    /// What a new program's form offers.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query")]
    pub struct NewProgramPage {
        /// All fields of training.
        pub vocations: Vec<VocationChoice>,
    }
}

fragment! {
    /// A program to be changed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct ProgramEditPage {
        /// The program.
        #[arguments(id: $id)]
        pub node: Option<ProgramEditNode>,
        /// All fields of training.
        pub vocations: Vec<VocationChoice>,
    }
}

node! {
    /// A node that should be a program.
    pub enum ProgramEditNode { Program(EditedProgram) }
}

fragment! {
    /// A program with all that can change.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct EditedProgram {
        /// `prg_…`
        pub id: cynic::Id,
        /// Its title.
        pub title: String,
        /// Its field.
        pub vocation: VocationChoice,
        /// What is learnt.
        pub description: String,
        /// Lesson hours (JP).
        pub hours: i32,
        /// What it costs.
        pub price: Rupiah,
        /// The priority sector.
        pub sector: Option<Word<Sector>>,
        /// The SKKNI scheme.
        pub skkni_scheme: Option<String>,
        /// 1 to 9.
        pub kkni_level: Option<i32>,
        /// The least education.
        pub minimum_education: Option<Word<Education>>,
        /// In years.
        pub minimum_age: Option<i32>,
        /// In years.
        pub maximum_age: Option<i32>,
        /// Whose it is.
        pub institution: InstitutionRef,
        /// Who changed what.
        pub record: ProgramRecord,
    }
}

fragment! {
    /// Who changed what of a program.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ProgramRecord {
        /// What a change starts from.
        pub edition: i32,
        /// Whether some fields stay.
        pub has_applicants: bool,
        /// The first first.
        pub changes: Vec<ProgramChange>,
    }
}

fragment! {
    /// One change.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ProgramChange {
        /// When.
        pub at: Instant,
        /// Who, as a kind.
        pub actor: Word<ActorKind>,
        /// Which fields.
        pub fields: Vec<String>,
    }
}

/// A new program.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CreateProgramInput {
    /// Whose.
    pub institution_id: cynic::Id,
    /// Its title.
    pub title: String,
    /// Its field.
    pub vocation_id: cynic::Id,
    /// What is learnt.
    pub description: String,
    /// Lesson hours.
    pub hours: i32,
    /// Whole rupiah.
    pub price: i32,
    /// The priority sector.
    pub sector: Option<Word<Sector>>,
    /// The SKKNI scheme.
    pub skkni_scheme: Option<String>,
    /// 1 to 9.
    pub kkni_level: Option<i32>,
    /// The least education.
    pub minimum_education: Option<Word<Education>>,
    /// In years.
    pub minimum_age: Option<i32>,
    /// In years.
    pub maximum_age: Option<i32>,
}

/// Variables of [`CreateProgram`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CreateProgramVariables {
    /// The program.
    pub input: CreateProgramInput,
}

fragment! {
    /// Adds a program.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CreateProgramVariables")]
    pub struct CreateProgram {
        /// The program.
        #[arguments(input: $input)]
        pub create_program: CreateProgramPayload,
    }
}

fragment! {
    /// The program that was added.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CreateProgramPayload {
        /// The program.
        pub program: PlannedTitle,
    }
}

/// A program as it is to be.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UpdateProgramInput {
    /// Which.
    pub program_id: cynic::Id,
    /// What the change starts from.
    pub edition: i32,
    /// Its title.
    pub title: String,
    /// Its field.
    pub vocation_id: cynic::Id,
    /// What is learnt.
    pub description: String,
    /// Lesson hours.
    pub hours: i32,
    /// Whole rupiah.
    pub price: i32,
    /// The priority sector.
    pub sector: Option<Word<Sector>>,
    /// The SKKNI scheme.
    pub skkni_scheme: Option<String>,
    /// 1 to 9.
    pub kkni_level: Option<i32>,
    /// The least education.
    pub minimum_education: Option<Word<Education>>,
    /// In years.
    pub minimum_age: Option<i32>,
    /// In years.
    pub maximum_age: Option<i32>,
}

/// Variables of [`UpdateProgram`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct UpdateProgramVariables {
    /// The change.
    pub input: UpdateProgramInput,
}

fragment! {
    /// Changes a program.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "UpdateProgramVariables")]
    pub struct UpdateProgram {
        /// The program.
        #[arguments(input: $input)]
        pub update_program: UpdateProgramPayload,
    }
}

fragment! {
    /// The program as it is now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct UpdateProgramPayload {
        /// The program.
        pub program: PlannedTitle,
    }
}

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
