//! `deferApplication`.

use balai_shared::{id::SessionId, policy::Role, time::Date};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{buying, fields},
};
use serde_json::{Value, json};

const DEFER: &str = "mutation ($input: DeferApplicationInput!) {
  deferApplication(input: $input) { application {
    id state waitlistPosition motivation session { id } deferredFrom { id state }
  } }
}";
const THREAD: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  state laterSessions { id } deferredTo { id } deferredFrom { id }
  history { action to reason { code } }
} } }";

fn to(application: &str, session: SessionId) -> Value {
    json!({ "input": { "applicationId": application, "sessionId": session.to_string() } })
}

/// Two sessions of one program with so many seats each, a month apart.
async fn two_sessions(app: &TestApp, seats: u32) -> (SessionId, SessionId) {
    let centre = app.centre().await;
    let plan = || SessionPlan::seats(seats);
    let program = app.program(centre, &plan()).await;
    let april = Date::from_ymd(2026, 4, 6).unwrap();
    let first = app.session_of(centre, program, plan()).await;
    let plan = SessionPlan { starts_on: april, ..plan() };
    (first, app.session_of(centre, program, plan).await)
}

async fn thread(person: &Person, id: &str) -> Value {
    person.data(THREAD, json!({ "id": id })).await["node"].clone()
}

both!(who_puts_it_off_gives_the_seat_back_and_takes_a_turn_later, async |app: &TestApp| {
    let (march, april) = two_sessions(app, 1).await;
    let (holder, waiting, there) =
        (app.applicant().await, app.applicant().await, app.applicant().await);
    let id = holder.applies(march).await;
    holder.confirms(&id).await;
    let next = waiting.applies(march).await;
    there.applies(april).await;
    let later: Vec<_> = thread(&holder, &id).await["laterSessions"].as_array().unwrap().clone();
    assert_eq!(later, [json!({ "id": april.to_string() })]);

    let put_off = holder.data(DEFER, to(&id, april)).await["deferApplication"].clone();
    let after = &put_off["application"];
    assert_eq!((&after["state"], &after["waitlistPosition"]), (&json!("WAITLISTED"), &json!(1)));
    assert_eq!(after["deferredFrom"], json!({ "id": id, "state": "WITHDRAWN" }));
    let before = thread(&holder, &id).await;
    assert_eq!(before["deferredTo"]["id"], after["id"]);
    assert_eq!(before["laterSessions"], json!([]));
    let last = before["history"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (&last["action"], &last["reason"]["code"]),
        (&json!("WITHDRAW"), &json!("DEFERRED"))
    );
    assert_eq!(waiting.state_of(&next).await, "OFFERED", "the freed seat went on at once");
});

both!(what_was_written_goes_along, async |app: &TestApp| {
    let (march, april) = two_sessions(app, 2).await;
    let person = app.applicant().await;
    let input = json!({ "input": {
        "sessionId": march.to_string(), "funding": "PUBLIC", "motivation": "Ingin buka bengkel"
    } });
    let id = person.submits(input).await["id"].as_str().unwrap().to_owned();
    let after = person.data(DEFER, to(&id, april)).await["deferApplication"]["application"].clone();
    assert_eq!(after["motivation"], "Ingin buka bengkel");
});

both!(only_a_later_session_of_the_same_program_will_do, async |app: &TestApp| {
    let (march, april) = two_sessions(app, 2).await;
    let elsewhere = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(april).await;
    for session in [march, april, elsewhere] {
        let error = person.error(DEFER, to(&id, session)).await;
        assert_eq!(fields(&error), [("sessionId".to_owned(), "NOT_ALLOWED".to_owned())]);
    }
    let missing = SessionId::from_u128(1);
    assert_eq!(person.code(DEFER, to(&id, missing)).await, "NOT_FOUND");
    assert_eq!(person.state_of(&id).await, "OFFERED");
});

both!(where_the_later_session_refuses_nothing_is_given_up, async |app: &TestApp| {
    let (march, april) = two_sessions(app, 2).await;
    let person = app.applicant().await;
    let (id, there) = (person.applies(march).await, person.applies(april).await);
    assert_eq!(thread(&person, &id).await["laterSessions"], json!([]), "applied there already");
    assert_eq!(person.code(DEFER, to(&id, april)).await, "CONFLICT");
    assert_eq!((person.state_of(&id).await, person.state_of(&there).await), two("OFFERED"));
});

fn two(state: &str) -> (String, String) {
    (state.to_owned(), state.to_owned())
}

both!(what_is_over_cannot_be_put_off, async |app: &TestApp| {
    let (march, april) = two_sessions(app, 2).await;
    let person = app.applicant().await;
    let id = person.applies(march).await;
    person.withdraws(&id).await;
    assert_eq!(thread(&person, &id).await["laterSessions"], json!([]));
    assert_eq!(person.code(DEFER, to(&id, april)).await, "INVALID_TRANSITION");
});

both!(nobody_puts_off_for_another, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan::default;
    let program = app.program(centre, &plan()).await;
    let march = app.session_of(centre, program, plan()).await;
    let starts_on = Date::from_ymd(2026, 4, 6).unwrap();
    let april = app.session_of(centre, program, SessionPlan { starts_on, ..plan() }).await;
    let person = app.applicant().await;
    let id = person.applies(march).await;
    assert_eq!(app.visitor().code(DEFER, to(&id, april)).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(DEFER, to(&id, april)).await, "NOT_FOUND");
    assert_eq!(app.partner(centre).await.code(DEFER, to(&id, april)).await, "FORBIDDEN");
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(staff.code(DEFER, to(&id, april)).await, "FORBIDDEN");
    assert_eq!(thread(&staff, &id).await["laterSessions"], json!([]));
    assert_eq!(person.state_of(&id).await, "OFFERED");
});

both!(the_price_of_a_seat_goes_along, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = || SessionPlan::prakerja(3_000_000);
    let program = app.program(centre, &plan()).await;
    let march = app.session_of(centre, program, plan()).await;
    let starts_on = Date::from_ymd(2026, 4, 6).unwrap();
    let april = app.session_of(centre, program, SessionPlan { starts_on, ..plan() }).await;
    let person = app.applicant().await;
    app.benefit(&person).await;
    let id = person.submits(buying(march)).await["id"].as_str().unwrap().to_owned();
    person.confirms(&id).await;
    // The balance covers one seat: what the first held must be free before the second is judged.
    let after = person.data(DEFER, to(&id, april)).await["deferApplication"]["application"].clone();
    person.confirms(after["id"].as_str().unwrap()).await;
    let held = "SELECT COUNT(*) FROM ledger_postings WHERE kind IN ('RESERVE', 'RELEASE')";
    assert_eq!(app.number(held).await, 3);
});

both!(no_centre_can_reject_with_that_reason, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let input = json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "DEFERRED" } });
    let decide = "mutation ($input: DecideApplicationsInput!) {
      decideApplications(input: $input) { results { ok } } }";
    let error = app.partner(centre).await.error(decide, input).await;
    assert_eq!(fields(&error), [("reasonCode".to_owned(), "NOT_ALLOWED".to_owned())]);
});
