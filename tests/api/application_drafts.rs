//! `saveApplicationDraft` and `discardApplicationDraft`.

use balai_backend::service::drafts;
use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Actor, SessionPlan, TestApp, both,
    steps::{APPLICATION, DECIDE, SUBMIT, applying_to, deciding, fields},
};
use serde_json::{Value, json};

const SAVE: &str = "mutation ($input: SaveApplicationDraftInput!) {
  saveApplicationDraft(input: $input) { application { id state submittedAt draftStep motivation } }
}";
const DISCARD: &str = "mutation ($input: DiscardApplicationDraftInput!) {
  discardApplicationDraft(input: $input) { applicationId }
}";
const OWN: &str = "{ viewer { applications { totalCount nodes { id state draftStep } } } }";
const LIST: &str = "{ applications { totalCount nodes { id } } }";
const CHANGED: &str = "query ($at: DateTime!) {
  applications(changedSince: $at, orderBy: CHANGED_AT) { nodes { id } }
}";
const OF_SESSION: &str = "query ($id: ID!) { node(id: $id) { ... on Session {
  viewerApplication { id state } applicantCount seatsTaken
} } }";

fn saving(session: SessionId, more: Value) -> Value {
    let mut input = json!({ "sessionId": session.to_string() });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

async fn save(person: &Actor, session: SessionId, more: Value) -> Value {
    let data = person.data(SAVE, saving(session, more)).await;
    data["saveApplicationDraft"]["application"].clone()
}

fn discarding(id: &Value) -> Value {
    json!({ "input": { "applicationId": id } })
}

both!(nobody_but_a_person_saves_a_draft, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let input = saving(session, json!({}));
    assert_eq!(app.visitor().code(SAVE, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.partner(centre).await.code(SAVE, input).await, "FORBIDDEN");
    let any = discarding(&json!("app_0000000000000000000001"));
    assert_eq!(app.visitor().code(DISCARD, any.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.partner(centre).await.code(DISCARD, any.clone()).await, "FORBIDDEN");
    assert_eq!(app.applicant().await.code(DISCARD, any).await, "NOT_FOUND");
});

both!(each_step_is_saved_and_gone_on_with_on_another_device, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let draft = save(&person, session, json!({ "step": "CONDITIONS" })).await;
    assert_eq!((&draft["state"], &draft["submittedAt"]), (&json!("DRAFT"), &Value::Null));
    save(&person, session, json!({ "step": "MOTIVATION", "motivation": " Ingin kerja. " })).await;
    let phone = app.sign_in(person.account).await;
    let again = save(&phone, session, json!({ "step": "DOCUMENTS" })).await;
    assert_eq!(again["id"], draft["id"], "one draft a person and session");
    assert_eq!(again["draftStep"], "MOTIVATION", "what was finished stays finished");
    assert_eq!(again["motivation"], "Ingin kerja.", "what is left out stays");
    let emptied = save(&phone, session, json!({ "step": "MOTIVATION" })).await;
    assert_eq!(emptied["motivation"], Value::Null, "a motivation can be taken away");
    let own = phone.data(OWN, json!({})).await["viewer"]["applications"].clone();
    assert_eq!(
        own["nodes"],
        json!([{ "id": draft["id"], "state": "DRAFT", "draftStep": "MOTIVATION" }])
    );
});

both!(drafts_at_the_same_moment_are_one, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let calls: Vec<_> = (0..4)
        .map(|_| {
            let person = person.browser.clone();
            tokio::spawn(
                async move { save(&person, session, json!({ "step": "CONDITIONS" })).await },
            )
        })
        .collect();
    let mut ids = Vec::new();
    for call in calls {
        ids.push(call.await.unwrap()["id"].clone());
    }
    ids.dedup();
    assert_eq!(ids.len(), 1);
});

both!(a_draft_becomes_the_application_with_its_words, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let draft = save(&person, session, json!({ "step": "MOTIVATION", "motivation": "Satu" })).await;
    app.pass_hours(1);
    let sent = person.submits(applying_to(session)).await;
    assert_eq!(sent["id"], draft["id"]);
    assert_eq!(sent["state"], "OFFERED");
    assert_eq!(sent["submittedAt"], app.now().to_string());
    let found = person.application(sent["id"].as_str().unwrap()).await;
    assert_eq!(found["motivation"], "Satu");
    assert_eq!(found["history"][0]["from"], "DRAFT");
    assert_eq!(found["history"][0]["to"], "SUBMITTED");
    assert_eq!(person.seats_of(session).await["applicantCount"], 1);
    assert_eq!(person.code(SUBMIT, applying_to(session)).await, "CONFLICT", "never twice");
    assert_eq!(person.code(SAVE, saving(session, json!({}))).await, "CONFLICT");
    assert_eq!(person.code(DISCARD, discarding(&sent["id"])).await, "INVALID_TRANSITION");
    assert_eq!(person.data(OWN, json!({})).await["viewer"]["applications"]["totalCount"], 1);
});

both!(words_that_are_sent_take_the_place_of_the_drafts, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    save(&person, session, json!({ "motivation": "Satu" })).await;
    let mut input = applying_to(session);
    input["input"]["motivation"] = json!("Dua");
    let sent = person.submits(input).await;
    assert_eq!(person.application(sent["id"].as_str().unwrap()).await["motivation"], "Dua");
});

