//! Codes of six digits that prove that a person reads a mailbox or a phone.

use crate::typed;

/// The rules for a one-time code; the code itself is never kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTimeCode;

impl OneTimeCode {
    /// How many digits it has.
    pub const DIGITS: usize = 6;
    /// How long it is good, in minutes.
    pub const MINUTES: i64 = 10;
    /// How often one may be tried: with [`OneTimeCode::DIGITS`] that leaves a guesser one chance in
    /// 200,000 a code.
    pub const TRIES: i32 = 5;
    /// How many an account gets within [`OneTimeCode::WINDOW_MINUTES`].
    pub const MOST: u64 = 3;
    /// How long the sending of a code counts, in minutes.
    pub const WINDOW_MINUTES: i64 = 15;

    /// A code as people type it, with spaces between, as its digits; `None` when it can be no code.
    #[must_use]
    pub fn parse(text: &str) -> Option<String> {
        let bare = typed::bare(text);
        let is_code = bare.len() == Self::DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then_some(bare)
    }

    /// The code that a random number becomes, its zeros in front kept.
    #[must_use]
    pub fn from_number(number: u32) -> String {
        format!("{:06}", number % 1_000_000)
    }
}
