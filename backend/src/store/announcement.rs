//! What is to be told of sessions to who waits for one like them: queued with the publication, claimed
//! by one worker at a time, gone once everybody was told.

use balai_shared::{id::SessionId, notification::NotificationKind, time::Instant};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::IntoCondition,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::announcement::{self, Column},
    guarded,
};
use crate::{error::Result, model::saved_search::Announcement};

/// Queues what is to be told, for the moment from which on it is so.
///
/// # Errors
/// The database's own.
pub async fn insert(
    tx: &Tx,
    session: SessionId,
    kind: NotificationKind,
    at: Instant,
) -> Result<()> {
    let row = announcement::ActiveModel {
        session_id: Set(uuid(session.as_u128())),
        kind: Set(kind.as_str().to_owned()),
        at: Set(at.as_millis()),
        tries: Set(0),
        next_try_at: Set(at.as_millis()),
    };
    announcement::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What is due, the longest waiting first.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<Announcement>> {
    let rows = announcement::Entity::find()
        .filter(Column::NextTryAt.lte(now.as_millis()))
        .order_by_asc(Column::NextTryAt)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Takes one on, as [`due`] gave it: until `next_try_at` it is the caller's alone, and if the caller is
/// never heard of again, somebody else takes it then. `false` when another was first.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &Tx, one: Announcement, next_try_at: Instant) -> Result<bool> {
    let update = announcement::Entity::update_many()
        .col_expr(Column::Tries, (one.tries + 1).into())
        .col_expr(Column::NextTryAt, next_try_at.as_millis().into())
        .filter(this(one))
        .filter(Column::Tries.eq(one.tries))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Puts one off: it isn't so before `at`.
///
/// # Errors
/// The database's own.
pub async fn put_off(tx: &Tx, one: Announcement, at: Instant) -> Result<bool> {
    let update = announcement::Entity::update_many()
        .col_expr(Column::At, at.as_millis().into())
        .col_expr(Column::NextTryAt, at.as_millis().into())
        .filter(this(one))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Everybody was told.
///
/// # Errors
/// The database's own.
pub async fn done(tx: &Tx, one: Announcement) -> Result<()> {
    announcement::Entity::delete_many().filter(this(one)).exec(tx.conn()).await?;
    Ok(())
}

fn this(one: Announcement) -> sea_orm::Condition {
    Column::SessionId
        .eq(uuid(one.session.as_u128()))
        .into_condition()
        .add(Column::Kind.eq(one.kind.as_str()))
}

fn read(row: announcement::Model) -> Result<Announcement> {
    Ok(Announcement {
        session: SessionId::from_u128(row.session_id.as_u128()),
        kind: word::<NotificationKind>(&row.kind, "announcement")?,
        at: instant(row.at),
        tries: row.tries,
    })
}
