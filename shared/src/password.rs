//! Which passwords are refused although they are long enough: those that are guessed first.
//!
//! No rules on kinds of characters; what is refused is what stands on every list of stolen passwords,
//! or what an acquaintance would try [NIST SP 800-63B, 5.1.1.2].

mod common;

use common::is_listed;

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Common, a repetition, or keys in a row.
    Common,
    /// Made of the person's own name, contacts or numbers.
    Personal,
}

/// How many characters must remain when what anybody guesses is taken away.
const REMAINDER: usize = 5;
/// How many digits and signs must remain where there are no letters.
const DIGITS_ALONE: usize = 9;
/// The fewest characters of a word that count as the person's own.
const OWN_WORD: usize = 4;
/// The fewest digits in a row that count as taken from the person's own number.
const OWN_DIGITS: usize = 6;
/// The fewest letters of one of two listed words in a row, and the most of both.
const LEAST_WORD: usize = 3;
const LONGEST_PAIR: usize = 40;
/// The most characters that are said over and over.
const UNIT: usize = 6;
/// The fewest keys in a row that count as a sequence.
const SEQUENCE: usize = 4;

/// Rows that fingers walk along.
const ROWS: &[&str] = &[
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "135792468013579",
    "!@#$%^&*()",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "zaq12wsxcde34rfvbgt56yhnmju7",
    "qazwsxedcrfvtgbyhnujmikolp",
    "qweasdzxc",
    "0147258369",
    "0741852963",
    "7894561230",
    "789632145",
];

/// What is weak about a password; `own` are the person's name, contacts, NIK and KK, as typed.
#[must_use]
pub fn weakness(password: &str, own: &[&str]) -> Option<Weakness> {
    let plain = password.trim().to_lowercase();
    if is_common(&plain) || ['i', 'l'].iter().any(|one| is_word(&unmasked(&plain, *one))) {
        return Some(Weakness::Common);
    }
    let rest = own.iter().fold(plain.clone(), |rest, text| without_own(&rest, text));
    (rest.len() < plain.len() && is_short(&rest)).then_some(Weakness::Personal)
}

fn is_common(plain: &str) -> bool {
    is_word(plain) || is_repetition(plain) || is_short_of_sequences(plain) || is_interleaved(plain)
}

/// Whether hardly more is left of it than keys in a row.
fn is_short_of_sequences(text: &str) -> bool {
    without_sequences(text).chars().count() < REMAINDER
}

/// Two rows of keys whose keys take turns: `1q2w3e4r5t`.
fn is_interleaved(text: &str) -> bool {
    let every_other = |first: usize| text.chars().skip(first).step_by(2).collect::<String>();
    let (one, other) = (every_other(0), every_other(1));
    let left = |row: &str| without_sequences(row).chars().count();
    other.chars().count() >= SEQUENCE && left(&one) + left(&other) < REMAINDER
}

/// Whether it is one of the words, or one twice, with whatever stands around it.
fn is_word(text: &str) -> bool {
    let letters: String = core(text).chars().filter(|c| c.is_alphanumeric()).collect();
    is_listed(text)
        || is_listed(&letters)
        || halves(&letters).is_some_and(is_listed)
        || are_two_words(core(text))
}

/// Whether it is two of the words, one right behind the other.
fn are_two_words(text: &str) -> bool {
    text.chars().count() <= LONGEST_PAIR
        && text.chars().all(char::is_alphabetic)
        && text.char_indices().skip(LEAST_WORD).any(|(middle, _)| {
            let (one, two) = text.split_at(middle);
            two.len() >= LEAST_WORD && is_listed(one) && is_listed(two)
        })
}

/// Whether what remains is no more than what people put around a name: a year, say.
fn is_short(rest: &str) -> bool {
    let core = core(rest);
    let enough = if core.contains(char::is_alphabetic) { REMAINDER } else { DIGITS_ALONE };
    core.chars().count() < enough
}

/// Without the digits and signs that people put before and after a word.
fn core(text: &str) -> &str {
    let inner = text.trim_matches(|c: char| !c.is_alphabetic());
    if inner.is_empty() { text } else { inner }
}

/// `p@ssw0rd` is `password`; a 1 may stand for either of two letters.
fn unmasked(text: &str, one: char) -> String {
    let letter = |c: char| match c {
        '0' => 'o',
        '1' | '!' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    };
    core(text).chars().map(letter).collect()
}

fn halves(text: &str) -> Option<&str> {
    let (one, two) = text.split_at_checked(text.len() / 2)?;
    (one == two).then_some(one)
}

/// A few characters over and over.
fn is_repetition(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let mut kinds = characters.clone();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.len() <= 3
        || (1..=UNIT).any(|unit| {
            characters.len() >= 2 * unit
                && characters.iter().skip(unit).eq(characters.iter().take(characters.len() - unit))
        })
}

/// What remains without keys in a row, forwards or backwards.
fn without_sequences(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let (mut rest, mut at) = (String::new(), 0);
    while at < characters.len() {
        let run = longest_run(&characters[at..]);
        if run >= SEQUENCE {
            at += run;
        } else {
            rest.push(characters[at]);
            at += 1;
        }
    }
    rest
}

fn longest_run(characters: &[char]) -> usize {
    let walks = |row: &str, length: usize| {
        let piece: String = characters[..length].iter().collect();
        let turned: String = characters[..length].iter().rev().collect();
        row.contains(&piece) || row.contains(&turned)
    };
    (SEQUENCE..=characters.len())
        .take_while(|length| ROWS.iter().any(|row| walks(row, *length)))
        .last()
        .unwrap_or(0)
}

/// What remains of a password without the words and digits of `own`.
fn without_own(password: &str, own: &str) -> String {
    let own = own.to_lowercase();
    // Nobody chooses the domain: what stands before the @ is the person's.
    let own = own.split('@').next().unwrap_or_default();
    let mut rest = String::from(password);
    for word in own.split(|c: char| !c.is_alphabetic()) {
        if word.chars().count() >= OWN_WORD {
            rest = rest.replace(word, "");
        }
    }
    let digits: String = own.chars().filter(char::is_ascii_digit).collect();
    without_digits(&rest, &digits)
}

fn without_digits(text: &str, digits: &str) -> String {
    let mut rest = String::from(text);
    for length in (OWN_DIGITS..=digits.len()).rev() {
        for start in 0..=digits.len() - length {
            rest = rest.replace(&digits[start..start + length], "");
        }
    }
    rest
}
