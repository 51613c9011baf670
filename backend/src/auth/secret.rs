//! Random secrets that are shown once and kept as hashes.

use std::sync::{Mutex, PoisonError};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

use crate::error::Error;

/// What an API key starts with, so that a leaked one is found by a search.
pub const API_KEY_PREFIX: &str = "blk_";

/// `N` bytes from the operating system.
///
/// # Errors
/// [`Error::Internal`] where the system has no randomness.
pub fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Internal(format!("randomness: {error}")))?;
    Ok(bytes)
}

/// 256 random bits as text.
///
/// # Errors
/// As [`random`].
pub fn random_text() -> Result<String, Error> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// A new id: the time in its first 48 bits, and above all that this process made for the same
/// millisecond, so that ids of one table are born in order: what one transaction adds at one moment
/// (two messages, two postings) is read back in the order in which it happened.
///
/// # Errors
/// As [`random`].
pub fn new_id(now: balai_shared::time::Instant) -> Result<u128, Error> {
    static LAST: Mutex<u128> = Mutex::new(0);
    let noise = u128::from_be_bytes(random::<16>()?);
    let millis = u128::try_from(now.as_millis().max(0)).unwrap_or_default();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    *last = if *last >> 80 == millis {
        // A step of up to 56 bits: room for ten million within the millisecond.
        *last + 1 + (noise >> 72)
    } else {
        (millis << 80) | (noise >> 49)
    };
    Ok(*last)
}

/// The hash under which a secret of 256 random bits is kept. Needs no salt: it can't be guessed.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use balai_shared::time::Instant;

    use super::*;

    #[test]
    fn ids_of_one_moment_are_born_in_order() {
        let now = Instant::from_millis(1_770_000_000_000);
        let ids: Vec<_> = (0..1000).map(|_| new_id(now).unwrap()).collect();
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id >> 80 == 1_770_000_000_000));
        assert!(new_id(now.plus_seconds(1)).unwrap() > ids[999]);
    }
}
