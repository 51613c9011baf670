//! Schemes: what a benefit is worth and by when, as data with dates.

use serde::{Deserialize, Serialize};

use crate::money::Rupiah;
use crate::session::DeliveryMode;
use crate::time::Date;

/// The terms of a benefit. Amounts in whole rupiah.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// The scheme's lasting code: `PRAKERJA_2023`.
    pub code: String,
    /// The name that people see.
    pub name: String,
    /// The first day on which benefits are granted.
    pub valid_from: Date,
    /// The last day on which benefits are granted; `None` until further notice.
    pub valid_until: Option<Date>,
    /// What is paid to institutions for training, never in cash.
    pub training_balance: Rupiah,
    /// What is paid to the person after the first completed training, in this order.
    pub incentives: Vec<Rupiah>,
    /// What is paid for each survey.
    pub survey_amount: Rupiah,
    /// How many surveys are paid.
    pub surveys: u8,
    /// The fewest hours (JP) of a training that the scheme pays.
    pub minimum_hours: u32,
    /// Days from acceptance within which the first training must be bought, else it is revoked.
    pub first_purchase_days: u32,
    /// Days from finishing the first training within which the next must be bought, if at all.
    pub next_purchase_days: Option<u32>,
}

impl Scheme {
    /// Whether benefits are granted on that day.
    #[must_use]
    pub fn grants_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_until.is_none_or(|last| day <= last)
    }

    /// All that a person can get; `None` when the figures don't fit.
    #[must_use]
    pub fn total(&self) -> Option<Rupiah> {
        let surveys = self.survey_amount.0.checked_mul(i64::from(self.surveys)).map(Rupiah)?;
        let parts = self.incentives.iter().copied();
        Rupiah::sum(parts.chain([self.training_balance, surveys]))
    }

    /// Whether so many hours on so many days fit the scheme and its daily limits:
    /// 8 hours luring, 3 hours daring.
    #[must_use]
    pub fn permits_hours(&self, mode: DeliveryMode, hours: u32, days: u32) -> bool {
        let daily = match mode {
            DeliveryMode::Luring | DeliveryMode::Hibrid => 8,
            DeliveryMode::Daring => 3,
        };
        hours >= self.minimum_hours && hours <= days.saturating_mul(daily)
    }
}

/// The two schemes that Balai ships [Antara, 9 February 2023, and the press of 2021 to 2023].
#[must_use]
pub fn shipped() -> Vec<Scheme> {
    vec![
        Scheme {
            code: String::from("PRAKERJA_2020"),
            name: String::from("Kartu Prakerja 2020–2022"),
            valid_from: Date::literal(2020, ::time::Month::January, 1),
            valid_until: Some(Date::literal(2022, ::time::Month::December, 31)),
            training_balance: Rupiah(1_000_000),
            incentives: vec![Rupiah(600_000); 4],
            survey_amount: Rupiah(50_000),
            surveys: 3,
            minimum_hours: 6,
            first_purchase_days: 30,
            next_purchase_days: None,
        },
        Scheme {
            code: String::from("PRAKERJA_2023"),
            name: String::from("Kartu Prakerja 2023"),
            valid_from: Date::literal(2023, ::time::Month::January, 1),
            valid_until: None,
            training_balance: Rupiah(3_500_000),
            incentives: vec![Rupiah(600_000)],
            survey_amount: Rupiah(50_000),
            surveys: 2,
            minimum_hours: 15,
            first_purchase_days: 15,
            next_purchase_days: Some(15),
        },
    ]
}
