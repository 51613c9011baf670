//! `closeSelection`.

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{SessionPlan, TestApp, both};
use serde_json::{Value, json};

const CLOSE: &str = "mutation ($input: CloseSelectionInput!) {
  closeSelection(input: $input) { session { id selectionClosedAt } }
}";

fn input(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string() } })
}

both!(it_is_for_those_who_decide_there, async |app: &TestApp| {
    let (centre, other) = (app.centre().await, app.centre().await);
    let session = app.session(centre, SessionPlan::merit()).await;
    assert_eq!(app.visitor().code(CLOSE, input(session)).await, "UNAUTHENTICATED");
    for actor in [
        app.applicant().await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
        app.ministry().await.browser,
    ] {
        assert_eq!(actor.code(CLOSE, input(session)).await, "NOT_FOUND");
    }
    for role in [Role::Instructor, Role::Counsellor] {
        let staff = app.staff(centre, role).await;
        assert_eq!(staff.code(CLOSE, input(session)).await, "FORBIDDEN");
    }
    let closed = app.staff(centre, Role::Reviewer).await.data(CLOSE, input(session)).await;
    let at = closed["closeSelection"]["session"]["selectionClosedAt"].clone();
    assert_eq!(at, app.now().to_string());
    app.pass_hours(1);
    let again = app.partner(centre).await.data(CLOSE, input(session)).await;
    assert_eq!(again["closeSelection"]["session"]["selectionClosedAt"], at, "the same answer");
    assert_eq!(app.number("SELECT COUNT(*) FROM session_events").await, 1);
});

both!(from_then_on_free_seats_go_down_the_list, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 1, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let (first, second) = (app.applicant().await, app.applicant().await);
    let (one, two) = (first.applies(session).await, second.applies(session).await);
    staff.decides(&[&two, &one], "WAITLIST").await;
    staff.data(CLOSE, input(session)).await;
    assert_eq!(second.state_of(&two).await, "OFFERED");
    assert_eq!(first.state_of(&one).await, "WAITLISTED");
});

both!(what_has_no_selection_or_has_begun_is_not_closed, async |app: &TestApp| {
    let centre = app.centre().await;
    let staff = app.staff(centre, Role::Admin).await;
    for plan in [
        SessionPlan::default(),
        SessionPlan {
            method: balai_shared::session::SelectionMethod::Merit,
            ..SessionPlan::draft()
        },
    ] {
        let session = app.session(centre, plan).await;
        assert_eq!(staff.code(CLOSE, input(session)).await, "INVALID_TRANSITION");
    }
    let session = app.session(centre, SessionPlan::merit()).await;
    app.pass_hours(29 * 24);
    assert_eq!(staff.code(CLOSE, input(session)).await, "DEADLINE_PASSED");
});
