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
        /// A line with something behind the last column.
        WrongLength = "WRONG_LENGTH",
        /// Another mark was entered since the file was made.
        NewerMark = "NEWER_MARK",
        /// The mark that was there, without its decimal sign.
        LostDecimals = "LOST_DECIMALS",
    }
}

/// The head of the column of applications.
pub const APPLICATION: &str = "application";
/// The head of the column of names, which people need and reading passes over.
pub const NAME: &str = "name";
/// The head of the column that says what was entered when the file was made.
pub const VERSION: &str = "version";

/// The heads of the columns of criteria with these names: each its own, whatever they are called, and none
/// that a spreadsheet takes for a formula.
#[must_use]
pub fn heads<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut taken = [APPLICATION, NAME, VERSION].map(key).to_vec();
    let mut heads = Vec::new();
    for name in names {
        let mut head = defused(name).into_owned();
        let mut number = 2;
        while taken.contains(&key(&head)) {
            head = format!("{} ({number})", defused(name));
            number += 1;
        }
        taken.push(key(&head));
        heads.push(head);
    }
    heads
}

/// What of a head counts: neither capitals nor blanks, nor the apostrophe that some spreadsheets take away.
#[must_use]
pub fn key(head: &str) -> String {
    let plain = head.trim().trim_start_matches('\'').to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was entered of an application when a file was made: how often each criterion's mark was set.
/// `r2-0`: the first twice, the second never. No spreadsheet takes it for a number or a day.
#[must_use]
pub fn version(revisions: impl IntoIterator<Item = usize>) -> String {
    let all: Vec<_> = revisions.into_iter().map(|revision| revision.to_string()).collect();
    format!("r{}", all.join("-"))
}

/// Reads what [`version`] wrote for so many criteria.
#[must_use]
pub fn revisions(version: &str, criteria: usize) -> Option<Vec<usize>> {
    let rest = version.trim().strip_prefix(['r', 'R'])?;
    let all: Vec<usize> = rest.split('-').map(str::parse).collect::<Result<_, _>>().ok()?;
    (all.len() == criteria).then_some(all)
}

/// Whether `cell` is these points with their decimal sign lost: `875` for 87.5. Some programs take the
/// comma of an Indonesian file for one between thousands.
#[must_use]
pub fn lost_its_decimals(cell: &str, points: super::Points) -> bool {
    let written = points.to_string();
    written.contains('.') && written.replace('.', "") == cell.trim()
}

/// The separator of a file that begins with this line: the one by which a column is called
/// `application`, or else the most frequent outside of quotes. Indonesian spreadsheets write semicolons,
/// because the comma stands in their numbers.
#[must_use]
pub fn separator(head: &str) -> u8 {
    let known = [';', '\t', ','];
    let mut quoted = false;
    let plain: String = head
        .chars()
        .filter(|one| {
            quoted ^= *one == '"';
            !quoted
        })
        .collect();
    let count = |separator: char| plain.matches(separator).count();
    let names = |separator: char| {
        head.split(separator).any(|cell| key(cell.trim().trim_matches('"')) == APPLICATION)
    };
    let by_name = known.into_iter().find(|separator| count(*separator) > 0 && names(*separator));
    let most = known.into_iter().rev().max_by_key(|separator| count(*separator));
    match by_name.or(most.filter(|separator| count(*separator) > 0)) {
        Some(';') => b';',
        Some('\t') => b'\t',
        Some(_) | None => b',',
    }
}

/// The text of a file, as spreadsheets write it: UTF-8, UTF-16 with a byte order mark, or else the old
/// letters of Western Europe.
#[must_use]
pub fn text(bytes: &[u8]) -> String {
    let wide = |read: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).skip(1).filter_map(|pair| pair.try_into().ok());
        String::from_utf16_lossy(&pairs.map(read).collect::<Vec<_>>())
    };
    match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => std::str::from_utf8(bytes)
            .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned),
    }
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
        for (head, expected) in [
            ("a;b;c,d", b';'),
            ("a,b", b','),
            ("a\tb", b'\t'),
            ("a", b','),
            ("", b','),
            ("application;name;Tes, lisan, tulis, praktik", b';'),
            ("application,name,\"Tes; a; b; c; d\"", b','),
            ("\"application\";\"a,b,c,d\"", b';'),
        ] {
            assert_eq!(separator(head), expected, "{head}");
        }
    }

    #[test]
    fn every_criterion_has_a_head_of_its_own_whatever_it_is_called() {
        let names = ["Tes", "name", "tes", "=1+1", "Version", "Application", "TES  ", "-"];
        let heads = heads(names);
        let expected = [
            "Tes",
            "name (2)",
            "tes (2)",
            "'=1+1",
            "Version (2)",
            "Application (2)",
            "TES   (3)",
            "'-",
        ];
        assert_eq!(heads, expected);
        let keys: std::collections::BTreeSet<_> = heads.iter().map(|head| key(head)).collect();
        assert_eq!(keys.len(), names.len());
        assert_eq!(key(" TES\u{a0}  Tulis"), "tes tulis");
    }

    #[test]
    fn a_version_reads_back_and_a_stranger_is_none() {
        assert_eq!(version([2, 0, 11]), "r2-0-11");
        assert_eq!(revisions(" R2-0-11", 3), Some(vec![2, 0, 11]));
        for wrong in ["", "r", "2-0-11", "r2-0", "r2-0-x"] {
            assert_eq!(revisions(wrong, 3), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_is_read_as_it_was_written() {
        assert_eq!(text("né;1".as_bytes()), "né;1");
        assert_eq!(text(&[0xff, 0xfe, b'n', 0, 0xe9, 0]), "né");
        assert_eq!(text(&[0xfe, 0xff, 0, b'n', 0, 0xe9]), "né");
        assert_eq!(text(&[b'n', 0xe9]), "né");
    }

    #[test]
    fn a_lost_decimal_sign_is_seen() {
        let points = |text: &str| text.parse::<crate::ranking::Points>().unwrap();
        assert!(lost_its_decimals("875", points("87.5")));
        assert!(lost_its_decimals("725", points("7.25")));
        assert!(!lost_its_decimals("87", points("87")));
        assert!(!lost_its_decimals("90", points("87.5")));
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
