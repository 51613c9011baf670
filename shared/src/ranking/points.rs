//! Points with two decimals, and what they come to.

use std::fmt;
use std::str::FromStr;

/// Points with up to two decimals, kept in hundredths; at most 1,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Points(u32);

/// Why a text gives no points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PointsError {
    /// No number with at most two decimals.
    #[error("not a number with at most two decimals")]
    Malformed,
    /// More than 1,000.
    #[error("more than 1000")]
    TooMany,
}

impl Points {
    /// None.
    pub const ZERO: Self = Self(0);
    /// A hundred: the most of most criteria.
    pub const HUNDRED: Self = Self(10_000);
    /// The most of any criterion.
    pub const MOST: Self = Self(100_000);

    /// So many hundredths; `None` above [`Points::MOST`].
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Option<Self> {
        if hundredths <= Self::MOST.0 { Some(Self(hundredths)) } else { None }
    }

    /// Reads a mark as a spreadsheet works it out: `83.33333333` is 83.33, rounded half up. `1.000` is
    /// refused, because it is a thousand to some and one to others.
    ///
    /// # Errors
    /// As [`Points::from_str`], but for the number of decimals.
    pub fn rounded(text: &str) -> Result<Self, PointsError> {
        let text = text.trim();
        let Some((whole, part)) = text.split_once(['.', ',']) else { return text.parse() };
        let (Some(kept), Some(rest)) = (part.get(..2), part.get(2..)) else { return text.parse() };
        let digits = rest.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || (whole, part) == ("1", "000") {
            return Err(PointsError::Malformed);
        }
        let points: Self = format!("{whole},{kept}").parse()?;
        let up = u32::from(rest.bytes().next().is_some_and(|first| first >= b'5'));
        Self::from_hundredths(points.0 + up).ok_or(PointsError::TooMany)
    }

    /// In hundredths: 87.5 points are 8,750.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl FromStr for Points {
    type Err = PointsError;

    /// Reads `87`, `87.5` and, as Indonesian spreadsheets write it, `87,50`.
    fn from_str(text: &str) -> Result<Self, PointsError> {
        let text = text.trim();
        let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let has_point = text.len() > whole.len();
        let shaped = !whole.is_empty()
            && digits(whole)
            && digits(part)
            && part.len() <= 2
            && has_point != part.is_empty();
        if !shaped {
            return Err(PointsError::Malformed);
        }
        let whole: u32 = whole.parse().map_err(|_| PointsError::TooMany)?;
        let part: u32 = format!("{part:0<2}").parse().map_err(|_| PointsError::Malformed)?;
        let hundredths = whole.checked_mul(100).and_then(|whole| whole.checked_add(part));
        hundredths.and_then(Self::from_hundredths).ok_or(PointsError::TooMany)
    }
}

impl fmt::Display for Points {
    /// With a point, and only the decimals that say something: `87.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(self.0, f)
    }
}

/// Weighted points, from 0 to 100, rounded half up to two decimals. What looks equal is equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Total(u32);

impl Total {
    /// The sum over (weight in percent, points, maximum).
    pub(super) fn of(parts: impl Iterator<Item = (u32, Points, Points)>) -> Self {
        // Millionths of a hundredth, so that the parts' own rounding can't reach the second decimal.
        const FINE: u64 = 1_000_000;
        let part = |(weight, points, maximum): (u32, Points, Points)| {
            let whole = u64::from(weight) * u64::from(points.0) * 100 * FINE;
            whole / u64::from(maximum.0.max(1))
        };
        let sum: u64 = parts.map(part).sum();
        Self(u32::try_from((sum + FINE / 2) / FINE).unwrap_or(u32::MAX))
    }

    /// So many hundredths: 81.25 is 8,125.
    #[must_use]
    pub const fn from_hundredths(hundredths: u32) -> Self {
        Self(hundredths)
    }

    /// In hundredths.
    #[must_use]
    pub const fn hundredths(self) -> u32 {
        self.0
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        hundredths(self.0, f)
    }
}

fn hundredths(number: u32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let (whole, part) = (number / 100, number % 100);
    match (part, part % 10) {
        (0, _) => write!(f, "{whole}"),
        (_, 0) => write!(f, "{whole}.{}", part / 10),
        (_, _) => write!(f, "{whole}.{part:02}"),
    }
}
