//! Times for tests and interviews, with their guarded seats.

use balai_shared::{
    id::{SessionId, SlotId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Set,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait, LockType},
};

use super::{
    Tx,
    convert::{count, instant, instant_opt, uuid},
    entity::selection_slot::{self, Column},
    guarded,
    selection::whole,
};
use crate::{error::Result, model::slot::Slot};

/// What stands in place of a criterion where there is none.
const NO_CRITERION: i32 = -1;

/// As it stands in a column.
pub(super) fn column_of(criterion: Option<usize>) -> i32 {
    criterion.and_then(|index| i32::try_from(index).ok()).unwrap_or(NO_CRITERION)
}

/// The same read.
pub(super) fn criterion_of(column: i32) -> Option<usize> {
    usize::try_from(column).ok()
}

/// Opens times.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, slots: &[Slot], (by, at): (u128, Instant)) -> Result<()> {
    let rows = slots.iter().map(|slot| selection_slot::ActiveModel {
        id: Set(uuid(slot.id.as_u128())),
        session_id: Set(uuid(slot.session.as_u128())),
        criterion: Set(column_of(slot.criterion)),
        starts_at: Set(slot.starts_at.as_millis()),
        ends_at: Set(slot.ends_at.as_millis()),
        closes_at: Set(slot.closes_at.as_millis()),
        place: Set(slot.place.clone()),
        capacity: Set(whole(slot.capacity)),
        booked: Set(whole(slot.booked)),
        opened_by: Set(uuid(by)),
        opened_at: Set(at.as_millis()),
        cancelled_at: Set(None),
    });
    selection_slot::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One slot.
///
/// # Errors
/// The database's own.
pub async fn by_id(connection: &impl ConnectionTrait, id: SlotId) -> Result<Option<Slot>> {
    let row = selection_slot::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    Ok(row.map(read))
}

/// These slots.
///
/// # Errors
/// The database's own.
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[SlotId]) -> Result<Vec<Slot>> {
    let wanted = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = selection_slot::Entity::find().filter(Column::Id.is_in(wanted));
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// These slots, held until the transaction ends: always in the order of their ids, so that no two
/// wait for each other.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, ids: &[SlotId]) -> Result<Vec<Slot>> {
    let wanted = ids.iter().map(|id| uuid(id.as_u128()));
    let mut select =
        selection_slot::Entity::find().filter(Column::Id.is_in(wanted)).order_by_asc(Column::Id);
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        select = select.lock(LockType::NoKeyUpdate);
    }
    Ok(select.all(tx.conn()).await?.into_iter().map(read).collect())
}

/// The slots of these sessions, the soonest first; those called off are among them.
///
/// # Errors
/// The database's own.
pub async fn of_sessions(
    connection: &impl ConnectionTrait,
    sessions: &[SessionId],
) -> Result<Vec<Slot>> {
    let rows = selection_slot::Entity::find()
        .filter(Column::SessionId.is_in(sessions.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id);
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// Of which sessions and criteria there are slots that can still be chosen.
///
/// # Errors
/// The database's own.
pub async fn to_choose(
    connection: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<(SessionId, Option<usize>)>> {
    let rows: Vec<(Uuid, i32)> = selection_slot::Entity::find()
        .select_only()
        .column(Column::SessionId)
        .column(Column::Criterion)
        .distinct()
        .filter(Column::CancelledAt.is_null())
        .filter(Column::StartsAt.gt(now.as_millis()))
        .filter(Column::ClosesAt.gt(now.as_millis()))
        .filter(Expr::col(Column::Booked).lt(Expr::col(Column::Capacity)))
        .into_tuple()
        .all(connection)
        .await?;
    let pair = |(session, criterion): (Uuid, i32)| {
        (SessionId::from_u128(session.as_u128()), criterion_of(criterion))
    };
    Ok(rows.into_iter().map(pair).collect())
}

/// The slots, with somebody in them, that begin after `from` and not after `until`.
///
/// # Errors
/// The database's own.
pub async fn booked_between(
    connection: &impl ConnectionTrait,
    from: Instant,
    until: Instant,
) -> Result<Vec<Slot>> {
    let rows = selection_slot::Entity::find()
        .filter(Column::CancelledAt.is_null())
        .filter(Column::StartsAt.gt(from.as_millis()))
        .filter(Column::StartsAt.lte(until.as_millis()))
        .filter(Column::Booked.gt(0));
    Ok(rows.all(connection).await?.into_iter().map(read).collect())
}

/// Takes a seat in one statement that checks and counts at once, so that no two people get the last
/// one; the schema's CHECK stands behind it. `false`: none is free.
///
/// # Errors
/// The database's own.
pub async fn take_seat(tx: &Tx, id: SlotId) -> Result<bool> {
    let update = selection_slot::Entity::update_many()
        .col_expr(Column::Booked, Expr::col(Column::Booked).add(1))
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::CancelledAt.is_null())
        .filter(Expr::col(Column::Booked).lt(Expr::col(Column::Capacity)))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Gives seats back.
///
/// # Errors
/// The database's own.
pub async fn give_back(tx: &Tx, id: SlotId, seats: i32) -> Result<()> {
    selection_slot::Entity::update_many()
        .col_expr(Column::Booked, Expr::col(Column::Booked).sub(seats))
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Writes another time, place or number of seats; `false` where more come than there would be seats
/// for, or it was called off.
///
/// # Errors
/// The database's own.
pub async fn change(tx: &Tx, new: &Slot) -> Result<bool> {
    let capacity = whole(new.capacity);
    let update = selection_slot::Entity::update_many()
        .col_expr(Column::StartsAt, new.starts_at.as_millis().into())
        .col_expr(Column::EndsAt, new.ends_at.as_millis().into())
        .col_expr(Column::ClosesAt, new.closes_at.as_millis().into())
        .col_expr(Column::Place, new.place.clone().into())
        .col_expr(Column::Capacity, capacity.into())
        .filter(Column::Id.eq(uuid(new.id.as_u128())))
        .filter(Column::CancelledAt.is_null())
        .filter(Column::Booked.lte(capacity))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Calls a slot off, and empties it.
///
/// # Errors
/// The database's own.
pub async fn cancel(tx: &Tx, id: SlotId, at: Instant) -> Result<()> {
    selection_slot::Entity::update_many()
        .col_expr(Column::CancelledAt, at.as_millis().into())
        .col_expr(Column::Booked, 0.into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn read(row: selection_slot::Model) -> Slot {
    Slot {
        id: SlotId::from_u128(row.id.as_u128()),
        session: SessionId::from_u128(row.session_id.as_u128()),
        criterion: criterion_of(row.criterion),
        starts_at: instant(row.starts_at),
        ends_at: instant(row.ends_at),
        closes_at: instant(row.closes_at),
        place: row.place,
        capacity: count(row.capacity),
        booked: count(row.booked),
        cancelled_at: instant_opt(row.cancelled_at),
    }
}
