//! A certificate's number: `BLK-{centre}-{year}-{serial}-{random}`, as it is printed and as people type
//! it. Numbers from before have no random part.

use crate::{letters, typed};

/// How many letters the random part has: 30 bits.
pub const RANDOM_LETTERS: usize = 6;

/// What numbers of ours begin with.
const PREFIX: &str = "BLK-";

/// The random part that so many random bits become.
#[must_use]
pub fn random_part(bits: u32) -> String {
    letters::from_bits(u64::from(bits), RANDOM_LETTERS)
}

/// A number as it is printed, from what was typed: small letters, blanks, other dashes or none, and in
/// numbers of ours O for 0 and I or L for 1 are forgiven.
#[must_use]
pub fn normal(typed: &str) -> String {
    let bare: String = typed
        .chars()
        .filter(|letter| !typed::is_blank(*letter))
        .map(|letter| if typed::is_dash(letter) { '-' } else { letter.to_ascii_uppercase() })
        .collect();
    if let Some(ours) = without_dashes(&bare) {
        return ours;
    }
    let Some(rest) = bare.strip_prefix(PREFIX) else { return bare };
    PREFIX.chars().chain(rest.chars().map(digit)).collect()
}

/// What is meant by O, I and L, which no number of ours has.
const fn digit(letter: char) -> char {
    match letter {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

/// A number of ours whose parts were typed with blanks between, or nothing: the centre's six digits, the
/// year's four, a serial of at least four, and the random part, where there is one.
fn without_dashes(bare: &str) -> Option<String> {
    const CENTRE: usize = 6;
    const YEAR: usize = 4;
    const SHORTEST_SERIAL: usize = 4;
    // With all its dashes, a number says by itself where its parts end.
    let is_run_on = bare.is_ascii() && bare.matches('-').count() < 3;
    let rest = bare.strip_prefix(PREFIX.trim_end_matches('-')).filter(|_| is_run_on)?;
    let rest: String = rest.chars().filter(|letter| *letter != '-').map(digit).collect();
    let (centre, rest) = rest.split_at_checked(CENTRE)?;
    let (year, rest) = rest.split_at_checked(YEAR)?;
    let random = rest.len() >= SHORTEST_SERIAL + RANDOM_LETTERS;
    let (serial, random) = rest.split_at(rest.len() - if random { RANDOM_LETTERS } else { 0 });
    let numbers = [centre, year, serial].concat();
    if serial.len() < SHORTEST_SERIAL || !numbers.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts = [centre, year, serial, random].into_iter().filter(|part| !part.is_empty());
    Some(PREFIX.to_owned() + &parts.collect::<Vec<_>>().join("-"))
}

/// Whether a number as it is printed has a random part: nobody comes upon it by counting.
#[must_use]
pub fn has_random_part(number: &str) -> bool {
    let mut parts = number.split('-');
    let is_ours = parts.next() == Some("BLK") && parts.by_ref().take(3).count() == 3;
    let random = parts.next().and_then(|part| letters::parse(part, RANDOM_LETTERS));
    is_ours && random.is_some() && parts.next().is_none()
}

/// A name as far as who holds the paper needs it to compare: of each word the first letter and how many
/// follow.
#[must_use]
pub fn masked(name: &str) -> String {
    let mut begins = true;
    name.chars()
        .map(|letter| {
            let shown = begins || letter == ' ';
            begins = letter == ' ';
            if shown { letter } else { '•' }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_type_is_understood() {
        let number = "BLK-517101-2026-0010-K3M0Q1";
        for typed in [
            number,
            " blk-517101-2026-0010-k3m0q1 ",
            "BLK–517101–2026–0010–K3MOQI",
            "BLK - 517101 - 2026 - OO1O - K3MOQL",
            "blk 517101 2026 0010 k3m0q1",
            "BLK\u{A0}517101\u{2011}2026 0010\u{200B}K3MOQI",
            "blk51710120260010k3m0q1",
        ] {
            assert_eq!(normal(typed), number, "{typed}");
        }
        assert_eq!(normal("blk 517101 2026 0010"), "BLK-517101-2026-0010");
        assert_eq!(normal("blk 517101 2026 12345 k3m0q1"), "BLK-517101-2026-12345-K3M0Q1");
        assert_eq!(normal("blk 517101 2026 001"), "BLK5171012026001", "too short to be told apart");
        assert_eq!(normal("balai-2026-000001"), "BALAI-2026-000001");
        assert_eq!(normal(" \n"), "");
    }

    #[test]
    fn only_a_random_part_makes_a_number_hard_to_guess() {
        assert!(has_random_part("BLK-517101-2026-0001-K3M9QT"));
        for other in [
            "BLK-517101-2026-0001",
            "BLK-517101-2026-0001-K3M9Q",
            "BLK-517101-2026-0001-K3M9QU",
            "BLK-517101-2026-0001-K3M9QT-1",
            "BALAI-2026-01-01-K3M9QT",
            "",
        ] {
            assert!(!has_random_part(other), "{other}");
        }
        assert_eq!(random_part(u32::MAX).len(), RANDOM_LETTERS);
    }

    #[test]
    fn a_masked_name_can_be_compared_and_not_read() {
        assert_eq!(masked("I Wayan Sukma"), "I W•••• S••••");
        assert_eq!(masked(""), "");
    }
}
