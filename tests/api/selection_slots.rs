//! `openSlots`, `changeSlot`, `cancelSlot`, `bookSlot`, `moveSlot`, `cancelBooking`.

use balai_backend::service::selection::slots;
use balai_shared::{
    id::{InstitutionId, SessionId},
    policy::Role,
};
use balai_tests::{
    Actor, Copy, Person, SessionPlan, TestApp, both,
    selection::{PLAN, planning},
    steps::{fields, text},
};
use serde_json::{Value, json};

const OPEN: &str =
    "mutation ($input: OpenSlotsInput!) { openSlots(input: $input) { session { id } } }";
const CHANGE: &str =
    "mutation ($input: ChangeSlotInput!) { changeSlot(input: $input) { session { id } } }";
const CANCEL: &str =
    "mutation ($input: CancelSlotInput!) { cancelSlot(input: $input) { session { id } } }";
const BOOK: &str =
    "mutation ($input: BookSlotInput!) { bookSlot(input: $input) { application { id } } }";
const MOVE: &str =
    "mutation ($input: MoveSlotInput!) { moveSlot(input: $input) { application { id } } }";
const GIVE_BACK: &str = "mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { application { id } } }";
const SHEETS: &str =
    "query ($id: ID!) { node(id: $id) { ... on Session { selection { appointments {
  criterion name unbookedCount unbooked { id }
  slots { slot { id startsAt place capacity seatsLeft cancelled } applications { id } }
} } } } }";
const OWN: &str = "query ($id: ID!) { node(id: $id) { ... on Application { appointments {
  criterion name mayChange booked { id place } choices { id seatsLeft }
} } } }";

/// What a partner's copy is kept by.
const KEPT: &str = "query ($cursor: String) {
  list: applications(changedAfter: $cursor, first: 100) {
    syncCursor pageInfo { hasNextPage } nodes { id appointments { booked { place } } }
  }
}";

/// A session by merit with a test and an interview, and who runs it.
struct Desk {
    centre: InstitutionId,
    session: SessionId,
    staff: Person,
}

async fn desk(app: &TestApp) -> Desk {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.plans_test_and_interview(session).await;
    Desk { centre, session, staff }
}

/// So many days from the tests' beginning, for an hour.
fn slot(app: &TestApp, days: i64, place: &str, capacity: i32) -> Value {
    let begin = app.now().plus_days(days);
    json!({
        "startsAt": begin.to_string(), "endsAt": begin.plus_hours(1).to_string(),
        "place": place, "capacity": capacity,
    })
}

fn opening(session: SessionId, criterion: Option<i32>, slots: &[Value]) -> Value {
    json!({ "input": { "sessionId": session.to_string(), "criterion": criterion, "slots": slots } })
}

fn choosing(application: &str, slot: &str) -> Value {
    json!({ "input": { "applicationId": application, "slotId": slot } })
}

impl Desk {
    /// Opens slots under the test's criterion; their ids, the soonest first.
    async fn opens(&self, slots: &[Value]) -> Vec<String> {
        self.staff.data(OPEN, opening(self.session, Some(0), slots)).await;
        let sheets = self.sheets(&self.staff).await;
        let rows = sheets[0]["slots"].as_array().unwrap().clone();
        rows.iter().map(|row| text(&row["slot"]["id"]).to_owned()).collect()
    }

    async fn sheets(&self, staff: &Actor) -> Value {
        let id = json!({ "id": self.session.to_string() });
        staff.data(SHEETS, id).await["node"]["selection"]["appointments"].clone()
    }
}

async fn own(person: &Actor, id: &str) -> Value {
    person.data(OWN, json!({ "id": id })).await["node"]["appointments"].clone()
}

/// How many messages of a kind there are.
async fn told(app: &TestApp, kind: &str) -> i64 {
    app.number(&format!("SELECT COUNT(*) FROM notifications WHERE kind = '{kind}'")).await
}

