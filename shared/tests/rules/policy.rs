//! Who may do what.

use balai_shared::error::ErrorCode;
use balai_shared::id::{AccountId, ApiKeyId, ApplicantId, InstitutionId, RegionCode};
use balai_shared::policy::{
    Action, Actor, Denied, KeyScope, Resource, Role, RoleGrant, Scope, allow, allow_mutation,
    applications_scope, sessions_scope, statistics_scope,
};
use proptest::prelude::*;

const HERE: InstitutionId = InstitutionId::from_u128(1);
const THERE: InstitutionId = InstitutionId::from_u128(2);
const KETUT: ApplicantId = ApplicantId::from_u128(1);
const MADE: ApplicantId = ApplicantId::from_u128(2);

fn person(applicant: Option<ApplicantId>, grants: Vec<RoleGrant>) -> Actor {
    Actor::Person { account: AccountId::from_u128(9), applicant, grants }
}

fn grant(role: Role, institution: Option<InstitutionId>) -> RoleGrant {
    let region = (role == Role::Pemda).then(|| RegionCode::parse("51.71").unwrap());
    RoleGrant { role, institution, region }
}

fn staff(role: Role, institution: InstitutionId) -> Actor {
    person(None, vec![grant(role, Some(institution))])
}

fn office(role: Role) -> Actor {
    person(None, vec![grant(role, None)])
}

fn partner(institution: InstitutionId) -> Actor {
    let scopes = KeyScope::ALL.to_vec();
    Actor::Partner { key: ApiKeyId::from_u128(1), institution, scopes }
}

#[test]
fn a_key_that_only_reads_carries_out_no_mutation() {
    let only = |scopes: &[KeyScope]| Actor::Partner {
        key: ApiKeyId::from_u128(1),
        institution: HERE,
        scopes: scopes.to_vec(),
    };
    assert_eq!(allow_mutation(&only(&[KeyScope::Read])), Err(Denied::Forbidden));
    let writers = [Actor::Visitor, staff(Role::Admin, HERE), only(KeyScope::ALL), Actor::System];
    assert!(writers.iter().all(|actor| allow_mutation(actor).is_ok()));
}

fn ketuts_application() -> Resource {
    Resource::Application { applicant: KETUT, institution: HERE }
}

#[test]
fn a_visitor_is_asked_to_sign_in_for_everything_that_is_not_public() {
    for action in Action::ALL {
        for resource in [
            Resource::None,
            Resource::Own { applicant: KETUT },
            ketuts_application(),
            Resource::Draft { applicant: KETUT },
            Resource::Institution(HERE),
            Resource::Account(AccountId::from_u128(9)),
        ] {
            assert_eq!(allow(&Actor::Visitor, *action, &resource), Err(Denied::Unauthenticated));
            assert_eq!(allow(&Actor::System, *action, &resource), Ok(()));
        }
    }
    assert_eq!(allow(&Actor::Visitor, Action::ViewDraftSession, &Resource::Public), Ok(()));
    assert_eq!(
        allow(&Actor::Visitor, Action::PublishSession, &Resource::Public),
        Err(Denied::Unauthenticated)
    );
}

#[test]
fn an_application_belongs_to_its_applicant_and_its_institution() {
    let ask = |actor: &Actor, action| allow(actor, action, &ketuts_application());
    let ketut = person(Some(KETUT), vec![]);
    let made = person(Some(MADE), vec![]);
    for (who, actor, view, decide, act) in [
        ("the applicant", &ketut, Ok(()), Err(Denied::Forbidden), Ok(())),
        ("another applicant", &made, Err(Denied::Hidden), Err(Denied::Hidden), Err(Denied::Hidden)),
        ("a reviewer", &staff(Role::Reviewer, HERE), Ok(()), Ok(()), Err(Denied::Forbidden)),
        ("an admin", &staff(Role::Admin, HERE), Ok(()), Ok(()), Err(Denied::Forbidden)),
        (
            "an instructor",
            &staff(Role::Instructor, HERE),
            Ok(()),
            Err(Denied::Forbidden),
            Err(Denied::Forbidden),
        ),
        ("the partner", &partner(HERE), Ok(()), Ok(()), Err(Denied::Forbidden)),
        (
            "another reviewer",
            &staff(Role::Reviewer, THERE),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
        ),
        (
            "another partner",
            &partner(THERE),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
        ),
        (
            "local government",
            &office(Role::Pemda),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
        ),
        (
            "the ministry",
            &office(Role::Ministry),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
            Err(Denied::Hidden),
        ),
    ] {
        assert_eq!(ask(actor, Action::ViewApplication), view, "{who} views");
        assert_eq!(ask(actor, Action::DecideApplication), decide, "{who} decides");
        assert_eq!(ask(actor, Action::ActAsApplicant), act, "{who} acts");
    }
}

