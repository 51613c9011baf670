//! `recoverContact`: a new number, asked for at the counter.

use balai_shared::{nik::Nik, policy::Role};
use balai_tests::{Actor, Person, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

pub const RECOVER: &str = "mutation ($input: RecoverContactInput!) {
  recoverContact(input: $input) {
    applicant { id phone } recovery { recoveryId newPhone effectiveAt }
  }
}";
pub const REGISTER: &str =
    "mutation ($input: RegisterInput!) { register(input: $input) { viewer { id } } }";
const VIEWER: &str = "{ viewer { contacts { kind confirmedAt } } }";
pub const NEW: &str = "0812 1111 2222";
pub const NIK: &str = "5171014502980001";

pub fn about(person: &Person, nik: &str) -> Value {
    json!({ "input": { "applicantId": person.applicant.to_string(), "newPhone": NEW, "nik": nik } })
}

/// Somebody whose application waits at the centre, with this NIK.
pub async fn at_the_counter(app: &TestApp, centre: balai_shared::id::InstitutionId) -> Person {
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    app.tell(&person, |profile| {
        profile.nik = Some(Nik::parse(NIK).unwrap());
        profile.birth_date = None;
    })
    .await;
    app.execute("DELETE FROM outbox").await.unwrap();
    person
}

pub async fn is_signed_in(browser: &Actor) -> bool {
    browser.data(VIEWER, json!({})).await["viewer"].is_object()
}

both!(another_nik_opens_nothing_and_tries_are_limited, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = at_the_counter(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    for _ in 0..5 {
        let error = staff.error(RECOVER, about(&person, "5171014502980002")).await;
        assert_eq!(fields(&error), [("nik".to_owned(), "DIFFERS".to_owned())]);
    }
    assert_eq!(staff.code(RECOVER, about(&person, NIK)).await, "RATE_LIMITED");
    assert!(is_signed_in(&person).await);
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM account_events").await, 0);
});

both!(only_who_knows_applicants_where_one_applied_may, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = at_the_counter(app, centre).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let instructor = app.staff(centre, Role::Instructor).await;
    let partner = app.partner(centre).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&instructor.browser, "FORBIDDEN"),
        (&partner, "FORBIDDEN"),
        (&person.browser, "FORBIDDEN"),
        (&app.ministry().await.browser, "NOT_FOUND"),
        (&app.pemda().await.browser, "NOT_FOUND"),
    ] {
        assert_eq!(who.code(RECOVER, about(&person, NIK)).await, code);
    }
    assert!(is_signed_in(&person).await);
});

both!(where_one_applies_no_more_nobody_may, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    person.withdraws(&id).await;
    let staff = app.staff(centre, Role::Admin).await;
    assert_eq!(staff.code(RECOVER, about(&person, NIK)).await, "NOT_FOUND");
});

both!(neither_oneself_nor_a_colleague, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let mut staff = Vec::new();
    for role in [Role::Admin, Role::Reviewer] {
        let one = app.staff(centre, role).await;
        app.complete(&one).await;
        one.applies(session).await;
        staff.push(one);
    }
    assert_eq!(staff[0].code(RECOVER, about(&staff[0], NIK)).await, "FORBIDDEN", "oneself");
    assert_eq!(staff[0].code(RECOVER, about(&staff[1], NIK)).await, "FORBIDDEN", "a colleague");
});

both!(bad_input_is_told_at_once_and_a_taken_number_is_a_conflict, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = at_the_counter(app, centre).await;
    let staff = app.staff(centre, Role::Admin).await;
    let mut bad = about(&person, "123");
    bad["input"]["newPhone"] = json!("08x");
    let error = staff.error(RECOVER, bad).await;
    let paths: Vec<_> = fields(&error).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["newPhone", "nik"]);
    let input = json!({ "input": {
        "name": "Lain", "phone": NEW, "password": "rahasia-sekali"
    } });
    app.visitor().data(REGISTER, input).await;
    let error = staff.error(RECOVER, about(&person, NIK)).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&error), [("newPhone".to_owned(), "PHONE_TAKEN".to_owned())]);
    assert!(is_signed_in(&person).await, "nothing happened");
});

both!(who_has_read_the_card_elsewhere_leaves_it_to_a_colleague, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = at_the_counter(app, centre).await;
    let staff = app.staff(centre, Role::Counsellor).await;
    // As if this member of staff had opened the uploaded KTP.
    let read = format!(
        "INSERT INTO document_reads (id, document_id, applicant_id, kind, actor_kind, actor_id, at) \
         VALUES ({}, {}, {}, 'KTP', 'STAFF', {}, 1)",
        app.literal(1),
        app.literal(2),
        app.literal(person.applicant.as_u128()),
        app.literal(staff.account.as_u128()),
    );
    app.execute(&read).await.unwrap();
    assert_eq!(staff.code(RECOVER, about(&person, NIK)).await, "FORBIDDEN");
    assert!(is_signed_in(&person).await);
    let colleague = app.staff(centre, Role::Reviewer).await;
    colleague.data(RECOVER, about(&person, NIK)).await;
});
