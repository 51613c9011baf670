//! Eligibility.

use balai_shared::eligibility::{
    Circumstances, EligibilityCode as Code, Requirements, SchemeRules, Verdict, assess,
};
use balai_shared::money::Rupiah;
use balai_shared::nik::{Kk, Nik};
use balai_shared::person::{Education, Occupation, Profile, ProfileField, Sex};
use balai_shared::time::Date;
use proptest::prelude::*;

fn today() -> Date {
    Date::from_ymd(2026, 2, 14).unwrap()
}

/// Ketut, 25, who meets everything.
fn ketut() -> Profile {
    Profile {
        name: String::from("Ketut Ayu"),
        nik: Nik::parse("5171015402010003").ok(),
        kk: Kk::parse("5171011503170001").ok(),
        birth_date: Date::from_ymd(2001, 2, 14),
        sex: Some(Sex::Female),
        education: Some(Education::Smk),
        occupation: Some(Occupation::SeekingWork),
        region: "51.71".parse().ok(),
    }
}

fn rich() -> Circumstances {
    Circumstances {
        family_members_in_scheme: Some(0),
        balance: Some(Rupiah(3_500_000)),
        price: Rupiah(1_000_000),
        ..Circumstances::default()
    }
}

const TECHNICAL: Requirements = Requirements {
    minimum_education: Some(Education::Sma),
    minimum_age: Some(17),
    maximum_age: Some(35),
};

fn verdict_of(profile: &Profile, circumstances: &Circumstances, code: Code) -> Option<Verdict> {
    let rules = SchemeRules::prakerja();
    let assessed = assess(profile, &TECHNICAL, Some(&rules), today(), circumstances);
    assessed.reasons.iter().find(|reason| reason.code == code).map(|reason| reason.verdict)
}

#[test]
fn who_meets_everything_is_told_why() {
    let assessed = assess(&ketut(), &TECHNICAL, Some(&SchemeRules::prakerja()), today(), &rich());
    assert_eq!(assessed.verdict, Verdict::Eligible);
    assert_eq!(assessed.reasons.len(), 8);
    assert_eq!(assessed.open_reasons().count(), 0);
    assert!(ketut().is_complete());
}

#[test]
fn a_session_without_a_scheme_asks_less() {
    let mut student = ketut();
    student.occupation = Some(Occupation::Student);
    student.kk = None;
    let free = assess(&student, &TECHNICAL, None, today(), &Circumstances::default());
    assert_eq!(free.verdict, Verdict::Eligible);
    assert_eq!(
        verdict_of(&student, &rich(), Code::NotInFormalEducation),
        Some(Verdict::NotEligible)
    );
}

#[test]
fn the_stricter_age_limit_counts() {
    for (age, least, most) in [
        (17, Verdict::NotEligible, Verdict::Eligible),
        (18, Verdict::Eligible, Verdict::Eligible),
        (35, Verdict::Eligible, Verdict::Eligible),
        (36, Verdict::Eligible, Verdict::NotEligible),
    ] {
        let mut profile = ketut();
        profile.birth_date = Date::from_ymd(2026 - age, 2, 14);
        assert_eq!(verdict_of(&profile, &rich(), Code::MinimumAge), Some(least), "{age}");
        assert_eq!(verdict_of(&profile, &rich(), Code::MaximumAge), Some(most), "{age}");
    }
}

#[test]
fn the_scheme_takes_people_from_18_to_64() {
    let rules = SchemeRules::prakerja();
    for (age, wanted) in [
        (17, Verdict::NotEligible),
        (18, Verdict::Eligible),
        (64, Verdict::Eligible),
        (65, Verdict::NotEligible),
    ] {
        let mut profile = ketut();
        profile.birth_date = Date::from_ymd(2026 - age, 2, 14);
        profile.nik = profile
            .birth_date
            .and_then(|birth| Nik::parse(&format!("5171015402{:02}0003", birth.year() % 100)).ok());
        let assessed = assess(&profile, &Requirements::default(), Some(&rules), today(), &rich());
        assert_eq!(assessed.verdict, wanted, "{age}");
    }
}

#[test]
fn the_occupations_shut_out_are_those_of_the_regulation() {
    let open: Vec<&str> = Occupation::ALL
        .iter()
        .filter(|occupation| {
            let profile = Profile { occupation: Some(**occupation), ..ketut() };
            verdict_of(&profile, &rich(), Code::OccupationAllowed) == Some(Verdict::Eligible)
        })
        .map(|occupation| occupation.as_str())
        .collect();
    assert_eq!(
        open,
        ["SEEKING_WORK", "LAID_OFF", "EMPLOYED", "SELF_EMPLOYED", "HOMEMAKER", "STUDENT"]
    );
}

#[test]
fn two_of_a_family_card_can_take_part() {
    for (others, wanted) in [
        (Some(0), Verdict::Eligible),
        (Some(1), Verdict::Eligible),
        (Some(2), Verdict::NotEligible),
        (None, Verdict::Tentative),
    ] {
        let circumstances = Circumstances { family_members_in_scheme: others, ..rich() };
        assert_eq!(verdict_of(&ketut(), &circumstances, Code::FamilyCardLimit), Some(wanted));
    }
}

