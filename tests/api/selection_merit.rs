//! `planSelection` and `concludeSelection`: from marks to seats.

use balai_shared::{
    id::{InstitutionId, SessionId},
    policy::Role,
};
use balai_tests::{
    Actor, Person, SessionPlan, TestApp, both,
    selection::{CONCLUDE, PLAN, RANKING, STANDING, entering, of, planning, test_and_interview},
    steps::{applying_to, fields, text},
};
use serde_json::{Value, json};

/// A session by merit with so many seats, and so many who applied, the first first.
struct Crowd {
    centre: InstitutionId,
    session: SessionId,
    people: Vec<(Person, String)>,
}

async fn crowd(app: &TestApp, seats: u32, people: usize) -> Crowd {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: seats, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let mut all = Vec::new();
    for _ in 0..people {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        app.pass_seconds(1);
        all.push((person, id));
    }
    Crowd { centre, session, people: all }
}

impl Crowd {
    fn id(&self, place: usize) -> &str {
        &self.people[place].1
    }

    /// A reviewer, once nobody can apply any more.
    async fn reviewer(&self, app: &TestApp) -> Actor {
        let staff = app.staff(self.centre, Role::Reviewer).await;
        app.pass_hours(26 * 24);
        app.sign_in(staff.account).await
    }

    /// How things stand for one of them.
    async fn standing(&self, app: &TestApp, place: usize) -> Value {
        let person = app.sign_in(self.people[place].0.account).await;
        person.data(STANDING, json!({ "id": self.id(place) })).await["node"].clone()
    }
}

async fn progress(staff: &Actor, session: SessionId) -> Value {
    let done = staff.data(CONCLUDE, of(session)).await;
    done["concludeSelection"]["session"].clone()
}

both!(seats_go_down_the_ranking_and_the_rest_wait_in_its_order, async |app: &TestApp| {
    let crowd = crowd(app, 2, 4).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [
        (crowd.id(0), "50", "50"),
        (crowd.id(1), "70", "90"),
        (crowd.id(2), "90", "70"),
        (crowd.id(3), "60,5", "60.50"),
    ];
    staff.marks(crowd.session, &marks).await;
    let order = staff.ranking(crowd.session).await;
    let ids: Vec<_> = order["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| text(&row["application"]["id"]))
        .collect();
    assert_eq!(ids, [crowd.id(2), crowd.id(1), crowd.id(3), crowd.id(0)]);
    assert_eq!(order["concluded"], false);
    assert_eq!(order["nodes"][0]["standing"]["total"], "82");
    let session = progress(&staff, crowd.session).await;
    assert_eq!((&session["seatsLeft"], &session["waitlistCount"]), (&json!(0), &json!(2)));
    assert!(session["selectionClosedAt"].is_string());
    let told = &session["selection"]["progress"];
    assert_eq!((&told["results"], &told["due"]), (&json!(4), &json!(0)));
    for (place, state, position, total) in [
        (2, "OFFERED", json!(null), "82"),
        (1, "OFFERED", json!(null), "78"),
        (3, "WAITLISTED", json!(1), "60.5"),
        (0, "WAITLISTED", json!(2), "50"),
    ] {
        let seen = crowd.standing(app, place).await;
        assert_eq!((&seen["state"], &seen["waitlistPosition"]), (&json!(state), &position));
        assert_eq!(seen["standing"]["total"], total);
    }
    let history = staff.application(crowd.id(2)).await["history"].clone();
    let last = history.as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["actor"], &last["action"]), (&json!("STAFF"), &json!("OFFER")));
});

both!(a_seat_given_back_after_the_selection_goes_to_the_next_by_itself, async |app: &TestApp| {
    let crowd = crowd(app, 1, 2).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60")];
    staff.marks(crowd.session, &marks).await;
    progress(&staff, crowd.session).await;
    let first = app.sign_in(crowd.people[1].0.account).await;
    first.declines(crowd.id(1)).await;
    assert_eq!(crowd.standing(app, 0).await["state"], "OFFERED");
});

