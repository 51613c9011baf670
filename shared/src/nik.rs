//! NIK and KK: the 16 digits of the identity card and of the family card.
//!
//! A NIK reads `PPRRSSDDMMYYNNNN`: province, regency and district of issue; day of birth
//! (40 more for women), month, two digits of the year; serial. There is no check digit.

use std::fmt;

use crate::error::{FieldCode, FieldError};
use crate::id::RegionCode;
use crate::person::Sex;
use crate::time::Date;
use crate::typed;

/// Why a text is not a NIK or a KK.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NikError {
    /// Nothing was given.
    #[error("nothing was given")]
    Blank,
    /// Something else than digits and spaces was given.
    #[error("may hold digits only")]
    NotDigits,
    /// Not 16 digits.
    #[error("must have 16 digits, not {given}")]
    Length {
        /// How many digits were given.
        given: usize,
    },
    /// The digits for the date of birth are no day of the calendar.
    #[error("holds an impossible date of birth")]
    BirthDay,
    /// The digits for the day that a family card was made on are no day of the calendar.
    #[error("holds an impossible date of issue")]
    IssueDay,
}

impl NikError {
    /// The same as an error of the input field at `path`.
    #[must_use]
    pub fn field_error(self, path: &str) -> FieldError {
        match self {
            Self::Blank => FieldError::new(path, FieldCode::Required),
            Self::NotDigits => FieldError::new(path, FieldCode::NotDigits),
            Self::Length { given } => FieldError::with_given(path, FieldCode::WrongLength, given),
            Self::BirthDay => FieldError::new(path, FieldCode::NikImpossibleDate),
            Self::IssueDay => FieldError::new(path, FieldCode::KkImpossibleDate),
        }
    }
}

/// A national identity number. Secret: `Debug` shows it masked, and it doesn't serialise.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Nik(String);

impl Nik {
    /// Parses 16 digits; blanks, dashes and dots between them don't count.
    ///
    /// # Errors
    /// See [`NikError`]. An unknown region is none: regions are split and the card stays valid.
    pub fn parse(text: &str) -> Result<Self, NikError> {
        let nik = Self(sixteen_digits(text)?);
        let (day, month) = nik.birth_day_month();
        if day <= longest_month(month, nik.birth_year()) && day > 0 {
            Ok(nik)
        } else {
            Err(NikError::BirthDay)
        }
    }

    /// The 16 digits: to encrypt or to compare, never to show or to log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people may see it: `5171••••••••0003`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }

    /// The province of issue.
    #[must_use]
    pub fn province(&self) -> RegionCode {
        RegionCode::join(self.digits(0), None)
    }

    /// The regency or city of issue.
    #[must_use]
    pub fn regency(&self) -> RegionCode {
        RegionCode::join(self.digits(0), Some(self.digits(2)))
    }

    /// The sex that the day of birth tells.
    #[must_use]
    pub fn sex(&self) -> Sex {
        if self.number(6) > 40 { Sex::Female } else { Sex::Male }
    }

    /// Day (1 to 31) and month (1 to 12) of birth.
    #[must_use]
    pub fn birth_day_month(&self) -> (u8, u8) {
        let day = self.number(6);
        (if day > 40 { day - 40 } else { day }, self.number(8))
    }

    /// Whether the digits agree with a date of birth; the century is not in them.
    #[must_use]
    pub fn matches_birth_date(&self, date: Date) -> bool {
        (date.day(), date.month()) == self.birth_day_month()
            && date.year().rem_euclid(100) == i32::from(self.birth_year())
    }

    /// Whether the digits agree with a sex.
    #[must_use]
    pub fn matches_sex(&self, sex: Sex) -> bool {
        self.sex() == sex
    }

    /// The last two digits of the year of birth.
    fn birth_year(&self) -> u8 {
        self.number(10)
    }

    /// Two digits from place `at` on.
    fn digits(&self, at: usize) -> &str {
        self.0.get(at..at + 2).unwrap_or_default()
    }

    fn number(&self, at: usize) -> u8 {
        number(&self.0, at)
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

/// A family card's number. Secret: `Debug` shows it masked, and it doesn't serialise.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kk(String);

impl Kk {
    /// Parses 16 digits; blanks, dashes and dots between them don't count.
    ///
    /// # Errors
    /// See [`NikError`]. Digits 7 to 12 are the day that the card was made on, and no sex is in them.
    pub fn parse(text: &str) -> Result<Self, NikError> {
        let digits = sixteen_digits(text)?;
        let (day, month) = (number(&digits, 6), number(&digits, 8));
        if day <= longest_month(month, number(&digits, 10)) && day > 0 {
            Ok(Self(digits))
        } else {
            Err(NikError::IssueDay)
        }
    }

    /// A number that was kept already: those from before the date was looked at can hold any.
    ///
    /// # Errors
    /// What is no number of 16 digits.
    pub fn kept(text: &str) -> Result<Self, NikError> {
        sixteen_digits(text).map(Self)
    }

    /// The 16 digits: to encrypt or to compare, never to show or to log.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As people may see it: `5171••••••••0003`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

impl fmt::Debug for Kk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

fn sixteen_digits(text: &str) -> Result<String, NikError> {
    let digits = typed::bare(text);
    if digits.is_empty() {
        return Err(NikError::Blank);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(NikError::NotDigits);
    }
    if digits.len() != 16 {
        return Err(NikError::Length { given: digits.len() });
    }
    Ok(digits)
}

/// The number that two digits from place `at` on make.
fn number(digits: &str, at: usize) -> u8 {
    let two = digits.get(at..at + 2).unwrap_or_default();
    two.bytes().fold(0, |sum, digit| sum * 10 + (digit - b'0'))
}

/// The first and the last four digits, the rest hidden.
fn mask(digits: &str) -> String {
    let mut masked = String::from(digits.get(..4).unwrap_or_default());
    masked.push_str("••••••••");
    masked.push_str(digits.get(12..).unwrap_or_default());
    masked
}

/// The last day of a month in any century's year that ends in `year`; 0 for no month.
///
/// 29 February exists for every year that ends in a multiple of four: 2000 was a leap year.
fn longest_month(month: u8, year: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        _ => 0,
    }
}
