//! `updateProfile`, where something hangs on who the person is.

use balai_shared::{nik::Nik, policy::Role, time::Date};
use balai_tests::{
    Actor, Person, SessionPlan, TestApp, both,
    steps::{SUBMIT, applying_to, fields},
};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { profile { name lockedFields { path code message } } } }
}";
const LOCKED: &str = "{ viewer { profile { lockedFields { path code message } } } }";
const CHANGES: &str = "query ($id: ID!) { node(id: $id) { ... on Application { identityChanges {
  fields institution { name } reason before { name nik birthDate sex } after { name nik birthDate sex }
} } } }";
const NIK: &str = "5171014502980001";

/// One change of each field; the last two contradict the NIK where nothing holds it.
fn replacements() -> [(&'static str, Value, Option<&'static str>); 4] {
    [
        ("name", json!("Orang Lain"), None),
        ("nik", json!("5171014502980009"), None),
        ("birthDate", json!("1998-02-06"), Some("NIK_BIRTH_DATE_MISMATCH")),
        ("sex", json!("MALE"), Some("NIK_SEX_MISMATCH")),
    ]
}

fn input(change: Value) -> Value {
    json!({ "input": change })
}

async fn siti(app: &TestApp) -> Person {
    let person = app.applicant().await;
    app.tell(&person, |profile| {
        profile.nik = Some(Nik::parse(NIK).unwrap());
        profile.birth_date = Some(Date::parse("1998-02-05").unwrap());
    })
    .await;
    person
}

/// The code of the lock that all four fields tell, or none.
async fn lock_of(person: &Person) -> Option<String> {
    let profile = person.data(LOCKED, json!({})).await["viewer"]["profile"].clone();
    let locked = profile["lockedFields"].as_array().unwrap().clone();
    let paths: Vec<_> = locked.iter().map(|field| field["path"].clone()).collect();
    if paths.is_empty() {
        return None;
    }
    assert_eq!(paths, ["name", "nik", "birthDate", "sex"]);
    let message = locked[0]["message"].as_str().unwrap();
    assert!(message.contains("counter"), "the way out: {message}");
    locked[0]["code"].as_str().map(str::to_owned)
}

/// Every field refused or taken, as the lock says.
async fn holds(person: &Person, lock: Option<&str>, when: &str) {
    assert_eq!(lock_of(person).await.as_deref(), lock, "{when}");
    for (path, value, otherwise) in replacements() {
        let answer = person.send(UPDATE, input(json!({ path: value }))).await;
        let refused = fields(&answer.body["errors"][0]);
        let code = if lock.is_some() { Some("LOCKED") } else { otherwise };
        let expected: Vec<_> =
            code.into_iter().map(|code| (path.to_owned(), code.to_owned())).collect();
        assert_eq!(refused, expected, "{when}: {path}");
    }
    if lock.is_some() {
        // The form sends what is there once more, and the rest stays free.
        let same = json!({ "name": "wayan sukma", "nik": NIK, "birthDate": "1998-02-05",
            "sex": "FEMALE", "education": "S1", "regionCode": "51.08" });
        person.data(UPDATE, input(same)).await;
    }
}

both!(each_state_holds_or_frees_each_field, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    for (decision, lock) in [
        ("SUBMITTED", None),
        ("SHORTLIST", Some("JUDGED")),
        ("OFFER", Some("SEAT")),
        ("WAITLIST", Some("WAITING")),
        ("CONFIRM", Some("SEAT")),
        ("WITHDRAW", None),
        ("DECLINE", None),
        ("MARK", Some("JUDGED")),
        ("BENEFIT", Some("BENEFIT")),
    ] {
        let session = app.session(centre, SessionPlan::merit()).await;
        let person = siti(app).await;
        let id = person.applies(session).await;
        match decision {
            "SHORTLIST" | "OFFER" | "WAITLIST" => {
                staff.decides(&[&id], decision).await;
            }
            "CONFIRM" | "DECLINE" => {
                staff.decides(&[&id], "OFFER").await;
                if decision == "CONFIRM" {
                    person.confirms(&id).await;
                } else {
                    person.declines(&id).await;
                }
            }
            "WITHDRAW" => {
                person.withdraws(&id).await;
            }
            "MARK" => {
                staff.plans_test_and_interview(session).await;
                staff.marks(session, &[(&id, "80", "90")]).await;
            }
            "BENEFIT" => {
                app.benefit(&person).await;
            }
            _ => {}
        }
        holds(&person, lock, decision).await;
        // The next one has the same NIK.
        app.tell(&person, |profile| profile.nik = None).await;
    }
});

