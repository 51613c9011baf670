//! `deleteAccount`: what is gone, what stays, and what comes first.

use balai_backend::{gateway::Bank, service::documents};
use balai_shared::{
    benefit::ledger::LedgerKind,
    document::DocumentKind,
    error::ErrorCode,
    id::ApplicationId,
    policy::Role,
    time::{Date, TimeZone},
};
use balai_tests::{
    PASSWORD, Person, SessionPlan, TestApp, both,
    paid::{SURVEY, answering},
    steps::{REINSTATE, UNDO, bulk, fields},
};
use serde_json::{Value, json};

const DELETE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
const VIEWER: &str = "{ viewer { id } }";
const SIGN_IN: &str = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";

fn meant() -> Value {
    json!({ "input": { "password": PASSWORD, "confirm": true } })
}

async fn with_password(app: &TestApp) -> Person {
    let person = app.applicant().await;
    app.give_password(&person).await;
    person
}

/// The refusal at the field `account`.
async fn hindered(person: &Person) -> (String, String) {
    let error = person.error(DELETE, meant()).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    let fields = fields(&error);
    assert_eq!(fields.len(), 1);
    fields[0].clone()
}

fn account(code: &str) -> (String, String) {
    ("account".to_owned(), code.to_owned())
}

async fn stands(app: &TestApp, application: &str, state: &str) -> bool {
    let id: ApplicationId = application.parse().unwrap();
    let id = app.literal(id.as_u128());
    let sql = format!("SELECT COUNT(*) FROM applications WHERE id = {id} AND state = '{state}'");
    app.number(&sql).await == 1
}

both!(what_is_personal_is_gone_at_once_and_the_history_stays, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let person = with_password(app).await;
    let other = app.sign_in(person.account).await;
    let id = person.applies(session).await;
    person.withdraws(&id).await;
    let live = person.applies(session).await;
    let email = format!("{}@uji.balai", person.account);
    assert_eq!(person.data(DELETE, meant()).await["deleteAccount"]["ok"], true);
    assert_eq!(person.cookie("balai_access"), None);
    assert_eq!(other.data(VIEWER, json!({})).await["viewer"], Value::Null);
    let sign_in = json!({ "input": { "identifier": email, "password": PASSWORD } });
    assert_eq!(app.visitor().code(SIGN_IN, sign_in).await, "UNAUTHENTICATED");
    let whose = app.literal(person.account.as_u128());
    let left = format!(
        "SELECT COUNT(*) FROM accounts WHERE id = {whose} AND name = 'Akun dihapus' \
         AND phone_index IS NULL AND email NOT LIKE '%uji.balai%'"
    );
    assert_eq!(app.number(&left).await, 1);
    for table in ["notifications", "message_preferences", "one_time_codes", "devices"] {
        let rows = format!("SELECT COUNT(*) FROM {table} WHERE account_id = {whose}");
        assert_eq!(app.number(&rows).await, 0, "{table}");
    }
    let profiles = format!(
        "SELECT COUNT(*) FROM applicants WHERE account_id = {whose} AND nik_cipher IS NULL \
         AND kk_cipher IS NULL AND birth_date IS NULL AND region_code IS NULL"
    );
    assert_eq!(app.number(&profiles).await, 1);
    assert_eq!(app.number("SELECT COUNT(*) FROM application_texts").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM kept_identities").await, 0, "no money, no NIK");
    let withdrawn = "SELECT COUNT(*) FROM application_events WHERE to_state = 'WITHDRAWN'";
    assert_eq!(app.number(withdrawn).await, 2, "by ids, the history stays");
    assert!(stands(app, &live, "WITHDRAWN").await);
    let letters = app.letters().await;
    assert_eq!(letters.len(), 1, "the last word, by what was the account's");
    assert_eq!(app.destinations().await, std::slice::from_ref(&email));
    // Who comes back begins anew, with the same address.
    let input = json!({ "input": {
        "name": "Wayan", "email": email, "password": "rahasia-sekali"
    } });
    app.visitor().data(REGISTER, input).await;
});

both!(the_seat_goes_on_down_the_waiting_list, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let (person, next) = (with_password(app).await, app.applicant().await);
    let id = person.applies(session).await;
    person.confirms(&id).await;
    let waiting = next.applies(session).await;
    assert!(stands(app, &waiting, "WAITLISTED").await);
    person.data(DELETE, meant()).await;
    assert!(stands(app, &waiting, "OFFERED").await);
});

both!(password_and_tick_are_needed, async |app: &TestApp| {
    let person = with_password(app).await;
    let unsure = json!({ "input": { "password": PASSWORD, "confirm": false } });
    let error = person.error(DELETE, unsure).await;
    assert_eq!(fields(&error), [("confirm".to_owned(), "REQUIRED".to_owned())]);
    let guess = json!({ "input": { "password": "bukan-itu-juga", "confirm": true } });
    for _ in 0..10 {
        let error = person.error(DELETE, guess.clone()).await;
        assert_eq!(fields(&error), [("password".to_owned(), "DIFFERS".to_owned())]);
    }
    assert_eq!(person.code(DELETE, meant()).await, "RATE_LIMITED");
    assert!(person.data(VIEWER, json!({})).await["viewer"].is_object());
});

both!(nobody_else_deletes, async |app: &TestApp| {
    assert_eq!(app.visitor().code(DELETE, meant()).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(DELETE, meant()).await, "FORBIDDEN");
});

both!(who_has_a_role_gives_it_back_first, async |app: &TestApp| {
    let staff = app.staff(app.centre().await, Role::Admin).await;
    app.give_password(&staff).await;
    assert_eq!(hindered(&staff).await, account("HAS_ROLE"));
    assert!(staff.data(VIEWER, json!({})).await["viewer"].is_object());
});

