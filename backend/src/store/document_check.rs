//! What centres said of the documents of applications: the last word on each kind.

use balai_shared::{
    application::ActorKind,
    id::{ApplicationId, DocumentId},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    sea_query::OnConflict,
};

use super::{
    Tx,
    convert::{instant, instant_opt, uuid, word},
    entity::document_check::{self, Column},
};
use crate::{error::Result, model::document::Check};

/// Keeps the word in the place of the one before. `by`: the account's or the key's id.
///
/// # Errors
/// The database's own.
pub async fn keep(tx: &Tx, new: &Check, (kind, by): (ActorKind, u128)) -> Result<()> {
    let row = document_check::Model {
        application_id: uuid(new.application.as_u128()),
        kind: new.kind.as_str().to_owned(),
        state: new.state.as_str().to_owned(),
        document_id: new.document.map(|id| uuid(id.as_u128())),
        due_at: new.due_at.map(|at| at.as_millis()),
        note: new.note.clone(),
        said_at: new.said_at.as_millis(),
        actor_kind: kind.as_str().to_owned(),
        actor_id: uuid(by),
    };
    let in_its_place = OnConflict::columns([Column::ApplicationId, Column::Kind])
        .update_columns([
            Column::State,
            Column::DocumentId,
            Column::DueAt,
            Column::Note,
            Column::SaidAt,
            Column::ActorKind,
            Column::ActorId,
        ])
        .to_owned();
    document_check::Entity::insert(row.into_active_model())
        .on_conflict(in_its_place)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// What was said of the documents of these applications.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Check>> {
    let rows = document_check::Entity::find()
        .filter(Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .order_by_asc(Column::ApplicationId)
        .order_by_asc(Column::Kind)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: document_check::Model) -> Result<Check> {
    Ok(Check {
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        kind: word(&row.kind, "document's kind")?,
        state: word(&row.state, "document's state")?,
        document: row.document_id.map(|id| DocumentId::from_u128(id.as_u128())),
        due_at: instant_opt(row.due_at),
        note: row.note,
        said_at: instant(row.said_at),
    })
}
