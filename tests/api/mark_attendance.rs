//! `markAttendance`: marks merge in any order, each is kept, and the one made last holds.

use balai_shared::policy::Role;
use balai_tests::{Class, TestApp, both, class::MARK, steps::fields};
use serde_json::{Value, json};

fn mark(meeting: &str, id: &str, rest: Value) -> Value {
    let mut mark = json!({ "applicationId": id, "status": "PRESENT", "clientId": "c1" });
    for (name, value) in rest.as_object().unwrap() {
        mark[name] = value.clone();
    }
    json!({ "input": { "meetingId": meeting, "marks": [mark] } })
}

async fn sent(class: &Class, input: Value) -> Value {
    class.admin.data(MARK, input).await["markAttendance"]["results"][0].clone()
}

both!(who_teaches_there_marks_and_nobody_else, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &class.plans(1).await[0];
    let (id, input) = (&class.ids[0], mark(meeting, &class.ids[0], json!({})));
    assert_eq!(app.visitor().code(MARK, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    assert_eq!(foreign.code(MARK, input.clone()).await, "NOT_FOUND");
    let own = app.again(&class.people[0]).await;
    assert_eq!(own.code(MARK, input.clone()).await, "NOT_FOUND");
    let counsellor = app.staff(class.centre, Role::Counsellor).await;
    assert_eq!(counsellor.code(MARK, input.clone()).await, "FORBIDDEN");
    for (place, role) in [Role::Admin, Role::Reviewer, Role::Instructor].into_iter().enumerate() {
        let staff = app.staff(class.centre, role).await;
        let client = json!({ "clientId": format!("c{place}") });
        let done = staff.data(MARK, mark(meeting, id, client)).await;
        assert_eq!(done["markAttendance"]["results"][0]["ok"], true);
    }
    app.set(balai_tests::NOW);
    let other = app.class_at(class.centre, balai_tests::SessionPlan::seats(1)).await;
    let row = sent(&other, mark(meeting, &other.ids[0], json!({}))).await;
    assert_eq!(row["error"]["code"], "NOT_FOUND", "somebody of another session");
});

both!(ratings_come_back_as_figures_from_five_on, async |app: &TestApp| {
    let class = app.class(5).await;
    class.finishes().await;
    let query = "query ($id: ID!) { trainingRoster(sessionId: $id) {
      ratings { averageTenths count byStars } programRatings { count }
    } }";
    let rate = "mutation ($input: RateTrainingInput!) { rateTraining(input: $input) { application { id } } }";
    let id = json!({ "id": class.session.to_string() });
    for (place, stars) in [5, 5, 4, 5, 1].into_iter().enumerate() {
        let roster = class.admin.data(query, id.clone()).await["trainingRoster"].clone();
        assert_eq!(roster["ratings"], json!(null), "after {place}");
        let input = json!({ "input": { "applicationId": class.ids[place], "stars": stars } });
        app.again(&class.people[place]).await.data(rate, input).await;
    }
    let roster = class.admin.data(query, id).await["trainingRoster"].clone();
    assert_eq!(
        roster["ratings"],
        json!({ "averageTenths": 40, "count": 5, "byStars": [1, 0, 0, 1, 3] })
    );
    assert_eq!(roster["programRatings"]["count"], 5);
});

both!(marks_made_without_a_network_end_alike_in_every_order, async |app: &TestApp| {
    let class = app.class(2).await;
    let meeting = &class.plans(1).await[0];
    let early = json!({ "clientId": "a", "status": "ABSENT", "at": "2026-03-02T00:10:00Z" });
    let late =
        json!({ "clientId": "b", "status": "LATE", "minutes": 200, "at": "2026-03-02T00:40:00Z" });
    for (id, order) in [(&class.ids[0], [&early, &late]), (&class.ids[1], [&late, &early])] {
        for one in order {
            let row = sent(&class, mark(meeting, id, (*one).clone())).await;
            assert_eq!(row["ok"], true);
        }
        let row = sent(&class, mark(meeting, id, early.clone())).await;
        assert_eq!(row["mark"]["status"], "LATE", "the mark that holds is shown to who lost");
    }
    let roster = class.roster().await;
    for participant in roster["participants"].as_array().unwrap() {
        assert_eq!(participant["marks"][0]["minutes"], 200);
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM attendance_marks").await, 4, "nothing twice");
});

both!(the_same_mark_again_is_the_same_mark_whatever_it_says, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &class.plans(1).await[0];
    sent(&class, mark(meeting, &class.ids[0], json!({ "status": "EXCUSED" }))).await;
    let row = sent(&class, mark(meeting, &class.ids[0], json!({ "status": "PRESENT" }))).await;
    assert_eq!((&row["ok"], &row["mark"]["status"]), (&json!(true), &json!("EXCUSED")));
});

