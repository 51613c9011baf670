//! `checkIn` and `Application.attendanceCodes`: coming to a meeting, shown by a code on the phone.

use balai_shared::{
    policy::Role,
    time::{Date, TimeZone},
};
use balai_tests::{Actor, Class, SessionPlan, TestApp, both, class::MARK, steps::text};
use serde_json::{Value, json};

const CHECK_IN: &str = "mutation ($input: CheckInInput!) {
  checkIn(input: $input) { application { id } mark { meetingId status minutes clientId } }
}";
const CODES: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  attendanceCodes { code meeting { id } }
} } }";
const MARKS: &str = "SELECT COUNT(*) FROM attendance_marks";

/// Puts the clock to a moment of the class's second day, in its place's time.
fn on_the_second_day(app: &TestApp, hour: u8, minute: u8) {
    let day = Date::from_ymd(2026, 3, 3).unwrap();
    app.set(TimeZone::Makassar.at(day, hour, minute).unwrap());
}

async fn codes(actor: &Actor, id: &str) -> Vec<Value> {
    let seen = actor.data(CODES, json!({ "id": id })).await;
    seen["node"]["attendanceCodes"].as_array().cloned().unwrap_or_default()
}

/// What the participant's phone shows for this meeting.
async fn code_of(app: &TestApp, class: &Class, place: usize, meeting: &str) -> String {
    let phone = app.again(&class.people[place]).await;
    let all = codes(&phone, &class.ids[place]).await;
    let one = all.iter().find(|one| one["meeting"]["id"] == *meeting).unwrap();
    text(&one["code"]).to_owned()
}

fn input(meeting: &str, code: &str) -> Value {
    json!({ "input": { "meetingId": meeting, "participantCode": code } })
}

both!(who_shows_the_own_code_is_there_once, async |app: &TestApp| {
    let class = app.class(2).await;
    let meetings = class.plans(3).await;
    on_the_second_day(app, 8, 15);
    let code = code_of(app, &class, 0, &meetings[1]).await;
    let done = class.admin.data(CHECK_IN, input(&meetings[1], &code)).await;
    assert_eq!(done["checkIn"]["application"]["id"], class.ids[0]);
    assert_eq!(done["checkIn"]["mark"]["status"], "PRESENT");
    assert_eq!(done["checkIn"]["mark"]["minutes"], 240);
    on_the_second_day(app, 9, 0);
    let again = class.admin.data(CHECK_IN, input(&meetings[1], &code)).await;
    assert_eq!(again["checkIn"]["mark"], done["checkIn"]["mark"], "not late by being shown again");
    assert_eq!(app.number(MARKS).await, 1);
    // A colleague's mistake, and the code once more.
    let wrong = json!({ "applicationId": class.ids[0], "status": "ABSENT", "clientId": "x" });
    let wrong = json!({ "input": { "meetingId": meetings[1], "marks": [wrong] } });
    class.admin.data(MARK, wrong).await;
    on_the_second_day(app, 9, 1);
    let back = class.admin.data(CHECK_IN, input(&meetings[1], &code)).await;
    assert_eq!(back["checkIn"]["mark"]["status"], "LATE", "there again");
    let typed = code_of(app, &class, 1, &meetings[1]).await;
    let typed = format!(" {}-{}", &typed[..3].to_lowercase(), &typed[3..]);
    let late = class.admin.data(CHECK_IN, input(&meetings[1], &typed)).await;
    assert_eq!(late["checkIn"]["mark"]["status"], "LATE");
    assert_eq!(late["checkIn"]["mark"]["minutes"], 179, "what is left of the meeting");
});

both!(a_code_is_good_for_one_person_at_one_meeting, async |app: &TestApp| {
    let class = app.class(1).await;
    let meetings = class.plans(3).await;
    on_the_second_day(app, 8, 0);
    let code = code_of(app, &class, 0, &meetings[1]).await;
    let tomorrows = code_of(app, &class, 0, &meetings[2]).await;
    assert_ne!(code, tomorrows);
    for forged in [tomorrows.as_str(), "", "000000", "K7", "' OR 1=1"] {
        let answer = class.admin.send(CHECK_IN, input(&meetings[1], forged)).await;
        let error = &answer.body["errors"][0]["extensions"];
        assert_eq!(error["code"], "VALIDATION_FAILED", "{forged}");
        assert_eq!(error["fields"][0]["path"], "participantCode");
    }
    let tomorrow = class.admin.code(CHECK_IN, input(&meetings[2], &tomorrows)).await;
    assert_eq!(tomorrow, "INVALID_TRANSITION", "too early");
    on_the_second_day(app, 13, 1);
    let over = class.admin.code(CHECK_IN, input(&meetings[1], &code)).await;
    assert_eq!(over, "INVALID_TRANSITION", "the meeting is over");
    assert_eq!(app.number(MARKS).await, 0);
});

both!(codes_are_the_participants_own, async |app: &TestApp| {
    let class = app.class(2).await;
    let meetings = class.plans(9).await;
    on_the_second_day(app, 8, 0);
    let own = app.again(&class.people[0]).await;
    let shown = codes(&own, &class.ids[0]).await;
    let days: Vec<_> = shown.iter().map(|one| one["meeting"]["id"].clone()).collect();
    assert_eq!(days, meetings[1..].iter().map(|id| json!(id)).collect::<Vec<_>>());
    assert!(codes(&class.admin, &class.ids[0]).await.is_empty(), "not the centre's");
    let other = app.again(&class.people[1]).await;
    assert!(codes(&other, &class.ids[0]).await.is_empty());
    assert_ne!(codes(&other, &class.ids[1]).await[0]["code"], shown[0]["code"]);
});

both!(only_who_teaches_there_takes_codes, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = class.plans(3).await[1].clone();
    on_the_second_day(app, 8, 0);
    let code = code_of(app, &class, 0, &meeting).await;
    let input = input(&meeting, &code);
    assert_eq!(app.visitor().code(CHECK_IN, input.clone()).await, "UNAUTHENTICATED");
    let own = app.again(&class.people[0]).await;
    assert_eq!(own.code(CHECK_IN, input.clone()).await, "NOT_FOUND");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    assert_eq!(foreign.code(CHECK_IN, input.clone()).await, "NOT_FOUND");
    let counsellor = app.staff(class.centre, Role::Counsellor).await;
    assert_eq!(counsellor.code(CHECK_IN, input.clone()).await, "FORBIDDEN");
    let instructor = app.staff(class.centre, Role::Instructor).await;
    instructor.data(CHECK_IN, input).await;
});

both!(a_code_of_another_class_is_nobodys_here, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = class.plans(3).await[1].clone();
    app.set(balai_tests::NOW);
    let other = app.class_at(class.centre, SessionPlan::seats(1)).await;
    let elsewhere = other.plans(3).await[1].clone();
    on_the_second_day(app, 8, 0);
    let code = code_of(app, &class, 0, &meeting).await;
    let refused = other.admin.code(CHECK_IN, input(&elsewhere, &code)).await;
    assert_eq!(refused, "VALIDATION_FAILED");
});
