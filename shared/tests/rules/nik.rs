//! NIK and KK.

use balai_shared::error::FieldCode;
use balai_shared::nik::{Kk, Nik, NikError};
use balai_shared::person::Sex;
use balai_shared::time::Date;
use proptest::prelude::*;

fn digits(region: u32, birth: Date, sex: Sex, serial: u32) -> String {
    let day = birth.day() + if sex == Sex::Female { 40 } else { 0 };
    format!("{region:06}{day:02}{:02}{:02}{serial:04}", birth.month(), birth.year() % 100)
}

fn any_birth() -> impl Strategy<Value = Date> {
    let first = Date::from_ymd(1926, 1, 1).unwrap();
    (0_i64..36_500).prop_map(move |days| first.plus_days(days))
}

fn any_sex() -> impl Strategy<Value = Sex> {
    proptest::sample::select(Sex::ALL)
}

proptest! {
    #[test]
    fn a_nik_agrees_with_the_person_it_was_made_for(
        region in 110_000_u32..999_999, birth in any_birth(), sex in any_sex(), serial in 1_u32..9_999,
    ) {
        let text = digits(region, birth, sex, serial);
        let nik = Nik::parse(&text).unwrap();
        prop_assert_eq!(nik.as_str(), &text);
        prop_assert_eq!(nik.sex(), sex);
        prop_assert_eq!(nik.birth_day_month(), (birth.day(), birth.month()));
        prop_assert!(nik.matches_birth_date(birth) && nik.matches_sex(sex));
        prop_assert!(!nik.matches_birth_date(birth.plus_days(1)));
        prop_assert_eq!(nik.regency().province(), nik.province());
        let province = nik.province();
        prop_assert_eq!(province.as_str(), &text[..2]);
    }

    #[test]
    fn a_masked_nik_shows_eight_digits_only(birth in any_birth(), sex in any_sex(), serial in 1_u32..9_999) {
        let nik = Nik::parse(&digits(517_101, birth, sex, serial)).unwrap();
        let masked = nik.masked();
        prop_assert_eq!(masked.chars().count(), 16);
        prop_assert_eq!(masked.chars().filter(|c| *c == '•').count(), 8);
        prop_assert_eq!(format!("{nik:?}"), masked);
    }

    #[test]
    fn spaces_do_not_count(birth in any_birth(), at in 0_usize..16) {
        let text = digits(517_101, birth, Sex::Male, 3);
        let spaced = format!(" {} {} ", &text[..at], &text[at..]);
        prop_assert_eq!(Nik::parse(&spaced), Nik::parse(&text));
    }

    #[test]
    fn any_text_is_a_nik_or_an_error(text: String) {
        let _ = Nik::parse(&text);
        let _ = Kk::parse(&text);
    }
}

#[test]
fn each_kind_of_slip_has_its_own_error() {
    assert_eq!(Nik::parse("  "), Err(NikError::Blank));
    assert_eq!(Nik::parse("517101140201000"), Err(NikError::Length { given: 15 }));
    assert_eq!(Nik::parse("51710114020100031"), Err(NikError::Length { given: 17 }));
    assert_eq!(Nik::parse("5171O11402010003"), Err(NikError::NotDigits));
    assert_eq!(Nik::parse("٥١٧١٠١١٤٠٢٠١٠٠٠٣"), Err(NikError::NotDigits));
    let given = Nik::parse("517101140201000").unwrap_err().field_error("nik");
    assert_eq!(
        (given.path.as_str(), given.code, given.given),
        ("nik", FieldCode::WrongLength, Some(15))
    );
}

#[test]
fn a_birth_date_that_no_century_has_is_refused() {
    for (day_month_year, possible) in [
        ("290200", true),
        ("290204", true),
        ("290201", false),
        ("290202", false),
        ("300200", false),
        ("310401", false),
        ("000101", false),
        ("400101", false),
        ("410101", true),
        ("710101", true),
        ("720101", false),
        ("011301", false),
        ("010001", false),
    ] {
        let parsed = Nik::parse(&format!("517101{day_month_year}0003"));
        assert_eq!(parsed.is_ok(), possible, "{day_month_year}");
        assert!(possible || parsed == Err(NikError::BirthDay));
    }
}

#[test]
fn the_century_is_not_in_the_digits() {
    let nik = Nik::parse("5171011402010003").unwrap();
    for year in [1901, 2001] {
        assert!(nik.matches_birth_date(Date::from_ymd(year, 2, 14).unwrap()));
    }
    assert!(!nik.matches_birth_date(Date::from_ymd(2011, 2, 14).unwrap()));
    assert_eq!(nik.masked(), "5171••••••••0003");
    assert_eq!(nik.regency().as_str(), "51.71");
}

#[test]
fn a_family_card_holds_the_day_it_was_made_on() {
    let card = Kk::parse("5171-0115.0317\u{A0}0003").unwrap();
    assert_eq!(card.as_str(), "5171011503170003");
    assert_eq!(format!("{card:?}"), "5171••••••••0003");
    assert_eq!(Kk::parse("12"), Err(NikError::Length { given: 2 }));
    // A woman's NIK, a month and a day that no calendar has, a leap day of 2001.
    for impossible in ["410101", "011301", "000101", "310401", "290201", "999901"] {
        let text = format!("517101{impossible}0003");
        assert_eq!(Kk::parse(&text), Err(NikError::IssueDay), "{impossible}");
        assert_eq!(Kk::kept(&text).unwrap().as_str(), text, "what was kept stays");
    }
    let told = Kk::parse("5171019999010003").unwrap_err().field_error("kk");
    assert_eq!(told.code, FieldCode::KkImpossibleDate);
}
