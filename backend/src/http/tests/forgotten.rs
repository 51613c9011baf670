//! A forgotten password and the messages' page, as a browser without JavaScript sees them.

use axum::http::StatusCode;

use super::Client;
use crate::store::fact;

const NEW: &str = "lebih-rahasia-lagi";

impl Client {
    /// Makes the data a demonstration.
    async fn demonstrate(&self) {
        let marked = self.services.store.write(|tx| Box::pin(fact::set_demonstration(tx, "uji")));
        marked.await.unwrap();
    }
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_forms_alone() {
    let mut client = Client::new().await;
    client.demonstrate().await;
    client.register().await;
    client.app("mutation { signOut }").await;
    assert!(client.get("/masuk", &[]).await.body.contains("href=\"/lupa-sandi\""));
    let fields = "identifier=ayu%40contoh.id";
    let answer = client.form("requestPasswordReset", "/lupa-sandi", fields, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/sandi-baru"));
    let page = client.get("/sandi-baru", &[]).await.body;
    assert!(page.contains("value=\"ayu@contoh.id\""), "the address isn't typed twice: {page}");
    assert!(page.contains("href=\"/kotak-surat\""));
    let mailbox = client.get("/kotak-surat", &[]).await;
    assert_eq!(mailbox.status, StatusCode::OK);
    assert!(mailbox.body.contains("ayu@contoh.id"));
    let (before, _) = mailbox.body.split_once(" adalah kode").unwrap();
    let code = before[before.len() - 6..].to_owned();

    let fields = format!("identifier=ayu%40contoh.id&code=000000x&password={NEW}");
    let answer = client.form("resetPassword", "/sandi-baru", &fields, &[]).await;
    assert_eq!(answer.header("location"), "/sandi-baru");
    let page = client.get("/sandi-baru", &[]).await.body;
    assert!(page.contains("value=\"ayu@contoh.id\"") && !page.contains("000000x"), "{page}");
    let fields = format!("identifier=ayu%40contoh.id&code={code}&password={NEW}");
    let answer = client.form("resetPassword", "/sandi-baru", &fields, &[]).await;
    assert_eq!(answer.header("location"), "/masuk?sandi=baru");
    assert!(client.get("/masuk?sandi=baru", &[]).await.body.contains("Kata sandi baru sudah"));
    let fields = format!("identifier=ayu%40contoh.id&password={NEW}");
    let answer = client.form("signIn", "/masuk", &fields, &[]).await;
    assert_eq!(answer.header("location"), "/lamaran");
    let mailbox = client.get("/kotak-surat", &[]).await.body;
    assert!(mailbox.contains("ayu@contoh.id"));
}

#[tokio::test]
async fn nobody_reads_the_letters_of_real_people() {
    let mut client = Client::new().await;
    client.register().await;
    let fields = "identifier=ayu%40contoh.id";
    client.form("requestPasswordReset", "/lupa-sandi", fields, &[]).await;
    // The page that takes over what was typed, so that only a letter could still name the address.
    assert!(!client.get("/sandi-baru", &[]).await.body.contains("/kotak-surat"));
    let answer = client.get("/kotak-surat", &[]).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(!answer.body.contains("ayu@contoh.id"));
}

#[tokio::test]
async fn who_is_told_chooses_how_by_a_form_alone() {
    let mut client = Client::new().await;
    client.register().await;
    let page = client.get("/pesan", &[]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body.matches("type=\"checkbox\"").count(), 3);
    assert_eq!(page.body.matches(" checked").count(), 3, "{}", page.body);
    let answer = client.form("updateMessagePreferences", "/pesan", "sms=on", &[]).await;
    assert_eq!(answer.header("location"), "/pesan");
    assert_eq!(client.get("/pesan", &[]).await.body.matches(" checked").count(), 1);
    let kept = client.app("{ viewer { messagePreferences { email sms newSessions } } }").await;
    let kept = &kept.json()["data"]["viewer"]["messagePreferences"];
    assert_eq!(*kept, serde_json::json!({ "email": false, "sms": true, "newSessions": false }));
}
