//! What is encrypted at rest (ARCHITECTURE, Data at rest): NIK, KK, phone, payout account.
//!
//! Sealed values carry the id of their key in the first byte. The nonce is derived from what is
//! sealed and where it belongs (as in SIV modes), so that no two different values ever share one,
//! and the same value at the same place gives the same bytes.

use base64::{Engine, engine::general_purpose::STANDARD};
use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{secret, tokens::TokenKeys};
use crate::error::{Error, Result};

/// Length of the master key, in bytes.
pub const KEY_BYTES: usize = 32;
/// The id of the one key there is so far; a second one would be tried by this id.
const KEY_ID: u8 = 1;
const NONCE_BYTES: usize = 24;

/// Seals, opens and indexes secrets with keys derived from one master key.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    nonce_key: [u8; 32],
    index_key: [u8; 32],
    token_key: [u8; 32],
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Vault(..)")
    }
}

impl Vault {
    /// The vault of a master key.
    #[must_use]
    pub fn new(master: &[u8; KEY_BYTES]) -> Self {
        let derive = |purpose: &[u8]| mac(master, &[purpose]);
        Self {
            cipher: XChaCha20Poly1305::new(Key::from_slice(&derive(b"balai/seal"))),
            nonce_key: derive(b"balai/nonce"),
            index_key: derive(b"balai/index"),
            token_key: derive(b"balai/token"),
        }
    }

    /// The bytes to store for `plain` at `place` (`applicants.nik/apc_…`: column and row, so that a
    /// sealed value moved to another row doesn't open).
    ///
    /// # Errors
    /// [`Error::Internal`] when the cipher refuses, which it does only for values of gigabytes.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce = &mac(&self.nonce_key, &[place.as_bytes(), plain])[..NONCE_BYTES];
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = self
            .cipher
            .encrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| Error::Internal("sealing failed".to_owned()))?;
        Ok([&[KEY_ID], nonce, &sealed].concat())
    }

    /// What was sealed at `place`; `None` when these bytes were not, or with another key.
    #[must_use]
    pub fn open(&self, place: &str, sealed: &[u8]) -> Option<Vec<u8>> {
        let (key_id, rest) = sealed.split_first()?;
        if *key_id != KEY_ID || rest.len() < NONCE_BYTES {
            return None;
        }
        let (nonce, body) = rest.split_at(NONCE_BYTES);
        let payload = Payload { msg: body, aad: place.as_bytes() };
        self.cipher.decrypt(XNonce::from_slice(nonce), payload).ok()
    }

    /// A keyed hash of `data` for `purpose`: a blind index, a fingerprint, a form's token. Equal for
    /// equal data, and tells nothing to who has no key.
    #[must_use]
    pub fn fingerprint(&self, purpose: &str, data: &[u8]) -> [u8; 32] {
        mac(&self.index_key, &[purpose.as_bytes(), data])
    }

    /// The keys of the access tokens.
    #[must_use]
    pub fn token_keys(&self) -> TokenKeys {
        let name = mac(&self.token_key, &[b"kid"]);
        let kid = name[..4].iter().map(|byte| format!("{byte:02x}")).collect();
        TokenKeys::new(kid, &self.token_key)
    }
}

/// A new master key, as the text that stands in `balai.key` or `BALAI_KEY` (base64 of 32 bytes).
///
/// # Errors
/// As [`secret::random`].
pub fn new_key() -> Result<String> {
    Ok(STANDARD.encode(secret::random::<KEY_BYTES>()?))
}

/// The master key in such a text; `None` when it is not one.
#[must_use]
pub fn parse_key(text: &str) -> Option<[u8; KEY_BYTES]> {
    STANDARD.decode(text.trim()).ok()?.try_into().ok()
}

/// HMAC-SHA-256 over `parts`, each preceded by its length, so that parts can't run into each other.
fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac =
        <Hmac<Sha256> as KeyInit>::new(hmac::digest::Key::<Hmac<Sha256>>::from_slice(&padded(key)));
    for part in parts {
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// HMAC's block: the key and zeros, which is what HMAC itself makes of a short key.
fn padded(key: &[u8; 32]) -> [u8; 64] {
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    block
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vault(byte: u8) -> Vault {
        Vault::new(&[byte; KEY_BYTES])
    }

    #[test]
    fn what_was_sealed_opens_at_its_place_with_its_key_only() {
        let sealed = vault(1).seal("applicants.nik/1", b"5171010101010001").unwrap();
        assert_eq!(vault(1).open("applicants.nik/1", &sealed).unwrap(), b"5171010101010001");
        assert_eq!(vault(1).open("applicants.nik/2", &sealed), None);
        assert_eq!(vault(2).open("applicants.nik/1", &sealed), None);
        assert_eq!(vault(1).open("applicants.nik/1", &sealed[..20]), None);
    }

    #[test]
    fn nonces_differ_where_anything_differs() {
        let nonce = |place: &str, plain: &[u8]| vault(1).seal(place, plain).unwrap()[..25].to_vec();
        assert_ne!(nonce("a/1", b"x"), nonce("a/2", b"x"));
        assert_ne!(nonce("a/1", b"x"), nonce("a/1", b"y"));
        assert_ne!(nonce("a", b"/1x"), nonce("a/1", b"x"));
    }

    #[test]
    fn a_key_survives_its_text() {
        let text = new_key().unwrap();
        assert!(parse_key(&format!("{text}\n")).is_some());
        assert!(parse_key("short").is_none());
    }
}
