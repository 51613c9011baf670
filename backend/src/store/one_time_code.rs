//! One-time codes: hashed, tried a few times, used once.

use balai_shared::{id::AccountId, one_time::OneTimeCode, time::Instant};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Set,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Tx,
    convert::uuid,
    entity::one_time_code::{self, Column},
    guarded,
};
use crate::{auth::vault::Vault, error::Result};

/// The purpose of a code for a new password.
const PASSWORD: &str = "PASSWORD";

/// A code as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    id: sea_orm::prelude::Uuid,
    hash: Vec<u8>,
}

/// Adds a code for a new password.
///
/// # Errors
/// The database's own.
pub async fn insert(
    tx: &Tx,
    row_id: u128,
    account: AccountId,
    code: &str,
    now: Instant,
) -> Result<()> {
    let id = uuid(row_id);
    let row = one_time_code::ActiveModel {
        id: Set(id),
        account_id: Set(uuid(account.as_u128())),
        purpose: Set(PASSWORD.to_owned()),
        code_hash: Set(hash(tx.vault(), id, code)),
        created_at: Set(now.as_millis()),
        expires_at: Set(now.plus_minutes(OneTimeCode::MINUTES).as_millis()),
        tries: Set(0),
        used_at: Set(None),
    };
    one_time_code::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many codes an account got since `since`.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    account: AccountId,
    since: Instant,
) -> Result<u64> {
    let sent = of(account).filter(Column::CreatedAt.gt(since.as_millis()));
    Ok(sent.count(connection).await?)
}

/// Takes one of the tries that an account's newest code has left; `None` when it has no code, or
/// that one is used, over, or tried too often. Counted before anybody knows whether it is right, so
/// that tries at the same moment count as well.
///
/// # Errors
/// The database's own.
pub async fn try_newest(tx: &Tx, account: AccountId, now: Instant) -> Result<Option<Kept>> {
    let newest = of(account).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    let Some(row) = newest.one(tx.conn()).await? else { return Ok(None) };
    let update = one_time_code::Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(row.id))
        .filter(Column::Tries.lt(OneTimeCode::TRIES))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now.as_millis()))
        .exec(tx.conn())
        .await;
    Ok(guarded(update)?.then_some(Kept { id: row.id, hash: row.code_hash }))
}

/// Whether it is this code. Takes as long for any.
#[must_use]
pub fn is(vault: &Vault, kept: &Kept, code: &str) -> bool {
    use subtle::ConstantTimeEq;
    hash(vault, kept.id, code).ct_eq(&kept.hash).into()
}

/// Marks it as used; `false` when another request was first.
///
/// # Errors
/// The database's own.
pub async fn use_up(tx: &Tx, kept: &Kept, now: Instant) -> Result<bool> {
    let update = one_time_code::Entity::update_many()
        .col_expr(Column::UsedAt, now.as_millis().into())
        .filter(Column::Id.eq(kept.id))
        .filter(Column::UsedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Forgets those that expired before `before`.
///
/// # Errors
/// The database's own.
pub async fn purge(tx: &Tx, before: Instant) -> Result<u64> {
    let result = one_time_code::Entity::delete_many()
        .filter(Column::ExpiresAt.lt(before.as_millis()))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}

fn of(account: AccountId) -> sea_orm::Select<one_time_code::Entity> {
    one_time_code::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::Purpose.eq(PASSWORD))
}

/// With the row's id, so that equal codes look different.
fn hash(vault: &Vault, id: sea_orm::prelude::Uuid, code: &str) -> Vec<u8> {
    let data = [id.as_bytes(), code.as_bytes()].concat();
    vault.fingerprint("one_time_codes.code", &data).to_vec()
}
