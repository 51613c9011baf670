//! The history of applications: added to, never changed.

use balai_shared::{
    application::{ActorKind, ApplicationAction, ApplicationState, ReasonCode},
    id::{ApplicationId, EventId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set,
};

use super::{
    Tx,
    convert::{instant, uuid, word, word_opt},
    entity::{application_event, event_note},
};
use crate::{error::Result, model::application::Event};

/// Adds an event; its note stands apart, so that it can be erased.
///
/// # Errors
/// A unique violation where the application's version has an event already.
pub async fn insert(tx: &Tx, event: &Event, actor_id: Option<u128>) -> Result<()> {
    application_event::ActiveModel {
        id: Set(uuid(event.id.as_u128())),
        application_id: Set(uuid(event.application.as_u128())),
        version: Set(event.version),
        at: Set(event.at.as_millis()),
        actor_kind: Set(event.actor.as_str().to_owned()),
        actor_id: Set(actor_id.map(uuid)),
        action: Set(event.action.as_str().to_owned()),
        from_state: Set(event.from.map(|state| state.as_str().to_owned())),
        to_state: Set(event.to.as_str().to_owned()),
        reason_code: Set(event.reason.map(|reason| reason.as_str().to_owned())),
    }
    .insert(tx.conn())
    .await?;
    if let Some(note) = &event.note {
        event_note::ActiveModel {
            event_id: Set(uuid(event.id.as_u128())),
            note: Set(note.clone()),
        }
        .insert(tx.conn())
        .await?;
    }
    Ok(())
}

/// Who took the step, where it wasn't Balai itself.
///
/// # Errors
/// The database's own.
pub async fn actor(connection: &impl ConnectionTrait, id: EventId) -> Result<Option<u128>> {
    let row = application_event::Entity::find_by_id(uuid(id.as_u128())).one(connection).await?;
    Ok(row.and_then(|row| row.actor_id).map(|id| id.as_u128()))
}

/// The events of these applications, each application's in order.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Event>> {
    let rows = application_event::Entity::find()
        .find_also_related(event_note::Entity)
        .filter(
            application_event::Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))),
        )
        .order_by_asc(application_event::Column::ApplicationId)
        .order_by_asc(application_event::Column::Version)
        .all(connection)
        .await?;
    rows.into_iter().map(|(row, note)| read(row, note)).collect()
}

fn read(row: application_event::Model, note: Option<event_note::Model>) -> Result<Event> {
    Ok(Event {
        id: EventId::from_u128(row.id.as_u128()),
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        version: row.version,
        at: instant(row.at),
        actor: word::<ActorKind>(&row.actor_kind, "actor")?,
        action: word::<ApplicationAction>(&row.action, "action")?,
        from: word_opt::<ApplicationState>(row.from_state.as_deref(), "state")?,
        to: word::<ApplicationState>(&row.to_state, "state")?,
        reason: word_opt::<ReasonCode>(row.reason_code.as_deref(), "reason")?,
        note: note.map(|note| note.note),
    })
}