both!(who_did_not_come_or_has_too_few_points_is_told_so, async |app: &TestApp| {
    let crowd = crowd(app, 5, 4).await;
    let staff = crowd.reviewer(app).await;
    let criteria = json!([
        { "name": "Tes", "weight": 60, "maximum": "100", "minimum": "60" },
        { "name": "Wawancara", "weight": 40, "maximum": "100" },
    ]);
    staff.data(PLAN, planning(crowd.session, &criteria, &json!([]))).await;
    let marks = [(crowd.id(0), "59.99", "100"), (crowd.id(1), "60", "0")];
    staff.marks(crowd.session, &marks).await;
    let some = entering(crowd.session, &[(crowd.id(2), 0, None), (crowd.id(3), 0, Some("90"))]);
    staff.data(balai_tests::selection::ENTER, some).await;
    let missing = staff.send(CONCLUDE, of(crowd.session)).await;
    let expected = [("missingAreAbsent".to_owned(), "REQUIRED".to_owned())];
    assert_eq!(fields(&missing.body["errors"][0]), expected);
    assert_eq!(staff.state_of(crowd.id(1)).await, "SUBMITTED", "nothing was concluded");
    let session = crowd.session.to_string();
    let input = json!({ "input": { "sessionId": session, "missingAreAbsent": true } });
    staff.data(CONCLUDE, input).await;
    for (place, state, reason, outcome) in [
        (0, "REJECTED", json!("LOW_SCORE"), "BELOW_MINIMUM"),
        (1, "OFFERED", json!(null), "BY_PLACE"),
        (2, "REJECTED", json!("NO_SHOW"), "ABSENT"),
        (3, "REJECTED", json!("NO_SHOW"), "ABSENT"),
    ] {
        let seen = staff.application(crowd.id(place)).await;
        assert_eq!(seen["state"], state, "{place}");
        assert_eq!(seen["decisionReason"]["code"], reason, "{place}");
        let own = crowd.standing(app, place).await;
        assert_eq!(own["standing"]["outcome"], outcome);
        assert!(!own["marks"].as_array().unwrap().is_empty(), "one's own marks are shown");
    }
});

both!(kept_seats_go_to_the_best_of_the_group, async |app: &TestApp| {
    let crowd = crowd(app, 2, 3).await;
    let one = &crowd.people[0].0;
    let update = "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
      viewer { profile { disability } } } }";
    let told = one.data(update, json!({ "input": { "disability": true } })).await;
    assert_eq!(told["updateProfile"]["viewer"]["profile"]["disability"], true);
    let staff = crowd.reviewer(app).await;
    let quotas = json!([{ "group": "DISABILITY", "seats": 1 }]);
    staff.data(PLAN, planning(crowd.session, &test_and_interview(), &quotas)).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60"), (crowd.id(2), "70", "70")];
    staff.marks(crowd.session, &marks).await;
    progress(&staff, crowd.session).await;
    let states = [("OFFERED", "RESERVED"), ("WAITLISTED", "WAITS"), ("OFFERED", "BY_PLACE")];
    for (place, (state, outcome)) in states.into_iter().enumerate() {
        let seen = crowd.standing(app, place).await;
        assert_eq!(
            (&seen["state"], &seen["standing"]["outcome"]),
            (&json!(state), &json!(outcome))
        );
    }
});

both!(who_was_put_on_the_list_by_hand_is_placed_by_the_ranking, async |app: &TestApp| {
    let crowd = crowd(app, 1, 3).await;
    let early = app.staff(crowd.centre, Role::Reviewer).await;
    early.decides(&[crowd.id(0)], "WAITLIST").await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60"), (crowd.id(2), "70", "70")];
    staff.marks(crowd.session, &marks).await;
    progress(&staff, crowd.session).await;
    let position = async |place| crowd.standing(app, place).await["waitlistPosition"].clone();
    assert_eq!((position(1).await, position(0).await), (json!(1), json!(2)));
    assert_eq!(app.visitor().seats_of(crowd.session).await["waitlistCount"], 2);
});

