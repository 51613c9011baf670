//! `assistApplication`: staff apply for somebody at the counter.

use balai_shared::{eligibility::Requirements, id::SessionId, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

const ASSIST: &str = "mutation ($input: AssistApplicationInput!) {
  assistApplication(input: $input) { application {
    id state applicant { id name } history { actor action }
  } }
}";
const RESET: &str =
    "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }";
const NIK: &str = "5171015502980001";
const PHONE: &str = "0812 5555 6666";

/// A woman born on 15 February 1998.
fn helping(session: SessionId) -> Value {
    json!({ "input": {
        "sessionId": session.to_string(), "motivation": "Ingin bekerja.",
        "nik": NIK, "birthDate": "1998-02-15", "name": "Ni Luh Sari", "phone": PHONE,
        "kk": "5171010101010001", "sex": "FEMALE", "education": "SMK",
        "occupation": "SEEKING_WORK", "regionCode": "51.71", "consent": true, "consentVersion": 1
    } })
}

fn with(session: SessionId, changes: &[(&str, Value)]) -> Value {
    let mut input = helping(session);
    for (name, value) in changes {
        input["input"][*name] = value.clone();
    }
    input
}

async fn known(app: &TestApp) -> (Person, String, String) {
    let person = app.applicant().await;
    let store = &app.services.store;
    let profile =
        balai_backend::store::applicant::by_account(store.read(), store.vault(), person.account);
    let profile = profile.await.unwrap().unwrap();
    let nik = profile.nik.unwrap().as_str().to_owned();
    (person, nik, profile.birth_date.unwrap().to_string())
}

both!(who_has_no_account_gets_one_and_an_application, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Counsellor).await;
    let sent = staff.data(ASSIST, helping(session)).await["assistApplication"].clone();
    let application = &sent["application"];
    assert_eq!(application["state"], "SUBMITTED");
    assert_eq!(application["applicant"]["name"], "Ni Luh Sari");
    assert_eq!(application["history"][0], json!({ "actor": "STAFF", "action": "SUBMIT" }));
    assert_eq!(app.destinations().await, ["+6281255556666"], "the code for a password");
    let code = app.newest_code().await;
    let input = json!({ "input": {
        "identifier": PHONE, "code": code, "password": "gunung-merah-pagi"
    } });
    app.visitor().data(RESET, input).await;
    let own = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer {
      applications { nodes { id state } } accountEvents { kind institution { name } }
    } } }";
    let input = json!({ "input": { "identifier": PHONE, "password": "gunung-merah-pagi" } });
    let viewer = app.visitor().data(own, input).await["signIn"]["viewer"].clone();
    assert_eq!(viewer["applications"]["nodes"][0]["id"], application["id"]);
    let events = viewer["accountEvents"].as_array().unwrap();
    let assisted = events.iter().find(|event| event["kind"] == "ASSISTED_AT_COUNTER").unwrap();
    assert_eq!(assisted["institution"]["name"], "Balai Uji");
    let kept = "SELECT COUNT(*) FROM assisted_applications WHERE consent_version = 1";
    assert_eq!(app.number(kept).await, 1);
    assert!(app.execute("UPDATE assisted_applications SET channel = 'X'").await.is_err());
    assert_eq!(staff.code(ASSIST, helping(session)).await, "CONFLICT", "once");
});

both!(who_is_on_record_keeps_what_is_on_record_and_is_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let (person, nik, born) = known(app).await;
    let input = with(
        session,
        &[("nik", json!(nik)), ("birthDate", json!(born)), ("education", json!("S3"))],
    );
    let sent = staff.data(ASSIST, input).await["assistApplication"]["application"].clone();
    assert_eq!(sent["applicant"]["id"], person.applicant.to_string());
    assert_eq!(sent["applicant"]["name"], "Wayan Sukma", "the name on record");
    let profile = "{ viewer { profile { education } } }";
    assert_eq!(person.data(profile, json!({})).await["viewer"]["profile"]["education"], "SMK");
    let letters = app.letters().await;
    let told: Vec<_> = letters.iter().map(|letter| letter.letter.subject.as_str()).collect();
    assert!(told.contains(&"Pendaftaran dikirim untuk Anda"), "{told:?}");
    assert_eq!(person.state_of(text(&sent["id"])).await, "SUBMITTED", "it is the person's own");
    person.withdraws(text(&sent["id"])).await;
});

