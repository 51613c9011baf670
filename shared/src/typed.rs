//! Numbers and codes as people type and paste them. What stands between their digits says nothing:
//! chats paste marks that can't be seen, spreadsheets hard blanks, and phones dashes of every length.

use crate::contact::is_invisible;

/// Whether it leaves nothing to see: a blank of any width, or a mark.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether it is a dash of any length, the minus sign among them.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}'
    )
}

/// A number without blanks, dashes and dots.
#[must_use]
pub fn bare(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c) && !is_dash(*c) && *c != '.').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_digits_says_nothing() {
        for typed in [
            "5171-0145 0298.0001",
            "\u{202A}5171\u{A0}0145\u{202F}0298\u{2009}0001\u{202C}",
            "5171\u{2011}0145\u{2013}0298\u{2212}0001\u{200B}",
            "\u{FEFF}5171014502980001\n",
        ] {
            assert_eq!(bare(typed), "5171014502980001", "{typed:?}");
        }
        assert_eq!(bare("\u{AD}\u{2800}\u{3164} -."), "");
    }
}
