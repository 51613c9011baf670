//! Words that passwords are made of most often, in Indonesia and elsewhere.

/// Small letters, without the digits and signs around them. Our own list, from what public rankings of
/// stolen passwords and daily life have in common; short enough to be read through.
const WORDS: &str = include_str!("common.txt");

/// Whether passwords are often made of this word.
pub(super) fn is_listed(word: &str) -> bool {
    WORDS.split_whitespace().any(|listed| listed == word)
}
