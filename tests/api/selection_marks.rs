//! `enterMarks` and `importMarks`: all or none, with every fault told.

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    selection::{ENTER, IMPORT, entering},
    steps::fields,
};
use serde_json::{Value, json};

async fn judged(app: &TestApp, people: usize) -> (Person, SessionId, Vec<String>) {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let mut ids = Vec::new();
    for _ in 0..people {
        ids.push(app.applicant().await.applies(session).await);
    }
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.plans_test_and_interview(session).await;
    (staff, session, ids)
}

fn file(session: SessionId, csv: &str) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "csv": csv } })
}

async fn imported(staff: &Person, session: SessionId, csv: &str) -> Value {
    staff.data(IMPORT, file(session, csv)).await["importMarks"].clone()
}

async fn points(staff: &Person, session: SessionId) -> Vec<Vec<Value>> {
    let order = staff.ranking(session).await;
    let rows = order["nodes"].as_array().unwrap().clone();
    let of = |row: &Value| {
        row["marks"].as_array().unwrap().iter().map(|mark| mark["points"].clone()).collect()
    };
    rows.iter().map(of).collect()
}

both!(a_mark_is_corrected_and_both_stay_in_the_records, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 1).await;
    let enter = async |points: &str| {
        let marks = entering(session, &[(&ids[0], 0, Some(points))]);
        staff.data(ENTER, marks).await["enterMarks"]["entered"].clone()
    };
    assert_eq!(enter("80").await, 1);
    assert_eq!(enter("80,00").await, 0, "the same again says nothing new");
    assert_eq!(enter("85").await, 1);
    assert_eq!(points(&staff, session).await, [[json!("85")]]);
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 2);
    assert!(app.execute("DELETE FROM selection_marks").await.is_err());
});

both!(one_bad_row_enters_nothing_and_every_fault_is_told, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 1).await;
    let (_, _, others) = judged(app, 1).await;
    let marks = entering(
        session,
        &[
            (&ids[0], 0, Some("80")),
            (&others[0], 0, Some("80")),
            (&ids[0], 2, Some("80")),
            (&ids[0], 1, Some("100.01")),
            (&ids[0], 1, Some("viel")),
        ],
    );
    let answer = staff.send(ENTER, marks).await;
    let told = fields(&answer.body["errors"][0]);
    let expected = [
        ("marks.1.applicationId", "NOT_ALLOWED"),
        ("marks.2.criterion", "OUT_OF_RANGE"),
        ("marks.3.points", "OUT_OF_RANGE"),
        ("marks.4.points", "INVALID_FORMAT"),
    ];
    assert_eq!(told, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 0);
    assert_eq!(staff.code(ENTER, entering(session, &[])).await, "VALIDATION_FAILED");
});

both!(a_file_as_indonesian_spreadsheets_write_it_is_read, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 3).await;
    // A byte order mark, semicolons, decimal commas, Windows line ends, quotes, an empty last line.
    let csv = format!(
        "\u{feff}Application;name;Wawancara;\"tes tertulis\"\r\n\
         {};Ayu;80,5;90\r\n{};\"Budi; S.\";-;70\r\n{};Citra;;60\r\n;;;\r\n",
        ids[0], ids[1], ids[2]
    );
    let told = imported(&staff, session, &csv).await;
    assert_eq!(told, json!({ "marks": 5, "entered": 5, "faults": [] }));
    let told = imported(&staff, session, &csv).await;
    assert_eq!((&told["marks"], &told["entered"]), (&json!(5), &json!(0)), "the same file again");
    let all = points(&staff, session).await;
    assert_eq!(all[0], [json!("90"), json!("80.5")]);
    assert_eq!(all[1], [json!("70"), json!(null)], "who didn't come");
    assert_eq!(all[2], [json!("60")], "an empty cell enters nothing");
});

both!(
    wrong_columns_duplicate_ids_and_bad_cells_are_each_told_with_their_line,
    async |app: &TestApp| {
        let (staff, session, ids) = judged(app, 2).await;
        let (_, _, others) = judged(app, 1).await;
        let csv = format!(
            "application,Tes tertulis,Nilai,Nilai2,Tes Tertulis\n{0},80,,,\n{0},70,,,\n{1},1,,,\nx,1,,,\n\
         {2},101,,,\n{2},a,,,\n{2},1\n",
            ids[0], others[0], ids[1]
        );
        let told = imported(&staff, session, &csv).await;
        let faults = told["faults"].as_array().unwrap().clone();
        let told_codes: Vec<_> = faults
            .iter()
            .map(|fault| format!("{} {} {}", fault["line"], fault["column"], fault["code"]))
            .collect();
        let expected = [
            r#"1 "Tes Tertulis" "COLUMN_TWICE""#,
            r#"1 "Nilai" "UNKNOWN_COLUMN""#,
            r#"1 "Nilai2" "UNKNOWN_COLUMN""#,
            r#"1 "Wawancara" "MISSING_COLUMN""#,
            r#"3 "application" "APPLICATION_TWICE""#,
            r#"4 "application" "UNKNOWN_APPLICATION""#,
            r#"5 "application" "UNKNOWN_APPLICATION""#,
            r#"7 "application" "APPLICATION_TWICE""#,
            r#"8 "application" "APPLICATION_TWICE""#,
        ];
        let cells: Vec<_> = told_codes.iter().filter(|code| !code.contains("POINTS")).collect();
        assert_eq!(cells, expected.iter().collect::<Vec<_>>());
        assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 0);
        let csv = format!("application,Tes tertulis,Wawancara\n{},101,a\n", ids[0]);
        let told = imported(&staff, session, &csv).await;
        let codes: Vec<_> =
            told["faults"].as_array().unwrap().iter().map(|one| &one["code"]).collect();
        assert_eq!(codes, ["TOO_MANY_POINTS", "INVALID_POINTS"]);
    }
);