both!(what_was_empty_is_filled_in, async |app: &TestApp| {
    let person = siti(app).await;
    app.tell(&person, |profile| (profile.sex, profile.birth_date) = (None, None)).await;
    app.benefit(&person).await;
    person.data(UPDATE, input(json!({ "sex": "FEMALE", "birthDate": "1998-02-05" }))).await;
    let error = person.error(UPDATE, input(json!({ "sex": "MALE" }))).await;
    assert_eq!(fields(&error), [("sex".to_owned(), "LOCKED".to_owned())]);
});

both!(a_finished_training_holds_the_name_of_its_certificate, async |app: &TestApp| {
    let trainee = app.graduate().await;
    let error = trainee.person.error(UPDATE, input(json!({ "name": "Orang Lain" }))).await;
    assert_eq!(fields(&error), [("name".to_owned(), "LOCKED".to_owned())]);
});

both!(who_decides_sees_what_the_person_replaced_before, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = siti(app).await;
    person.data(UPDATE, input(json!({ "name": "Ni Wayan" }))).await;
    let id = person.applies(session).await;
    person.data(UPDATE, input(json!({ "name": "Orang Lain", "nik": "5171014502980009" }))).await;
    let asked = json!({ "id": id });
    let seen = async |who: &Actor| {
        who.data(CHANGES, asked.clone()).await["node"]["identityChanges"].clone()
    };
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let changes = seen(&reviewer).await;
    assert_eq!(changes.as_array().unwrap().len(), 1, "before there was anything to decide, none");
    assert_eq!(changes[0]["fields"], json!(["NAME", "NIK"]));
    assert_eq!(
        changes[0]["before"],
        json!({
        "name": "Ni Wayan", "nik": "5171••••••••0001", "birthDate": null, "sex": null })
    );
    assert_eq!(changes[0]["after"]["nik"], "5171••••••••0009");
    assert_eq!(changes[0]["institution"], Value::Null);
    assert_eq!(seen(&person).await, changes);
    assert_eq!(seen(&app.staff(centre, Role::Instructor).await.browser).await, json!([]));
    let events = "SELECT COUNT(*) FROM account_events WHERE kind = 'IDENTITY_CHANGED'";
    assert_eq!(app.number(events).await, 1);
});

both!(an_offer_on_its_way_holds_the_identity, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = siti(app).await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    // The offer holds the application and waits for the seats.
    let seats = format!(
        "UPDATE sessions SET capacity = capacity WHERE id = {}",
        app.literal(session.as_u128())
    );
    let both = async move {
        let offer = tokio::spawn(async move { staff.decides(&[&id], "OFFER").await });
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        let change = person.send(UPDATE, input(json!({ "name": "Orang Lain" }))).await;
        assert_eq!(offer.await.unwrap(), ["OFFERED"]);
        change
    };
    let change = app.overtaken(&seats, both, "SELECT 1").await;
    assert_eq!(fields(&change.body["errors"][0]), [("name".to_owned(), "LOCKED".to_owned())]);
});

both!(who_applies_is_judged_by_the_profile_that_gets_the_seat, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = siti(app).await;
    let whose = app.literal(person.applicant.as_u128());
    // Another tab makes her another person while the application is on its way.
    let changes =
        format!("UPDATE applicants SET sex = 'MALE', version = version + 1 WHERE id = {whose}");
    let applying = async move { person.send(SUBMIT, applying_to(session)).await };
    let answer = app.overtaken(&changes, applying, "SELECT 1").await;
    assert_eq!(answer.code(), Some("NOT_ELIGIBLE"), "{:?}", answer.body);
    assert_eq!(app.number("SELECT COUNT(*) FROM applications").await, 0);
});
