//! Messages leave the house: queued with what they tell of, sent once, tried again, given up.

use balai_backend::{
    gateway::{Gateways, Mailer, Secret, SmsGateway, signature},
    service::outbox,
};
use balai_shared::{contact::PhoneNumber, policy::Role};
use balai_tests::{Listener, Person, SMS_SECRET, SessionPlan, TestApp, both};
use serde_json::{Value, json};

const WAITING: &str = "SELECT COUNT(*) FROM outbox WHERE next_try_at IS NOT NULL";
const SENT: &str = "SELECT COUNT(*) FROM outbox WHERE sent_at IS NOT NULL";
const FAILED: &str = "SELECT COUNT(*) FROM outbox WHERE failed_at IS NOT NULL";
const DELIVERED: &str = "SELECT COUNT(*) FROM outbox WHERE delivered_at IS NOT NULL";

fn by_email(server: &Listener) -> Gateways {
    let url = format!("smtp://127.0.0.1:{}", server.port);
    let mailer = Mailer::new(&url, "Balai <kabar@balai.example>").unwrap();
    Gateways { email: Some(mailer), sms: None }
}

fn by_sms(app: &TestApp, gateway: &Listener) -> Gateways {
    let url = format!("http://127.0.0.1:{}/kirim", gateway.port);
    let secret = Secret::new(SMS_SECRET.to_owned()).unwrap();
    let sms = SmsGateway::new(url, secret, app.services.clock().clone());
    Gateways { email: None, sms: Some(sms) }
}

/// Somebody who applied just now, and was offered a seat.
async fn told(app: &TestApp) -> (Person, String) {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    (person, id)
}

/// Gives a person a phone number and takes the address away.
async fn with_phone_alone(app: &TestApp, person: &Person, number: &str) {
    let phone = PhoneNumber::parse(number).unwrap();
    let account = person.account;
    app.services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let phone = Some(&phone);
                balai_backend::store::account::update(tx, account, None, None, phone).await
            })
        })
        .await
        .unwrap();
    let id = app.literal(account.as_u128());
    let sql = format!(
        "UPDATE accounts SET email = NULL, email_normal = NULL, email_confirmed_at = NULL, \
         phone_confirmed_at = created_at WHERE id = {id}"
    );
    assert_eq!(app.execute(&sql).await.unwrap(), 1);
}

both!(a_step_that_tells_the_person_queues_a_letter_with_it, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    let id = person.applies(session).await;
    let staff = app.staff(centre, Role::Reviewer).await;
    assert_eq!(staff.decides(&[&id], "OFFER").await, ["OFFERED"]);
    assert_eq!(app.number(WAITING).await, 2);
    assert_eq!(app.number("SELECT COUNT(*) FROM notifications").await, 2);
    let letters = app.letters().await;
    let text = &letters[0].letter.text;
    assert!(text.contains("Anda ditawari kursi. Ambil paling lambat "), "{text}");
    assert_eq!(app.destinations().await[0], format!("{}@uji.balai", person.account));
    // A decision that is refused tells nobody.
    assert_eq!(staff.decides(&[&id], "OFFER").await, ["INVALID_TRANSITION"]);
    assert_eq!(app.number(WAITING).await, 2);
});

both!(without_a_gateway_letters_wait_and_are_counted, async |app: &TestApp| {
    told(app).await;
    let waiting = app.number(WAITING).await;
    assert!(waiting > 0);
    assert_eq!(app.send_letters(&Gateways::default()).await, 0);
    let request = axum::http::Request::get("/metrics").body(axum::body::Body::empty()).unwrap();
    let text = app.visitor().raw(request).await.body.as_str().unwrap().to_owned();
    assert!(text.contains(&format!("\nbalai_outbox_waiting {waiting}\n")), "{text}");
    app.pass_hours(7 * 24);
    assert_eq!(outbox::expire(&app.services).await.unwrap(), u64::try_from(waiting).unwrap());
    assert_eq!(app.number(FAILED).await, waiting);
});

