//! Devices that are signed in: a row for each family of refresh tokens that holds.

use balai_shared::{
    device::{Browser, DeviceLabel, System},
    id::{AccountId, DeviceId},
    time::Instant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::device::{self, Column},
};
use crate::{error::Result, model::account::Device};

/// Adds a device that signs in now.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, account: AccountId, new: &Device) -> Result<()> {
    let row = device::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        account_id: Set(uuid(account.as_u128())),
        browser: Set(new.label.browser.as_str().to_owned()),
        system: Set(new.label.system.as_str().to_owned()),
        signed_in_at: Set(new.signed_in_at.as_millis()),
        last_seen_at: Set(new.last_seen_at.as_millis()),
    };
    device::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// A device's tokens were renewed.
///
/// # Errors
/// The database's own.
pub async fn seen(tx: &Tx, id: DeviceId, at: Instant) -> Result<()> {
    device::Entity::update_many()
        .col_expr(Column::LastSeenAt, at.as_millis().into())
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// An account's devices, the one seen last first.
///
/// # Errors
/// The database's own.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Device>> {
    let rows = device::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .order_by_desc(Column::LastSeenAt)
        .order_by_desc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|row| {
            let browser = word::<Browser>(&row.browser, "browser")?;
            let system = word::<System>(&row.system, "system")?;
            Ok(Device {
                id: DeviceId::from_u128(row.id.as_u128()),
                label: DeviceLabel { browser, system },
                signed_in_at: instant(row.signed_in_at),
                last_seen_at: instant(row.last_seen_at),
            })
        })
        .collect()
}

/// Forgets one.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, id: DeviceId) -> Result<()> {
    device::Entity::delete_by_id(uuid(id.as_u128())).exec(tx.conn()).await?;
    Ok(())
}

/// Forgets all of an account, or all but one.
///
/// # Errors
/// The database's own.
pub async fn remove_all(tx: &Tx, account: AccountId, but: Option<DeviceId>) -> Result<()> {
    let mut delete =
        device::Entity::delete_many().filter(Column::AccountId.eq(uuid(account.as_u128())));
    if let Some(but) = but {
        delete = delete.filter(Column::Id.ne(uuid(but.as_u128())));
    }
    delete.exec(tx.conn()).await?;
    Ok(())
}

/// Forgets those whose tokens have all expired: not seen since `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = device::Entity::delete_many()
        .filter(Column::LastSeenAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
