//! Days, moments and time zones.

use balai_shared::time::{Date, Instant, TimeZone, Weekday, holidays_are_known};
use proptest::prelude::*;

fn any_date() -> impl Strategy<Value = Date> {
    let first = Date::from_ymd(1, 1, 1).unwrap();
    (0_i64..3_652_058).prop_map(move |days| first.plus_days(days))
}

fn any_zone() -> impl Strategy<Value = TimeZone> {
    proptest::sample::select(TimeZone::ALL)
}

proptest! {
    #[test]
    fn a_day_survives_being_written(date in any_date()) {
        prop_assert_eq!(Date::parse(&date.to_string()), Ok(date));
        prop_assert_eq!(Date::from_ymd(date.year(), date.month(), date.day()), Some(date));
    }

    #[test]
    fn a_moment_survives_being_written(millis in -62_135_596_800_000_i64..253_402_300_800_000) {
        let at = Instant::from_millis(millis);
        prop_assert_eq!(Instant::parse(&at.to_string()), Ok(at));
        let json = serde_json::to_string(&at).unwrap();
        prop_assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), at);
    }

    #[test]
    fn a_day_begins_and_ends_in_its_zone(date in any_date(), zone in any_zone()) {
        let start = zone.start_of(date);
        prop_assert_eq!(zone.date_of(start), date);
        prop_assert_eq!(zone.local(start), (date, 0, 0));
        let next = zone.start_of(date.plus_days(1));
        prop_assert_eq!(zone.date_of(next.plus_millis(-1)), date);
    }

    #[test]
    fn what_clocks_show_leads_back(date in any_date(), hour in 0_u8..24, minute in 0_u8..60, zone in any_zone()) {
        let at = zone.at(date, hour, minute).unwrap();
        prop_assert_eq!(zone.local(at), (date, hour, minute));
    }

    #[test]
    fn days_add_up(date in any_date(), days in -10_000_i64..10_000) {
        let other = date.plus_days(days);
        let ends = [Date::from_ymd(1, 1, 1), Date::from_ymd(9999, 12, 31)];
        prop_assert!(date.days_until(other) == days || ends.contains(&Some(other)));
    }

    #[test]
    fn one_grows_a_year_older_on_the_birthday(days in 0_i64..30_000, years in 0_u32..90) {
        let birth = Date::from_ymd(1900, 1, 1).unwrap().plus_days(days);
        let year = birth.year() + i32::try_from(years).unwrap();
        if let Some(birthday) = Date::from_ymd(year, birth.month(), birth.day()) {
            prop_assert_eq!(birth.age_on(birthday), years);
            prop_assert_eq!(birth.age_on(birthday.plus_days(-1)), years.saturating_sub(1));
        }
    }

    #[test]
    fn arithmetic_is_held_at_the_ends(millis: i64, more: i64) {
        let at = Instant::from_millis(millis);
        let _ = (at.plus_days(more), at.plus_hours(more), at.plus_minutes(more), at.plus_seconds(more));
        let _ = (at.to_string(), TimeZone::Jakarta.local(at), TimeZone::Jakarta.date_of(at));
        let _ = Date::from_ymd(2026, 1, 1).unwrap().plus_days(more);
    }

    #[test]
    fn any_text_is_a_time_or_an_error(text: String) {
        let _ = (Date::parse(&text), Instant::parse(&text));
    }

    #[test]
    fn working_days_skip_the_weekend(date in any_date(), weeks in 0_u32..50) {
        let last = Date::from_ymd(9990, 1, 1).unwrap();
        prop_assume!(date < last && date.weekday().is_working_day());
        let end = date.plus_days(i64::from(7 * weeks));
        prop_assume!((date.year()..=end.year()).all(|year| !holidays_are_known(year)));
        prop_assert_eq!(date.days_until(date.plus_working_days(5 * weeks)), i64::from(7 * weeks));
    }
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn five_working_days_leave_out_what_is_decreed() {
    for (from, last) in [
        // Nyepi, Lebaran and the cuti bersama around them.
        ("2025-03-21", "2025-04-08"),
        ("2025-03-27", "2025-04-14"),
        ("2026-03-11", "2026-03-25"),
        ("2026-03-17", "2026-03-31"),
        ("2024-04-05", "2024-04-22"),
        ("2023-04-17", "2023-05-02"),
        ("2027-03-05", "2027-03-22"),
        // Christmas and New Year.
        ("2025-12-24", "2026-01-05"),
        ("2026-12-23", "2027-01-04"),
        // An election, and the Monday that was added in 2025.
        ("2024-11-22", "2024-12-02"),
        ("2025-08-15", "2025-08-25"),
        // Weekends alone: from a Friday, a Saturday and a Sunday.
        ("2026-07-03", "2026-07-10"),
        ("2026-07-04", "2026-07-10"),
        ("2026-07-05", "2026-07-10"),
    ] {
        assert_eq!(day(from).plus_working_days(5), day(last), "from {from}");
    }
}

