//! `staffActions`: everything that a member of staff did, for the admins of the centre.

use balai_shared::policy::Role;
use balai_tests::{
    Actor, SessionPlan, TestApp, both,
    class::{ASSESS, REVOKE, UNITS},
    steps::{deciding, fields, text},
};
use serde_json::{Value, json};

use super::invite_staff::{INVITE, admin, inviting};

const ACTIONS: &str = "query ($id: ID!, $filter: StaffActionFilter, $first: Int, $after: String) {
  staffActions(institutionId: $id, filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { at kind detail people actor { accountId name } person { accountId name }
      application { id applicant { name } } session { id } }
  }
}";

async fn actions(who: &Actor, centre: &str, filter: Value) -> Vec<Value> {
    let asked = json!({ "id": centre, "filter": filter, "first": 100 });
    let data = who.data(ACTIONS, asked).await;
    data["staffActions"]["nodes"].as_array().unwrap().clone()
}

fn kinds(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| text(&action["kind"])).collect()
}

both!(every_kind_of_work_leaves_a_trace, async |app: &TestApp| {
    let class = app.class(2).await;
    let centre = class.centre.to_string();
    app.give_password(&class.admin).await;
    let session = class.session.to_string();
    let program = "query ($id: ID!) { node(id: $id) { ... on Session { program { id } } } }";
    let found = class.admin.data(program, json!({ "id": session })).await;
    let units = json!({ "input": {
        "programId": found["node"]["program"]["id"],
        "units": [{ "code": "G.45", "title": "Merakit" }],
    } });
    class.admin.data(UNITS, units).await;
    let results = json!([{ "unitCode": "G.45", "result": "KOMPETEN" }]);
    for id in &class.ids {
        let input = json!({ "input": { "applicationId": id, "units": results } });
        class.admin.data(ASSESS, input).await;
    }
    class.finishes().await;
    let numbers = class.certifies().await;
    let input = json!({ "input": { "number": numbers[0], "reason": "Salah nama" } });
    class.admin.data(REVOKE, input).await;
    class.admin.data(INVITE, inviting(class.centre, "baru@uji.balai", "REVIEWER")).await;
    let done = actions(&class.admin, &centre, json!({})).await;
    let kinds = kinds(&done);
    for kind in [
        "APPLICATION",
        "ATTENDANCE",
        "ASSESSMENT",
        "CERTIFICATE_ISSUED",
        "CERTIFICATE_REVOKED",
        "INVITED",
    ] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let me = class.admin.account.to_string();
    assert!(done.iter().all(|action| action["actor"]["accountId"] == me));
    assert!(!json!(done).to_string().contains("baru@"), "nobody's address");
    let completed = done.iter().find(|action| action["detail"] == "COMPLETE").unwrap();
    assert_eq!(completed["application"]["applicant"]["name"], "Wayan Sukma");
    let one = actions(&class.admin, &centre, json!({ "kinds": ["ASSESSMENT"] })).await;
    assert_eq!(one.len(), 2);
});

both!(a_page_follows_the_other_without_gap_or_double, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let admin = admin(app, centre).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(app.applicant().await.applies(session).await);
    }
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    reviewer.decides(&ids, "SHORTLIST").await;
    app.pass_seconds(60);
    admin.decides(&ids[..2], "OFFER").await;
    let id = centre.to_string();
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let asked = json!({ "id": id, "first": 2, "after": after });
        let page = admin.data(ACTIONS, asked).await["staffActions"].clone();
        assert_eq!(page["totalCount"], 7);
        for node in page["nodes"].as_array().unwrap() {
            seen.push((
                text(&node["detail"]).to_owned(),
                text(&node["application"]["id"]).to_owned(),
            ));
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(seen.len(), 7);
    assert!(seen[..2].iter().all(|(what, _)| what == "OFFER"), "the latest first");
    let mut each = seen.clone();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), 7);
    let who = reviewer.account.to_string();
    assert_eq!(actions(&admin, &id, json!({ "accountId": who })).await.len(), 5);
    let since = app.now().plus_seconds(-30).to_string();
    assert_eq!(actions(&admin, &id, json!({ "since": since })).await.len(), 2);
    assert_eq!(actions(&admin, &id, json!({ "until": since })).await.len(), 5);
    assert_eq!(actions(&admin, &id, json!({ "kinds": ["MARK"] })).await.len(), 0);
    // The first of February in Denpasar.
    for (since, until, found) in [("2026-02-01", "2026-02-01", 7), ("2026-02-02", "2026-02-03", 0)]
    {
        let filter = json!({ "since": since, "until": until });
        assert_eq!(actions(&admin, &id, filter).await.len(), found);
    }
});

