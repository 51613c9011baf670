//! `correctIdentity`: who somebody is, put right at the counter.

use axum::{body::Body, http::Request};
use balai_backend::gateway::Bank;
use balai_shared::{eligibility::Requirements, nik::Nik, policy::Role, time::Date};
use balai_tests::{
    PASSWORD, Person, SessionPlan, TestApp, both,
    paid::{ACCOUNT, paid_to},
    steps::fields,
};
use serde_json::{Value, json};

const CORRECT: &str = "mutation ($input: CorrectIdentityInput!) { correctIdentity(input: $input) {
  applicant { name nik birthDate sex }
  application { id identityChanges { fields institution { name } reason before { name nik } } }
  notEligible { id state }
  benefitEligibility { verdict }
} }";
const OWN: &str = "{ viewer { name profile { nik } accountEvents { kind institution { name } } } }";
const CHANGES: &str = "query ($id: ID!) { node(id: $id) { ... on Application { identityChanges {
  reason } } } }";
const RECOVER: &str = "mutation ($input: RecoverContactInput!) {
  recoverContact(input: $input) { applicant { id } }
}";
const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { name } }
}";
const DELETE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
const TRAIL: &str = "query ($id: ID!) { staffActions(institutionId: $id, first: 9) { nodes {
  kind detail application { id } actor { name } } } }";
const NIK: &str = "5171014502980001";
const RIGHT: &str = "5171014502980002";

/// Siti with a seat at a centre, and a counsellor there.
struct Counter {
    siti: Person,
    staff: Person,
    application: String,
    centre: balai_shared::id::InstitutionId,
}

impl Counter {
    async fn new(app: &TestApp) -> Self {
        Self::of(app, SessionPlan::default()).await
    }

    async fn of(app: &TestApp, plan: SessionPlan) -> Self {
        let centre = app.centre().await;
        let session = app.session(centre, plan).await;
        let siti = app.applicant().await;
        app.tell(&siti, |profile| {
            profile.nik = Some(Nik::parse(NIK).unwrap());
            profile.birth_date = Some(Date::parse("1998-02-05").unwrap());
        })
        .await;
        let application = siti.applies(session).await;
        siti.confirms(&application).await;
        app.execute("DELETE FROM outbox").await.unwrap();
        let staff = app.staff(centre, Role::Counsellor).await;
        Self { siti, staff, application, centre }
    }

    fn with(&self, typed: Value) -> Value {
        let mut input =
            json!({ "applicationId": self.application, "reason": "Salah ketik, KTP dilihat." });
        for (name, value) in typed.as_object().unwrap() {
            input[name] = value.clone();
        }
        json!({ "input": input })
    }

    async fn corrects(&self, typed: Value) -> Value {
        self.staff.data(CORRECT, self.with(typed)).await["correctIdentity"].clone()
    }
}

both!(a_slip_is_put_right_told_and_kept, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    let done = counter.corrects(json!({ "name": "Siti Aminah", "nik": RIGHT })).await;
    assert_eq!(
        done["applicant"],
        json!({ "name": "Siti Aminah", "nik": "5171••••••••0002",
        "birthDate": "1998-02-05", "sex": "FEMALE" })
    );
    assert_eq!(
        done["application"]["identityChanges"],
        json!([{
            "fields": ["NAME", "NIK"], "institution": { "name": "Balai Uji" },
            "reason": "Salah ketik, KTP dilihat.",
            "before": { "name": "Wayan Sukma", "nik": "5171••••••••0001" }
        }])
    );
    assert_eq!((&done["notEligible"], &done["benefitEligibility"]), (&json!([]), &Value::Null));
    // The person sees it in the account and was told by the proved contact.
    let own = counter.siti.data(OWN, json!({})).await["viewer"].clone();
    assert_eq!(
        (&own["name"], &own["profile"]["nik"]),
        (&json!("Siti Aminah"), &json!("5171••••••••0002"))
    );
    assert_eq!(
        own["accountEvents"][0],
        json!({
        "kind": "IDENTITY_CORRECTED", "institution": { "name": "Balai Uji" } })
    );
    assert_eq!(app.destinations().await, [format!("{}@uji.balai", counter.siti.account)]);
    assert!(app.letters().await[0].letter.text.contains("data KTP"));
    // The admins read it in the trail.
    let admin = app.staff(counter.centre, Role::Admin).await;
    let trail = admin.data(TRAIL, json!({ "id": counter.centre.to_string() })).await;
    assert_eq!(
        trail["staffActions"]["nodes"][0],
        json!({ "kind": "IDENTITY_CORRECTED",
        "detail": "NAME,NIK", "application": { "id": counter.application },
        "actor": { "name": "Ketut Petugas" } })
    );
    // The person still can't do it alone, and typed again it changes nothing.
    let alone = json!({ "input": { "name": "Orang Lain" } });
    let error = counter.siti.error(UPDATE, alone).await;
    assert_eq!(fields(&error), [("name".to_owned(), "LOCKED".to_owned())]);
    counter.corrects(json!({ "name": "Siti Aminah", "nik": RIGHT })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM identity_changes").await, 1);
});