both!(a_clock_that_runs_ahead_does_not_win_for_ever, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &class.plans(1).await[0];
    let ahead = json!({ "clientId": "a", "at": "2030-01-01T00:00:00Z" });
    sent(&class, mark(meeting, &class.ids[0], ahead)).await;
    app.pass_seconds(60);
    let correction = json!({ "clientId": "b", "status": "ABSENT" });
    let row = sent(&class, mark(meeting, &class.ids[0], correction)).await;
    assert_eq!(row["mark"]["status"], "ABSENT");
});

both!(what_does_not_fit_is_said_at_its_row, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &class.plans(1).await[0];
    let id = &class.ids[0];
    for wrong in [
        json!({ "status": "LATE" }),
        json!({ "status": "LATE", "minutes": 241 }),
        json!({ "status": "ABSENT", "minutes": 10 }),
        json!({ "minutes": -1 }),
        json!({ "at": "kemarin" }),
        json!({ "clientId": "" }),
    ] {
        let row = sent(&class, mark(meeting, id, wrong)).await;
        assert_eq!(row["error"]["code"], "VALIDATION_FAILED", "{row}");
    }
    let none = json!({ "input": { "meetingId": meeting, "marks": [] } });
    let answer = class.admin.send(MARK, none).await;
    assert_eq!(fields(&answer.body["errors"][0]), [("marks".to_owned(), "REQUIRED".to_owned())]);
    app.execute(
        "UPDATE session_meetings SET begins_at = begins_at + 864000000, \
         ends_at = ends_at + 864000000",
    )
    .await
    .unwrap();
    let early = class.admin.code(MARK, mark(meeting, id, json!({}))).await;
    assert_eq!(early, "INVALID_TRANSITION", "a meeting that is to come");
});

both!(history_of_marks_is_never_changed, async |app: &TestApp| {
    let class = app.class(1).await;
    let meeting = &class.plans(1).await[0];
    class.marks_all(meeting, "PRESENT").await;
    assert!(app.execute("UPDATE attendance_marks SET minutes = 0").await.is_err());
    assert!(app.execute("DELETE FROM attendance_marks").await.is_err());
});

both!(who_never_came_is_shown, async |app: &TestApp| {
    let class = app.class(1).await;
    let meetings = class.plans(3).await;
    class.marks_all(&meetings[0], "ABSENT").await;
    assert_eq!(class.roster().await["participants"][0]["neverCame"], false);
    class.marks_all(&meetings[1], "ABSENT").await;
    assert_eq!(class.roster().await["participants"][0]["neverCame"], true);
});

both!(who_came_to_all_meetings_so_far_has_a_hundred_per_cent, async |app: &TestApp| {
    const OWN: &str = "query ($id: ID!) { node(id: $id) { ... on Application { training {
      attendedSoFarPercent attendancePercent meetings markedMeetings attendedMeetings leastPercent
    } } } }";
    let class = app.class(1).await;
    let meetings = class.plans(5).await;
    let own = app.again(&class.people[0]).await;
    let training = async || {
        let answer = own.data(OWN, json!({ "id": class.ids[0] })).await;
        answer["node"]["training"].clone()
    };
    assert_eq!(training().await["attendedSoFarPercent"], Value::Null);
    for meeting in &meetings[..2] {
        class.marks_all(meeting, "PRESENT").await;
    }
    let expected = json!({
        "attendedSoFarPercent": 100, "attendancePercent": 40, "meetings": 5,
        "markedMeetings": 2, "attendedMeetings": 2, "leastPercent": 80
    });
    assert_eq!(training().await, expected);
    assert_eq!(class.roster().await["participants"][0]["attendedSoFarPercent"], 100);
    class.marks_all(&meetings[2], "ABSENT").await;
    let now = training().await;
    assert_eq!((&now["attendedSoFarPercent"], &now["attendedMeetings"]), (&json!(66), &json!(2)));
});
