//! The desk's selection: criteria, marks, the order, and what concludes it.

use balai_shared::ranking::{Group, sheet::SheetFault};
use balai_shared::session::{SelectionMethod, SessionState};
use balai_shared::time::Instant;

use super::catalogue::{NextPage, ProgramTitle};
use super::schema;
use super::selection::{
    CriterionMark, Lottery, SelectionCriterion, SelectionProgress, SelectionQuota,
    SelectionStanding,
};
use super::word::Word;

/// Which piece of which session's order.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct RankingVariables {
    /// `ses_…`
    pub id: cynic::Id,
    /// The cursor after which it starts.
    pub after: Option<String>,
}

fragment! {
    /// The desk's page of a session's selection.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "RankingVariables")]
    pub struct RankingPage {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<RankingNode>,
    }
}

/// A node that should be a session.
#[derive(cynic::InlineFragments, Clone, Debug)]
#[cynic(graphql_type = "Node", variables = "RankingVariables")]
pub enum RankingNode {
    /// It is.
    Session(Box<RankedSession>),
    /// It is something else.
    #[cynic(fallback)]
    Other,
}

impl super::Read for RankingNode {
    fn read(value: &serde_json::Value) -> Option<Self> {
        if value.get("__typename")?.as_str()? == "Session" {
            RankedSession::read(value).map(|node| Self::Session(Box::new(node)))
        } else {
            Some(Self::Other)
        }
    }
}

fragment! {
    /// A session with its order.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session", variables = "RankingVariables")]
    pub struct RankedSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: ProgramTitle,
        /// Seats in all.
        pub capacity: i32,
        /// Seats free.
        pub seats_left: i32,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// Where the session stands.
        pub state: Word<SessionState>,
        /// Until when one can apply.
        pub registration_closes_at: Instant,
        /// Where its clocks stand.
        pub time_zone: String,
        /// How.
        pub selection: RankedSelection,
    }
}

fragment! {
    /// A selection as the desk sees it.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionSelection", variables = "RankingVariables")]
    pub struct RankedSelection {
        /// What applicants are judged by.
        pub criteria: Vec<SelectionCriterion>,
        /// Seats kept for groups.
        pub quotas: Vec<SelectionQuota>,
        /// What a change of the plan starts from.
        pub plan_revision: String,
        /// The draw.
        pub lottery: Option<Lottery>,
        /// How far it is.
        pub progress: Option<SelectionProgress>,
        /// The order.
        #[arguments(first: 100, after: $after)]
        pub ranking: RankingRows,
    }
}

fragment! {
    /// A piece of the order.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "RankingConnection")]
    pub struct RankingRows {
        /// The rows.
        pub nodes: Vec<RankingRow>,
        /// Whether there is more.
        pub page_info: NextPage,
        /// How many in all.
        pub total_count: i32,
        /// How many lack a mark.
        pub missing_count: i32,
    }
}

fragment! {
    /// A row of the order.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "RankedApplication")]
    pub struct RankingRow {
        /// The application.
        pub application: NamedApplication,
        /// What it gets.
        pub standing: Option<SelectionStanding>,
        /// What was entered.
        pub marks: Vec<CriterionMark>,
    }
}

fragment! {
    /// An application with its person's name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct NamedApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// Whose.
        pub applicant: NamedApplicant,
    }
}

fragment! {
    /// A person by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct NamedApplicant {
        /// The name.
        pub name: String,
    }
}

/// Something that applicants are judged by.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SelectionCriterionInput {
    /// As it heads a column.
    pub name: String,
    /// In percent.
    pub weight: i32,
    /// The most points.
    pub maximum: String,
    /// The least.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub minimum: Option<String>,
}

/// Seats kept for a group.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SelectionQuotaInput {
    /// For whom.
    pub group: Word<Group>,
    /// At least how many.
    pub seats: i32,
}

/// A plan.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct PlanSelectionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// What the change starts from.
    pub revision: Option<String>,
    /// At most eight; as they are when left out.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub criteria: Option<Vec<SelectionCriterionInput>>,
    /// A group at most once.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub quotas: Option<Vec<SelectionQuotaInput>>,
}

/// One mark.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct MarkInput {
    /// `app_…`
    pub application_id: cynic::Id,
    /// The criterion's place in the plan.
    pub criterion: i32,
    /// None for who didn't come.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub points: Option<String>,
    /// Clears what was entered.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub clear: Option<bool>,
}

