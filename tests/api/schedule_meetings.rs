//! `scheduleMeetings`, `setProgramUnits`, `trainingRoster`.

use balai_shared::{policy::Role, session::DeliveryMode};
use balai_tests::{
    SessionPlan, TestApp, both,
    class::{MARK, ROSTER, SCHEDULE, UNITS},
    steps::fields,
};
use serde_json::{Value, json};

fn one(class: &balai_tests::Class, meeting: Value) -> Value {
    json!({ "input": { "sessionId": class.session.to_string(), "meetings": [meeting] } })
}

both!(only_the_centres_admin_sets_meetings_and_units, async |app: &TestApp| {
    let class = app.class(1).await;
    let program = app.number("SELECT COUNT(*) FROM programs").await;
    assert_eq!(program, 1);
    let input = class.meetings(1);
    assert_eq!(app.visitor().code(SCHEDULE, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    for stranger in [&foreign.browser, &app.again(&class.people[0]).await] {
        assert_eq!(stranger.code(SCHEDULE, input.clone()).await, "NOT_FOUND");
        let id = json!({ "id": class.session.to_string() });
        assert_eq!(stranger.code(ROSTER, id).await, "NOT_FOUND");
    }
    for role in [Role::Reviewer, Role::Instructor, Role::Counsellor] {
        let staff = app.staff(class.centre, role).await;
        assert_eq!(staff.code(SCHEDULE, input.clone()).await, "FORBIDDEN");
        let id = json!({ "id": class.session.to_string() });
        assert_eq!(staff.data(ROSTER, id).await["trainingRoster"]["leastPercent"], 80);
    }
    assert_eq!(class.plans(3).await.len(), 3);
    let partner = app.partner(class.centre).await;
    partner.data(SCHEDULE, input).await;
    assert_eq!(class.roster().await["meetings"].as_array().unwrap().len(), 1);
});

both!(what_is_wrong_with_a_list_is_said_at_each_field, async |app: &TestApp| {
    let class = app.class(1).await;
    for (meeting, path, code) in [
        (json!({ "day": "2026-03-32", "begins": "08:00", "ends": "12:00" }), "day", "INVALID_DATE"),
        (json!({ "day": "2026-03-01", "begins": "08:00", "ends": "12:00" }), "day", "OUT_OF_RANGE"),
        (
            json!({ "day": "2026-03-02", "begins": "24:00", "ends": "12:00" }),
            "begins",
            "INVALID_FORMAT",
        ),
        (
            json!({ "day": "2026-03-02", "begins": "08:00", "ends": "07:59" }),
            "ends",
            "MUST_BE_AFTER",
        ),
        (
            json!({ "day": "2026-03-02", "begins": "08:00", "ends": "9:00", "hours": 0 }),
            "hours",
            "OUT_OF_RANGE",
        ),
    ] {
        let answer = class.admin.send(SCHEDULE, one(&class, meeting)).await;
        let expected = [(format!("meetings.0.{path}"), code.to_owned())];
        assert_eq!(fields(&answer.body["errors"][0]), expected);
    }
    let none = json!({ "input": { "sessionId": class.session.to_string(), "meetings": [] } });
    let answer = class.admin.send(SCHEDULE, none).await;
    assert_eq!(fields(&answer.body["errors"][0]), [("meetings".to_owned(), "REQUIRED".to_owned())]);
    let mut percent = class.meetings(1);
    percent["input"]["attendancePercent"] = json!(101);
    let answer = class.admin.send(SCHEDULE, percent).await;
    let expected = [("attendancePercent".to_owned(), "OUT_OF_RANGE".to_owned())];
    assert_eq!(fields(&answer.body["errors"][0]), expected);
    assert_eq!(app.number("SELECT COUNT(*) FROM session_meetings").await, 0);
});

both!(prakerja_limits_the_hours_of_a_day_and_asks_for_enough_in_all, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { mode: DeliveryMode::Daring, ..SessionPlan::prakerja(0) };
    let session = app.session(centre, plan).await;
    let admin = app.staff(centre, Role::Admin).await;
    let list = |ends: &str, days: u8| {
        let meeting =
            |day| json!({ "day": format!("2026-03-{day:02}"), "begins": "08:00", "ends": ends });
        let meetings: Vec<Value> = (2..2 + days).map(meeting).collect();
        json!({ "input": { "sessionId": session.to_string(), "meetings": meetings } })
    };
    let told = async |input: Value| fields(&admin.send(SCHEDULE, input).await.body["errors"][0]);
    let too_long = ("meetings.0.ends".to_owned(), "OUT_OF_RANGE".to_owned());
    assert!(told(list("11:01", 5)).await.contains(&too_long));
    let too_few = ("meetings".to_owned(), "TOO_SHORT".to_owned());
    assert_eq!(told(list("11:00", 3)).await, [too_few]);
    assert!(told(list("11:00", 4)).await.is_empty());
});

both!(a_meeting_at_which_somebody_is_marked_stays, async |app: &TestApp| {
    let class = app.class(1).await;
    let meetings = class.plans(2).await;
    class.marks_all(&meetings[1], "PRESENT").await;
    assert_eq!(class.admin.code(SCHEDULE, class.meetings(1)).await, "CONFLICT");
    assert_eq!(class.plans(3).await[..2], meetings[..], "those that stay keep their ids");
    let roster = class.roster().await;
    assert_eq!(roster["participants"][0]["marks"][0]["meetingId"], meetings[1]);
});

both!(units_are_the_programs_own_and_each_once, async |app: &TestApp| {
    let class = app.class(1).await;
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = class.admin.data(page, json!({ "id": class.session.to_string() })).await;
    let program = found["node"]["program"]["id"].clone();
    let input = |units: Value| json!({ "input": { "programId": program, "units": units } });
    let twice = json!([{ "code": "A", "title": "Satu" }, { "code": " A ", "title": " " }]);
    let answer = class.admin.send(UNITS, input(twice)).await;
    let wrong = fields(&answer.body["errors"][0]);
    assert!(wrong.contains(&("units.1.code".to_owned(), "NOT_ALLOWED".to_owned())), "{wrong:?}");
    assert!(wrong.contains(&("units.1.title".to_owned(), "REQUIRED".to_owned())), "{wrong:?}");
    let good = json!([{ "code": "B", "title": "Dua" }, { "code": "A", "title": "Satu" }]);
    assert_eq!(app.visitor().code(UNITS, input(good.clone())).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    assert_eq!(foreign.code(UNITS, input(good.clone())).await, "FORBIDDEN");
    class.admin.data(UNITS, input(good.clone())).await;
    assert_eq!(class.roster().await["units"], good);
    assert_eq!(
        class.admin.code(MARK, json!({ "input": { "meetingId": "mtg_x", "marks": [] } })).await,
        "NOT_FOUND"
    );
});

both!(the_share_alone_leaves_the_meetings_as_they_are, async |app: &TestApp| {
    let class = app.class(1).await;
    class.plans(3).await;
    let before = class.roster().await["meetings"].clone();
    let input = json!({ "sessionId": class.session.to_string(), "attendancePercent": 75 });
    class.admin.data(SCHEDULE, json!({ "input": input })).await;
    let after = class.roster().await;
    assert_eq!((&after["meetings"], &after["leastPercent"]), (&before, &json!(75)));
});
