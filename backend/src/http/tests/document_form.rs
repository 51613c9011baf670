//! Sending a document by its form.

use axum::http::StatusCode;

use super::{Answer, Client, request};

const KIND: (&str, &str) = ("content-type", "multipart/form-data; boundary=x");
const PAGE: &str = "/lamar/ses_1/dokumen";

impl Client {
    /// Sends a file as the form of a document does by that document's own button, with this token.
    async fn sends(
        &mut self,
        token: &str,
        kind: &str,
        file: &[u8],
        headers: &[(&str, &str)],
    ) -> Answer {
        self.presses(token, &[("one", kind)], &[(kind, file)], headers).await
    }

    /// Sends files with what the pressed button says.
    async fn presses(
        &mut self,
        token: &str,
        button: &[(&str, &str)],
        files: &[(&str, &[u8])],
        headers: &[(&str, &str)],
    ) -> Answer {
        let field = |name: &str, value: &str| {
            format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut body = Vec::new();
        let fixed = [("csrf", token), ("back", PAGE), ("next", "/lamaran")];
        for (name, value) in fixed.iter().chain(button) {
            body.extend(field(name, value).into_bytes());
        }
        for (kind, file) in files {
            // The second way to choose a file, which wasn't taken.
            for bytes in [file, &b""[..]] {
                let head = format!(
                    "--x\r\nContent-Disposition: form-data; name=\"{kind}\"; filename=\"foto.jpg\"\r\n\
                     Content-Type: image/jpeg\r\n\r\n"
                );
                body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
            }
        }
        body.extend(b"--x--\r\n");
        let headers = [&[KIND], headers].concat();
        self.send(request("POST", "/form/document", &headers, body.into())).await
    }

    /// The token of the forms in this browser.
    async fn token(&mut self) -> String {
        let page = self.get("/profil", &[]).await.body;
        let token = page.split("name=\"csrf\" value=\"").nth(1).unwrap();
        token.split('"').next().unwrap().to_owned()
    }
}

fn jpeg() -> Vec<u8> {
    b"\xFF\xD8\xFF\xC0\0\x0B\x08\0\x01\0\x01\x01\x01\x11\0\xFF\xDA\0\x08\x01\x01\0\0\x3F\0\x12\xFF\xD9"
        .to_vec()
}

const DOCUMENTS: &str = "{ viewer { documents { kind mediaType } } }";

#[tokio::test]
async fn a_file_is_kept_and_the_form_leads_on() {
    let mut client = Client::new().await;
    client.register().await;
    let token = client.token().await;
    let answer = client.sends(&token, "KTP", &jpeg(), &[]).await;
    let here = format!("{PAGE}#dokumen-KTP");
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*here));
    let own = client.app(DOCUMENTS).await.json()["data"]["viewer"]["documents"].clone();
    assert_eq!(own, serde_json::json!([{ "kind": "KTP", "mediaType": "image/jpeg" }]));
}

#[tokio::test]
async fn what_is_wrong_with_a_file_comes_back_to_the_form() {
    let mut client = Client::new().await;
    client.register().await;
    let token = client.token().await;
    let large = [jpeg(), vec![0; 12 * 1024 * 1024]].concat();
    for (kind, file) in [("KTP", &large[..]), ("PHOTO", b"%PDF-1.7"), ("KK", b"")] {
        let answer = client.sends(&token, kind, file, &[]).await;
        let at = format!("{PAGE}#f-{kind}");
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*at));
        assert!(client.has("balai_flash"), "{kind}");
        client.forget("balai_flash");
    }
    let own = client.app(DOCUMENTS).await.json()["data"]["viewer"]["documents"].clone();
    assert_eq!(own, serde_json::json!([]));
}

const GO_ON: &[(&str, &str)] =
    &[("then", "saveApplicationDraft"), ("sessionId", "ses_1"), ("step", "DOCUMENTS")];

#[tokio::test]
async fn what_was_chosen_is_kept_by_whichever_button_and_what_is_right_although_another_is_wrong() {
    let mut client = Client::new().await;
    client.register().await;
    let token = client.token().await;
    let files = [("KTP", &jpeg()[..]), ("KK", b"\xFF\xD8\xFF\xE0\0"), ("DIPLOMA", &jpeg())];
    let answer = client.presses(&token, GO_ON, &files, &[]).await;
    let at = format!("{PAGE}#f-KK");
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, &*at));
    let own = client.app(DOCUMENTS).await.json()["data"]["viewer"]["documents"].clone();
    let kinds: Vec<_> = own.as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["KTP", "DIPLOMA"].map(serde_json::Value::from).to_vec());
    // With nothing wrong, the other form's operation is carried out: here, for a session that isn't there.
    client.forget("balai_flash");
    let answer = client.presses(&token, GO_ON, &[("KK", &jpeg()[..])], &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, PAGE));
    assert!(client.has("balai_flash"), "the step is told what was wrong with it");
    let own = client.app(DOCUMENTS).await.json()["data"]["viewer"]["documents"].clone();
    assert_eq!(own.as_array().unwrap().len(), 3, "and the file is kept");
}

#[tokio::test]
async fn a_file_that_another_site_sends_is_not_taken() {
    let mut client = Client::new().await;
    client.register().await;
    let token = client.token().await;
    let foreign = [("sec-fetch-site", "cross-site")];
    let answer = client.sends(&token, "KTP", &jpeg(), &foreign).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = client.sends("made-up", "KTP", &jpeg(), &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let own = client.app(DOCUMENTS).await.json()["data"]["viewer"]["documents"].clone();
    assert_eq!(own, serde_json::json!([]));
}

#[tokio::test]
async fn who_is_not_signed_in_is_asked_to() {
    let mut client = Client::new().await;
    let answer = client.sends("", "KTP", &jpeg(), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("location").starts_with("/masuk"));
    let from = [("referer", "http://balai.example/lamar/ses_1/dokumen?x=1")];
    let answer = client.sends("", "KTP", &jpeg(), &from).await;
    assert_eq!(answer.header("location"), "/masuk?next=%2Flamar%2Fses%5F1%2Fdokumen%3Fulangi%3D1");
}

#[tokio::test]
async fn what_is_no_such_form_is_told_so() {
    let mut client = Client::new().await;
    client.register().await;
    let plain = request("POST", "/form/document", &[("content-type", "text/plain")], "x".into());
    assert_eq!(client.send(plain).await.status, StatusCode::BAD_REQUEST);
    let script = client.get("/perkecil.js", &[]).await;
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.body.contains("createImageBitmap"));
}

#[tokio::test]
async fn who_sends_files_without_end_is_told_to_wait() {
    let mut client = Client::new().await;
    client.register().await;
    let token = client.token().await;
    let mut statuses = Vec::new();
    for _ in 0..25 {
        statuses.push(client.sends(&token, "KTP", &jpeg(), &[]).await.status);
    }
    assert!(statuses[..15].iter().all(|status| *status == StatusCode::SEE_OTHER), "{statuses:?}");
    assert_eq!(statuses.last(), Some(&StatusCode::TOO_MANY_REQUESTS));
}
