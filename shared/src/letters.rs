//! Codes that people read off a screen and type: letters and digits that can't be taken for each other.

use crate::typed;

/// Without I, L, O and U (Crockford's base 32).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of so many letters, at most twelve, that random bits become: five bits a letter, the
/// lowest first.
#[must_use]
pub fn from_bits(bits: u64, length: usize) -> String {
    (0..length)
        .map(|place| {
            let digit = bits.checked_shr(5 * u32::try_from(place).unwrap_or(u32::MAX));
            let at = usize::try_from(digit.unwrap_or_default() & 31);
            at.ok().and_then(|at| LETTERS.get(at)).map_or('0', |letter| char::from(*letter))
        })
        .collect()
}

/// A code of so many letters as people type it: small letters, spaces, hyphens, O for 0 and I or L
/// for 1 are forgiven. `None` when it can be none.
#[must_use]
pub fn parse(text: &str, length: usize) -> Option<String> {
    let code: String = typed::bare(text)
        .chars()
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let known = |byte: u8| LETTERS.contains(&byte);
    (code.len() == length && code.bytes().all(known)).then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_off_is_understood_however_it_is_typed() {
        let code = from_bits(0x1234_5678_9ABC, 6);
        assert_eq!(code.len(), 6);
        assert_eq!(parse(&code, 6), Some(code.clone()));
        let typed = format!(" {}-{} ", &code[..3].to_lowercase(), &code[3..]);
        assert_eq!(parse(&typed, 6), Some(code));
        assert_eq!(parse("oil0 12", 6), Some(String::from("011012")));
        for bad in ["", "12345", "1234567", "12345U", "1234é5"] {
            assert_eq!(parse(bad, 6), None, "{bad}");
        }
        assert_eq!(from_bits(u64::MAX, 6), "ZZZZZZ");
    }
}
