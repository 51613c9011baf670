//! Dates, times and numbers as people read them, the same on the server and in the browser.

use crate::language::Language;
use crate::time::{Date, Instant, TimeZone, Weekday};

/// `Sabtu, 14 Februari 2026`; `Saturday, 14 February 2026`.
#[must_use]
pub fn date(date: Date, language: Language) -> String {
    let mut text = String::from(weekday(date.weekday(), language));
    text.push_str(", ");
    push_number(&mut text, i64::from(date.day()));
    text.push(' ');
    text.push_str(month(date, language));
    text.push(' ');
    push_number(&mut text, i64::from(date.year()));
    text
}

/// `14 Feb 2026`, in both languages with their own months.
#[must_use]
pub fn date_short(date: Date, language: Language) -> String {
    let mut text = day_and_month(date, language);
    text.push(' ');
    push_number(&mut text, i64::from(date.year()));
    text
}

/// `Sabtu, 14 Februari 2026, 09.00 WITA`; `Saturday, 14 February 2026, 09:00 WITA`.
#[must_use]
pub fn date_time_in_zone(at: Instant, zone: TimeZone, language: Language) -> String {
    let mut text = date(zone.date_of(at), language);
    text.push_str(", ");
    text.push_str(&time_in_zone(at, zone, language));
    text
}

/// For cards: `Sab 14 Feb, 09.00 WITA`; `Sat 14 Feb, 09:00 WITA`.
#[must_use]
pub fn date_time_short(at: Instant, zone: TimeZone, language: Language) -> String {
    let day = zone.date_of(at);
    let mut text: String = weekday(day.weekday(), language).chars().take(3).collect();
    text.push(' ');
    text.push_str(&day_and_month(day, language));
    text.push_str(", ");
    text.push_str(&time_in_zone(at, zone, language));
    text
}

/// What is told as the end: of a day that ends at midnight its last minute.
#[must_use]
pub fn last_minute(end: Instant, zone: TimeZone) -> Instant {
    match zone.local(end) {
        (_, 0, 0) => end.plus_minutes(-1),
        _ => end,
    }
}

/// A deadline: `Minggu 13 Des, 23.59 WITA`; `Sunday 13 Dec, 23:59 WITA`. `end` is the first moment after
/// it. One at midnight is the end of the day before and is told as that: who reads `Senin 14 Des, 00.00`
/// comes a day late.
#[must_use]
pub fn deadline(end: Instant, zone: TimeZone, language: Language) -> String {
    let last = last_minute(end, zone);
    let day = zone.date_of(last);
    let mut text = String::from(weekday(day.weekday(), language));
    text.push(' ');
    text.push_str(&day_and_month(day, language));
    text.push_str(", ");
    text.push_str(&time_in_zone(last, zone, language));
    text
}

/// `09.00 WITA`; `09:00 WITA`.
#[must_use]
pub fn time_in_zone(at: Instant, zone: TimeZone, language: Language) -> String {
    let (_, hour, minute) = zone.local(at);
    let mut text = String::new();
    push_two_digits(&mut text, hour);
    text.push_str(language.pick(".", ":"));
    push_two_digits(&mut text, minute);
    text.push(' ');
    text.push_str(zone.abbreviation());
    text
}

/// What is left of a time in milliseconds, in its two largest units: `1 hari 4 jam`;
/// `1 day 4 hours`.
#[must_use]
pub fn remaining(millis: i64, language: Language) -> String {
    if millis <= 0 {
        return String::from(language.pick("waktunya sudah lewat", "time is over"));
    }
    let minutes = millis / 60_000;
    if minutes == 0 {
        return String::from(language.pick("kurang dari 1 menit", "less than 1 minute"));
    }
    let (days, hours) = (minutes / 1440, minutes / 60 % 24);
    let day = (days, ["hari", "day", "days"]);
    let hour = (hours, ["jam", "hour", "hours"]);
    let minute = (minutes % 60, ["menit", "minute", "minutes"]);
    let parts = if days > 0 { [day, hour] } else { [hour, minute] };
    let mut text = String::new();
    for (number, [indonesian, one, many]) in parts {
        if number > 0 {
            if !text.is_empty() {
                text.push(' ');
            }
            push_number(&mut text, number);
            text.push(' ');
            text.push_str(language.pick(indonesian, if number == 1 { one } else { many }));
        }
    }
    text
}

/// `1.234` in Indonesian, `1,234` in English.
#[must_use]
pub fn count(number: u64, language: Language) -> String {
    let separator = match language {
        Language::Id => '.',
        Language::En => ',',
    };
    crate::word::grouped(number, separator)
}

fn day_and_month(date: Date, language: Language) -> String {
    let mut text = String::new();
    push_number(&mut text, i64::from(date.day()));
    text.push(' ');
    // Months in both languages differ in their first three letters, all ASCII.
    text.push_str(month(date, language).get(..3).unwrap_or_default());
    text
}

fn push_number(text: &mut String, number: i64) {
    text.push_str(&number.to_string());
}

fn push_two_digits(text: &mut String, number: u8) {
    text.push(char::from(b'0' + number / 10 % 10));
    text.push(char::from(b'0' + number % 10));
}

const fn weekday(weekday: Weekday, language: Language) -> &'static str {
    match weekday {
        Weekday::Monday => language.pick("Senin", "Monday"),
        Weekday::Tuesday => language.pick("Selasa", "Tuesday"),
        Weekday::Wednesday => language.pick("Rabu", "Wednesday"),
        Weekday::Thursday => language.pick("Kamis", "Thursday"),
        Weekday::Friday => language.pick("Jumat", "Friday"),
        Weekday::Saturday => language.pick("Sabtu", "Saturday"),
        Weekday::Sunday => language.pick("Minggu", "Sunday"),
    }
}

fn month(date: Date, language: Language) -> &'static str {
    match date.month() {
        1 => language.pick("Januari", "January"),
        2 => language.pick("Februari", "February"),
        3 => language.pick("Maret", "March"),
        4 => "April",
        5 => language.pick("Mei", "May"),
        6 => language.pick("Juni", "June"),
        7 => language.pick("Juli", "July"),
        8 => language.pick("Agustus", "August"),
        9 => "September",
        10 => language.pick("Oktober", "October"),
        11 => "November",
        _ => language.pick("Desember", "December"),
    }
}

/// A number as the API writes it, as people of this language do: `87,5` and `87.5`.
#[must_use]
pub fn decimal(number: &str, language: Language) -> String {
    match language {
        Language::Id => number.replace('.', ","),
        Language::En => String::from(number),
    }
}
