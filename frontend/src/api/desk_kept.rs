//! What staff keep at the desk: views of the queue, calls, and who has a row open.

use balai_shared::application::ApplicationState;
use balai_shared::desk::{CallOutcome, DeskColumn, QueueSort};
use balai_shared::time::{Date, Instant};

use super::schema;
use super::word::Word;

/// At which centre.
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeskViewsVariables {
    /// `ins_…`
    pub institution_id: cynic::Id,
}

fragment! {
    /// The views that one sees at a centre.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "DeskViewsVariables")]
    pub struct DeskViews {
        /// By name.
        #[arguments(institutionId: $institution_id)]
        pub desk_views: Vec<DeskView>,
    }
}

fragment! {
    /// A view of the queue.
    #[derive(cynic::QueryFragment, Clone, Debug, PartialEq, Eq)]
    pub struct DeskView {
        /// `viw_…`
        pub id: cynic::Id,
        /// What it is called.
        pub name: String,
        /// Whether everybody of the centre sees it.
        pub shared: bool,
        /// Whether it is the own.
        pub own: bool,
        /// In these states; none means all.
        pub states: Vec<Word<ApplicationState>>,
        /// Sent on this day or later.
        pub submitted_from: Option<Date>,
        /// Sent on this day or before.
        pub submitted_until: Option<Date>,
        /// The columns shown.
        pub columns: Vec<Word<DeskColumn>>,
        /// The order.
        pub sort: Word<QueueSort>,
    }
}

/// A view to be kept.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SaveViewInput {
    /// `ins_…`
    pub institution_id: cynic::Id,
    /// What it is called.
    pub name: String,
    /// Whether everybody of the centre sees it.
    pub shared: bool,
    /// In these states; none means all.
    pub states: Vec<Word<ApplicationState>>,
    /// Sent on this day or later.
    pub submitted_from: Option<Date>,
    /// Sent on this day or before.
    pub submitted_until: Option<Date>,
    /// The columns shown.
    pub columns: Vec<Word<DeskColumn>>,
    /// The order.
    pub sort: Word<QueueSort>,
}

/// Variables of [`SaveView`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct SaveViewVariables {
    /// The view.
    pub input: SaveViewInput,
}

fragment! {
    /// Keeps a view.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "SaveViewVariables")]
    pub struct SaveView {
        /// The view.
        #[arguments(input: $input)]
        pub save_view: SaveViewPayload,
    }
}

fragment! {
    /// The view that is kept now.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SaveViewPayload {
        /// The view.
        pub view: DeskView,
    }
}

/// Which view.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct DeleteViewInput {
    /// `viw_…`
    pub view_id: cynic::Id,
}

/// Variables of [`DeleteView`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct DeleteViewVariables {
    /// Which view.
    pub input: DeleteViewInput,
}

fragment! {
    /// Forgets a view.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "DeleteViewVariables")]
    pub struct DeleteView {
        /// It is gone.
        #[arguments(input: $input)]
        pub delete_view: DeleteViewPayload,
    }
}

fragment! {
    /// It is gone.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct DeleteViewPayload {
        /// `viw_…`
        pub view_id: cynic::Id,
    }
}

fragment! {
    /// A call to a person.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct LoggedCall {
        /// When.
        pub at: Instant,
        /// What came of it.
        pub outcome: Word<CallOutcome>,
        /// In words.
        pub note: Option<String>,
        /// Who called.
        pub by: String,
    }
}

/// A call to be kept.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct LogCallInput {
    /// `app_…`
    pub application_id: cynic::Id,
    /// What came of it.
    pub outcome: Word<CallOutcome>,
    /// In words.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Variables of [`LogCall`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct LogCallVariables {
    /// The call.
    pub input: LogCallInput,
}

fragment! {
    /// Keeps a call.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "LogCallVariables")]
    pub struct LogCall {
        /// The application.
        #[arguments(input: $input)]
        pub log_call: LogCallPayload,
    }
}

fragment! {
    /// The application with its calls.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct LogCallPayload {
        /// The application.
        pub application: CalledApplication,
    }
}

fragment! {
    /// An application with its calls.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct CalledApplication {
        /// The latest first.
        pub calls: Vec<LoggedCall>,
    }
}

/// Which row is open.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct OpenRowInput {
    /// `app_…`
    pub application_id: cynic::Id,
}

/// Variables of [`OpenRow`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct OpenRowVariables {
    /// Which.
    pub input: OpenRowInput,
}

fragment! {
    /// Says that a row is open.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "OpenRowVariables")]
    pub struct OpenRow {
        /// Who else has it open.
        #[arguments(input: $input)]
        pub open_row: OpenRowPayload,
    }
}

fragment! {
    /// Who else has it open.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct OpenRowPayload {
        /// Names.
        pub others: Vec<String>,
    }
}

/// Which row is closed.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CloseRowInput {
    /// `app_…`
    pub application_id: cynic::Id,
}

/// Variables of [`CloseRow`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CloseRowVariables {
    /// Which.
    pub input: CloseRowInput,
}

fragment! {
    /// Says that a row is closed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CloseRowVariables")]
    pub struct CloseRow {
        /// It is closed.
        #[arguments(input: $input)]
        pub close_row: CloseRowPayload,
    }
}

fragment! {
    /// It is closed.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct CloseRowPayload {
        /// `app_…`
        pub application_id: cynic::Id,
    }
}

fragment! {
    /// A note on a participant.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct StaffNote {
        /// When.
        pub at: Instant,
        /// In words.
        pub note: String,
        /// Who noted it.
        pub by: String,
    }
}

/// A note to be kept.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct AddNoteInput {
    /// `app_…`
    pub application_id: cynic::Id,
    /// In words.
    pub note: String,
}

/// Variables of [`AddNote`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct AddNoteVariables {
    /// The note.
    pub input: AddNoteInput,
}

fragment! {
    /// Keeps a note.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "AddNoteVariables")]
    pub struct AddNote {
        /// The application.
        #[arguments(input: $input)]
        pub add_note: AddNotePayload,
    }
}

fragment! {
    /// The application with its notes.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AddNotePayload {
        /// The application.
        pub application: NotedApplication,
    }
}

fragment! {
    /// An application with its notes.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct NotedApplication {
        /// The latest first.
        pub notes: Vec<StaffNote>,
    }
}
