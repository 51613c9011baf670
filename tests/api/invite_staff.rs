//! `inviteStaff`, `revokeInvitation` and `acceptInvitation`: how somebody gets a role at a centre.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{
    Actor, PASSWORD, Person, TestApp, both,
    steps::{fields, text},
};
use serde_json::{Value, json};

pub const INVITE: &str = "mutation ($input: InviteStaffInput!) { inviteStaff(input: $input) {
  invitation { id role state contact mayApprove expiresAt askedBy { name } institution { id } }
} }";
pub const ACCEPT: &str = "mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { role institution { id } }
}";
const REVOKE: &str = "mutation ($input: RevokeInvitationInput!) {
  revokeInvitation(input: $input) { invitation { id state contact } }
}";
pub const TEAM: &str = "query ($id: ID!) { node(id: $id) { ... on Institution {
  staff { accountId name role isViewer }
  invitations { id role state contact mayApprove askedBy { name } }
} } }";
const ROLES: &str = "{ viewer { roles { role institution { id } } } }";

/// An admin with a password.
pub async fn admin(app: &TestApp, centre: InstitutionId) -> Person {
    let admin = app.staff(centre, Role::Admin).await;
    app.give_password(&admin).await;
    admin
}

pub fn inviting(centre: InstitutionId, contact: &str, role: &str) -> Value {
    json!({ "input": {
        "institutionId": centre.to_string(), "contact": contact, "role": role,
        "password": PASSWORD
    } })
}

/// The address that the harness gives a person, proved.
pub fn address(person: &Person) -> String {
    format!("{}@uji.balai", person.account)
}

/// The code of the newest letter.
pub async fn code(app: &TestApp) -> String {
    let letters = app.letters().await;
    letters.first().expect("a letter").letter.text.chars().take(14).collect()
}

pub async fn takes(person: &Actor, code: &str) -> String {
    person.code(ACCEPT, json!({ "input": { "code": code } })).await
}

pub async fn team(actor: &Actor, centre: InstitutionId) -> Value {
    actor.data(TEAM, json!({ "id": centre.to_string() })).await["node"].clone()
}

both!(who_proved_the_contact_takes_the_role_once, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    let person = app.newcomer().await;
    let invited = admin.data(INVITE, inviting(centre, &address(&person), "REVIEWER")).await;
    let invitation = &invited["inviteStaff"]["invitation"];
    assert_eq!(invitation["state"], "SENT");
    assert_eq!(invitation["askedBy"]["name"], "Ketut Petugas");
    assert!(!text(&invitation["contact"]).contains(&person.account.to_string()), "masked");
    let (to, code) = (app.destinations().await, code(app).await);
    assert_eq!(to, [address(&person)]);
    let letter = app.letters().await[0].letter.text.clone();
    assert!(letter.contains("Reviewer at Balai Uji"), "{letter}");
    let taken = person.data(ACCEPT, json!({ "input": { "code": code.to_lowercase() } })).await;
    assert_eq!(taken["acceptInvitation"]["role"], "REVIEWER");
    assert_eq!(taken["acceptInvitation"]["institution"]["id"], centre.to_string());
    let roles = person.data(ROLES, json!({})).await["viewer"]["roles"].clone();
    assert_eq!(roles[0]["role"], "REVIEWER");
    let error = person.error(ACCEPT, json!({ "input": { "code": code } })).await;
    assert_eq!(fields(&error), [("code".to_owned(), "WRONG_CODE".to_owned())], "used up");
    let seen = team(&admin, centre).await;
    assert_eq!(seen["staff"].as_array().unwrap().len(), 2);
    assert_eq!(seen["invitations"], json!([]));
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants").await, 2);
    let kept = "SELECT COUNT(*) FROM staff_invitations WHERE contact_cipher IS NOT NULL";
    assert_eq!(app.number(kept).await, 0, "whom it went to is forgotten");
});

both!(nobody_else_gets_anything_by_the_code, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    let person = app.newcomer().await;
    let stranger = app.newcomer().await;
    admin.data(INVITE, inviting(centre, &address(&person), "REVIEWER")).await;
    let code = code(app).await;
    assert_eq!(takes(&app.visitor(), &code).await, "UNAUTHENTICATED");
    assert_eq!(takes(&app.partner(centre).await, &code).await, "FORBIDDEN");
    assert_eq!(takes(&admin, &code).await, "VALIDATION_FAILED", "who asked");
    assert_eq!(takes(&stranger, &code).await, "VALIDATION_FAILED");
    // The address is the person's, and not proved.
    let id = app.literal(person.account.as_u128());
    let doubt = format!("UPDATE accounts SET email_confirmed_at = NULL WHERE id = {id}");
    app.execute(&doubt).await.unwrap();
    assert_eq!(takes(&person, &code).await, "VALIDATION_FAILED");
    for bad in ["", "7K3M", "AAAA-AAAA-AAAA"] {
        assert_eq!(takes(&person, bad).await, "VALIDATION_FAILED");
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants").await, 1);
    for _ in 0..9 {
        takes(&stranger, "AAAA-AAAA-AAAA").await;
    }
    assert_eq!(takes(&stranger, "AAAA-AAAA-AAAA").await, "RATE_LIMITED");
});

