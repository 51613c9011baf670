//! What a decision took away from an application, for as long as its maker can take it back.

use balai_shared::{id::ApplicationId, time::Instant};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::decision_origin::{self, Column},
};
use crate::{error::Result, model::application::Application};

/// A place on the waiting list, or the deadline of an offer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin {
    /// The number that was drawn there.
    pub waitlist_order: Option<i32>,
    /// Until when the offer held the seat.
    pub offer_expires_at: Option<Instant>,
}

/// Keeps what `before` had, under the version that follows; nothing where it had neither.
///
/// # Errors
/// The database's own.
pub async fn keep(tx: &Tx, before: &Application, now: Instant) -> Result<()> {
    if before.waitlist_order.is_none() && before.offer_expires_at.is_none() {
        return Ok(());
    }
    decision_origin::ActiveModel {
        application_id: Set(uuid(before.id.as_u128())),
        version: Set(before.version + 1),
        waitlist_order: Set(before.waitlist_order),
        offer_expires_at: Set(before.offer_expires_at.map(Instant::as_millis)),
        decided_at: Set(now.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// What the decision that led to this version took away.
///
/// # Errors
/// The database's own.
pub async fn of(
    connection: &impl ConnectionTrait,
    id: ApplicationId,
    version: i32,
) -> Result<Origin> {
    let row = decision_origin::Entity::find_by_id((uuid(id.as_u128()), version));
    let row = row.one(connection).await?;
    Ok(row.map_or_else(Origin::default, |row| Origin {
        waitlist_order: row.waitlist_order,
        offer_expires_at: row.offer_expires_at.map(instant),
    }))
}

/// Forgets what was decided before `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = decision_origin::Entity::delete_many()
        .filter(Column::DecidedAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