both!(who_withdrew_meanwhile_keeps_that, async |app: &TestApp| {
    let crowd = crowd(app, 1, 2).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60")];
    staff.marks(crowd.session, &marks).await;
    app.sign_in(crowd.people[1].0.account).await.withdraws(crowd.id(1)).await;
    progress(&staff, crowd.session).await;
    assert_eq!(staff.state_of(crowd.id(1)).await, "WITHDRAWN");
    assert_eq!(staff.state_of(crowd.id(0)).await, "OFFERED");
});

both!(what_a_crash_left_takes_effect_by_the_worker, async |app: &TestApp| {
    let crowd = crowd(app, 1, 3).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60"), (crowd.id(2), "70", "70")];
    staff.marks(crowd.session, &marks).await;
    progress(&staff, crowd.session).await;
    // As after a crash before the last row's effect, and the end, were noted.
    for statement in [
        "UPDATE selections SET finished_at = NULL",
        "UPDATE sessions SET selection_closed_at = NULL",
        "UPDATE selection_results SET applied_at = NULL WHERE place = 3",
    ] {
        assert_eq!(app.execute(statement).await.unwrap(), 1, "{statement}");
    }
    app.work().await;
    assert_eq!(
        app.number("SELECT COUNT(*) FROM selection_results WHERE applied_at IS NULL").await,
        0
    );
    assert_eq!(crowd.standing(app, 0).await["waitlistPosition"], 2);
    assert!(staff.seats_of(crowd.session).await["waitlistCount"] == 2);
    assert_eq!(app.number("SELECT COUNT(*) FROM selections WHERE finished_at IS NULL").await, 0);
});

both!(a_selection_is_concluded_once_and_in_its_time, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let early = app.staff(crowd.centre, Role::Reviewer).await;
    let criteria = test_and_interview();
    early.data(PLAN, planning(crowd.session, &criteria, &json!([]))).await;
    early.marks(crowd.session, &[(crowd.id(0), "1", "1")]).await;
    let code = early.code(CONCLUDE, of(crowd.session)).await;
    assert_eq!(code, "INVALID_TRANSITION", "people can still apply");
    let staff = crowd.reviewer(app).await;
    progress(&staff, crowd.session).await;
    assert_eq!(staff.code(CONCLUDE, of(crowd.session)).await, "INVALID_TRANSITION");
    let plan = planning(crowd.session, &criteria, &json!([]));
    assert_eq!(staff.code(PLAN, plan).await, "INVALID_TRANSITION");
    let marks = entering(crowd.session, &[(crowd.id(0), 0, Some("9"))]);
    let code = staff.code(balai_tests::selection::ENTER, marks).await;
    assert_eq!(code, "INVALID_TRANSITION");
    let late = app.applicant().await;
    assert_eq!(
        late.code(balai_tests::steps::SUBMIT, applying_to(crowd.session)).await,
        "DEADLINE_PASSED"
    );
});

both!(nothing_is_concluded_without_criteria_nor_once_the_training_runs, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let staff = crowd.reviewer(app).await;
    let bare = staff.send(CONCLUDE, of(crowd.session)).await;
    let expected = [("criteria".to_owned(), "REQUIRED".to_owned())];
    assert_eq!(fields(&bare.body["errors"][0]), expected);
    let own = app.staff(crowd.centre, Role::Admin).await;
    app.pass_hours(4 * 24);
    let own = app.sign_in(own.account).await;
    assert_eq!(own.code(CONCLUDE, of(crowd.session)).await, "DEADLINE_PASSED");
});