both!(only_who_runs_the_selection_opens_times, async |app: &TestApp| {
    let desk = desk(app).await;
    let input = opening(desk.session, Some(0), &[slot(app, 7, "Ruang A", 2)]);
    assert_eq!(app.visitor().code(OPEN, input.clone()).await, "UNAUTHENTICATED");
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    for stranger in [&*foreign, &*app.applicant().await] {
        assert_eq!(stranger.code(OPEN, input.clone()).await, "NOT_FOUND");
    }
    for role in [Role::Instructor, Role::Counsellor] {
        let staff = app.staff(desk.centre, role).await;
        assert_eq!(staff.code(OPEN, input.clone()).await, "FORBIDDEN");
        let id = json!({ "id": desk.session.to_string() });
        assert_eq!(staff.code(SHEETS, id).await, "FORBIDDEN");
    }
    app.partner(desk.centre).await.data(OPEN, input).await;
    let sheets = desk.sheets(&desk.staff).await;
    assert_eq!((&sheets[0]["criterion"], &sheets[0]["name"]), (&json!(0), &json!("Tes tertulis")));
    let id = sheets[0]["slots"][0]["slot"]["id"].clone();
    for (operation, input) in [(CHANGE, json!({ "slotId": id })), (CANCEL, json!({ "slotId": id }))]
    {
        let input = json!({ "input": input });
        assert_eq!(app.visitor().code(operation, input.clone()).await, "UNAUTHENTICATED");
        assert_eq!(foreign.code(operation, input).await, "NOT_FOUND");
    }
});

both!(a_partners_copy_gets_what_was_chosen_and_called_off, async |app: &TestApp| {
    let desk = desk(app).await;
    let person = app.applicant().await;
    let id = person.applies(desk.session).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    let mut copy = Copy::new(&app.partner(desk.centre).await, KEPT);
    copy.settles(app).await;
    person.data(BOOK, choosing(&id, &slots[0])).await;
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["appointments"][0]["booked"]["place"], "Ruang A");
    copy.settles(app).await;
    let moved = json!({ "slotId": slots[0], "place": "Ruang B" });
    desk.staff.data(CHANGE, json!({ "input": moved })).await;
    copy.brings(&id).await;
    assert_eq!(copy.rows[&id]["appointments"][0]["booked"]["place"], "Ruang B");
    copy.settles(app).await;
    desk.staff.data(CANCEL, json!({ "input": { "slotId": slots[0] } })).await;
    copy.brings(&id).await;
});

both!(what_is_wrong_with_times_is_said_at_each_field, async |app: &TestApp| {
    let desk = desk(app).await;
    let begin = app.now().plus_days(7);
    let with = |part: &str, value: Value| {
        let mut one = slot(app, 7, "Ruang A", 2);
        one[part] = value;
        one
    };
    for (one, path, code) in [
        (with("startsAt", json!("besok")), "startsAt", "INVALID_FORMAT"),
        (with("startsAt", json!(app.now().to_string())), "startsAt", "MUST_BE_AFTER"),
        (with("endsAt", json!(begin.to_string())), "endsAt", "MUST_BE_AFTER"),
        (with("endsAt", json!(begin.plus_hours(13).to_string())), "endsAt", "OUT_OF_RANGE"),
        (with("place", json!(" ")), "place", "REQUIRED"),
        (with("capacity", json!(0)), "capacity", "OUT_OF_RANGE"),
        (slot(app, 40, "Ruang A", 2), "endsAt", "OUT_OF_RANGE"),
    ] {
        let error = desk.staff.error(OPEN, opening(desk.session, None, &[one])).await;
        assert_eq!(fields(&error)[0], (format!("slots.0.{path}"), code.to_owned()));
    }
    let good = [slot(app, 7, "Ruang A", 2)];
    let error = desk.staff.error(OPEN, opening(desk.session, Some(2), &good)).await;
    assert_eq!(fields(&error), [("criterion".to_owned(), "OUT_OF_RANGE".to_owned())]);
    let error = desk.staff.error(OPEN, opening(desk.session, None, &[])).await;
    assert_eq!(fields(&error), [("slots".to_owned(), "REQUIRED".to_owned())]);
    let lottery = app.session(desk.centre, SessionPlan::default()).await;
    assert_eq!(desk.staff.code(OPEN, opening(lottery, None, &good)).await, "INVALID_TRANSITION");
    assert_eq!(app.number("SELECT COUNT(*) FROM selection_slots").await, 0);
});

