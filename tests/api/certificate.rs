//! `certificate`.

use balai_tests::{Actor, SessionPlan, TestApp, both};
use serde_json::{Value, json};

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

both!(anyone_may_check_one, async |app: &TestApp| {
    issued(app).await;
    let expected = json!({
        "number": "BLK/2026/0001", "name": "Wayan Sukma", "programTitle": "Konversi Motor Listrik",
        "institutionName": "Balai Uji", "issuedOn": "2026-03-12", "revoked": false
    });
    assert_eq!(check(&app.visitor(), "BLK/2026/0001").await, expected);
    assert_eq!(check(&app.newcomer().await.browser, "  BLK/2026/0001 ").await, expected);
    let partner = app.partner(app.centre().await).await;
    assert_eq!(check(&partner, "BLK/2026/0001").await, expected);
});

both!(one_that_was_taken_back_says_so, async |app: &TestApp| {
    issued(app).await;
    app.execute("UPDATE certificates SET revoked_at = 1").await.unwrap();
    assert_eq!(check(&app.visitor(), "BLK/2026/0001").await["revoked"], true);
});

both!(a_number_of_none_is_null, async |app: &TestApp| {
    issued(app).await;
    for number in ["", "BLK/2026/0002", "blk/2026/0001", "%", "' OR '1'='1", "a\u{0}b"] {
        assert_eq!(check(&app.visitor(), number).await, Value::Null, "{number:?}");
    }
});
