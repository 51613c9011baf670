//! `updateSession`: what harms nobody, by who saw the latest.

use balai_shared::{id::SessionId, policy::Role, time::Date};
use balai_tests::{Actor, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateSessionInput!) {
  updateSession(input: $input) { session {
    edition capacity startsOn endsOn replacementUntil address meetingLink timetable
  } }
}";

/// The input with these changes to the first edition.
fn changing(session: SessionId, changes: &Value) -> Value {
    let mut input = json!({ "sessionId": session.to_string(), "edition": 0 });
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

async fn updates(actor: &Actor, session: SessionId, changes: Value) -> Value {
    let data = actor.data(UPDATE, changing(session, &changes)).await;
    data["updateSession"]["session"].clone()
}

both!(it_is_for_those_who_publish_there, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::default()).await;
    let input = changing(session, &json!({ "capacity": 20 }));
    assert_eq!(app.visitor().code(UPDATE, input.clone()).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
        app.pemda().await.browser,
    ] {
        assert_eq!(actor.code(UPDATE, input.clone()).await, "NOT_FOUND");
    }
    let reviewer = app.staff(centre, Role::Reviewer).await;
    assert_eq!(reviewer.code(UPDATE, input.clone()).await, "FORBIDDEN");
    let changed = app.partner(centre).await.data(UPDATE, input).await;
    assert_eq!(changed["updateSession"]["session"]["capacity"], 20);
});

both!(of_two_who_saw_the_same_the_second_is_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let (one, two) = (app.staff(centre, Role::Admin).await, app.staff(centre, Role::Admin).await);
    let changed = updates(&one, session, json!({ "address": "Aula lama" })).await;
    assert_eq!((&changed["edition"], &changed["address"]), (&json!(1), &json!("Aula lama")));
    let late = changing(session, &json!({ "address": "Aula baru" }));
    assert_eq!(two.code(UPDATE, late).await, "CONFLICT");
    let again = updates(&two, session, json!({ "edition": 1, "address": "" })).await;
    assert_eq!((&again["edition"], &again["address"]), (&json!(2), &Value::Null));
});

both!(seats_are_never_fewer_than_are_taken, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(2)).await;
    let waits = app.applicant().await;
    for _ in 0..2 {
        app.applicant().await.applies(session).await;
    }
    let id = waits.applies(session).await;
    let admin = app.staff(centre, Role::Admin).await;
    let fewer = changing(session, &json!({ "capacity": 1 }));
    let error = admin.error(UPDATE, fewer).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&error), [("capacity".to_owned(), "FEWER_THAN_TAKEN".to_owned())]);
    updates(&admin, session, json!({ "capacity": 3 })).await;
    assert_eq!(waits.state_of(&id).await, "OFFERED", "a new seat goes to who waits for it");
});

both!(what_is_wrong_is_told_at_each_field, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let admin = app.staff(centre, Role::Admin).await;
    let wrong = json!({
        "capacity": 0, "startsOn": "besok", "registrationClosesAt": "nanti",
        "address": "x".repeat(301),
    });
    let mut found: Vec<_> =
        fields(&admin.error(UPDATE, changing(session, &wrong)).await).into_iter().collect();
    found.sort();
    let found: Vec<_> = found.iter().map(|(path, code)| (path.as_str(), code.as_str())).collect();
    assert_eq!(
        found,
        [
            ("address", "TOO_LONG"),
            ("capacity", "OUT_OF_RANGE"),
            ("registrationClosesAt", "INVALID_FORMAT"),
            ("startsOn", "INVALID_DATE"),
        ]
    );
    for (changes, path) in [
        (json!({ "startsOn": "2026-03-01" }), "startsOn"),
        (json!({ "registrationClosesAt": "2026-02-10T00:00:00Z" }), "registrationClosesAt"),
    ] {
        let found = fields(&admin.error(UPDATE, changing(session, &changes)).await);
        assert_eq!(found, [(path.to_owned(), "NOT_ALLOWED".to_owned())], "public already");
    }
    let order = json!({ "startsOn": "2026-03-20" });
    let found = fields(&admin.error(UPDATE, changing(session, &order)).await);
    assert_eq!(found[0], ("endsOn".to_owned(), "MUST_BE_AFTER".to_owned()));
});