both!(a_plan_is_checked_field_by_field, async |app: &TestApp| {
    let crowd = crowd(app, 4, 1).await;
    let staff = app.staff(crowd.centre, Role::Admin).await;
    let one = |name: &str, weight: i32, maximum: &str| json!({ "name": name, "weight": weight, "maximum": maximum });
    let none = json!([]);
    for (criteria, quotas, path) in [
        (json!([one("", 100, "100")]), none.clone(), "criteria.0.name"),
        (json!([one("Tes", 100, "a")]), none.clone(), "criteria.0.maximum"),
        (json!([one("Tes", 100, "1000.01")]), none.clone(), "criteria.0.maximum"),
        (json!([one("Tes", 50, "100")]), none.clone(), "criteria"),
        (json!([one("Tes", -1, "100")]), none.clone(), "criteria.0.weight"),
        (none.clone(), json!([{ "group": "WOMEN", "seats": 5 }]), "quotas"),
        (none.clone(), json!([{ "group": "WOMEN", "seats": -1 }]), "quotas"),
    ] {
        let answer = staff.send(PLAN, planning(crowd.session, &criteria, &quotas)).await;
        assert_eq!(fields(&answer.body["errors"][0])[0].0, path, "{:#}", answer.body);
    }
    staff.plans_test_and_interview(crowd.session).await;
    staff.marks(crowd.session, &[(crowd.id(0), "1", "1")]).await;
    let fewer = planning(crowd.session, &json!([one("Tes", 100, "100")]), &none);
    assert_eq!(staff.code(PLAN, fewer).await, "CONFLICT", "marks stand against it");
    let renamed = json!([one("Tes", 50, "100"), one("Praktik", 50, "100")]);
    let plan = staff.data(PLAN, planning(crowd.session, &renamed, &none)).await;
    let criteria = &plan["planSelection"]["session"]["selection"]["criteria"];
    assert_eq!(criteria[1]["name"], "Praktik");
});

both!(a_selection_is_run_by_who_decides_at_its_institution, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let elsewhere = app.centre().await;
    let plan = || planning(crowd.session, &test_and_interview(), &json!([]));
    let id = json!({ "id": crowd.session.to_string() });
    for (actor, code) in [
        (app.visitor(), "UNAUTHENTICATED"),
        (app.staff(elsewhere, Role::Admin).await.browser, "NOT_FOUND"),
        (app.partner(elsewhere).await, "NOT_FOUND"),
        (app.applicant().await.browser, "NOT_FOUND"),
        (app.staff(crowd.centre, Role::Instructor).await.browser, "FORBIDDEN"),
        (app.staff(crowd.centre, Role::Counsellor).await.browser, "FORBIDDEN"),
    ] {
        assert_eq!(actor.code(PLAN, plan()).await, code);
        assert_eq!(actor.code(CONCLUDE, of(crowd.session)).await, code);
        let order = actor.send(RANKING, id.clone()).await;
        assert_eq!(order.code(), Some(code));
    }
    for actor in [
        app.staff(crowd.centre, Role::Admin).await.browser,
        app.staff(crowd.centre, Role::Reviewer).await.browser,
        app.partner(crowd.centre).await,
    ] {
        actor.data(PLAN, plan()).await;
    }
    let stranger = app.applicant().await;
    let seen = stranger.data(STANDING, json!({ "id": crowd.id(0) })).await;
    assert_eq!(seen["node"], json!(null));
});

both!(marks_are_the_deciders_until_the_selection_is_concluded, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    staff.marks(crowd.session, &[(crowd.id(0), "80", "70")]).await;
    assert_eq!(crowd.standing(app, 0).await["marks"], json!([]));
    let id = json!({ "id": crowd.id(0) });
    let instructor = app.staff(crowd.centre, Role::Instructor).await;
    assert_eq!(instructor.data(STANDING, id.clone()).await["node"]["marks"], json!([]));
    let seen = staff.data(STANDING, id).await;
    assert_eq!(seen["node"]["marks"][1]["points"], "70");
    assert_eq!(seen["node"]["standing"], json!(null));
});

both!(points_are_nothing_for_who_teaches, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    staff.marks(crowd.session, &[(crowd.id(0), "80", "70")]).await;
    progress(&staff, crowd.session).await;
    let id = json!({ "id": crowd.id(0) });
    let seen = async |who: &Actor| who.data(STANDING, id.clone()).await["node"]["standing"].clone();
    assert_eq!(seen(&staff).await["total"], "76");
    for role in [Role::Admin, Role::Counsellor] {
        assert_eq!(seen(&app.staff(crowd.centre, role).await.browser).await["total"], "76");
    }
    assert_eq!(seen(&app.staff(crowd.centre, Role::Instructor).await.browser).await, Value::Null);
});

