//! How a gateway and we know each other: HMAC-SHA-256 over the time and the body, with a secret that
//! both have.

use balai_shared::time::Instant;
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// The header with the time of signing, in seconds since 1970.
pub const TIMESTAMP: &str = "x-balai-timestamp";
/// The header with the signature: `sha256=` and 64 hexadecimal digits.
pub const SIGNATURE: &str = "x-balai-signature";
/// How far a time may be from ours, in seconds: an old request that somebody caught is refused.
const TOLERANCE: i64 = 300;

/// The secret that the gateway has as well.
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl Secret {
    /// The fewest characters.
    pub const SHORTEST: usize = 16;

    /// `None` when it is too short to be one.
    #[must_use]
    pub fn new(text: String) -> Option<Self> {
        (text.len() >= Self::SHORTEST).then_some(Self(text))
    }

    /// The signature of a body at this time, in seconds.
    #[must_use]
    pub fn sign(&self, seconds: i64, body: &[u8]) -> String {
        let Some(mac) = self.mac(seconds, body) else { return String::new() };
        let hex: String =
            mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256={hex}")
    }

    /// Whether a body was signed with this secret, and lately. Takes as long for any signature.
    #[must_use]
    pub fn fits(&self, timestamp: &str, signature: &str, body: &[u8], now: Instant) -> bool {
        let (Ok(seconds), Some(given)) = (timestamp.parse::<i64>(), bytes(signature)) else {
            return false;
        };
        let late = now.as_millis().div_euclid(1000).abs_diff(seconds) > TOLERANCE.unsigned_abs();
        let mac = self.mac(seconds, body);
        mac.is_some_and(|mac| mac.verify_slice(&given).is_ok()) && !late
    }

    /// `None` never: HMAC takes keys of any length.
    fn mac(&self, seconds: i64, body: &[u8]) -> Option<Hmac<Sha256>> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.0.as_bytes()).ok()?;
        mac.update(format!("{seconds}.").as_bytes());
        mac.update(body);
        Some(mac)
    }
}

fn bytes(signature: &str) -> Option<Vec<u8>> {
    let hex = signature.strip_prefix("sha256=")?.as_bytes();
    let pairs = hex.chunks_exact(2).map(|pair| {
        let text = std::str::from_utf8(pair).ok()?;
        u8::from_str_radix(text, 16).ok()
    });
    if hex.len() == 64 { pairs.collect() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(1_770_000_000_500);
    const SECONDS: i64 = 1_770_000_000;

    fn secret(text: &str) -> Secret {
        Secret::new(text.to_owned()).unwrap()
    }

    #[test]
    fn a_signature_fits_its_body_time_and_secret_alone() {
        let ours = secret("rahasia-gerbang-sms");
        let signed = ours.sign(SECONDS, b"{}");
        let time = SECONDS.to_string();
        assert!(ours.fits(&time, &signed, b"{}", NOW));
        assert!(!ours.fits(&time, &signed, b"{ }", NOW));
        assert!(!ours.fits(&(SECONDS + 1).to_string(), &signed, b"{}", NOW));
        assert!(!secret("rahasia-gerbang-lain").fits(&time, &signed, b"{}", NOW));
        for odd in ["", "sha256=", "sha256=zz", &signed[7..], &format!("{signed}00")] {
            assert!(!ours.fits(&time, odd, b"{}", NOW), "{odd}");
        }
    }

    #[test]
    fn what_was_signed_long_ago_is_refused() {
        let ours = secret("rahasia-gerbang-sms");
        for (seconds, fits) in [(-301, false), (-300, true), (300, true), (301, false)] {
            let at = SECONDS + seconds;
            assert_eq!(ours.fits(&at.to_string(), &ours.sign(at, b"{}"), b"{}", NOW), fits);
        }
    }

    #[test]
    fn the_signature_is_hmac_sha_256_as_others_make_it() {
        // printf '1770000000.{}' | openssl dgst -sha256 -hmac rahasia-gerbang-sms
        let expected = "sha256=a06b4a94047d4edb4a27672b8e2cc477113c9f8501e67df6455f30e71565b846";
        assert_eq!(secret("rahasia-gerbang-sms").sign(SECONDS, b"{}"), expected);
    }
}
