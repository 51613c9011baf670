//! The choice of language, and the writing of dates, times and numbers.

use balai_shared::format;
use balai_shared::language::Language::{self, En, Id};
use balai_shared::time::{Date, Instant, TimeZone};
use proptest::prelude::*;

#[test]
fn the_better_liked_language_wins() {
    for (header, wanted) in [
        ("", Id),
        ("*", Id),
        ("de-DE,de;q=0.9", Id),
        ("id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", Id),
        ("en-US,en;q=0.9,id;q=0.8", En),
        ("en;q=0.3, id;q=0.7", Id),
        ("en;q=0.7, id;q=0.35", En),
        ("jv, en;q=0.5", En),
        ("EN", En),
        ("en;q=0", Id),
        ("en;q=x", Id),
        ("en;q=0.85555, id;q=0.1", Id),
    ] {
        assert_eq!(Language::from_accept_language(header), wanted, "{header}");
    }
}

proptest! {
    #[test]
    fn any_header_gives_a_language(header: String) {
        let _ = Language::from_accept_language(&header);
    }

    #[test]
    fn any_moment_can_be_written(millis: i64) {
        for language in [Id, En] {
            for zone in TimeZone::ALL {
                prop_assert!(!format::date_time_in_zone(Instant::from_millis(millis), *zone, language).is_empty());
            }
            prop_assert!(!format::remaining(millis, language).is_empty());
        }
    }

    #[test]
    fn a_count_keeps_its_digits(number: u64) {
        let written = format::count(number, En);
        prop_assert_eq!(written.replace(',', ""), number.to_string());
        prop_assert_eq!(written.replace(',', "."), format::count(number, Id));
    }
}

#[test]
fn dates_are_written_as_people_write_them() {
    let day = Date::from_ymd(2026, 2, 14).unwrap();
    assert_eq!(format::date(day, Id), "Sabtu, 14 Februari 2026");
    assert_eq!(format::date(day, En), "Saturday, 14 February 2026");
    assert_eq!(format::date_short(day, Id), "14 Feb 2026");
    let months = |language| {
        (1..=12)
            .map(move |month| format::date_short(Date::from_ymd(2026, month, 1).unwrap(), language))
    };
    let indonesian: Vec<_> = months(Id).collect();
    assert_eq!(indonesian[4], "1 Mei 2026");
    assert_eq!(indonesian[7], "1 Agu 2026");
    assert_eq!(indonesian[9], "1 Okt 2026");
    assert_eq!(indonesian[11], "1 Des 2026");
}

#[test]
fn times_are_written_with_their_zone() {
    let at = Instant::parse("2026-02-14T01:00:00Z").unwrap();
    let written = |zone, language| format::date_time_in_zone(at, zone, language);
    assert_eq!(written(TimeZone::Makassar, Id), "Sabtu, 14 Februari 2026, 09.00 WITA");
    assert_eq!(written(TimeZone::Makassar, En), "Saturday, 14 February 2026, 09:00 WITA");
    assert_eq!(written(TimeZone::Jakarta, Id), "Sabtu, 14 Februari 2026, 08.00 WIB");
    assert_eq!(format::date_time_short(at, TimeZone::Jayapura, Id), "Sab 14 Feb, 10.00 WIT");
}

#[test]
fn a_deadline_at_midnight_is_the_end_of_the_day_before() {
    let at = |text: &str| Instant::parse(text).unwrap();
    let told = |text, zone, language| format::deadline(at(text), zone, language);
    let midnight = "2026-12-13T16:00:00Z";
    assert_eq!(told(midnight, TimeZone::Makassar, Id), "Minggu 13 Des, 23.59 WITA");
    assert_eq!(told(midnight, TimeZone::Makassar, En), "Sunday 13 Dec, 23:59 WITA");
    assert_eq!(told(midnight, TimeZone::Jakarta, Id), "Minggu 13 Des, 23.00 WIB");
    assert_eq!(
        told("2026-12-13T16:00:59.999Z", TimeZone::Makassar, Id),
        "Minggu 13 Des, 23.59 WITA"
    );
    assert_eq!(told("2026-12-13T16:01:00Z", TimeZone::Makassar, Id), "Senin 14 Des, 00.01 WITA");
    assert_eq!(told("2026-12-31T15:00:00Z", TimeZone::Jayapura, Id), "Kamis 31 Des, 23.59 WIT");
}

#[test]
fn the_time_left_is_told_in_two_units() {
    let minute = 60_000;
    for (millis, indonesian, english) in [
        (28 * 60 * minute, "1 hari 4 jam", "1 day 4 hours"),
        (48 * 60 * minute, "2 hari", "2 days"),
        (90 * minute, "1 jam 30 menit", "1 hour 30 minutes"),
        (minute, "1 menit", "1 minute"),
        (minute - 1, "kurang dari 1 menit", "less than 1 minute"),
        (0, "waktunya sudah lewat", "time is over"),
    ] {
        assert_eq!(
            (format::remaining(millis, Id), format::remaining(millis, En)),
            (indonesian.into(), english.into())
        );
    }
}
