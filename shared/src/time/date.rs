//! A day of the calendar, without a time zone.

use std::fmt;
use std::str::FromStr;

use super::{TimeError, digits};

/// A day between 0001-01-01 and 9999-12-31, Gregorian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date(::time::Date);

/// Julian day of 1970-01-01.
const EPOCH: i64 = 2_440_588;
/// Days from 1970-01-01 to the first and the last day that a `Date` holds.
const FIRST: i64 = -719_162;
const LAST: i64 = 2_932_896;

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Weekday {
    /// Senin.
    Monday,
    /// Selasa.
    Tuesday,
    /// Rabu.
    Wednesday,
    /// Kamis.
    Thursday,
    /// Jumat.
    Friday,
    /// Sabtu.
    Saturday,
    /// Minggu.
    Sunday,
}

impl Weekday {
    /// Monday to Friday; [`Date::is_working_day`] knows the holidays, too.
    #[must_use]
    pub const fn is_working_day(self) -> bool {
        match self {
            Self::Monday | Self::Tuesday | Self::Wednesday | Self::Thursday | Self::Friday => true,
            Self::Saturday | Self::Sunday => false,
        }
    }
}

impl Date {
    /// The day of this year, month (1 to 12) and day (1 to 31), if there is one.
    #[must_use]
    pub fn from_ymd(year: i32, month: u8, day: u8) -> Option<Self> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        let month = ::time::Month::try_from(month).ok()?;
        ::time::Date::from_calendar_date(year, month, day).ok().map(Self)
    }

    /// A day written in the code; the calendar's first where there is no such day, which a test would see.
    pub(crate) const fn literal(year: i32, month: ::time::Month, day: u8) -> Self {
        match ::time::Date::from_calendar_date(year, month, day) {
            Ok(date) => Self(date),
            Err(_) => Self(::time::Date::MIN),
        }
    }

    /// Parses `2026-02-14`.
    ///
    /// # Errors
    /// Any other shape, or a day that the calendar doesn't have.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        match Self::read(text.as_bytes()) {
            Some((date, [])) => Ok(date),
            Some(_) | None => Err(TimeError),
        }
    }

    /// Reads `2026-02-14` off the front.
    pub(super) fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (year, rest) = digits(bytes, 4)?;
        let (month, rest) = digits(rest.strip_prefix(b"-")?, 2)?;
        let (day, rest) = digits(rest.strip_prefix(b"-")?, 2)?;
        let date = Self::from_ymd(
            i32::try_from(year).ok()?,
            u8::try_from(month).ok()?,
            u8::try_from(day).ok()?,
        )?;
        Some((date, rest))
    }

    /// The year, 1 to 9999.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        u8::from(self.0.month())
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub const fn day(self) -> u8 {
        self.0.day()
    }

    /// The day so many days later (earlier when negative), held at the calendar's ends.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self::from_epoch_days(self.epoch_days().saturating_add(days))
    }

    /// Days from this day to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        other.epoch_days() - self.epoch_days()
    }

    /// The day of the week.
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self.0.weekday() {
            ::time::Weekday::Monday => Weekday::Monday,
            ::time::Weekday::Tuesday => Weekday::Tuesday,
            ::time::Weekday::Wednesday => Weekday::Wednesday,
            ::time::Weekday::Thursday => Weekday::Thursday,
            ::time::Weekday::Friday => Weekday::Friday,
            ::time::Weekday::Saturday => Weekday::Saturday,
            ::time::Weekday::Sunday => Weekday::Sunday,
        }
    }

    /// Whole years that someone born on this day has lived on the day `on`; 0 before the birth.
    ///
    /// Who was born on 29 February turns a year older on 1 March in a common year.
    #[must_use]
    pub fn age_on(self, on: Self) -> u32 {
        let birthday_to_come = (on.month(), on.day()) < (self.month(), self.day());
        let years = on.year() - self.year() - i32::from(birthday_to_come);
        u32::try_from(years).unwrap_or(0)
    }

    /// Days since 1970-01-01.
    pub(super) fn epoch_days(self) -> i64 {
        i64::from(self.0.to_julian_day()) - EPOCH
    }

    /// The day so many days after 1970-01-01, held at the calendar's ends.
    pub(super) fn from_epoch_days(days: i64) -> Self {
        let held = days.clamp(FIRST, LAST) + EPOCH;
        let date = i32::try_from(held).ok().and_then(|day| ::time::Date::from_julian_day(day).ok());
        // The held range lies within the calendar's, so the fallback is never taken.
        Self(date.unwrap_or(::time::Date::MAX))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day())
    }
}

impl FromStr for Date {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::parse(text)
    }
}

serde_as_text!(Date);
