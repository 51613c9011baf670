//! How a training centre can be reached.

use serde::{Deserialize, Serialize};

use crate::contact::{ContactError, EmailAddress, PhoneNumber, is_invisible};
use crate::typed;

/// The longest opening hours, in characters.
pub const LONGEST_HOURS: usize = 200;

/// How a centre can be reached; what isn't known is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reach {
    /// The office's telephone, as the centre writes it: `(0361) 234 567`.
    pub phone: Option<String>,
    /// A mobile number with WhatsApp, `+62812…`.
    pub whatsapp: Option<String>,
    /// The office's e-mail address.
    pub email: Option<String>,
    /// When somebody is there, in the centre's own words: `Senin–Jumat 08.00–16.00 WITA`.
    pub opening_hours: Option<String>,
}

/// An office's telephone number, written as its people write it.
///
/// Unlike a person's number it may be one of a fixed line, whose area codes have two to four digits, or a
/// short one for the whole country such as `1500 630`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficePhone(String);

impl OfficePhone {
    /// Takes 5 to 14 digits that begin with 0, 1, 62 or +62; blanks between them become plain spaces.
    ///
    /// # Errors
    /// Nothing, another shape, too few or too many digits.
    pub fn parse(text: &str) -> Result<Self, ContactError> {
        let visible = text.chars().filter(|c| !is_invisible(*c));
        let spaced: String = visible.map(|c| if typed::is_blank(c) { ' ' } else { c }).collect();
        let shown = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
        if shown.is_empty() {
            return Err(ContactError::Blank);
        }
        let digits = dialled(&shown);
        let bare = digits.strip_prefix('+').unwrap_or(&digits);
        let is_number = bare.bytes().all(|byte| byte.is_ascii_digit());
        let begins = ["0", "1", "62"].iter().any(|start| bare.starts_with(start));
        if !is_number || !begins || (digits.starts_with('+') && !bare.starts_with("62")) {
            return Err(ContactError::Shape);
        }
        match bare.len() {
            given @ ..5 => Err(ContactError::TooShort { given }),
            5..=14 => Ok(Self(shown)),
            given => Err(ContactError::TooLong { given }),
        }
    }

    /// As it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What a telephone dials for an office's number.
fn dialled(shown: &str) -> String {
    let mut bare = typed::bare(shown);
    bare.retain(|c| !matches!(c, '(' | ')' | '/'));
    bare
}

/// The address that dials an office's number: `tel:+62361234567`.
#[must_use]
pub fn phone_link(shown: &str) -> String {
    let digits = dialled(shown);
    match digits.strip_prefix('0') {
        Some(national) => format!("tel:+62{national}"),
        None if digits.starts_with("62") => format!("tel:+{digits}"),
        None => format!("tel:{digits}"),
    }
}

/// The address that opens WhatsApp with a number.
#[must_use]
pub fn whatsapp_link(number: &str) -> String {
    format!("https://wa.me/{}", number.trim_start_matches('+'))
}

/// The address that shows a centre on a map: by its place in decimal degrees where that is known, else by
/// its name and address. Phones open it in the app for maps.
#[must_use]
pub fn map_link(name: &str, address: Option<&str>, place: Option<(f64, f64)>) -> String {
    let sought = match place {
        Some((latitude, longitude)) => format!("{latitude},{longitude}"),
        None => address.map_or_else(|| name.to_owned(), |address| format!("{name}, {address}")),
    };
    format!("https://www.google.com/maps/search/?api=1&query={}", in_a_query(&sought))
}

/// A text as part of an address, in UTF-8 with `%` (RFC 3986).
fn in_a_query(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut query, byte| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            query.push(char::from(byte));
        } else {
            query.push('%');
            for digit in [byte >> 4, byte & 15] {
                query
                    .extend(char::from_digit(u32::from(digit), 16).map(|c| c.to_ascii_uppercase()));
            }
        }
        query
    })
}

/// A mobile number for WhatsApp.
///
/// # Errors
/// See [`PhoneNumber::parse`]; a fixed line has none.
pub fn whatsapp(text: &str) -> Result<String, ContactError> {
    let number = PhoneNumber::parse(text)?;
    if number.as_str().starts_with("+628") {
        Ok(number.as_str().to_owned())
    } else {
        Err(ContactError::Shape)
    }
}

/// An office's e-mail address.
///
/// # Errors
/// See [`EmailAddress::parse`].
pub fn email(text: &str) -> Result<String, ContactError> {
    EmailAddress::parse(text).map(|address| address.as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offices_number_stays_as_it_is_written_and_dials() {
        for (typed, shown, link) in [
            ("(0361) 234-567", "(0361) 234-567", "tel:+62361234567"),
            ("\u{202A}0361\u{A0}234567\u{202C}", "0361 234567", "tel:+62361234567"),
            ("+62 21 5255733", "+62 21 5255733", "tel:+62215255733"),
            ("62 21 5255733", "62 21 5255733", "tel:+62215255733"),
            ("1500 630", "1500 630", "tel:1500630"),
        ] {
            let phone = OfficePhone::parse(typed).unwrap();
            assert_eq!((phone.as_str(), phone_link(phone.as_str()).as_str()), (shown, link));
        }
    }

    #[test]
    fn what_dials_nothing_is_refused() {
        for (typed, error) in [
            (" \u{200B} ", ContactError::Blank),
            ("lihat brosur", ContactError::Shape),
            ("+1 212 555 0100", ContactError::Shape),
            ("0361", ContactError::TooShort { given: 4 }),
            ("0361 234567 234567", ContactError::TooLong { given: 16 }),
        ] {
            assert_eq!(OfficePhone::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(whatsapp("0361 234567"), Err(ContactError::Shape));
        assert_eq!(whatsapp("0812 3456 7890"), Ok("+6281234567890".to_owned()));
    }

    #[test]
    fn a_map_finds_a_centre_by_its_place_or_its_address() {
        let found = map_link("BLK", Some("Jalan A"), Some((-8.65, 115.2167)));
        assert!(found.ends_with("query=-8.65%2C115.2167"), "{found}");
        let found = map_link("BLK", Some("Jalan A"), None);
        assert!(found.ends_with("query=BLK%2C%20Jalan%20A"), "{found}");
    }
}
