//! What selections gave.

use balai_shared::{
    application::ActorKind,
    id::{ApplicationId, SessionId},
    ranking::{Tie, Total},
    time::Instant,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Set,
};

use super::{
    Tx,
    convert::{count, instant, instant_opt, uuid, word},
    corrupt,
    entity::{
        selection::{self, Column as SelectionColumn},
        selection_result::{self, Column},
    },
    guarded,
    selection::whole,
};
use crate::{
    error::Result,
    model::selection::{Outcome, Selection, Standing},
};

/// Writes down a selection with all its results.
///
/// # Errors
/// A unique violation where the session has one.
pub async fn insert(tx: &Tx, new: &Selection, standings: &[Standing]) -> Result<()> {
    let session_id = uuid(new.session.as_u128());
    selection::ActiveModel {
        session_id: Set(session_id),
        seats: Set(whole(new.seats)),
        concluded_at: Set(new.concluded_at.as_millis()),
        actor_kind: Set(new.actor.as_str().to_owned()),
        actor_id: Set(new.actor_id.map(uuid)),
        finished_at: Set(None),
    }
    .insert(tx.conn())
    .await?;
    let rows: Vec<_> = standings.iter().map(|one| row(session_id, one)).collect();
    for some in rows.chunks(500) {
        selection_result::Entity::insert_many(some.to_vec())
            .exec_without_returning(tx.conn())
            .await?;
    }
    Ok(())
}

fn row(session_id: sea_orm::prelude::Uuid, one: &Standing) -> selection_result::ActiveModel {
    let index = |index: usize| i32::try_from(index).ok();
    let (outcome, missed) = match one.outcome {
        Outcome::ByPlace => ("BY_PLACE", None),
        Outcome::Reserved => ("RESERVED", None),
        Outcome::Waits => ("WAITS", None),
        Outcome::BelowMinimum(criterion) => ("BELOW_MINIMUM", index(criterion)),
        Outcome::Absent(criterion) => ("ABSENT", index(criterion)),
    };
    let (tie, by) = match one.tie {
        Some(Tie::Criterion(criterion)) => (Some("CRITERION"), index(criterion)),
        Some(Tie::Submission) => (Some("SUBMISSION"), None),
        None => (None, None),
    };
    selection_result::ActiveModel {
        session_id: Set(session_id),
        place: Set(whole(one.place)),
        application_id: Set(uuid(one.application.as_u128())),
        merit_place: Set(one.merit_place.map(whole)),
        total: Set(one.total.map(|total| whole(total.hundredths()))),
        tie: Set(tie.map(str::to_owned)),
        criterion: Set(by.or(missed)),
        outcome: Set(outcome.to_owned()),
        applied_at: Set(None),
    }
}

/// The selection of a session.
///
/// # Errors
/// The database's own.
pub async fn of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<Selection>> {
    let row = selection::Entity::find_by_id(uuid(session.as_u128())).one(connection).await?;
    row.map(read_selection).transpose()
}

/// The selections whose results have not all taken effect, the oldest first.
///
/// # Errors
/// The database's own.
pub async fn unfinished(connection: &impl ConnectionTrait) -> Result<Vec<Selection>> {
    let rows = selection::Entity::find()
        .filter(SelectionColumn::FinishedAt.is_null())
        .order_by_asc(SelectionColumn::ConcludedAt)
        .limit(100)
        .all(connection)
        .await?;
    rows.into_iter().map(read_selection).collect()
}

fn read_selection(row: selection::Model) -> Result<Selection> {
    Ok(Selection {
        session: SessionId::from_u128(row.session_id.as_u128()),
        seats: count(row.seats),
        concluded_at: instant(row.concluded_at),
        actor: word::<ActorKind>(&row.actor_kind, "actor")?,
        actor_id: row.actor_id.map(|id| id.as_u128()),
        finished_at: instant_opt(row.finished_at),
    })
}

/// The next results of a session that have not taken effect, in the order of their places.
///
/// # Errors
/// The database's own.
pub async fn due(
    connection: &impl ConnectionTrait,
    session: SessionId,
    most: u64,
) -> Result<Vec<Standing>> {
    let rows = selection_result::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::AppliedAt.is_null())
        .order_by_asc(Column::Place)
        .limit(most)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// All results of a session, in the order of their places.
///
/// # Errors
/// The database's own.
pub async fn all(connection: &impl ConnectionTrait, session: SessionId) -> Result<Vec<Standing>> {
    let rows = selection_result::Entity::find()
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .order_by_asc(Column::Place)
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// What selections gave these applications.
///
/// # Errors
/// The database's own.
pub async fn of_applications(
    connection: &impl ConnectionTrait,
    ids: &[ApplicationId],
) -> Result<Vec<Standing>> {
    let rows = selection_result::Entity::find()
        .filter(Column::ApplicationId.is_in(ids.iter().map(|id| uuid(id.as_u128()))))
        .all(connection)
        .await?;
    rows.into_iter().map(read).collect()
}

/// How many results a session has, and how many have not taken effect.
///
/// # Errors
/// The database's own.
pub async fn progress(connection: &impl ConnectionTrait, session: SessionId) -> Result<(u64, u64)> {
    let all =
        selection_result::Entity::find().filter(Column::SessionId.eq(uuid(session.as_u128())));
    let due = all.clone().filter(Column::AppliedAt.is_null());
    Ok((all.count(connection).await?, due.count(connection).await?))
}

/// Notes that a result has taken effect; `false` where somebody else did.
///
/// # Errors
/// The database's own.
pub async fn applied(tx: &Tx, application: ApplicationId, at: Instant) -> Result<bool> {
    let update = selection_result::Entity::update_many()
        .set(selection_result::ActiveModel {
            applied_at: Set(Some(at.as_millis())),
            ..Default::default()
        })
        .filter(Column::ApplicationId.eq(uuid(application.as_u128())))
        .filter(Column::AppliedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Notes that all results of a session have taken effect; `false` where somebody else did.
///
/// # Errors
/// The database's own.
pub async fn finished(tx: &Tx, session: SessionId, at: Instant) -> Result<bool> {
    let update = selection::Entity::update_many()
        .set(selection::ActiveModel {
            finished_at: Set(Some(at.as_millis())),
            ..Default::default()
        })
        .filter(SelectionColumn::SessionId.eq(uuid(session.as_u128())))
        .filter(SelectionColumn::FinishedAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

fn read(row: selection_result::Model) -> Result<Standing> {
    let criterion = || {
        let index = row.criterion.and_then(|index| usize::try_from(index).ok());
        index.ok_or_else(|| corrupt("criterion"))
    };
    let outcome = match row.outcome.as_str() {
        "BY_PLACE" => Outcome::ByPlace,
        "RESERVED" => Outcome::Reserved,
        "WAITS" => Outcome::Waits,
        "BELOW_MINIMUM" => Outcome::BelowMinimum(criterion()?),
        "ABSENT" => Outcome::Absent(criterion()?),
        _ => return Err(corrupt("outcome")),
    };
    let tie = match row.tie.as_deref() {
        None => None,
        Some("CRITERION") => Some(Tie::Criterion(criterion()?)),
        Some(_) => Some(Tie::Submission),
    };
    Ok(Standing {
        application: ApplicationId::from_u128(row.application_id.as_u128()),
        place: count(row.place),
        outcome,
        merit_place: row.merit_place.map(count),
        total: row.total.map(|total| Total::from_hundredths(count(total))),
        tie,
        applied: row.applied_at.is_some(),
    })
}
