//! `drawLottery`: a draw that anyone can repeat.

use balai_shared::{
    id::{InstitutionId, SessionId},
    lottery::{Proof, verify},
    policy::Role,
    session::{SelectionMethod, SessionLifecycle},
};
use balai_tests::{
    Actor, Person, SessionPlan, TestApp, both,
    selection::{DRAW, LOTTERY, PLAN, STANDING, of, planning},
};
use serde_json::{Value, json};

const PUBLISH: &str = "mutation ($input: PublishSessionInput!) {
  publishSession(input: $input) { session { id } }
}";

/// A session by lot with so many seats, published by its admin an hour before registration opens.
async fn published(app: &TestApp, seats: u32) -> (InstitutionId, SessionId) {
    let centre = app.centre().await;
    let plan = SessionPlan {
        method: SelectionMethod::Lottery,
        lifecycle: SessionLifecycle::Draft,
        capacity: seats,
        opens: Some(app.now().plus_hours(1)),
        ..SessionPlan::default()
    };
    let session = app.session(centre, plan).await;
    let admin = app.staff(centre, Role::Admin).await;
    assert_eq!(lottery(&admin, session).await, json!(null), "a draft has no seed");
    admin.data(PUBLISH, of(session)).await;
    app.pass_hours(1);
    (centre, session)
}

async fn lottery(actor: &Actor, session: SessionId) -> Value {
    let id = json!({ "id": session.to_string() });
    actor.data(LOTTERY, id).await["node"]["selection"]["lottery"].clone()
}

async fn crowd(app: &TestApp, session: SessionId, people: usize) -> Vec<(Person, String)> {
    let mut all = Vec::new();
    for _ in 0..people {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        all.push((person, id));
    }
    all
}

async fn reviewer(app: &TestApp, centre: InstitutionId) -> Actor {
    let staff = app.staff(centre, Role::Reviewer).await;
    app.pass_hours(26 * 24);
    app.sign_in(staff.account).await
}

both!(
    the_fingerprint_is_public_before_anyone_can_apply_and_the_seed_is_not,
    async |app: &TestApp| {
        let (_, session) = published(app, 1).await;
        let seen = lottery(&app.visitor(), session).await;
        assert_eq!(seen["commitment"].as_str().unwrap().len(), 64);
        for hidden in ["seed", "drawnAt", "proof"] {
            assert_eq!(seen[hidden], json!(null), "{hidden}");
        }
        let plain =
            "SELECT COUNT(*) FROM lotteries WHERE seed IS NOT NULL OR length(seed_cipher) < 40";
        assert_eq!(app.number(plain).await, 0, "the seed is sealed at rest");
    }
);

both!(the_draw_is_the_one_that_its_proof_gives, async |app: &TestApp| {
    let (centre, session) = published(app, 2).await;
    let people = crowd(app, session, 5).await;
    let before = lottery(&app.visitor(), session).await;
    let staff = reviewer(app, centre).await;
    let drawn = staff.data(DRAW, of(session)).await["drawLottery"]["session"].clone();
    assert_eq!((&drawn["seatsLeft"], &drawn["waitlistCount"]), (&json!(0), &json!(3)));
    let after = lottery(&app.visitor(), session).await;
    assert_eq!(after["commitment"], before["commitment"]);
    let proof: Proof = serde_json::from_str(after["proof"].as_str().unwrap()).unwrap();
    assert_eq!(verify(&proof), []);
    assert_eq!((proof.order.len(), proof.seats), (5, 2));
    for (place, id) in proof.order.iter().enumerate() {
        let (person, id) = people.iter().find(|(_, own)| *own == id.to_string()).unwrap();
        let own = app.sign_in(person.account).await;
        let seen = own.data(STANDING, json!({ "id": id })).await["node"].clone();
        assert_eq!(seen["standing"]["place"], place + 1);
        let state = if place < 2 { "OFFERED" } else { "WAITLISTED" };
        assert_eq!(seen["state"], state);
        let position = if place < 2 { json!(null) } else { json!(place - 1) };
        assert_eq!(seen["waitlistPosition"], position);
    }
});

both!(a_draw_keeps_seats_and_its_proof_still_holds, async |app: &TestApp| {
    let (centre, session) = published(app, 1).await;
    let people = crowd(app, session, 6).await;
    let update = "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
      viewer { id } } }";
    people[3].0.data(update, json!({ "input": { "disability": true } })).await;
    let staff = reviewer(app, centre).await;
    let quotas = json!([{ "group": "DISABILITY", "seats": 1 }]);
    staff.data(PLAN, planning(session, &json!([]), &quotas)).await;
    let criteria = balai_tests::selection::test_and_interview();
    let code = staff.code(PLAN, planning(session, &criteria, &quotas)).await;
    assert_eq!(code, "VALIDATION_FAILED", "a draw judges nobody");
    staff.data(DRAW, of(session)).await;
    assert_eq!(staff.state_of(&people[3].1).await, "OFFERED");
    let after = lottery(&app.visitor(), session).await;
    let proof: Proof = serde_json::from_str(after["proof"].as_str().unwrap()).unwrap();
    assert_eq!(verify(&proof), []);
});

both!(a_draw_happens_once_and_after_registration, async |app: &TestApp| {
    let (centre, session) = published(app, 1).await;
    crowd(app, session, 2).await;
    let early = app.staff(centre, Role::Admin).await;
    assert_eq!(early.code(DRAW, of(session)).await, "INVALID_TRANSITION");
    assert_eq!(lottery(&app.visitor(), session).await["seed"], json!(null));
    let staff = reviewer(app, centre).await;
    let conclude = balai_tests::selection::CONCLUDE;
    assert_eq!(staff.code(conclude, of(session)).await, "INVALID_TRANSITION");
    staff.data(DRAW, of(session)).await;
    assert_eq!(staff.code(DRAW, of(session)).await, "INVALID_TRANSITION");
});

both!(a_draw_is_for_who_decides_at_its_institution, async |app: &TestApp| {
    let (centre, session) = published(app, 1).await;
    let elsewhere = app.centre().await;
    for (actor, code) in [
        (app.visitor(), "UNAUTHENTICATED"),
        (app.staff(elsewhere, Role::Admin).await.browser, "NOT_FOUND"),
        (app.applicant().await.browser, "NOT_FOUND"),
        (app.staff(centre, Role::Instructor).await.browser, "FORBIDDEN"),
    ] {
        assert_eq!(actor.code(DRAW, of(session)).await, code);
    }
});

both!(a_session_that_was_published_before_draws_had_seeds_gets_one, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { method: SelectionMethod::Lottery, ..SessionPlan::default() };
    let session = app.session(centre, plan).await;
    let first = balai_backend::service::selection::commit_missing(&app.services).await.unwrap();
    assert_eq!(first, 1);
    let seen = lottery(&app.visitor(), session).await;
    let again = balai_backend::service::selection::commit_missing(&app.services).await.unwrap();
    assert_eq!((again, lottery(&app.visitor(), session).await), (0, seen));
});
