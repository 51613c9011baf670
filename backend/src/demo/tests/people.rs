//! The people of the demonstration can do what it says they can.

use balai_shared::{
    eligibility::Verdict,
    id::RegionCode,
    policy::Actor,
    time::{Date, Instant},
};

use super::{
    super::{
        PASSWORD,
        dice::{Dice, Purpose},
        people::{Names, People, Wish},
    },
    bench::{Bench, what},
};
use crate::{
    service::{eligibility, sign_in},
    store,
};

#[tokio::test]
async fn every_numbered_job_seeker_may_take_a_free_seat() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let sessions = bench.sessions("Konversi Motor Listrik").await;
    let free = sessions.last().unwrap().session.id.to_string();
    let emails = (1..=200).map(|number| format!("applicant{number}@demo.balai"));
    for email in std::iter::once("applicant@demo.balai".to_owned()).chain(emails) {
        let actor = bench.person(&email).await;
        let judged = eligibility::of_viewer(&bench.services, &actor, &free).await.unwrap();
        assert_eq!(judged.verdict, Verdict::Eligible, "{email}: {judged:?}");
    }
}

#[tokio::test]
async fn people_sign_in_and_their_papers_agree() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    for identifier in ["applicant1@demo.balai", "staff@demo.balai"] {
        let input = sign_in::Input {
            identifier: identifier.to_owned(),
            password: PASSWORD.to_owned(),
            language: balai_shared::language::Language::default(),
            device: crate::service::tokens::Place {
                label: balai_shared::device::DeviceLabel::UNKNOWN,
                mark: None,
            },
        };
        assert!(sign_in::sign_in(&bench.services, input, None).await.is_ok(), "{identifier}");
    }
    let (read, vault) = (bench.services.store.read(), bench.services.vault());
    for number in 1..=200 {
        let actor = bench.person(&format!("applicant{number}@demo.balai")).await;
        let Actor::Person { account, .. } = actor else { panic!() };
        let profile = store::applicant::by_account(read, vault, account).await.unwrap().unwrap();
        assert!(profile.profile().is_complete(), "{number}");
        let (nik, birth) = (profile.nik.unwrap(), profile.birth_date.unwrap());
        assert!(nik.matches_birth_date(birth) && nik.matches_sex(profile.sex.unwrap()));
        assert_eq!(Some(nik.regency()), profile.region);
        let account = store::account::by_id(read, vault, account).await.unwrap().unwrap();
        assert!(account.phone.unwrap().as_str().starts_with("+62812"));
    }
}

#[tokio::test]
async fn names_differ_and_some_are_one_word() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let names = bench
        .texts("SELECT name FROM accounts WHERE email LIKE 'applicant%@demo.balai' ORDER BY name")
        .await;
    assert_eq!(names.len(), 201);
    assert!(names.is_sorted_by(|a, b| a < b), "a name comes twice");
    assert!(names.iter().any(|name| !name.contains(' ')));
}

#[test]
fn a_million_people_have_papers_of_their_own() {
    let day = Date::parse("2026-11-22").unwrap();
    let dice = Dice::new(1, Purpose::People);
    let mut people = People::new(dice, day, "x".to_owned());
    let mut cards = std::collections::HashMap::new();
    let mut seen = std::collections::HashSet::new();
    for number in (0..999_900).step_by(37).chain(999_900..1_000_000) {
        let person = people
            .job_seeker(&Wish {
                number,
                email: "x@demo.balai".to_owned(),
                // One region and one day of birth: the number alone makes the difference.
                ages: (20, 20),
                region: RegionCode::parse("51.71").unwrap(),
                since: Instant::from_millis(0),
                names: Names::Any,
            })
            .unwrap();
        let nik = person.profile.nik.unwrap().as_str().to_owned();
        let (place, sex_and_serial) = (nik.get(..6).unwrap(), nik.get(12..).unwrap());
        let phone = person.account.phone.unwrap().as_str().to_owned();
        let sex = person.profile.sex.unwrap();
        assert!(seen.insert(phone));
        assert!(seen.insert(format!("{place}{sex}{sex_and_serial}")), "{number}");
        *cards.entry(person.profile.kk.unwrap().as_str().to_owned()).or_insert(0) += 1;
    }
    assert!(cards.values().all(|people| *people <= 2));
}
