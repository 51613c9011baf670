//! `sessions`: what is seen, and in which order. Filters: `session_filters`; words: `search`.

use balai_shared::{policy::Role, session::SessionLifecycle, time::Date};
use balai_tests::{Actor, SessionPlan, TestApp, both, steps::text};
use serde_json::{Value, json};

const SESSIONS: &str = "query ($filter: SessionFilter, $order: SessionOrder) {
  sessions(filter: $filter, orderBy: $order) {
    totalCount
    nodes {
      id state capacity seatsTaken seatsLeft applicantCount waitlistCount startsOn endsOn timeZone
      registrationOpensAt registrationClosesAt replacementUntil offerHours selectionClosedAt
      mode funding selectionMethod boarding address timetable
      program { title price hours vocation { id name } }
      institution { name kind region { code name timeZone parent { name } } }
      viewerApplication { state }
    }
  }
}";

async fn ids(actor: &Actor, variables: Value) -> Vec<String> {
    let data = actor.data(SESSIONS, variables).await;
    let nodes = data["sessions"]["nodes"].as_array().unwrap();
    assert_eq!(data["sessions"]["totalCount"], nodes.len());
    nodes.iter().map(|node| text(&node["id"]).to_owned()).collect()
}

both!(a_visitor_sees_all_of_a_session, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    app.applicant().await.applies(session).await;
    let seen = app.visitor().data(SESSIONS, json!({})).await["sessions"]["nodes"][0].clone();
    assert_eq!(
        seen,
        json!({
            "id": session.to_string(), "state": "OPEN",
            "capacity": 16, "seatsTaken": 1, "seatsLeft": 15, "applicantCount": 1, "waitlistCount": 0,
            "startsOn": "2026-03-02", "endsOn": "2026-03-11", "timeZone": "Asia/Makassar",
            "registrationOpensAt": "2026-01-25T01:00:00Z",
            "registrationClosesAt": "2026-02-26T16:00:00Z",
            "replacementUntil": "2026-03-01", "offerHours": 48, "selectionClosedAt": null,
            "mode": "LURING", "funding": "PUBLIC", "selectionMethod": "FIRST_COME",
            "boarding": false, "address": null, "timetable": null,
            "program": {
                "title": "Konversi Motor Listrik", "price": 0, "hours": 40,
                "vocation": { "id": "voc_otomotif", "name": "Automotive engineering" }
            },
            "institution": {
                "name": "Balai Uji", "kind": "UPTD",
                "region": {
                    "code": "51.71", "name": "Kota Denpasar", "timeZone": "Asia/Makassar",
                    "parent": { "name": "Bali" }
                }
            },
            "viewerApplication": null
        })
    );
});

both!(drafts_are_seen_by_those_who_work_there_alone, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let public = app.session(own, SessionPlan::default()).await.to_string();
    let mine = app.session(own, SessionPlan::draft()).await.to_string();
    app.session(other, SessionPlan::draft()).await;
    for actor in [
        app.visitor(),
        app.applicant().await.browser,
        app.pemda().await.browser,
        app.ministry().await.browser,
    ] {
        assert_eq!(ids(&actor, json!({})).await, std::slice::from_ref(&public));
        let drafts = json!({ "filter": { "states": ["DRAFT"] } });
        assert_eq!(ids(&actor, drafts).await, Vec::<String>::new());
    }
    for actor in [app.staff(own, Role::Instructor).await.browser, app.partner(own).await] {
        let mut seen = ids(&actor, json!({})).await;
        seen.sort();
        let mut expected = vec![public.clone(), mine.clone()];
        expected.sort();
        assert_eq!(seen, expected);
        let drafts = json!({ "filter": { "states": ["DRAFT"] } });
        assert_eq!(ids(&actor, drafts).await, std::slice::from_ref(&mine));
    }
});

