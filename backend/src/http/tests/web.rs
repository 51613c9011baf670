//! Pages and their forms, as a browser without JavaScript sees them.

use axum::http::StatusCode;

use super::{Answer, Client, PASSWORD, request};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

impl Client {
    /// Sends a form as its page has it, with the page's token.
    pub(super) async fn form(
        &mut self,
        operation: &str,
        page: &str,
        fields: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        self.press(&format!("/form/{operation}"), page, fields, headers).await
    }

    /// Sends a form as its page has it to where the pressed button says.
    async fn press(
        &mut self,
        action: &str,
        page: &str,
        fields: &str,
        headers: &[(&str, &str)],
    ) -> Answer {
        let drawn = self.get(page, &[]).await.body;
        let token =
            drawn.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        let body = format!("csrf={token}&back={page}&{fields}");
        let headers = [&[FORM], headers].concat();
        self.send(request("POST", action, &headers, body.into())).await
    }
}

#[tokio::test]
async fn a_page_runs_only_what_carries_its_nonce() {
    let mut client = Client::new().await;
    let page = client.get("/", &[("accept-language", "en")]).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("<html lang=\"en\""));
    let policy = page.header("content-security-policy");
    let nonce = policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap();
    let inline = page.body.matches("<script").count() + page.body.matches("<style").count();
    assert_eq!(page.body.matches(&format!("nonce=\"{nonce}\"")).count(), inline);
    assert!(!policy.contains("unsafe-inline"));
    let again = client.get("/", &[]).await;
    assert!(!again.header("content-security-policy").contains(nonce));
}

#[tokio::test]
async fn what_is_nowhere_is_not_found_and_pages_take_no_post() {
    let mut client = Client::new().await;
    assert_eq!(client.get("/nowhere", &[]).await.status, StatusCode::NOT_FOUND);
    let answer = client.send(request("POST", "/masuk", &[FORM], "a=b".into())).await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_form_signs_in_and_leads_on() {
    let mut client = Client::new().await;
    client.register().await;
    client.app("mutation { signOut }").await;
    let fields = format!("identifier=ayu%40contoh.id&password={PASSWORD}&next=%2Fprofil");
    let answer = client.form("signIn", "/masuk", &fields, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/profil"));
    let page = client.get("/profil", &[]).await;
    assert!(page.body.contains("Ni Ayu"));
    assert_eq!(page.header("cache-control"), "private, no-store");
}

#[tokio::test]
async fn a_refused_form_comes_back_once_with_its_values_but_no_password() {
    let mut client = Client::new().await;
    let fields = "identifier=ayu%40contoh.id&password=salah-sekali";
    let answer = client.form("signIn", "/masuk", fields, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/masuk"));
    assert!(!client.has("balai_access") && client.has("balai_flash"));
    let page = client.get("/masuk", &[]).await.body;
    assert!(page.contains("ayu@contoh.id") && !page.contains("salah-sekali"), "{page}");
    assert!(!client.has("balai_flash"));
    assert!(!client.get("/masuk", &[]).await.body.contains("ayu@contoh.id"));
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let mut client = Client::new().await;
    client.register().await;
    for headers in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("origin", "https://evil.example"), ("host", "balai.example")],
    ] {
        let answer = client.form("updateProfile", "/profil", "name=Evil", headers).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    let answer =
        client.send(request("POST", "/form/updateProfile", &[FORM], "name=Evil".into())).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let name = client.app("{ viewer { name } }").await;
    assert_eq!(name.json()["data"]["viewer"]["name"], "Ni Ayu");
}

#[tokio::test]
async fn a_form_that_lost_its_token_does_nothing_and_keeps_what_was_entered() {
    let mut client = Client::new().await;
    client.register().await;
    let page = client.get("/profil", &[]).await.body;
    let (_, rest) = page.split_once("data-person=\"").unwrap();
    let person = rest.split('"').next().unwrap();
    let fields = format!("name=Ni+Ayu+Kadek&back=%2Fprofil&person={person}");
    let ours = [FORM, ("sec-fetch-site", "same-origin")];
    let answer = client.send(request("POST", "/form/updateProfile", &ours, fields.into())).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/profil"));
    let name = client.app("{ viewer { name } }").await;
    assert_eq!(name.json()["data"]["viewer"]["name"], "Ni Ayu");
    assert!(client.has("balai_kept"));
    assert!(!client.get("/lamaran", &[]).await.body.contains("Kadek"), "another page");
    assert!(client.get("/profil", &[]).await.body.contains("Ni Ayu Kadek"));
    assert!(!client.has("balai_kept"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let mut client = Client::new().await;
    client.register().await;
    let fields = "name=Ayu&next=%2F%2Fevil.example&back=https%3A%2F%2Fevil.example";
    let answer = client.form("updateProfile", "/profil", fields, &[]).await;
    assert!(answer.header("location").starts_with("/profil"), "{answer:?}");
    let answer = client.get("/bahasa/en?back=https://evil.example", &[]).await;
    assert_eq!(answer.header("location"), "/");
}

#[tokio::test]
async fn the_language_switch_stays() {
    let mut client = Client::new().await;
    let answer = client.get("/bahasa/en?back=%2Fmasuk%3Fa%3D1", &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/masuk?a=1"));
    let page = client.get("/masuk", &[("accept-language", "id")]).await;
    assert!(page.body.contains("<html lang=\"en\""));
    assert_eq!(client.get("/bahasa/fr", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn without_scripts_the_language_is_switched_by_the_form_and_what_is_typed_stays() {
    let mut client = Client::new().await;
    let page = client.get("/masuk", &[]).await.body;
    let (_, button) = page.split_once("<noscript><style nonce=\"").unwrap();
    assert!(button.contains("formaction=\"/bahasa/en/signIn\""), "{button}");
    let fields = "identifier=ayu%40contoh.id&password=salah-sekali";
    let answer = client.press("/bahasa/en/signIn", "/masuk", fields, &[]).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/masuk"));
    let page = client.get("/masuk", &[]).await.body;
    assert!(page.contains("<html lang=\"en\"") && page.contains("ayu@contoh.id"), "{page}");
    assert!(!page.contains("salah-sekali") && !page.contains("class=\"notice stop"));
    // Another site can't put words into anybody's form.
    let other = [FORM, ("sec-fetch-site", "cross-site")];
    let foreign = request("POST", "/bahasa/id/signIn", &other, "identifier=x&back=/masuk".into());
    assert_eq!(client.send(foreign).await.status, StatusCode::FORBIDDEN);
    let unguarded = request("POST", "/bahasa/id/signIn", &[FORM], "identifier=x".into());
    assert_eq!(client.send(unguarded).await.status, StatusCode::FORBIDDEN);
    let unknown = request("POST", "/bahasa/id/nothing", &[FORM], "".into());
    assert_eq!(client.send(unknown).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_pages_documents_are_within_the_limits() {
    let mut client = Client::new().await;
    client.register().await;
    for page in [
        "/",
        "/profil",
        "/lamaran",
        "/manfaat",
        "/pesan",
        "/sesi/ses_1",
        "/program/prg_1",
        "/lamaran/app_1",
    ] {
        client.get(page, &[]).await;
    }
    let measures = client.get("/metrics", &[]).await.body;
    let outcomes: Vec<_> = measures.lines().filter(|line| line.contains("outcome=")).collect();
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    assert!(outcomes[0].contains("\"executed\""), "{outcomes:?}");
}
