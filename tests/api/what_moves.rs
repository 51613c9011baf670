//! Whatever changes what a partner sees of an application or a session brings it again
//! (docs/API.md, "Staying in step").

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Actor, Copy, PASSWORD, SessionPlan, TestApp, both,
    class::{ASSESS, REVOKE, UNITS},
    selection::{ENTER, PLAN, entering, planning, test_and_interview},
    steps::{APPLICATION, UNDO, bulk, text},
};
use serde_json::{Value, json};

const APPLICATIONS: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage }
    nodes { id state waitlistPosition applicant { name phone } marks { points } }
  }
}";
const SESSIONS: &str = "query ($cursor: String) {
  list: sessions(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage }
    nodes { id state seatsLeft program { title } institution { address } selection { criteria { name } } }
  }
}";
const PROFILE: &str =
    "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { name } } }";
const LEAVE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
const CALL: &str = "mutation ($input: LogCallInput!) { logCall(input: $input) {
  application { id }
} }";
const PROGRAM: &str = "mutation ($input: UpdateProgramInput!) {
  updateProgram(input: $input) { program { id } }
}";
const INSTITUTION: &str = "mutation ($input: UpdateInstitutionInput!) {
  updateInstitution(input: $input) { institution { id } }
}";
const CANCEL: &str = "mutation ($input: CancelSessionInput!) {
  cancelSession(input: $input) { session { id } }
}";

/// A copy of all that a centre's software sees, at rest.
async fn copy(app: &TestApp, partner: &Actor, query: &'static str) -> Copy {
    let mut copy = Copy::new(partner, query);
    copy.settles(app).await;
    copy
}

async fn program_of(actor: &Actor, session: SessionId) -> Value {
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = actor.data(page, json!({ "id": session.to_string() })).await;
    found["node"]["program"]["id"].clone()
}

both!(who_the_person_is, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    app.give_password(&person).await;
    let id = person.applies(session).await;
    let mut copy = copy(app, &app.partner(centre).await, APPLICATIONS).await;
    for change in [
        json!({ "name": "Wayan Baru" }),
        json!({ "phone": "081234567890" }),
        json!({ "education": "S1" }),
    ] {
        person.data(PROFILE, json!({ "input": change })).await;
        copy.brings(&id).await;
        copy.settles(app).await;
    }
    assert_eq!(copy.rows[&id]["applicant"]["name"], "Wayan Baru");
    assert!(copy.rows[&id]["applicant"]["phone"].is_string());
    person.data(LEAVE, json!({ "input": { "password": PASSWORD, "confirm": true } })).await;
    copy.until("the erased name", |_, rows| {
        rows[&id]["applicant"]["name"] == "Akun dihapus" && rows[&id]["state"] == "WITHDRAWN"
    })
    .await;
});

both!(a_waiting_list_that_moves, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan { capacity: 1, ..SessionPlan::merit() }).await;
    let mut people = Vec::new();
    for _ in 0..4 {
        people.push((app.applicant().await, String::new()));
    }
    for (person, id) in &mut people {
        *id = person.applies(session).await;
    }
    let staff = app.staff(centre, Role::Reviewer).await;
    let ids: Vec<&str> = people.iter().map(|(_, id)| id.as_str()).collect();
    staff.decides(&ids, "WAITLIST").await;
    let mut copy = copy(app, &app.partner(centre).await, APPLICATIONS).await;
    let places = |rows: &std::collections::BTreeMap<String, Value>| {
        ids.iter().map(|id| rows[*id]["waitlistPosition"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(places(&copy.rows), [1, 2, 3, 4]);
    people[1].0.withdraws(ids[1]).await;
    let moved = [json!(1), Value::Null, json!(2), json!(3)];
    copy.until("those behind moved up", |_, rows| places(rows) == moved).await;
    let reject = json!({ "ids": [ids[0]], "decision": "REJECT", "reasonCode": "DUPLICATE" });
    staff.decides_with(json!({ "input": reject })).await;
    let moved = [Value::Null, Value::Null, json!(1), json!(2)];
    copy.until("and again", |_, rows| places(rows) == moved).await;
    assert_eq!(bulk(&staff, UNDO, json!({ "ids": [ids[0]] })).await, ["WAITLISTED"]);
    let moved = [json!(1), Value::Null, json!(2), json!(3)];
    copy.until("who came back stands before them", |_, rows| places(rows) == moved).await;
});

both!(what_is_marked_and_logged, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.plans_test_and_interview(session).await;
    let mut copy = copy(app, &app.partner(centre).await, APPLICATIONS).await;
    staff.data(ENTER, entering(session, &[(&id, 0, Some("80"))])).await;
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["marks"][0]["points"], "80");
    copy.settles(app).await;
    let call = json!({ "applicationId": id, "outcome": "REACHED", "note": "Akan datang." });
    staff.data(CALL, json!({ "input": call })).await;
    copy.brings(&id).await;
});

