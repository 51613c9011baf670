//! Who has which application open: seen not long ago.

use balai_shared::{
    id::{AccountId, ApplicationId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    prelude::Uuid, sea_query::OnConflict,
};

use super::{
    Tx,
    convert::uuid,
    entity::presence::{self, Column},
};
use crate::error::Result;

/// Writes down that somebody has it open now.
///
/// # Errors
/// The database's own.
pub async fn see(tx: &Tx, id: ApplicationId, who: AccountId, now: Instant) -> Result<()> {
    let row = presence::Model {
        application_id: uuid(id.as_u128()),
        account_id: uuid(who.as_u128()),
        seen_at: now.as_millis(),
    };
    let newer = OnConflict::columns([Column::ApplicationId, Column::AccountId])
        .update_column(Column::SeenAt)
        .to_owned();
    presence::Entity::insert(row.into_active_model())
        .on_conflict(newer)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Writes down that somebody has closed it.
///
/// # Errors
/// The database's own.
pub async fn leave(tx: &Tx, id: ApplicationId, who: AccountId) -> Result<()> {
    let key = (uuid(id.as_u128()), uuid(who.as_u128()));
    presence::Entity::delete_by_id(key).exec(tx.conn()).await?;
    Ok(())
}

/// Who else was seen with it after `since`.
///
/// # Errors
/// The database's own.
pub async fn others(
    connection: &impl ConnectionTrait,
    id: ApplicationId,
    but: AccountId,
    since: Instant,
) -> Result<Vec<AccountId>> {
    let rows: Vec<Uuid> = presence::Entity::find()
        .select_only()
        .column(Column::AccountId)
        .filter(Column::ApplicationId.eq(uuid(id.as_u128())))
        .filter(Column::AccountId.ne(uuid(but.as_u128())))
        .filter(Column::SeenAt.gt(since.as_millis()))
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|id| AccountId::from_u128(id.as_u128())).collect())
}

/// Forgets who was last seen before.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let gone = presence::Entity::delete_many()
        .filter(Column::SeenAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(gone.rows_affected)
}
