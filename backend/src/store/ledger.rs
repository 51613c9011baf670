//! What moves between the accounts of a benefit: only added to.

use balai_shared::{
    benefit::ledger::LedgerKind,
    id::{BenefitId, PostingId},
    money::Rupiah,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, Order, PaginatorTrait,
    QueryFilter, QueryOrder, Set,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::ledger_posting::{self, Column},
    page::{Key, Keyset, Kind, page},
};
use crate::{
    error::Result,
    model::{
        benefit::Posting,
        page::{Page, Window},
    },
};

/// Posts an amount.
///
/// # Errors
/// A unique violation where the same cause has posted before: that is how a payout happens once.
pub async fn post(tx: &Tx, posting: &Posting) -> Result<()> {
    let (from, to) = posting.kind.route();
    ledger_posting::ActiveModel {
        id: Set(uuid(posting.id.as_u128())),
        benefit_id: Set(uuid(posting.benefit.as_u128())),
        kind: Set(posting.kind.as_str().to_owned()),
        from_account: Set(from.as_str().to_owned()),
        to_account: Set(to.as_str().to_owned()),
        amount: Set(posting.amount.amount()),
        reference: Set(posting.reference.clone()),
        at: Set(posting.at.as_millis()),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// All that was posted to some benefits, the earliest first.
///
/// # Errors
/// The database's own.
pub async fn of_benefits(
    connection: &impl ConnectionTrait,
    ids: &[BenefitId],
) -> Result<Vec<Posting>> {
    let rows = ledger_posting::Entity::find()
        .filter(Column::BenefitId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// A page of a benefit's postings, the latest first.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list.
pub async fn list(
    connection: &impl ConnectionTrait,
    id: BenefitId,
    window: &Window,
) -> Result<Page<Posting>> {
    let keyset =
        Keyset::by(Column::At.into_expr(), Kind::Number, Column::Id.into_expr(), Order::Desc);
    let select = ledger_posting::Entity::find().filter(Column::BenefitId.eq(uuid(id.as_u128())));
    let rows = keyset.cut(select, window)?.all(connection).await?;
    page(rows, window, |row| vec![Key::Number(row.at), Key::Id(row.id)], read)
}

/// How many postings a benefit has.
///
/// # Errors
/// The database's own.
pub async fn count(connection: &impl ConnectionTrait, id: BenefitId) -> Result<u64> {
    Ok(ledger_posting::Entity::find()
        .filter(Column::BenefitId.eq(uuid(id.as_u128())))
        .count(connection)
        .await?)
}

fn read(row: ledger_posting::Model) -> Result<Posting> {
    Ok(Posting {
        id: PostingId::from_u128(row.id.as_u128()),
        benefit: BenefitId::from_u128(row.benefit_id.as_u128()),
        kind: word::<LedgerKind>(&row.kind, "ledger kind")?,
        amount: Rupiah(row.amount),
        reference: row.reference,
        at: instant(row.at),
    })
}
