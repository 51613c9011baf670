//! All that is kept of a person, for that person.

use axum::{body::Body, http::Request};
use balai_backend::service::own_data;
use balai_shared::{
    application::ApplicationState,
    policy::{Actor, Role},
};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    class::{ASSESS, REVOKE, UNITS},
    selection::{CONCLUDE, of},
    steps::{UNDO, bulk},
};
use serde_json::{Value, json};

fn actor(person: &Person) -> Actor {
    let (account, applicant) = (person.account, Some(person.applicant));
    Actor::Person { account, applicant, grants: Vec::new() }
}

/// The file of somebody, as it is signed in now.
async fn file(app: &TestApp, person: &Person) -> Value {
    let request = Request::get("/data-saya.json").header("host", "balai.example");
    let answer = app.sign_in(person.account).await.raw(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, 200);
    answer.body
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

both!(what_was_said_of_an_undone_decision_is_not_in_the_file, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let reject = json!({ "input": { "ids": [id], "decision": "REJECT",
        "reasonCode": "OTHER", "note": "Untuk orang lain." } });
    staff.decides_with(reject).await;
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [id] })).await, ["SUBMITTED"]);
    let data = file(app, &person).await;
    let history = data["applications"][0]["history"].as_array().unwrap();
    let actions: Vec<_> = history.iter().map(|event| &event["action"]).collect();
    assert_eq!(actions, ["SUBMIT", "REJECT", "UNDO"], "the history forgets nothing");
    for event in history {
        assert_eq!((&event["reason"], &event["note"]), (&json!(null), &json!(null)));
    }
});

both!(the_file_has_what_the_selection_found_once_it_is_concluded, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let update = "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
      viewer { profile { disability } } } }";
    person.data(update, json!({ "input": { "disability": true } })).await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    app.pass_hours(26 * 24);
    let staff = app.sign_in(staff.account).await;
    staff.plans_test_and_interview(session).await;
    staff.marks(session, &[(&id, "90", "70")]).await;
    let before = file(app, &person).await;
    assert_eq!(before["profile"]["disability"], true);
    let application = &before["applications"][0];
    assert_eq!(application["selectionMarks"], json!([]), "nothing is certain before");
    assert_eq!(application["selectionStanding"], json!(null));
    staff.data(CONCLUDE, of(session)).await;
    let application = file(app, &person).await["applications"][0].clone();
    let marks = json!([
        { "criterion": "Tes tertulis", "points": "90", "absent": false },
        { "criterion": "Wawancara", "points": "70", "absent": false },
    ]);
    assert_eq!(application["selectionMarks"], marks);
    let standing = &application["selectionStanding"];
    assert_eq!(
        (&standing["place"], &standing["total"], &standing["outcome"]),
        (&json!(1), &json!("82"), &json!("BY_PLACE"))
    );
});

both!(the_file_has_what_came_of_the_training, async |app: &TestApp| {
    let class = app.class(2).await;
    let program = class.admin.data(
        "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }",
        json!({ "id": class.session.to_string() }),
    );
    let program = program.await["node"]["program"]["id"].clone();
    let units = json!([{ "code": "C.29KMU02.001.1", "title": "Memasang motor listrik" }]);
    class.admin.data(UNITS, json!({ "input": { "programId": program, "units": units } })).await;
    for id in &class.ids {
        let results = json!([{ "unitCode": "C.29KMU02.001.1", "result": "KOMPETEN" }]);
        let input = json!({ "input": { "applicationId": id, "units": results } });
        class.admin.data(ASSESS, input).await;
    }
    class.finishes().await;
    let first = class.certifies().await[0].clone();
    let revoking = json!({ "input": { "number": first, "reason": "Nama salah eja." } });
    class.admin.data(REVOKE, revoking).await;
    let second = class.certifies().await[0].clone();
    let data = file(app, &class.people[0]).await;
    assert_eq!(data["applications"].as_array().unwrap().len(), 1, "nothing of the other's");
    let application = &data["applications"][0];
    let days: Vec<_> = application["attendance"].as_array().unwrap().iter().collect();
    assert_eq!(days.len(), 2);
    assert_eq!(
        (&days[0]["day"], &days[0]["status"], &days[0]["minutes"]),
        (&json!("2026-03-02"), &json!("PRESENT"), &json!(240))
    );
    assert_eq!(days[1]["day"], "2026-03-03");
    let unit = json!({ "code": "C.29KMU02.001.1", "title": "Memasang motor listrik",
        "result": "KOMPETEN" });
    assert_eq!(application["units"], json!([unit]));
    let completion = &application["completion"];
    assert_eq!(
        (&completion["verdict"], &completion["decidedOtherwise"], &completion["heldMinutes"]),
        (&json!("COMPLETED"), &json!(false), &json!(480))
    );
    assert_eq!(completion["certificateKind"], "COMPETENCE");
    let papers = application["certificates"].as_array().unwrap();
    let told: Vec<_> =
        papers.iter().map(|paper| (&paper["number"], &paper["name"], &paper["revoked"])).collect();
    let name = json!("Wayan Sukma");
    assert_eq!(
        told,
        [(&json!(first), &name, &json!(true)), (&json!(second), &name, &json!(false))]
    );
});
