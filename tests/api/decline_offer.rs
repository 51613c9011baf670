//! `declineOffer`.

use balai_shared::policy::Role;
use balai_tests::{
    SessionPlan, TestApp, both,
    steps::{DECLINE, about},
};
use serde_json::json;

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let id = app.applicant().await.applies(session).await;
    assert_eq!(app.visitor().code(DECLINE, about(&id)).await, "UNAUTHENTICATED");
});

both!(anothers_offer_is_not_found_and_stands, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    assert_eq!(app.applicant().await.code(DECLINE, about(&id)).await, "NOT_FOUND");
    let staff = app.staff(centre, Role::Admin).await;
    assert_eq!(staff.code(DECLINE, about(&id)).await, "FORBIDDEN");
    assert_eq!(person.state_of(&id).await, "OFFERED");
});

both!(a_declined_seat_goes_to_the_first_who_waits_at_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let (first, second, third) =
        (app.applicant().await, app.applicant().await, app.applicant().await);
    let offered = first.applies(session).await;
    let (waiting, last) = (second.applies(session).await, third.applies(session).await);
    let declined = first.declines(&offered).await;
    assert_eq!((&declined["state"], &declined["allowedActions"]), (&json!("DECLINED"), &json!([])));
    assert_eq!(second.state_of(&waiting).await, "OFFERED");
    assert_eq!(third.application(&last).await["waitlistPosition"], 1);
});

both!(what_is_declined_or_confirmed_is_not_declined_again, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let (one, two) = (app.applicant().await, app.applicant().await);
    let (first, second) = (one.applies(session).await, two.applies(session).await);
    one.declines(&first).await;
    two.confirms(&second).await;
    assert_eq!(one.code(DECLINE, about(&first)).await, "INVALID_TRANSITION");
    assert_eq!(two.code(DECLINE, about(&second)).await, "INVALID_TRANSITION");
});

both!(a_lapsed_offer_is_past_declining, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    app.pass_hours(48);
    assert_eq!(person.code(DECLINE, about(&id)).await, "DEADLINE_PASSED");
});
