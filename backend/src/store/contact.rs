//! The ways to reach an account's owner: proved, replaced, let go.

use balai_shared::{account::ContactKind, contact::PhoneNumber, id::AccountId, time::Instant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Tx,
    account::{phone_index, seal_phone, taken},
    convert::uuid,
    entity::account::{self, Column},
};
use crate::error::Result;

const NEVER: Option<i64> = None;

/// A code proved the contact.
///
/// # Errors
/// The database's own.
pub async fn confirm(tx: &Tx, id: AccountId, kind: ContactKind, at: Instant) -> Result<()> {
    let column = match kind {
        ContactKind::Phone => Column::PhoneConfirmedAt,
        ContactKind::Email => Column::EmailConfirmedAt,
    };
    one(id).col_expr(column, at.as_millis().into()).exec(tx.conn()).await?;
    Ok(())
}

/// The contact was replaced by another, which nothing proves yet.
///
/// # Errors
/// The database's own.
pub async fn doubt(tx: &Tx, id: AccountId, kind: ContactKind) -> Result<()> {
    let update = match kind {
        ContactKind::Phone => one(id)
            .col_expr(Column::PhoneConfirmedAt, Expr::value(NEVER))
            .col_expr(Column::PhoneVouchedAt, Expr::value(NEVER)),
        ContactKind::Email => one(id).col_expr(Column::EmailConfirmedAt, Expr::value(NEVER)),
    };
    update.exec(tx.conn()).await?;
    Ok(())
}

/// A centre's staff put a number in.
///
/// # Errors
/// `CONFLICT` where another account has it.
pub async fn vouch(tx: &Tx, id: AccountId, phone: &PhoneNumber, at: Instant) -> Result<()> {
    one(id)
        .col_expr(Column::PhoneCipher, seal_phone(tx.vault(), id, Some(phone))?.into())
        .col_expr(Column::PhoneIndex, Some(phone_index(tx.vault(), phone)).into())
        .col_expr(Column::PhoneConfirmedAt, Expr::value(NEVER))
        .col_expr(Column::PhoneVouchedAt, at.as_millis().into())
        .exec(tx.conn())
        .await
        .map_err(taken)?;
    Ok(())
}

/// Lets a contact go to whoever has it. The account must have another one.
///
/// # Errors
/// The database's own: an account without any contact is none.
pub async fn release(tx: &Tx, id: AccountId, kind: ContactKind) -> Result<()> {
    doubt(tx, id, kind).await?;
    let update = match kind {
        ContactKind::Phone => one(id)
            .col_expr(Column::PhoneCipher, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(Column::PhoneIndex, Expr::value(Option::<Vec<u8>>::None)),
        ContactKind::Email => one(id)
            .col_expr(Column::Email, Expr::value(Option::<String>::None))
            .col_expr(Column::EmailNormal, Expr::value(Option::<String>::None)),
    };
    update.exec(tx.conn()).await?;
    Ok(())
}

fn one(id: AccountId) -> sea_orm::UpdateMany<account::Entity> {
    account::Entity::update_many().filter(Column::Id.eq(uuid(id.as_u128())))
}
