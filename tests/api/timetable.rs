//! `saveRoom`, `placeMeetings`, `placementClashes`, `timetable`.

use balai_shared::{
    id::{InstitutionId, SessionId},
    policy::Role,
    time::Date,
};
use balai_tests::{
    Actor, Person, SessionPlan, TestApp, both,
    class::SCHEDULE,
    steps::{fields, text},
};
use serde_json::{Value, json};

const ROOM: &str = "mutation ($input: SaveRoomInput!) { saveRoom(input: $input) {
  room { id name capacity closed }
} }";
const PLACE: &str =
    "mutation ($input: PlaceMeetingsInput!) { placeMeetings(input: $input) { session { id } } }";
const CLASHES: &str = "query ($input: PlaceMeetingsInput!) { placementClashes(input: $input) {
  roomId instructorId otherSession { id } meeting { id } other { day }
} }";
const TIMETABLE: &str = "query ($id: ID!, $from: Date!, $until: Date!) {
  timetable(institutionId: $id, from: $from, until: $until) {
    rooms { id name } teachers { accountId }
    entries { session { id } room { id } teachers { accountId } clashes roomTooSmall meeting { day } }
  }
}";

struct Centre {
    id: InstitutionId,
    admin: Person,
    instructor: Person,
    room: String,
}

async fn centre(app: &TestApp) -> Centre {
    let id = app.centre().await;
    let (admin, instructor) =
        (app.staff(id, Role::Admin).await, app.staff(id, Role::Instructor).await);
    let made = admin.data(ROOM, room(id, "Bengkel 1", 16)).await;
    let room = text(&made["saveRoom"]["room"]["id"]).to_owned();
    Centre { id, admin, instructor, room }
}

fn room(of: InstitutionId, name: &str, capacity: i32) -> Value {
    json!({ "input": { "institutionId": of.to_string(), "name": name, "capacity": capacity } })
}

impl Centre {
    /// A session that meets on the second and third of March, from `begins` for two hours.
    async fn session(&self, app: &TestApp, begins: u8) -> SessionId {
        let session = app.session(self.id, SessionPlan::seats(20)).await;
        let meeting = |day: u8| {
            json!({
                "day": format!("2026-03-{day:02}"), "begins": format!("{begins:02}:00"),
                "ends": format!("{:02}:00", begins + 2)
            })
        };
        let input = json!({ "input": {
            "sessionId": session.to_string(), "meetings": [meeting(2), meeting(3)]
        } });
        self.admin.data(SCHEDULE, input).await;
        session
    }

    fn placing(&self, session: SessionId, changes: Value) -> Value {
        let mut input = json!({
            "sessionId": session.to_string(), "roomId": self.room,
            "instructorIds": [self.instructor.account.to_string()]
        });
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        json!({ "input": input })
    }

    async fn week(&self, who: &Actor) -> Value {
        let asked = json!({
            "id": self.id.to_string(), "from": "2026-03-02", "until": "2026-03-08"
        });
        who.data(TIMETABLE, asked).await["timetable"].clone()
    }
}

both!(admins_keep_rooms_and_all_staff_see_the_timetable, async |app: &TestApp| {
    let centre = centre(app).await;
    let session = centre.session(app, 8).await;
    let foreign = app.staff(app.centre().await, Role::Admin).await;
    let again = room(centre.id, "Bengkel 2", 12);
    let place = centre.placing(session, json!({}));
    let week = json!({ "id": centre.id.to_string(), "from": "2026-03-02", "until": "2026-03-08" });
    for (operation, input) in [(ROOM, &again), (PLACE, &place), (CLASHES, &place)] {
        assert_eq!(app.visitor().code(operation, input.clone()).await, "UNAUTHENTICATED");
        assert_eq!(foreign.code(operation, input.clone()).await, "NOT_FOUND");
        assert_eq!(centre.instructor.code(operation, input.clone()).await, "FORBIDDEN");
    }
    assert_eq!(app.visitor().code(TIMETABLE, week.clone()).await, "UNAUTHENTICATED");
    for stranger in [&*foreign, &*app.applicant().await] {
        assert_eq!(stranger.code(TIMETABLE, week.clone()).await, "NOT_FOUND");
    }
    app.partner(centre.id).await.data(PLACE, place).await;
    let seen = centre.week(&centre.instructor).await;
    assert_eq!(seen["entries"].as_array().unwrap().len(), 2);
    let entry = &seen["entries"][0];
    assert_eq!((&entry["room"]["id"], &entry["clashes"]), (&json!(centre.room), &json!(false)));
    assert_eq!(entry["roomTooSmall"], true, "sixteen places for twenty seats");
    let teacher = json!([{ "accountId": centre.instructor.account.to_string() }]);
    assert_eq!(entry["teachers"], teacher);
    let error = centre.admin.error(ROOM, room(centre.id, "Bengkel 1", 3)).await;
    assert_eq!(fields(&error), [("name".to_owned(), "NOT_ALLOWED".to_owned())]);
    let error = centre.admin.error(ROOM, room(centre.id, " ", 0)).await;
    let paths: Vec<_> = fields(&error).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths, ["name", "capacity"]);
});

