//! `assess`, `completeApplications`: by the rule, or otherwise with a reason.

use balai_shared::policy::Role;
use balai_tests::{
    Class, TestApp, both,
    class::{ASSESS, COMPLETE, UNITS},
    steps::{APPLICATION, fields},
};
use serde_json::{Value, json};

async fn sets_units(class: &Class) {
    let page = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = class.admin.data(page, json!({ "id": class.session.to_string() })).await;
    let units = json!([{ "code": "A", "title": "Satu" }, { "code": "B", "title": "Dua" }]);
    let program = found["node"]["program"]["id"].clone();
    class.admin.data(UNITS, json!({ "input": { "programId": program, "units": units } })).await;
}

fn assessment(id: &str, units: &[(&str, &str)]) -> Value {
    let unit = |(code, result): &(&str, &str)| json!({ "unitCode": code, "result": result });
    let units: Vec<Value> = units.iter().map(unit).collect();
    json!({ "input": { "applicationId": id, "units": units } })
}

fn told(row: &Value) -> (Value, Value) {
    (row["application"]["state"].clone(), row["error"]["code"].clone())
}

both!(the_rule_decides_by_the_share_of_the_minutes, async |app: &TestApp| {
    let class = app.class(3).await;
    let meetings = class.plans(5).await;
    for meeting in &meetings[..3] {
        class.marks_all(meeting, "PRESENT").await;
    }
    // Three of five are 60 %: the fourth decides for the first, the others could still come.
    let first = Class { ids: vec![class.ids[0].clone()], ..app_copy(&class) };
    first.marks_all(&meetings[3], "PRESENT").await;
    let second = Class { ids: vec![class.ids[1].clone()], ..app_copy(&class) };
    second.marks_all(&meetings[3], "ABSENT").await;
    second.marks_all(&meetings[4], "EXCUSED").await;
    let rows = class.completes(json!({ "ids": class.ids })).await;
    assert_eq!(told(&rows[0]), (json!("COMPLETED"), json!(null)));
    assert_eq!(told(&rows[1]), (json!("NOT_COMPLETED"), json!(null)));
    assert_eq!(told(&rows[2]), (json!(null), json!("INVALID_TRANSITION")));
    let said = rows[2]["error"]["message"].as_str().unwrap();
    assert!(said.contains("isn't marked yet"), "{said}");
    let roster = class.roster().await;
    assert_eq!(roster["participants"][2]["verdict"], "OPEN");
    assert_eq!(roster["participants"][2]["reasons"][0]["code"], "MEETINGS_UNMARKED");
});

fn app_copy(class: &Class) -> Class {
    Class {
        centre: class.centre,
        session: class.session,
        admin: class.admin.clone(),
        people: Vec::new(),
        ids: Vec::new(),
    }
}

both!(the_assessment_decides_which_certificate_it_is, async |app: &TestApp| {
    let class = app.class(2).await;
    sets_units(&class).await;
    for meeting in class.plans(1).await {
        class.marks_all(&meeting, "PRESENT").await;
    }
    let rows = class.completes(json!({ "ids": [class.ids[0]] })).await;
    assert_eq!(told(&rows[0]).1, "INVALID_TRANSITION", "units aren't assessed yet");
    let instructor = app.staff(class.centre, Role::Instructor).await;
    let both_units = [("A", "KOMPETEN"), ("B", "KOMPETEN")];
    instructor.data(ASSESS, assessment(&class.ids[0], &both_units)).await;
    instructor.data(ASSESS, assessment(&class.ids[1], &both_units)).await;
    instructor.data(ASSESS, assessment(&class.ids[1], &[("B", "BELUM_KOMPETEN")])).await;
    let rows = class.completes(json!({ "ids": class.ids })).await;
    assert!(rows.iter().all(|row| row["application"]["state"] == "COMPLETED"), "{rows:#?}");
    let rows = class.issues(&class.ids).await;
    assert_eq!(rows[0]["certificate"]["kind"], "COMPETENCE");
    assert_eq!(rows[1]["certificate"]["kind"], "ATTENDANCE");
    let late = assessment(&class.ids[1], &both_units);
    assert_eq!(instructor.code(ASSESS, late).await, "INVALID_TRANSITION");
});