both!(who_lost_the_role_is_still_seen_and_who_was_erased_has_no_name, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let admin = admin(app, centre).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    app.give_password(&reviewer).await;
    let person = app.applicant().await;
    app.give_password(&person).await;
    let id = person.applies(session).await;
    reviewer.decides_with(deciding(&[&id], "SHORTLIST")).await;
    let end = "mutation ($input: EndRoleInput!) { endRole(input: $input) { institution { id } } }";
    let input = json!({ "input": {
        "accountId": reviewer.account.to_string(), "institutionId": centre.to_string(),
        "role": "REVIEWER"
    } });
    admin.data(end, input).await;
    let delete = "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
    let input = json!({ "input": { "password": balai_tests::PASSWORD, "confirm": true } });
    reviewer.data(delete, input).await;
    let done = actions(&admin, &centre.to_string(), json!({})).await;
    assert_eq!(kinds(&done), ["ROLE_ENDED", "APPLICATION"]);
    let who = &done[1]["actor"];
    assert_eq!(
        (&who["accountId"], &who["name"]),
        (&json!(reviewer.account.to_string()), &json!(null))
    );
    assert_eq!(done[0]["person"]["name"], json!(null));
    assert_eq!(done[0]["detail"], "REVIEWER");
});

both!(only_admins_of_the_centre_read_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    let reviewer = app.staff(centre, Role::Reviewer).await;
    let asked = json!({ "id": centre.to_string() });
    for (who, code) in [
        (&app.visitor(), "UNAUTHENTICATED"),
        (&elsewhere.browser, "NOT_FOUND"),
        (&app.applicant().await.browser, "NOT_FOUND"),
        (&reviewer.browser, "FORBIDDEN"),
        (&app.partner(centre).await, "FORBIDDEN"),
    ] {
        assert_eq!(who.code(ACTIONS, asked.clone()).await, code);
    }
    let bad = json!({ "id": centre.to_string(), "filter": { "since": "kemarin" } });
    let error = admin.error(ACTIONS, bad).await;
    assert_eq!(fields(&error), [("since".to_owned(), "INVALID_DATE".to_owned())]);
    let bad = json!({ "id": centre.to_string(), "after": "x" });
    assert_eq!(admin.code(ACTIONS, bad).await, "VALIDATION_FAILED");
    // An admin elsewhere asks the own trail for somebody of here: nothing is there.
    let theirs =
        elsewhere.data(ROLES, json!({})).await["viewer"]["roles"][0]["institution"]["id"].clone();
    let of = json!({ "accountId": admin.account.to_string() });
    assert!(actions(&elsewhere, text(&theirs), of).await.is_empty());
});

const ROLES: &str = "{ viewer { roles { institution { id } } } }";

both!(what_is_written_down_stays, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = admin(app, centre).await;
    admin.data(INVITE, inviting(centre, "baru@uji.balai", "REVIEWER")).await;
    assert!(app.execute("UPDATE staff_actions SET at = 1").await.is_err());
    assert!(app.execute("DELETE FROM staff_actions").await.is_err());
});
