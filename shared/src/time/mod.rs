//! Points in time, calendar days and the three time zones of Indonesia.
//!
//! Nothing here asks what time it is: the caller passes `now`.

mod date;
mod holidays;
mod instant;
mod zone;

pub use date::{Date, Weekday};
pub use holidays::holidays_are_known;
pub use instant::Instant;
pub use zone::TimeZone;

/// A text that is not a date or a time in the shape wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a well-formed date or time")]
pub struct TimeError;

/// Reads exactly `width` ASCII digits off the front of `bytes`.
fn digits(bytes: &[u8], width: usize) -> Option<(u32, &[u8])> {
    let (head, rest) = bytes.split_at_checked(width)?;
    let mut number = 0_u32;
    for byte in head {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some((number, rest))
}
