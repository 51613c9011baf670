//! What a person takes along of what is kept.

use axum::http::StatusCode;

use super::Client;

#[tokio::test]
async fn a_person_takes_the_own_data_along() {
    let mut client = Client::new().await;
    client.register().await;
    let fields = "nik=5171035205990003&birthDate=1999-05-12&sex=FEMALE&kk=5171031203100907";
    let answer = client.form("updateProfile", "/profil", fields, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(client.get("/profil", &[]).await.body.contains("href=\"/data-saya.json\""));
    let answer = client.get("/data-saya.json", &[]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let data = answer.json();
    assert_eq!(data["account"]["email"], "ayu@contoh.id");
    assert_eq!(data["profile"]["nik"], "5171035205990003", "nothing is masked: it is one's own");
    assert_eq!(data["applications"], serde_json::json!([]));
}

#[tokio::test]
async fn a_visitor_is_asked_to_sign_in_first() {
    let mut client = Client::new().await;
    let answer = client.get("/data-saya.json", &[]).await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (StatusCode::SEE_OTHER, "/masuk?next=/profil")
    );
}

#[tokio::test]
async fn a_key_opens_nobodys_data() {
    let mut client = Client::new().await;
    let headers = [("authorization", "Bearer blk_wrong")];
    assert_eq!(client.get("/data-saya.json", &headers).await.status, StatusCode::UNAUTHORIZED);
}
