//! `updateProgram`, and the record of a program.

use balai_shared::{id::ProgramId, policy::Role, session::InstitutionKind};
use balai_tests::{InstitutionPlan, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateProgramInput!) { updateProgram(input: $input) {
  program { title hours price minimumAge vocation { id } record { edition hasApplicants changes { actor fields } } }
} }";
const RECORD: &str = "query ($id: ID!) { node(id: $id) { ... on Program { record { edition } } } }";
const FOUND: &str =
    "query ($text: String!) { programs(search: $text, searchExactly: true) { totalCount } }";

/// The whole program as the harness makes it, with changes to the first edition.
fn changing(program: ProgramId, changes: Value) -> Value {
    let mut input = json!({
        "programId": program.to_string(), "edition": 0, "title": "Konversi Motor Listrik",
        "vocationId": "voc_otomotif", "hours": 40, "price": 0,
        "description": "Mengubah motor bensin menjadi motor listrik.",
    });
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

both!(who_may_not_is_told_so, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let program = app.program(own, &SessionPlan::default()).await;
    let input = changing(program, json!({ "title": "Lain" }));
    let id = json!({ "id": program.to_string() });
    assert_eq!(app.visitor().code(UPDATE, input.clone()).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(own, Role::Reviewer).await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
    ] {
        assert_eq!(actor.code(UPDATE, input.clone()).await, "FORBIDDEN");
        assert_eq!(actor.code(RECORD, id.clone()).await, "FORBIDDEN");
    }
    let admin = app.staff(own, Role::Admin).await;
    let none = changing(ProgramId::from_u128(1), json!({}));
    assert_eq!(admin.code(UPDATE, none).await, "NOT_FOUND");
    let same = admin.data(UPDATE, changing(program, json!({}))).await;
    assert_eq!(same["updateProgram"]["program"]["record"]["edition"], 0, "nothing has changed");
});

both!(a_change_is_kept_with_its_maker_and_found_at_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let admin = app.staff(centre, Role::Admin).await;
    let changes = json!({ "title": "Bengkel Becak", "hours": 60, "minimumAge": 18 });
    let data = admin.data(UPDATE, changing(program, changes.clone())).await;
    let after = &data["updateProgram"]["program"];
    assert_eq!((&after["title"], &after["hours"]), (&json!("Bengkel Becak"), &json!(60)));
    let record = json!({ "edition": 1, "hasApplicants": false, "changes": [
        { "actor": "STAFF", "fields": ["title", "hours", "minimumAge"] }
    ] });
    assert_eq!(after["record"], record);
    for (text, found) in [("becak", 1), ("konversi", 0)] {
        let data = admin.data(FOUND, json!({ "text": text })).await;
        assert_eq!(data["programs"]["totalCount"], found, "{text}");
    }
    assert_eq!(admin.code(UPDATE, changing(program, changes)).await, "CONFLICT", "an old edition");
    let sql = "DELETE FROM program_events";
    assert!(app.execute(sql).await.is_err(), "the history is only added to");
});

both!(what_people_relied_on_stays_once_somebody_applied, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let session = app.session_of(centre, program, SessionPlan::default()).await;
    app.applicant().await.applies(session).await;
    let admin = app.staff(centre, Role::Admin).await;
    let changes = json!({
        "title": "Lain", "vocationId": "voc_las", "hours": 41, "price": 1, "minimumEducation": "SD",
        "minimumAge": 18, "maximumAge": 60
    });
    let error = admin.error(UPDATE, changing(program, changes)).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    let stay = ["vocationId", "hours", "price", "minimumEducation", "minimumAge", "maximumAge"];
    let expected: Vec<_> =
        stay.iter().map(|path| ((*path).to_owned(), "NOT_ALLOWED".to_owned())).collect();
    assert_eq!(fields(&error), expected);
    let data = admin.data(UPDATE, changing(program, json!({ "title": "Lain" }))).await;
    let record = &data["updateProgram"]["program"]["record"];
    assert_eq!((&record["hasApplicants"], &record["edition"]), (&json!(true), &json!(1)));
});

both!(every_bad_field_is_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let admin = app.staff(centre, Role::Admin).await;
    let changes = json!({ "title": " ", "hours": 0, "vocationId": "voc_x", "price": -1 });
    let error = admin.error(UPDATE, changing(program, changes)).await;
    let paths: Vec<_> = fields(&error).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["title", "vocationId", "hours", "price"]);
});

both!(a_blkk_keeps_its_one_vocation, async |app: &TestApp| {
    let plan = InstitutionPlan { kind: InstitutionKind::Blkk, ..InstitutionPlan::default() };
    let centre = app.institution(plan).await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let admin = app.staff(centre, Role::Admin).await;
    admin.data(UPDATE, changing(program, json!({ "vocationId": "voc_las" }))).await;
    app.program(centre, &SessionPlan { vocation: "las", ..SessionPlan::default() }).await;
    let other = changing(program, json!({ "edition": 1 }));
    let error = admin.error(UPDATE, other).await;
    assert_eq!(fields(&error), [("vocationId".to_owned(), "NOT_ALLOWED".to_owned())]);
});

both!(what_is_left_out_stays_and_null_takes_away, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let admin = app.staff(centre, Role::Admin).await;
    let update = async |edition: u8, mut changes: Value| {
        changes["programId"] = json!(program.to_string());
        changes["edition"] = json!(edition);
        let data = admin.data(UPDATE, json!({ "input": changes })).await;
        data["updateProgram"]["program"].clone()
    };
    update(0, json!({ "minimumAge": 18, "hours": 60 })).await;
    let after = update(1, json!({ "title": "Lain" })).await;
    assert_eq!((&after["title"], &after["hours"]), (&json!("Lain"), &json!(60)));
    assert_eq!(after["minimumAge"], 18);
    let after = update(2, json!({ "minimumAge": null, "title": null })).await;
    assert_eq!((&after["title"], &after["minimumAge"]), (&json!("Lain"), &Value::Null));
    assert_eq!(after["record"]["changes"][2]["fields"], json!(["minimumAge"]));
});
