//! Documents and their database belong together: bytes are removed because this database deleted their
//! row, never because it doesn't know them, unless it is certain that the storage is its own.
//!
//! Both keep the same id, and a word that changes with each clean-up ([`next_round`]): a copy of the
//! database that is older than a day, or a copy that cleaned up itself, no longer has the right one. Then
//! nothing is removed, and the log says so, until the operator decides (`balai documents bind`).

use std::time::Duration;

use balai_shared::id::DocumentId;

use super::Services;
use crate::{
    auth::secret,
    error::{Error, Result},
    gateway::ShelfError,
    store::{
        self,
        fact::{self, Binding},
    },
};

/// How many names are looked up at once.
const LOOKED_UP: usize = 500;
/// How long another server may take to write on both sides.
const OTHER_STARTS: Duration = Duration::from_secs(2);

/// Why this storage isn't taken for this database's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Foreign {
    /// It says that it is another's.
    #[error("it belongs to another database")]
    Other,
    /// The database has documents, and none was ever put here.
    #[error("nothing of this database was ever kept there")]
    Empty,
    /// It holds documents, and this database knows none of them.
    #[error("this database knows none of the documents there")]
    Unknown,
    /// Another copy of this database has cleaned up there, or this one is older than that.
    #[error("another copy of this database has used it since")]
    Moved,
}

/// Why it isn't known whose the storage is, or that it is another's.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// It is another's.
    #[error("{0}")]
    Foreign(#[from] Foreign),
    /// The storage doesn't answer.
    #[error("{0}")]
    Storage(#[from] ShelfError),
    /// The database doesn't.
    #[error("{0}")]
    Database(#[from] Error),
}

/// Whose word it is that storage and database belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// What both say themselves.
    Own,
    /// The operator's.
    Operator,
}

/// Makes sure that the storage is this database's. Two that are new to each other are bound.
///
/// # Errors
/// [`BindError`].
pub async fn bind(services: &Services, word: Word) -> std::result::Result<(), BindError> {
    let known = fact::binding(services.store.read()).await?;
    let found = mark(services).await?;
    match (known, found, word) {
        (Some(known), Some((id, round)), _) if known.id == id && known.knows(&round) => Ok(()),
        (known, found, Word::Own) => {
            may_bind(services, known.as_ref(), found).await?;
            match write(services, known).await {
                // Another server of this database starts at the same moment.
                Err(BindError::Foreign(Foreign::Moved)) => {
                    tokio::time::sleep(OTHER_STARTS).await;
                    make_sure(services).await
                }
                written => written,
            }
        }
        (known, _, Word::Operator) => write(services, known).await,
    }
}

/// The id and the word that the storage has.
async fn mark(services: &Services) -> std::result::Result<Option<(String, String)>, ShelfError> {
    let mark = services.shelf.mark().await?;
    Ok(mark.map(|mark| {
        let mut words = mark.split_whitespace().map(str::to_owned);
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }))
}

/// Whether nothing can be lost by binding the two.
async fn may_bind(
    services: &Services,
    known: Option<&Binding>,
    found: Option<(String, String)>,
) -> std::result::Result<(), BindError> {
    let names = services.shelf.names().await?;
    let has_documents = store::document::any(services.store.read()).await?;
    if names.is_empty() && !has_documents {
        return Ok(());
    }
    match (known, found) {
        (Some(known), Some((id, _))) if known.id == id => Err(Foreign::Moved.into()),
        (_, Some(_)) => Err(Foreign::Other.into()),
        (Some(known), None) if known.is_settled() => Err(Foreign::Empty.into()),
        // From before there were marks, or a start that was cut off: they know each other by what they hold.
        (_, None) if names.is_empty() => Err(Foreign::Empty.into()),
        (_, None) if knows_any(services, &names).await? => Ok(()),
        (_, None) => Err(Foreign::Unknown.into()),
    }
}

async fn knows_any(services: &Services, names: &[String]) -> Result<bool> {
    for chunk in names.chunks(LOOKED_UP) {
        let ids: Vec<DocumentId> = chunk.iter().filter_map(|name| name.parse().ok()).collect();
        if !store::document::by_ids(services.store.read(), &ids).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes the same on both sides: first what will be, so that a crash between the two is seen.
async fn write(services: &Services, known: Option<Binding>) -> std::result::Result<(), BindError> {
    let id = match &known {
        Some(known) => known.id.clone(),
        None => secret::random_text()?,
    };
    let next = Binding { id, round: None, next: Some(secret::random_text()?) };
    turn(services, known, next).await
}

/// The next word, on both sides.
///
/// # Errors
/// As [`bind`]; [`Foreign::Moved`] where another server of this database was quicker.
pub async fn next_round(services: &Services) -> std::result::Result<(), BindError> {
    let known = fact::binding(services.store.read()).await?;
    let Some(before) = known.clone() else { return Err(Foreign::Other.into()) };
    let next = Binding { next: Some(secret::random_text()?), ..before };
    turn(services, known, next).await
}

async fn turn(
    services: &Services,
    before: Option<Binding>,
    next: Binding,
) -> std::result::Result<(), BindError> {
    let word = next.next.clone().unwrap_or_default();
    let mark = format!("{} {word}\n", next.id);
    let after = Binding { id: next.id.clone(), round: Some(word), next: None };
    let begun = next.clone();
    let change = |from: Option<Binding>, to: Binding| {
        services.store.write(move |tx| {
            Box::pin(async move { fact::change_binding(tx, from.as_ref(), &to).await })
        })
    };
    if !change(before, next).await? {
        return Err(Foreign::Moved.into());
    }
    services.shelf.set_mark(mark).await?;
    if change(Some(begun), after).await? { Ok(()) } else { Err(Foreign::Moved.into()) }
}

/// Whether the storage is certainly this database's, now.
///
/// # Errors
/// [`BindError`].
pub async fn make_sure(services: &Services) -> std::result::Result<(), BindError> {
    let known = fact::binding(services.store.read()).await?;
    let Some(known) = known else { return Err(Foreign::Other.into()) };
    match mark(services).await? {
        Some((id, round)) if known.id == id && known.knows(&round) => Ok(()),
        Some((id, _)) if known.id == id => Err(Foreign::Moved.into()),
        Some(_) => Err(Foreign::Other.into()),
        None => Err(Foreign::Empty.into()),
    }
}
