//! `publishSession`.

use balai_shared::{
    id::SessionId,
    policy::Role,
    session::{DeliveryMode, Funding},
    time::Date,
};
use balai_tests::{SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const PUBLISH: &str = "mutation ($input: PublishSessionInput!) {
  publishSession(input: $input) { session { id state } }
}";

fn input(session: SessionId) -> Value {
    json!({ "input": { "sessionId": session.to_string() } })
}

/// A draft that Prakerja pays: 40 hours in ten days.
fn prakerja() -> SessionPlan {
    SessionPlan { funding: Funding::Prakerja, price: 900_000, ..SessionPlan::draft() }
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    let draft = app.session(app.centre().await, SessionPlan::draft()).await;
    assert_eq!(app.visitor().code(PUBLISH, input(draft)).await, "UNAUTHENTICATED");
    let nothing = json!({ "input": { "sessionId": "x" } });
    assert_eq!(app.visitor().code(PUBLISH, nothing).await, "UNAUTHENTICATED");
});

both!(anothers_draft_is_not_found_and_anothers_session_neither, async |app: &TestApp| {
    let (own, other) = (app.centre().await, app.centre().await);
    let draft = app.session(own, SessionPlan::draft()).await;
    let public = app.session(own, SessionPlan::default()).await;
    for actor in [
        app.applicant().await.browser,
        app.staff(other, Role::Admin).await.browser,
        app.partner(other).await,
        app.ministry().await.browser,
    ] {
        for session in [draft, public] {
            assert_eq!(actor.code(PUBLISH, input(session)).await, "NOT_FOUND");
        }
    }
});

both!(reviewers_see_the_draft_but_do_not_publish, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    for role in [Role::Reviewer, Role::Instructor, Role::Counsellor] {
        assert_eq!(app.staff(centre, role).await.code(PUBLISH, input(draft)).await, "FORBIDDEN");
    }
});

both!(an_admin_or_the_partners_own_software_publishes_once, async |app: &TestApp| {
    let centre = app.centre().await;
    for actor in [app.staff(centre, Role::Admin).await.browser, app.partner(centre).await] {
        let draft = app.session(centre, SessionPlan::draft()).await;
        let data = actor.data(PUBLISH, input(draft)).await;
        assert_eq!(data["publishSession"]["session"]["state"], "OPEN");
        assert_eq!(app.visitor().seats_of(draft).await["state"], "OPEN");
        assert_eq!(actor.code(PUBLISH, input(draft)).await, "INVALID_TRANSITION");
    }
});

both!(of_two_at_once_one_publishes, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    let admins = [app.staff(centre, Role::Admin).await, app.staff(centre, Role::Admin).await];
    let calls =
        admins.map(|admin| tokio::spawn(async move { admin.send(PUBLISH, input(draft)).await }));
    let mut done = 0;
    for call in calls {
        match call.await.unwrap().code() {
            None => done += 1,
            Some(code) => assert!(matches!(code, "CONFLICT" | "INVALID_TRANSITION"), "{code}"),
        }
    }
    assert_eq!(done, 1);
});

both!(what_nobody_could_apply_to_any_more_is_not_published, async |app: &TestApp| {
    let centre = app.centre().await;
    let draft = app.session(centre, SessionPlan::draft()).await;
    let admin = app.staff(centre, Role::Admin).await;
    app.pass_hours(26 * 24);
    assert_eq!(admin.code(PUBLISH, input(draft)).await, "DEADLINE_PASSED");
});

both!(an_lpk_needs_its_accreditation_for_prakerja_alone, async |app: &TestApp| {
    let today = Date::from_ymd(2026, 2, 1);
    let yesterday = Date::from_ymd(2026, 1, 31);
    for (accredited_until, plan, passes) in [
        (None, prakerja(), false),
        (yesterday, prakerja(), false),
        (today, prakerja(), true),
        (None, SessionPlan::draft(), true),
        (yesterday, SessionPlan::draft(), true),
    ] {
        let lpk = app.lpk(accredited_until).await;
        let draft = app.session(lpk, plan).await;
        let answer = app.partner(lpk).await.send(PUBLISH, input(draft)).await;
        assert_eq!(answer.code().is_none(), passes, "{accredited_until:?}: {}", answer.body);
        if !passes {
            let found = fields(&answer.body["errors"][0]);
            assert_eq!(found, [("sessionId".to_owned(), "NOT_ALLOWED".to_owned())]);
        }
    }
    let centre = app.centre().await;
    let draft = app.session(centre, prakerja()).await;
    app.staff(centre, Role::Admin).await.data(PUBLISH, input(draft)).await;
});

both!(prakerja_pays_for_hours_that_fit_the_scheme_and_the_days, async |app: &TestApp| {
    let centre = app.centre().await;
    let admin = app.staff(centre, Role::Admin).await;
    for (mode, hours, passes) in [
        (DeliveryMode::Luring, 14, false),
        (DeliveryMode::Luring, 15, true),
        (DeliveryMode::Luring, 80, true),
        (DeliveryMode::Luring, 81, false),
        (DeliveryMode::Daring, 30, true),
        (DeliveryMode::Daring, 31, false),
    ] {
        let draft = app.session(centre, SessionPlan { mode, hours, ..prakerja() }).await;
        let answer = admin.send(PUBLISH, input(draft)).await;
        assert_eq!(answer.code().is_none(), passes, "{mode} {hours}: {}", answer.body);
        if !passes {
            let found = fields(&answer.body["errors"][0]);
            assert_eq!(found, [("hours".to_owned(), "OUT_OF_RANGE".to_owned())]);
        }
    }
});

both!(all_that_is_wrong_is_told_at_once, async |app: &TestApp| {
    let lpk = app.lpk(None).await;
    let draft = app.session(lpk, SessionPlan { hours: 3, ..prakerja() }).await;
    let error = app.partner(lpk).await.error(PUBLISH, input(draft)).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    let paths: Vec<_> = fields(&error).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["sessionId", "hours"]);
});

both!(an_id_of_nothing_is_not_found, async |app: &TestApp| {
    let admin = app.staff(app.centre().await, Role::Admin).await;
    for id in ["x", "ses_0000000000000000000001"] {
        let nothing = json!({ "input": { "sessionId": id } });
        assert_eq!(admin.code(PUBLISH, nothing).await, "NOT_FOUND", "{id}");
    }
});
