//! Who holds a seat of a session that runs.

use balai_shared::{application::ApplicationState, id::SessionId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    application::read,
    convert::uuid,
    entity::application::{self, Column},
};
use crate::{error::Result, model::application::Application};

/// Who takes part, or took part to the end of it, in the order of their applications.
///
/// # Errors
/// The database's own.
pub async fn of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Vec<Application>> {
    let states = ApplicationState::ALL.iter().filter(|state| state.takes_part());
    let rows = application::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.is_in(states.map(|state| state.as_str())))
        .order_by_asc(Column::SubmittedAt)
        .order_by_asc(Column::Id)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}
