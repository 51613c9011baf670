//! What brings a number about that was asked for by `recoverContact`: `approveContactRecovery`,
//! `agreeToContactRecovery`, a day; and `stopContactRecovery`.

use balai_backend::service::contact_recovery;
use balai_shared::policy::Role;
use balai_tests::{
    Actor, Kind, PASSWORD, Person, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

use crate::recover_contact::{NEW, NIK, RECOVER, REGISTER, about, at_the_counter, is_signed_in};

const RESET: &str =
    "mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { ok } }";
const SIGN_IN: &str = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer {
  accountEvents { kind institution { name } } contacts { kind confirmedAt }
} } }";
const APPROVE: &str = "mutation ($input: ApproveContactRecoveryInput!) {
  approveContactRecovery(input: $input) { applicant { id phone } }
}";
const AGREE: &str = "mutation ($input: AgreeToContactRecoveryInput!) {
  agreeToContactRecovery(input: $input) { ok }
}";
const STOP: &str = "mutation ($input: StopContactRecoveryInput!) {
  stopContactRecovery(input: $input) { ok }
}";
const ASK: &str = "mutation ($input: RequestPasswordResetInput!) {
  requestPasswordReset(input: $input) { minutes }
}";
const WAITING: &str = "{ viewer { contactRecovery { newPhone effectiveAt mayApprove } } }";
const OF: &str = "{ applications(first: 1) { nodes { applicant { contactRecovery { newPhone mayApprove } } } } }";

/// Asks for it; its id.
async fn asks(staff: &Actor, person: &Person) -> String {
    let asked = staff.data(RECOVER, about(person, NIK)).await["recoverContact"].clone();
    text(&asked["recovery"]["recoveryId"]).to_owned()
}

async fn approval(staff: &Actor, id: &str) -> String {
    let input = json!({ "input": { "recoveryId": id, "password": PASSWORD } });
    staff.send(APPROVE, input).await.code().unwrap_or("DONE").to_owned()
}

/// The code in the message to the old contact.
async fn stop_code(app: &TestApp) -> String {
    let letters = app.letters().await;
    let letter = letters.iter().find(|letter| letter.letter.text.contains("/nomor-baru"));
    let words = letter.expect("a letter").letter.text.clone();
    let code = words.split_whitespace().find(|word| word.matches('-').count() == 2);
    code.expect("a code").trim_end_matches('.').to_owned()
}

/// Two members of staff who can approve, and somebody at the counter.
async fn counter(app: &TestApp) -> (Person, Person, Person) {
    let centre = app.centre().await;
    let person = at_the_counter(app, centre).await;
    let (first, second) =
        (app.staff(centre, Role::Counsellor).await, app.staff(centre, Role::Reviewer).await);
    app.give_password(&first).await;
    app.give_password(&second).await;
    (person, first, second)
}

async fn phones(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM accounts WHERE phone_vouched_at IS NOT NULL").await
}

/// Makes a password by the code that went to the new number, and signs in.
async fn opens(app: &TestApp, code: &str) -> Value {
    let input = json!({ "input": {
        "identifier": NEW, "code": code, "password": "gunung-merah-pagi"
    } });
    app.visitor().data(RESET, input).await;
    let input = json!({ "input": { "identifier": NEW, "password": "gunung-merah-pagi" } });
    app.visitor().data(SIGN_IN, input).await["signIn"]["viewer"].clone()
}

both!(one_member_of_staff_alone_only_asks_and_the_old_contact_is_told, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    let told = first.data(RECOVER, about(&person, NIK)).await["recoverContact"].clone();
    assert_eq!(told["applicant"]["phone"], json!(null), "nothing is changed");
    assert_eq!(told["recovery"]["newPhone"], "+62812•••••222");
    assert_eq!(told["recovery"]["effectiveAt"], app.now().plus_hours(24).to_string());
    assert!(is_signed_in(&person).await);
    assert_eq!(app.destinations().await, [format!("{}@uji.balai", person.account)]);
    let own = person.data(WAITING, json!({})).await["viewer"]["contactRecovery"].clone();
    assert_eq!(own["newPhone"], "+62812•••••222");
    // A code for a new password isn't even sent there, and none is taken.
    let ask = json!({ "input": { "identifier": NEW } });
    app.visitor().data(ASK, ask).await;
    assert_eq!(app.letters().await.len(), 1);
    let reset = json!({ "input": {
        "identifier": NEW, "code": "123456", "password": "gunung-merah-pagi"
    } });
    assert_eq!(app.visitor().code(RESET, reset).await, "VALIDATION_FAILED");
    assert_eq!(phones(app).await, 0);
});