#[test]
fn without_holidays_the_day_was_too_early_on_so_many_days_of_each_year() {
    let by_weekends = |from: Date| {
        let mut days = (1..).map(|after| from.plus_days(after));
        days.by_ref().filter(|date| date.weekday().is_working_day()).nth(4).unwrap()
    };
    let (mut counts, mut worst) = (Vec::new(), 0);
    for year in 2023..=2027 {
        let first = Date::from_ymd(year, 1, 1).unwrap();
        let days = (0..366).map(|after| first.plus_days(after)).filter(|date| date.year() == year);
        let late = days.map(|from| by_weekends(from).days_until(from.plus_working_days(5)));
        let late: Vec<i64> = late.filter(|days| *days > 0).collect();
        worst = late.iter().copied().chain([worst]).max().unwrap();
        counts.push(late.len());
    }
    assert_eq!((counts, worst), (vec![100, 101, 101, 98, 71], 11));
}

#[test]
fn every_holiday_is_a_day_with_a_kind_a_name_and_a_decree() {
    let file = include_str!("../../data/holidays.csv");
    let rows: Vec<Vec<&str>> = file
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split(';').collect())
        .collect();
    let mut before = None;
    for row in &rows {
        let [date, kind, name, decree] = row.as_slice() else { panic!("{row:?}") };
        let date = day(date);
        assert!(before < Some(date), "in order, each once: {date}");
        before = Some(date);
        assert!(date.is_holiday() && !date.is_working_day());
        assert!(["LIBUR", "CUTI"].contains(kind) && !name.is_empty(), "{row:?}");
        assert!(decree.starts_with("SKB ") || decree.starts_with("Keppres "), "{row:?}");
    }
    let counts = |year: i32| {
        let of = |kind: &str| {
            let there = rows.iter().filter(|row| row[1] == kind);
            there.filter(|row| row[0].starts_with(&year.to_string())).count()
        };
        (of("LIBUR"), of("CUTI"))
    };
    // As the decrees say of themselves, with the elections of 2024 and the day added in 2025.
    let found: Vec<_> = (2023..=2027).map(counts).collect();
    assert_eq!(found, [(16, 11), (19, 10), (17, 11), (17, 8), (18, 8)]);
    let known: Vec<i32> = (2000..2060).filter(|year| holidays_are_known(*year)).collect();
    assert_eq!(known, [2023, 2024, 2025, 2026, 2027]);
}

#[test]
fn moments_are_read_in_every_offset() {
    let at = Instant::parse("2026-02-14T01:00:00Z").unwrap();
    assert_eq!(at.as_millis(), 1_771_030_800_000);
    for spelling in [
        "2026-02-14T09:00:00+08:00",
        "2026-02-13T20:30:00.000-04:30",
        "2026-02-14t01:00:00z",
        "2026-02-14 01:00:00Z",
    ] {
        assert_eq!(Instant::parse(spelling), Ok(at), "{spelling}");
    }
    assert_eq!(Instant::parse("2026-02-14T01:00:00.2509Z"), Ok(at.plus_millis(250)));
    assert_eq!(at.plus_millis(250).to_string(), "2026-02-14T01:00:00.250Z");
    for odd in [
        "2026-02-14",
        "2026-02-14T01:00:00",
        "2026-02-14T24:00:00Z",
        "2026-02-14T23:59:60Z",
        "2026-02-30T00:00:00Z",
        "2026-02-14T01:00:00.Z",
        "2026-02-14T01:00:00+8:00",
        "2026-02-14T01:00:00Zx",
    ] {
        assert!(Instant::parse(odd).is_err(), "{odd}");
    }
}

#[test]
fn days_that_no_calendar_has_are_refused() {
    for odd in [
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "2026-1-01",
        "26-01-01",
        "2026-01-01 ",
        "0000-01-01",
        "+2026-01-01",
    ] {
        assert!(Date::parse(odd).is_err(), "{odd}");
    }
    assert!(Date::parse("2024-02-29").is_ok());
    assert_eq!(Date::parse("2026-02-14").unwrap().weekday(), Weekday::Saturday);
}

#[test]
fn who_was_born_on_a_leap_day_turns_older_in_march() {
    let birth = Date::from_ymd(2004, 2, 29).unwrap();
    let on = |year, month, day| birth.age_on(Date::from_ymd(year, month, day).unwrap());
    assert_eq!([on(2022, 2, 28), on(2022, 3, 1), on(2024, 2, 29), on(2003, 1, 1)], [17, 18, 20, 0]);
}

#[test]
fn zones_have_their_names() {
    for (zone, iana, shown) in [
        (TimeZone::Jakarta, "Asia/Jakarta", "WIB"),
        (TimeZone::Makassar, "Asia/Makassar", "WITA"),
        (TimeZone::Jayapura, "Asia/Jayapura", "WIT"),
    ] {
        assert_eq!((zone.iana(), zone.abbreviation(), iana.parse()), (iana, shown, Ok(zone)));
    }
    assert!("Asia/Singapore".parse::<TimeZone>().is_err());
}