both!(a_room_or_an_instructor_wanted_twice_is_refused_unless_accepted, async |app: &TestApp| {
    let centre = centre(app).await;
    let (first, second) = (centre.session(app, 8).await, centre.session(app, 9).await);
    let later = centre.session(app, 11).await;
    centre.admin.data(PLACE, centre.placing(first, json!({}))).await;
    centre.admin.data(PLACE, centre.placing(first, json!({}))).await;
    centre.admin.data(PLACE, centre.placing(later, json!({}))).await;
    let error = centre.admin.error(PLACE, centre.placing(second, json!({}))).await;
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    let not_allowed = |path: &str| (path.to_owned(), "NOT_ALLOWED".to_owned());
    assert_eq!(fields(&error), [not_allowed("roomId"), not_allowed("instructorIds")]);
    let alone = centre.placing(second, json!({ "roomId": null }));
    let error = centre.admin.error(PLACE, alone).await;
    assert_eq!(fields(&error), [not_allowed("instructorIds")]);
    let told = centre.admin.data(CLASHES, centre.placing(second, json!({}))).await;
    let told = told["placementClashes"].as_array().unwrap().clone();
    assert_eq!(told.len(), 4, "a room and an instructor on each of two days");
    assert_eq!(told[0]["otherSession"]["id"], first.to_string());
    assert_eq!(app.number("SELECT COUNT(*) FROM accepted_clashes").await, 0);
    let accepted = centre.placing(second, json!({ "acceptClashes": true }));
    centre.admin.data(PLACE, accepted).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM accepted_clashes").await, 4);
    let seen = centre.week(&centre.admin).await;
    let clashing = seen["entries"].as_array().unwrap().iter().filter(|one| one["clashes"] == true);
    assert_eq!(clashing.count(), 4);
    let elsewhere = centre.placing(second, json!({ "roomId": null, "instructorIds": [] }));
    centre.admin.data(PLACE, elsewhere).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM accepted_clashes").await, 0, "it is over");
});

both!(of_two_who_place_at_once_one_is_first, async |app: &TestApp| {
    let centre = centre(app).await;
    let mut tries = Vec::new();
    for _ in 0..6 {
        let session = centre.session(app, 8).await;
        let (admin, input) = (centre.admin.browser.copy(), centre.placing(session, json!({})));
        tries.push(async move { admin.send(PLACE, input).await });
    }
    let tries: Vec<_> = tries.into_iter().map(tokio::spawn).collect();
    let mut codes = Vec::new();
    for one in tries {
        codes.push(one.await.unwrap().code().map(str::to_owned));
    }
    codes.sort();
    assert_eq!(codes[0], None);
    assert!(codes[1..].iter().all(|code| code.as_deref() == Some("CONFLICT")), "{codes:?}");
});

