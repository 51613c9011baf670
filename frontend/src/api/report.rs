//! A centre's figures at the staff's desk.

use balai_shared::application::ApplicationState;
use balai_shared::report::{ReportStep, WaitBand};
use balai_shared::time::Date;

use super::schema;
use super::word::Word;

/// Which figures.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ReportVariables {
    /// `ins_…`
    pub institution: cynic::Id,
    /// The centre's programs, to choose from.
    pub programs: ReportProgramFilter,
    /// Of sessions that begin on this day or later.
    pub from: Option<Date>,
    /// Of sessions that begin on this day or earlier.
    pub to: Option<Date>,
    /// `prg_…`
    pub program: Option<cynic::Id>,
}

/// Whose programs.
#[derive(cynic::InputObject, Clone, Debug)]
#[cynic(graphql_type = "ProgramFilter")]
pub struct ReportProgramFilter {
    /// `ins_…`
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub institution_id: Option<cynic::Id>,
}

fragment! {
    /// The page of figures.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "ReportVariables")]
    pub struct ReportPage {
        /// The figures.
        #[arguments(institutionId: $institution, from: $from, to: $to, programId: $program)]
        pub centre_report: CentreReport,
        /// What can be chosen.
        #[arguments(filter: $programs, first: 100)]
        pub programs: ReportChoicesOfPrograms,
    }
}

fragment! {
    /// The centre's programs.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "ProgramConnection")]
    pub struct ReportChoicesOfPrograms {
        /// By the alphabet.
        pub nodes: Vec<ReportProgramChoice>,
    }
}

fragment! {
    /// A program to choose.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Program")]
    pub struct ReportProgramChoice {
        /// `prg_…`
        pub id: cynic::Id,
        /// What it is called.
        pub title: String,
    }
}

fragment! {
    /// The figures.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CentreReport {
        /// How far applications came.
        pub funnel: Vec<ReportFunnelStep>,
        /// Where they stand.
        pub outcomes: Vec<ReportOutcome>,
        /// How long people waited.
        pub waits: Vec<ReportWait>,
        /// The median of that in hours.
        pub median_hours: Option<i32>,
        /// The most applicants first.
        pub programs: Vec<ReportProgram>,
        /// The latest first.
        pub sessions: Vec<ReportSession>,
        /// How many there are.
        pub session_count: i32,
        /// By field.
        pub vocations: Vec<ReportGroup>,
        /// By sex.
        pub sexes: Vec<ReportGroup>,
        /// By age.
        pub ages: Vec<ReportGroup>,
        /// By home.
        pub homes: Vec<ReportGroup>,
    }
}

fragment! {
    /// A step of the way.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportFunnelStep {
        /// Which.
        pub step: Word<ReportStep>,
        /// How many came to it.
        pub count: i32,
    }
}

fragment! {
    /// A state.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportOutcome {
        /// Which.
        pub state: Word<ApplicationState>,
        /// How many stand there.
        pub count: i32,
    }
}

fragment! {
    /// A time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportWait {
        /// Which.
        pub band: Word<WaitBand>,
        /// How many waited so long.
        pub count: i32,
    }
}

fragment! {
    /// A program's figures.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportProgram {
        /// What it is called.
        pub title: String,
        /// Sessions.
        pub session_count: i32,
        /// Seats.
        pub seats: i32,
        /// People.
        pub applicants: i32,
        /// People for a seat, in tenths.
        pub per_seat_tenths: Option<i32>,
        /// Finished.
        pub completed: i32,
        /// The share that dropped out.
        pub drop_out_percent: Option<i32>,
        /// The median of the hours to a decision.
        pub median_hours: Option<i32>,
    }
}

fragment! {
    /// A session's figures.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportSession {
        /// What is taught.
        pub title: String,
        /// The first day.
        pub starts_on: Date,
        /// Seats.
        pub seats: i32,
        /// Those taken.
        pub seats_taken: i32,
        /// The share of them.
        pub fill_percent: Option<i32>,
        /// The share that dropped out.
        pub drop_out_percent: Option<i32>,
    }
}

fragment! {
    /// People who are alike.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ReportGroup {
        /// In words.
        pub label: String,
        /// Applications.
        pub applied: Option<i32>,
        /// Took a seat.
        pub took: Option<i32>,
        /// Finished.
        pub completed: Option<i32>,
    }
}
