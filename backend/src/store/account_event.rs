//! What happened to accounts: only added to.

use balai_shared::{
    account::AccountEventKind,
    id::{AccountEventId, AccountId, InstitutionId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::account_event::{self, Column},
};
use crate::{error::Result, model::account::AccountEvent};

/// Writes down what happened to an account.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, account: AccountId, event: &AccountEvent) -> Result<()> {
    let row = account_event::ActiveModel {
        id: Set(uuid(event.id.as_u128())),
        account_id: Set(uuid(account.as_u128())),
        at: Set(event.at.as_millis()),
        kind: Set(event.kind.as_str().to_owned()),
        actor_id: Set(event.actor.map(|id| uuid(id.as_u128()))),
        institution_id: Set(event.institution.map(|id| uuid(id.as_u128()))),
    };
    account_event::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// What happened to an account, the latest first.
///
/// # Errors
/// The database's own.
pub async fn newest(
    connection: &impl ConnectionTrait,
    account: AccountId,
    most: u64,
) -> Result<Vec<AccountEvent>> {
    let rows = account_event::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(AccountEvent {
                id: AccountEventId::from_u128(row.id.as_u128()),
                at: instant(row.at),
                kind: word::<AccountEventKind>(&row.kind, "event")?,
                actor: row.actor_id.map(|id| AccountId::from_u128(id.as_u128())),
                institution: row.institution_id.map(|id| InstitutionId::from_u128(id.as_u128())),
            })
        })
        .collect()
}

/// When that happened to an account last.
///
/// # Errors
/// The database's own.
pub async fn latest(
    connection: &impl ConnectionTrait,
    account: AccountId,
    kind: AccountEventKind,
) -> Result<Option<Instant>> {
    let at: Option<i64> = account_event::Entity::find()
        .select_only()
        .column(Column::At)
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::Kind.eq(kind.as_str()))
        .order_by_desc(Column::At)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(at.map(instant))
}
