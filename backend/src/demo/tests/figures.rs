//! The figures of API.md, 'Fixed besides'.

use std::collections::BTreeSet;

use balai_shared::{
    application::{ApplicationState, ReasonCode},
    benefit::checklist::BenefitStage,
    money::Rupiah,
    policy::Role,
    session::{DeliveryMode, Funding, InstitutionKind, SelectionMethod, SessionState},
    vocation,
};

use super::{
    super::data::{benefits::HOLDINGS, courses, institutions},
    bench::{Bench, what},
};
use crate::{
    model::application::ApplicationQuery,
    service::benefits,
    store::{self, api_key},
};

#[tokio::test]
async fn eighty_people_want_sixteen_seats() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let now = bench.services.clock().now();
    let sessions = bench.sessions("Konversi Motor Listrik").await;
    let [by_merit, first_come] = sessions.as_slice() else { panic!("{}", sessions.len()) };
    for listing in [by_merit, first_come] {
        assert_eq!(listing.session.funding, Funding::Public);
        assert_eq!(listing.institution.region.as_str(), "51.71");
        assert_eq!((listing.session.seats.capacity, listing.session.seats.taken), (16, 0));
        assert_eq!(listing.session.state(now), SessionState::Open);
    }
    assert!(by_merit.session.starts_at > now.plus_days(20));
    assert!(by_merit.session.ends_at < first_come.session.starts_at);
    let staff = bench.person("staff@demo.balai").await;
    let query =
        ApplicationQuery { session: Some(by_merit.session.id), ..ApplicationQuery::default() };
    let waiting = bench.applications(&staff, &query).await;
    assert_eq!(waiting.len(), 80);
    assert!(waiting.iter().all(|one| one.state == ApplicationState::Submitted));
    let people: BTreeSet<_> = waiting.iter().map(|one| one.applicant).collect();
    assert_eq!(people.len(), 80);
    assert_eq!(first_come.session.applicant_count, 0);
}

#[tokio::test]
async fn the_catalogue_shows_every_kind_of_session() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let now = bench.services.clock().now();
    let sessions = bench.sessions("").await;
    assert!(sessions.len() >= 60, "{} public sessions", sessions.len());
    let count = |holds: &dyn Fn(&crate::model::catalogue::Listing) -> bool| {
        sessions.iter().filter(|listing| holds(listing)).count()
    };
    for state in SessionState::ALL.iter().filter(|state| **state != SessionState::Draft) {
        assert!(count(&|one| one.session.state(now) == *state) >= 1, "{state}");
    }
    for mode in DeliveryMode::ALL {
        assert!(count(&|one| one.session.mode == *mode) >= 3, "{mode}");
    }
    for funding in Funding::ALL {
        assert!(count(&|one| one.session.funding == *funding) >= 3, "{funding}");
    }
    for method in SelectionMethod::ALL {
        assert!(count(&|one| one.session.selection_method == *method) >= 2, "{method}");
    }
    for kind in InstitutionKind::ALL {
        assert!(count(&|one| one.institution.kind == *kind) >= 3, "{kind}");
    }
    assert!(count(&|one| one.session.boarding) >= 5);
    let drafts = "SELECT title FROM programs JOIN sessions ON program_id = programs.id \
                  WHERE lifecycle = 'DRAFT'";
    assert!(bench.texts(drafts).await.len() >= 3);
}

#[test]
fn every_vocation_is_taught_and_a_community_centre_teaches_one() {
    let taught: BTreeSet<_> = courses::all().map(|course| course.vocation).collect();
    let known: BTreeSet<_> = vocation::ALL.iter().map(|vocation| vocation.code).collect();
    assert_eq!(taught, known);
    for centre in institutions::CENTRES {
        let here = courses::all().filter(|course| course.at == centre.key);
        let fields: BTreeSet<_> = here.map(|course| course.vocation).collect();
        assert!(!fields.is_empty(), "{}", centre.name);
        assert!(centre.kind != InstitutionKind::Blkk || fields.len() == 1, "{}", centre.name);
        assert_eq!(centre.accreditation.is_some(), centre.kind == InstitutionKind::Lpk);
    }
}

/// DOMAIN, The institutions.
#[test]
fn no_central_centre_stands_where_there_is_none() {
    const WITHOUT: &[&str] = &[
        "14", "15", "17", "16", "18", "31", "34", "51", "53", "61", "62", "63", "65", "75", "71",
        "72", "76", "91",
    ];
    for centre in institutions::CENTRES.iter().filter(|one| one.kind == InstitutionKind::Uptp) {
        let province = centre.region.get(..2).unwrap();
        assert!(!WITHOUT.contains(&province), "{}", centre.name);
    }
}