both!(an_email_is_sent_once, async |app: &TestApp| {
    let (person, _) = told(app).await;
    let waiting = usize::try_from(app.number(WAITING).await).unwrap();
    let server = Listener::smtp().await;
    assert_eq!(app.send_letters(&by_email(&server)).await, waiting);
    let taken = server.taken();
    assert_eq!(taken.len(), waiting);
    assert!(taken[0].contains(&format!("To: {}@uji.balai", person.account)), "{}", taken[0]);
    assert!(taken[0].contains("From: Balai <kabar@balai.example>"));
    assert!(taken[0].contains("Message-ID: <msg_"));
    assert_eq!(app.send_letters(&by_email(&server)).await, 0);
    app.pass_hours(24);
    assert_eq!(app.send_letters(&by_email(&server)).await, 0);
    assert_eq!(server.taken().len(), waiting);
});

both!(two_workers_at_once_send_each_letter_once, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::seats(1)).await;
    for _ in 0..10 {
        app.applicant().await.applies(session).await;
    }
    let waiting = usize::try_from(app.number(WAITING).await).unwrap();
    let server = Listener::smtp().await;
    while app.number(WAITING).await > 0 {
        let rounds = [app.services.clone(), app.services.clone()].map(|services| {
            let gateways = by_email(&server);
            tokio::spawn(async move {
                balai_backend::worker::post::round(&services, &gateways).await.unwrap()
            })
        });
        for round in rounds {
            round.await.unwrap();
        }
    }
    assert_eq!(server.taken().len(), waiting);
});

both!(what_is_not_taken_is_tried_again_with_growing_pauses_and_given_up, async |app: &TestApp| {
    let (person, _) = told(app).await;
    assert_eq!(app.execute(&all_but_one(app).await).await.unwrap(), 1, "two letters were queued");
    let server = Listener::smtp().await;
    server.refuse(true);
    let gateways = by_email(&server);
    assert_eq!(app.send_letters(&gateways).await, 1);
    for minutes in [1, 5, 30, 120, 720] {
        assert_eq!(app.number(WAITING).await, 1);
        app.pass_seconds(minutes * 60 - 1);
        assert_eq!(app.send_letters(&gateways).await, 0, "before {minutes} minutes");
        app.pass_seconds(1);
        assert_eq!(app.send_letters(&gateways).await, 1, "after {minutes} minutes");
    }
    assert_eq!((app.number(WAITING).await, app.number(FAILED).await), (0, 1));
    server.refuse(false);
    app.pass_hours(24);
    assert_eq!(app.send_letters(&gateways).await, 0);
    drop(person);
});

/// Forgets all letters but one.
async fn all_but_one(app: &TestApp) -> String {
    let first = match app.kind {
        balai_tests::Kind::Sqlite => "SELECT MIN(id) FROM outbox",
        balai_tests::Kind::Postgres => "SELECT id FROM outbox ORDER BY id LIMIT 1",
    };
    format!("DELETE FROM outbox WHERE id = ({first})")
}

both!(a_crash_while_sending_loses_nothing, async |app: &TestApp| {
    told(app).await;
    let waiting = usize::try_from(app.number(WAITING).await).unwrap();
    // Claimed, and never heard of again.
    let claimed = outbox::claim(&app.services, &[balai_shared::notification::Channel::Email]).await;
    assert_eq!(claimed.unwrap().len(), waiting);
    let server = Listener::smtp().await;
    assert_eq!(app.send_letters(&by_email(&server)).await, 0);
    app.pass_seconds(60);
    assert_eq!(app.send_letters(&by_email(&server)).await, waiting);
    assert_eq!(server.taken().len(), waiting);
});

both!(a_server_that_is_not_there_is_tried_again, async |app: &TestApp| {
    told(app).await;
    let waiting = app.number(WAITING).await;
    let nowhere = Gateways {
        email: Some(Mailer::new("smtp://127.0.0.1:9", "kabar@balai.example").unwrap()),
        sms: None,
    };
    app.send_letters(&nowhere).await;
    assert_eq!(app.number(WAITING).await, waiting);
});

