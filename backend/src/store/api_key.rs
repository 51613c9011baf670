//! Partners' keys: shown once, kept as hashes.

use balai_shared::{
    id::{ApiKeyId, InstitutionId},
    time::Instant,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::{Tx, convert::uuid, entity::api_key};
use crate::{auth::secret, error::Result, model::account::ApiKey};

/// Keeps the hash of a new key.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, key: &ApiKey, secret: &str, at: Instant) -> Result<()> {
    api_key::ActiveModel {
        id: Set(uuid(key.id.as_u128())),
        institution_id: Set(uuid(key.institution.as_u128())),
        name: Set(key.name.clone()),
        secret_hash: Set(secret::hash(secret)),
        created_at: Set(at.as_millis()),
        revoked_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// The key with this secret, unless it was revoked.
///
/// # Errors
/// The database's own.
pub async fn by_secret(connection: &impl ConnectionTrait, secret: &str) -> Result<Option<ApiKey>> {
    let row = api_key::Entity::find()
        .filter(api_key::Column::SecretHash.eq(secret::hash(secret)))
        .filter(api_key::Column::RevokedAt.is_null())
        .one(connection)
        .await?;
    Ok(row.map(|row| ApiKey {
        id: ApiKeyId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        name: row.name,
    }))
}

/// Whether a key holds still.
///
/// # Errors
/// The database's own.
pub async fn holds(connection: &impl ConnectionTrait, id: ApiKeyId) -> Result<bool> {
    let row = api_key::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    Ok(row.is_some_and(|row| row.revoked_at.is_none()))
}

/// Ends a key; `false` when there is none, or it has ended before.
///
/// # Errors
/// The database's own.
pub async fn revoke(tx: &Tx, id: ApiKeyId) -> Result<bool> {
    let now = tx.now().await?;
    let update = api_key::Entity::update_many()
        .col_expr(api_key::Column::RevokedAt, now.as_millis().into())
        .filter(api_key::Column::Id.eq(uuid(id.as_u128())))
        .filter(api_key::Column::RevokedAt.is_null())
        .exec(tx.conn())
        .await;
    super::guarded(update)
}