both!(the_history_is_sealed_append_only_and_goes_with_the_person, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    counter.corrects(json!({ "nik": RIGHT, "name": "Siti" })).await;
    for sql in [
        "DELETE FROM identity_changes",
        "UPDATE identity_changes SET fields = 'SEX'",
        "UPDATE identity_change_details SET old_name = 'X'",
    ] {
        assert!(app.execute(sql).await.is_err(), "{sql}");
    }
    let request = Request::get("/data-saya.json").header("host", "balai.example");
    let browser = app.sign_in(counter.siti.account).await;
    let file = browser.raw(request.body(Body::empty()).unwrap()).await.body;
    let change = &file["identityChanges"][0];
    assert_eq!((&change["before"]["nik"], &change["after"]["nik"]), (&json!(NIK), &json!(RIGHT)));
    assert_eq!(change["reason"], "Salah ketik, KTP dilihat.");
    let plain = "SELECT COUNT(*) FROM identity_change_details WHERE old_name = 'Wayan Sukma' \
                 AND new_name = 'Siti' AND length(old_nik) > 30 AND length(new_nik) > 30";
    assert_eq!(app.number(plain).await, 1, "the NIKs are sealed");
    counter.siti.withdraws(&counter.application).await;
    app.give_password(&counter.siti).await;
    let meant = json!({ "input": { "password": PASSWORD, "confirm": true } });
    counter.siti.data(DELETE, meant).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM identity_change_details").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM identity_changes").await, 1);
});

both!(only_who_knows_applicants_there_and_never_for_oneself, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    let typed = counter.with(json!({ "name": "Siti" }));
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&app.staff(counter.centre, Role::Instructor).await.browser, "FORBIDDEN"),
        (&app.partner(counter.centre).await, "FORBIDDEN"),
        (&counter.siti.browser, "FORBIDDEN"),
        (&app.ministry().await.browser, "NOT_FOUND"),
    ] {
        assert_eq!(who.code(CORRECT, typed.clone()).await, code);
    }
    let session = app.session(counter.centre, SessionPlan::merit()).await;
    let colleague = app.staff(counter.centre, Role::Admin).await;
    app.complete(&colleague).await;
    let id = colleague.applies(session).await;
    let typed = json!({ "input": { "applicationId": id, "name": "X Y", "reason": "-" } });
    assert_eq!(colleague.code(CORRECT, typed.clone()).await, "FORBIDDEN", "oneself");
    assert_eq!(counter.staff.code(CORRECT, typed).await, "FORBIDDEN", "a colleague");
    assert_eq!(app.number("SELECT COUNT(*) FROM identity_changes").await, 0);
});

