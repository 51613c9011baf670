//! `saveView`, `deleteView`, `deskViews`.

use balai_shared::{
    id::{DeskViewId, InstitutionId},
    policy::Role,
};
use balai_tests::{Actor, TestApp, both, steps::fields};
use serde_json::{Value, json};

const SAVE: &str = "mutation ($input: SaveViewInput!) { saveView(input: $input) { view {
  id name shared own states submittedFrom submittedUntil columns sort
} } }";
const DELETE: &str = "mutation ($input: DeleteViewInput!) { deleteView(input: $input) { viewId } }";
const LIST: &str = "query ($id: ID!) { deskViews(institutionId: $id) { id name shared own } }";

fn view(centre: InstitutionId, rest: Value) -> Value {
    let mut input = json!({
        "institutionId": centre.to_string(), "name": "Baru masuk", "shared": false,
        "states": ["SUBMITTED"], "submittedFrom": "2026-01-01", "submittedUntil": null,
        "columns": ["AGE", "REGION"], "sort": "NAME"
    });
    for (name, value) in rest.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

async fn saves(actor: &Actor, input: Value) -> Value {
    actor.data(SAVE, input).await["saveView"]["view"].clone()
}

async fn names(actor: &Actor, centre: InstitutionId) -> Vec<String> {
    let list = actor.data(LIST, json!({ "id": centre.to_string() })).await["deskViews"].clone();
    let name = |view: &Value| view["name"].as_str().unwrap().to_owned();
    list.as_array().unwrap().iter().map(name).collect()
}

fn deleting(id: &Value) -> Value {
    json!({ "input": { "viewId": id } })
}

both!(views_are_kept_by_people_who_work_there, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (id, input) = (json!({ "id": centre.to_string() }), view(centre, json!({})));
    let any = deleting(&json!(DeskViewId::from_u128(7).to_string()));
    for operation in [(SAVE, &input), (LIST, &id), (DELETE, &any)] {
        let (query, variables) = operation;
        assert_eq!(app.visitor().code(query, variables.clone()).await, "UNAUTHENTICATED");
    }
    for (who, stranger) in [
        ("an applicant", app.applicant().await.browser),
        ("another centre's", app.staff(other, Role::Admin).await.browser),
        ("a partner", app.partner(centre).await),
    ] {
        assert_eq!(stranger.code(SAVE, input.clone()).await, "FORBIDDEN", "{who}");
        assert_eq!(stranger.code(LIST, id.clone()).await, "FORBIDDEN", "{who}");
    }
    for role in [Role::Admin, Role::Reviewer, Role::Instructor, Role::Counsellor] {
        let staff = app.staff(centre, role).await;
        let kept = saves(&staff, input.clone()).await;
        assert_eq!(names(&staff, centre).await, ["Baru masuk"], "each has one's own");
        assert_eq!(kept["states"], json!(["SUBMITTED"]));
        assert_eq!(kept["columns"], json!(["AGE", "REGION"]));
        assert_eq!((&kept["sort"], &kept["own"]), (&json!("NAME"), &json!(true)));
        assert_eq!(kept["submittedFrom"], "2026-01-01");
    }
});

both!(a_shared_view_is_the_centres_and_nobody_elses, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let (one, two) =
        (app.staff(centre, Role::Reviewer).await, app.staff(centre, Role::Reviewer).await);
    let shared = saves(&one, view(centre, json!({ "name": "Bersama", "shared": true }))).await;
    let own = saves(&one, view(centre, json!({ "name": "Sendiri" }))).await;
    assert_eq!(names(&one, centre).await, ["Bersama", "Sendiri"]);
    assert_eq!(names(&two, centre).await, ["Bersama"]);
    let stranger = app.staff(other, Role::Admin).await;
    assert!(names(&stranger, other).await.is_empty());
    // What one can't see looks like what never was, and stays.
    for (who, id) in [(&stranger, &shared["id"]), (&stranger, &own["id"]), (&two, &own["id"])] {
        who.data(DELETE, deleting(id)).await;
    }
    assert_eq!(names(&one, centre).await, ["Bersama", "Sendiri"]);
    assert_eq!(two.code(DELETE, deleting(&shared["id"])).await, "FORBIDDEN");
    assert_eq!(app.partner(centre).await.code(DELETE, deleting(&shared["id"])).await, "FORBIDDEN");
    let admin = app.staff(centre, Role::Admin).await;
    for _ in 0..2 {
        admin.data(DELETE, deleting(&shared["id"])).await;
        one.data(DELETE, deleting(&own["id"])).await;
    }
    assert!(names(&one, centre).await.is_empty());
});

both!(the_own_one_of_a_name_is_replaced, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Counsellor).await;
    let first = saves(&staff, view(centre, json!({}))).await;
    let change = json!({ "name": " Baru masuk ", "states": [], "sort": "WAITLIST", "shared": true,
        "columns": ["AGE", "AGE"], "submittedFrom": null });
    let second = saves(&staff, view(centre, change)).await;
    assert_eq!(second["id"], first["id"]);
    assert_eq!((&second["states"], &second["shared"]), (&json!([]), &json!(true)));
    assert_eq!((&second["columns"], &second["submittedFrom"]), (&json!(["AGE"]), &json!(null)));
    assert_eq!(names(&staff, centre).await, ["Baru masuk"]);
});

both!(thirty_are_kept_and_what_is_wrong_is_said_at_its_field, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    for (wrong, path, code) in [
        (json!({ "name": "  " }), "name", "REQUIRED"),
        (json!({ "name": "x".repeat(61) }), "name", "TOO_LONG"),
        (json!({ "submittedUntil": "2025-12-31" }), "submittedUntil", "MUST_BE_AFTER"),
    ] {
        let error = staff.error(SAVE, view(centre, wrong)).await;
        assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
        assert_eq!(fields(&error), [(path.to_owned(), code.to_owned())]);
    }
    for number in 0..30 {
        saves(&staff, view(centre, json!({ "name": format!("Tampilan {number}") }))).await;
    }
    let error = staff.error(SAVE, view(centre, json!({ "name": "Satu lagi" }))).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&error), [("name".to_owned(), "TOO_MANY".to_owned())]);
    saves(&staff, view(centre, json!({ "name": "Tampilan 7", "sort": "WAITLIST" }))).await;
});
