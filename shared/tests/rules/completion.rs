//! Who has finished, with which certificate, and when meetings are.

use balai_shared::completion::{
    Assessed, AttendanceStatus as Status, Attended, CertificateKind, CompletionCode as Code,
    CompletionVerdict as Verdict, credited, judge, never_came, stands_over,
};
use balai_shared::error::FieldCode;
use balai_shared::meeting::{Frame, check, parse_time, weekly};
use balai_shared::session::{DeliveryMode, Funding};
use balai_shared::time::{Date, Instant, Weekday};
use proptest::prelude::*;

fn attended(held: u32, attended: u32, unmarked: u32) -> Attended {
    Attended { held, attended, unmarked }
}

const NO_UNITS: Assessed = Assessed { units: 0, competent: 0, not_yet: 0 };

#[test]
fn the_share_is_reached_to_the_minute() {
    let verdict = |minutes| judge(attended(1000, minutes, 0), NO_UNITS, 80).verdict;
    assert_eq!(verdict(799), Verdict::NotCompleted);
    assert_eq!(verdict(800), Verdict::Completed);
    assert_eq!(attended(1000, 799, 0).percent(), 79);
}

#[test]
fn an_unmarked_meeting_leaves_it_open_only_where_it_can_turn_the_verdict() {
    let verdict = |there, open| judge(attended(1000, there, open), NO_UNITS, 80).verdict;
    assert_eq!(verdict(800, 200), Verdict::Completed);
    assert_eq!(verdict(700, 100), Verdict::Open);
    assert_eq!(verdict(700, 99), Verdict::NotCompleted);
    let none = judge(attended(0, 0, 0), NO_UNITS, 80);
    assert_eq!((none.verdict, none.codes), (Verdict::Open, vec![Code::NoMeetings]));
}

#[test]
fn units_decide_the_certificate_and_must_all_be_assessed() {
    let told = |competent, not_yet| {
        let said = judge(attended(10, 10, 0), Assessed { units: 2, competent, not_yet }, 80);
        (said.verdict, said.certificate, said.codes[1])
    };
    let (done, open) = (Verdict::Completed, Verdict::Open);
    let training = CertificateKind::Attendance;
    assert_eq!(told(2, 0), (done, CertificateKind::Competence, Code::AllUnitsCompetent));
    assert_eq!(told(1, 1), (done, training, Code::UnitsNotYetCompetent));
    assert_eq!(told(0, 2), (done, training, Code::UnitsNotYetCompetent));
    assert_eq!(told(1, 0), (open, training, Code::UnitsUnassessed));
    let away = judge(attended(10, 0, 0), Assessed { units: 2, ..NO_UNITS }, 80);
    assert_eq!(away.verdict, Verdict::NotCompleted, "who was away needs no assessment");
}

#[test]
fn a_mark_is_worth_what_it_says() {
    assert_eq!(credited(Status::Present, None, 240), Some(240));
    assert_eq!(credited(Status::Late, Some(200), 240), Some(200));
    assert_eq!(credited(Status::Late, None, 240), None);
    assert_eq!(credited(Status::Late, Some(241), 240), None);
    assert_eq!(credited(Status::Excused, None, 240), Some(0));
    assert_eq!(credited(Status::Absent, Some(1), 240), None);
}

#[test]
fn who_never_came_was_away_twice_without_an_excuse() {
    assert!(never_came(&[Status::Absent, Status::Absent]));
    assert!(!never_came(&[Status::Absent]));
    assert!(!never_came(&[Status::Absent, Status::Excused]));
    assert!(!never_came(&[Status::Absent, Status::Absent, Status::Late]));
}

#[test]
fn a_week_becomes_a_list_and_fits_its_frame() {
    let (first, last) = (Date::from_ymd(2026, 3, 2).unwrap(), Date::from_ymd(2026, 3, 11).unwrap());
    let days = [Weekday::Monday, Weekday::Wednesday];
    let times = (parse_time("08:00").unwrap(), parse_time("11.00").unwrap());
    let list = weekly((first, last), &days, times);
    let shown: Vec<String> = list.iter().map(|one| one.day.to_string()).collect();
    assert_eq!(shown, ["2026-03-02", "2026-03-04", "2026-03-09", "2026-03-11"]);
    assert_eq!(list[0].hours, 4);
    let frame = |mode, funding| Frame { starts_on: first, ends_on: last, mode, funding };
    assert!(check(&list, &frame(DeliveryMode::Daring, Funding::Prakerja)).is_empty());
    let twice: Vec<_> = list.iter().chain(&list[..1]).copied().collect();
    let wrong = check(&twice, &frame(DeliveryMode::Daring, Funding::Prakerja));
    let codes: Vec<FieldCode> = wrong.iter().map(|one| one.code).collect();
    assert_eq!(codes, [FieldCode::NotAllowed, FieldCode::OutOfRange]);
    let short = check(&list[..3], &frame(DeliveryMode::Luring, Funding::Prakerja));
    assert_eq!((short[0].code, short[0].given), (FieldCode::TooShort, Some(12)));
    assert!(check(&list[..1], &frame(DeliveryMode::Luring, Funding::Public)).is_empty());
    for text in ["24:00", "8", "08:0", "8:60", "-1:00", "８:00"] {
        assert_eq!(parse_time(text), None, "{text}");
    }
}

proptest! {
    /// However two marks arrive, the same one stands.
    #[test]
    fn marks_merge_alike_in_either_order(a in 0i64..3, b in 0i64..3, x in "[ab]", y in "[cd]") {
        let (one, other) = ((Instant::from_millis(a), &*x), (Instant::from_millis(b), &*y));
        prop_assert_ne!(stands_over(one, other), stands_over(other, one));
    }

    /// More minutes never turn a good verdict bad.
    #[test]
    fn coming_more_often_never_hurts(held in 1u32..10_000, minutes in 0u32..10_000, more in 0u32..100) {
        let verdict = |minutes: u32| judge(attended(held, minutes.min(held), 0), NO_UNITS, 80).verdict;
        if verdict(minutes) == Verdict::Completed {
            prop_assert_eq!(verdict(minutes + more), Verdict::Completed);
        }
    }
}