both!(a_draft_sent_from_two_devices_at_once_is_one_application, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    save(&person, session, json!({ "step": "MOTIVATION" })).await;
    let calls: Vec<_> = (0..4)
        .map(|_| {
            let person = person.browser.clone();
            tokio::spawn(async move { person.send(SUBMIT, applying_to(session)).await })
        })
        .collect();
    let mut sent = 0;
    for call in calls {
        sent += usize::from(call.await.unwrap().body.get("errors").is_none());
    }
    assert_eq!(sent, 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 1);
});

both!(a_draft_is_nobodys_but_its_writers, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = save(&person, session, json!({ "motivation": "Rahasia" })).await["id"].clone();
    let admin = app.staff(centre, Role::Admin).await.browser;
    let partner = app.partner(centre).await;
    let about = json!({ "id": id });
    for other in [&admin, &partner] {
        assert_eq!(other.data(APPLICATION, about.clone()).await["node"], Value::Null);
        assert_eq!(other.data(LIST, json!({})).await["applications"]["totalCount"], 0);
        let changed = other.data(CHANGED, json!({ "at": "2026-01-01T00:00:00Z" })).await;
        assert_eq!(changed["applications"]["nodes"], json!([]));
        let ids = [id.as_str().unwrap()];
        let decided = other.data(DECIDE, deciding(&ids, "SHORTLIST")).await;
        let row = &decided["decideApplications"]["results"][0];
        assert_eq!(
            (&row["error"]["code"], &row["application"]),
            (&json!("NOT_FOUND"), &json!(null))
        );
    }
    let another = app.applicant().await;
    assert_eq!(another.data(APPLICATION, about.clone()).await["node"], Value::Null);
    assert_eq!(another.code(DISCARD, discarding(&id)).await, "NOT_FOUND");
    assert_eq!(admin.code(DISCARD, discarding(&id)).await, "NOT_FOUND");
    let seen = person.data(OF_SESSION, json!({ "id": session.to_string() })).await["node"].clone();
    assert_eq!(seen["viewerApplication"], json!({ "id": id, "state": "DRAFT" }));
    assert_eq!((&seen["applicantCount"], &seen["seatsTaken"]), (&json!(0), &json!(0)));
    assert_eq!(person.data(APPLICATION, about).await["node"]["motivation"], "Rahasia");
});

both!(staff_who_watch_hear_nothing_of_a_draft, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    save(&person, session, json!({ "step": "CONDITIONS" })).await;
    for table in ["application_events", "notifications", "outbox"] {
        let count = format!("SELECT COUNT(*) FROM {table}");
        assert_eq!(app.number(&count).await, 0, "{table}");
    }
});

both!(a_draft_thrown_away_is_gone_with_its_words, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = save(&person, session, json!({ "motivation": "Satu" })).await["id"].clone();
    let gone = person.data(DISCARD, discarding(&id)).await;
    assert_eq!(gone["discardApplicationDraft"]["applicationId"], id);
    assert_eq!(person.code(DISCARD, discarding(&id)).await, "NOT_FOUND");
    assert_eq!(app.number("SELECT COUNT(*) FROM application_texts").await, 0);
    assert_ne!(save(&person, session, json!({})).await["id"], id, "one can begin anew");
});

both!(what_cannot_be_is_told_at_its_field, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let wrong = json!({ "funding": "SELF", "motivation": "é".repeat(2001) });
    let error = person.error(SAVE, saving(session, wrong)).await;
    let mut told = fields(&error);
    told.sort();
    let expected = [("funding", "NOT_ALLOWED"), ("motivation", "TOO_LONG")];
    assert_eq!(told, expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
    let hidden = app.session(app.centre().await, SessionPlan::draft()).await;
    assert_eq!(person.code(SAVE, saving(hidden, json!({}))).await, "NOT_FOUND");
});

both!(a_draft_lives_as_long_as_it_can_be_sent_and_a_week, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let person = app.applicant().await;
    let live = app.session(centre, SessionPlan::default()).await;
    person.applies(live).await;
    save(&person, session, json!({ "motivation": "Satu" })).await;
    // Registration closes on 27 February, 26 days from now.
    app.pass_hours(27 * 24);
    assert_eq!(person.code(SAVE, saving(session, json!({}))).await, "DEADLINE_PASSED");
    assert_eq!(person.code(SUBMIT, applying_to(session)).await, "DEADLINE_PASSED");
    assert_eq!(drafts::forget_old(&app.services).await.unwrap(), 0, "still shown");
    app.pass_hours(7 * 24);
    assert_eq!(drafts::forget_old(&app.services).await.unwrap(), 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 1, "what was sent stays");
});

both!(a_draft_that_nobody_touches_goes_after_ninety_days, async |app: &TestApp| {
    let starts_on = balai_shared::time::Date::from_ymd(2026, 12, 1).unwrap();
    let plan = SessionPlan { starts_on, ..SessionPlan::default() };
    let session = app.session(app.centre().await, plan).await;
    let person = app.applicant().await;
    save(&person, session, json!({})).await;
    app.pass_hours(90 * 24);
    assert_eq!(drafts::forget_old(&app.services).await.unwrap(), 0);
    app.pass_hours(1);
    assert_eq!(drafts::forget_old(&app.services).await.unwrap(), 1);
});
