//! How a search is understood, and what stands near the person who searches.

use std::sync::{Arc, PoisonError, RwLock};

use balai_shared::{
    id::RegionCode,
    policy::Actor,
    search::{self, Vocabulary},
    time::Instant,
};

use super::Services;
use crate::{error::Result, store};

/// How long the catalogue's words are kept: new ones come with new programs, a few a day.
const FRESH_MINUTES: i64 = 10;

/// The catalogue's words, read when a search needs them and again after a while.
#[derive(Debug, Default)]
pub struct Words(RwLock<Option<(Instant, Arc<Vocabulary>)>>);

impl Words {
    fn kept(&self, now: Instant) -> Option<Arc<Vocabulary>> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let (read_at, words) = kept.as_ref()?;
        (now < read_at.plus_minutes(FRESH_MINUTES)).then(|| Arc::clone(words))
    }

    /// Has them read again: a program has come.
    pub(super) fn forget(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn keep(&self, now: Instant, words: Arc<Vocabulary>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, words));
    }
}

/// Whether mistyped words are forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// They are, where the words as typed find nothing.
    Forgiving,
    /// Only what was typed is looked for.
    Exact,
}

/// What was likely meant by a search that finds nothing; `None` where it is right as it is.
///
/// It depends on the words alone, not on filters or pages, so that each page of a list and its counts
/// are of the same search.
///
/// # Errors
/// The database's own.
pub async fn correction(
    services: &Services,
    search: Option<&str>,
    spelling: Spelling,
) -> Result<Option<String>> {
    let (Some(typed), Spelling::Forgiving) = (search, spelling) else { return Ok(None) };
    let words = search::words(typed);
    if search::terms(&words).is_empty() {
        return Ok(None);
    }
    let Some(meant) = vocabulary(services).await?.correct(&words) else { return Ok(None) };
    let (read, meant) = (services.store.read(), meant.join(" "));
    let better = !store::search::finds_any(read, typed).await?
        && store::search::finds_any(read, &meant).await?;
    Ok(better.then_some(meant))
}

async fn vocabulary(services: &Services) -> Result<Arc<Vocabulary>> {
    let now = services.clock().now();
    if let Some(words) = services.words.kept(now) {
        return Ok(words);
    }
    let titles = store::program::titles(services.store.read()).await?;
    let names = store::institution::names(services.store.read()).await?;
    let regions = services.places.regions().iter().map(|region| &region.name);
    let texts = titles.iter().chain(&names).chain(regions);
    let words = Arc::new(Vocabulary::of(texts.map(String::as_str)));
    services.words.keep(now, Arc::clone(&words));
    Ok(words)
}

/// Where the person who asks lives, as far as the profile says.
///
/// # Errors
/// The database's own.
pub async fn home(services: &Services, actor: &Actor) -> Result<Option<RegionCode>> {
    match actor {
        Actor::Person { applicant: Some(applicant), .. } => {
            store::applicant::region_of(services.store.read(), *applicant).await
        }
        Actor::Person { applicant: None, .. }
        | Actor::Visitor
        | Actor::Partner { .. }
        | Actor::System => Ok(None),
    }
}
