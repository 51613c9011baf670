//! What each role at a centre reads of an application: an instructor teaches, and needs no more than the
//! name, how things stand, and what happened in class.

use std::collections::BTreeSet;

use balai_shared::policy::Role;
use balai_tests::{
    Actor, SessionPlan, TestApp, both,
    steps::{applying_to, text},
};
use serde_json::{Value, json};

const SEEN: &str = "query ($id: ID!) { node(id: $id) { ... on Application {
  state submittedAt motivation
  decisionReason { code message note }
  history { to note reason { code note } }
  eligibility { verdict }
  applicant { name nik phone sex birthDate education occupation region { code } }
  documents { id } documentStandings { kind } calls { note } possibleDuplicates { id } identityChanges { fields }
} } }";
const FIELDS: &str = "{ application: __type(name: \"Application\") { fields { name } }
  applicant: __type(name: \"Applicant\") { fields { name } } }";
const CALL: &str =
    "mutation ($input: LogCallInput!) { logCall(input: $input) { application { id } } }";
const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { id } } }";

/// What all staff read, because it says where somebody stands, or is asked of the policy by itself.
const FREE: &[&str] = &[
    "allowedActions",
    "applicant",
    "changedAt",
    "deferredFrom",
    "deferredTo",
    "draftStep",
    "history",
    "id",
    "laterSessions",
    "notes",
    "offerExpiresAt",
    "session",
    "state",
    "submittedAt",
    "training",
    "waitlistPosition",
];
/// What only who knows applicants reads, or who decides.
const GUARDED: &[&str] = &[
    "appointments",
    "calls",
    "decisionReason",
    "documentStandings",
    "documents",
    "eligibility",
    "identityChanges",
    "marks",
    "motivation",
    "possibleDuplicates",
    "standing",
];
/// What is the applicant's alone.
const OWN: &[&str] = &["attendanceCodes", "balanceChanges", "rating", "takesDocuments"];
/// Of the person, all but the name is guarded.
const PERSON: &[&str] = &[
    "birthDate",
    "contactRecovery",
    "education",
    "id",
    "name",
    "nik",
    "occupation",
    "phone",
    "region",
    "sex",
];

fn names(of: &Value) -> BTreeSet<&str> {
    of["fields"].as_array().unwrap().iter().map(|field| text(&field["name"])).collect()
}

both!(no_field_is_forgotten, async |app: &TestApp| {
    let asked = app.visitor().data(FIELDS, json!({})).await;
    let known: BTreeSet<&str> = [FREE, GUARDED, OWN].concat().into_iter().collect();
    assert_eq!(names(&asked["application"]), known, "in instructor_sees.rs, say who reads it");
    assert_eq!(names(&asked["applicant"]), PERSON.iter().copied().collect());
});

async fn seen(who: &Actor, id: &str) -> Value {
    who.data(SEEN, json!({ "id": id })).await["node"].clone()
}

both!(who_teaches_reads_no_more_than_how_things_stand, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let mut applying = applying_to(session);
    applying["input"]["motivation"] = json!("Saya baru bercerai dan butuh kerja.");
    let id = text(&person.submits(applying).await["id"]).to_owned();
    person.data(UPDATE, json!({ "input": { "name": "Wayan Sukmawati" } })).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let call = json!({ "input": { "applicationId": id, "outcome": "REACHED", "note": "Sakit." } });
    reviewer.data(CALL, call).await;
    let reject = json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "OTHER",
        "note": "Surat dokter belum ada." } });
    reviewer.decides_with(reject).await;
    let knows = |seen: &Value| {
        assert_eq!(seen["motivation"], "Saya baru bercerai dan butuh kerja.");
        assert_eq!(seen["decisionReason"]["note"], "Surat dokter belum ada.");
        assert_eq!(seen["history"][1]["note"], "Surat dokter belum ada.");
        assert_eq!(seen["eligibility"]["verdict"], "ELIGIBLE");
        assert_eq!(seen["identityChanges"][0]["fields"], json!(["NAME"]));
        assert_eq!(seen["applicant"]["sex"], "FEMALE");
    };
    for role in [Role::Admin, Role::Reviewer, Role::Counsellor] {
        let told = seen(&app.staff(centre, role).await.browser, &id).await;
        knows(&told);
        assert_eq!(told["calls"][0]["note"], "Sakit.");
    }
    knows(&seen(&app.partner(centre).await, &id).await);
    let teacher = seen(&app.staff(centre, Role::Instructor).await.browser, &id).await;
    assert_eq!(
        teacher,
        json!({
            "state": "REJECTED", "submittedAt": teacher["submittedAt"], "motivation": null,
            "decisionReason": null, "eligibility": null, "documents": [],
            "documentStandings": [], "calls": [],
            "possibleDuplicates": [], "identityChanges": [],
            "history": [
                { "to": "SUBMITTED", "note": null, "reason": null },
                { "to": "REJECTED", "note": null, "reason": null },
            ],
            "applicant": { "name": "Wayan Sukmawati", "nik": null, "phone": null, "sex": null,
                "birthDate": null, "education": null, "occupation": null, "region": null },
        })
    );
});

both!(what_was_said_of_finishing_is_read_by_who_teaches, async |app: &TestApp| {
    let trainee = app.graduate().await;
    let teacher = app.staff(trainee.centre, Role::Instructor).await;
    let history = seen(&teacher, &trainee.application).await["history"].clone();
    let last = history.as_array().unwrap().last().unwrap().clone();
    assert_eq!(last, json!({ "to": "COMPLETED", "note": "Uji", "reason": null }));
});