both!(nobody_is_found_by_half_of_what_is_known, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Admin).await;
    let (person, nik, _) = known(app).await;
    // The record says another day than the card's digits would.
    app.tell(&person, |profile| {
        profile.birth_date = profile.birth_date.map(|day| day.plus_days(36525));
    })
    .await;
    let day = balai_shared::nik::Nik::parse(&nik).unwrap().birth_day_month();
    let year = &nik[10..12];
    let born = format!("19{year}-{:02}-{:02}", day.1, day.0);
    let input = with(session, &[("nik", json!(nik)), ("birthDate", json!(born))]);
    for _ in 0..5 {
        let error = staff.error(ASSIST, input.clone()).await;
        assert_eq!(fields(&error), [("nik".to_owned(), "DIFFERS".to_owned())]);
    }
    assert_eq!(staff.code(ASSIST, input).await, "RATE_LIMITED");
    // A number that is somebody else's.
    let register =
        "mutation ($input: RegisterInput!) { register(input: $input) { viewer { id } } }";
    let input =
        json!({ "input": { "name": "Lain", "phone": PHONE, "password": "rahasia-sekali" } });
    app.visitor().data(register, input).await;
    // Who only claims the number may know her birthday as well.
    app.execute(
        "UPDATE applicants SET birth_date = '1998-02-15' WHERE account_id IN \
         (SELECT id FROM accounts WHERE name = 'Lain')",
    )
    .await
    .unwrap();
    let error = staff.error(ASSIST, helping(session)).await;
    assert_eq!(fields(&error), [("phone".to_owned(), "DIFFERS".to_owned())]);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 0);
});

both!(only_who_knows_applicants_helps_and_never_oneself_or_a_colleague, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let instructor = app.staff(centre, Role::Instructor).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&app.applicant().await.browser, "NOT_FOUND"),
        (&instructor.browser, "FORBIDDEN"),
        (&app.partner(centre).await, "FORBIDDEN"),
    ] {
        assert_eq!(who.code(ASSIST, helping(session)).await, code);
    }
    let staff = app.staff(centre, Role::Admin).await;
    for colleague in [&staff, &instructor] {
        app.tell(colleague, |profile| {
            profile.nik = Some(balai_shared::nik::Nik::parse(NIK).unwrap());
        })
        .await;
        assert_eq!(staff.code(ASSIST, helping(session)).await, "FORBIDDEN");
        app.tell(colleague, |profile| profile.nik = None).await;
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 0);
});

both!(what_is_refused_counts_as_a_try, async |app: &TestApp| {
    let centre = app.centre().await;
    let requirements =
        Requirements { minimum_education: None, minimum_age: Some(40), maximum_age: None };
    let plan = SessionPlan { requirements, ..SessionPlan::merit() };
    let for_elders = app.session(centre, plan).await;
    let staff = app.staff(centre, Role::Admin).await;
    for _ in 0..5 {
        assert_eq!(staff.code(ASSIST, helping(for_elders)).await, "NOT_ELIGIBLE");
    }
    assert_eq!(staff.code(ASSIST, helping(for_elders)).await, "RATE_LIMITED");
});

both!(bad_input_and_a_missing_consent_send_nothing, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Admin).await;
    for (changes, path) in [
        (vec![("consent", json!(false))], "consent"),
        (vec![("consentVersion", json!(2))], "consent"),
        (vec![("nik", json!("123"))], "nik"),
        (vec![("birthDate", json!("1999-02-15"))], "nik"),
        (vec![("sex", json!("MALE"))], "sex"),
        (vec![("phone", json!(""))], "phone"),
        (vec![("name", json!(""))], "name"),
        (vec![("regionCode", json!("99.99"))], "regionCode"),
        (vec![("motivation", json!("a".repeat(2001)))], "motivation"),
    ] {
        let error = staff.error(ASSIST, with(session, &changes)).await;
        assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED", "{path}");
        assert_eq!(fields(&error)[0].0, path, "{error}");
    }
    let requirements =
        Requirements { minimum_education: None, minimum_age: Some(40), maximum_age: None };
    let plan = SessionPlan { requirements, ..SessionPlan::merit() };
    let for_elders = app.session(centre, plan).await;
    assert_eq!(staff.code(ASSIST, helping(for_elders)).await, "NOT_ELIGIBLE");
    assert_eq!(app.number("SELECT COUNT(*) FROM accounts WHERE name = 'Ni Luh Sari'").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM assisted_applications").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0, "nobody is written to");
});
