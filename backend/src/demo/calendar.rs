//! When the demonstration's sessions take place, counted from its day.

use balai_shared::{
    session::DeliveryMode,
    time::{Date, Instant, TimeZone, Weekday},
};

use super::{data::runs::Season, dice::Dice};

/// The demonstration's day. All that has happened, happened before its first moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    /// The day.
    pub today: Date,
    /// Its first moment in Bali.
    pub now: Instant,
}

/// When a session is announced and held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    /// It was drafted.
    pub drafted: Instant,
    /// Registration opens.
    pub opens: Instant,
    /// Registration closes.
    pub closes: Instant,
    /// The first day, a Monday.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
}

/// How long a course takes and where it is held.
#[derive(Debug, Clone, Copy)]
pub(super) struct Length {
    /// Days of training, Monday to Friday.
    pub days: i64,
    /// Where its clocks stand.
    pub zone: TimeZone,
}

impl Length {
    /// So many lesson hours at 8 a day, or 3 online.
    pub(super) fn of(hours: i32, mode: DeliveryMode, zone: TimeZone) -> Self {
        let daily = match mode {
            DeliveryMode::Luring | DeliveryMode::Hibrid => 8,
            DeliveryMode::Daring => 3,
        };
        Self { days: (i64::from(hours) + daily - 1) / daily, zone }
    }

    /// From a Monday to the last day.
    const fn span(self) -> i64 {
        let after_first = self.days - 1;
        after_first / 5 * 7 + after_first % 5
    }
}

impl Calendar {
    pub(super) fn new(today: Date) -> Self {
        Self { today, now: TimeZone::Makassar.start_of(today) }
    }

    /// Days of the first day and of registration, by season.
    pub(super) fn dates(self, season: Season, length: Length, dice: &mut Dice) -> Dates {
        let day = |offset: i64| self.today.plus_days(offset);
        let (opens, closes, starts_on) = match season {
            Season::Announced | Season::Draft => {
                let opens = dice.between(6, 18);
                (day(opens), day(opens + 21), monday_from(day(opens + 29)))
            }
            Season::Open => {
                let (opens, closes) = (dice.between(-14, -8), dice.between(12, 24));
                (day(opens), day(closes), monday_from(day(closes + 6)))
            }
            Season::Closed => {
                let closes = dice.between(-3, -1);
                (day(closes - 28), day(closes), monday_from(day(closes + 8)))
            }
            Season::CalledOff => (day(-18), day(5), monday_from(day(16))),
            Season::Running => self.past(monday_until(day(-3))),
            Season::Ended { days } => self.past(monday_until(day(-days - length.span()))),
            Season::Year2022 => {
                let start = Date::from_ymd(2022, 9, 5).unwrap_or(self.today);
                self.past(monday_until(start))
            }
            Season::Exact { opens, closes, starts } => {
                (day(opens), day(closes), monday_from(day(starts)))
            }
        };
        let zone = length.zone;
        // A week before registration opens, or shortly before today where that is still to come.
        let drafted = opens.plus_days(-7).min(day(-2));
        Dates {
            drafted: hour(zone, drafted, 9),
            opens: hour(zone, opens, 8),
            closes: hour(zone, closes, 16),
            starts_on,
            ends_on: starts_on.plus_days(length.span()),
        }
    }

    /// Registration of three weeks that closed two weeks before the start.
    fn past(self, starts_on: Date) -> (Date, Date, Date) {
        (starts_on.plus_days(-35), starts_on.plus_days(-14), starts_on)
    }
}

/// A full hour of a day.
pub(super) fn hour(zone: TimeZone, date: Date, hour: i64) -> Instant {
    zone.start_of(date).plus_hours(hour)
}

fn monday_from(date: Date) -> Date {
    (0..7).map(|days| date.plus_days(days)).find(|day| is_monday(*day)).unwrap_or(date)
}

fn monday_until(date: Date) -> Date {
    (0..7).map(|days| date.plus_days(-days)).find(|day| is_monday(*day)).unwrap_or(date)
}

fn is_monday(date: Date) -> bool {
    date.weekday() == Weekday::Monday
}
