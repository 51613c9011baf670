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

/// What a code is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// A new password.
    Password,
    /// Proving that a contact is the person's.
    Contact,
    /// Joining the account to another of the person.
    Join,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Password => "PASSWORD",
            Self::Contact => "CONTACT",
            Self::Join => "JOIN",
        }
    }
}

/// What wrong codes are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tries {
    /// The code itself, which is worth nothing after a few.
    OfTheCode,
    /// The device, counted and limited before: strangers' tries at the code take none of its own.
    CountedElsewhere,
}

/// A code to be kept.
#[derive(Debug)]
pub struct NewCode<'a> {
    /// The row's id.
    pub id: u128,
    /// Whose.
    pub account: AccountId,
    /// What for.
    pub purpose: Purpose,
    /// Where it was sent, in its normal form: the code proves that, and nothing else.
    pub sent_to: &'a str,
    /// The digits.
    pub code: &'a str,
}

/// A code as it is kept.
#[derive(Debug, Clone)]
pub struct Kept {
    id: sea_orm::prelude::Uuid,
    hash: Vec<u8>,
}

/// Adds a code.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &NewCode<'_>, now: Instant) -> Result<()> {
    let id = uuid(new.id);
    let row = one_time_code::ActiveModel {
        id: Set(id),
        account_id: Set(uuid(new.account.as_u128())),
        purpose: Set(new.purpose.as_str().to_owned()),
        code_hash: Set(hash(tx.vault(), id, (new.sent_to, new.code))),
        created_at: Set(now.as_millis()),
        expires_at: Set(now.plus_minutes(OneTimeCode::MINUTES).as_millis()),
        tries: Set(0),
        used_at: Set(None),
    };
    one_time_code::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// How many codes for this an account got since `since`.
///
/// # Errors
/// The database's own.
pub async fn count(
    connection: &impl ConnectionTrait,
    (account, purpose): (AccountId, Purpose),
    since: Instant,
) -> Result<u64> {
    let sent = of(account, purpose).filter(Column::CreatedAt.gt(since.as_millis()));
    Ok(sent.count(connection).await?)
}

/// Takes one of the tries that an account's newest code has left; `None` when it has no code, or
/// that one is used, over, or tried too often. Counted before anybody knows whether it is right, so
/// that tries at the same moment count as well.
///
/// # Errors
/// The database's own.
pub async fn try_newest(
    tx: &Tx,
    (account, purpose): (AccountId, Purpose),
    tries: Tries,
    now: Instant,
) -> Result<Option<Kept>> {
    let newest = of(account, purpose).order_by_desc(Column::CreatedAt).order_by_desc(Column::Id);
    let Some(row) = newest.one(tx.conn()).await? else { return Ok(None) };
    if tries == Tries::CountedElsewhere {
        let is_good = row.used_at.is_none() && row.expires_at > now.as_millis();
        return Ok(is_good.then_some(Kept { id: row.id, hash: row.code_hash }));
    }
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

/// Whether it is this code, and was sent there. Takes as long for any.
#[must_use]
pub fn is(vault: &Vault, kept: &Kept, (sent_to, code): (&str, &str)) -> bool {
    use subtle::ConstantTimeEq;
    hash(vault, kept.id, (sent_to, code)).ct_eq(&kept.hash).into()
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

fn of(account: AccountId, purpose: Purpose) -> sea_orm::Select<one_time_code::Entity> {
    one_time_code::Entity::find()
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .filter(Column::Purpose.eq(purpose.as_str()))
}

/// With the row's id, so that equal codes look different; the code, of fixed length, before the
/// contact.
fn hash(vault: &Vault, id: sea_orm::prelude::Uuid, (sent_to, code): (&str, &str)) -> Vec<u8> {
    let data = [id.as_bytes(), code.as_bytes(), sent_to.as_bytes()].concat();
    vault.fingerprint("one_time_codes.code", &data).to_vec()
}
