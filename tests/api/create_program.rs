//! `createProgram`.

use balai_shared::{id::InstitutionId, policy::Role, session::InstitutionKind};
use balai_tests::{Actor, InstitutionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const CREATE: &str = "mutation ($input: CreateProgramInput!) {
  createProgram(input: $input) { program {
    id title description hours price sector skkniScheme kkniLevel
    minimumEducation minimumAge maximumAge vocation { id } institution { id }
  } }
}";

/// A program of an institution, with changes.
fn input(institution: InstitutionId, changes: Value) -> Value {
    let mut input = json!({
        "institutionId": institution.to_string(), "title": "Las Dasar",
        "vocationId": "voc_las", "description": "Menyambung besi.", "hours": 40, "price": 0
    });
    for (name, value) in changes.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

both!(who_may_not_is_told_so, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let program = input(own, json!({}));
    assert_eq!(app.visitor().code(CREATE, program.clone()).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(own, Role::Reviewer).await.browser,
        app.staff(own, Role::Instructor).await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
        app.ministry().await.browser,
    ] {
        assert_eq!(actor.code(CREATE, program.clone()).await, "FORBIDDEN");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM programs").await, 0);
});

both!(
    an_admin_and_the_partners_own_software_add_one_that_is_found_at_once,
    async |app: &TestApp| {
        let centre = app.centre().await;
        for actor in [app.staff(centre, Role::Admin).await.browser, app.partner(centre).await] {
            let whole = json!({
                "title": "  Las Listrik ", "sector": "MANUFACTURING", "skkniScheme": "SKKNI 98-2018",
                "kkniLevel": 2, "minimumEducation": "SMP", "minimumAge": 17, "maximumAge": 35,
                "price": 1_500_000
            });
            let data = actor.data(CREATE, input(centre, whole)).await;
            let mut program = data["createProgram"]["program"].clone();
            assert!(program["id"].take().as_str().unwrap().starts_with("prg_"));
            assert_eq!(
                program,
                json!({
                    "id": null, "title": "Las Listrik", "description": "Menyambung besi.", "hours": 40,
                    "price": 1_500_000, "sector": "MANUFACTURING", "skkniScheme": "SKKNI 98-2018",
                    "kkniLevel": 2, "minimumEducation": "SMP", "minimumAge": 17, "maximumAge": 35,
                    "vocation": { "id": "voc_las" }, "institution": { "id": centre.to_string() }
                })
            );
        }
        let search = "{ programs(search: \"menyambung\") { totalCount } }";
        assert_eq!(app.visitor().data(search, json!({})).await["programs"]["totalCount"], 2);
    }
);

/// The codes of an input's bad fields, by path.
async fn refused(actor: &Actor, input: Value) -> Vec<(String, String)> {
    let error = actor.error(CREATE, input).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED", "{error}");
    let mut found = fields(&error);
    found.sort();
    found
}

both!(every_bad_field_is_told_at_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let partner = app.partner(centre).await;
    let bad = json!({
        "title": " ", "description": "x".repeat(4001), "vocationId": "voc_sihir", "hours": 0,
        "price": -1, "kkniLevel": 10, "minimumAge": -1, "maximumAge": 101,
        "skkniScheme": "x".repeat(201)
    });
    let expected = [
        ("description", "TOO_LONG"),
        ("hours", "OUT_OF_RANGE"),
        ("kkniLevel", "OUT_OF_RANGE"),
        ("maximumAge", "OUT_OF_RANGE"),
        ("minimumAge", "OUT_OF_RANGE"),
        ("price", "OUT_OF_RANGE"),
        ("skkniScheme", "TOO_LONG"),
        ("title", "REQUIRED"),
        ("vocationId", "UNKNOWN_VALUE"),
    ];
    let expected = expected.map(|(path, code)| (path.to_owned(), code.to_owned()));
    assert_eq!(refused(&partner, input(centre, bad)).await, expected);
    assert_eq!(app.number("SELECT COUNT(*) FROM programs").await, 0);
});

