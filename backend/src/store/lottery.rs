//! Seeds of draws.

use balai_shared::{
    id::SessionId,
    lottery::Bits,
    session::{SelectionMethod, SessionLifecycle},
    time::Instant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::{OnConflict, Query},
};

use super::{
    Tx,
    convert::{instant, uuid, word},
    corrupt,
    entity::{
        lottery::{self, Column},
        session,
    },
    guarded,
};
use crate::{error::Result, model::selection::Lottery};

/// Locks a seed away, unless the session has one.
///
/// # Errors
/// The database's own.
pub async fn commit(tx: &Tx, new: &Lottery) -> Result<()> {
    let row = lottery::ActiveModel {
        session_id: Set(uuid(new.session.as_u128())),
        commitment: Set(new.commitment.to_string()),
        committed_at: Set(new.committed_at.as_millis()),
        seed_cipher: Set(new.sealed.clone()),
        seed: Set(None),
        drawn_at: Set(None),
    };
    let first_one_holds = OnConflict::column(Column::SessionId).do_nothing().to_owned();
    lottery::Entity::insert(row)
        .on_conflict(first_one_holds)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// A session's seed.
///
/// # Errors
/// The database's own.
pub async fn of_session(
    connection: &impl ConnectionTrait,
    session: SessionId,
) -> Result<Option<Lottery>> {
    let Some(row) = lottery::Entity::find_by_id(uuid(session.as_u128())).one(connection).await?
    else {
        return Ok(None);
    };
    let drawn = match (row.seed.as_deref(), row.drawn_at) {
        (Some(seed), Some(at)) => Some((word::<Bits>(seed, "seed")?, instant(at))),
        (None, None) => None,
        (_, _) => return Err(corrupt("draw")),
    };
    Ok(Some(Lottery {
        session,
        commitment: word::<Bits>(&row.commitment, "commitment")?,
        committed_at: instant(row.committed_at),
        sealed: row.seed_cipher,
        drawn,
    }))
}

/// Shows the seed; `false` where it was drawn already.
///
/// # Errors
/// The database's own.
pub async fn draw(tx: &Tx, session: SessionId, seed: Bits, at: Instant) -> Result<bool> {
    let update = lottery::Entity::update_many()
        .set(lottery::ActiveModel {
            seed: Set(Some(seed.to_string())),
            drawn_at: Set(Some(at.as_millis())),
            ..Default::default()
        })
        .filter(Column::SessionId.eq(uuid(session.as_u128())))
        .filter(Column::DrawnAt.is_null())
        .exec(tx.conn())
        .await;
    guarded(update)
}

/// Public sessions by draw that have no seed yet, because they were published before draws had one.
///
/// # Errors
/// The database's own.
pub async fn without_seed(
    connection: &impl ConnectionTrait,
    now: Instant,
) -> Result<Vec<SessionId>> {
    let known = Query::select().column(Column::SessionId).from(lottery::Entity).to_owned();
    let ids: Vec<sea_orm::prelude::Uuid> = session::Entity::find()
        .select_only()
        .column(session::Column::Id)
        .filter(session::Column::SelectionMethod.eq(SelectionMethod::Lottery.as_str()))
        .filter(session::Column::Lifecycle.eq(SessionLifecycle::Published.as_str()))
        .filter(session::Column::StartsAt.gt(now.as_millis()))
        .filter(session::Column::Id.not_in_subquery(known))
        .limit(500)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(ids.into_iter().map(|id| SessionId::from_u128(id.as_u128())).collect())
}
