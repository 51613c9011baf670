//! The two languages that Balai speaks.

use std::fmt;
use std::str::FromStr;

use crate::UnknownName;

/// A language of the messages; Indonesian unless asked otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// Both languages.
    pub const ALL: &'static [Self] = &[Self::Id, Self::En];

    /// The language's tag: `id` or `en`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Chooses between two texts.
    #[must_use]
    pub const fn pick(self, indonesian: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Id => indonesian,
            Self::En => english,
        }
    }

    /// The better liked of the two in an `Accept-Language` header; Indonesian when it names neither.
    ///
    /// Weights count to the thousandth as RFC 9110 says; `ms` and `in` (the old tag) read Indonesian.
    #[must_use]
    pub fn from_accept_language(header: &str) -> Self {
        let mut best = (0, Self::default());
        for item in header.split(',') {
            let (range, parameters) = item.split_once(';').unwrap_or((item, ""));
            let primary = range.trim().split('-').next().unwrap_or_default();
            let language = if primary.eq_ignore_ascii_case("en") {
                Self::En
            } else if ["id", "in", "ms"].iter().any(|tag| primary.eq_ignore_ascii_case(tag)) {
                Self::Id
            } else {
                continue;
            };
            let weight = weight(parameters);
            if weight > best.0 {
                best = (weight, language);
            }
        }
        best.1
    }
}

/// `q=0.8` in thousandths; without a weight 1000, with one that can't be read 0.
fn weight(parameters: &str) -> u32 {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return 1000;
    }
    let Some(value) = parameters.strip_prefix("q=").or_else(|| parameters.strip_prefix("Q="))
    else {
        return 0;
    };
    let (whole, fraction) = value.trim().split_once('.').unwrap_or((value.trim(), ""));
    if fraction.len() > 3 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    let thousandths = fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(3)
        .fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    match whole {
        "0" => thousandths,
        "1" => 1000,
        _ => 0,
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Language {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        match text {
            "id" => Ok(Self::Id),
            "en" => Ok(Self::En),
            _ => Err(UnknownName),
        }
    }
}

serde_as_text!(Language);
