//! How far somebody who keeps a copy has read: positions among all changes, in their order of being
//! safe to pass.
//!
//! A reader is shown what lies before the horizon: on PostgreSQL the oldest transaction that is still
//! open, so that nothing can come to stand behind what was shown; on SQLite, where one writes at a time,
//! all there is. Positions are given by the schema (`m0024_positions`), so that no write is forgotten.

use std::collections::{HashMap, HashSet};

use balai_shared::error::FieldCode;
use sea_orm::{
    ConnectionTrait, DbBackend, QueryFilter, QueryOrder, QuerySelect, Statement,
    prelude::Uuid,
    sea_query::{Expr, ExprTrait},
};

use super::{
    Store, Tx,
    page::{Key, decode, encode},
};
use crate::{
    auth::secret,
    error::{Error, Result},
    model::page::{Page, bad_cursor},
};

/// Where PostgreSQL's numbers of transactions are counted on: another server, a copy that took over or
/// went back in time, or a database that was restored counts otherwise.
const PLACE: &str = "(SELECT c.system_identifier || '/' || k.timeline_id || '/' || d.oid \
    FROM pg_control_system() c, pg_control_checkpoint() k, pg_database d \
    WHERE d.datname = current_database())";

/// A place among all changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Position {
    change: i64,
    id: Uuid,
}

impl Position {
    /// Before everything.
    const START: Self = Self::before(0);

    /// Before all that has this change.
    const fn before(change: i64) -> Self {
        Self { change, id: Uuid::nil() }
    }
}

/// Up to where is shown now.
struct Horizon {
    era: String,
    end: i64,
}

/// What is shown of the changes: what lies behind one position and before the horizon.
#[derive(Debug)]
pub struct Span {
    era: String,
    after: Position,
    end: i64,
    size: usize,
}

/// A position as a list finds it.
pub(super) type Found = (i64, Uuid);

/// What lies in a span, the first first.
pub(super) struct Places {
    found: Vec<Position>,
    more: bool,
}

/// The cursor behind which everything comes.
///
/// # Errors
/// None that can happen.
pub fn beginning() -> Result<String> {
    cursor("", Position::START)
}

fn cursor(era: &str, Position { change, id }: Position) -> Result<String> {
    encode(&[Key::Text(era.to_owned()), Key::Number(change), Key::Id(id)])
}

/// The span behind these cursors, each with the argument that it came by; the farthest counts.
///
/// # Errors
/// `VALIDATION_FAILED` at the argument: for no cursor of ours, and for one of another era.
pub async fn span(store: &Store, cursors: &[(&str, &str)], size: u32) -> Result<Span> {
    let horizon = horizon(store).await?;
    let mut after = Position::START;
    for (path, text) in cursors {
        let position = position(store, &horizon, (path, text)).await?;
        after = Ord::max(after, position);
    }
    let Horizon { era, end } = horizon;
    Ok(Span { era, after, end, size: usize::try_from(size).unwrap_or(usize::MAX) })
}

/// Makes sure that this opening of the database has its era: before anything is written that an older
/// copy of SQLite's file would give positions to which others read past.
///
/// # Errors
/// The database's own.
pub async fn begin(store: &Store) -> Result<()> {
    horizon(store).await.map(drop)
}

async fn position(store: &Store, now: &Horizon, (path, text): (&str, &str)) -> Result<Position> {
    let keys = decode(text).ok_or_else(|| bad_cursor(path))?;
    let [Key::Text(era), Key::Number(change), Key::Id(id)] = keys.as_slice() else {
        return Err(bad_cursor(path));
    };
    let position = Position { change: *change, id: *id };
    if position == Position::START {
        return Ok(position);
    }
    let end = if *era == now.era { Some(now.end) } else { end_of(store, era).await? };
    match end {
        Some(end) if position <= Position::before(end) => Ok(position),
        Some(_) | None => Err(Error::field(path, FieldCode::Outdated)),
    }
}

/// Up to where an era that is over is part of the one that lasts.
async fn end_of(store: &Store, era: &str) -> Result<Option<i64>> {
    const SQL: &str = "SELECT ends_at FROM sync_eras WHERE era = $1";
    let statement = Statement::from_sql_and_values(store.backend(), SQL, [era.into()]);
    let row = store.read().query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get::<Option<i64>>("", "ends_at")).transpose()?.flatten())
}

async fn horizon(store: &Store) -> Result<Horizon> {
    let token = store.token()?;
    if let Some(horizon) = look(store.read(), &token).await? {
        return Ok(horizon);
    }
    let begun = token.clone();
    store.write(move |tx| Box::pin(async move { begin_era(tx, &begun).await })).await?;
    let horizon = look(store.read(), &token).await?;
    horizon.ok_or_else(|| Error::later(balai_shared::error::ErrorCode::Unavailable, 1))
}

