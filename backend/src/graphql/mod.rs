//! The GraphQL API, by noun: what partners and our own pages read and write.
//!
//! Resolvers parse, call a use case and wrap its result; nothing is decided here.

use async_graphql::{MergedObject, SDLExportOptions, Schema};
use balai_shared::error::ErrorCode;

use crate::service::Services;

pub mod account;
pub mod actor;
pub mod applicant;
pub mod application;
pub mod application_query;
pub mod assist;
pub mod balance;
mod benefit;
pub mod certificate;
mod connection;
pub mod context;
pub mod decide;
pub mod defer;
pub mod desk_view;
pub mod device;
pub mod document;
pub mod document_check;
pub mod draft;
pub mod error;
pub mod facet;
mod finish;
pub mod group_message;
pub mod identity;
pub mod institution;
pub mod join;
pub mod limits;
pub mod loader;
mod loader_selection;
mod loader_training;
pub mod message_preference;
pub mod node;
mod page;
pub mod payout;
pub mod place;
pub mod point;
pub mod presence;
pub mod preview;
pub mod preview_finish;
pub mod profile;
pub mod program;
pub mod program_mutation;
pub mod queue_order;
pub mod rating;
pub mod recover;
pub mod redecide;
pub mod remark;
pub mod report;
pub mod reset_password;
pub mod saved_search;
pub mod scalar;
pub mod selection;
pub mod selection_mutation;
pub mod session;
pub mod session_life;
pub mod session_query;
pub mod sign_in;
pub mod slot;
pub mod slot_mutation;
pub mod staff;
pub mod staff_action;
pub mod subscription;
pub mod teach;
pub mod timetable;
pub mod training;
pub mod viewer;

/// All that can be asked.
#[derive(Debug, Default, MergedObject)]
pub struct Query(
    viewer::ViewerQuery,
    actor::ActorQuery,
    node::NodeQuery,
    place::PlaceQuery,
    institution::InstitutionQuery,
    program::ProgramQuery,
    session_query::SessionQuery,
    saved_search::SavedSearchQuery,
    application_query::ApplicationQuery,
    queue_order::QueueQuery,
    desk_view::DeskViewQuery,
    preview::PreviewQuery,
    preview_finish::PreviewFinishQuery,
    training::TrainingQuery,
    staff_action::StaffActionQuery,
    report::ReportQuery,
    group_message::GroupMessageQuery,
    timetable::TimetableQuery,
);

/// All that can be done.
#[derive(Debug, Default, MergedObject)]
pub struct Mutation(
    sign_in::SignInMutation,
    reset_password::ResetPasswordMutation,
    account::AccountMutation,
    device::DeviceMutation,
    recover::RecoverMutation,
    profile::ProfileMutation,
    message_preference::MessageMutation,
    application_query::ApplicationMutation,
    draft::DraftMutation,
    document::DocumentMutation,
    defer::DeferMutation,
    AtTheDesk,
    Planning,
    saved_search::SavedSearchMutation,
    payout::PayoutMutation,
    rating::RatingMutation,
    InClass,
);

/// What staff do at the desk. A part of its own, as the two below: each part of a merged object is
/// nested in the one before, and the compiler follows only so far.
#[derive(Debug, Default, MergedObject)]
pub struct AtTheDesk(
    identity::IdentityMutation,
    decide::DecideMutation,
    redecide::RedecideMutation,
    desk_view::DeskViewMutation,
    remark::RemarkMutation,
    document_check::DocumentCheckMutation,
    presence::PresenceMutation,
    group_message::GroupMessageMutation,
    assist::AssistMutation,
    join::JoinMutation,
);

/// What an institution plans.
#[derive(Debug, Default, MergedObject)]
pub struct Planning(
    institution::InstitutionMutation,
    staff::StaffMutation,
    program_mutation::ProgramMutation,
    session_query::SessionMutation,
    selection_mutation::SelectionMutation,
    slot_mutation::SlotMutation,
    session_life::SessionLifeMutation,
    timetable::TimetableMutation,
);

/// What is done in a class, and at its end.
#[derive(Debug, Default, MergedObject)]
pub struct InClass(teach::TrainingMutation, certificate::FinishingMutation);

/// The schema over the use cases.
pub type BalaiSchema = Schema<Query, Mutation, subscription::Watching>;

/// The schema that runs.
#[must_use]
pub fn schema(services: Services) -> BalaiSchema {
    builder::<false>().data(services).finish()
}

/// The schema as a text: `schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by();
    builder::<true>().finish().sdl_with_options(options)
}

fn builder<const PRINTED: bool>()
-> async_graphql::SchemaBuilder<Query, Mutation, subscription::Watching> {
    // `limits` checks depth and cost before anything runs, and better than the library can.
    Schema::build(Query::default(), Mutation::default(), subscription::Watching)
        .register_output_type::<node::Node>()
        // `ErrorCode` stands in the schema for those who write clients, though errors carry it
        // outside the typed answer.
        .register_output_type::<ErrorCode>()
        .register_output_type::<finish::Finish<PRINTED>>()
}
