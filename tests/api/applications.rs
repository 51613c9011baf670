//! `applications`: who sees which. Paging: `paging`; what changed: `synchronising`.

use balai_shared::{id::InstitutionId, policy::Role};
use balai_tests::{Actor, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const APPLICATIONS: &str = "query ($filter: ApplicationFilter, $order: ApplicationOrder) {
  applications(filter: $filter, orderBy: $order, first: 100) {
    totalCount
    nodes {
      id state motivation
      session { id } applicant { name nik sex birthDate education occupation region { code } }
      eligibility { verdict } history { action }
    }
  }
}";

async fn listed(actor: &Actor, filter: Value) -> Vec<String> {
    let data = actor.data(APPLICATIONS, json!({ "filter": filter })).await;
    let found = &data["applications"];
    let ids: Vec<_> = found["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| text(&node["id"]).to_owned())
        .collect();
    assert_eq!(found["totalCount"], ids.len());
    ids
}

/// Two applications to a new session of a centre.
async fn two(app: &TestApp, centre: InstitutionId) -> Vec<String> {
    let session = app.session(centre, SessionPlan::merit()).await;
    let mut ids = Vec::new();
    for _ in 0..2 {
        app.pass_seconds(1);
        ids.push(app.applicant().await.applies(session).await);
    }
    ids
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    assert_eq!(app.visitor().code(APPLICATIONS, json!({})).await, "UNAUTHENTICATED");
});

both!(staff_and_partners_see_their_own_institutions_alone, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let (mine, _) = (two(app, own).await, two(app, other).await);
    for actor in [
        app.staff(own, Role::Admin).await.browser,
        app.staff(own, Role::Reviewer).await.browser,
        app.staff(own, Role::Instructor).await.browser,
        app.staff(own, Role::Counsellor).await.browser,
        app.partner(own).await,
    ] {
        assert_eq!(listed(&actor, json!({})).await, mine, "the earliest first");
        let foreign = json!({ "institutionId": other.to_string() });
        assert_eq!(listed(&actor, foreign).await, Vec::<String>::new());
    }
});

both!(a_job_seeker_sees_the_own_ones, async |app: &TestApp| {
    let centre = app.centre().await;
    two(app, centre).await;
    let person = app.applicant().await;
    let id = person.applies(app.session(centre, SessionPlan::default()).await).await;
    assert_eq!(listed(&person, json!({})).await, [id]);
    assert_eq!(listed(&app.newcomer().await.browser, json!({})).await, Vec::<String>::new());
});

both!(local_government_and_ministry_see_no_persons_application, async |app: &TestApp| {
    two(app, app.centre().await).await;
    for office in [app.pemda().await, app.ministry().await] {
        let code = office.code(APPLICATIONS, json!({})).await;
        assert_eq!(code, "FORBIDDEN");
    }
});

both!(filters_narrow_the_list_and_combine, async |app: &TestApp| {
    let centre = app.centre().await;
    let (first, second) = (two(app, centre).await, two(app, centre).await);
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&first[0], &second[1]], "SHORTLIST").await;
    let session = text(
        &staff.data(APPLICATIONS, json!({})).await["applications"]["nodes"][0]["session"]["id"],
    )
    .to_owned();
    assert_eq!(listed(&staff, json!({ "sessionId": session })).await, first);
    let shortlisted = json!({ "states": ["SHORTLISTED"] });
    assert_eq!(listed(&staff, shortlisted).await, [first[0].clone(), second[1].clone()]);
    let either = json!({ "states": ["SHORTLISTED", "SUBMITTED"], "sessionId": session });
    assert_eq!(listed(&staff, either).await, first);
    let none = json!({ "states": ["CONFIRMED"] });
    assert_eq!(listed(&staff, none).await, Vec::<String>::new());
    let own = json!({ "institutionId": centre.to_string(), "states": [] });
    assert_eq!(listed(&staff, own).await.len(), 4, "an empty choice asks for all");
});

both!(ids_of_nothing_in_a_filter_are_not_found, async |app: &TestApp| {
    let staff = app.staff(app.centre().await, Role::Reviewer).await;
    for filter in [json!({ "sessionId": "x" }), json!({ "institutionId": "ses_x" })] {
        assert_eq!(staff.code(APPLICATIONS, json!({ "filter": filter })).await, "NOT_FOUND");
    }
    let unknown = json!({ "sessionId": "ses_0000000000000000000001" });
    assert_eq!(listed(&staff, unknown).await, Vec::<String>::new());
});

/// The one application in the list, as somebody sees it.
async fn only(actor: &Actor) -> Value {
    actor.data(APPLICATIONS, json!({})).await["applications"]["nodes"][0].clone()
}

both!(reviewers_see_who_applied_and_instructors_the_name_alone, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    app.applicant().await.applies(session).await;
    let seen = only(&app.staff(centre, Role::Reviewer).await.browser).await;
    assert_eq!(seen["applicant"]["name"], "Wayan Sukma");
    assert!(text(&seen["applicant"]["nik"]).starts_with("5171••••••••"));
    assert_eq!(seen["applicant"]["region"]["code"], "51.71");
    assert_eq!(seen["eligibility"]["verdict"], "ELIGIBLE");
    let seen = only(&app.staff(centre, Role::Instructor).await.browser).await;
    assert_eq!(
        seen["applicant"],
        json!({
            "name": "Wayan Sukma", "nik": null, "sex": null, "birthDate": null, "education": null,
            "occupation": null, "region": null
        })
    );
    assert_eq!(seen["eligibility"], Value::Null);
});

both!(the_order_of_changes_is_another_than_that_of_submissions, async |app: &TestApp| {
    let centre = app.centre().await;
    let ids = two(app, centre).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    app.pass_seconds(1);
    staff.decides(&[&ids[0]], "SHORTLIST").await;
    let data = staff.data(APPLICATIONS, json!({ "order": "CHANGED_AT" })).await;
    assert_eq!(data["applications"]["nodes"][0]["id"], ids[1]);
    assert_eq!(listed(&staff, json!({})).await, ids);
});
