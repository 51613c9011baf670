//! `importMarks`: files as other programs write them. `marks_files/make.sh` says with which, and how.

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    selection::{ENTER, PLAN, entering, planning},
};
use serde_json::{Value, json};

const IMPORT: &str = "mutation ($input: ImportMarksInput!) { importMarks(input: $input) {
  marks entered passedOver
  faults { line column code name cell maximum now } kept { line column code name cell now }
} }";
const SHEET: &str =
    "query ($id: ID!) { node(id: $id) { ... on Session { selection { marksSheet } } } }";
const BALAI: &str = include_str!("marks_files/balai.csv");

/// A session with three applicants, two of them marked, whose file is `balai.csv`.
struct Desk {
    staff: Person,
    session: SessionId,
    ids: Vec<String>,
    names: Vec<String>,
}

impl Desk {
    async fn new(app: &TestApp) -> Self {
        let centre = app.centre().await;
        let session = app.session(centre, SessionPlan::merit()).await;
        let mut ids = Vec::new();
        for _ in 0..3 {
            ids.push(app.applicant().await.applies(session).await);
        }
        let staff = app.staff(centre, Role::Reviewer).await;
        let criteria = json!([
            { "name": "Tes tertulis", "weight": 50, "maximum": "100" },
            { "name": "Wawancara, praktik", "weight": 30, "maximum": "100" },
            { "name": "name", "weight": 20, "maximum": "100" },
        ]);
        staff.data(PLAN, planning(session, &criteria, &json!([]))).await;
        let mut desk = Self { staff, session, ids, names: Vec::new() };
        desk.enters(&[(0, 0, Some("87.5")), (0, 1, Some("90")), (2, 0, None), (2, 1, Some("70"))])
            .await;
        desk.enters(&[(2, 1, Some("70.25"))]).await;
        let sheet = desk.sheet().await;
        let name = |line: &str| line.split(';').nth(1).unwrap().to_owned();
        desk.names = sheet.lines().skip(1).map(name).collect();
        desk
    }

    async fn enters(&self, marks: &[(usize, i32, Option<&str>)]) {
        let of = |person: usize| self.ids[person].as_str();
        let marks =
            marks.iter().map(|(person, criterion, points)| (of(*person), *criterion, *points));
        let marks: Vec<_> = marks.collect();
        self.staff.data(ENTER, entering(self.session, &marks)).await;
    }

    async fn sheet(&self) -> String {
        let id = json!({ "id": self.session.to_string() });
        let data = self.staff.data(SHEET, id).await;
        data["node"]["selection"]["marksSheet"].as_str().unwrap().to_owned()
    }

    /// A stored file with this session's people in it.
    fn of(&self, file: &str) -> String {
        let mut file = file.to_owned();
        for (person, (letter, name)) in
            [("A", "Ayu"), ("B", "Budi"), ("C", "'=Citra")].iter().enumerate()
        {
            file = file.replace(&format!("app_{}", letter.repeat(22)), &self.ids[person]);
            file = file.replace(name, &self.names[person]);
        }
        file
    }

    async fn imports(&self, csv: &str, over_newer: bool) -> Value {
        let session = self.session.to_string();
        let input = json!({ "sessionId": session, "csv": csv, "overNewer": over_newer });
        let data = self.staff.data(IMPORT, json!({ "input": input })).await;
        data["importMarks"].clone()
    }

    /// The marks of each in the order of the criteria; `-` for who didn't come.
    async fn marks(&self) -> Vec<Vec<String>> {
        let sheet = self.sheet().await;
        let cells = |line: &str| line.split(';').skip(2).take(3).map(str::to_owned).collect();
        sheet.lines().skip(1).map(cells).collect()
    }
}

both!(what_spreadsheets_and_programs_write_is_read_back, async |app: &TestApp| {
    for (program, file) in [
        ("LibreOffice", include_str!("marks_files/libreoffice.csv")),
        ("pandas", include_str!("marks_files/pandas.csv")),
        ("SheetJS", include_str!("marks_files/sheetjs.csv")),
        ("exceljs", include_str!("marks_files/exceljs.csv")),
    ] {
        let desk = Desk::new(app).await;
        assert_eq!(desk.sheet().await, desk.of(BALAI), "the file that {program} was given");
        let told = desk.imports(&desk.of(file), false).await;
        let expected =
            json!({ "marks": 8, "entered": 4, "passedOver": [], "faults": [], "kept": [] });
        assert_eq!(told, expected, "{program}");
        let expected = [["87,5", "90", "55"], ["83,33", "7,25", "60"], ["-", "70,25", ""]];
        assert_eq!(desk.marks().await, expected, "{program}");
    }
});

