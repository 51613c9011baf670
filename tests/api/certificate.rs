//! `certificate`.

use axum::{
    body::{Body, to_bytes},
    http::Request,
};
use balai_backend::config::Settings;
use balai_shared::policy::Role;
use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::{Value, json};
use tower::ServiceExt;

const CERTIFICATE: &str = "query ($number: String!) {
  certificate(number: $number) { number name programTitle institutionName issuedOn revoked }
}";

async fn check(actor: &Actor, number: &str) -> Value {
    actor.data(CERTIFICATE, json!({ "number": number })).await["certificate"].clone()
}

async fn issued(app: &TestApp) {
    let session = app.session(app.centre().await, SessionPlan::default()).await;
    let application = app.applicant().await.applies(session).await;
    app.certificate("BLK/2026/0001", &application).await;
}

both!(anyone_may_check_one_and_of_old_numbers_the_name_is_masked, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    let holder = app.applicant().await;
    let application = holder.applies(session).await;
    app.certificate("BLK/2026/0001", &application).await;
    let expected = |name| {
        json!({
            "number": "BLK/2026/0001", "name": name, "programTitle": "Konversi Motor Listrik",
            "institutionName": "Balai Uji", "issuedOn": "2026-03-12", "revoked": false
        })
    };
    let masked = expected("W•••• S••••");
    let foreign = app.partner(app.centre().await).await;
    for stranger in [&app.visitor(), &app.newcomer().await.browser, &foreign] {
        assert_eq!(check(stranger, " blk/2026/ 0001 ").await, masked);
    }
    let whole = expected("Wayan Sukma");
    let staff = app.staff(centre, Role::Admin).await;
    for own in [&holder.browser, &staff.browser, &app.partner(centre).await] {
        assert_eq!(check(own, "BLK/2026/0001").await, whole);
    }
});

both!(a_new_number_tells_the_name_however_it_is_typed, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let number = class.certifies().await[0].clone();
    let typed = number.to_lowercase().replace('-', " – ").replace('0', "o").replace('1', "l");
    let blanks = number.to_lowercase().replace('-', " ");
    let pasted = number.replace('-', "\u{A0}\u{2011}\u{200B}");
    for typed in [&number, &typed, &blanks, &pasted, &number.replace('-', "")] {
        let found = check(&app.visitor(), typed).await;
        assert_eq!((&found["number"], &found["name"]), (&json!(number), &json!("Wayan Sukma")));
    }
    // Without its end it is nobody's, and neither is another end.
    let (counted, random) = number.rsplit_once('-').unwrap();
    let other = format!("{counted}-{}", random.chars().rev().collect::<String>());
    for guessed in [counted, &format!("{counted}-"), other.as_str()] {
        assert!(guessed == number || check(&app.visitor(), guessed).await.is_null(), "{guessed}");
    }
});

/// Somebody behind a proxy of ours, at this address.
struct At<'a>(&'a axum::Router, &'a str);

impl At<'_> {
    async fn ask(&self, query: &str) -> Value {
        let body = json!({ "query": query }).to_string();
        let request = Request::post("/graphql")
            .header("host", "balai.example")
            .header("content-type", "application/json")
            .header("x-forwarded-for", self.1);
        let response = self.0.clone().oneshot(request.body(Body::from(body)).unwrap()).await;
        let bytes = to_bytes(response.unwrap().into_body(), usize::MAX).await.unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    /// How many of these numbers were refused, ten in a document.
    async fn refused(&self, numbers: &[String]) -> usize {
        let mut refused = 0;
        for ten in numbers.chunks(10) {
            let ask = |(at, number): (usize, &String)| {
                format!("a{at}: certificate(number: \"{number}\") {{ name }}")
            };
            let fields: Vec<String> = ten.iter().enumerate().map(ask).collect();
            let answer = self.ask(&format!("{{ {} }}", fields.join(" "))).await;
            let errors = answer["errors"].as_array().cloned().unwrap_or_default();
            for error in &errors {
                assert_eq!(error["extensions"]["code"], "RATE_LIMITED", "{answer}");
            }
            refused += errors.len();
        }
        refused
    }
}

both!(guessing_ends_after_thirty_of_a_network_each_alias_counted, async |app: &TestApp| {
    let class = app.class(1).await;
    class.finishes().await;
    let number = class.certifies().await[0].clone();
    let router = app.router_with(None, Settings { trusted_proxy: true, ..TestApp::settings() });
    let guesses: Vec<String> = (0..40).map(|at| format!("BLK-517101-2026-{at:04}")).collect();
    let here = At(&router, "192.0.2.7");
    assert_eq!(here.refused(&guesses).await, 10);
    assert_eq!(here.refused(std::slice::from_ref(&number)).await, 1, "right or not");
    // An IPv6 line has many addresses.
    let line = At(&router, "2001:db8:1:2::1");
    assert_eq!(line.refused(&guesses).await, 10);
    assert_eq!(At(&router, "2001:db8:1:2:ffff::9").refused(std::slice::from_ref(&number)).await, 1);
    for other in ["192.0.2.8", "2001:db8:1:3::1"] {
        assert_eq!(At(&router, other).refused(std::slice::from_ref(&number)).await, 0);
    }
    // Finding costs nothing, as often as it may be.
    let many = vec![number.clone(); 100];
    assert_eq!(At(&router, "192.0.2.9").refused(&many).await, 0);
    app.pass_hours(1);
    assert_eq!(here.refused(&[number]).await, 0, "it is over after a quarter of an hour");
});

both!(no_number_asked_for_counts_as_nothing, async |app: &TestApp| {
    let router = app.router_with(None, Settings { trusted_proxy: true, ..TestApp::settings() });
    let here = At(&router, "192.0.2.7");
    let none: Vec<String> = vec![String::new(); 40];
    assert_eq!(here.refused(&none).await, 0);
    assert_eq!(app.number("SELECT COUNT(*) FROM sign_in_failures").await, 0);
});

both!(one_that_was_taken_back_says_so, async |app: &TestApp| {
    issued(app).await;
    app.execute("UPDATE certificates SET revoked_at = 1").await.unwrap();
    assert_eq!(check(&app.visitor(), "BLK/2026/0001").await["revoked"], true);
});

both!(a_number_of_none_is_null, async |app: &TestApp| {
    issued(app).await;
    for number in ["", "BLK/2026/0002", "BLK/2026/000", "%", "' OR '1'='1", "a\u{0}b"] {
        assert_eq!(check(&app.visitor(), number).await, Value::Null, "{number:?}");
    }
});
