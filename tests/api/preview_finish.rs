//! `previewConclusion`, `previewCompletion`, `previewCertificates`, `previewCancellation`: what comes of the
//! step afterwards is what was told before, and asking writes nothing.

use balai_shared::{id::SessionId, policy::Role, session::SelectionMethod};
use balai_tests::{
    Actor, SessionPlan, TestApp, both,
    selection::{CONCLUDE, RANKING},
};
use serde_json::{Value, json};

const CONCLUSION: &str =
    "query ($input: ConcludeSelectionInput!) { previewConclusion(input: $input) {
  offered reserved waitlisted absent belowMinimum
} }";
const COMPLETION: &str =
    "query ($input: CompleteApplicationsInput!) { previewCompletion(input: $input) {
  completed notCompleted refused results { applicationId state error { code message } }
} }";
const CERTIFICATES: &str =
    "query ($input: IssueCertificatesInput!) { previewCertificates(input: $input) {
  issued held refused results { applicationId isNew kind error { code } }
} }";
const CANCELLATION: &str = "query ($id: ID!) { previewCancellation(sessionId: $id) {
  people states { state people }
} }";
const CANCEL: &str =
    "mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { session { id } } }";
const PREVIEW: &str = "query ($input: DecideApplicationsInput!) { previewDecisions(input: $input) {
  results { ok passesSelection }
} }";

async fn states(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for state in ["OFFERED", "WAITLISTED", "REJECTED", "CANCELLED"] {
        let sql = format!("SELECT COUNT(*) FROM applications WHERE state = '{state}'");
        counts.push(app.number(&sql).await);
    }
    counts
}

/// A session by merit with two seats and so many people, of whom some are marked, and whose registration
/// is over.
async fn judged(app: &TestApp, marks: &[Option<&str>]) -> (Actor, SessionId) {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan { capacity: 2, ..SessionPlan::merit() }).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.plans_test_and_interview(session).await;
    for points in marks {
        let id = app.applicant().await.applies(session).await;
        if let Some(points) = points {
            staff.marks(session, &[(&id, points, points)]).await;
        }
    }
    app.pass_hours(26 * 24);
    (app.sign_in(staff.account).await, session)
}

both!(concluding_does_what_was_told_with_absent_people_ticked, async |app: &TestApp| {
    let (staff, session) =
        judged(app, &[Some("90"), Some("80"), Some("70"), Some("60"), None, None, None]).await;
    let input = |absent: bool| json!({ "input": { "sessionId": session.to_string(), "missingAreAbsent": absent } });
    let error = staff.error(CONCLUSION, input(false)).await;
    assert_eq!(error["extensions"]["fields"][0]["path"], "missingAreAbsent");
    let told = staff.data(CONCLUSION, input(true)).await["previewConclusion"].clone();
    let expected =
        json!({ "offered": 2, "reserved": 0, "waitlisted": 2, "absent": 3, "belowMinimum": 0 });
    assert_eq!(told, expected);
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_marks").await, 8, "nothing is written");
    assert_eq!(app.number("SELECT COUNT(*) FROM selections").await, 0);
    staff.data(CONCLUDE, input(true)).await;
    assert_eq!(states(app).await, [2, 2, 3, 0]);
});

