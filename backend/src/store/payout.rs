//! Payments to people: planned once, claimed by one sender at a time, settled once.

use balai_shared::{
    benefit::payout::{PayoutKind, PayoutRefusal, PayoutState},
    id::{BenefitId, PayoutId},
    money::Rupiah,
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
    sea_query::{Expr, Func, OnConflict, Query},
};

use super::{
    Tx,
    convert::{instant, uuid, word, word_opt},
    entity::{
        benefit,
        payout::{self, Column},
    },
    guarded,
};
use crate::{error::Result, model::payout::Payout};

/// Plans a payment; nothing happens where it is planned already: the same cause pays once.
///
/// # Errors
/// The database's own.
pub async fn plan(tx: &Tx, new: &Payout) -> Result<()> {
    let once = OnConflict::columns([Column::BenefitId, Column::Kind, Column::Reference])
        .do_nothing()
        .to_owned();
    payout::Entity::insert(active(new)).on_conflict(once).exec_without_returning(tx.conn()).await?;
    Ok(())
}

pub(super) fn active(new: &Payout) -> payout::ActiveModel {
    payout::ActiveModel {
        id: Set(uuid(new.id.as_u128())),
        benefit_id: Set(uuid(new.benefit.as_u128())),
        kind: Set(new.kind.as_str().to_owned()),
        reference: Set(new.reference.clone()),
        amount: Set(new.amount.amount()),
        state: Set(new.state.as_str().to_owned()),
        due_by: Set(new.due_by.as_millis()),
        attempt: Set(new.attempt),
        tries: Set(new.tries),
        next_try_at: Set(new.next_try_at.map(Instant::as_millis)),
        sent_at: Set(new.paid_at.map(Instant::as_millis)),
        paid_at: Set(new.paid_at.map(Instant::as_millis)),
        reason: Set(new.refusal.map(|refusal| refusal.as_str().to_owned())),
        created_at: Set(new.created_at.as_millis()),
    }
}

