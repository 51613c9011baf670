//! `logCall`, `addNote`, and who reads them.

use balai_shared::policy::{self, Role};
use balai_tests::{PASSWORD, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const CALL: &str = "mutation ($input: LogCallInput!) { logCall(input: $input) { application {
  calls { outcome note by at } notes { note }
} } }";
const NOTE: &str = "mutation ($input: AddNoteInput!) { addNote(input: $input) { application {
  notes { note by }
} } }";
const READ: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  calls { outcome note by } notes { note by }
} } }";
const LEAVE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";

fn call(id: &str, note: Option<&str>) -> Value {
    json!({ "input": { "applicationId": id, "outcome": "CALL_BACK", "note": note } })
}

fn note(id: &str, note: &str) -> Value {
    json!({ "input": { "applicationId": id, "note": note } })
}

both!(who_sees_the_number_logs_calls_and_reads_them, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let input = call(&id, Some(" Minta ditelepon besok. "));
    assert_eq!(app.visitor().code(CALL, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(person.code(CALL, input.clone()).await, "FORBIDDEN");
    assert_eq!(app.applicant().await.code(CALL, input.clone()).await, "NOT_FOUND");
    let foreign = app.staff(other, Role::Admin).await;
    assert_eq!(foreign.code(CALL, input.clone()).await, "NOT_FOUND");
    let teacher = app.staff(centre, Role::Instructor).await;
    assert_eq!(teacher.code(CALL, input.clone()).await, "FORBIDDEN");
    assert_eq!(app.partner(centre).await.code(CALL, input.clone()).await, "FORBIDDEN");
    for (place, role) in [Role::Admin, Role::Reviewer, Role::Counsellor].into_iter().enumerate() {
        let staff = app.staff(centre, role).await;
        let data = staff.data(CALL, input.clone()).await;
        let calls = data["logCall"]["application"]["calls"].as_array().unwrap().clone();
        assert_eq!(calls.len(), place + 1);
        assert_eq!(calls[0]["note"], "Minta ditelepon besok.");
        assert_eq!(calls[0]["outcome"], "CALL_BACK");
        assert!(calls[0]["by"].as_str().is_some_and(|name| !name.is_empty()));
    }
    for reader in [&person.browser, &teacher.browser] {
        let read = reader.data(READ, json!({ "id": id })).await["node"].clone();
        assert_eq!(read["calls"], json!([]));
    }
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.data(CALL, call(&id, None)).await;
    let long = staff.error(CALL, call(&id, Some(&"x".repeat(501)))).await;
    assert_eq!(fields(&long), [("note".to_owned(), "TOO_LONG".to_owned())]);
});

both!(who_teaches_notes_how_a_participant_gets_on, async |app: &TestApp| {
    let class = app.class(1).await;
    let (id, person) = (&class.ids[0], app.again(&class.people[0]).await);
    let input = note(id, "Perlu latihan membaca skema.");
    assert_eq!(app.visitor().code(NOTE, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Instructor).await;
    assert_eq!(foreign.code(NOTE, input.clone()).await, "NOT_FOUND");
    assert_eq!(person.code(NOTE, input.clone()).await, "FORBIDDEN");
    let counsellor = app.staff(class.centre, Role::Counsellor).await;
    assert_eq!(counsellor.code(NOTE, input.clone()).await, "FORBIDDEN");
    assert_eq!(app.partner(class.centre).await.code(NOTE, input.clone()).await, "FORBIDDEN");
    let teacher = app.staff(class.centre, Role::Instructor).await;
    let noted = teacher.data(NOTE, input).await["addNote"]["application"]["notes"].clone();
    assert_eq!(noted[0]["note"], "Perlu latihan membaca skema.");
    for reader in [&person, &counsellor.browser] {
        let read = reader.data(READ, json!({ "id": id })).await["node"].clone();
        assert_eq!(read["notes"], json!([]));
    }
    for (wrong, code) in [("  ", "REQUIRED"), (&"x".repeat(1001), "TOO_LONG")] {
        let error = teacher.error(NOTE, note(id, wrong)).await;
        assert_eq!(fields(&error), [("note".to_owned(), code.to_owned())]);
    }
});

both!(an_applicant_without_a_seat_has_no_notes, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let staff = app.staff(centre, Role::Admin).await;
    assert_eq!(staff.code(NOTE, note(&id, "x")).await, "INVALID_TRANSITION");
});

both!(they_are_among_the_persons_data_and_go_with_the_account, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.data(CALL, call(&id, Some("Tidak diangkat dua kali."))).await;
    let (account, applicant) = (person.account, Some(person.applicant));
    let actor = policy::Actor::Person { account, applicant, grants: Vec::new() };
    let data = balai_backend::service::own_data::own(&app.services, &actor).await.unwrap();
    let text = data.applications[0].remarks[0].text.as_deref();
    assert_eq!(text, Some("Tidak diangkat dua kali."));
    app.give_password(&person).await;
    person.data(LEAVE, json!({ "input": { "password": PASSWORD, "confirm": true } })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM remarks").await, 0);
    assert_eq!(staff.code(CALL, call(&id, None)).await, "INVALID_TRANSITION");
});
