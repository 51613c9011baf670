//! `previewDecisions`: what would happen, with nothing written.

use balai_shared::{language::Language, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{deciding, fields, text},
};
use serde_json::{Value, json};

const PREVIEW: &str = "query ($input: DecideApplicationsInput!) {
  previewDecisions(input: $input) { results {
    applicationId ok state seatsLeft message reason language error { code message }
  } }
}";

async fn foreseen(actor: &balai_tests::Actor, input: Value) -> Vec<Value> {
    let data = actor.data(PREVIEW, input).await;
    data["previewDecisions"]["results"].as_array().unwrap().clone()
}

/// The states and codes of a preview.
fn outcomes(rows: &[Value]) -> Vec<String> {
    let told = |row: &Value| {
        let told = if row["ok"] == true { &row["state"] } else { &row["error"]["code"] };
        text(told).to_owned()
    };
    rows.iter().map(told).collect()
}

async fn people(app: &TestApp, plan: SessionPlan, count: usize) -> (Person, Vec<(Person, String)>) {
    let centre = app.centre().await;
    let session = app.session(centre, plan).await;
    let mut all = Vec::new();
    for _ in 0..count {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        all.push((person, id));
    }
    (app.staff(centre, Role::Reviewer).await, all)
}

both!(it_is_for_those_who_decide, async |app: &TestApp| {
    let input = deciding(&["x"], "OFFER");
    assert_eq!(app.visitor().code(PREVIEW, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(PREVIEW, input.clone()).await, "FORBIDDEN");
    let (_, all) = people(app, SessionPlan::merit(), 1).await;
    let other = app.staff(app.centre().await, Role::Admin).await;
    let rows = foreseen(&other, deciding(&["x", &all[0].1], "OFFER")).await;
    assert_eq!(outcomes(&rows), ["NOT_FOUND", "NOT_FOUND"]);
    let error = other.error(PREVIEW, deciding(&["x"], "REJECT")).await;
    assert_eq!(fields(&error), [("reasonCode".to_owned(), "REQUIRED".to_owned())]);
});

both!(what_is_foreseen_is_what_happens, async |app: &TestApp| {
    let plan = SessionPlan { capacity: 2, ..SessionPlan::merit() };
    let (staff, all) = people(app, plan, 5).await;
    let ids: Vec<&str> = all.iter().map(|(_, id)| id.as_str()).collect();
    all[4].0.withdraws(ids[4]).await;
    let events = "SELECT COUNT(*) FROM application_events";
    let before = app.number(events).await;
    for (chosen, decision) in [
        (vec![ids[3]], "WAITLIST"),
        (vec![ids[0], ids[0], ids[4], ids[1], ids[2]], "OFFER"),
        (vec![ids[2], ids[0]], "SHORTLIST"),
    ] {
        let rows = foreseen(&staff, deciding(&chosen, decision)).await;
        let seen = outcomes(&rows);
        assert_eq!(staff.decides(&chosen, decision).await, seen, "{decision}");
    }
    assert_eq!(app.number(events).await, before + 4);
});

both!(never_more_offers_than_seats_and_nothing_is_written, async |app: &TestApp| {
    let plan = SessionPlan { capacity: 2, ..SessionPlan::merit() };
    let (staff, all) = people(app, plan, 3).await;
    let ids: Vec<&str> = all.iter().map(|(_, id)| id.as_str()).collect();
    let rows = foreseen(&staff, deciding(&ids, "OFFER")).await;
    assert_eq!(outcomes(&rows), ["OFFERED", "OFFERED", "SEATS_EXHAUSTED"]);
    assert_eq!((&rows[0]["seatsLeft"], &rows[1]["seatsLeft"]), (&json!(1), &json!(0)));
    for (person, id) in &all {
        assert_eq!(person.state_of(id).await, "SUBMITTED");
    }
});

both!(the_list_that_moves_has_its_order_here_too, async |app: &TestApp| {
    let plan = SessionPlan { capacity: 1, ..SessionPlan::default() };
    let (staff, all) = people(app, plan, 3).await;
    let (first, second) = (all[1].1.as_str(), all[2].1.as_str());
    let rows = foreseen(&staff, deciding(&[second, first], "OFFER")).await;
    assert_eq!(outcomes(&rows), ["CONFLICT", "SEATS_EXHAUSTED"]);
    assert_eq!(staff.decides(&[second, first], "OFFER").await, outcomes(&rows));
});

both!(the_message_is_in_the_applicants_language, async |app: &TestApp| {
    let (staff, all) = people(app, SessionPlan::merit(), 2).await;
    let account = all[1].0.account;
    app.services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let chosen = balai_backend::model::message::Preferences {
                    language: Language::En,
                    ..Default::default()
                };
                balai_backend::store::preference::set(tx, account, chosen).await
            })
        })
        .await
        .unwrap();
    let ids: Vec<&str> = all.iter().map(|(_, id)| id.as_str()).collect();
    let input = json!({ "input": { "ids": ids, "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    let rows = foreseen(&staff, input).await;
    assert!(text(&rows[0]["message"]).contains("pendaftaran Anda belum dapat diterima"));
    assert!(text(&rows[1]["message"]).contains("your application can't be accepted"));
    assert!(text(&rows[1]["reason"]).starts_with("This time others scored higher"));
    assert_eq!((&rows[0]["language"], &rows[1]["language"]), (&json!("id"), &json!("en")));
    let rows = foreseen(&staff, deciding(&ids, "OFFER")).await;
    assert!(text(&rows[0]["message"]).contains("Ambil paling lambat "), "{}", rows[0]["message"]);
});
