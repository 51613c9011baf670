//! `applicationChanged` and `queueChanged`, over a WebSocket.

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue, header};
use balai_shared::policy::Role;
use balai_tests::{SOCKETS_OF_AN_ADDRESS, SessionPlan, Socket, TestApp, both, steps::text};
use serde_json::{Value, json};

const CHANGED: &str = "subscription { applicationChanged { id state waitlistPosition } }";

fn one(id: &str) -> String {
    format!("subscription {{ applicationChanged(id: \"{id}\") {{ id state }} }}")
}

fn code(answer: &Value) -> &str {
    let errors =
        if answer["type"] == "error" { &answer["payload"] } else { &answer["payload"]["errors"] };
    text(&errors[0]["extensions"]["code"])
}

both!(an_applicant_hears_of_each_step_and_of_nobody_elses, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let (person, other) = (app.applicant().await, app.applicant().await);
    let (own, others) = (person.applies(session).await, other.applies(session).await);
    let mut phone = Socket::of(app, &person.browser).await;
    phone.asks("all", CHANGED).await;
    phone.settles().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&others, &own], "OFFER").await;
    let heard = phone.hears().await;
    assert_eq!((&heard["type"], &heard["id"]), (&json!("next"), &json!("all")));
    assert_eq!(
        heard["payload"]["data"]["applicationChanged"],
        json!({ "id": own, "state": "OFFERED", "waitlistPosition": null })
    );
    person.confirms(&own).await;
    let heard = phone.hears().await;
    assert_eq!(heard["payload"]["data"]["applicationChanged"]["state"], "CONFIRMED");
});

both!(who_moves_up_hears_it_from_the_worker, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let (first, second) = (app.applicant().await, app.applicant().await);
    let (offered, waits) = (first.applies(session).await, second.applies(session).await);
    let mut phone = Socket::of(app, &second.browser).await;
    phone.asks("mine", &one(&waits)).await;
    phone.settles().await;
    first.declines(&offered).await;
    let heard = phone.hears().await;
    assert_eq!(heard["payload"]["data"]["applicationChanged"]["state"], "OFFERED");
});

both!(what_was_not_done_is_not_told, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let own = person.applies(session).await;
    let mut phone = Socket::of(app, &person.browser).await;
    phone.asks("all", CHANGED).await;
    phone.settles().await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&own], "WAITLIST").await;
    assert_eq!(staff.decides(&[&own], "SHORTLIST").await, ["INVALID_TRANSITION"]);
    person.withdraws(&own).await;
    let states = [phone.hears().await, phone.hears().await]
        .map(|heard| heard["payload"]["data"]["applicationChanged"]["state"].clone());
    assert_eq!(states, ["WAITLISTED", "WITHDRAWN"]);
});

both!(one_watches_only_what_one_may_see, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let id = app.applicant().await.applies(session).await;
    let stranger = app.applicant().await;
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    for (actor, query, expected) in [
        (&app.visitor(), CHANGED.to_owned(), "UNAUTHENTICATED"),
        (&app.visitor(), one(&id), "UNAUTHENTICATED"),
        (&stranger.browser, one(&id), "NOT_FOUND"),
        (&stranger.browser, one("app_0"), "NOT_FOUND"),
        (&elsewhere.browser, one(&id), "NOT_FOUND"),
        (&app.partner(centre).await, CHANGED.to_owned(), "FORBIDDEN"),
    ] {
        let mut socket = Socket::of(app, actor).await;
        socket.asks("1", &query).await;
        assert_eq!(code(&socket.hears().await), expected, "{query}");
    }
});

const QUEUE: &str = "{ session { id seatsLeft } applicationId undecidedCount }";

both!(staff_hear_of_the_own_queue_alone, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let own = format!("subscription {{ queueChanged(institutionId: \"{centre}\") {QUEUE} }}");
    let staff = app.staff(centre, Role::Reviewer).await;
    for actor in [&app.partner(centre).await, &staff.browser] {
        let mut desk = Socket::of(app, actor).await;
        desk.asks("queue", &own).await;
        desk.settles().await;
        let id = app.applicant().await.applies(session).await;
        let heard = desk.hears().await["payload"]["data"]["queueChanged"].clone();
        assert_eq!(heard["applicationId"], json!(id));
        assert_eq!(heard["session"]["id"], json!(session.to_string()));
        assert!(heard["undecidedCount"].as_u64().unwrap() >= 1);
    }
    let elsewhere = app.staff(app.centre().await, Role::Admin).await;
    for (actor, expected) in [
        (&elsewhere.browser, "FORBIDDEN"),
        (&app.applicant().await.browser, "FORBIDDEN"),
        (&app.ministry().await.browser, "FORBIDDEN"),
        (&app.visitor(), "UNAUTHENTICATED"),
    ] {
        let mut socket = Socket::of(app, actor).await;
        socket.asks("1", &own).await;
        assert_eq!(code(&socket.hears().await), expected);
    }
});

