//! What a search means: its words, those that mean the same, and what was mistyped.
//!
//! Pure, so that both databases are asked for the same: the server writes the terms in the language
//! of the one that it has.

mod distance;
mod synonyms;
mod vocabulary;

pub use vocabulary::Vocabulary;

/// More words than anybody types.
const MOST_WORDS: usize = 12;
/// Letters of one word. PostgreSQL refuses words of more than 2,046 bytes.
const MOST_LETTERS: usize = 100;
/// Words of the longest synonym.
const LONGEST_PHRASE: usize = 3;

/// Words that say nothing about what is sought: a program need not have them.
///
/// Besides the small words of both languages, those for training itself: all programs are some.
const STOP_WORDS: &[&str] = &[
    "a",
    "about",
    "agar",
    "an",
    "and",
    "apa",
    "atau",
    "bagi",
    "belajar",
    "buat",
    "cara",
    "cari",
    "class",
    "course",
    "courses",
    "dan",
    "dari",
    "dekat",
    "dengan",
    "di",
    "diklat",
    "for",
    "from",
    "gratis",
    "how",
    "i",
    "in",
    "ingin",
    "ini",
    "itu",
    "ke",
    "kelas",
    "kepada",
    "kursus",
    "learn",
    "mau",
    "me",
    "near",
    "of",
    "on",
    "or",
    "pada",
    "para",
    "pelatihan",
    "saya",
    "sebagai",
    "sekitar",
    "skill",
    "skills",
    "tentang",
    "the",
    "to",
    "training",
    "trainings",
    "untuk",
    "with",
    "workshop",
    "yang",
];

/// One thing that is sought: what was typed, or else something that means the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The words as typed, all of which are needed; the end of each may be missing.
    pub typed: Vec<String>,
    /// What would do as well, each a few whole words.
    pub synonyms: Vec<Vec<&'static str>>,
}

/// The words of a text, in small letters.
///
/// ```
/// assert_eq!(balai_shared::search::words("Las & Listrik!"), ["las", "listrik"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(|word| word.to_lowercase().chars().take(MOST_LETTERS).collect())
        .collect()
}

/// What is sought by these words: all of the terms. None where the words say nothing.
#[must_use]
pub fn terms(words: &[String]) -> Vec<Term> {
    let mut rest: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| !is_stop_word(word)).collect();
    let mut terms = Vec::new();
    while !rest.is_empty() {
        let length = (2..=LONGEST_PHRASE.min(rest.len()))
            .rev()
            .find(|length| rest.get(..*length).is_some_and(synonyms::is_known))
            .unwrap_or(1);
        let typed: Vec<&str> = rest.drain(..length).collect();
        let synonyms = synonyms::of(&typed);
        terms.push(Term { typed: typed.into_iter().map(String::from).collect(), synonyms });
    }
    terms
}

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stop_words_are_in_order_so_that_they_are_found() {
        assert!(STOP_WORDS.is_sorted_by(|one, next| one < next));
    }
}
