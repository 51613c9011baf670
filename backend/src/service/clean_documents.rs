//! Removing documents' bytes: at once those whose row was deleted; slowly, and into the trash first, those
//! that no row ever named. Both only where the storage is certainly this database's
//! (`super::storage`).

use balai_shared::{
    id::DocumentId,
    time::{Instant, TimeZone},
};

use super::{
    Services,
    documents::unreachable,
    storage::{self, BindError},
};
use crate::{
    error::{Error, Result},
    store,
};

/// How long bytes may lie without a row: longer than any upload takes, and than a mistake in the
/// morning is found.
const SPARED_HOURS: i64 = 24;
/// How long the trash keeps what is put there.
const TRASH_DAYS: i64 = 30;
/// How many unknown documents a clean-up puts into the trash by itself. A crash leaves one behind, a wrong
/// storage all of them.
pub const AT_ONCE_BY_ITSELF: usize = 10;
/// How many deleted ones are removed at once.
const REMOVED_AT_ONCE: u64 = 500;
/// How many names are looked up at once.
const LOOKED_UP: usize = 500;
/// Hours between two clean-ups, whichever server makes them.
const BETWEEN_HOURS: i64 = 24;

/// What a clean-up found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cleaned {
    /// Documents without a row that were put into the trash.
    pub thrown_away: usize,
    /// Those that are left.
    pub left: usize,
    /// What was in the trash for long enough, and is gone.
    pub emptied: usize,
}

/// Removes the bytes of documents whose row was deleted; how many.
///
/// # Errors
/// The database's own; `UNAVAILABLE` where the storage can't be reached, or isn't ours.
pub async fn remove_deleted(services: &Services) -> Result<usize> {
    let ids = store::document::deleted(services.store.read(), REMOVED_AT_ONCE).await?;
    if ids.is_empty() {
        return Ok(0);
    }
    storage::make_sure(services).await.map_err(refused)?;
    for id in &ids {
        services.shelf.remove(&id.to_string()).await.map_err(unreachable)?;
    }
    let removed = ids.len();
    services
        .store
        .write(move |tx| Box::pin(async move { store::document::forget_deleted(tx, &ids).await }))
        .await?;
    Ok(removed)
}

/// Puts what no row names into the trash, [`AT_ONCE_BY_ITSELF`] at the most, and empties the trash of what
/// is old; `None` where a server has done so within a day.
///
/// # Errors
/// As [`remove_deleted`].
pub async fn clean_up(services: &Services) -> Result<Option<Cleaned>> {
    let claim = services.store.write(|tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            store::fact::claim_cleaning(tx, now, now.plus_hours(-BETWEEN_HOURS)).await
        })
    });
    if !claim.await? {
        return Ok(None);
    }
    storage::make_sure(services).await.map_err(refused)?;
    storage::next_round(services).await.map_err(refused)?;
    throw_away(services, AT_ONCE_BY_ITSELF).await.map(Some)
}

/// Puts what no row names into the trash, `most` at the most.
///
/// # Errors
/// As [`remove_deleted`].
pub async fn throw_away(services: &Services, most: usize) -> Result<Cleaned> {
    let now = services.clock().now();
    let today = TimeZone::Jakarta.date_of(now);
    let unknown = unknown(services, now.plus_hours(-SPARED_HOURS)).await?;
    for id in unknown.iter().take(most) {
        services.shelf.throw_away(&id.to_string(), today).await.map_err(unreachable)?;
    }
    let emptied = services.shelf.empty_trash(today.plus_days(-TRASH_DAYS)).await;
    let emptied = emptied.map_err(unreachable)?;
    let thrown_away = unknown.len().min(most);
    let cleaned = Cleaned { thrown_away, left: unknown.len() - thrown_away, emptied };
    if cleaned != Cleaned::default() {
        tracing::info!(
            thrown_away,
            left = cleaned.left,
            emptied,
            "documents without a row were put into the trash for {TRASH_DAYS} days"
        );
    }
    Ok(cleaned)
}

/// Documents in the storage that no row names, from before then.
///
/// # Errors
/// As [`remove_deleted`].
pub async fn unknown(services: &Services, before: Instant) -> Result<Vec<DocumentId>> {
    let names = services.shelf.names().await.map_err(unreachable)?;
    let old: Vec<DocumentId> = names
        .iter()
        .filter_map(|name| name.parse().ok())
        .filter(|id| made_at(*id) < before)
        .collect();
    let mut unknown = Vec::new();
    for ids in old.chunks(LOOKED_UP) {
        let known = store::document::by_ids(services.store.read(), ids).await?;
        let is_unknown = |id: &&DocumentId| known.iter().all(|document| document.id != **id);
        unknown.extend(ids.iter().filter(is_unknown));
    }
    Ok(unknown)
}

/// The first 48 bits of an id are its time (`auth::secret::new_id`).
fn made_at(id: DocumentId) -> Instant {
    Instant::from_millis(i64::try_from(id.as_u128() >> 80).unwrap_or(i64::MAX))
}

fn refused(error: BindError) -> Error {
    match error {
        BindError::Foreign(why) => {
            tracing::error!(%why, "no document is removed: see `balai documents bind`");
            Error::refused(balai_shared::error::ErrorCode::Unavailable)
        }
        BindError::Storage(error) => unreachable(error),
        BindError::Database(error) => error,
    }
}
