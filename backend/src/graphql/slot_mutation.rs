//! Opening and choosing times for tests and interviews.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use balai_shared::id::SessionId;

use super::{
    application::Application,
    context::RequestContext,
    error::Answer,
    loader::load_required,
    scalar::{DateTime, Unread},
    session::Session,
};
use crate::service::{
    Services,
    selection::slots::{self, How},
};

/// A time to be opened.
#[derive(Debug, InputObject)]
pub struct SlotInput {
    /// RFC 3339: `2026-02-14T01:00:00Z`.
    starts_at: Unread<DateTime>,
    /// The same; within 12 hours, and before the training.
    ends_at: Unread<DateTime>,
    /// A room or an address, up to 200 characters.
    place: String,
    /// For how many, 1 to 500.
    capacity: i32,
}

/// Times to be opened.
#[derive(Debug, InputObject)]
pub struct OpenSlotsInput {
    /// `ses_…`, under `MERIT`.
    session_id: ID,
    /// The criterion's place in the plan, from 0; left out where they are of none in particular.
    criterion: Option<i32>,
    /// At most 200.
    slots: Vec<SlotInput>,
    /// How many hours before it begins each closes, 0 to 168; 24 when left out.
    closes_hours_before: Option<i32>,
}

/// What changes of a time; what is left out stays.
#[derive(Debug, InputObject)]
pub struct ChangeSlotInput {
    /// `slt_…`.
    slot_id: ID,
    /// RFC 3339.
    starts_at: Option<Unread<DateTime>>,
    /// The same.
    ends_at: Option<Unread<DateTime>>,
    /// A room or an address.
    place: Option<String>,
    /// No fewer than have chosen it.
    capacity: Option<i32>,
}

/// Which time.
#[derive(Debug, InputObject)]
pub struct CancelSlotInput {
    /// `slt_…`.
    slot_id: ID,
}

/// The session with its times.
#[derive(Debug, SimpleObject)]
pub struct SlotsPayload {
    /// The session.
    session: Session,
}

/// Who chooses which time.
#[derive(Debug, InputObject)]
pub struct BookSlotInput {
    /// `app_…`.
    application_id: ID,
    /// `slt_…`.
    slot_id: ID,
}

/// Who moves to which time.
#[derive(Debug, InputObject)]
pub struct MoveSlotInput {
    /// `app_…`.
    application_id: ID,
    /// `slt_…`: the new one.
    slot_id: ID,
}

/// Who gives which time back.
#[derive(Debug, InputObject)]
pub struct CancelBookingInput {
    /// `app_…`.
    application_id: ID,
    /// `slt_…`.
    slot_id: ID,
}

/// The application with its times.
#[derive(Debug, SimpleObject)]
pub struct BookingPayload {
    /// The application.
    application: Application,
}

/// Opening and choosing times for tests and interviews.
#[derive(Debug, Default)]
pub struct SlotMutation;

#[Object]
impl SlotMutation {
    /// Opens times for a test or an interview, all or none. Who can choose is told within a minute,
    /// and whoever applies later too. `INVALID_TRANSITION` under other methods than `MERIT`, for a
    /// draft, and once the selection is over.
    async fn open_slots(
        &self,
        ctx: &Context<'_>,
        input: OpenSlotsInput,
    ) -> async_graphql::Result<SlotsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let slot = |one: SlotInput| slots::SlotInput {
            starts_at: one.starts_at.into(),
            ends_at: one.ends_at.into(),
            place: one.place,
            capacity: one.capacity,
        };
        let input = slots::OpenInput {
            session: input.session_id.to_string(),
            criterion: input.criterion,
            slots: input.slots.into_iter().map(slot).collect(),
            closes_hours: input.closes_hours_before,
        };
        payload(ctx, slots::open(services, &request.actor, input).await).await
    }

    /// Changes a time that has not begun; who has chosen it is told of another time or place.
    /// `CONFLICT` for fewer seats than are taken.
    async fn change_slot(
        &self,
        ctx: &Context<'_>,
        input: ChangeSlotInput,
    ) -> async_graphql::Result<SlotsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let input = slots::ChangeInput {
            slot: input.slot_id.to_string(),
            starts_at: input.starts_at.map(String::from),
            ends_at: input.ends_at.map(String::from),
            place: input.place,
            capacity: input.capacity,
        };
        payload(ctx, slots::change(services, &request.actor, input).await).await
    }

    /// Calls a time off that has not begun; who has chosen it is told, and can choose another.
    async fn cancel_slot(
        &self,
        ctx: &Context<'_>,
        input: CancelSlotInput,
    ) -> async_graphql::Result<SlotsPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        payload(ctx, slots::cancel(services, &request.actor, &input.slot_id).await).await
    }

    /// Chooses a time; the same one again changes nothing. `CONFLICT` at `slotId` where it is full or
    /// was called off (`NOT_ALLOWED`), or another was chosen (`TOO_MANY`); `DEADLINE_PASSED` once it
    /// has closed.
    async fn book_slot(
        &self,
        ctx: &Context<'_>,
        input: BookSlotInput,
    ) -> async_graphql::Result<BookingPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let which = (input.application_id.as_str(), input.slot_id.as_str());
        let booked = slots::book(services, &request.actor, which, How::First).await;
        Ok(BookingPayload { application: Application(booked.answer(ctx)?) })
    }

    /// Moves to another time, both or neither: where that is full, the first one stays.
    /// `DEADLINE_PASSED` once either has closed; `INVALID_TRANSITION` where none was chosen.
    async fn move_slot(
        &self,
        ctx: &Context<'_>,
        input: MoveSlotInput,
    ) -> async_graphql::Result<BookingPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let which = (input.application_id.as_str(), input.slot_id.as_str());
        let moved = slots::book(services, &request.actor, which, How::Move).await;
        Ok(BookingPayload { application: Application(moved.answer(ctx)?) })
    }

    /// Gives a time back. `DEADLINE_PASSED` once it has closed.
    async fn cancel_booking(
        &self,
        ctx: &Context<'_>,
        input: CancelBookingInput,
    ) -> async_graphql::Result<BookingPayload> {
        let (services, request) = (ctx.data::<Services>()?, ctx.data::<RequestContext>()?);
        let which = (input.application_id.as_str(), input.slot_id.as_str());
        let given = slots::cancel_booking(services, &request.actor, which).await;
        Ok(BookingPayload { application: Application(given.answer(ctx)?) })
    }
}

async fn payload(
    ctx: &Context<'_>,
    done: crate::error::Result<SessionId>,
) -> async_graphql::Result<SlotsPayload> {
    let id = done.answer(ctx)?;
    Ok(SlotsPayload { session: load_required(ctx, id).await.map(Session)? })
}