both!(a_second_member_of_staff_brings_it_about, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    let id = asks(&first, &person).await;
    let wrong = json!({ "input": { "recoveryId": id, "password": "salah-sekali" } });
    let error = second.error(APPROVE, wrong).await;
    assert_eq!(fields(&error), [("password".to_owned(), "DIFFERS".to_owned())]);
    assert_eq!(approval(&second, &id).await, "DONE");
    assert_eq!(approval(&second, &id).await, "NOT_FOUND", "it waits no more");
    assert!(!is_signed_in(&person).await, "the lost phone is signed out");
    let (to, code) = (app.destinations().await, app.newest_code().await);
    assert_eq!(to[0], "+6281211112222");
    assert_eq!(to[1], format!("{}@uji.balai", person.account), "the old contact is told");
    let viewer = opens(app, &code).await;
    let events = viewer["accountEvents"].as_array().unwrap();
    for kind in ["RECOVERY_ASKED", "RECOVERY_APPROVED", "RECOVERED_AT_COUNTER"] {
        let found = events.iter().find(|event| event["kind"] == kind);
        assert_eq!(found.expect(kind)["institution"]["name"], "Balai Uji");
    }
    assert!(viewer["contacts"][0]["confirmedAt"].is_string(), "the code proved the number");
    for (staff, kept) in [(&first, 2), (&second, 1)] {
        let by = app.literal(staff.account.as_u128());
        let count = format!("SELECT COUNT(*) FROM account_events WHERE actor_id = {by}");
        assert_eq!(app.number(&count).await, kept);
    }
    let forgotten = "SELECT COUNT(*) FROM contact_recoveries WHERE phone_cipher IS NOT NULL";
    assert_eq!(app.number(forgotten).await, 0);
});

both!(who_asked_or_works_elsewhere_approves_nothing, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    let id = asks(&first, &person).await;
    assert_eq!(approval(&first, &id).await, "FORBIDDEN", "the same person");
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    app.give_password(&elsewhere).await;
    assert_eq!(approval(&elsewhere, &id).await, "NOT_FOUND");
    app.give_password(&person).await;
    assert_eq!(approval(&person, &id).await, "FORBIDDEN", "oneself");
    assert_eq!(approval(&app.visitor(), &id).await, "UNAUTHENTICATED");
    assert_eq!(phones(app).await, 0);
});

both!(the_database_takes_no_approval_by_who_asked, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    asks(&first, &person).await;
    let approve = "UPDATE contact_recoveries SET outcome = 'APPROVED', settled_by = asked_by, \
                   settled_at = 1, phone_cipher = NULL, code_hash = NULL";
    app.execute(approve).await.unwrap_err();
});

both!(whoever_reads_the_old_contact_agrees_and_it_is_good_at_once, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    asks(&first, &person).await;
    let wrong = json!({ "input": { "code": "7K3M-9QXD-2HRT" } });
    let error = app.visitor().error(AGREE, wrong).await;
    assert_eq!(fields(&error), [("code".to_owned(), "WRONG_CODE".to_owned())]);
    let code = stop_code(app).await;
    app.visitor().data(AGREE, json!({ "input": { "code": code } })).await;
    assert_eq!(app.destinations().await[0], "+6281211112222");
    opens(app, &app.newest_code().await).await;
    let again = app.visitor().code(STOP, json!({ "input": { "code": code } })).await;
    assert_eq!(again, "VALIDATION_FAILED", "the code is used up");
});

both!(after_a_day_it_is_good_by_itself_and_not_before, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    asks(&first, &person).await;
    app.pass_hours(23);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 0);
    app.pass_hours(1);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 1);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 0);
    assert_eq!(phones(app).await, 1);
    let letters = app.letters().await;
    assert!(letters[0].letter.text.contains("Lupa sandi"), "no code that nobody waits for");
    assert_eq!(app.destinations().await[0], "+6281211112222");
    app.visitor().data(ASK, json!({ "input": { "identifier": NEW } })).await;
    opens(app, &app.newest_code().await).await;
});

both!(the_owner_stops_it_by_the_code_or_signed_in, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    let id = asks(&first, &person).await;
    let code = stop_code(app).await;
    app.visitor().data(STOP, json!({ "input": { "code": code } })).await;
    assert_eq!(approval(&second, &id).await, "NOT_FOUND", "stopped is stopped");
    app.pass_hours(25);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 0);
    let browser = app.sign_in(person.account).await;
    let none = json!({ "input": {} });
    assert_eq!(browser.code(STOP, none.clone()).await, "NOT_FOUND");
    assert_eq!(app.visitor().code(STOP, none.clone()).await, "UNAUTHENTICATED");
    let first = app.sign_in(first.account).await;
    asks(&first, &person).await;
    browser.data(STOP, none).await;
    assert_eq!(phones(app).await, 0);
    let stopped = "SELECT COUNT(*) FROM account_events WHERE kind = 'RECOVERY_STOPPED'";
    assert_eq!(app.number(stopped).await, 2);
});