#[test]
fn a_draft_is_its_writers_alone() {
    let draft = Resource::Draft { applicant: KETUT };
    let ketut = person(Some(KETUT), vec![grant(Role::Admin, Some(HERE))]);
    assert_eq!(allow(&ketut, Action::ViewApplication, &draft), Ok(()));
    assert_eq!(allow(&ketut, Action::ActAsApplicant, &draft), Ok(()));
    assert_eq!(allow(&ketut, Action::DecideApplication, &draft), Err(Denied::Forbidden));
    let made = person(Some(MADE), vec![]);
    let others = [made, staff(Role::Admin, HERE), partner(HERE), office(Role::Ministry)];
    for other in others {
        for action in Action::ALL {
            assert_eq!(allow(&other, *action, &draft), Err(Denied::Hidden));
        }
    }
}

#[test]
fn nobody_decides_about_oneself() {
    let both = person(Some(KETUT), vec![grant(Role::Reviewer, Some(HERE))]);
    assert_eq!(
        allow(&both, Action::DecideApplication, &ketuts_application()),
        Err(Denied::Forbidden)
    );
    let other = Resource::Application { applicant: MADE, institution: HERE };
    assert_eq!(allow(&both, Action::DecideApplication, &other), Ok(()));
}

#[test]
fn programs_and_sessions_are_the_institutions_own() {
    let ask = |actor: &Actor, action| allow(actor, action, &Resource::Institution(HERE));
    for actor in [staff(Role::Admin, HERE), partner(HERE)] {
        assert_eq!(
            [ask(&actor, Action::ManagePrograms), ask(&actor, Action::PublishSession)],
            [Ok(()), Ok(())]
        );
    }
    let reviewer = staff(Role::Reviewer, HERE);
    assert_eq!(ask(&reviewer, Action::ViewDraftSession), Ok(()));
    assert_eq!(ask(&reviewer, Action::PublishSession), Err(Denied::Forbidden));
    assert_eq!(ask(&reviewer, Action::RunSelection), Ok(()));
    assert_eq!(ask(&staff(Role::Counsellor, HERE), Action::RunSelection), Err(Denied::Forbidden));
    for actor in [
        staff(Role::Admin, THERE),
        partner(THERE),
        office(Role::Ministry),
        person(Some(KETUT), vec![]),
    ] {
        assert_eq!(ask(&actor, Action::ManagePrograms), Err(Denied::Forbidden));
        assert_eq!(ask(&actor, Action::PublishSession), Err(Denied::Hidden));
        assert_eq!(ask(&actor, Action::RunSelection), Err(Denied::Hidden));
        assert_eq!(ask(&actor, Action::ViewDraftSession), Err(Denied::Hidden));
    }
}

#[test]
fn what_is_ones_own_is_ones_own_alone() {
    let ketut = person(Some(KETUT), vec![]);
    let benefit = |applicant| allow(&ketut, Action::ViewBenefit, &Resource::Own { applicant });
    assert_eq!([benefit(KETUT), benefit(MADE)], [Ok(()), Err(Denied::Hidden)]);
    let account = |number| {
        allow(&ketut, Action::EditOwnProfile, &Resource::Account(AccountId::from_u128(number)))
    };
    assert_eq!([account(9), account(8)], [Ok(()), Err(Denied::Hidden)]);
    assert_eq!(allow(&ketut, Action::SubmitApplication, &Resource::None), Ok(()));
    assert_eq!(
        allow(&partner(HERE), Action::SubmitApplication, &Resource::None),
        Err(Denied::Forbidden)
    );
}