both!(participants_are_told_of_other_days_and_others_are_not, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(1)).await;
    let (seated, waits) = (app.applicant().await, app.applicant().await);
    let id = seated.applies(session).await;
    waits.applies(session).await;
    seated.confirms(&id).await;
    let admin = app.staff(centre, Role::Admin).await;
    updates(&admin, session, json!({ "timetable": "Senin sampai Jumat" })).await;
    let told = "SELECT COUNT(*) FROM notifications WHERE kind = 'SESSION_CHANGED'";
    assert_eq!(app.number(told).await, 0);
    let days = json!({ "edition": 1, "startsOn": "2026-03-09", "endsOn": "2026-03-18",
        "address": "Aula baru" });
    let changed = updates(&admin, session, days).await;
    assert_eq!(changed["replacementUntil"], "2026-03-08", "still the day before");
    assert_eq!(app.number(told).await, 1);
    let text = app.letters().await[0].letter.text.clone();
    assert!(text.contains("9 Maret 2026 – ") && text.contains(", Aula baru."), "{text}");
});

both!(nobody_is_moved_into_two_trainings_at_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let early = app.session(centre, SessionPlan::default()).await;
    let starts_on = Date::from_ymd(2026, 3, 16).unwrap();
    let late = app.session(centre, SessionPlan { starts_on, ..SessionPlan::default() }).await;
    let person = app.applicant().await;
    for session in [early, late] {
        let id = person.applies(session).await;
        person.confirms(&id).await;
    }
    let admin = app.staff(centre, Role::Admin).await;
    let into = changing(early, &json!({ "startsOn": "2026-03-09", "endsOn": "2026-03-18" }));
    assert_eq!(admin.code(UPDATE, into).await, "CONFLICT");
    updates(&admin, early, json!({ "startsOn": "2026-03-05", "endsOn": "2026-03-14" })).await;
});

both!(once_it_has_begun_its_days_stay, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    app.pass_hours(30 * 24);
    let admin = app.staff(centre, Role::Admin).await;
    let days = changing(session, &json!({ "endsOn": "2026-03-12" }));
    assert_eq!(admin.code(UPDATE, days).await, "DEADLINE_PASSED");
    updates(&admin, session, json!({ "meetingLink": "https://rapat.example/1" })).await;
});

both!(a_drafts_days_are_free_and_its_link_is_the_staffs, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::draft()).await;
    let admin = app.staff(centre, Role::Admin).await;
    let days = json!({ "registrationClosesAt": "2026-02-20T00:00:00Z", "startsOn": "2026-02-25",
        "meetingLink": "https://rapat.example/1" });
    let changed = updates(&admin, session, days).await;
    assert_eq!(changed["startsOn"], "2026-02-25");
    assert_eq!(changed["meetingLink"], "https://rapat.example/1");
    let public = app.session(centre, SessionPlan::default()).await;
    updates(&admin, public, json!({ "meetingLink": "https://rapat.example/2" })).await;
    let query = "query ($id: ID!) { node(id: $id) { ... on Session { meetingLink } } }";
    let seen = async |actor: &Actor| {
        actor.data(query, json!({ "id": public.to_string() })).await["node"]["meetingLink"].clone()
    };
    let person = app.applicant().await;
    let id = person.applies(public).await;
    assert_eq!((seen(&app.visitor()).await, seen(&person).await), (Value::Null, Value::Null));
    person.confirms(&id).await;
    assert_eq!(seen(&person).await, "https://rapat.example/2");
});
