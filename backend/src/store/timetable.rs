//! Rooms, and which meeting is held where and by whom.

use std::collections::HashMap;

use balai_shared::{
    id::{AccountId, InstitutionId, RoomId},
    policy::Role,
    session::SessionLifecycle,
    time::Instant,
    timetable::Cause,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    prelude::Uuid,
    sea_query::{ExprTrait, Query},
};

use super::{
    Tx,
    convert::{count, uuid},
    entity::{
        accepted_clash, account, meeting_instructor, meeting_place, role_grant, room, session,
        session_meeting,
    },
    guarded,
    selection::whole,
};
use crate::{
    error::Result,
    model::timetable::{Entry, FoundClash, Room, Teacher},
};

/// Adds a room.
///
/// # Errors
/// A unique violation where the institution has one of that name.
pub async fn insert_room(tx: &Tx, new: &Room, at: Instant) -> Result<()> {
    let row = room::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        name: Set(new.name.clone()),
        capacity: Set(whole(new.capacity)),
        closed: Set(new.closed),
        created_at: Set(at.as_millis()),
    };
    row.insert(tx.conn()).await?;
    Ok(())
}

/// Writes a room anew; `false` where the institution has none like that.
///
/// # Errors
/// As [`insert_room`].
pub async fn update_room(tx: &Tx, new: &Room) -> Result<bool> {
    let update = room::Entity::update_many()
        .col_expr(room::Column::Name, new.name.clone().into())
        .col_expr(room::Column::Capacity, whole(new.capacity).into())
        .col_expr(room::Column::Closed, new.closed.into())
        .filter(room::Column::Id.eq(uuid(new.id.as_u128())))
        .filter(room::Column::InstitutionId.eq(uuid(new.institution.as_u128())))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// An institution's rooms, by name.
///
/// # Errors
/// The database's own.
pub async fn rooms(connection: &impl ConnectionTrait, of: InstitutionId) -> Result<Vec<Room>> {
    let rows = room::Entity::find()
        .filter(room::Column::InstitutionId.eq(uuid(of.as_u128())))
        .order_by_asc(room::Column::Name);
    Ok(rows.all(connection).await?.into_iter().map(read_room).collect())
}

/// Who can teach at an institution, by name.
///
/// # Errors
/// The database's own.
pub async fn teachers(
    connection: &impl ConnectionTrait,
    of: InstitutionId,
) -> Result<Vec<Teacher>> {
    let teaching = [Role::Admin, Role::Reviewer, Role::Instructor].map(|role| role.as_str());
    let granted = Query::select()
        .column(role_grant::Column::AccountId)
        .from(role_grant::Entity)
        .and_where(role_grant::Column::InstitutionId.eq(uuid(of.as_u128())))
        .and_where(role_grant::Column::Role.is_in(teaching))
        .to_owned();
    let rows: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .column(account::Column::Id)
        .column(account::Column::Name)
        .filter(account::Column::Id.in_subquery(granted))
        .filter(account::Column::DeletedAt.is_null())
        .order_by_asc(account::Column::Name)
        .into_tuple()
        .all(connection)
        .await?;
    let read =
        |(id, name): (Uuid, String)| Teacher { id: AccountId::from_u128(id.as_u128()), name };
    Ok(rows.into_iter().map(read).collect())
}

/// The meetings of an institution's sessions between two moments, but for those called off, the first
/// first.
///
/// # Errors
/// The database's own.
pub async fn entries(
    connection: &impl ConnectionTrait,
    of: InstitutionId,
    (from, until): (Instant, Instant),
) -> Result<Vec<Entry>> {
    let sessions = Query::select()
        .column(session::Column::Id)
        .from(session::Entity)
        .and_where(session::Column::InstitutionId.eq(uuid(of.as_u128())))
        .and_where(session::Column::Lifecycle.ne(SessionLifecycle::Cancelled.as_str()))
        .to_owned();
    let rows = session_meeting::Entity::find()
        .filter(session_meeting::Column::SessionId.in_subquery(sessions))
        .filter(session_meeting::Column::BeginsAt.lt(until.as_millis()))
        .filter(session_meeting::Column::EndsAt.gt(from.as_millis()))
        .order_by_asc(session_meeting::Column::BeginsAt)
        .all(connection)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let places = meeting_place::Entity::find()
        .filter(meeting_place::Column::MeetingId.is_in(ids.clone()))
        .all(connection)
        .await?;
    let places: HashMap<Uuid, Uuid> =
        places.into_iter().map(|row| (row.meeting_id, row.room_id)).collect();
    let mut instructors: HashMap<Uuid, Vec<AccountId>> = HashMap::new();
    let rows_of = meeting_instructor::Entity::find()
        .filter(meeting_instructor::Column::MeetingId.is_in(ids))
        .order_by_asc(meeting_instructor::Column::AccountId);
    for row in rows_of.all(connection).await? {
        let who = AccountId::from_u128(row.account_id.as_u128());
        instructors.entry(row.meeting_id).or_default().push(who);
    }
    rows.into_iter()
        .map(|row| {
            let room = places.get(&row.id).map(|room| RoomId::from_u128(room.as_u128()));
            let instructors = instructors.remove(&row.id).unwrap_or_default();
            Ok(Entry { meeting: super::meeting::read(row)?, room, instructors })
        })
        .collect()
}

/// Places meetings as these say; what was accepted of them is over.
///
/// # Errors
/// The database's own.
pub async fn place(tx: &Tx, placed: &[Entry]) -> Result<()> {
    let ids: Vec<_> = placed.iter().map(|entry| uuid(entry.meeting.id.as_u128())).collect();
    meeting_place::Entity::delete_many()
        .filter(meeting_place::Column::MeetingId.is_in(ids.clone()))
        .exec(tx.conn())
        .await?;
    meeting_instructor::Entity::delete_many()
        .filter(meeting_instructor::Column::MeetingId.is_in(ids.clone()))
        .exec(tx.conn())
        .await?;
    let accepted = accepted_clash::Column::MeetingId
        .is_in(ids.clone())
        .or(accepted_clash::Column::OtherId.is_in(ids));
    accepted_clash::Entity::delete_many().filter(accepted).exec(tx.conn()).await?;
    let rooms: Vec<_> = placed
        .iter()
        .filter_map(|entry| Some((entry.meeting.id, entry.room?)))
        .map(|(meeting, room)| meeting_place::ActiveModel {
            meeting_id: Set(uuid(meeting.as_u128())),
            room_id: Set(uuid(room.as_u128())),
        })
        .collect();
    if !rooms.is_empty() {
        meeting_place::Entity::insert_many(rooms).exec_without_returning(tx.conn()).await?;
    }
    let teaching: Vec<_> = placed
        .iter()
        .flat_map(|entry| entry.instructors.iter().map(|who| (entry.meeting.id, *who)))
        .map(|(meeting, who)| meeting_instructor::ActiveModel {
            meeting_id: Set(uuid(meeting.as_u128())),
            account_id: Set(uuid(who.as_u128())),
        })
        .collect();
    if !teaching.is_empty() {
        meeting_instructor::Entity::insert_many(teaching).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Notes who lets these clash.
///
/// # Errors
/// The database's own.
pub async fn accept(tx: &Tx, clashes: &[FoundClash], (by, at): (u128, Instant)) -> Result<()> {
    if clashes.is_empty() {
        return Ok(());
    }
    let rows = clashes.iter().map(|clash| accepted_clash::ActiveModel {
        meeting_id: Set(uuid(clash.wanted.id.as_u128())),
        other_id: Set(uuid(clash.known.id.as_u128())),
        holds: Set(match clash.cause {
            Cause::Room(room) => uuid(room.as_u128()),
            Cause::Instructor(who) => uuid(who.as_u128()),
        }),
        accepted_by: Set(uuid(by)),
        accepted_at: Set(at.as_millis()),
    });
    accepted_clash::Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn read_room(row: room::Model) -> Room {
    Room {
        id: RoomId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        name: row.name,
        capacity: count(row.capacity),
        closed: row.closed,
    }
}
