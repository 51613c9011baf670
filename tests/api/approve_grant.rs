//! `approveGrant`: two people make an admin.

use balai_backend::service::staff_invitations;
use balai_tests::{PASSWORD, Person, TestApp, both, steps::text};
use serde_json::{Value, json};

use super::invite_staff::{ACCEPT, INVITE, address, admin, code, inviting, takes, team};

const APPROVE: &str = "mutation ($input: ApproveGrantInput!) {
  approveGrant(input: $input) { invitation { id state } }
}";

fn approving(id: &str) -> Value {
    json!({ "input": { "invitationId": id, "password": PASSWORD } })
}

/// Two admins of a centre, and somebody whom the first has invited to be the third.
async fn asked(app: &TestApp) -> (Person, Person, Person, String) {
    let centre = app.centre().await;
    let (first, second) = (admin(app, centre).await, admin(app, centre).await);
    let person = app.newcomer().await;
    app.give_password(&person).await;
    let invited = first.data(INVITE, inviting(centre, &address(&person), "ADMIN")).await;
    let invitation = &invited["inviteStaff"]["invitation"];
    assert_eq!(
        (&invitation["state"], &invitation["mayApprove"]),
        (&json!("PENDING"), &json!(false))
    );
    let id = text(&invitation["id"]).to_owned();
    (first, second, person, id)
}

both!(an_admin_is_made_by_two, async |app: &TestApp| {
    let (_, second, person, id) = asked(app).await;
    assert!(app.letters().await.is_empty(), "nothing is sent before it is approved");
    let approved = second.data(APPROVE, approving(&id)).await;
    assert_eq!(approved["approveGrant"]["invitation"]["state"], "SENT");
    assert_eq!(second.code(APPROVE, approving(&id)).await, "INVALID_TRANSITION");
    let code = code(app).await;
    assert_eq!(takes(&second, &code).await, "VALIDATION_FAILED", "who approved");
    person.data(ACCEPT, json!({ "input": { "code": code } })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'ADMIN'").await, 3);
});

both!(neither_who_asked_nor_who_is_asked_nor_others_approve, async |app: &TestApp| {
    let (first, second, person, id) = asked(app).await;
    let centre = first.account;
    let elsewhere = admin(app, app.centre().await).await;
    let partner = app.partner(app.centre().await).await;
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&first.browser, "FORBIDDEN"),
        (&person.browser, "NOT_FOUND"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&partner, "NOT_FOUND"),
    ] {
        assert_eq!(who.code(APPROVE, approving(&id)).await, code);
    }
    let mut wrong = approving(&id);
    wrong["input"]["password"] = json!("bukan-sandi-ini");
    assert_eq!(second.code(APPROVE, wrong).await, "VALIDATION_FAILED");
    assert!(app.letters().await.is_empty());
    // The table takes it no more than the use case does.
    let both = format!(
        "UPDATE staff_invitations SET approved_by = {}, approved_at = 1",
        app.literal(centre.as_u128())
    );
    assert!(app.execute(&both).await.is_err());
    let unapproved = format!(
        "UPDATE staff_invitations SET accepted_by = {}, accepted_at = 1",
        app.literal(person.account.as_u128())
    );
    assert!(app.execute(&unapproved).await.is_err());
});

both!(who_is_to_become_admin_approves_nothing, async |app: &TestApp| {
    let centre = app.centre().await;
    let (first, second) = (admin(app, centre).await, admin(app, centre).await);
    let invited = first.data(INVITE, inviting(centre, &address(&second), "ADMIN")).await;
    let id = text(&invited["inviteStaff"]["invitation"]["id"]).to_owned();
    assert_eq!(second.code(APPROVE, approving(&id)).await, "FORBIDDEN");
    let third = admin(app, centre).await;
    assert_eq!(team(&third, centre).await["invitations"][0]["mayApprove"], true);
    third.data(APPROVE, approving(&id)).await;
    second.data(ACCEPT, json!({ "input": { "code": code(app).await } })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants").await, 3, "a role is held once");
});

both!(for_the_only_admin_the_operator_approves, async |app: &TestApp| {
    let centre = app.centre().await;
    let only = admin(app, centre).await;
    let person = app.newcomer().await;
    let invited = only.data(INVITE, inviting(centre, &address(&person), "ADMIN")).await;
    let id = text(&invited["inviteStaff"]["invitation"]["id"]).to_owned();
    assert_eq!(only.code(APPROVE, approving(&id)).await, "FORBIDDEN");
    staff_invitations::approve_by_operator(&app.services, id.parse().unwrap()).await.unwrap();
    person.data(ACCEPT, json!({ "input": { "code": code(app).await } })).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'ADMIN'").await, 2);
});

both!(who_is_admin_no_more_approves_nothing, async |app: &TestApp| {
    let (first, second, _, id) = asked(app).await;
    let ended = app.literal(second.account.as_u128());
    app.execute(&format!("UPDATE role_grants SET role = 'REVIEWER' WHERE account_id = {ended}"))
        .await
        .unwrap();
    assert_eq!(second.code(APPROVE, approving(&id)).await, "FORBIDDEN");
    assert_eq!(first.code(APPROVE, approving(&id)).await, "FORBIDDEN");
});
