//! Programs as their staff make and change them.

use balai_shared::application::ActorKind;
use balai_shared::money::Rupiah;
use balai_shared::person::Education;
use balai_shared::session::{Sector, SessionState};
use balai_shared::time::{Date, Instant};

use super::account::InstitutionRef;
use super::catalogue::SessionFilter;
use super::change::Change;
use super::schema;
use super::session::NodeVariablesFields;
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

/// What changes of a program; what is left out stays.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct UpdateProgramInput {
    /// Which.
    pub program_id: cynic::Id,
    /// What the change starts from.
    pub edition: i32,
    /// Its title.
    pub title: Option<String>,
    /// Its field.
    pub vocation_id: Option<cynic::Id>,
    /// What is learnt.
    pub description: Option<String>,
    /// Lesson hours.
    pub hours: Option<i32>,
    /// Whole rupiah.
    pub price: Option<i32>,
    /// The priority sector.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub sector: Change<Word<Sector>>,
    /// The SKKNI scheme.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub skkni_scheme: Change<String>,
    /// 1 to 9.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub kkni_level: Change<i32>,
    /// The least education.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub minimum_education: Change<Word<Education>>,
    /// In years.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub minimum_age: Change<i32>,
    /// In years.
    #[cynic(skip_serializing_if = "Change::stays")]
    pub maximum_age: Change<i32>,
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
