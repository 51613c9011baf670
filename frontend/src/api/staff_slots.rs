//! Times for tests and interviews, as staff open them and see who comes.

use balai_shared::session::SelectionMethod;
use balai_shared::time::Instant;

use super::defer::SessionId;
use super::planning::PlannedTitle;
use super::schema;
use super::session::NodeVariablesFields;
use super::word::Word;

fragment! {
    /// A session's times.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct SlotsPage {
        /// The session.
        #[arguments(id: $id)]
        pub node: Option<SlotsNode>,
    }
}

node! {
    /// A node that should be a session.
    pub enum SlotsNode { Session(SlotsSession) }
}

fragment! {
    /// The session whose times they are.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct SlotsSession {
        /// `ses_…`
        pub id: cynic::Id,
        /// What is taught.
        pub program: PlannedTitle,
        /// How people are chosen.
        pub selection_method: Word<SelectionMethod>,
        /// IANA name of the place's time zone.
        pub time_zone: String,
        /// Where it is held.
        pub address: Option<String>,
        /// What people are judged by, and when.
        pub selection: SlotsSelection,
    }
}

fragment! {
    /// What people are judged by, and when.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SessionSelection")]
    pub struct SlotsSelection {
        /// In the plan's order.
        pub criteria: Vec<CriterionName>,
        /// By criterion.
        pub appointments: Vec<AppointmentSheet>,
    }
}

fragment! {
    /// A criterion by its name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SelectionCriterion")]
    pub struct CriterionName {
        /// As staff call it.
        pub name: String,
    }
}

fragment! {
    /// The times under one criterion.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct AppointmentSheet {
        /// Its name; may be empty.
        pub name: String,
        /// The soonest first.
        pub slots: Vec<SlotSheet>,
        /// How many have chosen none.
        pub unbooked_count: i32,
        /// Who has chosen none.
        pub unbooked: Vec<SlotApplicant>,
    }
}

fragment! {
    /// A time with who comes.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SlotSheet {
        /// The time.
        pub slot: StaffSlot,
        /// Who comes.
        pub applications: Vec<SlotApplicant>,
    }
}

fragment! {
    /// A time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SelectionSlot")]
    pub struct StaffSlot {
        /// `slt_…`
        pub id: cynic::Id,
        /// When it begins.
        pub starts_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
        /// Where.
        pub place: String,
        /// For how many.
        pub capacity: i32,
        /// Whether it was called off.
        pub cancelled: bool,
    }
}

fragment! {
    /// Somebody who applied.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct SlotApplicant {
        /// `app_…`
        pub id: cynic::Id,
        /// Who.
        pub applicant: SlotPerson,
    }
}

fragment! {
    /// A person by name.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Applicant")]
    pub struct SlotPerson {
        /// The name.
        pub name: String,
    }
}

/// A time to be opened.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct SlotInput {
    /// RFC 3339.
    pub starts_at: String,
    /// The same.
    pub ends_at: String,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: i32,
}

/// Times to be opened.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct OpenSlotsInput {
    /// Of which session.
    pub session_id: cynic::Id,
    /// Under which criterion.
    pub criterion: Option<i32>,
    /// All or none.
    pub slots: Vec<SlotInput>,
    /// How many hours before each closes.
    pub closes_hours_before: Option<i32>,
}

/// Variables of [`OpenSlots`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct OpenSlotsVariables {
    /// The times.
    pub input: OpenSlotsInput,
}

fragment! {
    /// Opens times.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "OpenSlotsVariables")]
    pub struct OpenSlots {
        /// The session.
        #[arguments(input: $input)]
        pub open_slots: SlotsPayload,
    }
}

fragment! {
    /// The session with its times.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct SlotsPayload {
        /// The session.
        pub session: SessionId,
    }
}

/// What changes of a time.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct ChangeSlotInput {
    /// Which.
    pub slot_id: cynic::Id,
    /// RFC 3339.
    pub starts_at: Option<String>,
    /// The same.
    pub ends_at: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// For how many.
    pub capacity: Option<i32>,
}

/// Variables of [`ChangeSlot`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct ChangeSlotVariables {
    /// The change.
    pub input: ChangeSlotInput,
}

fragment! {
    /// Changes a time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "ChangeSlotVariables")]
    pub struct ChangeSlot {
        /// The session.
        #[arguments(input: $input)]
        pub change_slot: SlotsPayload,
    }
}

/// Which time.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CancelSlotInput {
    /// Which.
    pub slot_id: cynic::Id,
}

/// Variables of [`CancelSlot`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CancelSlotVariables {
    /// Which.
    pub input: CancelSlotInput,
}

fragment! {
    /// Calls a time off.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CancelSlotVariables")]
    pub struct CancelSlot {
        /// The session.
        #[arguments(input: $input)]
        pub cancel_slot: SlotsPayload,
    }
}