both!(
    a_person_without_an_address_gets_an_sms_and_the_gateway_tells_its_end,
    async |app: &TestApp| {
        let session = app.session(app.centre().await, SessionPlan::merit()).await;
        let person = app.applicant().await;
        with_phone_alone(app, &person, "081234567890").await;
        person.applies(session).await;
        let gateway = Listener::http().await;
        assert_eq!(app.send_letters(&by_sms(app, &gateway)).await, 1);
        let taken = gateway.taken();
        let (head, body) =
            taken[0].split_once("\n\n").unwrap_or_else(|| taken[0].split_once("\r\n\n").unwrap());
        let sent: Value = serde_json::from_str(body).unwrap();
        assert_eq!(sent["to"], "+6281234567890");
        assert_eq!(sent["language"], "id");
        assert!(sent["id"].as_str().unwrap().starts_with("msg_"));
        let header = |name: &str| {
            let line = head.lines().find(|line| line.to_lowercase().starts_with(name)).unwrap();
            line.split_once(':').unwrap().1.trim().to_owned()
        };
        let secret = Secret::new(SMS_SECRET.to_owned()).unwrap();
        let (time, signed) = (header(signature::TIMESTAMP), header(signature::SIGNATURE));
        assert!(secret.fits(&time, &signed, body.as_bytes(), app.now()));
        assert_eq!(app.number(SENT).await, 1);

        let told = json!({ "id": "gw-1", "status": "DELIVERED" }).to_string();
        assert_eq!(callback(app, "rahasia-gerbang-lain", &told).await, 401);
        assert_eq!(callback(app, SMS_SECRET, "{}").await, 400);
        assert_eq!(app.number(DELIVERED).await, 0);
        assert_eq!(callback(app, SMS_SECRET, &told).await, 204);
        assert_eq!(app.number(DELIVERED).await, 1);
        // What comes late, twice or for another message changes nothing.
        let failed = json!({ "id": sent["id"], "status": "FAILED" }).to_string();
        assert_eq!(callback(app, SMS_SECRET, &failed).await, 204);
        let other = json!({ "id": "gw-9", "status": "FAILED" }).to_string();
        assert_eq!(callback(app, SMS_SECRET, &other).await, 204);
        assert_eq!((app.number(DELIVERED).await, app.number(FAILED).await), (1, 0));
    }
);

/// Sends a callback signed with this secret; the status of the answer.
async fn callback(app: &TestApp, secret: &str, body: &str) -> u16 {
    let seconds = app.now().as_millis() / 1000;
    let signed = Secret::new(secret.to_owned()).unwrap().sign(seconds, body.as_bytes());
    let request = axum::http::Request::post("/callback/delivery")
        .header(signature::TIMESTAMP, seconds.to_string())
        .header(signature::SIGNATURE, signed)
        .body(axum::body::Body::from(body.to_owned()))
        .unwrap();
    app.visitor().raw(request).await.status.as_u16()
}

both!(a_gateway_that_is_busy_is_tried_again_after_a_minute, async |app: &TestApp| {
    let session = app.session(app.centre().await, SessionPlan::merit()).await;
    let person = app.applicant().await;
    with_phone_alone(app, &person, "081234567890").await;
    person.applies(session).await;
    let gateway = Listener::http().await;
    gateway.refuse(true);
    assert_eq!(app.send_letters(&by_sms(app, &gateway)).await, 1);
    assert_eq!((app.number(WAITING).await, gateway.taken().len()), (1, 0));
    gateway.refuse(false);
    app.pass_seconds(60);
    assert_eq!(app.send_letters(&by_sms(app, &gateway)).await, 1);
    assert_eq!((app.number(WAITING).await, gateway.taken().len()), (0, 1));
});

both!(a_letter_to_an_address_that_is_gone_is_given_up, async |app: &TestApp| {
    let (person, _) = told(app).await;
    with_phone_alone(app, &person, "081234567890").await;
    let server = Listener::smtp().await;
    app.send_letters(&by_email(&server)).await;
    assert_eq!((app.number(WAITING).await, server.taken().len()), (0, 0));
    assert!(app.number(FAILED).await > 0);
});
