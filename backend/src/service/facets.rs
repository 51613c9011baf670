//! How many sessions each choice of a filter would show.
//!
//! Counting looks at every session that the filter leaves, and the catalogue asks for the same few
//! counts again and again: they are kept for a moment.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use balai_shared::{
    policy::{Actor, Scope, sessions_scope},
    time::Instant,
};

use super::Services;
use crate::{
    error::Result,
    model::{catalogue::SessionQuery, facet::Facet},
    store::{self, session_list::View},
};

/// How old a count may be.
const FRESH_SECONDS: i64 = 30;
/// More counts are not kept: searches are endless.
const MOST: usize = 1000;
/// What is asked at greater length (bytes) is not kept: nobody fills the memory with long searches.
const LONGEST: usize = 1024;

/// A choice as the filter takes it, and how many sessions it would show.
type Counts = Vec<(String, i64)>;

/// What was counted a moment ago, by what was asked.
#[derive(Debug, Default)]
pub struct Counted(Mutex<HashMap<String, (Instant, Counts)>>);

impl Counted {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, (Instant, Counts)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn kept(&self, asked: &str, now: Instant) -> Option<Counts> {
        let kept = self.lock();
        let (at, counts) = kept.get(asked)?;
        is_fresh(*at, now).then(|| counts.clone())
    }

    fn keep(&self, asked: String, now: Instant, counts: Counts) {
        let mut kept = self.lock();
        if kept.len() >= MOST {
            kept.retain(|_, (at, _)| is_fresh(*at, now));
        }
        if kept.len() < MOST {
            kept.insert(asked, (now, counts));
        }
    }
}

fn is_fresh(at: Instant, now: Instant) -> bool {
    now < at.plus_seconds(FRESH_SECONDS)
}

/// The choices of a filter that show any, each with how many; up to half a minute old, except for
/// who sees drafts.
///
/// # Errors
/// The database's own.
pub async fn counts(
    services: &Services,
    actor: &Actor,
    query: &SessionQuery,
    facet: Facet,
) -> Result<Counts> {
    let view = View { drafts: sessions_scope(actor), now: services.clock().now() };
    let read = services.store.read();
    if view.drafts != Scope::Nothing {
        return store::session_facet::count_by(read, query, &view, facet).await;
    }
    let asked = format!("{facet:?} {query:?}");
    if asked.len() > LONGEST {
        return store::session_facet::count_by(read, query, &view, facet).await;
    }
    if let Some(counts) = services.counted.kept(&asked, view.now) {
        return Ok(counts);
    }
    let counts = store::session_facet::count_by(read, query, &view, facet).await?;
    services.counted.keep(asked, view.now, counts.clone());
    Ok(counts)
}