both!(the_highest_age_is_not_below_the_least, async |app: &TestApp| {
    let centre = app.centre().await;
    let ages = input(centre, json!({ "minimumAge": 40, "maximumAge": 39 }));
    let found = refused(&app.partner(centre).await, ages).await;
    assert_eq!(found, [("maximumAge".to_owned(), "OUT_OF_RANGE".to_owned())]);
});

both!(characters_that_no_database_keeps_are_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let partner = app.partner(centre).await;
    for path in ["title", "description", "skkniScheme"] {
        let found = refused(&partner, input(centre, json!({ path: "a\u{0}b" }))).await;
        assert_eq!(found, [(path.to_owned(), "INVALID_FORMAT".to_owned())]);
    }
});

both!(a_title_is_one_line_that_certificates_can_bear, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    for (title, code) in [
        ("Las\nListrik", "INVALID_FORMAT"),
        ("Las\u{202E}Listrik", "INVALID_FORMAT"),
        ("Las 🧑🔧", "NOT_ALLOWED"),
        ("دورة اللحام", "NOT_ALLOWED"),
    ] {
        let answer = admin.send(CREATE, input(centre, json!({ "title": title }))).await;
        let expected = [("title".to_owned(), code.to_owned())];
        assert_eq!(fields(&answer.body["errors"][0]), expected, "{title:?}");
    }
    let data = admin.data(CREATE, input(centre, json!({ "title": "Bahasa Jepang 日本語" }))).await;
    assert_eq!(data["createProgram"]["program"]["title"], "Bahasa Jepang 日本語");
});

both!(an_id_of_nothing_is_not_found, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    for id in ["x", "ses_0000000000000000000001"] {
        let program = input(centre, json!({ "institutionId": id }));
        assert_eq!(admin.code(CREATE, program).await, "NOT_FOUND", "{id}");
    }
});

both!(a_blk_komunitas_teaches_one_vocation, async |app: &TestApp| {
    let kind = InstitutionKind::Blkk;
    let blkk = app.institution(InstitutionPlan { kind, ..InstitutionPlan::default() }).await;
    let admin = app.staff(blkk, Role::Admin).await;
    admin.data(CREATE, input(blkk, json!({}))).await;
    admin.data(CREATE, input(blkk, json!({ "title": "Las Lanjutan" }))).await;
    let found = refused(&admin, input(blkk, json!({ "vocationId": "voc_tik" }))).await;
    assert_eq!(found, [("vocationId".to_owned(), "NOT_ALLOWED".to_owned())]);
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    for vocation in ["voc_las", "voc_tik"] {
        admin.data(CREATE, input(centre, json!({ "vocationId": vocation }))).await;
    }
});

both!(two_first_programs_at_once_are_of_one_vocation, async |app: &TestApp| {
    for _ in 0..5 {
        let kind = InstitutionKind::Blkk;
        let blkk = app.institution(InstitutionPlan { kind, ..InstitutionPlan::default() }).await;
        let admin = app.staff(blkk, Role::Admin).await;
        let calls = ["voc_las", "voc_tik"].map(|vocation| {
            let admin = admin.browser.copy();
            let program = input(blkk, json!({ "vocationId": vocation }));
            tokio::spawn(async move { admin.send(CREATE, program).await })
        });
        let mut refused = 0;
        for call in calls {
            refused += usize::from(call.await.unwrap().code() == Some("VALIDATION_FAILED"));
        }
        assert_eq!(refused, 1);
    }
});

both!(a_title_that_shows_nothing_is_none, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    for title in ["\u{AD}\u{AD}", "\u{3164}", "\u{200B} \u{A0}", "\u{2800}"] {
        let found = refused(&staff.browser, input(centre, json!({ "title": title }))).await;
        assert_eq!(found, [("title".to_owned(), "REQUIRED".to_owned())], "{title:?}");
    }
});
