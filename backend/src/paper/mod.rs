//! Certificates on paper: PDF/A-2u, A4 across, with the fonts inside and nothing from elsewhere.
//!
//! The same certificate gives the same bytes: the only date in it is the day of issue. A letter that
//! the fonts don't have is an error, never a box: PDF/A forbids boxes, and the library checks it.
//! [`unprintable`] says so before a number is given.

#![expect(clippy::float_arithmetic, reason = "points on a page are fractions")]

mod certificate;
mod face;
mod pen;

pub use certificate::{can_bear, draw, unprintable};

use crate::error::Error;

/// Why there is no paper.
#[derive(Debug, thiserror::Error)]
pub enum PaperError {
    /// A letter that none of the fonts has.
    #[error("a letter that can't be printed")]
    Letter,
    /// Something is wrong here.
    #[error("paper: {0}")]
    Internal(String),
}

impl From<PaperError> for Error {
    fn from(error: PaperError) -> Self {
        Self::Internal(error.to_string())
    }
}