both!(what_is_not_the_centres_is_no_choice, async |app: &TestApp| {
    let centre = centre(app).await;
    let session = centre.session(app, 8).await;
    let elsewhere = app.centre().await;
    let stranger = app.staff(elsewhere, Role::Instructor).await;
    let counsellor = app.staff(centre.id, Role::Counsellor).await;
    let admin = app.staff(elsewhere, Role::Admin).await;
    let made = admin.data(ROOM, room(elsewhere, "Ruang lain", 9)).await;
    let foreign = made["saveRoom"]["room"]["id"].clone();
    for (changes, path) in [
        (json!({ "roomId": foreign }), "roomId"),
        (json!({ "roomId": "rom_x" }), "roomId"),
        (json!({ "instructorIds": [stranger.account.to_string()] }), "instructorIds"),
        (json!({ "instructorIds": [counsellor.account.to_string()] }), "instructorIds"),
        (json!({ "meetingIds": ["mtg_0000000000000000000001"] }), "meetingIds"),
    ] {
        let error = centre.admin.error(PLACE, centre.placing(session, changes)).await;
        assert_eq!(fields(&error), [(path.to_owned(), "UNKNOWN_VALUE".to_owned())]);
    }
    let mut closed = room(centre.id, "Bengkel 1", 16);
    closed["input"]["roomId"] = json!(centre.room);
    closed["input"]["closed"] = json!(true);
    centre.admin.data(ROOM, closed.clone()).await;
    let error = centre.admin.error(PLACE, centre.placing(session, json!({}))).await;
    assert_eq!(fields(&error), [("roomId".to_owned(), "UNKNOWN_VALUE".to_owned())]);
    closed["input"]["roomId"] = foreign;
    assert_eq!(centre.admin.code(ROOM, closed).await, "NOT_FOUND");
    let year = json!({ "id": centre.id.to_string(), "from": "2026-01-01", "until": "2026-12-31" });
    let error = centre.admin.error(TIMETABLE, year).await;
    assert_eq!(fields(&error), [("until".to_owned(), "OUT_OF_RANGE".to_owned())]);
});

both!(meetings_that_go_take_their_places_along, async |app: &TestApp| {
    let centre = centre(app).await;
    let session = centre.session(app, 8).await;
    centre.admin.data(PLACE, centre.placing(session, json!({}))).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM meeting_places").await, 2);
    let day = Date::from_ymd(2026, 3, 4).unwrap();
    let meeting = json!({ "day": day.to_string(), "begins": "08:00", "ends": "10:00" });
    let input = json!({ "input": { "sessionId": session.to_string(), "meetings": [meeting] } });
    centre.admin.data(SCHEDULE, input).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM meeting_places").await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM meeting_instructors").await, 0);
});

both!(what_is_left_out_of_a_placement_or_a_room_stays, async |app: &TestApp| {
    let centre = centre(app).await;
    let session = centre.session(app, 8).await;
    centre.admin.data(PLACE, centre.placing(session, json!({}))).await;
    let other = app.staff(centre.id, Role::Instructor).await;
    let id = session.to_string();
    let place = async |changes: Value| {
        let mut input = json!({ "sessionId": id });
        for (name, value) in changes.as_object().unwrap() {
            input[name] = value.clone();
        }
        centre.admin.data(PLACE, json!({ "input": input })).await;
        centre.week(&centre.admin).await["entries"].as_array().unwrap().clone()
    };
    let teaches = |who: &Person| json!([{ "accountId": who.account.to_string() }]);
    for entry in place(json!({ "instructorIds": [other.account.to_string()] })).await {
        assert_eq!(entry["room"]["id"], centre.room, "another instructor leaves the room alone");
        assert_eq!(entry["teachers"], teaches(&other));
    }
    let made = centre.admin.data(ROOM, room(centre.id, "Bengkel 2", 30)).await;
    let second = made["saveRoom"]["room"]["id"].clone();
    for entry in place(json!({ "roomId": second })).await {
        assert_eq!((&entry["room"]["id"], &entry["teachers"]), (&second, &teaches(&other)));
    }
    for entry in place(json!({ "roomId": null })).await {
        assert_eq!((&entry["room"], &entry["teachers"]), (&Value::Null, &teaches(&other)));
    }
    // What stays is looked at, too: a room that another session has by now is no less taken.
    place(json!({ "roomId": second })).await;
    let rival = centre.session(app, 9).await;
    let taking = json!({ "sessionId": rival.to_string(), "roomId": second, "acceptClashes": true });
    centre.admin.data(PLACE, json!({ "input": taking })).await;
    let nobody = json!({ "input": { "sessionId": id, "instructorIds": [] } });
    let error = centre.admin.error(PLACE, nobody).await;
    assert_eq!(fields(&error), [("roomId".to_owned(), "NOT_ALLOWED".to_owned())]);

    let rename = json!({ "input": {
        "institutionId": centre.id.to_string(), "roomId": second, "name": "Bengkel Dua"
    } });
    let room = centre.admin.data(ROOM, rename).await["saveRoom"]["room"].clone();
    assert_eq!((&room["name"], &room["capacity"]), (&json!("Bengkel Dua"), &json!(30)));
});