#[test]
fn offices_list_figures_and_no_applications() {
    for (role, figures) in [
        (Role::Pemda, Scope::Region(RegionCode::parse("51.71").unwrap())),
        (Role::Ministry, Scope::Everything),
    ] {
        assert_eq!(applications_scope(&office(role)), Scope::Nothing);
        assert_eq!(sessions_scope(&office(role)), Scope::Nothing);
        assert_eq!(statistics_scope(&office(role)), figures);
        assert_eq!(
            allow(&office(role), Action::ListApplications, &Resource::None),
            Err(Denied::Forbidden)
        );
    }
    assert_eq!(applications_scope(&person(Some(KETUT), vec![])), Scope::Applicant(KETUT));
    assert_eq!(applications_scope(&Actor::Visitor), Scope::Nothing);
}

#[test]
fn a_refusal_tells_no_more_than_it_may() {
    let codes = [Denied::Unauthenticated, Denied::Forbidden, Denied::Hidden].map(Denied::code);
    assert_eq!(codes, [ErrorCode::Unauthenticated, ErrorCode::Forbidden, ErrorCode::NotFound]);
}

fn any_institution() -> impl Strategy<Value = InstitutionId> {
    (1_u128..5).prop_map(InstitutionId::from_u128)
}

fn any_actor() -> impl Strategy<Value = Actor> {
    let grants = proptest::collection::vec(
        (proptest::sample::select(Role::ALL), proptest::option::of(any_institution())),
        0..4,
    );
    let people = (proptest::option::of((1_u128..4).prop_map(ApplicantId::from_u128)), grants)
        .prop_map(|(applicant, grants)| {
            person(
                applicant,
                grants.into_iter().map(|(role, institution)| grant(role, institution)).collect(),
            )
        });
    prop_oneof![4 => people, 1 => any_institution().prop_map(partner), 1 => Just(Actor::Visitor), 1 => Just(Actor::System)]
}

proptest! {
    #[test]
    fn a_list_never_shows_more_than_one_may_see(actor in any_actor(), applicant in 1_u128..4, institution in any_institution()) {
        let applicant = ApplicantId::from_u128(applicant);
        let resource = Resource::Application { applicant, institution };
        let may_see = allow(&actor, Action::ViewApplication, &resource).is_ok();
        let listed = match applications_scope(&actor) {
            Scope::Nothing | Scope::Region(_) => false,
            Scope::Everything => true,
            Scope::Institutions(own) => own.contains(&institution),
            Scope::Applicant(own) => own == applicant,
        };
        prop_assert!(!listed || may_see);
        let drafts = match sessions_scope(&actor) {
            Scope::Nothing | Scope::Region(_) | Scope::Applicant(_) => false,
            Scope::Everything => true,
            Scope::Institutions(own) => own.contains(&institution),
        };
        prop_assert_eq!(drafts, allow(&actor, Action::ViewDraftSession, &Resource::Institution(institution)).is_ok());
    }

    #[test]
    fn who_may_change_an_application_may_see_it(actor in any_actor(), applicant in 1_u128..4, institution in any_institution()) {
        let resource = Resource::Application { applicant: ApplicantId::from_u128(applicant), institution };
        let may = |action| allow(&actor, action, &resource).is_ok();
        prop_assert!(may(Action::ViewApplication) || !(may(Action::DecideApplication) || may(Action::ActAsApplicant) || may(Action::ViewApplicantDetails)));
    }

    #[test]
    fn what_one_may_not_see_looks_like_nothing(actor in any_actor(), applicant in 1_u128..4, institution in any_institution()) {
        let resource = Resource::Application { applicant: ApplicantId::from_u128(applicant), institution };
        prop_assume!(actor != Actor::Visitor);
        if allow(&actor, Action::ViewApplication, &resource).is_err() {
            for action in Action::ALL {
                prop_assert_eq!(allow(&actor, *action, &resource), Err(Denied::Hidden));
            }
        }
    }
}

