//! What a form was answered, carried to the page that shows it: in a sealed cookie for a minute.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use balai_frontend::server::{Flash, FormError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::cookies::{self, Transport};
use crate::auth::vault::Vault;

/// How long it is waited for.
const SECONDS: i64 = 60;
/// The longest cookie value: browsers take 4,096 bytes with the name and the rest.
const LONGEST: usize = 3_500;
const PLACE: &str = "cookie.flash";

/// The cookie with the flash. What was entered is left out when it is too long; the errors stay.
pub(crate) fn set(vault: &Vault, flash: Flash, transport: Transport) -> (HeaderName, HeaderValue) {
    let value = seal(vault, &flash)
        .or_else(|| seal(vault, &Flash { values: BTreeMap::new(), ..flash.clone() }))
        .or_else(|| {
            let errors: Vec<FormError> = flash.errors.iter().take(3).cloned().collect();
            seal(vault, &Flash { errors, values: BTreeMap::new(), ..flash })
        });
    cookies::set(cookies::FLASH, &value.unwrap_or_default(), Some(SECONDS), transport)
}

/// The flash of the last form, if any.
pub(crate) fn read(vault: &Vault, headers: &HeaderMap) -> Option<Flash> {
    let sealed = URL_SAFE_NO_PAD.decode(cookies::read(headers, cookies::FLASH)?).ok()?;
    serde_json::from_slice(&vault.open(PLACE, &sealed)?).ok()
}

fn seal(vault: &Vault, flash: &Flash) -> Option<String> {
    let plain = serde_json::to_vec(flash).ok()?;
    let value = URL_SAFE_NO_PAD.encode(vault.seal(PLACE, &plain).ok()?);
    Some(value).filter(|value| value.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    fn flash(motivation: &str) -> Flash {
        let error = FormError {
            path: Some("nik".to_owned()),
            code: "WRONG_LENGTH".to_owned(),
            message: "NIK terdiri dari 16 angka.".to_owned(),
        };
        let values = [("motivation".to_owned(), motivation.to_owned())].into();
        Flash { operation: "updateProfile".to_owned(), errors: vec![error], values }
    }

    fn there_and_back(sent: &Flash) -> Option<Flash> {
        let vault = Vault::new(&[1; 32]);
        let (_, cookie) = set(&vault, sent.clone(), Transport::Plain);
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.len() < 4_096 && cookie.contains("; Max-Age=60"), "{cookie}");
        assert!(!cookie.contains("WRONG_LENGTH"));
        let pair = cookie.split(';').next().unwrap();
        let headers =
            HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_str(pair).unwrap())]);
        assert_eq!(read(&Vault::new(&[2; 32]), &headers), None);
        read(&vault, &headers)
    }

    #[test]
    fn a_flash_arrives_whole() {
        assert_eq!(there_and_back(&flash("Saya ingin belajar")), Some(flash("Saya ingin belajar")));
    }

    #[test]
    fn what_is_too_long_for_a_cookie_loses_its_values_and_keeps_its_errors() {
        let arrived = there_and_back(&flash(&"panjang ".repeat(500))).unwrap();
        assert_eq!(arrived, Flash { values: BTreeMap::new(), ..flash("") });
        let mut many = flash("");
        many.errors = vec![many.errors[0].clone(); 100];
        assert_eq!(there_and_back(&many).unwrap().errors.len(), 3);
    }
}
