//! The token in every form: shows that one of our pages drew it, for this very browser.

use axum::http::HeaderMap;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;

use super::cookies;
use crate::{
    auth::{secret, vault::Vault},
    error::Result,
};

/// What the vault's fingerprint of a form's cookie is for.
const PURPOSE: &str = "form";

/// The token for the forms of a browser that has `cookie`. Another each time, so that compressed
/// pages don't give it away letter by letter.
///
/// # Errors
/// Where the system has no randomness.
pub(crate) fn make(vault: &Vault, cookie: &str) -> Result<String> {
    let pad = secret::random::<32>()?;
    let print = vault.fingerprint(PURPOSE, cookie.as_bytes());
    let masked = pad.iter().zip(print).map(|(pad, print)| pad ^ print);
    let token: Vec<u8> = pad.iter().copied().chain(masked).collect();
    Ok(URL_SAFE_NO_PAD.encode(token))
}

/// Whether the token was made for a browser that has this cookie.
pub(crate) fn fits(vault: &Vault, headers: &HeaderMap, token: &str) -> bool {
    let Some(cookie) = cookies::read(headers, cookies::CSRF) else { return false };
    let Ok(token) = URL_SAFE_NO_PAD.decode(token) else { return false };
    let Some((pad, masked)) = token.split_at_checked(32) else { return false };
    let given: Vec<u8> = pad.iter().zip(masked).map(|(pad, masked)| pad ^ masked).collect();
    masked.len() == 32 && given.ct_eq(&vault.fingerprint(PURPOSE, cookie.as_bytes())).into()
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, header};

    use super::*;

    fn cookie(text: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(text))])
    }

    #[test]
    fn a_token_fits_its_cookie_and_no_other() {
        let vault = Vault::new(&[1; 32]);
        let token = make(&vault, "one").unwrap();
        let (one, two) = (cookie("balai_csrf=one"), cookie("balai_csrf=two"));
        assert!(fits(&vault, &one, &token));
        assert!(!fits(&vault, &two, &token));
        assert!(!fits(&vault, &HeaderMap::new(), &token));
        assert!(!fits(&Vault::new(&[2; 32]), &one, &token));
        for broken in ["", "a", &token[1..], &format!("{token}AAAA")] {
            assert!(!fits(&vault, &one, broken), "{broken}");
        }
        assert_ne!(make(&vault, "one").unwrap(), token);
    }
}
