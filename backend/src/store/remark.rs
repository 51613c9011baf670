//! What staff noted of a person: calls and notes.

use balai_shared::id::{AccountId, ApplicationId, RemarkId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};

use super::{
    Tx,
    convert::{instant, uuid, word_opt},
    entity::remark::{self, Column},
};
use crate::{error::Result, model::desk::Remark};

/// Keeps a remark.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, new: &Remark) -> Result<()> {
    let row = remark::Model {
        id: uuid(new.id.as_u128()),
        application_id: uuid(new.application.as_u128()),
        at: new.at.as_millis(),
        author_id: uuid(new.author.as_u128()),
        outcome: new.outcome.map(|outcome| outcome.as_str().to_owned()),
        body: new.text.clone(),
    };
    remark::Entity::insert(row.into_active_model()).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The remarks on these applications, the latest first.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Remark>> {
    let rows = remark::Entity::find()
        .filter(Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_desc(Column::At)
        .order_by_desc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: remark::Model) -> Result<Remark> {
    Ok(Remark {
        id: RemarkId::from_u128(row.id.as_u128()),
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        at: instant(row.at),
        author: AccountId::from_u128(row.author_id.as_u128()),
        outcome: word_opt(row.outcome.as_deref(), "call's outcome")?,
        text: row.body,
    })
}
