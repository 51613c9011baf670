//! What staff note of a person: calls, and notes on participants.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{Context, ID, InputObject, Object, SimpleObject, dataloader::Loader};
use balai_shared::{desk::CallOutcome, id::ApplicationId};

use super::{
    application::Application,
    context::RequestContext,
    error::Answer,
    loader::{Batch, Loaded},
    scalar::DateTime,
};
use crate::{
    error::Error,
    service::{
        Services,
        remarks::{self, Signed},
    },
};

/// A call to a person.
#[derive(Debug, SimpleObject)]
pub struct LoggedCall {
    /// `rmk_…`.
    id: ID,
    /// When.
    at: DateTime,
    /// What came of it.
    outcome: CallOutcome,
    /// In words.
    note: Option<String>,
    /// Who called.
    by: String,
}

impl LoggedCall {
    /// The call; `None` for a remark that is none.
    pub(super) fn of(signed: Signed) -> Option<Self> {
        let Signed { remark, by } = signed;
        Some(Self {
            id: remark.id.to_string().into(),
            at: DateTime(remark.at),
            outcome: remark.outcome?,
            note: remark.text,
            by,
        })
    }
}

/// A note on a participant.
#[derive(Debug, SimpleObject)]
pub struct StaffNote {
    /// `rmk_…`.
    id: ID,
    /// When.
    at: DateTime,
    /// In words.
    note: String,
    /// Who noted it.
    by: String,
}

impl StaffNote {
    /// The note; `None` for a remark that is a call.
    pub(super) fn of(signed: Signed) -> Option<Self> {
        let Signed { remark, by } = signed;
        if remark.outcome.is_some() {
            return None;
        }
        Some(Self {
            id: remark.id.to_string().into(),
            at: DateTime(remark.at),
            note: remark.text?,
            by,
        })
    }
}

/// Loads what staff noted of an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RemarksOf(pub(super) ApplicationId);

impl Loader<RemarksOf> for Batch {
    type Value = Vec<Signed>;
    type Error = Arc<Error>;

    async fn load(&self, keys: &[RemarksOf]) -> Loaded<RemarksOf, Vec<Signed>> {
        let ids: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = remarks::of(&self.services, &ids).await.map_err(Arc::new)?;
        Ok(found.into_iter().map(|(id, row)| (RemarksOf(id), row)).collect::<HashMap<_, _>>())
    }
}

/// Who was called, and what came of it.
#[derive(Debug, InputObject)]
pub struct LogCallInput {
    /// `app_…`.
    application_id: ID,
    /// What came of it.
    outcome: CallOutcome,
    /// In at most 500 characters. The person may ask to read it.
    note: Option<String>,
}

/// The application with its calls.
#[derive(Debug, SimpleObject)]
pub struct LogCallPayload {
    /// The application.
    application: Application,
}

/// What is noted of a participant.
#[derive(Debug, InputObject)]
pub struct AddNoteInput {
    /// `app_…`.
    application_id: ID,
    /// In at most 1,000 characters. The person may ask to read it.
    note: String,
}

/// The application with its notes.
#[derive(Debug, SimpleObject)]
pub struct AddNotePayload {
    /// The application.
    application: Application,
}

/// What staff note.
#[derive(Debug, Default)]
pub struct RemarkMutation;

#[Object]
impl RemarkMutation {
    /// Keeps that an applicant was called, and what came of it. For ADMIN, REVIEWER and COUNSELLOR.
    async fn log_call(
        &self,
        ctx: &Context<'_>,
        input: LogCallInput,
    ) -> async_graphql::Result<LogCallPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let LogCallInput { application_id: id, outcome, note } = input;
        let logged =
            remarks::log_call(services, &request.actor, &id, outcome, note.as_deref()).await;
        Ok(LogCallPayload { application: Application(logged.answer(ctx)?) })
    }

    /// Keeps a note on a participant. For ADMIN, REVIEWER and INSTRUCTOR.
    async fn add_note(
        &self,
        ctx: &Context<'_>,
        input: AddNoteInput,
    ) -> async_graphql::Result<AddNotePayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (id, note) = (&input.application_id, &input.note);
        let noted = remarks::add_note(services, &request.actor, id, note).await;
        Ok(AddNotePayload { application: Application(noted.answer(ctx)?) })
    }
}
