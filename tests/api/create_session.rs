//! `createSession`.

use balai_shared::{
    id::{InstitutionId, ProgramId},
    policy::Role,
};
use balai_tests::{Actor, InstitutionPlan, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const CREATE: &str = "mutation ($input: CreateSessionInput!) {
  createSession(input: $input) { session {
    id state capacity seatsLeft mode funding selectionMethod startsOn endsOn timeZone
    registrationOpensAt registrationClosesAt replacementUntil offerHours boarding address timetable
    program { id }
  } }
}";

/// A session of a program, with changes.
fn input(program: ProgramId, changes: Value) -> Value {
    let mut input = json!({
        "programId": program.to_string(), "mode": "LURING", "funding": "PUBLIC",
        "selectionMethod": "FIRST_COME", "capacity": 16,
        "registrationOpensAt": "2026-02-01T00:00:00Z",
        "registrationClosesAt": "2026-03-01T16:00:00Z",
        "startsOn": "2026-03-02", "endsOn": "2026-03-13"
    });
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

/// A centre with a program.
async fn centre(app: &TestApp) -> (InstitutionId, ProgramId) {
    let centre = app.centre().await;
    (centre, app.program(centre, &SessionPlan::default()).await)
}

both!(who_may_not_is_told_so, async |app: &TestApp| {
    let (own, program) = centre(app).await;
    let other = app.centre().await;
    let session = input(program, json!({}));
    assert_eq!(app.visitor().code(CREATE, session.clone()).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(own, Role::Reviewer).await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
    ] {
        assert_eq!(actor.code(CREATE, session.clone()).await, "FORBIDDEN");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM sessions").await, 0);
});

both!(an_admin_and_the_partners_own_software_make_a_draft, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    for actor in [app.staff(centre, Role::Admin).await.browser, app.partner(centre).await] {
        let data = actor.data(CREATE, input(program, json!({}))).await;
        let mut session = data["createSession"]["session"].clone();
        let id = session["id"].take();
        assert_eq!(
            session,
            json!({
                "id": null, "state": "DRAFT", "capacity": 16, "seatsLeft": 16, "mode": "LURING",
                "funding": "PUBLIC", "selectionMethod": "FIRST_COME",
                "startsOn": "2026-03-02", "endsOn": "2026-03-13", "timeZone": "Asia/Makassar",
                "registrationOpensAt": "2026-02-01T00:00:00Z",
                "registrationClosesAt": "2026-03-01T16:00:00Z",
                "replacementUntil": "2026-03-01", "offerHours": 48, "boarding": false,
                "address": null, "timetable": null, "program": { "id": program.to_string() }
            })
        );
        let node = "query ($id: ID!) { node(id: $id) { id } }";
        let found = app.visitor().data(node, json!({ "id": id })).await;
        assert_eq!(found["node"], Value::Null, "nobody else sees it");
    }
});

both!(days_begin_where_the_institution_stands, async |app: &TestApp| {
    let region = "91.71";
    let jayapura = app.institution(InstitutionPlan { region, ..InstitutionPlan::default() }).await;
    let program = app.program(jayapura, &SessionPlan::default()).await;
    let admin = app.staff(jayapura, Role::Admin).await;
    // The first day begins in Jayapura at 15:00 UTC of the day before.
    let late = input(program, json!({ "registrationClosesAt": "2026-03-01T15:00:01Z" }));
    let error = admin.error(CREATE, late).await;
    assert_eq!(fields(&error), [("startsOn".to_owned(), "MUST_BE_AFTER".to_owned())]);
    let right = input(program, json!({ "registrationClosesAt": "2026-03-01T15:00:00Z" }));
    let data = admin.data(CREATE, right).await;
    assert_eq!(data["createSession"]["session"]["timeZone"], "Asia/Jayapura");
});

/// The codes of an input's bad fields, by path.
async fn refused(actor: &Actor, input: Value) -> Vec<(String, String)> {
    let error = actor.error(CREATE, input).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED", "{error}");
    let mut found = fields(&error);
    found.sort();
    found
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}

both!(every_bad_field_is_told_at_once, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let bad = json!({
        "capacity": 0, "registrationOpensAt": "besok", "registrationClosesAt": "2026-03-01",
        "startsOn": "2026-02-30", "endsOn": "", "offerHours": 0, "replacementUntil": "x",
        "address": "x".repeat(301), "meetingLink": "x".repeat(501), "timetable": "x".repeat(2001)
    });
    let expected = pairs(&[
        ("address", "TOO_LONG"),
        ("capacity", "OUT_OF_RANGE"),
        ("endsOn", "INVALID_DATE"),
        ("meetingLink", "TOO_LONG"),
        ("offerHours", "OUT_OF_RANGE"),
        ("registrationClosesAt", "INVALID_FORMAT"),
        ("registrationOpensAt", "INVALID_FORMAT"),
        ("replacementUntil", "INVALID_DATE"),
        ("startsOn", "INVALID_DATE"),
        ("timetable", "TOO_LONG"),
    ]);
    assert_eq!(refused(&app.partner(centre).await, input(program, bad)).await, expected);
});