both!(only_who_teaches_there_assesses, async |app: &TestApp| {
    let class = app.class(1).await;
    sets_units(&class).await;
    let id = &class.ids[0];
    let input = assessment(id, &[("A", "KOMPETEN")]);
    assert_eq!(app.visitor().code(ASSESS, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Instructor).await;
    assert_eq!(foreign.code(ASSESS, input.clone()).await, "NOT_FOUND");
    let own = app.again(&class.people[0]).await;
    assert_eq!(own.code(ASSESS, input).await, "FORBIDDEN");
    for (units, path, code) in [
        (vec![], "units", "REQUIRED"),
        (vec![("C", "KOMPETEN")], "units.0.unitCode", "UNKNOWN_VALUE"),
        (vec![("A", "KOMPETEN"), ("A", "KOMPETEN")], "units.1.unitCode", "NOT_ALLOWED"),
    ] {
        let answer = class.admin.send(ASSESS, assessment(id, &units)).await;
        assert_eq!(fields(&answer.body["errors"][0]), [(path.to_owned(), code.to_owned())]);
    }
});

both!(staff_decide_otherwise_with_a_reason_that_is_read, async |app: &TestApp| {
    let class = app.class(1).await;
    let input = json!({ "ids": class.ids, "completed": true });
    let rows = class.completes(input.clone()).await;
    assert_eq!(told(&rows[0]).1, "VALIDATION_FAILED", "without meetings the rule says nothing");
    let mut reasoned = input;
    reasoned["reason"] = json!("Daftar hadir kertas, ada di arsip.");
    assert_eq!(told(&class.completes(reasoned).await[0]).0, "COMPLETED");
    let count = "SELECT COUNT(*) FROM completions WHERE overridden AND verdict = 'OPEN'";
    assert_eq!(app.number(count).await, 1);
    let note = "SELECT COUNT(*) FROM event_notes WHERE note LIKE 'Daftar hadir kertas%'";
    assert_eq!(app.number(note).await, 1);
    let again = class.completes(json!({ "ids": class.ids })).await;
    assert_eq!(told(&again[0]).1, "INVALID_TRANSITION");
    let own = app.again(&class.people[0]).await;
    let seen = own.data(APPLICATION, json!({ "id": class.ids[0] })).await;
    assert_eq!(seen["node"]["state"], "COMPLETED");
});

both!(admins_and_reviewers_complete_and_nobody_else, async |app: &TestApp| {
    let class = app.class(2).await;
    for meeting in class.plans(1).await {
        class.marks_all(&meeting, "PRESENT").await;
    }
    let input = json!({ "input": { "ids": [class.ids[0]] } });
    assert_eq!(app.visitor().code(COMPLETE, input.clone()).await, "UNAUTHENTICATED");
    let code = async |actor: &balai_tests::Actor| {
        let data = actor.data(COMPLETE, input.clone()).await;
        data["completeApplications"]["results"][0]["error"]["code"].clone()
    };
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    assert_eq!(code(&foreign.browser).await, "NOT_FOUND");
    assert_eq!(code(&app.again(&class.people[0]).await).await, "FORBIDDEN");
    assert_eq!(code(&app.again(&class.people[1]).await).await, "NOT_FOUND");
    assert_eq!(code(&app.staff(class.centre, Role::Instructor).await.browser).await, "FORBIDDEN");
    assert_eq!(code(&app.staff(class.centre, Role::Reviewer).await.browser).await, json!(null));
    let empty = class.admin.send(COMPLETE, json!({ "input": { "ids": [] } })).await;
    assert_eq!(fields(&empty.body["errors"][0]), [("ids".to_owned(), "REQUIRED".to_owned())]);
});
