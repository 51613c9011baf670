//! What is counted so that nobody tries forever, by keyed hashes of accounts and addresses.

use std::net::IpAddr;

use balai_shared::{contact::Contact, error::ErrorCode, time::Instant};

use super::Services;
use crate::{
    auth::{secret::new_id, vault::Vault},
    error::{Error, Result},
    store::{self, Connection, Tx},
};

/// How long an attempt counts, in minutes, unless its subject says otherwise.
const WINDOW_MINUTES: i64 = 15;
/// How long any attempt counts at most, in minutes.
pub(super) const LONGEST_MINUTES: i64 = 24 * 60;

/// What attempts are counted by, and how many are too many.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    hash: Vec<u8>,
    limit: u64,
    minutes: i64,
}

impl Subject {
    /// `what` is an identifier in its normal form, or an address; `purpose` tells what is tried.
    pub(super) fn new(vault: &Vault, purpose: &str, what: &str, limit: u64) -> Self {
        let hash = vault.fingerprint(purpose, what.as_bytes()).to_vec();
        Self { hash, limit, minutes: WINDOW_MINUTES }
    }

    /// The same over a whole day: who has patience gets no further.
    pub(super) fn a_day(self) -> Self {
        Self { minutes: LONGEST_MINUTES, ..self }
    }

    /// The address that a request comes from.
    pub(super) fn of_address(
        vault: &Vault,
        purpose: &str,
        address: Option<IpAddr>,
        limit: u64,
    ) -> Option<Self> {
        address.map(|address| Self::new(vault, purpose, &address.to_string(), limit))
    }
}

/// What an account is counted by: equal for all ways of writing one number or address.
pub(super) fn normal(contact: &Contact) -> String {
    match contact {
        Contact::Email(email) => email.normal(),
        Contact::Phone(phone) => phone.as_str().to_owned(),
    }
}

/// Refuses where a limit is reached.
///
/// # Errors
/// `RATE_LIMITED`.
pub(super) async fn within_limits(services: &Services, subjects: &[Subject]) -> Result<()> {
    let now = services.store.ping().await?;
    match exceeded(services.store.read(), subjects, now).await? {
        Some(minutes) => {
            let seconds = u32::try_from(minutes * 60).unwrap_or(u32::MAX);
            Err(Error::later(ErrorCode::RateLimited, seconds))
        }
        None => Ok(()),
    }
}

/// How many minutes the first limit that is reached looks back; `None` where none is.
///
/// # Errors
/// The database's own.
pub(super) async fn exceeded(
    connection: &impl Connection,
    subjects: &[Subject],
    now: Instant,
) -> Result<Option<i64>> {
    for Subject { hash, limit, minutes } in subjects {
        let since = now.plus_minutes(-minutes);
        if store::account::failures(connection, hash, since).await? >= *limit {
            return Ok(Some(*minutes));
        }
    }
    Ok(None)
}

/// Counts an attempt.
///
/// # Errors
/// The database's own.
pub(super) async fn note(tx: &Tx, subjects: &[Subject], now: Instant) -> Result<()> {
    for Subject { hash, .. } in subjects {
        store::account::add_failure(tx, hash, now, new_id(now)?).await?;
    }
    Ok(())
}

/// Forgets the attempts of one subject.
///
/// # Errors
/// The database's own.
pub(super) async fn forgive(tx: &Tx, subject: &Subject, now: Instant) -> Result<()> {
    store::account::forget_failures(tx, Some(&subject.hash), now).await
}
