//! All that is kept of a person, for that person.

use balai_backend::service::own_data;
use balai_shared::{
    application::ApplicationState,
    policy::{Actor, Role},
};
use balai_tests::{Person, SessionPlan, TestApp, both};

fn actor(person: &Person) -> Actor {
    let (account, applicant) = (person.account, Some(person.applicant));
    Actor::Person { account, applicant, grants: Vec::new() }
}

both!(a_person_gets_everything_and_nothing_of_others, async |app: &TestApp| {
    let centre = app.centre().await;
    let (person, other) = (app.applicant().await, app.applicant().await);
    app.benefit(&person).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let mut own = Vec::new();
    for _ in 0..3 {
        let session = app.session(centre, SessionPlan::merit()).await;
        other.applies(session).await;
        own.push(person.applies(session).await);
    }
    staff.decides(&[&own[0]], "OFFER").await;
    // Until then it can be undone, and nobody is told.
    app.pass_seconds(30);
    let data = own_data::own(&app.services, &actor(&person)).await.unwrap();
    assert_eq!(data.account.id, person.account);
    assert!(data.profile.unwrap().nik.is_some(), "nothing is masked: it is one's own");
    let mut found: Vec<_> =
        data.applications.iter().map(|own| own.application.id.to_string()).collect();
    found.sort_unstable();
    own.sort_unstable();
    assert_eq!(found, own);
    let offered = data
        .applications
        .iter()
        .find(|own| own.application.state == ApplicationState::Offered)
        .unwrap();
    assert_eq!(offered.history.len(), 2);
    assert!(!offered.title.is_empty());
    assert_eq!(data.benefits.len(), 1);
    assert_eq!(data.notifications.len(), 4, "three were received, one was offered a seat");
});

both!(only_a_person_has_data_of_its_own, async |app: &TestApp| {
    for (nobody, code) in [(Actor::Visitor, "UNAUTHENTICATED"), (Actor::System, "FORBIDDEN")] {
        let refused = own_data::own(&app.services, &nobody).await.unwrap_err();
        assert_eq!(refused.code().as_str(), code);
    }
});
