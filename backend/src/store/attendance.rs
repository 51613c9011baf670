//! Marks of attendance: each as it came, and the one that holds.

use balai_shared::{
    completion::{AttendanceStatus, stands_over},
    id::{ApplicationId, MeetingId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set,
};

use super::{
    Tx,
    convert::{count, instant, uuid, word},
    entity::{attendance, attendance_mark},
};
use crate::{error::Result, model::training::Mark};

/// Keeps a mark, and lets it hold where it was made after the one that holds. The same client id
/// for the same person again changes nothing. Call it with the application locked.
///
/// # Errors
/// The database's own.
pub async fn add(tx: &Tx, new: &Mark, received_at: Instant, by: Option<u128>) -> Result<()> {
    let application = uuid(new.application.as_u128());
    let known = attendance_mark::Entity::find_by_id((application, new.client.clone()));
    if known.one(tx.conn()).await?.is_some() {
        return Ok(());
    }
    let minutes = i32::try_from(new.minutes).unwrap_or(i32::MAX);
    attendance_mark::ActiveModel {
        application_id: Set(application),
        client_id: Set(new.client.clone()),
        meeting_id: Set(uuid(new.meeting.as_u128())),
        status: Set(new.status.as_str().to_owned()),
        minutes: Set(minutes),
        marked_at: Set(new.marked_at.as_millis()),
        received_at: Set(received_at.as_millis()),
        marked_by: Set(by.map(uuid)),
    }
    .insert(tx.conn())
    .await?;
    let before = held(tx.conn(), new.meeting, new.application).await?;
    let row = attendance::ActiveModel {
        meeting_id: Set(uuid(new.meeting.as_u128())),
        application_id: Set(application),
        client_id: Set(new.client.clone()),
        status: Set(new.status.as_str().to_owned()),
        minutes: Set(minutes),
        marked_at: Set(new.marked_at.as_millis()),
    };
    match before {
        None => {
            row.insert(tx.conn()).await?;
        }
        Some(before) if stands_over(made(new), made(&before)) => {
            row.update(tx.conn()).await?;
        }
        Some(_) => {}
    }
    Ok(())
}

fn made(mark: &Mark) -> (Instant, &str) {
    (mark.marked_at, &mark.client)
}

/// The mark that holds.
///
/// # Errors
/// The database's own.
pub async fn held(
    connection: &impl ConnectionTrait,
    meeting: MeetingId,
    application: ApplicationId,
) -> Result<Option<Mark>> {
    let key = (uuid(meeting.as_u128()), uuid(application.as_u128()));
    attendance::Entity::find_by_id(key).one(connection).await?.map(read).transpose()
}

/// The marks that hold of some applications.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Mark>> {
    let ids = ids.iter().map(|id| uuid(id.as_u128()));
    let rows = attendance::Entity::find()
        .filter(attendance::Column::ApplicationId.is_in(ids))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Whether somebody was ever marked at one of these meetings.
///
/// # Errors
/// The database's own.
pub async fn any_at(connection: &impl ConnectionTrait, ids: &[MeetingId]) -> Result<bool> {
    let marks = attendance_mark::Entity::find()
        .filter(attendance_mark::Column::MeetingId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .count(connection)
        .await?;
    Ok(marks > 0)
}

fn read(row: attendance::Model) -> Result<Mark> {
    Ok(Mark {
        meeting: MeetingId::from_u128(row.meeting_id.as_u128()),
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        client: row.client_id,
        status: word::<AttendanceStatus>(&row.status, "attendance")?,
        minutes: count(row.minutes),
        marked_at: instant(row.marked_at),
    })
}
