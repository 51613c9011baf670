//! Indonesia's three time zones: fixed offsets, no summer time [Keppres 41/1987].

use std::fmt;
use std::str::FromStr;

use super::instant::{DAY, HOUR, MINUTE};
use super::{Date, Instant};
use crate::UnknownName;

/// A time zone of Indonesia.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimeZone {
    /// Western time, UTC+7: Sumatra, Java, western and central Kalimantan.
    Jakarta,
    /// Central time, UTC+8: Bali, Nusa Tenggara, Sulawesi, the rest of Kalimantan.
    Makassar,
    /// Eastern time, UTC+9: Maluku and Papua.
    Jayapura,
}

impl TimeZone {
    /// All three, from west to east.
    pub const ALL: &'static [Self] = &[Self::Jakarta, Self::Makassar, Self::Jayapura];

    /// The zone's name in the IANA database.
    #[must_use]
    pub const fn iana(self) -> &'static str {
        match self {
            Self::Jakarta => "Asia/Jakarta",
            Self::Makassar => "Asia/Makassar",
            Self::Jayapura => "Asia/Jayapura",
        }
    }

    /// What people call it: WIB, WITA, WIT.
    #[must_use]
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Jakarta => "WIB",
            Self::Makassar => "WITA",
            Self::Jayapura => "WIT",
        }
    }

    /// Milliseconds ahead of UTC.
    const fn offset(self) -> i64 {
        match self {
            Self::Jakarta => 7 * HOUR,
            Self::Makassar => 8 * HOUR,
            Self::Jayapura => 9 * HOUR,
        }
    }

    /// Midnight at which the day begins here.
    #[must_use]
    pub fn start_of(self, date: Date) -> Instant {
        Instant::from_millis(date.epoch_days() * DAY - self.offset())
    }

    /// The day it is here at that moment.
    #[must_use]
    pub fn date_of(self, at: Instant) -> Date {
        let local = at.as_millis().saturating_add(self.offset());
        Date::from_epoch_days(local.div_euclid(DAY))
    }

    /// The day, hour (0 to 23) and minute (0 to 59) that clocks show here at that moment.
    #[must_use]
    pub fn local(self, at: Instant) -> (Date, u8, u8) {
        let local = at.as_millis().saturating_add(self.offset());
        let within_day = local.rem_euclid(DAY);
        let (hour, minute) = (within_day / HOUR, within_day / MINUTE % 60);
        (self.date_of(at), u8::try_from(hour).unwrap_or(0), u8::try_from(minute).unwrap_or(0))
    }

    /// The moment when clocks here show this day and time, if there is such a time.
    #[must_use]
    pub fn at(self, date: Date, hour: u8, minute: u8) -> Option<Instant> {
        if hour > 23 || minute > 59 {
            return None;
        }
        let midnight = self.start_of(date);
        Some(midnight.plus_hours(i64::from(hour)).plus_minutes(i64::from(minute)))
    }
}

impl fmt::Display for TimeZone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.iana())
    }
}

impl FromStr for TimeZone {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let known = Self::ALL.iter().copied().find(|zone| zone.iana() == text);
        known.ok_or(UnknownName)
    }
}

serde_as_text!(TimeZone);