/// Marks.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct EnterMarksInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// The marks.
    pub marks: Vec<MarkInput>,
}

/// A file of marks.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ImportMarksInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// The whole file.
    pub csv: String,
    /// Only look for faults.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub try_only: Option<bool>,
    /// Whether marks count where others were entered since.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub over_newer: Option<bool>,
}

/// What is to be concluded.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ConcludeSelectionInput {
    /// `ses_…`
    pub session_id: cynic::Id,
    /// Whether who lacks a mark counts as not having come.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub missing_are_absent: Option<bool>,
}

/// Which session is drawn.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DrawLotteryInput {
    /// `ses_…`
    pub session_id: cynic::Id,
}

macro_rules! input_variables {
    ($($(#[$meta:meta])* $name:ident($input:ident)),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(cynic::QueryVariables, Clone, Debug)]
        pub struct $name {
            /// The input.
            pub input: $input,
        }
    )+ };
}

input_variables!(
    /// Variables of [`PlanSelection`].
    PlanSelectionVariables(PlanSelectionInput),
    /// Variables of [`EnterMarks`].
    EnterMarksVariables(EnterMarksInput),
    /// Variables of [`ImportMarks`].
    ImportMarksVariables(ImportMarksInput),
    /// Variables of [`ConcludeSelection`].
    ConcludeSelectionVariables(ConcludeSelectionInput),
    /// Variables of [`DrawLottery`].
    DrawLotteryVariables(DrawLotteryInput),
);

fragment! {
    /// Plans how people are chosen.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "PlanSelectionVariables")]
    pub struct PlanSelection {
        /// The session.
        #[arguments(input: $input)]
        pub plan_selection: SelectionPayload,
    }
}

fragment! {
    /// Concludes a selection by merit.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ConcludeSelectionVariables")]
    pub struct ConcludeSelection {
        /// The session.
        #[arguments(input: $input)]
        pub conclude_selection: SelectionPayload,
    }
}

fragment! {
    /// Draws.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DrawLotteryVariables")]
    pub struct DrawLottery {
        /// The session.
        #[arguments(input: $input)]
        pub draw_lottery: SelectionPayload,
    }
}

fragment! {
    /// The session after a step.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SelectionPayload {
        /// The session.
        pub session: SelectedSession,
    }
}

fragment! {
    /// A session's id.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SelectedSession {
        /// `ses_…`
        pub id: cynic::Id,
    }
}

fragment! {
    /// Enters marks.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "EnterMarksVariables")]
    pub struct EnterMarks {
        /// What came of it.
        #[arguments(input: $input)]
        pub enter_marks: EnterMarksPayload,
    }
}

fragment! {
    /// What came of entering marks.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct EnterMarksPayload {
        /// How many say something new.
        pub entered: i32,
    }
}

fragment! {
    /// Enters the marks of a file.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ImportMarksVariables")]
    pub struct ImportMarks {
        /// What came of it.
        #[arguments(input: $input)]
        pub import_marks: ImportMarksPayload,
    }
}

fragment! {
    /// What a file gave.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct ImportMarksPayload {
        /// How many marks it holds.
        pub marks: i32,
        /// How many say something new.
        pub entered: i32,
        /// What is wrong.
        pub faults: Vec<SheetFaultAt>,
        /// Where a newer mark stays.
        pub kept: Vec<SheetFaultAt>,
        /// Heads of columns that were passed over.
        pub passed_over: Vec<String>,
    }
}

fragment! {
    /// Something wrong in a file.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SheetFaultAt {
        /// The line.
        pub line: i32,
        /// The column's head.
        pub column: Option<String>,
        /// What.
        pub code: Word<SheetFault>,
        /// Whose line it is.
        pub name: Option<String>,
        /// What stands there.
        pub cell: Option<String>,
        /// The most points.
        pub maximum: Option<String>,
        /// The mark that holds.
        pub now: Option<String>,
    }
}

fragment! {
    /// The file to fill in.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "super::NodeVariables")]
    pub struct MarksSheet {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<SheetNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum SheetNode { Session(SheetSession) }
}

fragment! {
    /// A session's file.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SheetSession {
        /// The selection.
        pub selection: SheetSelection,
    }
}

fragment! {
    /// A selection's file.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionSelection")]
    pub struct SheetSelection {
        /// As CSV.
        pub marks_sheet: String,
    }
}