both!(a_file_can_be_tried_first, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 1).await;
    let csv = format!("application,Tes tertulis,Wawancara\n{},1,2\n", ids[0]);
    let input = json!({ "input": {
        "sessionId": session.to_string(), "csv": csv, "tryOnly": true
    } });
    let told = staff.data(IMPORT, input).await["importMarks"].clone();
    assert_eq!(told, json!({ "marks": 2, "entered": 0, "faults": [] }));
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 0);
    for csv in ["", " \n"] {
        assert_eq!(staff.code(IMPORT, file(session, csv)).await, "VALIDATION_FAILED");
    }
});

both!(the_file_to_fill_in_is_taken_back_as_it_is_and_holds_no_formula, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 2).await;
    let rename =
        "UPDATE accounts SET name = '=cmd|1' WHERE id IN (SELECT account_id FROM applicants
        WHERE id IN (SELECT applicant_id FROM applications))";
    assert_eq!(app.execute(rename).await.unwrap(), 2);
    staff.data(ENTER, entering(session, &[(&ids[1], 0, Some("87.5"))])).await;
    let query =
        "query ($id: ID!) { node(id: $id) { ... on Session { selection { marksSheet } } } }";
    let id = json!({ "id": session.to_string() });
    let sheet = staff.data(query, id.clone()).await["node"]["selection"]["marksSheet"].clone();
    let sheet = sheet.as_str().unwrap();
    let expected = format!(
        "\u{feff}application;name;Tes tertulis;Wawancara;version\r\n{};'=cmd|1;;;r0-0\r\n\
         {};'=cmd|1;87,5;;r1-0\r\n",
        ids[0], ids[1]
    );
    assert_eq!(sheet, expected);
    let told = imported(&staff, session, sheet).await;
    assert_eq!(told, json!({ "marks": 1, "entered": 0, "faults": [] }));
    assert_eq!(app.visitor().code(query, id).await, "UNAUTHENTICATED");
});

both!(a_mark_that_was_entered_by_mistake_is_cleared, async |app: &TestApp| {
    let (staff, session, ids) = judged(app, 1).await;
    staff.marks(session, &[(&ids[0], "80", "70")]).await;
    let clearing = |points: Value| {
        let mark =
            json!({ "applicationId": ids[0], "criterion": 0, "points": points, "clear": true });
        json!({ "input": { "sessionId": session.to_string(), "marks": [mark] } })
    };
    assert_eq!(staff.code(ENTER, clearing(json!("60"))).await, "VALIDATION_FAILED");
    let cleared = staff.data(ENTER, clearing(Value::Null)).await;
    assert_eq!(cleared["enterMarks"]["entered"], 1);
    let order = staff.ranking(session).await;
    assert_eq!(order["missingCount"], 1, "nobody has marked the test");
    let marks = order["nodes"][0]["marks"].as_array().unwrap();
    assert_eq!((marks.len(), &marks[0]["criterion"]), (1, &json!(1)));
    let again = staff.data(ENTER, clearing(Value::Null)).await;
    assert_eq!(again["enterMarks"]["entered"], 0, "there is nothing more to clear");
    staff.data(ENTER, entering(session, &[(&ids[0], 0, Some("80"))])).await;
    assert_eq!(points(&staff, session).await[0], [json!("80"), json!("70")]);
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 4, "all is kept");
});

both!(a_plan_that_somebody_else_changed_is_not_overwritten, async |app: &TestApp| {
    const REVISION: &str =
        "query ($id: ID!) { node(id: $id) { ... on Session { selection { planRevision } } } }";
    const PLAN: &str = "mutation ($input: PlanSelectionInput!) { planSelection(input: $input) {
      session { selection { planRevision criteria { name } quotas { seats } } } } }";
    let (staff, session, _) = judged(app, 0).await;
    let id = json!({ "id": session.to_string() });
    let seen = staff.data(REVISION, id).await["node"]["selection"]["planRevision"].clone();
    let plan = |changes: Value| {
        let mut input = json!({ "sessionId": session.to_string(), "revision": seen });
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        json!({ "input": input })
    };
    let quotas = json!({ "quotas": [{ "group": "WOMEN", "seats": 3 }] });
    let after = staff.data(PLAN, plan(quotas)).await["planSelection"]["session"].clone();
    let names = json!([{ "name": "Tes tertulis" }, { "name": "Wawancara" }]);
    assert_eq!(after["selection"]["criteria"], names, "what was left out stays");
    let criteria = json!([{ "name": "Praktik", "weight": 100, "maximum": "10" }]);
    let stale = plan(json!({ "criteria": criteria }));
    assert_eq!(staff.code(PLAN, stale.clone()).await, "CONFLICT");
    let newer = json!({ "revision": after["selection"]["planRevision"], "criteria": criteria });
    let after = staff.data(PLAN, plan(newer)).await["planSelection"]["session"].clone();
    assert_eq!(after["selection"]["quotas"], json!([{ "seats": 3 }]));
    assert_eq!(after["selection"]["criteria"], json!([{ "name": "Praktik" }]));
});