#[test]
fn a_lost_number_is_replaced_by_persons_who_know_applicants_and_never_for_oneself() {
    let recover = |actor: &Actor| allow(actor, Action::RecoverContact, &ketuts_application());
    for role in [Role::Admin, Role::Reviewer, Role::Counsellor] {
        assert_eq!(recover(&staff(role, HERE)), Ok(()), "{role}");
        assert_eq!(recover(&staff(role, THERE)), Err(Denied::Hidden), "{role}");
        let oneself = person(Some(KETUT), vec![grant(role, Some(HERE))]);
        assert_eq!(recover(&oneself), Err(Denied::Forbidden), "{role}");
    }
    assert_eq!(recover(&staff(Role::Instructor, HERE)), Err(Denied::Forbidden));
    assert_eq!(recover(&partner(HERE)), Err(Denied::Forbidden), "no program sees a KTP");
    assert_eq!(recover(&person(Some(MADE), Vec::new())), Err(Denied::Hidden));
    assert_eq!(recover(&office(Role::Ministry)), Err(Denied::Hidden));
}

/// What staff do, as docs/DOMAIN.md names it in its table.
fn work() -> Vec<(Action, Resource, &'static str)> {
    let (application, here) = (ketuts_application(), Resource::Institution(HERE));
    vec![
        (Action::ViewApplication, application, "see an application"),
        (Action::ViewApplicantDetails, application, "see an applicant's data and documents"),
        (Action::DecideApplication, application, "decide an application"),
        (Action::RecoverContact, application, "put a new number in at the counter"),
        (
            Action::CorrectIdentity,
            application,
            "correct name, NIK, birth date and sex at the counter",
        ),
        (Action::JoinAccounts, application, "join two accounts of one person at the counter"),
        (Action::AssistApplicant, here, "apply for somebody at the counter"),
        (Action::Teach, here, "mark attendance and assess"),
        (Action::RunSelection, here, "run a selection"),
        (Action::Certify, here, "set meetings and units, issue certificates and take them back"),
        (Action::ManagePrograms, here, "make programs and drafts of sessions"),
        (Action::PublishSession, here, "publish, change and call off sessions"),
        (Action::ViewDraftSession, here, "see drafts of sessions"),
        (Action::MessageGroup, here, "write to a group of applicants"),
        (Action::Export, here, "take applications or certificates along as a file"),
        (Action::ViewStatistics, here, "see the figures"),
        (Action::ManageStaff, here, "see and run the team, and read what it did"),
    ]
}

#[test]
fn the_table_of_the_docs_is_what_holds() {
    let docs = include_str!("../../../docs/DOMAIN.md");
    let roles = [Role::Admin, Role::Reviewer, Role::Instructor, Role::Counsellor];
    for (action, resource, words) in work() {
        let cell =
            |actor: &Actor| if allow(actor, action, &resource).is_ok() { "yes" } else { "–" };
        let mut line = format!("| {words} |");
        for role in roles {
            line.push_str(&format!(" {} |", cell(&staff(role, HERE))));
        }
        line.push_str(&format!(" {} |", cell(&partner(HERE))));
        assert!(docs.contains(&line), "docs/DOMAIN.md lacks: {line}");
    }
    // What is the applicant's alone, or a list whose scope decides, stands in no table.
    let others = [
        Action::ActAsApplicant,
        Action::SubmitApplication,
        Action::EditOwnProfile,
        Action::ListApplications,
        Action::ViewBenefit,
    ];
    for action in Action::ALL {
        let told = work().iter().any(|(known, ..)| known == action) || others.contains(action);
        assert!(told, "{action:?} stands in no table");
    }
}

#[test]
fn a_team_is_run_by_its_admins_in_person() {
    let ask = |actor: &Actor| allow(actor, Action::ManageStaff, &Resource::Institution(HERE));
    assert_eq!(ask(&staff(Role::Admin, HERE)), Ok(()));
    assert_eq!(ask(&staff(Role::Reviewer, HERE)), Err(Denied::Forbidden));
    assert_eq!(ask(&partner(HERE)), Err(Denied::Forbidden), "no program hands roles out");
    assert_eq!(ask(&staff(Role::Admin, THERE)), Err(Denied::Hidden));
    assert_eq!(ask(&office(Role::Ministry)), Err(Denied::Hidden));
}