both!(completing_and_issuing_do_what_was_told, async |app: &TestApp| {
    let class = app.class(2).await;
    let ids = json!({ "input": { "ids": class.ids } });
    let told = class.admin.data(COMPLETION, ids.clone()).await["previewCompletion"].clone();
    let refused = json!(class.ids.len());
    assert_eq!((&told["completed"], &told["refused"]), (&json!(0), &refused), "no meeting yet");
    let told = class.admin.data(CERTIFICATES, ids.clone()).await["previewCertificates"].clone();
    assert_eq!((&told["issued"], &told["refused"]), (&json!(0), &refused));
    for meeting in class.plans(2).await {
        class.marks_all(&meeting, "PRESENT").await;
    }
    let admin = &class.admin;
    let told = admin.data(COMPLETION, ids.clone()).await["previewCompletion"].clone();
    assert_eq!((&told["completed"], &told["refused"]), (&refused, &json!(0)), "{told}");
    assert_eq!(app.number("SELECT COUNT(*) FROM applications WHERE state = 'COMPLETED'").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM completions").await, 0);
    admin.data(balai_tests::class::COMPLETE, ids.clone()).await;
    let told = admin.data(CERTIFICATES, ids.clone()).await["previewCertificates"].clone();
    assert_eq!((&told["issued"], &told["held"]), (&refused, &json!(0)));
    assert_eq!(app.number("SELECT COUNT(*) FROM certificates").await, 0);
    let issued = admin.data(balai_tests::class::ISSUE, ids.clone()).await;
    let number = issued["issueCertificates"]["results"][0]["certificate"]["number"].clone();
    assert!(number.is_string(), "{issued}");
    let last = "SELECT CAST(MAX(last) AS BIGINT) FROM certificate_counters";
    assert_eq!(app.number(last).await, 2, "asking used no number");
    let told = admin.data(CERTIFICATES, ids).await["previewCertificates"].clone();
    assert_eq!((&told["issued"], &told["held"]), (&json!(0), &refused));
});

both!(calling_off_reaches_whom_was_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(2)).await;
    for _ in 0..3 {
        app.applicant().await.applies(session).await;
    }
    let admin = app.staff(centre, Role::Admin).await;
    let id = json!({ "id": session.to_string() });
    let told = admin.data(CANCELLATION, id.clone()).await["previewCancellation"].clone();
    assert_eq!(told["people"], 3);
    assert_eq!(app.number("SELECT COUNT(*) FROM sessions WHERE lifecycle = 'CANCELLED'").await, 0);
    let input = json!({ "sessionId": session.to_string(), "reasonText": "Alat rusak" });
    admin.data(CANCEL, json!({ "input": input })).await;
    let cancelled = "SELECT COUNT(*) FROM applications WHERE state = 'CANCELLED'";
    assert_eq!(app.number(cancelled).await, 3);
    assert_eq!(admin.code(CANCELLATION, id.clone()).await, "INVALID_TRANSITION");
    assert_eq!(app.staff(centre, Role::Reviewer).await.code(CANCELLATION, id).await, "FORBIDDEN");
});

both!(an_offer_by_hand_says_that_it_goes_past_the_plan, async |app: &TestApp| {
    for (method, planned, expected) in [
        (SelectionMethod::Merit, true, true),
        (SelectionMethod::Merit, false, false),
        (SelectionMethod::FirstCome, false, false),
    ] {
        let centre = app.centre().await;
        let session = app.session(centre, SessionPlan { method, ..SessionPlan::merit() }).await;
        let staff = app.staff(centre, Role::Reviewer).await;
        if planned {
            staff.plans_test_and_interview(session).await;
        }
        let id = app.applicant().await.applies(session).await;
        let input = |decision: &str| json!({ "input": { "ids": [id], "decision": decision } });
        let told = staff.data(PREVIEW, input("SHORTLIST")).await;
        assert_eq!(told["previewDecisions"]["results"][0]["passesSelection"], false);
        let told = staff.data(PREVIEW, input("OFFER")).await;
        let row: &Value = &told["previewDecisions"]["results"][0];
        if row["ok"] == true {
            assert_eq!(row["passesSelection"], expected, "{method:?}");
        } else {
            assert_eq!(method, SelectionMethod::FirstCome);
        }
    }
});

both!(nobody_has_a_place_before_it_is_drawn, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { method: SelectionMethod::Lottery, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    for _ in 0..2 {
        app.applicant().await.applies(session).await;
    }
    let staff = app.staff(centre, Role::Reviewer).await;
    let asked = json!({ "id": session.to_string(), "first": 10 });
    let order = staff.data(RANKING, asked).await["node"]["selection"]["ranking"].clone();
    assert_eq!((&order["totalCount"], &order["missingCount"]), (&json!(2), &json!(0)));
    for row in order["nodes"].as_array().unwrap() {
        assert_eq!(row["standing"], Value::Null);
    }
});
