//! The typed operations of the app, checked against `schema.graphql` at compile time,
//! and the one way to run them.

#[macro_use]
mod reading;
mod account;
mod application;
mod applying;
mod appointment;
mod assist;
mod benefit;
mod catalogue;
mod check_in;
mod defer;
mod desk;
mod desk_kept;
mod error;
mod group_message;
mod messages;
mod mutation_account;
mod mutation_application;
mod mutation_benefit;
mod mutation_password;
mod mutation_training;
mod operation;
mod own_account;
mod own_records;
mod planning;
mod planning_session;
mod program;
mod queue;
mod rating;
mod report;
mod request;
mod saved_search;
mod scalar;
mod selection;
mod session;
mod session_edit;
mod staff_selection;
mod staff_slots;
mod team;
mod timetable;
mod trail;
mod training;
mod transport;
mod watch;
mod word;

pub use account::*;
pub use application::*;
pub use applying::*;
pub use appointment::*;
pub use assist::*;
pub use benefit::*;
pub use catalogue::*;
pub use check_in::*;
pub use defer::*;
pub use desk::*;
pub use desk_kept::*;
pub use error::{ApiError, ErrorReason, FieldProblem};
pub use group_message::*;
pub use messages::*;
pub use mutation_account::*;
pub use mutation_application::*;
pub use mutation_benefit::*;
pub use mutation_password::*;
pub use mutation_training::*;
pub use operation::{DOCUMENTS, Operation};
pub use own_account::*;
pub use own_records::*;
pub use planning::*;
pub use planning_session::*;
pub use program::*;
pub use queue::*;
pub use rating::*;
pub use reading::Read;
pub(crate) use reading::member;
pub use report::*;
pub use request::{GraphqlRequest, Typed, answer};
pub use saved_search::*;
pub use scalar::MaskedNik;
pub use selection::*;
pub use session::*;
pub use session_edit::*;
pub use staff_selection::*;
pub use staff_slots::*;
pub use team::*;
pub use timetable::*;
pub use trail::*;
pub use training::*;
pub use transport::{Sender, run, run_with_key};
pub use watch::*;
pub use word::Word;

/// Marker types made from `schema.graphql`.
#[cynic::schema("balai")]
mod schema {}
