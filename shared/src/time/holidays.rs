//! Public holidays and cuti bersama, as decreed for each year.

use super::Date;

/// A line for each day. Who adds a year needs nothing else.
const DAYS: &str = include_str!("../../data/holidays.csv");

/// Whether the holidays of a year are decreed, and here.
#[must_use]
pub fn holidays_are_known(year: i32) -> bool {
    let year = format!("{year:04}-");
    DAYS.lines().any(|line| line.starts_with(&year))
}

impl Date {
    /// Whether it is a public holiday or cuti bersama; never in a year whose holidays aren't known.
    #[must_use]
    pub fn is_holiday(self) -> bool {
        let day = format!("{self};");
        DAYS.lines().any(|line| line.starts_with(&day))
    }

    /// Monday to Friday, and no holiday.
    #[must_use]
    pub fn is_working_day(self) -> bool {
        self.weekday().is_working_day() && !self.is_holiday()
    }

    /// The day so many working days later.
    #[must_use]
    pub fn plus_working_days(self, days: u32) -> Self {
        let mut date = self;
        let mut left = days;
        while left > 0 {
            date = date.plus_days(1);
            left -= u32::from(date.is_working_day());
        }
        date
    }
}
