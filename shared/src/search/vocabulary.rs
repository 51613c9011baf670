//! The words that a mistyped one may have meant.

use std::collections::BTreeMap;

use super::distance::distance;
use super::{STOP_WORDS, is_stop_word, synonyms, words};
use crate::vocation;

/// Slips forgiven from so many letters on.
const SLIPS: &[(usize, usize)] = &[(8, 2), (4, 1)];

/// The words of the catalogue, and how often each occurs in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Vocabulary(BTreeMap<String, usize>);

impl Vocabulary {
    /// The words of these texts, of the vocations and of the synonyms.
    #[must_use]
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut known = BTreeMap::new();
        for word in texts.into_iter().flat_map(words) {
            *known.entry(word).or_default() += 1;
        }
        let vocations =
            vocation::ALL.iter().flat_map(|vocation| [vocation.indonesian, vocation.english]);
        let ours = vocations.chain(synonyms::all()).chain(STOP_WORDS.iter().copied());
        for word in ours.flat_map(words) {
            known.entry(word).or_default();
        }
        Self(known)
    }

    /// The words with each that nobody knows replaced by the one most likely meant; `None` where
    /// there is nothing to replace.
    ///
    /// One slip is forgiven in words of 4 to 7 letters, two from 8 on.
    #[must_use]
    pub fn correct(&self, typed: &[String]) -> Option<Vec<String>> {
        let mut corrected = false;
        let words = typed
            .iter()
            .map(|word| match self.meant(word) {
                Some(meant) => {
                    corrected = true;
                    meant.to_owned()
                }
                None => word.clone(),
            })
            .collect();
        corrected.then_some(words)
    }

    /// The nearest word; of equally near ones that which the catalogue has most often.
    fn meant(&self, typed: &str) -> Option<&str> {
        let letters = typed.chars().count();
        let (_, slips) = SLIPS.iter().find(|(least, _)| letters >= *least)?;
        if self.begins_a_word(typed) || is_stop_word(typed) {
            return None;
        }
        self.0
            .iter()
            .filter_map(|(word, times)| Some((distance(typed, word, *slips)?, times, word)))
            .min_by_key(|(distance, times, _)| (*distance, std::cmp::Reverse(**times)))
            .map(|(_, _, word)| word.as_str())
    }

    /// A search finds words by their beginnings.
    fn begins_a_word(&self, typed: &str) -> bool {
        let mut from_there = self.0.range(typed.to_owned()..);
        from_there.next().is_some_and(|(word, _)| word.starts_with(typed))
    }
}
