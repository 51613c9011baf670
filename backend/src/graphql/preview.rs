//! What decisions would do.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::application::ApplicationState;

use super::{
    context::RequestContext,
    decide::{DecideApplicationsInput, DecisionError},
    error::Answer,
    node::former_id,
};
use crate::service::{
    Services,
    preview_decisions::{self, Row},
};

/// One forecast an id, in the order asked. Nothing was written.
#[derive(Debug, SimpleObject)]
pub struct DecisionPreview {
    /// The forecasts.
    results: Vec<DecisionForecast>,
}

/// What would become of one row, or why nothing would.
#[derive(Debug, SimpleObject)]
pub struct DecisionForecast {
    /// As it was sent.
    application_id: ID,
    /// The same behind the type's name, so that no cache takes the row for the object.
    #[graphql(
        deprecation = "Was the id of another object: use applicationId. Goes on 1 June 2027."
    )]
    id: ID,
    /// Whether it would be done, if nobody else does anything meanwhile.
    ok: bool,
    /// Where the application would stand.
    state: Option<ApplicationState>,
    /// The session's free seats after this row.
    seats_left: Option<u32>,
    /// What the applicant would be told, in `language`.
    message: Option<String>,
    /// Why, of a rejection, in `language`.
    reason: Option<String>,
    /// The applicant's: `id`, `en`.
    language: Option<&'static str>,
    /// Of an offer: whether it goes past a plan of criteria or a draw that hasn't chosen yet.
    passes_selection: bool,
    /// Why it would not be done.
    error: Option<DecisionError>,
}

impl DecisionForecast {
    fn of(row: Row, request: &RequestContext) -> Self {
        let (foreseen, error) = match row.result {
            Ok(foreseen) => (Some(foreseen), None),
            Err(error) => (None, Some(DecisionError::of(&error, request))),
        };
        Self {
            id: former_id::<Self>(&row.id),
            application_id: row.id.into(),
            ok: foreseen.is_some(),
            state: foreseen.as_ref().map(|row| row.state),
            seats_left: foreseen.as_ref().map(|row| row.seats_left),
            language: foreseen.as_ref().map(|row| row.language.as_str()),
            reason: foreseen.as_ref().and_then(|row| row.reason.clone()),
            passes_selection: foreseen.as_ref().is_some_and(|row| row.passes_selection),
            message: foreseen.map(|row| row.message),
            error,
        }
    }
}

/// What can be asked before deciding.
#[derive(Debug, Default)]
pub struct PreviewQuery;

#[Object]
impl PreviewQuery {
    /// What `decideApplications` would do with the same input, row by row, with the message that each
    /// applicant would read. Nothing is written, and no seat is held by it.
    async fn preview_decisions(
        &self,
        ctx: &Context<'_>,
        input: DecideApplicationsInput,
    ) -> async_graphql::Result<DecisionPreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = preview_decisions::preview(services, &request.actor, input.into()).await;
        let rows = rows.answer(ctx)?.into_iter();
        let results = rows.map(|row| DecisionForecast::of(row, request)).collect();
        Ok(DecisionPreview { results })
    }
}
