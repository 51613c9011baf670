//! The meetings of sessions, and what a session asks of its participants.

use balai_shared::{
    completion::LEAST_PERCENT,
    id::{MeetingId, SessionId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set, sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{date, instant, uuid},
    entity::{
        session_meeting::{self, Column},
        session_rule,
    },
};
use crate::{error::Result, model::training::Meeting};

/// Adds meetings.
///
/// # Errors
/// A unique violation where one begins at the same moment.
pub async fn insert(tx: &Tx, meetings: &[Meeting]) -> Result<()> {
    if meetings.is_empty() {
        return Ok(());
    }
    let rows = meetings.iter().map(|meeting| session_meeting::ActiveModel {
        id: Set(uuid(meeting.id.as_u128())),
        session_id: Set(uuid(meeting.session.as_u128())),
        day: Set(meeting.day.to_string()),
        begins_at: Set(meeting.begins_at.as_millis()),
        ends_at: Set(meeting.ends_at.as_millis()),
        hours: Set(meeting.hours),
    });
    session_meeting::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Takes meetings off the list.
///
/// # Errors
/// The database's own, where somebody is marked at one.
pub async fn remove(tx: &Tx, ids: &[MeetingId]) -> Result<()> {
    session_meeting::Entity::delete_many()
        .filter(Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// A session's meetings in order.
///
/// # Errors
/// The database's own.
pub async fn of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<Meeting>> {
    let rows = session_meeting::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .order_by_asc(Column::BeginsAt)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// One meeting.
///
/// # Errors
/// The database's own.
pub async fn by_id(connection: &impl ConnectionTrait, id: MeetingId) -> Result<Option<Meeting>> {
    let row = session_meeting::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    row.map(read).transpose()
}

pub(super) fn read(row: session_meeting::Model) -> Result<Meeting> {
    Ok(Meeting {
        id: MeetingId::from_u128(row.id.as_u128()),
        session: SessionId::from_u128(row.session_id.as_u128()),
        day: date(&row.day)?,
        begins_at: instant(row.begins_at),
        ends_at: instant(row.ends_at),
        hours: row.hours,
    })
}

/// Sets the share of the minutes that a session's participants must attend, in percent.
///
/// # Errors
/// The database's own.
pub async fn set_least_percent(tx: &Tx, session: SessionId, percent: i32) -> Result<()> {
    let row = session_rule::ActiveModel {
        session_id: Set(uuid(session.as_u128())),
        attendance_percent: Set(percent),
    };
    let newer = OnConflict::column(session_rule::Column::SessionId)
        .update_column(session_rule::Column::AttendancePercent)
        .to_owned();
    session_rule::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// That share; the usual one where the session says nothing.
///
/// # Errors
/// The database's own.
pub async fn least_percent(connection: &impl ConnectionTrait, session: SessionId) -> Result<u32> {
    let row = session_rule::Entity::find_by_id(uuid(session.as_u128())).one(connection).await?;
    let percent = row.and_then(|row| u32::try_from(row.attendance_percent).ok());
    Ok(percent.unwrap_or(LEAST_PERCENT))
}
