//! What would be sent, to be read by who tries a demonstration: its mailboxes and phones don't exist.

use balai_shared::time::Instant;

use super::{
    Services,
    outbox::{self, Outgoing},
};
use crate::{error::Result, model::message::Standing, store};

/// How many are shown.
const MOST: u64 = 50;

/// A message as the demonstration shows it.
pub struct Shown {
    /// Where it goes, and what it says.
    pub message: Outgoing,
    /// When it was written.
    pub at: Instant,
    /// How far it is.
    pub standing: Standing,
}

/// Whether the data is a demonstration, whose messages anybody may read.
///
/// # Errors
/// The database's own.
pub async fn is_open(services: &Services) -> Result<bool> {
    Ok(store::fact::demonstration(services.store.read()).await?.is_some())
}

/// The newest messages first; `None` where the data is anybody's: there each is its reader's alone.
///
/// # Errors
/// The database's own.
pub async fn newest(services: &Services) -> Result<Option<Vec<Shown>>> {
    let connection = services.store.read();
    if !is_open(services).await? {
        return Ok(None);
    }
    let now = services.clock().now();
    let mut shown = Vec::new();
    for (message, standing) in store::outbox::newest(connection, services.vault(), MOST).await? {
        let at = message.created_at;
        // Decided, and can still be undone.
        if at > now {
            continue;
        }
        if let Some(message) = outbox::word(services, &message).await? {
            shown.push(Shown { message, at, standing });
        }
    }
    Ok(Some(shown))
}
