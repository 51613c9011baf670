//! The web app's tokens: a short JWT that needs no look-up, and the names of what goes with it.

use balai_shared::{id::AccountId, time::Instant};
use jsonwebtoken::{
    Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode,
};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// How long an access token is good (API.md: at most 10 minutes).
pub const ACCESS_SECONDS: i64 = 600;
/// How long a refresh token is good.
pub const REFRESH_SECONDS: i64 = 30 * 24 * 3600;
/// How long a refresh token that was used is still taken for a lost answer or a second tab.
pub const GRACE_SECONDS: i64 = 60;

/// How long a browser keeps the mark of its device, in seconds: as long as browsers keep anything.
pub const MARK_SECONDS: i64 = 400 * 24 * 3600;

/// A device's secret, in a cookie that outlives signing out. It opens nothing: a device on which the
/// person has signed in before has counts of its own, so that strangers can't lock it out.
#[derive(Clone, PartialEq, Eq)]
pub struct DeviceMark(String);

impl DeviceMark {
    /// From a new secret.
    #[must_use]
    pub const fn new(secret: String) -> Self {
        Self(secret)
    }

    /// From a cookie; nothing for what is none of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (text.len() == 43 && text.bytes().all(is_ours)).then(|| Self(text.to_owned()))
    }

    /// For the cookie.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for DeviceMark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("DeviceMark(..)")
    }
}

/// What a sign-in hands out. Both go into HttpOnly cookies and nowhere else.
#[derive(Clone)]
pub struct TokenPair {
    /// The JWT.
    pub access: String,
    /// How long the browser keeps it, in seconds.
    pub access_seconds: i64,
    /// The refresh token, 256 random bits.
    pub refresh: String,
    /// How long the browser keeps it, in seconds.
    pub refresh_seconds: i64,
}

impl std::fmt::Debug for TokenPair {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("TokenPair(..)")
    }
}

/// Signs and checks access tokens with one algorithm, HS256, whatever a token's header says.
#[derive(Clone)]
pub struct TokenKeys {
    kid: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

impl std::fmt::Debug for TokenKeys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("TokenKeys").field("kid", &self.kid).finish_non_exhaustive()
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    sub: String,
    fam: String,
    iat: i64,
    exp: i64,
}

/// Whom an access token speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccessClaims {
    /// The account.
    pub account: AccountId,
    /// The family of refresh tokens it came from: what signing out ends.
    pub family: u128,
}

impl TokenKeys {
    /// `kid` names the key in every token, so that keys can be changed without signing all out.
    #[must_use]
    pub fn new(kid: String, secret: &[u8]) -> Self {
        Self {
            kid,
            encoding: EncodingKey::from_secret(secret),
            decoding: DecodingKey::from_secret(secret),
        }
    }

    /// A token for `claims`, good from `now` for [`ACCESS_SECONDS`].
    ///
    /// # Errors
    /// [`Error::Internal`] when signing fails.
    pub fn sign(&self, claims: AccessClaims, now: Instant) -> Result<String> {
        let iat = now.as_millis().div_euclid(1000);
        let header = Header { kid: Some(self.kid.clone()), ..Header::new(Algorithm::HS256) };
        let claims = Claims {
            sub: claims.account.to_string(),
            fam: format!("{:032x}", claims.family),
            iat,
            exp: iat + ACCESS_SECONDS,
        };
        encode(&header, &claims, &self.encoding)
            .map_err(|error| Error::Internal(format!("signing a token: {error}")))
    }

    /// Whom the token speaks for; `None` when it is forged, of another key, or past its time.
    #[must_use]
    pub fn verify(&self, token: &str, now: Instant) -> Option<AccessClaims> {
        if decode_header(token).ok()?.kid.as_deref() != Some(self.kid.as_str()) {
            return None;
        }
        let mut validation = Validation::new(Algorithm::HS256);
        // Expiry is judged by our clock, below: the library reads the machine's.
        validation.validate_exp = false;
        validation.validate_aud = false;
        let claims = decode::<Claims>(token, &self.decoding, &validation).ok()?.claims;
        if claims.exp <= now.as_millis().div_euclid(1000) {
            return None;
        }
        Some(AccessClaims {
            account: claims.sub.parse().ok()?,
            family: u128::from_str_radix(&claims.fam, 16).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_millis(1_770_000_000_000);

    fn claims() -> AccessClaims {
        AccessClaims { account: AccountId::from_u128(7), family: 9 }
    }

    #[test]
    fn a_token_speaks_for_its_account_until_its_time_is_over() {
        let keys = TokenKeys::new("a".to_owned(), b"secret");
        let token = keys.sign(claims(), NOW).unwrap();
        let last = Instant::from_millis(NOW.as_millis() + (ACCESS_SECONDS - 1) * 1000);
        let over = Instant::from_millis(NOW.as_millis() + ACCESS_SECONDS * 1000);
        assert_eq!(keys.verify(&token, last), Some(claims()));
        assert_eq!(keys.verify(&token, over), None);
    }

    #[test]
    fn a_token_of_another_key_or_algorithm_is_nothing() {
        let keys = TokenKeys::new("a".to_owned(), b"secret");
        let other_secret = TokenKeys::new("a".to_owned(), b"other").sign(claims(), NOW).unwrap();
        let other_kid = TokenKeys::new("b".to_owned(), b"secret").sign(claims(), NOW).unwrap();
        let header = Header { kid: Some("a".to_owned()), ..Header::new(Algorithm::HS512) };
        let body = Claims {
            sub: AccountId::from_u128(7).to_string(),
            fam: "9".to_owned(),
            iat: 0,
            exp: i64::MAX,
        };
        let other_algorithm = encode(&header, &body, &keys.encoding).unwrap();
        for token in [other_secret, other_kid, other_algorithm, "x.y.z".to_owned()] {
            assert_eq!(keys.verify(&token, NOW), None);
        }
    }
}