both!(a_decimal_comma_that_a_program_lost_is_told_at_its_line, async |app: &TestApp| {
    let desk = Desk::new(app).await;
    let file = desk.of(include_str!("marks_files/sheetjs-numbers.csv"));
    let told = desk.imports(&file, true).await;
    let fault = |line: u8, column: &str, person: usize, cell: &str| {
        json!({
            "line": line, "column": column, "code": "LOST_DECIMALS", "name": desk.names[person],
            "cell": cell, "maximum": "100", "now": null
        })
    };
    let expected = [fault(2, "Tes tertulis", 0, "875"), fault(4, "Wawancara, praktik", 2, "7025")];
    assert_eq!(told["faults"], json!(expected));
    assert_eq!(told["entered"], 0);
});

both!(an_old_file_sets_no_newer_mark_back, async |app: &TestApp| {
    let desk = Desk::new(app).await;
    let old = desk.sheet().await;
    desk.enters(&[(0, 0, Some("95")), (1, 0, Some("60"))]).await;
    let told = desk.imports(&old, true).await;
    let kept = json!([{
        "line": 2, "column": "Tes tertulis", "code": "NEWER_MARK", "name": desk.names[0],
        "cell": "87,5", "now": "95"
    }]);
    assert_eq!((&told["kept"], &told["entered"], &told["faults"]), (&kept, &json!(0), &json!([])));
    assert_eq!(desk.marks().await[0][0], "95", "what the file has is what was there before");

    // Somebody entered 60 meanwhile, and the file says 40: both are somebody's word.
    let changed =
        old.replace(&format!("{};;;;", desk.names[1]), &format!("{};40;;;", desk.names[1]));
    assert_ne!(changed, old);
    let told = desk.imports(&changed, false).await;
    let fault = json!([{
        "line": 3, "column": "Tes tertulis", "code": "NEWER_MARK", "name": desk.names[1],
        "cell": "40", "maximum": "100", "now": "60"
    }]);
    assert_eq!((&told["faults"], &told["entered"]), (&fault, &json!(0)));
    let told = desk.imports(&changed, true).await;
    assert_eq!((&told["faults"], &told["entered"]), (&json!([]), &json!(1)));
    let marks = desk.marks().await;
    assert_eq!((marks[0][0].as_str(), marks[1][0].as_str()), ("95", "40"));
});

both!(a_file_that_says_nothing_of_its_age_changes_no_mark_unasked, async |app: &TestApp| {
    let desk = Desk::new(app).await;
    let file = format!(
        "application,Catatan,Tes tertulis,\"Wawancara, praktik\",name (2)\n\
         {},baik,60,90,\n{},,70,,\n",
        desk.ids[0], desk.ids[1]
    );
    let told = desk.imports(&file, false).await;
    let faults = told["faults"].as_array().unwrap();
    assert_eq!(faults.len(), 1, "{told}");
    assert_eq!((&faults[0]["line"], &faults[0]["now"]), (&json!(2), &json!("87,5")));
    assert_eq!(told["passedOver"], json!(["Catatan"]));
    let told = desk.imports(&file, true).await;
    assert_eq!(told["entered"], 2);
    assert_eq!(desk.marks().await[0], ["60", "90", ""]);
});

both!(lines_are_counted_as_an_editor_counts_them, async |app: &TestApp| {
    let desk = Desk::new(app).await;
    let rows = format!(
        "application;name;Tes tertulis;Wawancara, praktik;name (2)\n\n\n{};\"Dua\nbaris\";87,5;90;101\n\n{};;a\n",
        desk.ids[0], desk.ids[1]
    );
    for ends in ["\n", "\r\n", "\r"] {
        let told = desk.imports(&rows.replace('\n', ends), false).await;
        let lines: Vec<_> =
            told["faults"].as_array().unwrap().iter().map(|fault| fault["line"].clone()).collect();
        assert_eq!(lines, [4, 7], "{ends:?}");
    }
    let told = desk.imports(&format!("sep=;\n{rows}"), false).await;
    assert_eq!(told["faults"][0]["line"], 5);
});

both!(cells_behind_the_last_column_are_told_and_empty_ones_are_nothing, async |app: &TestApp| {
    let desk = Desk::new(app).await;
    let head = "application,Tes tertulis,\"Wawancara, praktik\",name (2)";
    let told =
        desk.imports(&format!("{head}\n{},,,61,,,\n{}\n", desk.ids[1], desk.ids[2]), false).await;
    assert_eq!((&told["faults"], &told["entered"]), (&json!([]), &json!(1)));
    let told = desk.imports(&format!("{head}\n{},80,70,61,5\n", desk.ids[0]), false).await;
    assert_eq!(told["faults"][0]["code"], "WRONG_LENGTH");
});
