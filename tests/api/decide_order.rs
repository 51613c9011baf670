//! `decideApplications`: many rows, each for itself, in the order asked, with nobody overtaken.

use balai_shared::{id::SessionId, policy::Role};
use balai_tests::{
    Person, SessionPlan, TestApp, both,
    steps::{deciding, text},
};
use serde_json::json;

/// So many people who applied to a session, one after the other.
async fn applicants(app: &TestApp, session: SessionId, people: usize) -> Vec<(Person, String)> {
    let mut all = Vec::new();
    for _ in 0..people {
        let person = app.applicant().await;
        let id = person.applies(session).await;
        all.push((person, id));
    }
    all
}

fn ids(applicants: &[(Person, String)]) -> Vec<&str> {
    applicants.iter().map(|(_, id)| id.as_str()).collect()
}

both!(one_bad_row_does_not_stop_the_others, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 3).await;
    people[1].0.withdraws(&people[1].1).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let codes = staff.decides(&ids(&people), "OFFER").await;
    assert_eq!(codes, ["OFFERED", "INVALID_TRANSITION", "OFFERED"]);
});

both!(results_come_in_the_order_asked_one_an_id, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 3).await;
    let all = ids(&people);
    let asked = [all[2], "x", all[0], all[2], all[1]];
    let staff = app.staff(centre, Role::Reviewer).await;
    let results = staff.decides_with(deciding(&asked, "SHORTLIST")).await;
    let order: Vec<_> = results.iter().map(|row| text(&row["applicationId"])).collect();
    assert_eq!(order, asked);
    let done: Vec<_> = results.iter().map(|row| row["ok"].as_bool().unwrap()).collect();
    assert_eq!(done, [true, false, true, false, true]);
    assert_eq!(results[3]["error"]["code"], "INVALID_TRANSITION", "the same row twice");
});

both!(waitlisting_many_keeps_the_order_asked, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 3).await;
    let all = ids(&people);
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[all[2], all[0], all[1]], "WAITLIST").await;
    for (index, position) in [(2, 1), (0, 2), (1, 3)] {
        let (person, id) = &people[index];
        assert_eq!(person.application(id).await["waitlistPosition"], position);
    }
});

both!(more_offers_than_seats_leave_the_surplus_rows_as_they_were, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 2, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let people = applicants(app, session, 4).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let codes = staff.decides(&ids(&people), "OFFER").await;
    assert_eq!(codes, ["OFFERED", "OFFERED", "SEATS_EXHAUSTED", "SEATS_EXHAUSTED"]);
    assert_eq!(people[3].0.state_of(&people[3].1).await, "SUBMITTED");
    assert_eq!(app.visitor().seats_of(session).await["seatsLeft"], 0);
});

both!(nobody_on_a_moving_list_is_overtaken, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 3).await;
    let all = ids(&people);
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&all[..2], "WAITLIST").await;
    assert_eq!(staff.decides(&all[1..2], "OFFER").await, ["OFFERED"], "staff rank before closing");
    staff.decides(&all[2..], "WAITLIST").await;
    app.close_selection(session).await;
    assert_eq!(staff.decides(&all[2..], "OFFER").await, ["CONFLICT"], "the first comes first");
    assert_eq!(staff.decides(&[all[0], all[2]], "OFFER").await, ["OFFERED", "OFFERED"]);
});

both!(who_was_only_submitted_does_not_overtake_the_list_either, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 2).await;
    let all = ids(&people);
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&all[..1], "WAITLIST").await;
    app.close_selection(session).await;
    assert_eq!(staff.decides(&all[1..], "OFFER").await, ["CONFLICT"]);
    assert_eq!(staff.decides(&all[..1], "OFFER").await, ["OFFERED"]);
    assert_eq!(staff.decides(&all[1..], "OFFER").await, ["OFFERED"]);
});

both!(of_two_reviewers_at_once_one_wins_each_row, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let people = applicants(app, session, 6).await;
    let all: Vec<String> = people.iter().map(|(_, id)| id.clone()).collect();
    let calls = [
        (app.staff(centre, Role::Reviewer).await, "OFFER"),
        (app.staff(centre, Role::Admin).await, "WAITLIST"),
    ]
    .map(|(staff, decision)| {
        let all = all.clone();
        tokio::spawn(async move {
            let ids: Vec<_> = all.iter().map(String::as_str).collect();
            staff.decides(&ids, decision).await
        })
    });
    let [offers, waits] = calls;
    let (offers, waits) = (offers.await.unwrap(), waits.await.unwrap());
    for (offer, wait) in offers.iter().zip(&waits) {
        match (offer.as_str(), wait.as_str()) {
            // Once on the list, one can still be offered a seat: both were right, one after the other.
            ("OFFERED", "INVALID_TRANSITION" | "WAITLISTED") => {}
            other => unreachable!("{other:?}"),
        }
    }
    let events = "SELECT COUNT(*) FROM application_events WHERE to_state = 'OFFERED'";
    assert_eq!(app.number(events).await, 6, "each was offered once");
});

both!(of_two_offers_of_the_last_seat_at_once_one_wins, async |app: &TestApp| {
    let centre = app.centre().await;
    let plan = SessionPlan { capacity: 1, ..SessionPlan::merit() };
    let session = app.session(centre, plan).await;
    let people = applicants(app, session, 2).await;
    let mut calls = Vec::new();
    for (_, id) in &people {
        let (staff, id) = (app.staff(centre, Role::Reviewer).await, id.clone());
        calls.push(tokio::spawn(async move { staff.decides(&[&id], "OFFER").await }));
    }
    let mut codes = Vec::new();
    for call in calls {
        codes.extend(call.await.unwrap());
    }
    codes.sort();
    assert_eq!(codes, ["OFFERED", "SEATS_EXHAUSTED"]);
});

both!(a_rejected_holder_of_no_seat_frees_none, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::seats(1)).await;
    let people = applicants(app, session, 3).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let input = json!({ "input": {
        "ids": [people[1].1], "decision": "REJECT", "reasonCode": "INCOMPLETE_DOCUMENTS"
    } });
    staff.decides_with(input).await;
    assert_eq!(people[2].0.application(&people[2].1).await["waitlistPosition"], 1);
    assert_eq!(app.visitor().seats_of(session).await["waitlistCount"], 1);
});
