//! `copySession`: like an earlier one, on other days.

use balai_shared::policy::Role;
use balai_tests::{
    SessionPlan, TestApp, both,
    selection::{PLAN, planning, test_and_interview},
    steps::fields,
};
use serde_json::{Value, json};

const COPY: &str = "mutation ($input: CopySessionInput!) {
  copySession(input: $input) { session {
    id state capacity mode funding selectionMethod startsOn replacementUntil seatsTaken program { id }
  } }
}";

fn input(session: &str) -> Value {
    json!({ "input": {
        "sessionId": session,
        "registrationOpensAt": "2027-02-01T00:00:00Z",
        "registrationClosesAt": "2027-02-20T00:00:00Z",
        "startsOn": "2027-03-01",
        "endsOn": "2027-03-10",
    } })
}

both!(it_is_for_those_who_plan_there, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::default()).await.to_string();
    assert_eq!(app.visitor().code(COPY, input(&session)).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
    ] {
        assert_eq!(actor.code(COPY, input(&session)).await, "NOT_FOUND");
    }
    let reviewer = app.staff(centre, Role::Reviewer).await;
    assert_eq!(reviewer.code(COPY, input(&session)).await, "FORBIDDEN");
});

both!(the_copy_is_a_draft_with_new_days_and_nobody_in_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(7)).await;
    app.applicant().await.applies(session).await;
    let admin = app.staff(centre, Role::Admin).await;
    let made = admin.data(COPY, input(&session.to_string())).await;
    let made = &made["copySession"]["session"];
    assert_ne!(made["id"], session.to_string());
    assert_eq!((&made["state"], &made["capacity"]), (&json!("DRAFT"), &json!(7)));
    assert_eq!(made["replacementUntil"], "2027-02-28");
    assert_eq!(made["seatsTaken"], 0);
    let mut wrong = input(&session.to_string());
    wrong["input"]["endsOn"] = json!("2027-02-01");
    let found = fields(&admin.error(COPY, wrong).await);
    assert_eq!(
        found,
        [
            ("endsOn".to_owned(), "MUST_BE_AFTER".to_owned()),
            ("replacementUntil".to_owned(), "OUT_OF_RANGE".to_owned())
        ]
    );
});

both!(how_people_are_chosen_is_copied_and_a_draws_seed_is_not, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 7, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let admin = app.staff(centre, Role::Admin).await;
    let quotas = json!([{ "group": "WOMEN", "seats": 3 }]);
    let criteria = test_and_interview();
    admin.data(PLAN, planning(session, &criteria, &quotas)).await;
    let made = admin.data(COPY, input(&session.to_string())).await;
    let id = &made["copySession"]["session"]["id"];
    let query = "query ($id: ID!) { node(id: $id) { ... on Session { selection {
      criteria { name weight } quotas { group seats } lottery { commitment }
    } } } }";
    let copied = admin.data(query, json!({ "id": id })).await["node"]["selection"].clone();
    assert_eq!(copied["criteria"][1], json!({ "name": "Wawancara", "weight": 40 }));
    assert_eq!(copied["quotas"], quotas);
    assert_eq!(copied["lottery"], json!(null));
    let mut fewer = input(&session.to_string());
    fewer["input"]["capacity"] = json!(2);
    let found = fields(&admin.error(COPY, fewer).await);
    assert_eq!(found, [("capacity".to_owned(), "OUT_OF_RANGE".to_owned())]);
});