both!(a_key_can_come_with_the_first_word, async |app: &TestApp| {
    let centre = app.centre().await;
    let partner = app.partner(centre).await;
    let key = format!("Bearer {}", partner.key().unwrap());
    let mut socket = Socket::knock(app, HeaderMap::new()).await.unwrap();
    socket.says(json!({ "type": "connection_init", "payload": { "Authorization": key } })).await;
    assert_eq!(socket.hears().await["type"], "connection_ack");
    socket.asks("1", "{ applications(first: 1) { totalCount } }").await;
    let answer = socket.hears().await;
    assert_eq!(answer["payload"]["data"]["applications"]["totalCount"], 0);
    assert_eq!(socket.hears().await, json!({ "type": "complete", "id": "1" }));
    let mut socket = Socket::knock(app, HeaderMap::new()).await.unwrap();
    let wrong = json!({ "authorization": "Bearer blk_wrong" });
    socket.says(json!({ "type": "connection_init", "payload": wrong })).await;
    assert_eq!(socket.ends().await, 4401);
});

both!(a_connection_ends_by_the_protocols_codes, async |app: &TestApp| {
    let visitor = app.visitor();
    let mut early = Socket::knock(app, HeaderMap::new()).await.unwrap();
    early.asks("1", "{ __typename }").await;
    assert_eq!(early.ends().await, 4401);
    let mut again = Socket::of(app, &visitor).await;
    again.says(json!({ "type": "connection_init" })).await;
    assert_eq!(again.ends().await, 4429);
    let mut garbage = Socket::of(app, &visitor).await;
    garbage.says(json!({ "type": "start", "id": "1" })).await;
    assert_eq!(garbage.ends().await, 4400);
    let person = app.applicant().await;
    let mut twice = Socket::of(app, &person.browser).await;
    twice.asks("1", CHANGED).await;
    twice.asks("1", CHANGED).await;
    assert_eq!(twice.ends().await, 4409);
});

both!(the_limits_hold_on_a_connection_too, async |app: &TestApp| {
    let person = app.applicant().await;
    let mut socket = Socket::of(app, &person.browser).await;
    let aliases: String = (0..40).map(|n| format!("a{n}: __typename ")).collect();
    socket.asks("1", &format!("{{ {aliases} }}")).await;
    assert_eq!(code(&socket.hears().await), "QUERY_TOO_COMPLEX");
    socket.asks("2", "{ nonsense }").await;
    assert_eq!(code(&socket.hears().await), "INVALID_QUERY");
    for n in 0..20 {
        socket.asks(&format!("s{n}"), CHANGED).await;
    }
    socket.asks("one too many", CHANGED).await;
    assert_eq!(code(&socket.hears().await), "RATE_LIMITED");
    socket.says(json!({ "type": "complete", "id": "s0" })).await;
    socket.asks("in its place", CHANGED).await;
    socket.settles().await;
});

both!(another_site_opens_no_connection_with_our_cookies, async |app: &TestApp| {
    let person = app.applicant().await;
    let mut headers = person.browser.identity();
    headers.insert(header::ORIGIN, HeaderValue::from_static("https://evil.example"));
    assert_eq!(Socket::knock(app, headers).await.err(), Some(403));
    let mut anonymous = HeaderMap::new();
    anonymous.insert(header::ORIGIN, HeaderValue::from_static("https://evil.example"));
    assert!(
        Socket::knock(app, anonymous).await.is_ok(),
        "without cookies there is nothing to steal"
    );
});

both!(who_signed_out_hears_no_more_on_an_open_connection, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let own = person.applies(session).await;
    let mut phone = Socket::of(app, &person.browser).await;
    phone.asks("all", CHANGED).await;
    phone.settles().await;
    let headers = person.browser.copy();
    headers.data("mutation { signOut }", json!({})).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    staff.decides(&[&own], "OFFER").await;
    assert_eq!(phone.ends().await, 1001);
});

both!(an_address_keeps_only_so_many_connections_open, async |app: &TestApp| {
    let mut open = Vec::new();
    for _ in 0..SOCKETS_OF_AN_ADDRESS {
        open.push(Socket::knock(app, HeaderMap::new()).await.unwrap());
    }
    assert_eq!(Socket::knock(app, HeaderMap::new()).await.err(), Some(429));
    open.pop();
    let again = async {
        while Socket::knock(app, HeaderMap::new()).await.is_err() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), again).await.unwrap();
});
