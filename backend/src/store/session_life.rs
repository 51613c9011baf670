//! What a session's staff do to it, and the history of that.

use balai_shared::{
    application::{ActorKind, ApplicationState},
    id::{ApplicantId, ApplicationId, SessionEventId, SessionId},
    session::{SelectionMethod, SessionLifecycle, SessionStep},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, ExprTrait, LockType},
};

use super::{
    Tx,
    convert::uuid,
    entity::{
        application,
        session::{self, Column},
        session_cancellation, session_event, session_event_note,
    },
    guarded,
    session::read,
};
use crate::{error::Result, model::catalogue::Session};

/// One session, its row held until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: SessionId) -> Result<Option<Session>> {
    let mut select = session::Entity::find_by_id(uuid(id.as_u128()));
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        select = select.lock(LockType::NoKeyUpdate);
    }
    select.one(tx.conn()).await?.map(read).transpose()
}

/// Ends the choosing; `false` where it was ended before, or there is none.
///
/// # Errors
/// The database's own.
pub async fn close_selection(tx: &Tx, id: SessionId, at: Instant) -> Result<bool> {
    let update = touched(id, at)
        .col_expr(Column::SelectionClosedAt, at.as_millis().into())
        .filter(Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .filter(Column::SelectionMethod.ne(SelectionMethod::FirstCome.as_str()))
        .filter(Column::SelectionClosedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Calls a public session off, and leaves its applications to be cancelled; `false` where it isn't
/// public.
///
/// # Errors
/// The database's own.
pub async fn cancel(tx: &Tx, id: SessionId, at: Instant) -> Result<bool> {
    let update = touched(id, at)
        .col_expr(Column::Lifecycle, SessionLifecycle::Cancelled.as_str().into())
        .filter(Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .exec(tx.conn())
        .await;
    if !guarded(update)? {
        return Ok(false);
    }
    session_cancellation::ActiveModel { session_id: Set(uuid(id.as_u128())) }
        .insert(tx.conn())
        .await?;
    Ok(true)
}

/// Writes what may still change of a session; `false` where more seats are taken than there would
/// be, or it was called off meanwhile.
///
/// # Errors
/// The database's own.
pub async fn change(tx: &Tx, new: &Session, at: Instant) -> Result<bool> {
    let capacity = i32::try_from(new.seats.capacity).unwrap_or(i32::MAX);
    let update = touched(new.id, at)
        .col_expr(Column::Capacity, capacity.into())
        .col_expr(Column::RegistrationClosesAt, new.registration_closes_at.as_millis().into())
        .col_expr(Column::StartsOn, new.starts_on.to_string().into())
        .col_expr(Column::EndsOn, new.ends_on.to_string().into())
        .col_expr(Column::StartsAt, new.starts_at.as_millis().into())
        .col_expr(Column::EndsAt, new.ends_at.as_millis().into())
        .col_expr(Column::ReplacementUntil, new.replacement_until.to_string().into())
        .col_expr(Column::ReplacementEndsAt, new.replacement_ends_at.as_millis().into())
        .col_expr(Column::Mode, new.mode.as_str().into())
        .col_expr(Column::Funding, new.funding.as_str().into())
        .col_expr(Column::SelectionMethod, new.selection_method.as_str().into())
        .col_expr(Column::RegistrationOpensAt, new.registration_opens_at.as_millis().into())
        .col_expr(Column::Boarding, new.boarding.into())
        .col_expr(Column::OfferHours, new.offer_hours.into())
        .col_expr(Column::Address, new.address.clone().into())
        .col_expr(Column::MeetingLink, new.meeting_link.clone().into())
        .col_expr(Column::Timetable, new.timetable.clone().into())
        .filter(Column::Lifecycle.eq(new.lifecycle.as_str()))
        .filter(Column::SeatsTaken.lte(capacity))
        .exec(tx.conn())
        .await;
    guarded(update)
}

fn touched(id: SessionId, at: Instant) -> sea_orm::UpdateMany<session::Entity> {
    session::Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::ChangedAt, at.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
}

/// Those whose applications are being cancelled.
///
/// # Errors
/// The database's own.
pub async fn being_cancelled(connection: &impl ConnectionTrait) -> Result<Vec<SessionId>> {
    let rows = session_cancellation::Entity::find().all(connection).await?;
    Ok(rows.into_iter().map(|row| SessionId::from_u128(row.session_id.as_u128())).collect())
}

/// Nothing of a session is left to be cancelled.
///
/// # Errors
/// The database's own.
pub async fn cancelled(tx: &Tx, id: SessionId) -> Result<()> {
    session_cancellation::Entity::delete_by_id(uuid(id.as_u128())).exec(tx.conn()).await?;
    Ok(())
}

/// The open applications to a session, in no order.
///
/// # Errors
/// The database's own.
pub async fn open_applications(
    connection: &impl ConnectionTrait,
    id: SessionId,
    most: u64,
) -> Result<Vec<ApplicationId>> {
    let open = ApplicationState::ALL.iter().filter(|state| state.is_open());
    let ids: Vec<sea_orm::prelude::Uuid> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .filter(application::Column::SessionId.eq(uuid(id.as_u128())))
        .filter(application::Column::State.is_in(open.map(|state| state.as_str())))
        .limit(most)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}

/// The applications to a session in these states, with whose they are, in no order.
///
/// # Errors
/// The database's own.
pub async fn in_states(
    connection: &impl ConnectionTrait,
    id: SessionId,
    states: &[ApplicationState],
) -> Result<Vec<(ApplicationId, ApplicantId)>> {
    let rows: Vec<(sea_orm::prelude::Uuid, sea_orm::prelude::Uuid)> = application::Entity::find()
        .select_only()
        .column(application::Column::Id)
        .column(application::Column::ApplicantId)
        .filter(application::Column::SessionId.eq(uuid(id.as_u128())))
        .filter(application::Column::State.is_in(states.iter().map(|state| state.as_str())))
        .into_tuple()
        .all(connection)
        .await?;
    let ids = |(id, applicant): (sea_orm::prelude::Uuid, sea_orm::prelude::Uuid)| {
        let applicant = ApplicantId::from_u128(applicant.as_u128());
        (ApplicationId::from_u128(id.as_u128()), applicant)
    };
    Ok(rows.into_iter().map(ids).collect())
}

/// A step of a session's staff.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id.
    pub id: SessionEventId,
    /// Of which session.
    pub session: SessionId,
    /// When.
    pub at: Instant,
    /// Who, as a kind.
    pub actor: ActorKind,
    /// Who.
    pub actor_id: Option<u128>,
    /// What.
    pub step: SessionStep,
    /// What was said about it.
    pub note: Option<String>,
}

/// Adds a step to the history; its note stands apart, so that it can be erased.
///
/// # Errors
/// The database's own.
pub async fn record(tx: &Tx, event: Event) -> Result<()> {
    session_event::ActiveModel {
        id: Set(uuid(event.id.as_u128())),
        session_id: Set(uuid(event.session.as_u128())),
        at: Set(event.at.as_millis()),
        actor_kind: Set(event.actor.as_str().to_owned()),
        actor_id: Set(event.actor_id.map(uuid)),
        step: Set(event.step.as_str().to_owned()),
    }
    .insert(tx.conn())
    .await?;
    if let Some(note) = event.note {
        let event_id = Set(uuid(event.id.as_u128()));
        let note = session_event_note::ActiveModel { event_id, note: Set(note) };
        note.insert(tx.conn()).await?;
    }
    Ok(())
}

/// How often a session was changed since it was made: who changes it says what was seen.
///
/// # Errors
/// The database's own.
pub async fn changes(connection: &impl ConnectionTrait, id: SessionId) -> Result<u64> {
    Ok(session_event::Entity::find()
        .filter(session_event::Column::SessionId.eq(uuid(id.as_u128())))
        .filter(session_event::Column::Step.eq(SessionStep::Change.as_str()))
        .count(connection)
        .await?)
}

/// Why a session was called off, in the words of its staff.
///
/// # Errors
/// The database's own.
pub async fn why_cancelled(
    connection: &impl ConnectionTrait,
    id: SessionId,
) -> Result<Option<String>> {
    let event = session_event::Entity::find()
        .filter(session_event::Column::SessionId.eq(uuid(id.as_u128())))
        .filter(session_event::Column::Step.eq(SessionStep::Cancel.as_str()))
        .order_by_desc(session_event::Column::At)
        .one(connection)
        .await?;
    let Some(event) = event else { return Ok(None) };
    let note = session_event_note::Entity::find_by_id(event.id).one(connection).await?;
    Ok(note.map(|note| note.note))
}
