//! `updateSession`: what harms nobody, by who saw the latest.

use balai_shared::{id::SessionId, policy::Role, session::SelectionMethod, time::Date};
use balai_tests::{
    Actor, Class, SessionPlan, TestApp, both,
    class::{MARK, SCHEDULE},
    steps::{CONFIRM, about, fields},
};
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
    let script = changing(public, &json!({ "edition": 1, "meetingLink": "javascript:alert(1)" }));
    let error = admin.error(UPDATE, script).await;
    assert_eq!(fields(&error), [("meetingLink".to_owned(), "INVALID_FORMAT".to_owned())]);
    // One from before links were looked at is nothing to be opened.
    app.execute("UPDATE sessions SET meeting_link = 'javascript:alert(1)'").await.unwrap();
    assert_eq!((seen(&person).await, seen(&admin).await), (Value::Null, Value::Null));
});

/// Ten days from this day of March on, and those days as SQL sets them.
fn from(app: &TestApp, session: SessionId, day: u8) -> String {
    let (starts_on, id) = (Date::from_ymd(2026, 3, day).unwrap(), app.literal(session.as_u128()));
    let at = |date: Date| balai_shared::time::TimeZone::Makassar.start_of(date).as_millis();
    let ends_on = starts_on.plus_days(9);
    format!(
        "UPDATE sessions SET starts_on = '{starts_on}', ends_on = '{ends_on}', \
         starts_at = {}, ends_at = {} WHERE id = {id}",
        at(starts_on),
        at(ends_on.plus_days(1))
    )
}

both!(who_takes_a_seat_while_the_days_move_is_judged_by_the_new_ones, async |app: &TestApp| {
    let centre = app.centre().await;
    let early = app.session(centre, SessionPlan::default()).await;
    let starts_on = Date::from_ymd(2026, 3, 16).unwrap();
    let late = app.session(centre, SessionPlan { starts_on, ..SessionPlan::default() }).await;
    let person = app.applicant().await;
    let (offered, there) = (person.applies(early).await, person.applies(late).await);
    person.confirms(&there).await;
    let (who, id) = (person.clone(), offered.clone());
    let confirm = async move { who.code(CONFIRM, about(&id)).await };
    let moves = from(app, early, 9);
    assert_eq!(app.overtaken(&moves, confirm, "SELECT 1").await, "CONFLICT");
    assert_eq!(person.state_of(&offered).await, "OFFERED");
});

both!(
    who_gives_a_seat_back_and_who_moves_the_days_do_not_wait_for_each_other,
    async |app: &TestApp| {
        let centre = app.centre().await;
        let session = app.session(centre, SessionPlan::default()).await;
        let person = app.applicant().await;
        let id = person.applies(session).await;
        person.confirms(&id).await;
        let admin = app.staff(centre, Role::Admin).await;
        // The order of who puts an application off: the person, then the session.
        let whose = app.literal(person.account.as_u128());
        let holds = format!("UPDATE applicants SET version = version WHERE account_id = {whose}");
        let frees = format!(
            "UPDATE sessions SET version = version WHERE id = {}",
            app.literal(session.as_u128())
        );
        let moves =
            async move { updates(&admin, session, json!({ "endsOn": "2026-03-12" })).await };
        assert_eq!(app.overtaken(&holds, moves, &frees).await["endsOn"], "2026-03-12");
    }
);

async fn meetings(app: &TestApp, class: &Class, days: &[&str]) -> Vec<String> {
    let meeting = |day: &&str| json!({ "day": day, "begins": "08:00", "ends": "12:00" });
    let meetings: Vec<Value> = days.iter().map(meeting).collect();
    let input = json!({ "sessionId": class.session.to_string(), "meetings": meetings });
    app.staff(class.centre, Role::Admin).await.data(SCHEDULE, json!({ "input": input })).await;
    let roster = class.roster().await["meetings"].as_array().unwrap().clone();
    roster.iter().map(|meeting| meeting["id"].as_str().unwrap().to_owned()).collect()
}

