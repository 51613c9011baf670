//! What happens by itself.

use balai_shared::{policy::Role, time::Date};
use balai_tests::{Person, SessionPlan, TestApp, both};
use serde_json::json;

async fn queue(
    app: &TestApp,
    session: balai_shared::id::SessionId,
    people: usize,
) -> Vec<(Person, String)> {
    let mut queue = Vec::new();
    for _ in 0..people {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        queue.push((person, id));
    }
    queue
}

async fn states(queue: &[(Person, String)]) -> Vec<String> {
    let mut states = Vec::new();
    for (person, id) in queue {
        states.push(person.state_of(id).await);
    }
    states
}

both!(an_offer_lapses_and_the_next_is_offered_within_one_round, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(2)).await;
    let queue = queue(app, session, 4).await;
    queue[0].0.confirms(&queue[0].1).await;
    app.pass_hours(47);
    app.work().await;
    assert_eq!(states(&queue).await, ["CONFIRMED", "OFFERED", "WAITLISTED", "WAITLISTED"]);
    app.pass_hours(1);
    app.work().await;
    assert_eq!(states(&queue).await, ["CONFIRMED", "LAPSED", "OFFERED", "WAITLISTED"]);
    let lapsed = queue[1].0.application(&queue[1].1).await;
    assert_eq!(
        lapsed["history"][2],
        json!({
            "actor": "SYSTEM", "action": "LAPSE", "from": "OFFERED", "to": "LAPSED", "reason": null
        })
    );
    assert_eq!(queue[3].0.application(&queue[3].1).await["waitlistPosition"], 1);
});

both!(who_lapsed_may_apply_again_at_the_end, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let queue = queue(app, session, 3).await;
    app.pass_hours(48);
    app.work().await;
    let again = queue[0].0.applies(session).await;
    let application = queue[0].0.application(&again).await;
    assert_eq!(application["waitlistPosition"], 2);
    assert_eq!(app.visitor().seats_of(session).await["applicantCount"], 3);
});

both!(a_second_round_finds_nothing_to_do, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    queue(app, session, 3).await;
    app.pass_hours(48);
    app.work().await;
    let events = "SELECT COUNT(*) FROM application_events";
    let before = app.number(events).await;
    app.work().await;
    assert_eq!(app.number(events).await, before);
});

both!(two_workers_at_once_do_the_work_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(4)).await;
    let queue = queue(app, session, 12).await;
    app.pass_hours(48);
    let rounds = [app.services.clone(), app.services.clone()]
        .map(|services| tokio::spawn(async move { balai_backend::worker::round(&services).await }));
    for round in rounds {
        round.await.unwrap().unwrap();
    }
    app.work().await;
    let expected = [["LAPSED"; 4], ["OFFERED"; 4], ["WAITLISTED"; 4]].concat();
    assert_eq!(states(&queue).await, expected);
});

both!(after_the_replacement_day_nobody_moves_up, async |app: &TestApp| {
    let replacement_until = Date::from_ymd(2026, 2, 20);
    let plan = SessionPlan { replacement_until, ..SessionPlan::seats(1) };
    let session = app.session(app.centre().await, plan).await;
    let queue = queue(app, session, 2).await;
    queue[0].0.confirms(&queue[0].1).await;
    // To the last second of that day in Denpasar, and one further.
    app.pass_seconds(20 * 24 * 3600 - 9 * 3600);
    queue[0].0.withdraws(&queue[0].1).await;
    app.work().await;
    assert_eq!(states(&queue).await, ["WITHDRAWN", "WAITLISTED"]);
    assert_eq!(app.visitor().seats_of(session).await["seatsLeft"], 1);
});

both!(on_the_replacement_day_somebody_does, async |app: &TestApp| {
    let replacement_until = Date::from_ymd(2026, 2, 20);
    let plan = SessionPlan { replacement_until, ..SessionPlan::seats(1) };
    let session = app.session(app.centre().await, plan).await;
    let queue = queue(app, session, 2).await;
    queue[0].0.confirms(&queue[0].1).await;
    app.pass_seconds(20 * 24 * 3600 - 9 * 3600 - 1);
    queue[0].0.withdraws(&queue[0].1).await;
    assert_eq!(states(&queue).await, ["WITHDRAWN", "OFFERED"]);
});

both!(a_list_by_merit_moves_only_once_the_selection_is_closed, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 1, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let queue = queue(app, session, 2).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let ids: Vec<_> = queue.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!(staff.decides(&ids, "WAITLIST").await, ["WAITLISTED", "WAITLISTED"]);
    app.work().await;
    assert_eq!(states(&queue).await, ["WAITLISTED", "WAITLISTED"], "staff alone give seats");
    app.close_selection(session).await;
    app.work().await;
    assert_eq!(states(&queue).await, ["OFFERED", "WAITLISTED"]);
});

both!(a_session_that_can_not_move_does_not_hold_up_the_others, async |app: &TestApp| {
    let centre = app.centre().await;
    // Begun, with a free seat and somebody who waits: nothing can be offered there any more.
    let begun = SessionPlan {
        starts_on: Date::from_ymd(2026, 2, 6).unwrap(),
        replacement_until: Date::from_ymd(2026, 2, 10),
        ..SessionPlan::seats(1)
    };
    let begun = app.session(centre, begun).await;
    let later = app.session(centre, SessionPlan::seats(1)).await;
    let first = queue(app, begun, 2).await;
    first[0].0.confirms(&first[0].1).await;
    app.pass_hours(5 * 24);
    let second = queue(app, later, 2).await;
    first[0].0.withdraws(&first[0].1).await;
    app.pass_hours(48);
    app.work().await;
    assert_eq!(states(&first).await, ["WITHDRAWN", "WAITLISTED"]);
    assert_eq!(states(&second).await, ["LAPSED", "OFFERED"]);
});

both!(whoever_still_waits_when_the_session_begins_is_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let queue = queue(app, session, 5).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&queue[0].1, &queue[1].1], "WAITLIST").await;
    staff.decides(&[&queue[2].1], "SHORTLIST").await;
    staff.decides(&[&queue[3].1], "OFFER").await;
    queue[3].0.confirms(&queue[3].1).await;
    let stored = balai_backend::store::session::by_id(app.services.store.read(), session).await;
    app.set(stored.unwrap().unwrap().starts_at.plus_seconds(-1));
    assert_eq!(app.close_begun().await, 0, "not before it begins");
    app.pass_seconds(1);
    assert_eq!(app.close_begun().await, 4);
    let expected = ["REJECTED", "REJECTED", "REJECTED", "CONFIRMED", "REJECTED"];
    assert_eq!(states(&queue).await, expected);
    let closed = queue[0].0.application(&queue[0].1).await;
    assert_eq!(closed["decisionReason"]["code"], "NO_SEAT");
    assert_eq!(closed["history"][2]["action"], "CLOSE");
    assert_eq!(app.close_begun().await, 0, "each is told once");
});