#[test]
fn a_nik_that_contradicts_the_profile_is_no_identity() {
    let later = Profile { birth_date: Date::from_ymd(2001, 2, 15), ..ketut() };
    let man = Profile { sex: Some(Sex::Male), ..ketut() };
    let silent = Profile { sex: None, ..ketut() };
    let verdicts =
        [later, man, silent].map(|profile| verdict_of(&profile, &rich(), Code::Identity));
    assert_eq!(
        verdicts,
        [Some(Verdict::NotEligible), Some(Verdict::NotEligible), Some(Verdict::Tentative)]
    );
}

#[test]
fn what_stands_in_the_way_is_told_only_when_it_does() {
    assert_eq!(verdict_of(&ketut(), &rich(), Code::NotAppliedYet), None);
    let busy = Circumstances { has_live_application: true, overlapping_confirmed: true, ..rich() };
    assert_eq!(verdict_of(&ketut(), &busy, Code::NotAppliedYet), Some(Verdict::NotEligible));
    assert_eq!(verdict_of(&ketut(), &busy, Code::NoOverlap), Some(Verdict::NotEligible));
    let poor = Circumstances { balance: Some(Rupiah(999_999)), ..rich() };
    assert_eq!(verdict_of(&ketut(), &poor, Code::TrainingBalance), Some(Verdict::NotEligible));
}

#[test]
fn the_worst_condition_is_the_verdict() {
    let silent = Profile { education: None, ..ketut() };
    let excluded = Profile { occupation: Some(Occupation::Asn), ..silent.clone() };
    for (profile, wanted) in [(silent, Verdict::Tentative), (excluded, Verdict::NotEligible)] {
        let rules = SchemeRules::prakerja();
        let assessed = assess(&profile, &TECHNICAL, Some(&rules), today(), &rich());
        assert_eq!(assessed.verdict, wanted);
    }
}

#[test]
fn a_missing_fact_is_named_in_the_forms_order() {
    let nobody = Profile::default();
    assert_eq!(nobody.missing(), ProfileField::ALL);
    let paths: Vec<_> = ProfileField::ALL.iter().map(|field| field.path()).collect();
    assert_eq!(
        paths,
        ["name", "nik", "kk", "birthDate", "sex", "education", "occupation", "regionCode"]
    );
    let assessed = assess(
        &nobody,
        &TECHNICAL,
        Some(&SchemeRules::prakerja()),
        today(),
        &Circumstances::default(),
    );
    assert_eq!(assessed.verdict, Verdict::Tentative);
}

#[test]
fn general_and_vocational_school_are_one_level() {
    let ranks: Vec<_> = Education::ALL.iter().map(|education| education.rank()).collect();
    assert!(ranks.is_sorted());
    assert_eq!(Education::Sma.rank(), Education::Smk.rank());
    assert_eq!(Education::D4.rank(), Education::S1.rank());
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let first = Date::from_ymd(1950, 1, 1).unwrap();
    (
        0_i64..27_000,
        any::<bool>(),
        any::<bool>(),
        proptest::sample::select(Education::ALL),
        proptest::sample::select(Occupation::ALL),
    )
        .prop_map(move |(days, female, contradicts, education, occupation)| {
            let birth = first.plus_days(days);
            let day = birth.day() + if female { 40 } else { 0 };
            let year = (birth.year() + if contradicts { 4 } else { 0 }) % 100;
            Profile {
                nik: Nik::parse(&format!("517101{day:02}{:02}{year:02}0003", birth.month())).ok(),
                birth_date: Some(birth),
                sex: Some(if female { Sex::Female } else { Sex::Male }),
                education: Some(education),
                occupation: Some(occupation),
                ..ketut()
            }
        })
        .prop_filter("a NIK for the day", |profile| profile.nik.is_some())
}

fn any_circumstances() -> impl Strategy<Value = Circumstances> {
    (0_u32..4, any::<bool>(), any::<bool>(), 0_i64..4_000_000).prop_map(
        |(family, overlapping, live, balance)| Circumstances {
            family_members_in_scheme: Some(family),
            overlapping_confirmed: overlapping,
            has_live_application: live,
            balance: Some(Rupiah(balance)),
            price: Rupiah(1_000_000),
        },
    )
}

proptest! {
    #[test]
    fn learning_a_fact_settles_a_condition_and_never_unsettles_one(
        full in any_profile(), facts in any_circumstances(), known in proptest::array::uniform8(any::<bool>()),
    ) {
        let [nik, kk, birth, sex, education, occupation, family, balance] = known;
        let partial = Profile {
            nik: full.nik.clone().filter(|_| nik),
            kk: full.kk.clone().filter(|_| kk),
            birth_date: full.birth_date.filter(|_| birth),
            sex: full.sex.filter(|_| sex),
            education: full.education.filter(|_| education),
            occupation: full.occupation.filter(|_| occupation),
            ..full.clone()
        };
        let fewer = Circumstances {
            family_members_in_scheme: facts.family_members_in_scheme.filter(|_| family),
            balance: facts.balance.filter(|_| balance),
            ..facts
        };
        let rules = SchemeRules::prakerja();
        let before = assess(&partial, &TECHNICAL, Some(&rules), today(), &fewer);
        let after = assess(&full, &TECHNICAL, Some(&rules), today(), &facts);
        prop_assert!(after.verdict != Verdict::Tentative);
        prop_assert_eq!(before.reasons.len(), after.reasons.len());
        for (before, after) in before.reasons.iter().zip(&after.reasons) {
            prop_assert!(before.verdict == Verdict::Tentative || before.verdict == after.verdict, "{:?} {:?}", before, after);
        }
        prop_assert!(before.verdict == Verdict::Tentative || before.verdict == after.verdict);
    }
}