/// The payments of some benefits, in the order in which they are due.
///
/// # Errors
/// The database's own.
pub async fn of_benefits(
    connection: &impl ConnectionTrait,
    ids: &[BenefitId],
) -> Result<Vec<Payout>> {
    let rows = payout::Entity::find()
        .filter(Column::BenefitId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::DueBy)
        .order_by_asc(Column::Reference)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Payments whose time has come: with the bank already, or to an account that is verified.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    now: Instant,
    most: u64,
) -> Result<Vec<Payout>> {
    let payable = Query::select()
        .column(benefit::Column::Id)
        .from(benefit::Entity)
        .and_where(benefit::Column::PayoutVerifiedAt.is_not_null())
        .to_owned();
    let rows = payout::Entity::find()
        .filter(Column::NextTryAt.lte(now.as_millis()))
        .filter(
            Column::State.eq(PayoutState::Sent.as_str()).or(Column::BenefitId.in_subquery(payable)),
        )
        .order_by_asc(Column::NextTryAt)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// Takes a payment on, as [`due`] gave it: until `next_try_at` it is the caller's alone, and if the
/// caller is never heard of again the bank is asked again then. `false` when another was first.
///
/// # Errors
/// The database's own.
pub async fn claim(
    tx: &Tx,
    found: &Payout,
    (now, next_try_at): (Instant, Instant),
) -> Result<bool> {
    let sent_at = Func::coalesce([Column::SentAt.into_expr(), Expr::value(now.as_millis())]);
    let update = payout::Entity::update_many()
        .col_expr(Column::State, PayoutState::Sent.as_str().into())
        .col_expr(Column::Tries, (found.tries + 1).into())
        .col_expr(Column::SentAt, sent_at.into())
        .col_expr(Column::NextTryAt, next_try_at.as_millis().into())
        .filter(Column::Id.eq(uuid(found.id.as_u128())))
        .filter(Column::State.eq(found.state.as_str()))
        .filter(Column::Attempt.eq(found.attempt))
        .filter(Column::Tries.eq(found.tries))
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The bank paid this attempt. `false` where that is known, or the attempt is another by now.
///
/// # Errors
/// The database's own.
pub async fn paid(tx: &Tx, found: &Payout, now: Instant) -> Result<bool> {
    let update = settled(found, PayoutState::Paid)
        .col_expr(Column::PaidAt, now.as_millis().into())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// The bank won't pay this attempt. `false` where that is known, or the attempt is another by now.
///
/// # Errors
/// The database's own.
pub async fn refused(tx: &Tx, found: &Payout, refusal: PayoutRefusal) -> Result<bool> {
    let update = settled(found, PayoutState::Refused)
        .col_expr(Column::Reason, refusal.as_str().into())
        .exec(tx.conn())
        .await;
    guarded(update)
}

fn settled(found: &Payout, to: PayoutState) -> sea_orm::UpdateMany<payout::Entity> {
    payout::Entity::update_many()
        .col_expr(Column::State, to.as_str().into())
        .col_expr(Column::NextTryAt, Expr::value(Option::<i64>::None))
        .filter(Column::Id.eq(uuid(found.id.as_u128())))
        .filter(Column::State.eq(PayoutState::Sent.as_str()))
        .filter(Column::Attempt.eq(found.attempt))
}

/// Sends what was refused again, to the account that is verified by now, as a new attempt.
///
/// # Errors
/// The database's own.
pub async fn send_again(
    tx: &Tx,
    benefit: BenefitId,
    (now, due_by): (Instant, Instant),
) -> Result<()> {
    payout::Entity::update_many()
        .col_expr(Column::State, PayoutState::Scheduled.as_str().into())
        .col_expr(Column::Attempt, Column::Attempt.into_expr().add(1))
        .col_expr(Column::Tries, 0.into())
        .col_expr(Column::NextTryAt, now.as_millis().into())
        .col_expr(Column::DueBy, due_by.as_millis().into())
        .col_expr(Column::SentAt, Expr::value(Option::<i64>::None))
        .col_expr(Column::Reason, Expr::value(Option::<String>::None))
        .filter(Column::BenefitId.eq(uuid(benefit.as_u128())))
        .filter(Column::State.eq(PayoutState::Refused.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Whether a payment to any of these benefits is planned or with the bank.
///
/// # Errors
/// The database's own.
pub async fn waits(connection: &impl ConnectionTrait, benefits: &[BenefitId]) -> Result<bool> {
    let waiting = payout::Entity::find()
        .filter(Column::BenefitId.is_in(benefits.iter().map(|id| uuid(id.as_u128()))))
        .filter(Column::NextTryAt.is_not_null());
    Ok(waiting.count(connection).await? > 0)
}

/// Whether a payment is with the bank: its account can't be another meanwhile.
///
/// # Errors
/// The database's own.
pub async fn is_under_way(connection: &impl ConnectionTrait, benefit: BenefitId) -> Result<bool> {
    let sent = payout::Entity::find()
        .filter(Column::BenefitId.eq(uuid(benefit.as_u128())))
        .filter(Column::State.eq(PayoutState::Sent.as_str()));
    Ok(sent.count(connection).await? > 0)
}

fn read(row: payout::Model) -> Result<Payout> {
    Ok(Payout {
        id: PayoutId::from_u128(row.id.as_u128()),
        benefit: BenefitId::from_u128(row.benefit_id.as_u128()),
        kind: word::<PayoutKind>(&row.kind, "payout")?,
        reference: row.reference,
        amount: Rupiah(row.amount),
        state: word::<PayoutState>(&row.state, "payout")?,
        due_by: instant(row.due_by),
        attempt: row.attempt,
        tries: row.tries,
        next_try_at: row.next_try_at.map(instant),
        paid_at: row.paid_at.map(instant),
        refusal: word_opt::<PayoutRefusal>(row.reason.as_deref(), "refusal")?,
        created_at: instant(row.created_at),
    })
}
