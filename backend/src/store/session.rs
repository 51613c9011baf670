//! Sessions, and the guarded counters of their seats.

use balai_shared::{
    id::{InstitutionId, ProgramId, SessionId},
    seats::Seats,
    session::{DeliveryMode, Funding, SelectionMethod, SessionLifecycle},
    time::{Instant, TimeZone},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Tx,
    convert::{count, date, instant, uuid, word},
    entity::session::{self, Column},
    guarded,
};
use crate::{error::Result, model::catalogue::Session};

/// What a transition of an application does to its session's counters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SeatChange {
    /// -1, 0 or 1 seats taken.
    pub taken: i32,
    /// -1, 0 or 1 people waiting.
    pub waiting: i32,
    /// 1 for a person who applies to this session for the first time.
    pub newcomers: i32,
}

/// Adds a session.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Session, at: Instant) -> Result<()> {
    active(new, at).insert(tx.conn()).await?;
    Ok(())
}

/// Changes the counters in one statement that checks and counts at once, so that no two requests
/// can take the last seat; the schema's CHECK stands behind it. `false`: no seat is free.
///
/// # Errors
/// The database's own.
pub async fn change_seats(tx: &Tx, id: SessionId, change: SeatChange, at: Instant) -> Result<bool> {
    let mut update = counters(id, change, at);
    if change.taken > 0 && guards(tx) {
        update = update.filter(Expr::col(Column::SeatsTaken).lt(Expr::col(Column::Capacity)));
    }
    guarded(update.exec(tx.conn()).await)
}

#[cfg(not(feature = "sabotage"))]
const fn guards(_: &Tx) -> bool {
    true
}

#[cfg(feature = "sabotage")]
const fn guards(tx: &Tx) -> bool {
    !tx.is_sabotaged()
}

