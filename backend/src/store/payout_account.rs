//! The accounts that benefits are paid to: sealed, and checked by the bank.

use balai_shared::{
    benefit::payout::{PayoutAccountState, PayoutNumber, PayoutProvider, PayoutRefusal},
    id::{ApplicantId, BenefitId, PayoutId},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set, sea_query::Expr,
};

use super::{
    Tx,
    convert::{instant, uuid, word, word_opt},
    corrupt,
    entity::benefit::{self, Column},
    guarded, lock,
};
use crate::{
    auth::vault::Vault,
    error::Result,
    model::payout::{AccountCheck, PayoutAccount},
};

/// What the blind index of an account is made of: numbers of two banks may be the same.
#[must_use]
pub fn indexed(provider: PayoutProvider, number: &PayoutNumber) -> String {
    format!("{provider}/{}", number.as_str())
}

/// Whether somebody else's benefit is paid to this account. Until the transaction ends, nobody else
/// can register the same.
///
/// # Errors
/// The database's own.
pub async fn is_taken(
    tx: &Tx,
    applicant: ApplicantId,
    (provider, number): (PayoutProvider, &PayoutNumber),
) -> Result<bool> {
    let index = tx.vault().fingerprint("benefits.payout", indexed(provider, number).as_bytes());
    // Two people at once would not see each other's row; a lock on the number itself makes the second
    // wait for the first.
    lock::on(tx, &index).await?;
    let others = benefit::Entity::find()
        .filter(Column::PayoutIndex.eq(index.to_vec()))
        .filter(Column::ApplicantId.ne(uuid(applicant.as_u128())));
    Ok(others.count(tx.conn()).await? > 0)
}

/// An account as it is registered.
#[derive(Debug)]
pub struct NewAccount<'n> {
    /// Of which benefit.
    pub benefit: BenefitId,
    /// The check that this registration asks for.
    pub check: PayoutId,
    /// At which bank or e-wallet.
    pub provider: PayoutProvider,
    /// The number there.
    pub number: &'n PayoutNumber,
}

/// Keeps an account in place of the one before; it is to be checked from `now` on.
///
/// # Errors
/// The database's own.
pub async fn set(tx: &Tx, new: &NewAccount<'_>, now: Instant) -> Result<()> {
    let sealed = tx.vault().seal(&place(new.benefit), new.number.as_str().as_bytes())?;
    let index = indexed(new.provider, new.number);
    let index = tx.vault().fingerprint("benefits.payout", index.as_bytes()).to_vec();
    benefit::ActiveModel {
        id: Set(uuid(new.benefit.as_u128())),
        payout_provider: Set(Some(new.provider.as_str().to_owned())),
        payout_cipher: Set(Some(sealed)),
        payout_index: Set(Some(index)),
        payout_check_id: Set(Some(uuid(new.check.as_u128()))),
        payout_registered_at: Set(Some(now.as_millis())),
        payout_verified_at: Set(None),
        payout_checked_at: Set(None),
        payout_refusal: Set(None),
        payout_tries: Set(0),
        payout_next_check_at: Set(Some(now.as_millis())),
        ..Default::default()
    }
    .update(tx.conn())
    .await?;
    Ok(())
}

