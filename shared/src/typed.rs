//! Numbers, codes, names and dates as people type and paste them. What stands between the digits of a
//! number says nothing: chats paste marks that can't be seen, spreadsheets hard blanks, and phones
//! dashes of every length. A name is sought without what keyboards differ in.

use crate::contact::is_invisible;
use crate::error::FieldCode;
use crate::time::Date;

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

/// Whether it leaves nothing to see from end to end.
#[must_use]
pub fn shows_nothing(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// What a name's letters are sought as: each of the first is the second. Small letters alone.
const FOLDS: &[(&str, &str)] = &[
    ("'`´‘’‛′ʹʻʼʾʿ＇", ""),
    // Accents that stand behind their letter.
    (
        "\u{300}\u{301}\u{302}\u{303}\u{304}\u{306}\u{307}\u{308}\u{30A}\u{30C}\u{323}\u{327}\u{328}",
        "",
    ),
    ("\u{A0}\u{2007}\u{2009}\u{202F}", " "),
    ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", "-"),
    ("àáâãäåāăą", "a"),
    ("çćč", "c"),
    ("ďđ", "d"),
    ("èéêëēĕėęě", "e"),
    ("ğ", "g"),
    ("ìíîïĩīĭį", "i"),
    ("ł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕř", "r"),
    ("śşšș", "s"),
    ("ţťț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
];

/// Whether it is one of the signs that stand for an apostrophe.
#[must_use]
pub fn is_apostrophe(c: char) -> bool {
    FOLDS.first().is_some_and(|(signs, _)| signs.contains(c))
}

/// A name as it is sought: in small letters, without accents, apostrophes and marks that can't be seen,
/// with plain spaces and hyphens.
#[must_use]
pub fn folded(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for letter in name.to_lowercase().chars() {
        match FOLDS.iter().find(|(letters, _)| letters.contains(letter)) {
            Some((_, plain)) => text.push_str(plain),
            None if is_invisible(letter) => {}
            None => text.push(letter),
        }
    }
    text
}

/// What [`folded`] replaces, capital letters as well, for a database that replaces texts by itself.
pub fn folds() -> impl Iterator<Item = (char, &'static str)> {
    FOLDS.iter().flat_map(|(letters, plain)| {
        letters.chars().flat_map(|small| {
            let capital = small.to_uppercase().next().filter(|capital| *capital != small);
            std::iter::once(small).chain(capital).map(|letter| (letter, *plain))
        })
    })
}

/// The youngest and the oldest, in years, whom a year of two digits can mean.
const AGES: std::ops::RangeInclusive<u32> = 13..=99;

/// A date of birth: `2001-05-17`, and day before month as people write it: `17/5/2001`, `17-05-2001`,
/// `17 Mei 2001`. A year of two digits is the one that makes a person of 13 to 99 years on the day
/// `today`; a browser's own field sends it as the year 1 of our era, `0001-05-17`.
///
/// # Errors
/// `INVALID_DATE` for another shape, a day that the calendar doesn't have, and a year of two digits that
/// makes nobody of that age; `OUT_OF_RANGE` for a day after `today`.
pub fn birth_date(text: &str, today: Date) -> Result<Date, FieldCode> {
    let seen: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let parts: Vec<&str> =
        seen.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [first, month, last] = parts.as_slice() else { return Err(FieldCode::InvalidDate) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let day = short(day).ok_or(FieldCode::InvalidDate)?;
    let month = short(month).or_else(|| month_named(month)).ok_or(FieldCode::InvalidDate)?;
    let is_year = matches!(year.len(), 2 | 4) && year.bytes().all(|byte| byte.is_ascii_digit());
    let year: i32 = year.parse().ok().filter(|_| is_year).ok_or(FieldCode::InvalidDate)?;
    let date = if year < 100 {
        let of_age = |date: &Date| *date <= today && AGES.contains(&date.age_on(today));
        let centuries = [1900, 2000].into_iter();
        centuries.filter_map(|of| Date::from_ymd(of + year, month, day)).find(of_age)
    } else {
        Date::from_ymd(year, month, day)
    };
    let date = date.ok_or(FieldCode::InvalidDate)?;
    if date <= today { Ok(date) } else { Err(FieldCode::OutOfRange) }
}

/// One or two digits.
fn short(text: &str) -> Option<u8> {
    let is_number = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// A month by its first three letters, Indonesian or English.
fn month_named(text: &str) -> Option<u8> {
    let begin: String = text.chars().take(3).flat_map(char::to_lowercase).collect();
    Some(match begin.as_str() {
        "jan" => 1,
        "feb" | "peb" => 2,
        "mar" => 3,
        "apr" => 4,
        "mei" | "may" => 5,
        "jun" => 6,
        "jul" => 7,
        "agu" | "ags" | "aug" => 8,
        "sep" => 9,
        "okt" | "oct" => 10,
        "nov" | "nop" => 11,
        "des" | "dec" => 12,
        _ => return None,
    })
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

    #[test]
    fn a_name_is_sought_without_what_keyboards_differ_in() {
        for typed in ["Nur'aini", "NUR’AINI", "nur`aini", "Nurʼaini", "Nurʻaini", "Nur\u{200B}aini"]
        {
            assert_eq!(folded(typed), "nuraini", "{typed:?}");
        }
        for typed in ["José  Nuñez", "Jose\u{301}\u{A0} Nun\u{303}ez", "JOSÉ  NUÑEZ"] {
            assert_eq!(folded(typed), "jose  nunez", "{typed:?}");
        }
        assert_eq!(folded("Al\u{2011}Amin"), "al-amin");
        assert!(is_apostrophe('ʼ') && !is_apostrophe('a'));
    }

    #[test]
    fn what_a_database_replaces_is_what_is_folded() {
        for (letter, plain) in folds() {
            assert_eq!(folded(&letter.to_string()), plain, "{letter:?}");
            assert!(folds().all(|(other, _)| !plain.contains(other)), "{letter:?}");
        }
        let letters: Vec<char> = folds().map(|(letter, _)| letter).collect();
        assert!(letters.contains(&'É') && letters.contains(&'é') && !letters.contains(&'e'));
    }

    #[test]
    fn a_date_of_birth_is_understood_or_asked_again() {
        let today = Date::from_ymd(2026, 12, 1).unwrap();
        let born = |year, month, day| Date::from_ymd(year, month, day).ok_or(FieldCode::NotAllowed);
        for typed in [
            "2001-05-17",
            "0001-05-17",
            "17/5/2001",
            "17/5/01",
            "17-05-01",
            "17.05.2001",
            " 17\u{A0}Mei 2001",
            "17 May 01",
            "\u{202A}17/05/2001\u{202C}",
            "2001/5/17",
        ] {
            assert_eq!(birth_date(typed, today), born(2001, 5, 17), "{typed:?}");
        }
        assert_eq!(birth_date("1/12/13", today), born(2013, 12, 1));
        assert_eq!(birth_date("2/12/27", today), born(1927, 12, 2));
        assert_eq!(birth_date("29/2/00", today), born(2000, 2, 29));
        assert_eq!(birth_date("17/5/64", today), born(1964, 5, 17));
        // 13 tomorrow, or 113; two years old, or 102; the American order; no day; no year.
        for typed in
            ["2/12/13", "17/5/24", "5/17/01", "31/4/01", "17/5", "17/5/201", "1 2 3 4", "", "a/b/c"]
        {
            assert_eq!(birth_date(typed, today), Err(FieldCode::InvalidDate), "{typed:?}");
        }
        assert_eq!(birth_date("2/12/2026", today), Err(FieldCode::OutOfRange));
    }
}
