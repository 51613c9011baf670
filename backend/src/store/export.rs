//! Which lists were taken along as files.

use balai_shared::{
    application::ActorKind,
    id::{AccountId, ExportId, InstitutionId, SessionId},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};

use super::{
    Tx,
    convert::{instant, instant_opt, uuid, word},
    entity::export::{self, Column},
    guarded,
};
use crate::{error::Result, model::export::Taken};

/// Writes down that somebody takes a list along, before the first row leaves.
///
/// # Errors
/// The database's own.
pub async fn begin(tx: &Tx, taken: &Taken) -> Result<()> {
    let row = export::ActiveModel {
        id: Set(uuid(taken.id.as_u128())),
        institution_id: Set(uuid(taken.institution.as_u128())),
        session_id: Set(taken.session.map(|id| uuid(id.as_u128()))),
        actor_kind: Set(taken.actor.as_str().to_owned()),
        actor_id: Set(taken.actor_id.map(uuid)),
        list: Set(taken.list.as_str().to_owned()),
        format: Set(taken.format.as_str().to_owned()),
        searched: Set(taken.searched),
        begun_at: Set(taken.begun_at.as_millis()),
        finished_at: Set(None),
        row_count: Set(None),
    };
    export::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes down that the last row has left, once (`false` where it was before).
///
/// # Errors
/// The database's own.
pub async fn finish(tx: &Tx, id: ExportId, rows: i64) -> Result<bool> {
    let now = tx.now().await?;
    let update = export::Entity::update_many()
        .set(export::ActiveModel {
            finished_at: Set(Some(now.as_millis())),
            row_count: Set(Some(rows)),
            ..Default::default()
        })
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::FinishedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// What a person took along, the first first.
///
/// # Errors
/// The database's own.
pub async fn of_account(
    connection: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<Taken>> {
    let rows = export::Entity::find()
        .filter(Column::ActorId.eq(uuid(account.as_u128())))
        .filter(Column::ActorKind.eq(ActorKind::Staff.as_str()))
        .order_by_asc(Column::BegunAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: export::Model) -> Result<Taken> {
    Ok(Taken {
        id: ExportId::from_u128(row.id.as_u128()),
        institution: InstitutionId::from_u128(row.institution_id.as_u128()),
        session: row.session_id.map(|id| SessionId::from_u128(id.as_u128())),
        actor: word(&row.actor_kind, "actor")?,
        actor_id: row.actor_id.map(|id| id.as_u128()),
        list: word(&row.list, "list")?,
        format: word(&row.format, "format")?,
        searched: row.searched,
        begun_at: instant(row.begun_at),
        finished_at: instant_opt(row.finished_at),
        rows: row.row_count,
    })
}
