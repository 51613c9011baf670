//! Counts a document's tokens and brackets, so that the parser is never given what would exhaust it.

use super::{Limit, MAX_BRACKETS, MAX_TOKENS, TooComplex};

/// Checks the text of a document before it is parsed.
///
/// # Errors
/// [`TooComplex`] for more than [`MAX_TOKENS`] tokens or [`MAX_BRACKETS`] open brackets.
pub fn check_text(text: &str) -> Result<(), TooComplex> {
    let mut rest = text.as_bytes();
    let (mut tokens, mut open) = (0_u64, 0_u64);
    while let Some(&first) = rest.first() {
        let length = if is_ignored(first) {
            1
        } else if first == b'#' {
            span(rest, |byte| byte != b'\n' && byte != b'\r')
        } else {
            tokens += 1;
            TooComplex::check(Limit::Tokens, tokens, MAX_TOKENS)?;
            match first {
                b'{' | b'(' | b'[' => open += 1,
                b'}' | b')' | b']' => open = open.saturating_sub(1),
                _ => {}
            }
            TooComplex::check(Limit::Brackets, open, MAX_BRACKETS)?;
            token_length(rest)
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(())
}

/// White space, commas, and the bytes of a byte order mark.
fn is_ignored(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF)
}

/// How many bytes the token at the start has; at least one.
fn token_length(text: &[u8]) -> usize {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    if text.starts_with(b"\"\"\"") {
        block_string_length(text)
    } else if text.starts_with(b"\"") {
        string_length(text)
    } else if text.starts_with(b"...") {
        3
    } else {
        match text.first() {
            Some(byte) if byte.is_ascii_digit() || *byte == b'-' => {
                span(text, |byte| is_word(byte) || matches!(byte, b'.' | b'+' | b'-'))
            }
            Some(byte) if is_word(*byte) => span(text, is_word),
            Some(_) | None => 1,
        }
    }
}

fn span(text: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|byte| belongs(**byte)).count().max(1)
}

/// From quote to quote or to the end of the line, where the parser will complain.
fn string_length(text: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            b'\n' | b'\r' => return at,
            _ => at += 1,
        }
    }
    text.len()
}

fn block_string_length(text: &[u8]) -> usize {
    let mut at = 3;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with(b"\\\"\"\"") {
            at += 4;
        } else if rest.starts_with(b"\"\"\"") {
            return at + 3;
        } else {
            at += 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_comments_and_commas_are_one_token_or_none() {
        let brackets = "{".repeat(60);
        for quiet in [
            format!("{{ a(b: \"{brackets}\\\"{brackets}\") }}"),
            format!("{{ a(b: \"\"\"{brackets}\\\"\"\"{brackets}\"\"\") }}"),
            format!("{{ a # {brackets}\n }}"),
            format!("{{ a {} }}", ",".repeat(3_000)),
            format!("{{ a(b: {}.5e+10) }}", "1".repeat(3_000)),
        ] {
            assert_eq!(check_text(&quiet), Ok(()));
        }
    }

    #[test]
    fn too_many_tokens_are_refused_with_their_limit() {
        let most = format!("{{{}}}", " a".repeat(1_998));
        assert_eq!(check_text(&most), Ok(()));
        let refusal = TooComplex { limit: Limit::Tokens, value: 2_001, most: 2_000 };
        assert_eq!(check_text(&format!("{most} a")), Err(refusal));
    }

    #[test]
    fn what_would_exhaust_the_stack_never_reaches_the_parser() {
        for bracket in ["{a", "[", "(a:{b:["] {
            let refusal = check_text(&bracket.repeat(300)).unwrap_err();
            assert_eq!(refusal.limit, Limit::Brackets);
        }
    }

    #[test]
    fn broken_text_ends_the_count_and_not_the_server() {
        for text in ["\"", "\"\\", "\"\"\"", "\"\"\"\\\"\"\"", "-", "..", "é✓"] {
            assert_eq!(check_text(text), Ok(()));
        }
    }
}
