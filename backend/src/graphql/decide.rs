//! What centres and partners decide.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::{
    application::{Decision, ReasonCode},
    error::ErrorCode,
    message,
};

use super::{application::Application, context::RequestContext, error::Answer, node::former_id};
use crate::{
    error::Error,
    service::{Services, bulk::Row, decide_applications},
};

/// What is decided about which applications.
#[derive(Debug, InputObject)]
pub struct DecideApplicationsInput {
    /// `app_…`, at most 500, decided in this order.
    ids: Vec<ID>,
    /// What.
    decision: Decision,
    /// Needed for `REJECT`.
    reason_code: Option<ReasonCode>,
    /// What the applicant will read; needed for `OTHER`.
    note: Option<String>,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct DecideApplicationsPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

/// How one row went: its application, or why not.
#[derive(Debug, SimpleObject)]
pub struct DecisionResult {
    /// As it was sent.
    application_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(
        deprecation = "Was the id of another object: use applicationId. Goes on 1 June 2027."
    )]
    id: ID,
    /// Whether it was done.
    ok: bool,
    /// The application after the decision; after a refusal, as it stands.
    application: Option<Application>,
    /// Why it was not done; other rows are not touched by it.
    error: Option<DecisionError>,
}

/// Why one row was not decided.
#[derive(Debug, SimpleObject)]
pub struct DecisionError {
    /// What callers match on.
    code: ErrorCode,
    /// In the language asked for.
    pub(super) message: String,
}

impl DecisionError {
    pub(super) fn of(error: &Error, request: &RequestContext) -> Self {
        let message = match error {
            // A row has no fields to show it at: the first thing that is wrong is the message.
            Error::Refused(refusal) if !refusal.fields.is_empty() => refusal
                .fields
                .first()
                .map(|wrong| message::field(wrong, request.language))
                .unwrap_or_default(),
            Error::Refused(_) | Error::Database(_) | Error::Internal(_) => {
                error.to_graphql(request).message
            }
        };
        Self { code: error.code(), message }
    }
}

impl From<DecideApplicationsInput> for decide_applications::Input {
    fn from(input: DecideApplicationsInput) -> Self {
        Self {
            ids: input.ids.into_iter().map(|id| id.to_string()).collect(),
            decision: input.decision,
            reason: input.reason_code,
            note: input.note,
        }
    }
}

impl DecisionResult {
    pub(super) fn of(row: Row, request: &RequestContext) -> Self {
        let (ok, application, error) = match row.result {
            Ok(application) => (true, Some(application), None),
            Err(error) => (false, row.standing, Some(DecisionError::of(&error, request))),
        };
        let id = former_id::<Self>(&row.id);
        let application = application.map(Application);
        Self { application_id: row.id.into(), id, ok, application, error }
    }
}

/// What a centre can decide.
#[derive(Debug, Default)]
pub struct DecideMutation;

#[Object]
impl DecideMutation {
    /// Decides several applications at once, each for itself: a row that can't be done doesn't stop
    /// the others. `OFFER` takes a seat at once; `REJECT` needs a `reasonCode`. The applicants are told
    /// after 30 seconds, until when `undoDecisions` takes it back.
    async fn decide_applications(
        &self,
        ctx: &Context<'_>,
        input: DecideApplicationsInput,
    ) -> async_graphql::Result<DecideApplicationsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let decided = decide_applications::decide(services, &request.actor, input.into()).await;
        let rows = decided.answer(ctx)?.into_iter();
        let results = rows.map(|row| DecisionResult::of(row, request)).collect();
        Ok(DecideApplicationsPayload { results })
    }
}