both!(bad_fields_are_told_and_a_taken_nik_tells_nothing, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    let error = counter.staff.error(CORRECT, counter.with(json!({ "reason": " " }))).await;
    assert_eq!(fields(&error), [("reason".to_owned(), "REQUIRED".to_owned())]);
    let bad = json!({ "nik": "51", "birthDate": "1998-02-31" });
    let error = counter.staff.error(CORRECT, counter.with(bad)).await;
    assert_eq!(fields(&error).len(), 2);
    let unlike = json!({ "birthDate": "1990-01-01" });
    let error = counter.staff.error(CORRECT, counter.with(unlike)).await;
    assert_eq!(fields(&error), [("birthDate".to_owned(), "NIK_BIRTH_DATE_MISMATCH".to_owned())]);
    let other = app.person("Putu Pertama", Vec::new()).await;
    app.tell(&other, |profile| profile.nik = Some(Nik::parse(RIGHT).unwrap())).await;
    let answer = counter.staff.send(CORRECT, counter.with(json!({ "nik": RIGHT }))).await;
    assert_eq!(answer.code(), Some("CONFLICT"));
    assert_eq!(fields(&answer.body["errors"][0]), [("nik".to_owned(), "NIK_TAKEN".to_owned())]);
    assert!(!answer.body.to_string().contains("Putu"), "{}", answer.body);
    // Nobody searches for NIKs this way.
    counter.corrects(json!({ "name": "Siti" })).await;
    let more = counter.with(json!({ "name": "Sari" }));
    counter.staff.data(CORRECT, more.clone()).await;
    assert_eq!(counter.staff.code(CORRECT, more).await, "RATE_LIMITED");
});

both!(what_does_not_fit_any_more_is_shown_and_stays, async |app: &TestApp| {
    let requirements = Requirements { maximum_age: Some(30), ..Requirements::default() };
    let plan = SessionPlan { requirements, ..SessionPlan::default() };
    let counter = Counter::of(app, plan).await;
    app.benefit(&counter.siti).await;
    let older = json!({ "nik": "5171014502550002", "birthDate": "1955-02-05" });
    let done = counter.corrects(older).await;
    assert_eq!(done["notEligible"], json!([{ "id": counter.application, "state": "CONFIRMED" }]));
    assert_eq!(done["benefitEligibility"]["verdict"], "NOT_ELIGIBLE", "too old when it was given");
    assert_eq!(counter.siti.state_of(&counter.application).await, "CONFIRMED");
});

both!(another_centre_does_not_read_the_reason, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    counter.corrects(json!({ "name": "Siti" })).await;
    let there = app.centre().await;
    let plan =
        SessionPlan { starts_on: Date::from_ymd(2026, 6, 1).unwrap(), ..SessionPlan::merit() };
    let id = counter.siti.applies(app.session(there, plan).await).await;
    let staff = app.staff(there, Role::Reviewer).await;
    let seen = staff.data(CHANGES, json!({ "id": id })).await["node"]["identityChanges"].clone();
    assert_eq!(seen, json!([{ "reason": null }]));
});

both!(who_put_a_nik_in_does_not_open_the_account_by_it, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    counter.corrects(json!({ "nik": RIGHT })).await;
    let lost = json!({ "input": { "applicantId": counter.siti.applicant.to_string(),
        "newPhone": "0812 1111 2222", "nik": RIGHT } });
    assert_eq!(counter.staff.code(RECOVER, lost.clone()).await, "FORBIDDEN");
    app.staff(counter.centre, Role::Reviewer).await.data(RECOVER, lost).await;
});

both!(the_bank_is_asked_anew_whose_account_it_is, async |app: &TestApp| {
    let counter = Counter::new(app).await;
    let benefit = app.benefit(&counter.siti).await;
    counter.siti.data(ACCOUNT, paid_to(benefit, "BNI", &app.account_number())).await;
    app.ask_bank(&Bank::Demonstration).await;
    let state = async || counter.siti.own_benefit().await["payoutAccount"]["state"].clone();
    assert_eq!(state().await, "VERIFIED");
    counter.corrects(json!({ "birthDate": "1998-02-05" })).await;
    assert_eq!(state().await, "VERIFIED", "nothing changed");
    counter.corrects(json!({ "nik": RIGHT })).await;
    assert_eq!(state().await, "CHECKING");
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 1);
    assert_eq!(state().await, "VERIFIED");
});
