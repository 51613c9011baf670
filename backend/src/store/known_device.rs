//! Devices on which somebody has signed in to an account. A row opens nothing; it only gives the device
//! a count of its own.

use balai_shared::{
    id::{AccountId, DeviceId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
    sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::known_device::{self, Column},
};
use crate::{auth::secret, error::Result};

/// Whether somebody has signed in to the account on the device with this secret.
///
/// # Errors
/// The database's own.
pub async fn is_known(
    connection: &impl ConnectionTrait,
    account: AccountId,
    mark: &str,
) -> Result<bool> {
    let key = (uuid(account.as_u128()), secret::hash(mark));
    Ok(known_device::Entity::find_by_id(key).one(connection).await?.is_some())
}

/// When somebody last signed in on each of an account's devices.
///
/// # Errors
/// The database's own.
pub async fn seen(connection: &impl ConnectionTrait, account: AccountId) -> Result<Vec<Instant>> {
    let own = known_device::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .order_by_desc(Column::SeenAt);
    let rows = own.all(connection).await?;
    Ok(rows.into_iter().map(|row| instant(row.seen_at)).collect())
}

/// Somebody signs in on the device with this secret, by this sign-in, or opens the account by a code.
///
/// # Errors
/// The database's own.
pub async fn remember(
    tx: &Tx,
    account: AccountId,
    (mark, by): (&str, Option<DeviceId>),
    now: Instant,
) -> Result<()> {
    let row = known_device::ActiveModel {
        account_id: Set(uuid(account.as_u128())),
        secret_hash: Set(secret::hash(mark)),
        family_id: Set(by.map(|by| uuid(by.as_u128()))),
        seen_at: Set(now.as_millis()),
    };
    let again = OnConflict::columns([Column::AccountId, Column::SecretHash])
        .update_columns([Column::FamilyId, Column::SeenAt])
        .to_owned();
    known_device::Entity::insert(row).on_conflict(again).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Forgets the device of one sign-in.
///
/// # Errors
/// The database's own.
pub async fn forget(tx: &Tx, device: DeviceId) -> Result<()> {
    known_device::Entity::delete_many()
        .filter(Column::FamilyId.eq(uuid(device.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets all of an account, or all but that of one sign-in.
///
/// # Errors
/// The database's own.
pub async fn forget_all(tx: &Tx, account: AccountId, but: Option<DeviceId>) -> Result<()> {
    let mut delete =
        known_device::Entity::delete_many().filter(Column::AccountId.eq(uuid(account.as_u128())));
    if let Some(but) = but {
        let other = Condition::any()
            .add(Column::FamilyId.ne(uuid(but.as_u128())))
            .add(Column::FamilyId.is_null());
        delete = delete.filter(other);
    }
    delete.exec(tx.conn()).await?;
    Ok(())
}

/// Forgets those on which nobody has signed in since `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<()> {
    known_device::Entity::delete_many()
        .filter(Column::SeenAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(())
}