both!(a_training_that_runs_is_finished_or_left_first, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(2)).await;
    let person = with_password(app).await;
    let id = person.applies(session).await;
    person.confirms(&id).await;
    app.set(TimeZone::Makassar.start_of(Date::from_ymd(2026, 3, 3).unwrap()));
    let browser = app.sign_in(person.account).await;
    let person = Person { browser, ..person };
    assert_eq!(hindered(&person).await, account("TRAINING_RUNNING"));
    assert!(stands(app, &id, "CONFIRMED").await, "nothing was withdrawn");
    person.withdraws(&id).await;
    person.data(DELETE, meant()).await;
});

both!(money_that_is_due_arrives_first, async |app: &TestApp| {
    let person = with_password(app).await;
    let benefit = app.benefit(&person).await;
    let id = app.literal(benefit.as_u128());
    let due = format!(
        "UPDATE benefits SET first_purchase_at = 1, training_completed_at = 2, certificate_at = 3, \
         rated_at = 4, payout_verified_at = 5 WHERE id = {id}"
    );
    app.execute(&due).await.unwrap();
    assert_eq!(hindered(&person).await, account("PAYMENT_UNDER_WAY"));
    app.post(benefit, LedgerKind::Incentive, 600_000, app.now()).await;
    let postings = app.number("SELECT COUNT(*) FROM ledger_postings").await;
    person.data(DELETE, meant()).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM ledger_postings").await, postings);
    // Whom public money was given to stays known for ten years after this one, and no longer.
    let kept = "SELECT COUNT(*) FROM kept_identities WHERE nik_cipher IS NOT NULL";
    assert_eq!(app.number(kept).await, 1);
    let last = TimeZone::Jakarta.start_of(Date::from_ymd(2037, 1, 1).unwrap());
    app.set(last.plus_seconds(-1));
    balai_backend::service::delete_account::forget_kept(&app.services).await.unwrap();
    assert_eq!(app.number(kept).await, 1);
    app.set(last);
    balai_backend::service::delete_account::forget_kept(&app.services).await.unwrap();
    assert_eq!(app.number(kept).await, 0);
});

both!(a_payment_on_its_way_arrives_first_and_nothing_is_left_for_another, async |app: &TestApp| {
    let trainee = app.earner().await;
    let person = &trainee.person;
    app.give_password(person).await;
    person.data(SURVEY, answering(trainee.benefit, 1)).await;
    assert_eq!(
        hindered(person).await,
        account("PAYMENT_UNDER_WAY"),
        "the survey's money is planned"
    );
    while app.ask_bank(&Bank::Demonstration).await > 0 {}
    person.data(DELETE, meant()).await;
    for kept in ["rating_texts", "survey_notes", "documents"] {
        assert_eq!(app.number(&format!("SELECT COUNT(*) FROM {kept}")).await, 0, "{kept}");
    }
    let known = "SELECT COUNT(*) FROM benefits WHERE payout_cipher IS NOT NULL \
                 OR payout_verified_at IS NOT NULL OR payout_next_check_at IS NOT NULL";
    assert_eq!(app.number(known).await, 0);
    assert_eq!(app.ask_bank(&Bank::Demonstration).await, 0, "and nothing is asked of the bank");
});

both!(what_was_on_its_way_when_one_left_comes_to_nothing, async |app: &TestApp| {
    let person = with_password(app).await;
    let who = app.actor_of(&person).await;
    person.data(DELETE, meant()).await;
    // Identified before, as a slow upload is.
    let file = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
    let kept = documents::keep(&app.services, &who, DocumentKind::Ktp, file, None).await;
    assert_eq!(kept.unwrap_err().code(), ErrorCode::Unauthenticated);
    assert_eq!(app.number("SELECT COUNT(*) FROM documents").await, 0);
});

both!(no_decision_on_who_has_left_is_taken_back, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = with_password(app).await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Admin).await;
    let reject =
        json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject).await;
    person.data(DELETE, meant()).await;
    for operation in [UNDO, REINSTATE] {
        assert_eq!(bulk(&staff, operation, json!({ "ids": [id] })).await, ["INVALID_TRANSITION"]);
    }
    assert!(stands(app, &id, "REJECTED").await);
});

// Who leaves while staff take a decision back: the one who comes second is told.
both!(who_leaves_while_a_rejection_is_taken_back_is_not_revived, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Admin).await;
    let reject =
        json!({ "input": { "ids": [id], "decision": "REJECT", "reasonCode": "LOW_SCORE" } });
    staff.decides_with(reject).await;
    let (whose, now) = (app.literal(person.account.as_u128()), app.now().as_millis());
    let holds = format!("UPDATE applicants SET version = version + 1 WHERE account_id = {whose}");
    let leaves = format!("UPDATE accounts SET deleted_at = {now} WHERE id = {whose}");
    let input = json!({ "ids": [id] });
    let back = async move { bulk(&staff, REINSTATE, input).await };
    assert_eq!(app.overtaken(&holds, back, &leaves).await, ["INVALID_TRANSITION"]);
    assert!(stands(app, &id, "REJECTED").await);
    // Nothing else of the account was erased.
    let stays = format!("UPDATE accounts SET deleted_at = NULL WHERE id = {whose}");
    app.execute(&stays).await.unwrap();
});

both!(who_has_left_gets_no_certificate_any_more, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    app.give_password(&class.people[0]).await;
    let person = app.again(&class.people[0]).await;
    person.data(DELETE, meant()).await;
    let rows = class.issues(&class.ids).await;
    assert_eq!(rows[0]["error"]["code"], "INVALID_TRANSITION", "{rows:#?}");
    assert_eq!(app.number("SELECT COUNT(*) FROM certificates").await, 0);
});