both!(an_applicant_chooses_moves_and_gives_back, async |app: &TestApp| {
    let desk = desk(app).await;
    let (person, other) = (app.applicant().await, app.applicant().await);
    let id = person.applies(desk.session).await;
    let theirs = other.applies(desk.session).await;
    assert_eq!(own(&person, &id).await, json!([]), "there is nothing to choose yet");
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 1), slot(app, 8, "Ruang B", 1)]).await;

    assert_eq!(app.visitor().code(BOOK, choosing(&id, &slots[0])).await, "UNAUTHENTICATED");
    assert_eq!(other.code(BOOK, choosing(&id, &slots[0])).await, "NOT_FOUND");
    assert_eq!(desk.staff.code(BOOK, choosing(&id, &slots[0])).await, "FORBIDDEN");
    assert_eq!(person.code(BOOK, choosing(&id, "slt_0000000000000000000001")).await, "NOT_FOUND");
    assert_eq!(person.code(MOVE, choosing(&id, &slots[0])).await, "INVALID_TRANSITION");

    for _ in 0..2 {
        person.data(BOOK, choosing(&id, &slots[0])).await;
    }
    let seen = own(&person, &id).await;
    assert_eq!(seen[0]["booked"], json!({ "id": slots[0], "place": "Ruang A" }));
    assert_eq!(seen[0]["choices"], json!([{ "id": slots[1], "seatsLeft": 1 }]));
    let error = other.error(BOOK, choosing(&theirs, &slots[0])).await;
    assert_eq!(fields(&error), [("slotId".to_owned(), "NOT_ALLOWED".to_owned())], "it is full");
    let error = person.error(BOOK, choosing(&id, &slots[1])).await;
    assert_eq!(fields(&error), [("slotId".to_owned(), "TOO_MANY".to_owned())], "one is chosen");

    person.data(MOVE, choosing(&id, &slots[1])).await;
    other.data(BOOK, choosing(&theirs, &slots[0])).await;
    let sheet = desk.sheets(&desk.staff).await[0].clone();
    assert_eq!(sheet["slots"][0]["applications"], json!([{ "id": theirs }]));
    assert_eq!(sheet["slots"][1]["applications"], json!([{ "id": id }]));
    assert_eq!(sheet["unbookedCount"], 0);
    let error = other.error(MOVE, choosing(&theirs, &slots[1])).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(own(&other, &theirs).await[0]["booked"]["id"], slots[0], "the first one stays");

    person.data(GIVE_BACK, choosing(&id, &slots[1])).await;
    assert_eq!(person.code(GIVE_BACK, choosing(&id, &slots[1])).await, "INVALID_TRANSITION");
    let sheet = desk.sheets(&desk.staff).await[0].clone();
    assert_eq!(sheet["unbooked"], json!([{ "id": id }]));
});

both!(a_time_can_be_chosen_and_changed_until_a_day_before, async |app: &TestApp| {
    let desk = desk(app).await;
    let person = app.applicant().await;
    let id = person.applies(desk.session).await;
    let slots = desk.opens(&[slot(app, 2, "Ruang A", 1), slot(app, 5, "Ruang B", 1)]).await;
    person.data(BOOK, choosing(&id, &slots[0])).await;
    app.pass_hours(24);
    let person = app.sign_in(person.account).await;
    for (operation, slot) in [(MOVE, &slots[1]), (GIVE_BACK, &slots[0])] {
        assert_eq!(person.code(operation, choosing(&id, slot)).await, "DEADLINE_PASSED");
    }
    let seen = own(&person, &id).await;
    assert_eq!((&seen[0]["mayChange"], &seen[0]["choices"]), (&json!(false), &json!([])));
});

