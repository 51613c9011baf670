//! New numbers that staff asked for: the number sealed, the code hashed, each settled once.

use balai_shared::{
    account::RecoveryOutcome,
    contact::PhoneNumber,
    id::{AccountId, InstitutionId, RecoveryId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, sea_query::Expr,
};

use super::{
    Tx,
    convert::{instant, uuid},
    corrupt,
    entity::contact_recovery::{self, Column, Entity, Model},
    guarded,
};
use crate::{auth::vault::Vault, error::Result, model::recovery::Recovery};

/// Adds one.
///
/// # Errors
/// The database's own, among them a second one of an account that waits.
pub async fn insert(tx: &Tx, new: &Recovery, code: &str) -> Result<()> {
    let sealed = tx.vault().seal(&place(new.id), new.phone.as_str().as_bytes())?;
    contact_recovery::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        account_id: Set(uuid(new.account.as_u128())),
        institution_id: Set(uuid(new.institution.as_u128())),
        asked_by: Set(uuid(new.asked_by.as_u128())),
        asked_at: Set(new.asked_at.as_millis()),
        phone_cipher: Set(Some(sealed)),
        code_hash: Set(Some(hash(tx.vault(), code))),
        outcome: Set(None),
        settled_by: Set(None),
        settled_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// The one that waits with this id.
///
/// # Errors
/// The database's own.
pub async fn by_id(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    id: RecoveryId,
) -> Result<Option<Recovery>> {
    one(connection, vault, Condition::all().add(Column::Id.eq(uuid(id.as_u128())))).await
}

/// The one that waits with this code.
///
/// # Errors
/// The database's own.
pub async fn by_code(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    code: &str,
) -> Result<Option<Recovery>> {
    one(connection, vault, Condition::all().add(Column::CodeHash.eq(hash(vault, code)))).await
}

/// The one that waits for an account.
///
/// # Errors
/// The database's own.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    account: AccountId,
) -> Result<Option<Recovery>> {
    let own = Column::AccountId.eq(uuid(account.as_u128()));
    one(connection, vault, Condition::all().add(own)).await
}

/// Those that were asked for until `asked`, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    (asked, most): (Instant, u64),
) -> Result<Vec<Recovery>> {
    let rows = Entity::find()
        .filter(Column::SettledAt.is_null())
        .filter(Column::AskedAt.lte(asked.as_millis()))
        .order_by_asc(Column::AskedAt)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(row, vault)).collect()
}

/// Settles one; `false` where somebody was first.
///
/// # Errors
/// The database's own: the table takes no approval by who asked.
pub async fn settle(
    tx: &Tx,
    id: RecoveryId,
    (outcome, by): (RecoveryOutcome, Option<AccountId>),
    now: Instant,
) -> Result<bool> {
    let update =
        settled((outcome, by), now).filter(Column::Id.eq(uuid(id.as_u128()))).exec(tx.conn()).await;
    guarded(update)
}

/// Settles what waits for an account, if anything does.
///
/// # Errors
/// The database's own.
pub async fn end(
    tx: &Tx,
    account: AccountId,
    outcome: RecoveryOutcome,
    now: Instant,
) -> Result<()> {
    settled((outcome, None), now)
        .filter(Column::AccountId.eq(uuid(account.as_u128())))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Number and code go with the settling.
fn settled(
    (outcome, by): (RecoveryOutcome, Option<AccountId>),
    now: Instant,
) -> sea_orm::UpdateMany<Entity> {
    Entity::update_many()
        .col_expr(Column::PhoneCipher, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::CodeHash, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Outcome, Expr::value(outcome.as_str()))
        .col_expr(Column::SettledBy, Expr::value(by.map(|by| uuid(by.as_u128()))))
        .col_expr(Column::SettledAt, Expr::value(now.as_millis()))
        .filter(Column::SettledAt.is_null())
}

async fn one(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    which: Condition,
) -> Result<Option<Recovery>> {
    let waiting = Entity::find().filter(which).filter(Column::SettledAt.is_null());
    waiting.one(connection).await?.map(|row| read(row, vault)).transpose()
}

fn hash(vault: &Vault, code: &str) -> Vec<u8> {
    vault.fingerprint("contact_recoveries.code", code.as_bytes()).to_vec()
}

fn place(id: RecoveryId) -> String {
    format!("contact_recoveries.phone/{id}")
}

fn read(row: Model, vault: &Vault) -> Result<Recovery> {
    let id = RecoveryId::from_u128(row.id.as_u128());
    let phone = row.phone_cipher.as_ref().and_then(|sealed| {
        let plain = vault.open(&place(id), sealed)?;
        PhoneNumber::parse(std::str::from_utf8(&plain).ok()?).ok()
    });
    Ok(Recovery {
        id,
        account: AccountId::from_u128(row.account_id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        asked_by: AccountId::from_u128(row.asked_by.as_u128()),
        asked_at: instant(row.asked_at),
        phone: phone.ok_or_else(|| corrupt("phone number"))?,
    })
}
