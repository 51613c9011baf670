//! What was entered in a form whose sign-in had ended, or that was open for too long: kept in a sealed
//! cookie until its page is seen again, so that nobody types it twice.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use balai_frontend::server::{Flash, FormError};
use balai_shared::language::Language;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

use super::cookies::{self, Transport};
use crate::auth::vault::Vault;

/// How long it is waited for: time enough to sign in, or to ask for a new password.
const SECONDS: i64 = 10 * 60;
/// The longest cookie value: browsers take 4,096 bytes with the name and the rest.
const LONGEST: usize = 3_500;
const PLACE: &str = "cookie.kept";

/// What was entered, and the page on which it belongs.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    page: String,
    /// The account for which the page had been rendered.
    person: String,
    flash: Flash,
}

/// Why a form was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The sign-in had ended.
    SignedOut,
    /// The form's token was gone or old.
    TooOld,
}

impl Cause {
    const fn words(self, language: Language) -> &'static str {
        match self {
            Self::SignedOut => language.pick(
                "Anda sempat keluar sendiri. Isian Anda masih ada: periksa, lalu kirim lagi.",
                "You had been signed out. What you entered is still here: look it over and send it again.",
            ),
            Self::TooOld => language.pick(
                "Halaman ini terlalu lama terbuka. Isian Anda masih ada: periksa, lalu kirim lagi.",
                "This page was open for too long. What you entered is still here: look it over and send it again.",
            ),
        }
    }
}

/// The flash that the form's page shows once it is seen again.
pub(crate) fn flash(
    operation: &str,
    values: std::collections::BTreeMap<String, String>,
    cause: Cause,
    language: Language,
) -> Flash {
    let message = cause.words(language).to_owned();
    let told = FormError { path: None, code: "KEPT".to_owned(), message };
    Flash { operation: operation.to_owned(), errors: vec![told], values }
}

/// The cookie; empty where what was entered is too long for one.
pub(crate) fn set(
    vault: &Vault,
    (page, person): (&str, &str),
    flash: Flash,
    transport: Transport,
) -> (HeaderName, HeaderValue) {
    let kept = Kept { page: path_of(page).to_owned(), person: person.to_owned(), flash };
    let value = serde_json::to_vec(&kept)
        .ok()
        .and_then(|plain| vault.seal(PLACE, &plain).ok())
        .map(|sealed| URL_SAFE_NO_PAD.encode(sealed))
        .filter(|value| value.len() <= LONGEST);
    cookies::set(cookies::KEPT, &value.unwrap_or_default(), Some(SECONDS), transport)
}

/// What was kept for this page and this person, if anything: another who signs in at the same phone
/// sees nothing of it.
pub(crate) fn read(
    vault: &Vault,
    headers: &HeaderMap,
    (page, person): (&str, &str),
) -> Option<Flash> {
    let sealed = URL_SAFE_NO_PAD.decode(cookies::read(headers, cookies::KEPT)?).ok()?;
    let kept: Kept = serde_json::from_slice(&vault.open(PLACE, &sealed)?).ok()?;
    (kept.page == path_of(page) && kept.person == person).then_some(kept.flash)
}

fn path_of(address: &str) -> &str {
    address.split('?').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn what_was_entered_waits_for_its_own_page() {
        let vault = Vault::new(&[1; 32]);
        let values = [("motivation".to_owned(), "Ingin buka bengkel".to_owned())].into();
        let told = flash("submitApplication", values, Cause::SignedOut, Language::Id);
        let (_, cookie) = set(&vault, ("/sesi/ses_1?x=1", "usr_1"), told.clone(), Transport::Plain);
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        assert!(!pair.contains("bengkel"));
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(&pair).unwrap())]);
        assert_eq!(read(&vault, &headers, ("/masuk", "usr_1")), None);
        assert_eq!(read(&vault, &headers, ("/sesi/ses_1", "usr_2")), None, "somebody else");
        assert_eq!(read(&vault, &headers, ("/sesi/ses_1", "usr_1")), Some(told));
        assert_eq!(read(&Vault::new(&[2; 32]), &headers, ("/sesi/ses_1", "usr_1")), None);
    }

    #[test]
    fn the_longest_motivation_fits() {
        let values = [("motivation".to_owned(), "a".repeat(2_000))].into();
        let told = flash("submitApplication", values, Cause::SignedOut, Language::Id);
        let (_, cookie) =
            set(&Vault::new(&[1; 32]), ("/sesi/ses_1", "usr_1"), told, Transport::Plain);
        assert!(cookie.len() > 2_000 && cookie.len() < 4_096, "{}", cookie.len());
    }
}