both!(how_a_training_goes, async |app: &TestApp| {
    let class = app.class(2).await;
    let id = &class.ids[0];
    let mut copy = copy(app, &app.partner(class.centre).await, APPLICATIONS).await;
    let meetings = class.plans(2).await;
    copy.brings(id).await;
    copy.settles(app).await;
    for meeting in &meetings {
        class.marks_all(meeting, "PRESENT").await;
        copy.brings(id).await;
        copy.settles(app).await;
    }
    let units = json!([{ "code": "A", "title": "Satu" }]);
    let program = program_of(&class.admin, class.session).await;
    class.admin.data(UNITS, json!({ "input": { "programId": program, "units": units } })).await;
    copy.brings(id).await;
    copy.settles(app).await;
    for id in &class.ids {
        let results = json!([{ "unitCode": "A", "result": "KOMPETEN" }]);
        class
            .admin
            .data(ASSESS, json!({ "input": { "applicationId": id, "units": results } }))
            .await;
    }
    copy.brings(id).await;
    class.completes(json!({ "ids": class.ids })).await;
    copy.until("finished", |_, rows| rows[id]["state"] == "COMPLETED").await;
    copy.settles(app).await;
    let numbers = class.certifies().await;
    copy.brings(id).await;
    copy.settles(app).await;
    let revoke = json!({ "number": numbers[0], "reason": "Salah nama." });
    class.admin.data(REVOKE, json!({ "input": revoke })).await;
    copy.brings(id).await;
});

both!(what_a_session_is_and_who_holds_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::merit()).await;
    let session = app.session_of(centre, program, SessionPlan::merit()).await;
    let other = app.session(centre, SessionPlan::default()).await.to_string();
    let id = session.to_string();
    let admin = app.staff(centre, Role::Admin).await;
    let mut copy = copy(app, &app.partner(centre).await, SESSIONS).await;
    let title = json!({
        "programId": program.to_string(), "edition": 0, "title": "Servis Motor Listrik",
        "vocationId": "voc_otomotif", "hours": 40, "price": 0,
        "description": "Mengubah motor bensin menjadi motor listrik.",
    });
    admin.data(PROGRAM, json!({ "input": title })).await;
    copy.until("the session alone", |came, _| came == [id.clone()]).await;
    assert_eq!(copy.rows[&id]["program"]["title"], "Servis Motor Listrik");
    let place = json!({ "institutionId": centre.to_string(), "address": "Jalan Baru 1" });
    admin.data(INSTITUTION, json!({ "input": place })).await;
    copy.until("both sessions of the centre", |_, rows| {
        [&id, &other].iter().all(|id| rows[*id]["institution"]["address"] == "Jalan Baru 1")
    })
    .await;
    copy.settles(app).await;
    admin.data(PLAN, planning(session, &test_and_interview(), &json!([]))).await;
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["selection"]["criteria"][0]["name"], "Tes tertulis");
    copy.settles(app).await;
    app.applicant().await.applies(session).await;
    copy.brings(&id).await;
    let cancel = json!({ "sessionId": id, "reasonText": "Pelatih sakit." });
    admin.data(CANCEL, json!({ "input": cancel })).await;
    copy.until("called off", |_, rows| rows[&id]["state"] == "CANCELLED").await;
});

both!(a_draft_is_nobodys_change_before_it_is_sent, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let mut copy = copy(app, &app.partner(centre).await, APPLICATIONS).await;
    let save = "mutation ($input: SaveApplicationDraftInput!) {
      saveApplicationDraft(input: $input) { application { id } }
    }";
    let draft = json!({ "sessionId": session.to_string(), "step": "CONDITIONS" });
    let saved = person.data(save, json!({ "input": draft })).await;
    let id = text(&saved["saveApplicationDraft"]["application"]["id"]).to_owned();
    copy.settles(app).await;
    assert!(copy.rows.is_empty());
    assert_eq!(person.applies(session).await, id);
    copy.brings(&id).await;
    let own = person.data(APPLICATION, json!({ "id": id })).await;
    assert_eq!(copy.rows[&id]["state"], own["node"]["state"]);
});
