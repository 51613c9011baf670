//! A point in time.

use std::fmt;
use std::str::FromStr;

use super::{Date, TimeError, digits};

/// Milliseconds since 1970-01-01T00:00:00Z; shown as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

pub(super) const SECOND: i64 = 1_000;
pub(super) const MINUTE: i64 = 60 * SECOND;
pub(super) const HOUR: i64 = 60 * MINUTE;
pub(super) const DAY: i64 = 24 * HOUR;

impl Instant {
    /// From milliseconds since 1970 in UTC.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 in UTC.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// So many milliseconds later, held at the ends.
    #[must_use]
    pub const fn plus_millis(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// So many seconds later, held at the ends.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        self.plus_millis(seconds.saturating_mul(SECOND))
    }

    /// So many minutes later, held at the ends.
    #[must_use]
    pub const fn plus_minutes(self, minutes: i64) -> Self {
        self.plus_millis(minutes.saturating_mul(MINUTE))
    }

    /// So many hours later, held at the ends.
    #[must_use]
    pub const fn plus_hours(self, hours: i64) -> Self {
        self.plus_millis(hours.saturating_mul(HOUR))
    }

    /// So many times 24 hours later, held at the ends.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_millis(days.saturating_mul(DAY))
    }

    /// Milliseconds from here to `later`; negative when it is earlier.
    #[must_use]
    pub const fn millis_until(self, later: Self) -> i64 {
        later.0.saturating_sub(self.0)
    }

    /// Parses RFC 3339: `2026-02-14T01:00:00Z`, `2026-02-14T09:00:00.250+08:00`.
    ///
    /// Digits past the millisecond are dropped.
    ///
    /// # Errors
    /// Any other shape, a day or hour that doesn't exist, a leap second.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        read(text.as_bytes()).ok_or(TimeError)
    }
}

fn read(bytes: &[u8]) -> Option<Instant> {
    let (date, rest) = Date::read(bytes)?;
    let [b'T' | b't' | b' ', rest @ ..] = rest else {
        return None;
    };
    let (hour, rest) = digits(rest, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(b":")?, 2)?;
    let (second, rest) = digits(rest.strip_prefix(b":")?, 2)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (millis, rest) = read_fraction(rest)?;
    let offset = read_offset(rest)?;
    let within_day = i64::from(hour) * HOUR + i64::from(minute) * MINUTE;
    let within_day = within_day + i64::from(second) * SECOND + millis;
    Some(Instant(date.epoch_days() * DAY + within_day - offset))
}

/// `.250` as milliseconds; nothing is 0.
fn read_fraction(bytes: &[u8]) -> Option<(i64, &[u8])> {
    let Some(rest) = bytes.strip_prefix(b".") else {
        return Some((0, bytes));
    };
    let width = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if width == 0 {
        return None;
    }
    let (fraction, rest) = rest.split_at(width);
    let padded = fraction.iter().chain(std::iter::repeat(&b'0')).take(3);
    let millis = padded.fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    Some((millis, rest))
}

/// `Z` or `+08:00` as milliseconds to take off.
fn read_offset(bytes: &[u8]) -> Option<i64> {
    let (sign, rest) = match bytes {
        [b'Z' | b'z'] => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, rest) = digits(rest, 2)?;
    let (minutes, rest) = digits(rest.strip_prefix(b":")?, 2)?;
    if hours > 23 || minutes > 59 || !rest.is_empty() {
        return None;
    }
    Some(sign * (i64::from(hours) * HOUR + i64::from(minutes) * MINUTE))
}

/// `2026-02-14T01:00:00Z`; milliseconds only when there are any; held at the years 1 and 9999.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = Date::from_epoch_days(self.0.div_euclid(DAY));
        let rest = self.0.rem_euclid(DAY);
        let (hour, minute) = (rest / HOUR, rest / MINUTE % 60);
        let (second, millis) = (rest / SECOND % 60, rest % SECOND);
        write!(f, "{date}T{hour:02}:{minute:02}:{second:02}")?;
        if millis != 0 {
            write!(f, ".{millis:03}")?;
        }
        f.write_str("Z")
    }
}

impl FromStr for Instant {
    type Err = TimeError;

    fn from_str(text: &str) -> Result<Self, TimeError> {
        Self::parse(text)
    }
}

serde_as_text!(Instant);
