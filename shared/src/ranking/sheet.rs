//! A file of marks, as spreadsheets write it.

word_enum! {
    /// What can be wrong in a file of marks.
    pub enum SheetFault {
        /// A column that the session doesn't know.
        UnknownColumn = "UNKNOWN_COLUMN",
        /// A column that is needed.
        MissingColumn = "MISSING_COLUMN",
        /// A column that stands there twice.
        ColumnTwice = "COLUMN_TWICE",
        /// No application of this session that can be judged.
        UnknownApplication = "UNKNOWN_APPLICATION",
        /// An application that stands there twice.
        ApplicationTwice = "APPLICATION_TWICE",
        /// Neither points nor an absence.
        InvalidPoints = "INVALID_POINTS",
        /// More points than the most.
        TooManyPoints = "TOO_MANY_POINTS",
        /// A line with more or fewer cells than the first.
        WrongLength = "WRONG_LENGTH",
    }
}

/// The separator of a file whose first line this is: Indonesian spreadsheets write semicolons, because
/// the comma stands in their numbers.
#[must_use]
pub fn separator(head: &str) -> u8 {
    let count = |separator: u8| head.bytes().filter(|byte| *byte == separator).count();
    let most = [b';', b'\t', b','].into_iter().max_by_key(|separator| count(*separator));
    most.filter(|separator| count(*separator) > 0).unwrap_or(b',')
}

/// A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it
/// (OWASP, CSV injection).
#[must_use]
pub fn defused(text: &str) -> std::borrow::Cow<'_, str> {
    let suspicious =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if suspicious { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_that_stands_in_the_head() {
        for (head, expected) in
            [("a;b;c,d", b';'), ("a,b", b','), ("a\tb", b'\t'), ("a", b','), ("", b',')]
        {
            assert_eq!(separator(head), expected, "{head}");
        }
    }

    #[test]
    fn what_looks_like_a_formula_becomes_text() {
        for formula in ["=1+1", "+62", "-1", "@a", "\t=1", "\r=1", "＝1"] {
            assert_eq!(defused(formula), format!("'{formula}"));
        }
        for text in ["", "Ayu", "1+1", "0812"] {
            assert_eq!(defused(text), text);
        }
    }
}