both!(fifty_at_once_get_no_more_seats_than_there_are, async |app: &TestApp| {
    let desk = desk(app).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 7)]).await;
    let mut people = Vec::new();
    for _ in 0..50 {
        let person = app.applicant().await;
        let id = person.applies(desk.session).await;
        people.push((person, id));
    }
    let tries = people.into_iter().map(|(person, id)| {
        let input = choosing(&id, &slots[0]);
        tokio::spawn(async move { person.send(BOOK, input).await.code().map(str::to_owned) })
    });
    let mut refused = Vec::new();
    for one in tries.collect::<Vec<_>>() {
        refused.extend(one.await.unwrap());
    }
    assert_eq!(refused, vec!["CONFLICT"; 43], "seven got a seat");
    assert_eq!(app.number("SELECT COUNT(*) FROM slot_bookings").await, 7);
});

both!(two_who_exchange_their_times_do_not_wait_for_each_other, async |app: &TestApp| {
    let desk = desk(app).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 2), slot(app, 8, "Ruang B", 2)]).await;
    let (one, two) = (app.applicant().await, app.applicant().await);
    let (first, second) = (one.applies(desk.session).await, two.applies(desk.session).await);
    one.data(BOOK, choosing(&first, &slots[0])).await;
    two.data(BOOK, choosing(&second, &slots[1])).await;
    for turn in 0..4 {
        let (to, from) = (slots[(turn + 1) % 2].clone(), slots[turn % 2].clone());
        let moves = tokio::join!(
            one.send(MOVE, choosing(&first, &to)),
            two.send(MOVE, choosing(&second, &from)),
        );
        assert!(moves.0.body["errors"].is_null(), "{:#}", moves.0.body);
        assert!(moves.1.body["errors"].is_null(), "{:#}", moves.1.body);
    }
});

both!(who_has_chosen_is_told_of_another_time_and_of_none, async |app: &TestApp| {
    let desk = desk(app).await;
    let person = app.applicant().await;
    let id = person.applies(desk.session).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    person.data(BOOK, choosing(&id, &slots[0])).await;
    let change = |part: &str, value: Value| json!({ "input": { "slotId": slots[0], part: value } });
    desk.staff.data(CHANGE, change("capacity", json!(3))).await;
    assert_eq!(told(app, "SLOT_CHANGED").await, 0, "more seats are no news");
    desk.staff.data(CHANGE, change("place", json!("Aula"))).await;
    assert_eq!(told(app, "SLOT_CHANGED").await, 1);
    let letter = app.letters().await.remove(0).letter.text;
    assert!(letter.contains("Tes tertulis: ") && letter.contains("Aula"), "{letter}");
    let error = desk.staff.error(CHANGE, change("startsAt", json!(app.now().to_string()))).await;
    assert_eq!(fields(&error)[0], ("startsAt".to_owned(), "MUST_BE_AFTER".to_owned()));
    app.applicant().await;
    for _ in 0..2 {
        desk.staff.data(CANCEL, json!({ "input": { "slotId": slots[0] } })).await;
    }
    assert_eq!(told(app, "SLOT_CANCELLED").await, 1);
    assert_eq!(own(&person, &id).await, json!([]));
    assert_eq!(person.code(BOOK, choosing(&id, &slots[0])).await, "CONFLICT");
    let change = change("place", json!("Aula"));
    assert_eq!(desk.staff.code(CHANGE, change).await, "INVALID_TRANSITION");
});

