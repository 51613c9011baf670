//! What would come of steps that many are told of: each is taken by the code that takes it, and taken back.

use async_graphql::{Context, ID, Object, SimpleObject};
use balai_shared::{application::ApplicationState, completion::CertificateKind};

use super::{
    certificate::{CompleteApplicationsInput, CompletionResult, IssueCertificatesInput},
    context::RequestContext,
    decide::DecisionError,
    error::Answer,
    selection_mutation::ConcludeSelectionInput,
};
use crate::{
    model::selection::Outcome,
    service::{Services, cancel_session, certificates, complete_applications, selection},
};

/// What concluding a selection would do. Nothing was written.
#[derive(Debug, Default, SimpleObject)]
pub struct ConclusionPreview {
    /// How many would be offered a seat, by place or because it is kept for their group.
    offered: i32,
    /// How many of them because it is kept for their group.
    reserved: i32,
    /// How many would wait, in the order.
    waitlisted: i32,
    /// How many would be turned down because they didn't come.
    absent: i32,
    /// How many would be turned down because they have too few points.
    below_minimum: i32,
}

/// What completing would do, row by row. Nothing was written.
#[derive(Debug, SimpleObject)]
pub struct CompletionPreview {
    /// How many would have finished.
    completed: i32,
    /// How many would not have.
    not_completed: i32,
    /// How many would stay as they are.
    refused: i32,
    /// One forecast an id, in the order asked.
    results: Vec<CompletionForecast>,
}

/// What would become of one participant.
#[derive(Debug, SimpleObject)]
pub struct CompletionForecast {
    /// As it was sent.
    application_id: ID,
    /// `COMPLETED` or `NOT_COMPLETED`; null where nothing would happen.
    state: Option<ApplicationState>,
    /// Why nothing would.
    error: Option<DecisionError>,
}

/// What issuing certificates would do, row by row. Nothing was written, and no number is used.
#[derive(Debug, SimpleObject)]
pub struct CertificatePreview {
    /// How many new ones there would be.
    issued: i32,
    /// How many hold one already, which stays.
    held: i32,
    /// How many would get none.
    refused: i32,
    /// One forecast an id, in the order asked.
    results: Vec<CertificateForecast>,
}

/// What one participant would get.
#[derive(Debug, SimpleObject)]
pub struct CertificateForecast {
    /// As it was sent.
    application_id: ID,
    /// Whether it would be a new one.
    is_new: bool,
    /// What it would say.
    kind: Option<CertificateKind>,
    /// Why there would be none.
    error: Option<DecisionError>,
}

/// Whom calling a session off would reach. Nothing was written.
#[derive(Debug, SimpleObject)]
pub struct CancellationPreview {
    /// How many would be cancelled and told.
    people: i32,
    /// The same by where they stand; states that nobody is in are left out.
    states: Vec<ReachedState>,
}

/// How many are in a state.
#[derive(Debug, SimpleObject)]
pub struct ReachedState {
    /// Which.
    state: ApplicationState,
    /// How many.
    people: i32,
}

/// What can be asked before such a step; for who may take it.
#[derive(Debug, Default)]
pub struct PreviewFinishQuery;

#[Object]
impl PreviewFinishQuery {
    /// What `concludeSelection` would do with the same input, and its errors.
    async fn preview_conclusion(
        &self,
        ctx: &Context<'_>,
        input: ConcludeSelectionInput,
    ) -> async_graphql::Result<ConclusionPreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let found = selection::preview_conclusion(services, &request.actor, input.into()).await;
        let mut counts = ConclusionPreview::default();
        for standing in found.answer(ctx)? {
            match standing.outcome {
                Outcome::ByPlace => counts.offered += 1,
                Outcome::Reserved => {
                    counts.offered += 1;
                    counts.reserved += 1;
                }
                Outcome::Waits => counts.waitlisted += 1,
                Outcome::Absent(_) => counts.absent += 1,
                Outcome::BelowMinimum(_) => counts.below_minimum += 1,
            }
        }
        Ok(counts)
    }

    /// What `completeApplications` would do with the same input.
    async fn preview_completion(
        &self,
        ctx: &Context<'_>,
        input: CompleteApplicationsInput,
    ) -> async_graphql::Result<CompletionPreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = complete_applications::preview(services, &request.actor, input.into()).await;
        let mut seen =
            CompletionPreview { completed: 0, not_completed: 0, refused: 0, results: Vec::new() };
        for row in rows.answer(ctx)? {
            let state = row.result.as_ref().ok().map(|application| application.state);
            match state {
                Some(ApplicationState::Completed) => seen.completed += 1,
                Some(_) => seen.not_completed += 1,
                None => seen.refused += 1,
            }
            let (application_id, error) = CompletionResult::of(row, request).told();
            seen.results.push(CompletionForecast { application_id, state, error });
        }
        Ok(seen)
    }

    /// What `issueCertificates` would do with the same input.
    async fn preview_certificates(
        &self,
        ctx: &Context<'_>,
        input: IssueCertificatesInput,
    ) -> async_graphql::Result<CertificatePreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = certificates::preview(services, &request.actor, input.ids()).await;
        let mut seen = CertificatePreview { issued: 0, held: 0, refused: 0, results: Vec::new() };
        for row in rows.answer(ctx)? {
            match (&row.result, row.is_new) {
                (Ok(_), true) => seen.issued += 1,
                (Ok(_), false) => seen.held += 1,
                (Err(_), _) => seen.refused += 1,
            }
            let (kind, error) = match row.result {
                Ok(issued) => (issued.kind, None),
                Err(error) => (None, Some(DecisionError::of(&error, request))),
            };
            let (application_id, is_new) = (row.id.into(), row.is_new);
            seen.results.push(CertificateForecast { application_id, is_new, kind, error });
        }
        Ok(seen)
    }

    /// Whom `cancelSession` would cancel and tell, and its errors.
    async fn preview_cancellation(
        &self,
        ctx: &Context<'_>,
        session_id: ID,
    ) -> async_graphql::Result<CancellationPreview> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let counts = cancel_session::preview(services, &request.actor, &session_id).await;
        let whole = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let counts = counts.answer(ctx)?.into_iter().filter(|(_, people)| *people > 0);
        let states: Vec<_> =
            counts.map(|(state, people)| ReachedState { state, people: whole(people) }).collect();
        Ok(CancellationPreview { people: states.iter().map(|one| one.people).sum(), states })
    }
}
