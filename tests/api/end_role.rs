//! `endRole`: a role ends at once, and never the last admin's.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{Person, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const END: &str = "mutation ($input: EndRoleInput!) {
  endRole(input: $input) { institution { staff { name role } } }
}";
const QUEUE: &str = "query ($filter: ApplicationFilter) {
  applications(filter: $filter) { nodes { id } }
}";

fn ending(centre: InstitutionId, whose: &Person, role: &str) -> Value {
    json!({ "input": {
        "accountId": whose.account.to_string(), "institutionId": centre.to_string(), "role": role
    } })
}

both!(an_open_sign_in_can_do_nothing_any_more, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let admin = app.staff(centre, Role::Admin).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let asked = json!({ "filter": { "institutionId": centre.to_string() } });
    assert_eq!(reviewer.data(QUEUE, asked.clone()).await["applications"]["nodes"][0]["id"], id);
    let left = admin.data(END, ending(centre, &reviewer, "REVIEWER")).await;
    assert_eq!(left["endRole"]["institution"]["staff"].as_array().unwrap().len(), 1);
    let code = reviewer.send(QUEUE, asked).await;
    assert!(!code.body.to_string().contains(&id), "{}", code.body);
    assert_eq!(reviewer.application(&id).await, json!(null));
    assert_eq!(admin.code(END, ending(centre, &reviewer, "REVIEWER")).await, "NOT_FOUND");
});

both!(a_centre_keeps_its_last_admin, async |app: &TestApp| {
    let centre = app.centre().await;
    let (one, two) = (app.staff(centre, Role::Admin).await, app.staff(centre, Role::Admin).await);
    one.data(END, ending(centre, &one, "ADMIN")).await;
    assert_eq!(
        one.code(END, ending(centre, &two, "ADMIN")).await,
        "NOT_FOUND",
        "no admin any more"
    );
    let error = two.error(END, ending(centre, &two, "ADMIN")).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&error), [("role".to_owned(), "NOT_ALLOWED".to_owned())]);
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'ADMIN'").await, 1);
});

both!(two_admins_who_end_each_other_leave_one, async |app: &TestApp| {
    let centre = app.centre().await;
    let (one, two) = (app.staff(centre, Role::Admin).await, app.staff(centre, Role::Admin).await);
    let (a, b) = (ending(centre, &two, "ADMIN"), ending(centre, &one, "ADMIN"));
    let (first, second) = tokio::join!(one.send(END, a), two.send(END, b));
    let done = [&first, &second].iter().filter(|answer| answer.code().is_none()).count();
    assert_eq!(done, 1, "{} {}", first.body, second.body);
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'ADMIN'").await, 1);
});

both!(only_an_admin_of_the_centre_ends_roles, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let input = ending(centre, &reviewer, "REVIEWER");
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&app.applicant().await.browser, "NOT_FOUND"),
        (&reviewer.browser, "FORBIDDEN"),
        (&app.partner(centre).await, "FORBIDDEN"),
    ] {
        assert_eq!(who.code(END, input.clone()).await, code);
    }
    let mut bad = input.clone();
    bad["input"]["role"] = json!("MINISTRY");
    assert_eq!(admin.code(END, bad).await, "VALIDATION_FAILED");
    let mut unknown = input;
    unknown["input"]["accountId"] = json!("usr_1");
    assert_eq!(admin.code(END, unknown).await, "NOT_FOUND");
    assert_eq!(app.number("SELECT COUNT(*) FROM role_grants WHERE role = 'REVIEWER'").await, 1);
});
