//! How many statements a query takes: one a root field, and one more a nested level, however many
//! rows.

use balai_shared::policy::Role;
use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::json;

/// The catalogue page.
const CATALOGUE: &str = "{ sessions(first: 20) {
  totalCount
  nodes {
    id startsOn seatsLeft applicantCount state
    program { title price vocation { name } }
    institution { name region { name parent { name } } }
  }
} }";
/// The staff's queue.
const QUEUE: &str = "{ applications(first: 20) {
  totalCount
  nodes {
    id state waitlistPosition decisionReason { code } motivation allowedActions
    session { startsOn program { title } institution { name } }
    applicant { name nik region { name } }
    history { action at }
  }
} }";
/// A job seeker's list.
const OWN: &str = "{ viewer { applications(first: 20) {
  nodes { id state session { program { title } } history { action } }
} } }";

/// How many statements a query takes, besides those that find out who asks.
///
/// A loader collects what is asked for within a millisecond; a machine that is busy with other tests
/// may need longer for the rows of one level, which then take two statements. Hence the least of
/// many runs: a query that takes one a row takes it each time.
async fn statements(app: &TestApp, actor: &Actor, query: &str) -> u64 {
    let store = &app.services.store;
    let taken = async |query: &str| {
        let start = store.statements();
        actor.data(query, json!({})).await;
        store.statements() - start
    };
    let asking = taken("{ __typename }").await;
    let mut least = u64::MAX;
    for _ in 0..25 {
        least = least.min(taken(query).await - asking);
    }
    least
}

both!(the_catalogue_takes_one_statement_and_one_for_the_count, async |app: &TestApp| {
    for sessions in [1, 20] {
        for _ in 0..sessions {
            let centre = app.centre().await;
            app.session(centre, SessionPlan::default()).await;
        }
        assert_eq!(statements(app, &app.visitor(), CATALOGUE).await, 2);
    }
    let without_count = CATALOGUE.replace("totalCount", "");
    assert_eq!(statements(app, &app.visitor(), &without_count).await, 1);
    let person = app.applicant().await;
    assert_eq!(statements(app, &person, &without_count).await, 1);
    let with_own = without_count.replace("state\n", "state viewerApplication { state }\n");
    assert_eq!(statements(app, &person, &with_own).await, 2);
});

both!(a_search_takes_no_more, async |app: &TestApp| {
    let centre = app.centre().await;
    for _ in 0..5 {
        app.session(centre, SessionPlan::default()).await;
    }
    let search = CATALOGUE.replace("first: 20", "first: 3, search: \"listrik\"");
    assert_eq!(statements(app, &app.visitor(), &search).await, 2);
});

both!(each_facet_takes_one_statement_and_none_for_a_while, async |app: &TestApp| {
    let centre = app.centre().await;
    app.session(centre, SessionPlan::default()).await;
    // Who sees drafts always gets fresh counts.
    let staff = app.staff(centre, Role::Reviewer).await;
    for (facets, taken) in [("modes", 1), ("modes fundings vocations provinces", 4)] {
        let facets = facets.replace(' ', " { count } ");
        let query = format!("{{ sessionFacets(search: \"listrik\") {{ {facets} {{ count }} }} }}");
        assert_eq!(statements(app, &staff.browser, &query).await, taken);
        assert_eq!(statements(app, &app.visitor(), &query).await, 0);
    }
});

both!(what_is_near_takes_one_more, async |app: &TestApp| {
    let centre = app.centre().await;
    app.session(centre, SessionPlan::default()).await;
    let near = "{ sessions(nearViewer: true) { nodes { id } nearRegion { name } } }";
    assert_eq!(statements(app, &app.visitor(), near).await, 1);
    assert_eq!(statements(app, &app.applicant().await.browser, near).await, 2);
});

both!(the_queue_takes_one_statement_a_level_however_many_rows, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let mut counts = Vec::new();
    for people in [1, 19] {
        let session = app.session(centre, SessionPlan::seats(1)).await;
        for _ in 0..people {
            app.applicant().await.applies(session).await;
        }
        counts.push(statements(app, &staff, QUEUE).await);
    }
    // List and count; sessions, applicants, histories, motivations. With somebody who waits, the
    // positions, too.
    assert_eq!(counts, [6, 7]);
    let partner = app.partner(centre).await;
    // The first use of a key is noted, which takes statements of its own.
    partner.data("{ __typename }", json!({})).await;
    assert_eq!(statements(app, &partner, QUEUE).await, 7);
});

both!(how_people_stand_in_a_class_takes_no_more_for_more_people, async |app: &TestApp| {
    let class = app.class(5).await;
    class.finishes().await;
    class.certifies().await;
    let query = "{ applications(first: 20) { nodes {
      training { attendancePercent certificate { number } }
    } } }";
    // The list; meetings and share of their session, marks, certificates.
    assert_eq!(statements(app, &class.admin, query).await, 5);
});

both!(the_own_list_takes_one_statement_a_level, async |app: &TestApp| {
    let centre = app.centre().await;
    let person = app.applicant().await;
    let mut counts = Vec::new();
    for _ in 0..4 {
        let session = app.session(centre, SessionPlan::default()).await;
        person.applies(session).await;
        counts.push(statements(app, &person, OWN).await);
    }
    // Who one is; the list; sessions, histories.
    assert_eq!(counts, [4; 4]);
});

both!(many_ids_take_one_statement_a_kind, async |app: &TestApp| {
    let mut ids = Vec::new();
    for _ in 0..10 {
        let centre = app.centre().await;
        ids.push(centre.to_string());
        ids.push(app.session(centre, SessionPlan::default()).await.to_string());
    }
    let nodes = format!("{{ nodes(ids: {ids:?}) {{ id }} }}");
    assert_eq!(statements(app, &app.visitor(), &nodes).await, 2);
});
