//! Partners' keys: shown once, kept as hashes.

use balai_shared::{
    id::{ApiKeyId, InstitutionId},
    policy::KeyScope,
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, Set,
};

use super::{
    Tx,
    convert::{instant, instant_opt, uuid, word},
    entity::api_key,
};
use crate::{auth::secret, error::Result, model::account::ApiKey};

/// Keeps the hash of a new key.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, key: &ApiKey, secret: &str) -> Result<()> {
    let scopes: Vec<_> = key.scopes.iter().map(|scope| scope.as_str()).collect();
    api_key::ActiveModel {
        id: Set(uuid(key.id.as_u128())),
        institution_id: Set(uuid(key.institution.as_u128())),
        name: Set(key.name.clone()),
        secret_hash: Set(secret::hash(secret)),
        created_at: Set(key.created_at.as_millis()),
        revoked_at: Set(key.revoked_at.map(Instant::as_millis)),
        scopes: Set(scopes.join(" ")),
        expires_at: Set(key.expires_at.map(Instant::as_millis)),
        last_used_at: Set(key.last_used_at.map(Instant::as_millis)),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// The key with this secret, whether or not it still opens anything.
///
/// # Errors
/// The database's own.
pub async fn by_secret(connection: &impl ConnectionTrait, secret: &str) -> Result<Option<ApiKey>> {
    let found = api_key::Entity::find()
        .filter(api_key::Column::SecretHash.eq(secret::hash(secret)))
        .one(connection)
        .await?;
    found.map(read).transpose()
}

/// The key with this id, whether or not it still opens anything.
///
/// # Errors
/// The database's own.
pub async fn by_id(connection: &impl ConnectionTrait, id: ApiKeyId) -> Result<Option<ApiKey>> {
    let found = api_key::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    found.map(read).transpose()
}

/// All keys, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn all(connection: &impl ConnectionTrait) -> Result<Vec<ApiKey>> {
    let found = api_key::Entity::find()
        .order_by_asc(api_key::Column::CreatedAt)
        .order_by_asc(api_key::Column::Id)
        .all(connection)
        .await?;
    found.into_iter().map(read).collect()
}

/// Notes that a key is used now, unless somebody noted it lately.
///
/// # Errors
/// The database's own.
pub async fn note_use(tx: &Tx, id: ApiKeyId) -> Result<()> {
    let now = tx.now().await?;
    let old = now.plus_minutes(-ApiKey::USE_KEPT_MINUTES).as_millis();
    let last = api_key::Column::LastUsedAt;
    api_key::Entity::update_many()
        .col_expr(last, now.as_millis().into())
        .filter(api_key::Column::Id.eq(uuid(id.as_u128())))
        .filter(Condition::any().add(last.is_null()).add(last.lte(old)))
        .exec(tx.conn())
        .await?;
    Ok(())
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

fn read(row: api_key::Model) -> Result<ApiKey> {
    let scopes = row.scopes.split(' ').map(|scope| word::<KeyScope>(scope, "api_keys.scopes"));
    Ok(ApiKey {
        id: ApiKeyId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        scopes: scopes.collect::<Result<_>>()?,
        name: row.name,
        created_at: instant(row.created_at),
        expires_at: instant_opt(row.expires_at),
        last_used_at: instant_opt(row.last_used_at),
        revoked_at: instant_opt(row.revoked_at),
    })
}
