//! Where something is, and how far away that is.
//!
//! Degrees are kept as whole hundred-thousandths (about 1.1 m), so that the rules and both databases
//! reckon with the same whole numbers.

use serde::{Deserialize, Serialize};

/// Hundred-thousandths in a degree.
const PARTS: i32 = 100_000;
/// Millimetres in a hundred-thousandth of a degree of latitude: 40,030 km around.
const MILLIMETRES: i64 = 1_112;
const MILLIMETRES_PER_KILOMETRE: i64 = 1_000_000;
/// Cosines are reckoned in thousandths.
const THOUSANDTHS: f64 = 1_000.0;

/// A place on the map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Hundred-thousandths of a degree; south of the equator below zero.
    pub latitude: i32,
    /// Hundred-thousandths of a degree, east of Greenwich.
    pub longitude: i32,
}

/// Why a text is not a coordinate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointError {
    /// Not a decimal number such as `-8.65`.
    #[error("not a decimal number of degrees")]
    Malformed,
    /// Beyond the poles, or more than once around.
    #[error("no such place on Earth")]
    OutOfRange,
}

impl Point {
    /// Reads two decimal numbers of degrees: `-8.65`, `115.21667`. Further decimals are left off.
    ///
    /// # Errors
    /// The fault of the latitude, and of the longitude.
    pub fn parse(
        latitude: &str,
        longitude: &str,
    ) -> Result<Self, (Option<PointError>, Option<PointError>)> {
        match (degrees(latitude, 90), degrees(longitude, 180)) {
            (Ok(latitude), Ok(longitude)) => Ok(Self { latitude, longitude }),
            (latitude, longitude) => Err((latitude.err(), longitude.err())),
        }
    }

    /// Whether it lies within Indonesia's widest bounds: from Sabang to Merauke, from Miangas to
    /// Rote.
    #[must_use]
    pub const fn is_in_indonesia(self) -> bool {
        self.latitude >= -11 * PARTS - PARTS / 4
            && self.latitude <= 6 * PARTS + PARTS / 4
            && self.longitude >= 94 * PARTS + PARTS / 2
            && self.longitude <= 141 * PARTS + PARTS / 4
    }

    /// By how much a step to the east counts here against one to the north, squared, in thousandths.
    #[must_use]
    #[expect(clippy::float_arithmetic, reason = "a cosine; the same on every machine we build for")]
    #[expect(
        clippy::cast_possible_truncation,
        clippy::as_conversions,
        reason = "between 0 and 1000"
    )]
    pub fn squeeze(self) -> i64 {
        let cosine = (f64::from(self.latitude) / f64::from(PARTS)).to_radians().cos();
        (cosine * cosine * THOUSANDTHS) as i64
    }

    /// How far away, squared, in hundred-thousandths of a degree: what lists are sorted by. Flat, which
    /// over Indonesia's width errs by a few per cent.
    #[must_use]
    pub fn separation(self, other: Self) -> i64 {
        let north = i64::from(other.latitude) - i64::from(self.latitude);
        let east = i64::from(other.longitude) - i64::from(self.longitude);
        north * north + east * east * self.squeeze() / 1_000
    }

    /// How far away, in whole kilometres as the crow flies; below half a kilometre 0.
    #[must_use]
    pub fn kilometres(self, other: Self) -> i64 {
        let steps = self.separation(other).isqrt();
        (steps * MILLIMETRES + MILLIMETRES_PER_KILOMETRE / 2) / MILLIMETRES_PER_KILOMETRE
    }
}

/// Reads a decimal number of degrees up to `most` either way.
fn degrees(text: &str, most: i32) -> Result<i32, PointError> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 3 || !are_digits(whole) || !are_digits(fraction) {
        return Err(PointError::Malformed);
    }
    let kept: String = fraction.chars().chain("00000".chars()).take(5).collect();
    let read = |digits: &str| digits.parse::<i32>().map_err(|_| PointError::Malformed);
    let parts = read(whole)? * PARTS + read(&kept)?;
    if parts > most * PARTS { Err(PointError::OutOfRange) } else { Ok(sign * parts) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DENPASAR: Point = Point { latitude: -865_000, longitude: 11_521_670 };

    #[test]
    fn degrees_are_read_as_maps_write_them() {
        assert_eq!(Point::parse("-8.65", " 115.2167099 "), Ok(DENPASAR));
        assert_eq!(Point::parse("0", "100"), Ok(Point { latitude: 0, longitude: 100 * PARTS }));
        for (latitude, longitude) in
            [("", "1"), ("8,65", "1"), ("1e2", "1"), ("--1", "1"), ("1234", "1")]
        {
            assert_eq!(Point::parse(latitude, longitude), Err((Some(PointError::Malformed), None)));
        }
        let beyond = Some(PointError::OutOfRange);
        assert_eq!(Point::parse("90.00001", "-180.5"), Err((beyond, beyond)));
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let place = |latitude, longitude| Point::parse(latitude, longitude).unwrap();
        // Great circles, by the usual formula: 1,213 km, 77 km and 4,364 km.
        let surabaya = place("-7.2575", "112.7521");
        let jakarta = place("-6.2", "106.8167");
        assert!((300..=320).contains(&DENPASAR.kilometres(surabaya)));
        assert!((960..=990).contains(&DENPASAR.kilometres(jakarta)));
        assert_eq!(DENPASAR.kilometres(DENPASAR), 0);
        let singaraja = place("-8.112", "115.088");
        assert!((60..=63).contains(&DENPASAR.kilometres(singaraja)));
    }

    #[test]
    fn what_lies_in_indonesia_is_known() {
        assert!(DENPASAR.is_in_indonesia());
        for (latitude, longitude) in [("-8.65", "11.52167"), ("8.65", "115.2"), ("115.2", "-8.65")]
        {
            assert!(!Point::parse(latitude, longitude).is_ok_and(Point::is_in_indonesia));
        }
    }
}
