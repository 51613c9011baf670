//! Codes that carry their meaning: regions and vocations.

use std::fmt;
use std::str::FromStr;

/// A text that has not the shape of the code wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a well-formed code")]
pub struct CodeError;

/// The Ministry of Home Affairs' code of a province (`51`) or of a regency or city (`51.71`).
///
/// The shape is checked, not whether such a region exists: that is data, not a rule.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RegionCode(String);

impl RegionCode {
    /// Parses `51` or `51.71`.
    ///
    /// # Errors
    /// Any other shape.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        text.parse()
    }

    /// Joins two digits of a province and two of a regency; the caller vouches for the digits.
    pub(crate) fn join(province: &str, regency: Option<&str>) -> Self {
        let mut code = String::from(province);
        if let Some(regency) = regency {
            code.push('.');
            code.push_str(regency);
        }
        Self(code)
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The province that the region lies in; a province lies in itself.
    #[must_use]
    pub fn province(&self) -> Self {
        Self(self.0.chars().take(2).collect())
    }

    /// Whether this is a province's code.
    #[must_use]
    pub fn is_province(&self) -> bool {
        self.0.len() == 2
    }

    /// Whether `other` is this region or lies in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self == other || (self.is_province() && *self == other.province())
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for RegionCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
        let well_formed = match text.as_bytes() {
            province @ [_, _] => digits(province),
            [a, b, b'.', c, d] => digits(&[*a, *b, *c, *d]),
            _ => false,
        };
        if well_formed { Ok(Self(String::from(text))) } else { Err(CodeError) }
    }
}

serde_as_text!(RegionCode);

/// A vocation's code as the API shows it: `voc_las`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VocationCode(String);

impl VocationCode {
    /// What the shown code starts with, underscore included.
    const PREFIX: &'static str = "voc_";

    /// Parses `voc_las`.
    ///
    /// # Errors
    /// Any other shape; whether the vocation exists, `vocation::by_code` tells.
    pub fn parse(text: &str) -> Result<Self, CodeError> {
        text.parse()
    }

    /// From the bare code, `las`.
    ///
    /// # Errors
    /// Anything but small letters.
    pub fn from_bare(bare: &str) -> Result<Self, CodeError> {
        if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err(CodeError);
        }
        let mut shown = String::from(Self::PREFIX);
        shown.push_str(bare);
        Ok(Self(shown))
    }

    /// The code as shown, `voc_las`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bare code, `las`.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.0.strip_prefix(Self::PREFIX).unwrap_or(&self.0)
    }
}

impl fmt::Display for VocationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for VocationCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        Self::from_bare(text.strip_prefix(Self::PREFIX).ok_or(CodeError)?)
    }
}

serde_as_text!(VocationCode);
