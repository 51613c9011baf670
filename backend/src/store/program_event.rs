//! Who changed what of a program, and whether it can be changed freely.

use balai_shared::{
    application::ActorKind,
    id::{ProgramEventId, ProgramId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Set, sea_query::LockType,
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    entity::{
        program,
        program_event::{self, Column},
        session,
    },
};
use crate::{
    error::Result,
    model::catalogue::{Program, ProgramChange},
};

/// One program, its row held until the transaction ends.
///
/// # Errors
/// The database's own.
pub async fn lock(tx: &Tx, id: ProgramId) -> Result<Option<Program>> {
    let mut select = program::Entity::find_by_id(uuid(id.as_u128()));
    if tx.conn().get_database_backend() != DbBackend::Sqlite {
        select = select.lock(LockType::NoKeyUpdate);
    }
    select.one(tx.conn()).await?.map(super::program::read).transpose()
}

/// Holds the program's sessions, so that nobody applies meanwhile; in the order in which they are held
/// by who puts an application off.
///
/// # Errors
/// The database's own.
pub async fn hold_sessions(tx: &Tx, id: ProgramId) -> Result<()> {
    if tx.conn().get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    session::Entity::find()
        .filter(session::Column::ProgramId.eq(uuid(id.as_u128())))
        .order_by_asc(session::Column::StartsAt)
        .order_by_asc(session::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(tx.conn())
        .await?;
    Ok(())
}

/// Whether anybody has ever applied to a session of it.
///
/// # Errors
/// The database's own.
pub async fn has_applicants(connection: &impl ConnectionTrait, id: ProgramId) -> Result<bool> {
    let applied = session::Entity::find()
        .filter(session::Column::ProgramId.eq(uuid(id.as_u128())))
        .filter(session::Column::ApplicantCount.gt(0));
    Ok(applied.count(connection).await? > 0)
}

/// Adds a change to the history.
///
/// # Errors
/// The database's own.
pub async fn insert(tx: &Tx, change: &ProgramChange) -> Result<()> {
    program_event::ActiveModel {
        id: Set(uuid(change.id.as_u128())),
        program_id: Set(uuid(change.program.as_u128())),
        at: Set(change.at.as_millis()),
        actor_kind: Set(change.actor.as_str().to_owned()),
        actor_id: Set(change.actor_id.map(uuid)),
        fields: Set(change.fields.join(",")),
    }
    .insert(tx.conn())
    .await?;
    Ok(())
}

/// A program's changes, the first first.
///
/// # Errors
/// The database's own.
pub async fn of_program(
    connection: &impl ConnectionTrait,
    id: ProgramId,
) -> Result<Vec<ProgramChange>> {
    let rows = program_event::Entity::find()
        .filter(Column::ProgramId.eq(uuid(id.as_u128())))
        .order_by_asc(Column::At)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: program_event::Model) -> Result<ProgramChange> {
    Ok(ProgramChange {
        id: ProgramEventId::from_u128(row.id.as_u128()),
        program: ProgramId::from_u128(row.program_id.as_u128()),
        at: instant(row.at),
        actor: word::<ActorKind>(&row.actor_kind, "actor")?,
        actor_id: row.actor_id.map(|id| id.as_u128()),
        fields: row.fields.split(',').map(str::to_owned).collect(),
    })
}
