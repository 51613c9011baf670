//! What centres do with decisions that were taken: undo, revoke, extend, drop, reinstate.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::application::ReasonCode;

use super::{
    context::RequestContext,
    decide::DecisionResult,
    error::Answer,
    scalar::{DateTime, Unread},
};
use crate::{
    error::Result,
    service::{
        Services, bulk::Row, drop_participants, extend_offers, reinstate_applications,
        revoke_offers, undo_decisions,
    },
};

/// Whose last decision is taken back.
#[derive(Debug, InputObject)]
pub struct UndoDecisionsInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct UndoDecisionsPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

/// Which offers are taken back, and why.
#[derive(Debug, InputObject)]
pub struct RevokeOffersInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
    /// What the applicants will read.
    note: String,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct RevokeOffersPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

/// Which offers stand longer, until when, and why.
#[derive(Debug, InputObject)]
pub struct ExtendOffersInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
    /// So many hours after the present deadline, 720 at most; this or `until`.
    hours: Option<i32>,
    /// RFC 3339: `2026-02-01T01:00:00Z`; this or `hours`.
    until: Option<Unread<DateTime>>,
    /// What the applicants will read.
    note: String,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct ExtendOffersPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

/// Who is taken off the list of participants, and why.
#[derive(Debug, InputObject)]
pub struct DropParticipantsInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
    /// Why, as a code.
    reason_code: Option<ReasonCode>,
    /// What the persons will read.
    note: String,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct DropParticipantsPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

/// Whose rejection is taken back.
#[derive(Debug, InputObject)]
pub struct ReinstateApplicationsInput {
    /// `app_…`, at most 500.
    ids: Vec<ID>,
    /// What the applicants will read.
    note: Option<String>,
}

/// One result an id, in the order asked.
#[derive(Debug, SimpleObject)]
pub struct ReinstateApplicationsPayload {
    /// The results.
    results: Vec<DecisionResult>,
}

fn texts(ids: Vec<ID>) -> Vec<String> {
    ids.into_iter().map(|id| id.to_string()).collect()
}

fn results(
    ctx: &Context<'_>,
    rows: Result<Vec<Row>>,
) -> async_graphql::Result<Vec<DecisionResult>> {
    let request = ctx.data::<RequestContext>()?;
    Ok(rows.answer(ctx)?.into_iter().map(|row| DecisionResult::of(row, request)).collect())
}

/// What a centre can do with its decisions.
#[derive(Debug, Default)]
pub struct RedecideMutation;

#[Object]
impl RedecideMutation {
    /// Takes the caller's own last decision on each back, within 30 seconds and while the applicant
    /// hasn't acted: state, place on the waiting list, deadline and reason are as before, and nobody
    /// is told of either. The history keeps both steps. `SEATS_EXHAUSTED` where the seat of a revoked
    /// offer went to the next who waits.
    async fn undo_decisions(
        &self,
        ctx: &Context<'_>,
        input: UndoDecisionsInput,
    ) -> async_graphql::Result<UndoDecisionsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let rows = undo_decisions::undo_all(services, &request.actor, texts(input.ids)).await;
        Ok(UndoDecisionsPayload { results: results(ctx, rows)? })
    }

    /// Takes offers back that stand: `REJECTED` with the reason `OFFER_REVOKED`. Each seat goes to
    /// the first who waits.
    async fn revoke_offers(
        &self,
        ctx: &Context<'_>,
        input: RevokeOffersInput,
    ) -> async_graphql::Result<RevokeOffersPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ids = texts(input.ids);
        let rows = revoke_offers::revoke(services, &request.actor, ids, &input.note).await;
        Ok(RevokeOffersPayload { results: results(ctx, rows)? })
    }

    /// Lets offers stand longer, never past the session's start; the applicants are told.
    async fn extend_offers(
        &self,
        ctx: &Context<'_>,
        input: ExtendOffersInput,
    ) -> async_graphql::Result<ExtendOffersPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let ExtendOffersInput { ids, hours, until, note } = input;
        let until = until.map(String::from);
        let input = extend_offers::Input { ids: texts(ids), hours, until, note };
        let rows = extend_offers::extend(services, &request.actor, input).await;
        Ok(ExtendOffersPayload { results: results(ctx, rows)? })
    }

    /// Takes participants off the list: until the replacement day is over `WITHDRAWN`, and the seat
    /// goes to the first who waits; afterwards `NOT_COMPLETED`.
    async fn drop_participants(
        &self,
        ctx: &Context<'_>,
        input: DropParticipantsInput,
    ) -> async_graphql::Result<DropParticipantsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let DropParticipantsInput { ids, reason_code: reason, note } = input;
        let input = drop_participants::Input { ids: texts(ids), reason, note };
        let rows = drop_participants::drop(services, &request.actor, input).await;
        Ok(DropParticipantsPayload { results: results(ctx, rows)? })
    }

    /// Takes rejections back, however old, until the session begins: `SUBMITTED` again.
    async fn reinstate_applications(
        &self,
        ctx: &Context<'_>,
        input: ReinstateApplicationsInput,
    ) -> async_graphql::Result<ReinstateApplicationsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let (ids, note) = (texts(input.ids), input.note.as_deref());
        let rows = reinstate_applications::reinstate(services, &request.actor, ids, note).await;
        Ok(ReinstateApplicationsPayload { results: results(ctx, rows)? })
    }
}