both!(meetings_outside_the_new_days_go, async |app: &TestApp| {
    let class = app.class(1).await;
    app.set(balai_tests::NOW);
    let class = Class { admin: app.staff(class.centre, Role::Admin).await, ..class };
    meetings(app, &class, &["2026-03-02", "2026-03-06", "2026-03-11"]).await;
    updates(&class.admin, class.session, json!({ "startsOn": "2026-03-05" })).await;
    let days = class.roster().await["meetings"].clone();
    let days: Vec<_> = days.as_array().unwrap().iter().map(|one| one["day"].clone()).collect();
    assert_eq!(days, ["2026-03-06", "2026-03-11"]);
});

both!(a_meeting_at_which_somebody_is_marked_keeps_the_days, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &meetings(app, &class, &["2026-03-02", "2026-03-06"]).await[0];
    class.marks_all(meeting, "PRESENT").await;
    // A clock that was set back, or marks of before the rule.
    app.set(balai_tests::NOW);
    let admin = app.staff(class.centre, Role::Admin).await;
    let error =
        admin.error(UPDATE, changing(class.session, &json!({ "startsOn": "2026-03-05" }))).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&error), [("startsOn".to_owned(), "NOT_ALLOWED".to_owned())]);
    assert_eq!(app.number("SELECT COUNT(*) FROM session_meetings").await, 2);
});

both!(nobody_is_marked_before_the_session_begins, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = meetings(app, &class, &["2026-03-02"]).await.remove(0);
    // As a move of the days left it before: a meeting from before the first day.
    app.execute(&from(app, class.session, 9)).await.unwrap();
    app.set(
        balai_shared::time::TimeZone::Makassar
            .at(Date::from_ymd(2026, 3, 2).unwrap(), 8, 0)
            .unwrap(),
    );
    let admin = app.staff(class.centre, Role::Admin).await;
    let mark = json!({ "applicationId": class.ids[0], "status": "PRESENT", "clientId": "c1" });
    let input = json!({ "input": { "meetingId": meeting, "marks": [mark] } });
    assert_eq!(admin.code(MARK, input.clone()).await, "INVALID_TRANSITION");
    app.pass_hours(7 * 24);
    let admin = app.staff(class.centre, Role::Admin).await;
    assert_eq!(admin.data(MARK, input).await["markAttendance"]["results"][0]["ok"], true);
});

both!(a_draft_can_be_planned_anew_and_what_was_public_stays, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let changes = json!({
        "mode": "DARING", "funding": "SELF", "selectionMethod": "LOTTERY", "boarding": true,
        "offerHours": 24, "registrationOpensAt": "2026-02-02T00:00:00Z"
    });
    let draft = app.session(centre, SessionPlan::draft()).await;
    admin.data(UPDATE, changing(draft, &changes)).await;
    let seen = admin.data(
        "query ($id: ID!) { node(id: $id) { ... on Session {
          mode funding selectionMethod boarding offerHours registrationOpensAt
        } } }",
        json!({ "id": draft.to_string() }),
    );
    assert_eq!(seen.await["node"], changes);
    let public = app.session(centre, SessionPlan::default()).await;
    let error = admin.error(UPDATE, changing(public, &changes)).await;
    let fixed =
        ["mode", "funding", "selectionMethod", "boarding", "offerHours", "registrationOpensAt"];
    let expected: Vec<_> =
        fixed.iter().map(|path| ((*path).to_owned(), "NOT_ALLOWED".to_owned())).collect();
    assert_eq!(fields(&error), expected);
    let hours = changing(draft, &json!({ "edition": 1, "offerHours": 0 }));
    let error = admin.error(UPDATE, hours).await;
    assert_eq!(fields(&error), [("offerHours".to_owned(), "OUT_OF_RANGE".to_owned())]);
});

both!(another_way_of_choosing_takes_its_plan_along, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let plan = SessionPlan { method: SelectionMethod::Merit, ..SessionPlan::draft() };
    let draft = app.session(centre, plan).await;
    admin.plans_test_and_interview(draft).await;
    admin.data(UPDATE, changing(draft, &json!({ "selectionMethod": "FIRST_COME" }))).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_criteria").await, 0);
});