/// Asks the bank about an account once more, as if it were registered now; nothing where there is none.
///
/// # Errors
/// The database's own.
pub async fn check_anew(tx: &Tx, benefit: BenefitId, check: PayoutId, now: Instant) -> Result<()> {
    benefit::Entity::update_many()
        .col_expr(Column::PayoutCheckId, uuid(check.as_u128()).into())
        .col_expr(Column::PayoutVerifiedAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::PayoutCheckedAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::PayoutRefusal, Expr::value(Option::<String>::None))
        .col_expr(Column::PayoutTries, 0.into())
        .col_expr(Column::PayoutNextCheckAt, now.as_millis().into())
        .filter(Column::Id.eq(uuid(benefit.as_u128())))
        .filter(Column::PayoutCipher.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

pub(super) fn place(id: BenefitId) -> String {
    format!("benefits.payout/{id}")
}

/// The accounts of some benefits.
///
/// # Errors
/// The database's own.
pub async fn of_benefits(
    connection: &impl ConnectionTrait,
    vault: &Vault,
    ids: &[BenefitId],
) -> Result<Vec<PayoutAccount>> {
    let rows = benefit::Entity::find()
        .filter(Column::Id.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .filter(Column::PayoutCipher.is_not_null())
        .all(connection)
        .await?;
    rows.into_iter().map(|row| read(&row, vault)).collect()
}

/// Accounts whose check is due.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<AccountCheck>> {
    let rows = benefit::Entity::find()
        .filter(Column::PayoutNextCheckAt.lte(now.as_millis()))
        .order_by_asc(Column::PayoutNextCheckAt)
        .limit(most)
        .all(connection)
        .await?;
    let read = |row: benefit::Model| {
        let id = row.payout_check_id.ok_or_else(|| corrupt("account's check"))?;
        Ok(AccountCheck {
            id: PayoutId::from_u128(id.as_u128()),
            benefit: BenefitId::from_u128(row.id.as_u128()),
            tries: row.payout_tries,
        })
    };
    rows.into_iter().map(read).collect()
}

/// Takes a check on, as [`due`] gave it: until `next_check_at` it is the caller's alone. `false` when
/// another was first, or the account is another by now.
///
/// # Errors
/// The database's own.
pub async fn claim(tx: &Tx, check: &AccountCheck, next_check_at: Instant) -> Result<bool> {
    let update = waiting(check)
        .col_expr(Column::PayoutTries, (check.tries + 1).into())
        .col_expr(Column::PayoutNextCheckAt, next_check_at.as_millis().into())
        .filter(Column::PayoutTries.eq(check.tries))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The account can be paid to. `false` where that is known, or the account is another by now.
///
/// # Errors
/// The database's own.
pub async fn verified(tx: &Tx, check: &AccountCheck, now: Instant) -> Result<bool> {
    let update = waiting(check)
        .col_expr(Column::PayoutVerifiedAt, now.as_millis().into())
        .col_expr(Column::PayoutCheckedAt, now.as_millis().into())
        .col_expr(Column::PayoutNextCheckAt, Expr::value(Option::<i64>::None))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The account can't be paid to. `false` where that is known, or the account is another by now.
///
/// # Errors
/// The database's own.
pub async fn refused(
    tx: &Tx,
    check: &AccountCheck,
    refusal: PayoutRefusal,
    now: Instant,
) -> Result<bool> {
    let update = refusing(waiting(check), refusal, now).exec(tx.conn()).await;
    guarded(update)
}

/// The bank refused a payment to the account: it has to be another.
///
/// # Errors
/// The database's own.
pub async fn fail(tx: &Tx, benefit: BenefitId, refusal: PayoutRefusal, now: Instant) -> Result<()> {
    let which = benefit::Entity::update_many().filter(Column::Id.eq(uuid(benefit.as_u128())));
    refusing(which, refusal, now).exec(tx.conn()).await?;
    Ok(())
}

type Update = sea_orm::UpdateMany<benefit::Entity>;

fn refusing(which: Update, refusal: PayoutRefusal, now: Instant) -> Update {
    which
        .col_expr(Column::PayoutVerifiedAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::PayoutRefusal, refusal.as_str().into())
        .col_expr(Column::PayoutCheckedAt, now.as_millis().into())
        .col_expr(Column::PayoutNextCheckAt, Expr::value(Option::<i64>::None))
}

fn waiting(check: &AccountCheck) -> Update {
    benefit::Entity::update_many()
        .filter(Column::Id.eq(uuid(check.benefit.as_u128())))
        .filter(Column::PayoutCheckId.eq(uuid(check.id.as_u128())))
        .filter(Column::PayoutNextCheckAt.is_not_null())
}

fn read(row: &benefit::Model, vault: &Vault) -> Result<PayoutAccount> {
    let id = BenefitId::from_u128(row.id.as_u128());
    let sealed = row.payout_cipher.as_deref().ok_or_else(|| corrupt("account"))?;
    let plain = vault.open(&place(id), sealed).ok_or_else(|| corrupt("account"))?;
    let number = String::from_utf8(plain).map_err(|_| corrupt("account"))?;
    let provider = row.payout_provider.as_deref().ok_or_else(|| corrupt("account"))?;
    let refusal = word_opt::<PayoutRefusal>(row.payout_refusal.as_deref(), "refusal")?;
    let state = match (row.payout_verified_at, refusal) {
        (Some(_), _) => PayoutAccountState::Verified,
        (None, Some(_)) => PayoutAccountState::Refused,
        (None, None) => PayoutAccountState::Checking,
    };
    Ok(PayoutAccount {
        benefit: id,
        provider: word::<PayoutProvider>(provider, "provider")?,
        number: PayoutNumber::stored(number),
        state,
        refusal,
        checked_at: row.payout_checked_at.map(instant),
    })
}