both!(nobody_runs_the_selection_in_which_one_takes_part, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let staff = app.staff(crowd.centre, Role::Reviewer).await;
    staff.plans_test_and_interview(crowd.session).await;
    app.complete(&staff).await;
    let own = staff.applies(crowd.session).await;
    let marks = entering(crowd.session, &[(&own, 0, Some("100"))]);
    assert_eq!(staff.code(balai_tests::selection::ENTER, marks).await, "FORBIDDEN");
    let id = json!({ "id": crowd.session.to_string() });
    assert_eq!(staff.send(RANKING, id.clone()).await.code(), Some("FORBIDDEN"));
    assert_eq!(staff.code(CONCLUDE, of(crowd.session)).await, "FORBIDDEN");
    staff.withdraws(&own).await;
    staff.data(RANKING, id).await;
});

both!(what_was_entered_stays_under_its_criterion_and_within_its_most, async |app: &TestApp| {
    let crowd = crowd(app, 1, 1).await;
    let staff = app.staff(crowd.centre, Role::Reviewer).await;
    staff.plans_test_and_interview(crowd.session).await;
    staff.marks(crowd.session, &[(crowd.id(0), "90", "10")]).await;
    let one = |name: &str, weight: i32, maximum: &str| json!({ "name": name, "weight": weight, "maximum": maximum });
    let plan = |criteria: Value| planning(crowd.session, &criteria, &json!([]));
    let swapped = json!([one("Wawancara", 40, "100"), one("Tes tertulis", 60, "100")]);
    assert_eq!(staff.code(PLAN, plan(swapped)).await, "CONFLICT");
    let lowered = json!([one("Tes tertulis", 60, "89.99"), one("Wawancara", 40, "100")]);
    let answer = staff.send(PLAN, plan(lowered)).await;
    let expected = [("criteria.0.maximum".to_owned(), "OUT_OF_RANGE".to_owned())];
    assert_eq!(fields(&answer.body["errors"][0]), expected);
    staff
        .data(PLAN, plan(json!([one("Tes tertulis", 50, "90"), one("Wawancara", 50, "10")])))
        .await;
});

both!(a_selection_half_in_effect_is_over_when_its_session_is_called_off, async |app: &TestApp| {
    let crowd = crowd(app, 1, 3).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    let marks = [(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60"), (crowd.id(2), "70", "70")];
    staff.marks(crowd.session, &marks).await;
    progress(&staff, crowd.session).await;
    // As after a crash before anything took effect, and the session called off since.
    for statement in [
        "UPDATE selections SET finished_at = NULL",
        "UPDATE selection_results SET applied_at = NULL",
        "UPDATE sessions SET lifecycle = 'CANCELLED'",
    ] {
        app.execute(statement).await.unwrap();
    }
    let before = app.number("SELECT COUNT(*) FROM application_events").await;
    app.work().await;
    let after = app.number("SELECT COUNT(*) FROM application_events").await;
    assert_eq!(after, before, "nobody is told of a place in what was called off");
    app.execute("UPDATE sessions SET lifecycle = 'PUBLISHED'").await.unwrap();
});

both!(closing_by_hand_does_not_run_before_what_was_concluded, async |app: &TestApp| {
    let crowd = crowd(app, 1, 2).await;
    let staff = crowd.reviewer(app).await;
    staff.plans_test_and_interview(crowd.session).await;
    staff.marks(crowd.session, &[(crowd.id(0), "50", "50"), (crowd.id(1), "60", "60")]).await;
    progress(&staff, crowd.session).await;
    for statement in [
        "UPDATE selections SET finished_at = NULL",
        "UPDATE sessions SET selection_closed_at = NULL",
        "UPDATE selection_results SET applied_at = NULL WHERE place = 2",
    ] {
        app.execute(statement).await.unwrap();
    }
    let close = "mutation ($input: CloseSelectionInput!) {
      closeSelection(input: $input) { session { selectionClosedAt } } }";
    let answer = staff.data(close, of(crowd.session)).await;
    let closed = &answer["closeSelection"]["session"]["selectionClosedAt"];
    assert_eq!(*closed, json!(null), "it closes by itself once all has taken effect");
    app.work().await;
    assert_eq!(
        app.number("SELECT COUNT(*) FROM sessions WHERE selection_closed_at IS NULL").await,
        0
    );
});