/// The horizon, where the era is that of this place.
async fn look(connection: &impl ConnectionTrait, token: &str) -> Result<Option<Horizon>> {
    let backend = connection.get_database_backend();
    let statement = if backend == DbBackend::Sqlite {
        let sql = "SELECT e.era AS era, s.position + 1 AS horizon FROM sync_state s, sync_eras e \
            WHERE e.ends_at IS NULL AND e.place = $1";
        Statement::from_sql_and_values(backend, sql, [token.into()])
    } else {
        let sql = format!(
            "SELECT e.era AS era, \
            s.position + pg_snapshot_xmin(pg_current_snapshot())::TEXT::BIGINT AS horizon \
            FROM sync_state s, sync_eras e WHERE e.ends_at IS NULL AND e.place = {PLACE}"
        );
        Statement::from_string(backend, sql)
    };
    let Some(row) = connection.query_one_raw(statement).await? else { return Ok(None) };
    Ok(Some(Horizon { era: row.try_get("", "era")?, end: row.try_get("", "horizon")? }))
}

/// Begins an era, because the place isn't that of the last one. SQLite's file may be an older copy by
/// now, so every start of the server is a place of its own; what was read up to there stays read. Of
/// PostgreSQL's numbers nobody can say what they would mean elsewhere: there all begin anew, and what is
/// changed from now on stands behind all there is.
async fn begin_era(tx: &Tx, token: &str) -> Result<()> {
    let (conn, era) = (tx.conn(), secret::random_text()?);
    let sqlite = conn.get_database_backend() == DbBackend::Sqlite;
    if !sqlite {
        // Everybody who writes reads the table, so that none writes by the old number from here on.
        conn.execute_unprepared("LOCK TABLE sync_state IN ACCESS EXCLUSIVE MODE").await?;
        if look(conn, token).await?.is_some() {
            return Ok(());
        }
        let last = ["applications", "sessions", "touches"]
            .map(|table| format!("(SELECT max(change) FROM {table})"))
            .join(", ");
        let renumber = format!(
            "UPDATE sync_state SET position = \
            GREATEST(0, GREATEST({last}) + 1 - pg_current_xact_id()::TEXT::BIGINT)"
        );
        conn.execute_unprepared(&renumber).await?;
    }
    let end = if sqlite { "(SELECT position + 1 FROM sync_state)" } else { "0" };
    let close = format!("UPDATE sync_eras SET ends_at = {end} WHERE ends_at IS NULL");
    conn.execute_unprepared(&close).await?;
    let place = if sqlite { "$2" } else { PLACE };
    let open = format!("INSERT INTO sync_eras (era, place) VALUES ($1, {place})");
    let mut values: Vec<sea_orm::Value> = vec![era.into()];
    values.extend(sqlite.then(|| token.into()));
    let open = Statement::from_sql_and_values(conn.get_database_backend(), open, values);
    conn.execute_raw(open).await?;
    Ok(())
}

/// Forgets touches behind which the same thing was touched again.
///
/// # Errors
/// The database's own.
pub async fn prune(tx: &Tx) -> Result<u64> {
    let done = tx
        .conn()
        .execute_unprepared(
            "DELETE FROM touches WHERE EXISTS (SELECT 1 FROM touches n WHERE n.kind = touches.kind \
            AND n.id = touches.id AND n.change > touches.change)",
        )
        .await?;
    Ok(done.rows_affected())
}

impl Span {
    /// The first positions of `select` in the span, by its columns for the change and the id; one more
    /// than a page has, which tells whether there is more.
    pub(super) fn cut<S>(&self, select: S, change: &Expr, id: &Expr) -> S
    where
        S: QueryFilter + QueryOrder + QuerySelect,
    {
        let Position { change: last, id: last_id } = self.after;
        let place = Expr::tuple([change.clone(), id.clone()]);
        let after = Expr::tuple([Expr::value(last), Expr::value(last_id)]);
        select
            .select_only()
            .expr_as(change.clone(), "change")
            .expr_as(id.clone(), "id")
            // What the next line says of one of its columns: both may stand in different tables.
            .filter(change.clone().gte(last))
            .filter(place.gt(after))
            .filter(change.clone().lt(self.end))
            .order_by(change.clone(), sea_orm::Order::Asc)
            .order_by(id.clone(), sea_orm::Order::Asc)
            .limit(u64::try_from(self.size).unwrap_or(u64::MAX).saturating_add(1))
    }

    /// What several such lists found, as one.
    pub(super) fn merged(&self, lists: Vec<Vec<Found>>) -> Places {
        let position = |(change, id): Found| Position { change, id };
        let mut found: Vec<_> = lists.into_iter().flatten().map(position).collect();
        found.sort_unstable();
        found.dedup();
        let more = found.len() > self.size;
        found.truncate(self.size);
        Places { found, more }
    }

    /// The page of these places. What comes twice comes at its later place alone.
    pub(super) fn page<T>(&self, places: Places, mut rows: HashMap<Uuid, T>) -> Result<Page<T>> {
        let next = match places.found.last() {
            Some(last) if places.more => *last,
            None if places.more => self.after,
            Some(_) | None => Ord::max(self.after, Position::before(self.end)),
        };
        let mut items = Vec::with_capacity(places.found.len());
        for position in places.found.into_iter().rev() {
            // Taken at the later place, or gone since it was found.
            if let Some(row) = rows.remove(&position.id) {
                items.push((cursor(&self.era, position)?, row));
            }
        }
        items.reverse();
        Ok(Page {
            items,
            has_next: places.more,
            has_previous: self.after != Position::START,
            sync_cursor: Some(cursor(&self.era, next)?),
        })
    }
}

impl Places {
    /// What stands there, each once.
    pub(super) fn ids(&self) -> HashSet<Uuid> {
        self.found.iter().map(|position| position.id).collect()
    }
}
