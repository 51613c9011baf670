//! What a session's staff do with it: close the selection, change it, copy it, call it off.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::session::{DeliveryMode, Funding, SelectionMethod};

use super::{
    context::RequestContext,
    error::Answer,
    scalar::{Date, DateTime, Unread},
    session::Session,
};
use crate::service::{Services, cancel_session, close_selection, copy_session, update_session};

/// Which session.
#[derive(Debug, InputObject)]
pub struct CloseSelectionInput {
    /// `ses_…`.
    session_id: ID,
}

/// The session.
#[derive(Debug, SimpleObject)]
pub struct CloseSelectionPayload {
    /// As it is now.
    session: Session,
}

/// Which session is called off, and why.
#[derive(Debug, InputObject)]
pub struct CancelSessionInput {
    /// `ses_…`.
    session_id: ID,
    /// What everyone who applied will read, in at most 300 characters.
    reason_text: String,
}

/// The session.
#[derive(Debug, SimpleObject)]
pub struct CancelSessionPayload {
    /// As it is now.
    session: Session,
}

/// What changes; what is left out or null stays.
#[derive(Debug, InputObject)]
pub struct UpdateSessionInput {
    /// `ses_…`.
    session_id: ID,
    /// The session's `edition` that this starts from.
    edition: i32,
    /// Of a draft alone: face to face, online, or both.
    mode: Option<DeliveryMode>,
    /// Of a draft alone: who pays.
    funding: Option<Funding>,
    /// Of a draft alone: how people are chosen. What was planned for another way goes with it.
    selection_method: Option<SelectionMethod>,
    /// Of a draft alone, RFC 3339.
    registration_opens_at: Option<Unread<DateTime>>,
    /// Of a draft alone: whether participants live there.
    boarding: Option<bool>,
    /// Of a draft alone: how long an offer holds its seat.
    offer_hours: Option<i32>,
    /// Seats in all, not fewer than are taken.
    capacity: Option<i32>,
    /// RFC 3339; of a public session not earlier than before.
    registration_closes_at: Option<Unread<DateTime>>,
    /// `2026-02-14`; of a public session not earlier than before.
    starts_on: Option<Unread<Date>>,
    /// `2026-02-28`.
    ends_on: Option<Unread<Date>>,
    /// The last day on which a free seat is offered again.
    replacement_until: Option<Unread<Date>>,
    /// Where it is held; empty for nowhere.
    address: Option<String>,
    /// Where it is held online; empty for nowhere.
    meeting_link: Option<String>,
    /// The days and hours, in words; empty for none.
    timetable: Option<String>,
}

/// The session.
#[derive(Debug, SimpleObject)]
pub struct UpdateSessionPayload {
    /// As it is now.
    session: Session,
}

/// Which session is copied, and the days of the new one.
#[derive(Debug, InputObject)]
pub struct CopySessionInput {
    /// `ses_…`.
    session_id: ID,
    /// RFC 3339.
    registration_opens_at: Unread<DateTime>,
    /// RFC 3339.
    registration_closes_at: Unread<DateTime>,
    /// `2026-02-14`.
    starts_on: Unread<Date>,
    /// `2026-02-28`.
    ends_on: Unread<Date>,
    /// The last day on which a free seat is offered again; the day before the start when left out.
    replacement_until: Option<Unread<Date>>,
    /// Seats in all; as many as before when left out.
    capacity: Option<i32>,
}

/// The draft.
#[derive(Debug, SimpleObject)]
pub struct CopySessionPayload {
    /// The new session.
    session: Session,
}

/// What can be done with a session that is there.
#[derive(Debug, Default)]
pub struct SessionLifeMutation;

#[Object]
impl SessionLifeMutation {
    /// Ends the choosing of a session by `MERIT` or `LOTTERY`: from now on free seats go down the
    /// waiting list by themselves. Asked again, it answers the same.
    async fn close_selection(
        &self,
        ctx: &Context<'_>,
        input: CloseSelectionInput,
    ) -> async_graphql::Result<CloseSelectionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let closed = close_selection::close(services, &request.actor, &input.session_id).await;
        Ok(CloseSelectionPayload { session: Session(closed.answer(ctx)?) })
    }

    /// Calls a public session off: no application and no confirmation from now on. Every open
    /// application becomes `CANCELLED` within moments, and everyone is told, with sessions that fit
    /// instead.
    async fn cancel_session(
        &self,
        ctx: &Context<'_>,
        input: CancelSessionInput,
    ) -> async_graphql::Result<CancelSessionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let CancelSessionInput { session_id, reason_text } = input;
        let cancelled =
            cancel_session::cancel(services, &request.actor, &session_id, &reason_text).await;
        Ok(CancelSessionPayload { session: Session(cancelled.answer(ctx)?) })
    }

    /// Changes what may still change. Who has a seat or is offered one is told of other days or
    /// another place. `CONFLICT` where somebody changed it since `edition`.
    async fn update_session(
        &self,
        ctx: &Context<'_>,
        input: UpdateSessionInput,
    ) -> async_graphql::Result<UpdateSessionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let updated = update_session::update(services, &request.actor, input.into()).await;
        Ok(UpdateSessionPayload { session: Session(updated.answer(ctx)?) })
    }

    /// Plans a session like another one on other days: a draft.
    async fn copy_session(
        &self,
        ctx: &Context<'_>,
        input: CopySessionInput,
    ) -> async_graphql::Result<CopySessionPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let copied = copy_session::copy(services, &request.actor, input.into()).await;
        Ok(CopySessionPayload { session: Session(copied.answer(ctx)?) })
    }
}

impl From<UpdateSessionInput> for update_session::Input {
    fn from(input: UpdateSessionInput) -> Self {
        Self {
            session_id: input.session_id.to_string(),
            edition: input.edition,
            mode: input.mode,
            funding: input.funding,
            selection_method: input.selection_method,
            registration_opens_at: input.registration_opens_at.map(String::from),
            boarding: input.boarding,
            offer_hours: input.offer_hours,
            capacity: input.capacity,
            registration_closes_at: input.registration_closes_at.map(String::from),
            starts_on: input.starts_on.map(String::from),
            ends_on: input.ends_on.map(String::from),
            replacement_until: input.replacement_until.map(String::from),
            address: input.address,
            meeting_link: input.meeting_link,
            timetable: input.timetable,
        }
    }
}

impl From<CopySessionInput> for copy_session::Input {
    fn from(input: CopySessionInput) -> Self {
        Self {
            session_id: input.session_id.to_string(),
            registration_opens_at: input.registration_opens_at.into(),
            registration_closes_at: input.registration_closes_at.into(),
            starts_on: input.starts_on.into(),
            ends_on: input.ends_on.into(),
            replacement_until: input.replacement_until.map(String::from),
            capacity: input.capacity,
        }
    }
}