fn counters(
    id: SessionId,
    change: SeatChange,
    at: Instant,
) -> sea_orm::UpdateMany<session::Entity> {
    let plus = |column: Column, delta: i32| Expr::col(column).add(delta);
    session::Entity::update_many()
        .col_expr(Column::SeatsTaken, plus(Column::SeatsTaken, change.taken))
        .col_expr(Column::WaitlistCount, plus(Column::WaitlistCount, change.waiting))
        .col_expr(Column::WaitlistLast, plus(Column::WaitlistLast, Ord::max(change.waiting, 0)))
        .col_expr(Column::ApplicantCount, plus(Column::ApplicantCount, change.newcomers))
        .col_expr(Column::Version, plus(Column::Version, 1))
        .col_expr(Column::ChangedAt, at.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
}

/// Moves the number that the last one on the waiting list has, for somebody who is placed there anew;
/// `false` where there is no such session.
///
/// # Errors
/// The database's own.
pub async fn lengthen_list(tx: &Tx, id: SessionId) -> Result<bool> {
    let update = session::Entity::update_many()
        .col_expr(Column::WaitlistLast, Expr::col(Column::WaitlistLast).add(1))
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The number that the last one to join the waiting list got.
///
/// # Errors
/// The database's own.
pub async fn waitlist_last(tx: &Tx, id: SessionId) -> Result<i32> {
    let row = session::Entity::find_by_id(uuid(id.as_u128())).one(tx.conn()).await?;
    Ok(row.map_or(0, |row| row.waitlist_last))
}

/// One session as it is now.
///
/// # Errors
/// The database's own.
pub async fn by_id(connection: &impl ConnectionTrait, id: SessionId) -> Result<Option<Session>> {
    let row = session::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    row.map(read).transpose()
}

/// Makes a draft public; `false` when it is no draft any more.
///
/// # Errors
/// The database's own.
pub async fn publish(tx: &Tx, id: SessionId, at: Instant) -> Result<bool> {
    let update = session::Entity::update_many()
        .col_expr(Column::Lifecycle, SessionLifecycle::Published.as_str().into())
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::ChangedAt, at.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::Lifecycle.eq(SessionLifecycle::Draft.as_str()))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The sessions whose free seats the waiting list should have had by now: what the worker looks at.
///
/// # Errors
/// The database's own.
pub async fn with_idle_seats(
    connection: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<SessionId>> {
    let moving = Column::SelectionMethod
        .eq(SelectionMethod::FirstCome.as_str())
        .or(Column::SelectionClosedAt.is_not_null());
    let rows = session::Entity::find()
        .filter(Column::WaitlistCount.gt(0))
        .filter(Expr::col(Column::SeatsTaken).lt(Expr::col(Column::Capacity)))
        .filter(Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .filter(Column::ReplacementEndsAt.gt(now.as_millis()))
        .filter(Column::StartsAt.gt(now.as_millis()))
        .filter(moving)
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| SessionId::from_u128(row.id.as_u128())).collect())
}

pub(super) fn active(new: &Session, at: Instant) -> session::ActiveModel {
    let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    session::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        program_id: Set(uuid(new.program.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        mode: Set(new.mode.as_str().to_owned()),
        funding: Set(new.funding.as_str().to_owned()),
        selection_method: Set(new.selection_method.as_str().to_owned()),
        lifecycle: Set(new.lifecycle.as_str().to_owned()),
        capacity: Set(whole(new.seats.capacity)),
        seats_taken: Set(whole(new.seats.taken)),
        applicant_count: Set(new.applicant_count),
        waitlist_count: Set(whole(new.seats.waiting)),
        waitlist_last: Set(whole(new.seats.waiting)),
        registration_opens_at: Set(new.registration_opens_at.as_millis()),
        registration_closes_at: Set(new.registration_closes_at.as_millis()),
        starts_on: Set(new.starts_on.to_string()),
        ends_on: Set(new.ends_on.to_string()),
        starts_at: Set(new.starts_at.as_millis()),
        ends_at: Set(new.ends_at.as_millis()),
        replacement_until: Set(new.replacement_until.to_string()),
        replacement_ends_at: Set(new.replacement_ends_at.as_millis()),
        offer_hours: Set(new.offer_hours),
        selection_closed_at: Set(new.selection_closed_at.map(Instant::as_millis)),
        time_zone: Set(new.time_zone.iana().to_owned()),
        address: Set(new.address.clone()),
        meeting_link: Set(new.meeting_link.clone()),
        boarding: Set(new.boarding),
        timetable: Set(new.timetable.clone()),
        version: Set(1),
        created_at: Set(at.as_millis()),
        changed_at: Set(at.as_millis()),
        change: sea_orm::ActiveValue::NotSet,
    }
}

pub(super) fn read(row: session::Model) -> Result<Session> {
    Ok(Session {
        id: SessionId::from_u128(row.id.as_u128()),
        program: ProgramId::from_u128(row.program_id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        mode: word::<DeliveryMode>(&row.mode, "mode")?,
        funding: word::<Funding>(&row.funding, "funding")?,
        selection_method: word::<SelectionMethod>(&row.selection_method, "selection method")?,
        lifecycle: word::<SessionLifecycle>(&row.lifecycle, "lifecycle")?,
        seats: Seats {
            capacity: count(row.capacity),
            taken: count(row.seats_taken),
            waiting: count(row.waitlist_count),
        },
        applicant_count: row.applicant_count,
        registration_opens_at: instant(row.registration_opens_at),
        registration_closes_at: instant(row.registration_closes_at),
        starts_on: date(&row.starts_on)?,
        ends_on: date(&row.ends_on)?,
        starts_at: instant(row.starts_at),
        ends_at: instant(row.ends_at),
        replacement_until: date(&row.replacement_until)?,
        replacement_ends_at: instant(row.replacement_ends_at),
        offer_hours: row.offer_hours,
        selection_closed_at: row.selection_closed_at.map(instant),
        time_zone: word::<TimeZone>(&row.time_zone, "time zone")?,
        address: row.address,
        meeting_link: row.meeting_link,
        boarding: row.boarding,
        timetable: row.timetable,
        changed_at: instant(row.changed_at),
    })
}
