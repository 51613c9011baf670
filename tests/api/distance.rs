//! How far away sessions are held: `nearPoint`, `distanceKm`, `updateInstitution`.

use balai_shared::{id::InstitutionId, place::Point, policy::Role};
use balai_tests::{InstitutionPlan, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

const LIST: &str = "query ($point: PointInput, $after: String) {
  sessions(nearPoint: $point, first: 2, after: $after) {
    nodes { institution { name distanceKm(from: $point) } }
    pageInfo { hasNextPage endCursor }
  }
}";
const UPDATE: &str = "mutation ($input: UpdateInstitutionInput!) {
  updateInstitution(input: $input) { institution { address location { latitude longitude } } }
}";

async fn centre_at(app: &TestApp, name: &'static str, place: Option<(i32, i32)>) -> InstitutionId {
    let location = place.map(|(latitude, longitude)| Point { latitude, longitude });
    app.institution(InstitutionPlan { name, location, ..InstitutionPlan::default() }).await
}

fn denpasar() -> Value {
    json!({ "latitude": "-8.65", "longitude": "115.2167" })
}

both!(the_nearest_comes_first_and_what_is_nowhere_last, async |app: &TestApp| {
    let places = [
        ("Jauh", Some((-725_750, 11_275_210))),
        ("Tak tercatat", None),
        ("Dekat", Some((-866_000, 11_522_000))),
        ("Seberang", Some((-811_200, 11_508_800))),
    ];
    for (name, place) in places {
        let centre = centre_at(app, name, place).await;
        app.session(centre, SessionPlan::default()).await;
    }
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    loop {
        let variables = json!({ "point": denpasar(), "after": after });
        let page = app.visitor().data(LIST, variables).await["sessions"].clone();
        for node in page["nodes"].as_array().unwrap() {
            let centre = &node["institution"];
            seen.push((centre["name"].as_str().unwrap().to_owned(), centre["distanceKm"].clone()));
        }
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            break;
        }
    }
    let names: Vec<_> = seen.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Dekat", "Seberang", "Jauh", "Tak tercatat"]);
    let distances: Vec<_> = seen.into_iter().map(|(_, distance)| distance).collect();
    assert_eq!(distances, [json!(1), json!(61), json!(312), json!(null)]);
});

both!(a_place_that_is_none_is_told_at_its_number, async |app: &TestApp| {
    let point = json!({ "latitude": "di sini", "longitude": "200" });
    let error = app.visitor().error(LIST, json!({ "point": point })).await;
    let faults =
        [("nearPoint.latitude", "INVALID_FORMAT"), ("nearPoint.longitude", "OUT_OF_RANGE")];
    assert_eq!(fields(&error), faults.map(|(path, code)| (path.to_owned(), code.to_owned())));
});

both!(a_centres_own_admins_and_software_tell_where_it_is, async |app: &TestApp| {
    let centre = app.centre().await;
    let told = |id: InstitutionId, latitude: &str| {
        let location = json!({ "latitude": latitude, "longitude": "115.2167" });
        json!({ "input": {
            "institutionId": id.to_string(), "address": " Jalan Kamboja 1 ", "location": location
        } })
    };
    let input = told(centre, "-8.65");
    assert_eq!(app.visitor().code(UPDATE, input.clone()).await, "UNAUTHENTICATED");
    assert_eq!(app.applicant().await.code(UPDATE, input.clone()).await, "FORBIDDEN");
    let reviewer = app.staff(centre, Role::Reviewer).await;
    assert_eq!(reviewer.code(UPDATE, input.clone()).await, "FORBIDDEN");
    let elsewhere = app.partner(app.centre().await).await;
    assert_eq!(elsewhere.code(UPDATE, input.clone()).await, "FORBIDDEN");
    let admin = app.staff(centre, Role::Admin).await;
    let kept = admin.data(UPDATE, input).await["updateInstitution"]["institution"].clone();
    let place = json!({ "latitude": -8.65, "longitude": 115.2167 });
    assert_eq!(kept, json!({ "address": "Jalan Kamboja 1", "location": place }));
    // North in place of south: the sea off Vietnam.
    let error = admin.error(UPDATE, told(centre, "8.65")).await;
    assert_eq!(fields(&error), [("location.latitude".to_owned(), "OUT_OF_RANGE".to_owned())]);
    let nothing = json!({ "input": { "institutionId": centre.to_string() } });
    let partner = app.partner(centre).await;
    let kept = partner.data(UPDATE, nothing).await["updateInstitution"]["institution"].clone();
    assert_eq!(kept["address"], "Jalan Kamboja 1", "what is left out stays");
    let nowhere = json!({ "input": {
        "institutionId": centre.to_string(), "address": null, "location": null
    } });
    let kept = partner.data(UPDATE, nowhere).await["updateInstitution"]["institution"].clone();
    assert_eq!(kept, json!({ "address": null, "location": null }));
});