both!(each_order_puts_its_own_first, async |app: &TestApp| {
    let centre = app.centre().await;
    let mut made = Vec::new();
    for day in [20, 10, 15] {
        app.pass_seconds(1);
        let starts_on = Date::from_ymd(2026, 4, day).unwrap();
        let plan = SessionPlan { starts_on, ..SessionPlan::default() };
        made.push(app.session(centre, plan).await.to_string());
    }
    let ordered = |places: [usize; 3]| places.map(|place| made[place].clone());
    let visitor = app.visitor();
    assert_eq!(ids(&visitor, json!({})).await, ordered([1, 2, 0]), "the soonest start");
    assert_eq!(ids(&visitor, json!({ "order": "STARTS_ON" })).await, ordered([1, 2, 0]));
    assert_eq!(ids(&visitor, json!({ "order": "NEWEST" })).await, ordered([2, 1, 0]));
    let closing = json!({ "order": "REGISTRATION_CLOSES_AT" });
    assert_eq!(ids(&visitor, closing).await, ordered([1, 2, 0]));
});

both!(a_job_seeker_sees_the_own_application_the_live_one_first, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let person = app.applicant().await;
    let own = async || {
        let data = person.data(SESSIONS, json!({})).await;
        data["sessions"]["nodes"][0]["viewerApplication"]["state"].clone()
    };
    assert_eq!(own().await, Value::Null);
    let first = person.applies(session).await;
    assert_eq!(own().await, "OFFERED");
    person.withdraws(&first).await;
    assert_eq!(own().await, "WITHDRAWN");
    app.pass_seconds(1);
    person.applies(session).await;
    assert_eq!(own().await, "OFFERED");
    let other = app.applicant().await.data(SESSIONS, json!({})).await;
    assert_eq!(other["sessions"]["nodes"][0]["viewerApplication"], Value::Null);
});

both!(the_states_filter_says_what_the_shared_rule_says_at_every_phase, async |app: &TestApp| {
    let centre = app.centre().await;
    let opens = Some(app.now().plus_days(3));
    let phases = SessionPlan { opens, ..SessionPlan::default() };
    app.session(centre, phases.clone()).await;
    for lifecycle in [SessionLifecycle::Draft, SessionLifecycle::Cancelled] {
        app.session(centre, SessionPlan { lifecycle, ..phases.clone() }).await;
    }
    let partner = app.partner(centre).await;
    let all = ["DRAFT", "PUBLISHED", "OPEN", "CLOSED", "RUNNING", "COMPLETED", "CANCELLED"];
    let mut seen = Vec::new();
    // To the moment: opening, closing, the first day, the end; and a second before each.
    for moment in [
        app.now(),
        app.now().plus_days(3).plus_seconds(-1),
        app.now().plus_days(3),
        "2026-02-26T15:59:59Z".parse().unwrap(),
        "2026-02-26T16:00:00Z".parse().unwrap(),
        "2026-03-01T15:59:59Z".parse().unwrap(),
        "2026-03-01T16:00:00Z".parse().unwrap(),
        "2026-03-11T15:59:59Z".parse().unwrap(),
        "2026-03-11T16:00:00Z".parse().unwrap(),
    ] {
        app.pass_seconds((moment.as_millis() - app.now().as_millis()) / 1000);
        for state in all {
            let data = partner.data(SESSIONS, json!({ "filter": { "states": [state] } })).await;
            for node in data["sessions"]["nodes"].as_array().unwrap() {
                assert_eq!(node["state"], state, "at {moment}");
            }
            let found = data["sessions"]["totalCount"].as_i64().unwrap();
            if !matches!(state, "DRAFT" | "CANCELLED") && found > 0 {
                seen.push(state);
            }
        }
        assert_eq!(ids(&partner, json!({ "filter": { "states": all } })).await.len(), 3);
    }
    let expected = [
        "PUBLISHED",
        "PUBLISHED",
        "OPEN",
        "OPEN",
        "CLOSED",
        "CLOSED",
        "RUNNING",
        "RUNNING",
        "COMPLETED",
    ];
    assert_eq!(seen, expected);
});
