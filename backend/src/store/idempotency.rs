//! Requests that may come again, with their answers.

use balai_shared::time::Instant;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set, TryInsertResult};

use super::{Tx, convert::instant, entity::idempotency_key, guarded};
use crate::error::Result;

/// A request by who sent it and the key that it carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Who sent it: an id, or a word for people without one.
    pub actor: String,
    /// The `Idempotency-Key`.
    pub key: String,
}

/// A request as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The keyed hash of its input.
    pub fingerprint: Vec<u8>,
    /// Its answer, sealed; `None` while it is at work.
    pub response: Option<String>,
    /// When work on it began.
    pub since: Instant,
}

/// The request of that name.
///
/// # Errors
/// The database's own.
pub async fn find(connection: &impl ConnectionTrait, name: &Name) -> Result<Option<Kept>> {
    let id = (name.actor.clone(), name.key.clone());
    let row = idempotency_key::Entity::find_by_id(id).one(connection).await?;
    Ok(row.map(|row| Kept {
        fingerprint: row.fingerprint,
        response: row.response,
        since: instant(row.created_at),
    }))
}

/// Notes that work on a request begins; `false` when there is one of that name.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, name: &Name, fingerprint: &[u8], since: Instant) -> Result<bool> {
    let row = idempotency_key::ActiveModel {
        actor: Set(name.actor.clone()),
        key: Set(name.key.clone()),
        fingerprint: Set(fingerprint.to_vec()),
        response: Set(None),
        created_at: Set(since.as_millis()),
    };
    let inserted = idempotency_key::Entity::insert(row)
        .on_conflict_do_nothing()
        .exec_without_returning(tx.conn())
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Begins anew a request whose work, begun at `since`, was lost; `false` when another was first.
///
/// # Errors
/// The database's own.
pub async fn take_over(tx: &Tx, name: &Name, since: Instant, now: Instant) -> Result<bool> {
    let update = idempotency_key::Entity::update_many()
        .col_expr(idempotency_key::Column::CreatedAt, now.as_millis().into())
        .filter(at_work(name, since))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Keeps the answer of the request whose work began at `since`; `false` when it was taken over.
///
/// # Errors
/// The database's own.
pub async fn complete(tx: &Tx, name: &Name, since: Instant, response: String) -> Result<bool> {
    let update = idempotency_key::Entity::update_many()
        .col_expr(idempotency_key::Column::Response, response.into())
        .filter(at_work(name, since))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Forgets a request that came to nothing, so that it may be tried again.
///
/// # Errors
/// The database's own.
pub async fn free(tx: &Tx, name: &Name, since: Instant) -> Result<()> {
    idempotency_key::Entity::delete_many().filter(at_work(name, since)).exec(tx.conn()).await?;
    Ok(())
}

/// Forgets the request of that name if it is from before `before`.
///
/// # Errors
/// The database's own.
pub async fn forget_old(tx: &Tx, name: &Name, before: Instant) -> Result<()> {
    idempotency_key::Entity::delete_many()
        .filter(is(name))
        .filter(idempotency_key::Column::CreatedAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets all from before `before`; gives how many.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = idempotency_key::Entity::delete_many()
        .filter(idempotency_key::Column::CreatedAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}

fn is(name: &Name) -> sea_orm::Condition {
    sea_orm::Condition::all()
        .add(idempotency_key::Column::Actor.eq(name.actor.as_str()))
        .add(idempotency_key::Column::Key.eq(name.key.as_str()))
}

fn at_work(name: &Name, since: Instant) -> sea_orm::Condition {
    is(name)
        .add(idempotency_key::Column::CreatedAt.eq(since.as_millis()))
        .add(idempotency_key::Column::Response.is_null())
}