both!(of_a_stop_and_an_approval_at_once_one_alone_happens, async |app: &TestApp| {
    for _ in 0..6 {
        let (person, first, second) = counter(app).await;
        let id = asks(&first, &person).await;
        let input = json!({ "input": { "code": stop_code(app).await } });
        let visitor = app.visitor();
        let stop = tokio::spawn(async move { visitor.send(STOP, input).await });
        let approve = tokio::spawn(async move { approval(&second, &id).await });
        let stopped = stop.await.unwrap().code().is_none();
        let approved = approve.await.unwrap() == "DONE";
        assert!(stopped != approved, "stopped {stopped}, approved {approved}");
        let whose = app.literal(person.account.as_u128());
        let vouched = format!(
            "SELECT COUNT(*) FROM accounts WHERE id = {whose} AND phone_vouched_at IS NOT NULL"
        );
        assert_eq!(app.number(&vouched).await, i64::from(approved));
        // The number is free for the next one.
        let free =
            "UPDATE accounts SET phone_index = NULL, phone_cipher = NULL, phone_vouched_at = NULL";
        app.execute(free).await.unwrap();
        app.execute("UPDATE applicants SET nik_index = NULL, nik_cipher = NULL").await.unwrap();
    }
});

both!(a_stop_while_it_waits_for_the_row_wins_over_the_approval, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    let id = asks(&first, &person).await;
    if app.kind == Kind::Sqlite {
        // There, one writer is after the other anyway.
        return;
    }
    let stop = "UPDATE contact_recoveries SET outcome = 'STOPPED', settled_at = 1, \
                phone_cipher = NULL, code_hash = NULL";
    let approve = async move { approval(&second, &id).await };
    let outcome = app.overtaken(stop, approve, "SELECT 1").await;
    assert_eq!(outcome, "INVALID_TRANSITION");
    assert_eq!(phones(app).await, 0);
});

both!(asking_again_replaces_what_waits, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    let (asker, before) = (first.account, asks(&first, &person).await);
    app.pass_hours(20);
    let second = app.sign_in(second.account).await;
    let id = asks(&second, &person).await;
    let first = app.sign_in(first.account).await;
    assert_eq!(approval(&first, &before).await, "NOT_FOUND");
    app.pass_hours(5);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 0, "it waits anew");
    let again = app.sign_in(asker).await;
    assert_eq!(approval(&again, &id).await, "DONE");
});

both!(who_can_not_be_reached_waits_as_well, async |app: &TestApp| {
    let (person, first, _) = counter(app).await;
    app.execute("UPDATE accounts SET email_confirmed_at = NULL").await.unwrap();
    asks(&first, &person).await;
    assert_eq!(phones(app).await, 0);
    app.pass_hours(24);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 1);
});

both!(a_number_that_is_taken_meanwhile_is_not_put_in, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    let id = asks(&first, &person).await;
    let input = json!({ "input": { "name": "Lain", "phone": NEW, "password": "rahasia-sekali" } });
    app.visitor().data(REGISTER, input).await;
    assert_eq!(approval(&second, &id).await, "CONFLICT");
    app.execute("UPDATE accounts SET phone_confirmed_at = 1 WHERE phone_index IS NOT NULL")
        .await
        .unwrap();
    app.pass_hours(24);
    assert_eq!(contact_recovery::effect_due(&app.services).await.unwrap(), 0);
    let failed = "SELECT COUNT(*) FROM contact_recoveries WHERE outcome = 'FAILED'";
    assert_eq!(app.number(failed).await, 1);
    assert_eq!(phones(app).await, 0);
});

both!(staff_see_what_waits_and_who_may_approve_it, async |app: &TestApp| {
    let (person, first, second) = counter(app).await;
    asks(&first, &person).await;
    let waits = async |who: &Actor| {
        let data = who.data(OF, json!({})).await;
        data["applications"]["nodes"][0]["applicant"]["contactRecovery"].clone()
    };
    assert_eq!(waits(&second).await["mayApprove"], true);
    assert_eq!(waits(&first).await["mayApprove"], false);
    let trail = "SELECT COUNT(*) FROM account_events WHERE kind = 'RECOVERY_ASKED'";
    assert_eq!(app.number(trail).await, 1);
});
