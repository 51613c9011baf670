//! Applications that aren't sent yet.

use balai_shared::{
    application::ApplicationState,
    id::{ApplicantId, ApplicationId, SessionId},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::Query,
};

use super::{
    Tx,
    application::{read, set_motivation},
    convert::uuid,
    entity::{
        application::{self, Column},
        application_text, session,
    },
    guarded,
};
use crate::{error::Result, model::application::Application};

/// A person's draft for a session.
///
/// # Errors
/// The database's own.
pub async fn of(
    connection: &impl ConnectionTrait,
    applicant: ApplicantId,
    session: SessionId,
) -> Result<Option<Application>> {
    let row = application::Entity::find()
        .filter(Column::ApplicantId.eq(uuid(applicant.as_u128())))
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::State.eq(ApplicationState::Draft.as_str()))
        .one(connection)
        .await?;
    row.map(read).transpose()
}

/// What becomes of the motivation.
#[derive(Debug, Clone)]
pub enum Words {
    /// It stays as it is.
    Keep,
    /// This takes its place; `None` empties it.
    Replace(Option<String>),
}

/// Saves a draft that is there, unless it was sent or thrown away meanwhile (`false`).
///
/// # Errors
/// The database's own.
pub async fn save(tx: &Tx, draft: &Application, words: &Words) -> Result<bool> {
    let new = application::ActiveModel {
        draft_step: Set(draft.draft_step.map(|step| step.as_str().to_owned())),
        changed_at: Set(draft.changed_at.as_millis()),
        ..Default::default()
    };
    let saved = guarded(still(draft.id).set(new).exec(tx.conn()).await)?;
    if let (true, Words::Replace(motivation)) = (saved, words) {
        set_motivation(tx, draft.id, motivation.as_deref()).await?;
    }
    Ok(saved)
}

/// Writes the application over its draft, unless that is gone (`false`). Words take the place of the
/// draft's; without any those stay.
///
/// # Errors
/// A unique violation where the person has a live one for the session.
pub async fn submit(tx: &Tx, submitted: &Application, motivation: Option<&str>) -> Result<bool> {
    let new = application::ActiveModel {
        state: Set(submitted.state.as_str().to_owned()),
        submitted_at: Set(submitted.submitted_at.map(Instant::as_millis)),
        version: Set(submitted.version),
        draft_step: Set(None),
        changed_at: Set(submitted.changed_at.as_millis()),
        ..Default::default()
    };
    let sent = guarded(still(submitted.id).set(new).exec(tx.conn()).await)?;
    if sent && motivation.is_some() {
        set_motivation(tx, submitted.id, motivation).await?;
    }
    Ok(sent)
}

/// The row as long as it is a draft.
fn still(id: ApplicationId) -> sea_orm::UpdateMany<application::Entity> {
    application::Entity::update_many()
        .filter(Column::Id.eq(uuid(id.as_u128())))
        .filter(Column::State.eq(ApplicationState::Draft.as_str()))
}

/// Throws a draft away, unless it was sent meanwhile (`false`): then nothing of it may be gone, so
/// the caller ends the transaction with an error.
///
/// # Errors
/// The database's own.
pub async fn remove(tx: &Tx, id: ApplicationId) -> Result<bool> {
    let id = uuid(id.as_u128());
    application_text::Entity::delete_by_id(id).exec(tx.conn()).await?;
    let removed = application::Entity::delete_many()
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(ApplicationState::Draft.as_str()))
        .exec(tx.conn())
        .await?;
    Ok(removed.rows_affected == 1)
}

/// Drafts that nobody has touched since `untouched`, or whose registration closed before `closed`.
///
/// # Errors
/// The database's own.
pub async fn old(
    connection: &impl ConnectionTrait,
    untouched: Instant,
    closed: Instant,
) -> Result<Vec<ApplicationId>> {
    let over = Query::select()
        .column(session::Column::Id)
        .from(session::Entity)
        .and_where(session::Column::RegistrationClosesAt.lt(closed.as_millis()))
        .to_owned();
    let ids: Vec<sea_orm::prelude::Uuid> = application::Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::State.eq(ApplicationState::Draft.as_str()))
        .filter(
            Condition::any()
                .add(Column::ChangedAt.lt(untouched.as_millis()))
                .add(Column::SessionId.in_subquery(over)),
        )
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect())
}
