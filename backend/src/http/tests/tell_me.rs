//! "Tell me about the next one", by forms alone.

use axum::http::StatusCode;

use super::Client;

const ASK: &str = "/kabari/baru?search=las&regionCode=51";
const FIELDS: &str =
    "search=las&regionCode=51&back=%2Fkabari%2Fbaru%3Fsearch%3Dlas%26regionCode%3D51";

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).unwrap().1.split_once(end).unwrap().0
}

#[tokio::test]
async fn a_visitors_wish_waits_behind_the_sign_in() {
    let mut client = Client::new().await;
    let found = client.get("/?q=las&provinsi=51", &[]).await.body;
    assert!(found.contains("Kabari saya bila ada yang baru"), "{found}");
    let answer = client.form("saveSearch", "/?q=las&provinsi=51", FIELDS, &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let to = answer.header("location");
    assert!(
        to.starts_with("/masuk?next=%2Fkabari%2Fbaru%3Fsearch%3Dlas%26regionCode%3D51"),
        "{to}"
    );
    client.register().await;
    let ask = client.get(ASK, &[]).await.body;
    assert!(ask.contains("“las” · Bali") && ask.contains("Ya, kabari saya"), "{ask}");
    assert!(!ask.contains("sempat keluar"), "nobody was signed out");
    let answer = client.form("saveSearch", ASK, FIELDS, &[]).await;
    assert_eq!(answer.header("location"), "/kabari?tersimpan=1");
    let list = client.get("/kabari?tersimpan=1", &[]).await.body;
    assert!(list.contains("“las” · Bali") && list.contains("Anda kami kabari"), "{list}");
    assert!(list.contains("href=\"/?q=las&amp;provinsi=51\""), "{list}");
    let own = client.get("/data-saya.json", &[]).await.json();
    assert_eq!(own["savedSearches"][0]["search"], "las");
    assert!(client.get("/data-saya", &[]).await.body.contains("“las” · Bali"));
}

#[tokio::test]
async fn what_is_deleted_comes_back_with_one_tap() {
    let mut client = Client::new().await;
    client.register().await;
    client.form("saveSearch", ASK, FIELDS, &[]).await;
    let list = client.get("/kabari", &[]).await.body;
    let id = between(&list, "name=\"savedSearchId\" value=\"", "\"").to_owned();
    let fields = format!("savedSearchId={id}&search=las&regionCode=51");
    let answer = client.form("deleteSavedSearch", "/kabari", &fields, &[]).await;
    assert_eq!(answer.header("location"), "/kabari?dihapus=1");
    let list = client.get("/kabari?dihapus=1", &[]).await.body;
    assert!(list.contains("Batal hapus") && list.contains("value=\"las\""), "{list}");
    // The button pressed twice.
    let again = client.form("deleteSavedSearch", "/kabari", &fields, &[]).await;
    assert_eq!(again.header("location"), "/kabari?dihapus=1");
    client.form("saveSearch", "/kabari", FIELDS, &[]).await;
    assert!(client.get("/kabari", &[]).await.body.contains("“las” · Bali"));
}

#[tokio::test]
async fn one_too_many_is_said_where_the_wish_is() {
    let mut client = Client::new().await;
    client.register().await;
    for number in 0..20 {
        let fields = format!("search=bengkel{number}");
        client.form("saveSearch", ASK, &fields, &[]).await;
    }
    let answer = client.form("saveSearch", ASK, FIELDS, &[]).await;
    assert_eq!(answer.header("location"), ASK);
    let page = client.get(ASK, &[]).await.body;
    assert!(page.contains("Hapus satu dulu") && page.contains("href=\"/kabari\""), "{page}");
}

#[tokio::test]
async fn what_can_not_be_asked_for_is_no_page() {
    let mut client = Client::new().await;
    client.register().await;
    for path in ["/kabari/baru", "/kabari/baru?regionCode=99", "/kabari/baru?programId=x"] {
        assert_eq!(client.get(path, &[]).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
