//! The one password of all demonstration accounts, and the partner's key. Both are in the open: they
//! guard invented data only.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::dice::{Dice, Purpose};
use crate::{
    auth::{password, secret::API_KEY_PREFIX},
    error::Result,
};

/// Everybody's.
pub(super) const PASSWORD: &str = "demo-balai-2026";

/// What opens the doors of a demonstration.
#[derive(Debug, Clone)]
pub(super) struct Secrets {
    /// Of [`PASSWORD`]; one hash for all, for hashing takes its time.
    pub password_hash: String,
    /// `blk_…`.
    pub partner_key: String,
}

impl Secrets {
    /// The same for the same seed.
    pub(super) fn of(seed: u64) -> Result<Self> {
        let mut dice = Dice::new(seed, Purpose::Secrets);
        let salt: [u8; 16] = dice.bytes();
        let key: [u8; 32] = dice.bytes();
        Ok(Self {
            password_hash: password::hash_with(PASSWORD, Some(&salt))?,
            partner_key: format!("{API_KEY_PREFIX}{}", URL_SAFE_NO_PAD.encode(key)),
        })
    }
}