#[tokio::test]
async fn the_job_seeker_has_a_benefit_and_no_application() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let actor = bench.person("applicant@demo.balai").await;
    let [own] = &benefits::own(&bench.services, &actor).await.unwrap()[..] else { panic!() };
    assert_eq!(own.benefit.scheme.code, "PRAKERJA_2023");
    let all = own.balances.training_balance.checked_add(own.balances.training_spent);
    assert_eq!(all, Some(Rupiah(3_500_000)));
    let applications = bench
        .texts(
            "SELECT a.state FROM applications a JOIN applicants p ON p.id = a.applicant_id \
             JOIN accounts u ON u.id = p.account_id WHERE u.email = 'applicant@demo.balai'",
        )
        .await;
    assert_eq!(applications, Vec::<String>::new());
}

#[tokio::test]
async fn benefits_are_at_every_stage_of_both_schemes() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let (mut stages, mut schemes) = (BTreeSet::new(), BTreeSet::new());
    for holding in HOLDINGS {
        let email = match holding.holder {
            0 => "applicant@demo.balai".to_owned(),
            1..=200 => format!("applicant{}@demo.balai", holding.holder),
            _ => format!("pencari.kerja{}@demo.balai", holding.holder),
        };
        let actor = bench.person(&email).await;
        for own in benefits::own(&bench.services, &actor).await.unwrap() {
            stages.insert(own.stage);
            schemes.insert(own.benefit.scheme.code.clone());
        }
    }
    assert_eq!(stages, BenefitStage::ALL.iter().copied().collect());
    assert_eq!(schemes.len(), 2);
}

#[tokio::test]
async fn applications_are_in_every_state_and_rejected_for_every_reason() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    let states = bench.texts("SELECT DISTINCT state FROM applications").await;
    for state in ApplicationState::ALL.iter().filter(|state| **state != ApplicationState::Draft) {
        assert!(states.iter().any(|held| held == state.as_str()), "{state}");
    }
    let reasons = "SELECT DISTINCT reason_code FROM applications WHERE reason_code IS NOT NULL";
    let rejecting = ReasonCode::ALL.iter().filter(|reason| reason.is_for_rejection());
    assert_eq!(bench.texts(reasons).await.len(), rejecting.count());
    let numbers = bench.texts("SELECT number FROM certificates").await;
    assert!(numbers.iter().any(|number| number.starts_with("BALAI-2026-")), "{numbers:?}");
}

#[tokio::test]
async fn the_partner_and_both_centres_have_something_to_decide() {
    let bench = Bench::new().await;
    let made = bench.make(what(1, "2026-11-22")).await;
    let read = bench.services.store.read();
    let key = api_key::by_secret(read, &made.partner_key).await.unwrap().unwrap();
    let house = store::institution::by_ids(read, &[key.institution]).await.unwrap().remove(0);
    assert_eq!((house.kind, house.name.as_str()), (InstitutionKind::Lpk, super::super::partner()));
    let scopes = key.scopes;
    let partner =
        balai_shared::policy::Actor::Partner { key: key.id, institution: house.id, scopes };
    let staff2 = bench.person("staff2@demo.balai").await;
    for actor in [&partner, &staff2] {
        let states = vec![ApplicationState::Submitted];
        let query = ApplicationQuery { states, ..ApplicationQuery::default() };
        assert!(bench.applications(actor, &query).await.len() >= 3);
    }
}

#[tokio::test]
async fn staff_have_the_roles_that_their_work_needs() {
    let bench = Bench::new().await;
    bench.make(what(1, "2026-11-22")).await;
    for (email, expected) in [
        ("staff@demo.balai", vec![Role::Admin, Role::Reviewer]),
        ("staff2@demo.balai", vec![Role::Admin, Role::Reviewer]),
        ("pemda@demo.balai", vec![Role::Pemda]),
        ("ministry@demo.balai", vec![Role::Ministry]),
        ("applicant7@demo.balai", vec![]),
    ] {
        let balai_shared::policy::Actor::Person { grants, .. } = bench.person(email).await else {
            panic!("{email}")
        };
        let mut roles: Vec<_> = grants.iter().map(|grant| grant.role).collect();
        roles.sort_unstable();
        assert_eq!(roles, expected, "{email}");
    }
}
