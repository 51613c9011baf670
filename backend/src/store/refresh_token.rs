//! Refresh tokens: hashed, rotating, in families that end together.

use balai_shared::{
    id::{AccountId, DeviceId},
    time::Instant,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::{Tx, convert::uuid, device, entity::refresh_token, guarded, known_device};
use crate::{auth::secret, error::Result};

/// A token as it is kept.
#[derive(Debug, Clone)]
pub struct RefreshToken {
    /// Whose.
    pub account: AccountId,
    /// All tokens that came from one sign-in.
    pub family: u128,
    /// Until when.
    pub expires_at: Instant,
    /// When it was exchanged for its successor.
    pub rotated_at: Option<Instant>,
    /// When its family was ended.
    pub revoked_at: Option<Instant>,
}

/// Keeps a new token's hash.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, token: &RefreshToken, secret: &str, at: Instant) -> Result<()> {
    refresh_token::ActiveModel {
        secret_hash: Set(secret::hash(secret)),
        account_id: Set(uuid(token.account.as_u128())),
        family_id: Set(uuid(token.family)),
        issued_at: Set(at.as_millis()),
        expires_at: Set(token.expires_at.as_millis()),
        rotated_at: Set(None),
        revoked_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// The token with this secret.
///
/// # Errors
/// The database's own.
pub async fn by_secret(
    connection: &impl ConnectionTrait,
    secret: &str,
) -> Result<Option<RefreshToken>> {
    let row = refresh_token::Entity::find_by_id(secret::hash(secret)).one(connection).await?;
    Ok(row.map(|row| RefreshToken {
        account: AccountId::from_u128(row.account_id.as_u128()),
        family: row.family_id.as_u128(),
        expires_at: Instant::from_millis(row.expires_at),
        rotated_at: row.rotated_at.map(Instant::from_millis),
        revoked_at: row.revoked_at.map(Instant::from_millis),
    }))
}

/// Marks a token as exchanged; `false` when another request was first.
///
/// # Errors
/// The database's own.
pub async fn rotate(tx: &Tx, secret: &str, at: Instant) -> Result<bool> {
    let update = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RotatedAt, at.as_millis().into())
        .filter(refresh_token::Column::SecretHash.eq(secret::hash(secret)))
        .filter(refresh_token::Column::RotatedAt.is_null())
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Ends a family: signing out, or a token used twice.
///
/// # Errors
/// The database's own.
pub async fn revoke_family(tx: &Tx, family: u128, at: Instant) -> Result<()> {
    refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, at.as_millis().into())
        .filter(refresh_token::Column::FamilyId.eq(uuid(family)))
        .filter(refresh_token::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await?;
    device::remove(tx, DeviceId::from_u128(family)).await
}

/// Ends an account's families, all of them or all but one: those devices are signed out, and known no
/// more.
///
/// # Errors
/// The database's own.
pub async fn revoke_account(
    tx: &Tx,
    account: AccountId,
    but: Option<DeviceId>,
    at: Instant,
) -> Result<()> {
    let mut update = refresh_token::Entity::update_many()
        .col_expr(refresh_token::Column::RevokedAt, at.as_millis().into())
        .filter(refresh_token::Column::AccountId.eq(uuid(account.as_u128())))
        .filter(refresh_token::Column::RevokedAt.is_null());
    if let Some(but) = but {
        update = update.filter(refresh_token::Column::FamilyId.ne(uuid(but.as_u128())));
    }
    update.exec(tx.conn()).await?;
    known_device::forget_all(tx, account, but).await?;
    device::remove_all(tx, account, but).await
}

/// Whether a family was ended: an access token of it is dead, too.
///
/// # Errors
/// The database's own.
pub async fn family_is_revoked(connection: &impl ConnectionTrait, family: u128) -> Result<bool> {
    let ended = refresh_token::Entity::find()
        .filter(refresh_token::Column::FamilyId.eq(uuid(family)))
        .filter(refresh_token::Column::RevokedAt.is_not_null())
        .one(connection)
        .await?;
    Ok(ended.is_some())
}

/// Forgets what expired before `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = refresh_token::Entity::delete_many()
        .filter(refresh_token::Column::ExpiresAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
