//! `viewer`: roles, applications, notifications. Benefits: `benefits`; the profile:
//! `update_profile`.

use balai_shared::policy::Role;
use balai_tests::{Person, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const VIEWER: &str = "query ($first: Int, $after: String) { viewer {
  id name
  roles { role institution { id name } region { code } }
  applicant { id name nik }
  profile { name email phone nik complete missing }
  applications(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } nodes { id state session { id } }
  }
} }";
const NOTIFICATIONS: &str = "query ($first: Int, $after: String) { viewer {
  notifications(first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { message createdAt readAt application { id state } }
  }
} }";

async fn viewer(person: &Person) -> Value {
    person.data(VIEWER, json!({})).await["viewer"].clone()
}

both!(a_visitor_and_a_partners_software_are_nobody, async |app: &TestApp| {
    assert_eq!(app.visitor().data(VIEWER, json!({})).await["viewer"], Value::Null);
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.data(VIEWER, json!({})).await["viewer"], Value::Null);
});

both!(a_person_sees_itself, async |app: &TestApp| {
    let person = app.applicant().await;
    let seen = viewer(&person).await;
    assert_eq!(seen["id"], person.account.to_string());
    assert_eq!(seen["applicant"]["id"], person.applicant.to_string());
    assert!(text(&seen["applicant"]["nik"]).starts_with("5171••••••••"));
    assert_eq!((&seen["profile"]["complete"], &seen["roles"]), (&json!(true), &json!([])));
});

both!(staff_and_offices_see_their_roles, async |app: &TestApp| {
    let centre = app.centre().await;
    let seen = viewer(&app.staff(centre, Role::Admin).await).await;
    let expected = json!([{
        "role": "ADMIN", "institution": { "id": centre.to_string(), "name": "Balai Uji" },
        "region": null
    }]);
    assert_eq!(seen["roles"], expected);
    let seen = viewer(&app.pemda().await).await;
    let expected = json!([{ "role": "PEMDA", "institution": null, "region": { "code": "51" } }]);
    assert_eq!(seen["roles"], expected);
    let seen = viewer(&app.ministry().await).await;
    assert_eq!(seen["roles"][0]["role"], "MINISTRY");
});

both!(own_applications_come_the_first_first_even_for_staff, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        app.pass_seconds(1);
        let session = app.session(centre, SessionPlan::default()).await;
        app.applicant().await.applies(session).await;
        ids.push(person.applies(session).await);
    }
    let page = person.data(VIEWER, json!({ "first": 2 })).await["viewer"]["applications"].clone();
    assert_eq!((&page["totalCount"], &page["nodes"][1]["id"]), (&json!(3), &json!(ids[1])));
    let rest = json!({ "first": 2, "after": page["pageInfo"]["endCursor"] });
    let rest = person.data(VIEWER, rest).await["viewer"]["applications"].clone();
    assert_eq!(
        (&rest["nodes"][0]["id"], &rest["pageInfo"]["hasNextPage"]),
        (&json!(ids[2]), &json!(false))
    );
    let staff = viewer(&app.staff(centre, Role::Admin).await).await;
    assert_eq!(staff["applications"]["totalCount"], 0, "the queue is not the own list");
});

async fn messages(person: &Person) -> Vec<String> {
    let data = person.data(NOTIFICATIONS, json!({})).await;
    let found = data["viewer"]["notifications"].clone();
    let nodes = found["nodes"].as_array().unwrap();
    assert_eq!(found["totalCount"], nodes.len());
    nodes.iter().map(|node| text(&node["message"]).to_owned()).collect()
}

both!(notifications_tell_what_happened_the_latest_first, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    assert_eq!(messages(&person).await, Vec::<String>::new());
    let id = person.applies(session).await;
    let told = messages(&person).await;
    assert_eq!(told.len(), 2, "it arrived, and a seat is offered: {told:?}");
    assert!(
        told[0].ends_with("Take it by Tuesday 3 Feb, 09:00 WITA."),
        "the offer is the latest: {told:?}"
    );
    assert!(told.iter().all(|message| message.contains("Konversi Motor Listrik")), "{told:?}");
    app.pass_hours(48);
    app.work().await;
    assert_eq!(messages(&person).await.len(), 3);
    let data = person.browser.copy().in_indonesian().data(NOTIFICATIONS, json!({})).await;
    let latest = &data["viewer"]["notifications"]["nodes"][0];
    assert_eq!((&latest["application"]["id"], &latest["readAt"]), (&json!(id), &Value::Null));
    assert_ne!(text(&latest["message"]), messages(&person).await[0], "in Indonesian");
});

both!(steps_of_one_moment_are_told_in_their_order, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    for _ in 0..8 {
        let session = app.session(centre, SessionPlan::default()).await;
        app.pass_seconds(1);
        person.applies(session).await;
        let told = messages(&person).await;
        assert!(
            told[0].contains("Tuesday 3 Feb, "),
            "the offer comes after the submission: {told:?}"
        );
    }
});

both!(notifications_come_in_pages_and_are_the_own_alone, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    app.applicant().await.applies(session).await;
    let page = person.data(NOTIFICATIONS, json!({ "first": 1 })).await;
    let page = &page["viewer"]["notifications"];
    assert_eq!((&page["totalCount"], &page["pageInfo"]["hasNextPage"]), (&json!(2), &json!(true)));
    let rest = json!({ "first": 1, "after": page["pageInfo"]["endCursor"] });
    let rest = person.data(NOTIFICATIONS, rest).await;
    assert_eq!(rest["viewer"]["notifications"]["pageInfo"]["hasNextPage"], false);
    let code = person.code(NOTIFICATIONS, json!({ "first": 101 })).await;
    assert_eq!(code, "VALIDATION_FAILED");
});
