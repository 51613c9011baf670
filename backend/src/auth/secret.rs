//! Random secrets that are shown once and kept as hashes.

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

/// A new id: the time in its first 48 bits, so that ids of one table are born in order.
///
/// # Errors
/// As [`random`].
pub fn new_id(now: balai_shared::time::Instant) -> Result<u128, Error> {
    let noise = u128::from_be_bytes(random::<16>()?);
    let millis = u128::try_from(now.as_millis().max(0)).unwrap_or_default();
    Ok((millis << 80) | (noise >> 48))
}

/// The hash under which a secret of 256 random bits is kept. Needs no salt: it can't be guessed.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}
