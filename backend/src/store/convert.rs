//! Between the database's columns and the domain's values.

use std::str::FromStr;

use balai_shared::time::{Date, Instant};
use sea_orm::prelude::Uuid;

use super::corrupt;
use crate::error::Result;

/// An id's column.
pub(super) fn uuid(bits: u128) -> Uuid {
    Uuid::from_u128(bits)
}

/// A word of a closed list, or any value with a text form.
pub(super) fn word<T: FromStr>(text: &str, what: &str) -> Result<T> {
    text.parse().map_err(|_| corrupt(what))
}

/// The same, where the column may be null.
pub(super) fn word_opt<T: FromStr>(text: Option<&str>, what: &str) -> Result<Option<T>> {
    text.map(|text| word(text, what)).transpose()
}

/// A day.
pub(super) fn date(text: &str) -> Result<Date> {
    Date::parse(text).map_err(|_| corrupt("date"))
}

/// A day that may be missing.
pub(super) fn date_opt(text: Option<&str>) -> Result<Option<Date>> {
    text.map(date).transpose()
}

/// A moment.
pub(super) fn instant(millis: i64) -> Instant {
    Instant::from_millis(millis)
}

/// A moment that may be missing.
pub(super) fn instant_opt(millis: Option<i64>) -> Option<Instant> {
    millis.map(instant)
}

/// A count, which the schema keeps above zero.
pub(super) fn count(value: i32) -> u32 {
    u32::try_from(value).unwrap_or_default()
}
