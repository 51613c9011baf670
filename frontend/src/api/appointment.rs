//! Choosing the time of a test or an interview.

use balai_shared::time::Instant;

use super::application::{AppliedInstitution, AppliedProgram};
use super::defer::ApplicationThread;
use super::mutation_account::ViewerId;
use super::schema;
use super::session::NodeVariablesFields;

fragment! {
    /// The page on which a time is chosen.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Query", variables = "NodeVariables")]
    pub struct AppointmentPage {
        /// The application, `None` when there is none to see.
        #[arguments(id: $id)]
        pub node: Option<AppointmentNode>,
        /// `None` for a visitor, who then needs to sign in first.
        pub viewer: Option<ViewerId>,
    }
}

node! {
    /// A node that should be an application.
    pub enum AppointmentNode { Application(AppointmentApplication) }
}

fragment! {
    /// The application with its times.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Application")]
    pub struct AppointmentApplication {
        /// `app_…`
        pub id: cynic::Id,
        /// For what.
        pub session: AppointmentSession,
        /// By criterion.
        pub appointments: Vec<Appointment>,
    }
}

fragment! {
    /// The session applied for.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Session")]
    pub struct AppointmentSession {
        /// What is taught.
        pub program: AppliedProgram,
        /// Who teaches it.
        pub institution: AppliedInstitution,
        /// IANA name of the place's time zone.
        pub time_zone: String,
    }
}

fragment! {
    /// A test or an interview.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Appointment")]
    pub struct Appointment {
        /// What staff call it; may be empty.
        pub name: String,
        /// The time that was chosen.
        pub booked: Option<SelectionSlot>,
        /// Whether one may choose, move or cancel now.
        pub may_change: bool,
        /// What else can be chosen.
        pub choices: Vec<SelectionSlot>,
    }
}

fragment! {
    /// A time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "SelectionSlot")]
    pub struct SelectionSlot {
        /// `slt_…`
        pub id: cynic::Id,
        /// When it begins.
        pub starts_at: Instant,
        /// When it ends.
        pub ends_at: Instant,
        /// Until when one may choose.
        pub closes_at: Instant,
        /// Where.
        pub place: String,
        /// How many more can choose it.
        pub seats_left: i32,
    }
}

fragment! {
    /// What choosing gives.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    pub struct BookingPayload {
        /// The application.
        pub application: ApplicationThread,
    }
}

/// Which application, and which time.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct BookSlotInput {
    /// Which application.
    pub application_id: cynic::Id,
    /// Which time.
    pub slot_id: cynic::Id,
}

/// Variables of [`BookSlot`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct BookSlotVariables {
    /// Which application, and which time.
    pub input: BookSlotInput,
}

fragment! {
    /// Chooses a time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "BookSlotVariables")]
    pub struct BookSlot {
        /// The application.
        #[arguments(input: $input)]
        pub book_slot: BookingPayload,
    }
}

/// Which application, and which new time.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct MoveSlotInput {
    /// Which application.
    pub application_id: cynic::Id,
    /// Which time.
    pub slot_id: cynic::Id,
}

/// Variables of [`MoveSlot`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct MoveSlotVariables {
    /// Which application, and which new time.
    pub input: MoveSlotInput,
}

fragment! {
    /// Moves to another time.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "MoveSlotVariables")]
    pub struct MoveSlot {
        /// The application.
        #[arguments(input: $input)]
        pub move_slot: BookingPayload,
    }
}

/// Which application, and which time.
#[derive(cynic::InputObject, Clone, Debug)]
pub struct CancelBookingInput {
    /// Which application.
    pub application_id: cynic::Id,
    /// Which time.
    pub slot_id: cynic::Id,
}

/// Variables of [`CancelBooking`].
#[derive(cynic::QueryVariables, Clone, Debug)]
pub struct CancelBookingVariables {
    /// Which application, and which time.
    pub input: CancelBookingInput,
}

fragment! {
    /// Gives a time back.
    #[derive(cynic::QueryFragment, Clone, Debug)]
    #[cynic(graphql_type = "Mutation", variables = "CancelBookingVariables")]
    pub struct CancelBooking {
        /// The application.
        #[arguments(input: $input)]
        pub cancel_booking: BookingPayload,
    }
}