both!(a_slot_keeps_a_seat_for_each_who_comes, async |app: &TestApp| {
    let desk = desk(app).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    for _ in 0..2 {
        let person = app.applicant().await;
        let id = person.applies(desk.session).await;
        person.data(BOOK, choosing(&id, &slots[0])).await;
    }
    let input = json!({ "input": { "slotId": slots[0], "capacity": 1 } });
    let error = desk.staff.error(CHANGE, input).await;
    assert_eq!(fields(&error), [("capacity".to_owned(), "FEWER_THAN_TAKEN".to_owned())]);
});

both!(the_worker_asks_each_once_and_reminds_a_day_before, async |app: &TestApp| {
    let desk = desk(app).await;
    let (person, late) = (app.applicant().await, app.applicant().await);
    let id = person.applies(desk.session).await;
    let slots = desk.opens(&[slot(app, 4, "Ruang A", 2)]).await;
    for _ in 0..2 {
        slots::keep(&app.services).await.unwrap();
    }
    assert_eq!(told(app, "SLOTS_OPENED").await, 1);
    late.applies(desk.session).await;
    slots::keep(&app.services).await.unwrap();
    assert_eq!(told(app, "SLOTS_OPENED").await, 2, "who applies later is asked as well");
    person.data(BOOK, choosing(&id, &slots[0])).await;
    app.pass_hours(71);
    slots::keep(&app.services).await.unwrap();
    assert_eq!(told(app, "SLOT_REMINDER").await, 0);
    app.pass_hours(2);
    let rounds = [app.services.clone(), app.services.clone()]
        .map(|services| tokio::spawn(async move { slots::keep(&services).await }));
    for round in rounds {
        round.await.unwrap().unwrap();
    }
    assert_eq!(told(app, "SLOT_REMINDER").await, 1);
    let letter = app.letters().await.remove(0).letter.text;
    assert!(letter.contains("Ruang A"), "{letter}");
});

both!(who_withdraws_or_is_turned_down_frees_the_time, async |app: &TestApp| {
    let desk = desk(app).await;
    let slots = desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    let mut all = Vec::new();
    for _ in 0..2 {
        let person = app.applicant().await;
        let id = person.applies(desk.session).await;
        person.data(BOOK, choosing(&id, &slots[0])).await;
        all.push((person, id));
    }
    all[0].0.withdraws(&all[0].1).await;
    let left = async || desk.sheets(&desk.staff).await[0]["slots"][0]["slot"]["seatsLeft"].clone();
    assert_eq!(left().await, 1);
    let reject = json!({ "input": {
        "ids": [all[1].1], "decision": "REJECT", "reasonCode": "INCOMPLETE_DOCUMENTS"
    } });
    desk.staff.decides_with(reject).await;
    slots::keep(&app.services).await.unwrap();
    assert_eq!(left().await, 1, "it can still be undone");
    app.pass_seconds(31);
    slots::keep(&app.services).await.unwrap();
    assert_eq!(left().await, 2);
    let over = all[0].0.code(BOOK, choosing(&all[0].1, &slots[0])).await;
    assert_eq!(over, "INVALID_TRANSITION");
});

both!(criteria_with_times_keep_their_places, async |app: &TestApp| {
    let desk = desk(app).await;
    desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    let swapped = json!([
        { "name": "Wawancara", "weight": 60, "maximum": "100" },
        { "name": "Tes tertulis", "weight": 40, "maximum": "100" },
    ]);
    let input = planning(desk.session, &swapped, &json!([]));
    let error = desk.staff.error(PLAN, input).await;
    assert_eq!(fields(&error), [("criteria".to_owned(), "NOT_ALLOWED".to_owned())]);
});

both!(the_schema_stands_behind_the_counter, async |app: &TestApp| {
    let desk = desk(app).await;
    desk.opens(&[slot(app, 7, "Ruang A", 2)]).await;
    assert!(app.execute("UPDATE selection_slots SET booked = 3").await.is_err());
});