both!(times_must_come_one_after_the_other, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let partner = app.partner(centre).await;
    for (changes, expected) in [
        (
            json!({ "registrationClosesAt": "2026-02-01T00:00:00Z", "capacity": -1 }),
            pairs(&[("capacity", "OUT_OF_RANGE"), ("registrationClosesAt", "MUST_BE_AFTER")]),
        ),
        (json!({ "startsOn": "2026-03-01" }), pairs(&[("startsOn", "MUST_BE_AFTER")])),
        (json!({ "endsOn": "2026-03-01" }), pairs(&[("endsOn", "MUST_BE_AFTER")])),
        (
            json!({ "replacementUntil": "2026-03-14" }),
            pairs(&[("replacementUntil", "OUT_OF_RANGE")]),
        ),
        (json!({ "capacity": 10001 }), pairs(&[("capacity", "OUT_OF_RANGE")])),
        (json!({ "offerHours": 721 }), pairs(&[("offerHours", "OUT_OF_RANGE")])),
    ] {
        assert_eq!(refused(&partner, input(program, changes)).await, expected);
    }
});

both!(the_ends_of_the_calendar_are_no_fault_of_ours, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let partner = app.partner(centre).await;
    let last = json!({ "startsOn": "9999-12-31", "endsOn": "9999-12-31" });
    let expected = pairs(&[("endsOn", "OUT_OF_RANGE")]);
    assert_eq!(refused(&partner, input(program, last)).await, expected);
    let first = json!({
        "startsOn": "0001-01-01", "endsOn": "0001-01-01",
        "registrationOpensAt": "0001-01-01T00:00:00Z", "registrationClosesAt": "0001-01-01T00:00:01Z"
    });
    refused(&partner, input(program, first)).await;
});

both!(a_link_that_a_browser_would_carry_out_is_none, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let partner = app.partner(centre).await;
    for link in [
        "javascript:alert(document.cookie)",
        "http://rapat.example/1",
        "https://balai@rapat.example/1",
        "https://127.0.0.1/",
        "rapat.example/1",
    ] {
        let found = refused(&partner, input(program, json!({ "meetingLink": link }))).await;
        assert_eq!(found, pairs(&[("meetingLink", "INVALID_FORMAT")]), "{link}");
    }
});

both!(characters_that_no_database_keeps_are_told, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let partner = app.partner(centre).await;
    for path in ["address", "meetingLink", "timetable"] {
        let found = refused(&partner, input(program, json!({ path: "a\u{0}b" }))).await;
        assert_eq!(found, pairs(&[(path, "INVALID_FORMAT")]));
    }
});

both!(a_program_of_nothing_is_not_found, async |app: &TestApp| {
    let (centre, program) = centre(app).await;
    let admin = app.staff(centre, Role::Admin).await;
    for id in ["x", "prg_0000000000000000000001", "ins_0000000000000000000001"] {
        let session = input(program, json!({ "programId": id }));
        assert_eq!(admin.code(CREATE, session).await, "NOT_FOUND", "{id}");
    }
});

both!(an_earlier_session_gives_its_plan_along, async |app: &TestApp| {
    let (own, program) = centre(app).await;
    let admin = app.staff(own, Role::Admin).await;
    let earlier = app.session_of(own, program, SessionPlan::merit()).await;
    admin.plans_test_and_interview(earlier).await;
    let like = |id: String, method: &str| {
        input(program, json!({ "likeSessionId": id, "selectionMethod": method }))
    };
    admin.data(CREATE, like(earlier.to_string(), "MERIT")).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_criteria").await, 4);
    admin.data(CREATE, like(earlier.to_string(), "FIRST_COME")).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_criteria").await, 4);
    let elsewhere = app.session(app.centre().await, SessionPlan::merit()).await;
    assert_eq!(admin.code(CREATE, like(elsewhere.to_string(), "MERIT")).await, "NOT_FOUND");
});