both!(an_invitation_is_over_after_a_week_or_when_it_is_taken_back, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    let person = app.newcomer().await;
    let invited = admin.data(INVITE, inviting(centre, &address(&person), "INSTRUCTOR")).await;
    let again = admin.code(INVITE, inviting(centre, &address(&person), "INSTRUCTOR")).await;
    assert_eq!(again, "CONFLICT", "the same is open");
    let first = code(app).await;
    let id = text(&invited["inviteStaff"]["invitation"]["id"]).to_owned();
    let about = json!({ "input": { "invitationId": id } });
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&person.browser, "NOT_FOUND"),
        (&reviewer.browser, "FORBIDDEN"),
    ] {
        assert_eq!(who.code(REVOKE, about.clone()).await, code);
    }
    let revoked = admin.data(REVOKE, about.clone()).await;
    let revoked = &revoked["revokeInvitation"]["invitation"];
    assert_eq!((&revoked["state"], &revoked["contact"]), (&json!("REVOKED"), &json!(null)));
    assert_eq!(admin.code(REVOKE, about).await, "INVALID_TRANSITION");
    assert_eq!(takes(&person, &first).await, "VALIDATION_FAILED");
    app.execute("DELETE FROM outbox").await.unwrap();
    admin.data(INVITE, inviting(centre, &address(&person), "INSTRUCTOR")).await;
    let second = code(app).await;
    app.pass_hours(7 * 24);
    let person = app.sign_in(person.account).await;
    assert_eq!(takes(&person, &second).await, "VALIDATION_FAILED");
    let admin = app.sign_in(admin.account).await;
    assert_eq!(team(&admin, centre).await["invitations"], json!([]));
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'INSTRUCTOR'").await, 0);
});

both!(only_an_admin_of_the_centre_invites_and_sees_the_team, async |app: &TestApp| {
    let centre = app.centre().await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    app.give_password(&reviewer).await;
    let elsewhere = admin(app, app.centre().await).await;
    let applicant = app.applicant().await;
    let input = inviting(centre, "baru@uji.balai", "REVIEWER");
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&applicant.browser, "NOT_FOUND"),
        (&reviewer.browser, "FORBIDDEN"),
        (&app.partner(centre).await, "FORBIDDEN"),
        (&app.ministry().await.browser, "NOT_FOUND"),
    ] {
        assert_eq!(who.code(INVITE, input.clone()).await, code);
        let seen = team(who, centre).await;
        assert_eq!(seen, json!({ "staff": null, "invitations": null }));
    }
    assert_eq!(app.number("SELECT COUNT(*) FROM staff_invitations").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM outbox").await, 0);
});

both!(bad_input_invites_nobody, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    for (contact, role, field) in [
        ("bukan kontak", "REVIEWER", "contact"),
        (address(&admin).as_str(), "REVIEWER", "contact"),
        ("baru@uji.balai", "MINISTRY", "role"),
    ] {
        let error = admin.error(INVITE, inviting(centre, contact, role)).await;
        assert_eq!(fields(&error)[0].0, field);
    }
    let mut wrong = inviting(centre, "baru@uji.balai", "REVIEWER");
    wrong["input"]["password"] = json!("bukan-sandi-ini");
    let error = admin.error(INVITE, wrong).await;
    assert_eq!(fields(&error), [("password".to_owned(), "DIFFERS".to_owned())]);
    assert_eq!(app.number("SELECT COUNT(*) FROM staff_invitations").await, 0);
    for _ in 0..3 {
        admin.data(INVITE, inviting(centre, "0812 3333 4444", "REVIEWER")).await;
        app.execute(
            "UPDATE staff_invitations SET revoked_at = 1, contact_cipher = NULL, \
             contact_index = NULL",
        )
        .await
        .unwrap();
    }
    let code = admin.code(INVITE, inviting(centre, "+62 812-3333-4444", "REVIEWER")).await;
    assert_eq!(code, "RATE_LIMITED", "nobody's phone is flooded");
});

both!(who_leaves_is_invited_no_more, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    let person = app.newcomer().await;
    app.give_password(&person).await;
    admin.data(INVITE, inviting(centre, &address(&person), "REVIEWER")).await;
    let file = axum::http::Request::get("/data-saya.json").body(axum::body::Body::empty());
    let own = person.raw(file.unwrap()).await.body;
    assert_eq!(own["staffInvitations"][0]["role"], "REVIEWER");
    let delete = "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
    let input = json!({ "input": { "password": PASSWORD, "confirm": true } });
    person.data(delete, input).await;
    assert_eq!(team(&admin, centre).await["invitations"], json!([]));
});
