//! What was tried, by keyed hashes of what it is counted by.

use balai_shared::time::Instant;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

use super::{
    Tx,
    convert::{instant, uuid},
    entity::sign_in_failure::{self, Column},
    lock,
};
use crate::error::Result;

/// Keeps others who count by one of these hashes waiting until this transaction ends.
///
/// # Errors
/// The database's own.
pub async fn hold(tx: &Tx, subjects: &[&[u8]]) -> Result<()> {
    let mut sorted = subjects.to_vec();
    sorted.sort_unstable();
    for subject in sorted {
        lock::on(tx, subject).await?;
    }
    Ok(())
}

/// When the newest but `skipped` of a subject's attempts since `since` was.
///
/// # Errors
/// The database's own.
pub async fn newest_but(
    connection: &impl ConnectionTrait,
    subject: &[u8],
    (since, skipped): (Instant, u64),
) -> Result<Option<Instant>> {
    let found: Option<i64> = sign_in_failure::Entity::find()
        .select_only()
        .column(Column::FailedAt)
        .filter(Column::Subject.eq(subject))
        .filter(Column::FailedAt.gt(since.as_millis()))
        .order_by_desc(Column::FailedAt)
        .offset(skipped)
        .limit(1)
        .into_tuple()
        .one(connection)
        .await?;
    Ok(found.map(instant))
}

/// Counts an attempt.
///
/// # Errors
/// The database's own.
pub async fn add(tx: &Tx, subject: &[u8], at: Instant, row_id: u128) -> Result<()> {
    sign_in_failure::ActiveModel {
        id: Set(uuid(row_id)),
        subject: Set(subject.to_vec()),
        failed_at: Set(at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// Takes counted attempts back.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, rows: &[u128]) -> Result<()> {
    sign_in_failure::Entity::delete_many()
        .filter(Column::Id.is_in(rows.iter().map(|id| uuid(*id))))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Forgets attempts: a subject's, or all, until `before`.
///
/// # Errors
/// The database's own.
pub async fn forget(tx: &Tx, subject: Option<&[u8]>, before: Instant) -> Result<()> {
    let mut delete =
        sign_in_failure::Entity::delete_many().filter(Column::FailedAt.lte(before.as_millis()));
    if let Some(subject) = subject {
        delete = delete.filter(Column::Subject.eq(subject));
    }
    delete.exec(tx.conn()).await?;
    Ok(())
}
