//! The same way with a keyboard alone, and as a screen reader is told it.

use serde_json::Value;

use crate::support::{Browser, DEMO_PASSWORD, Device, House, Key, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_seeker_gets_a_seat_by_keyboard_alone() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Office).await;
    browser.open("/").await;
    browser.takes_over().await;
    // The first stop leads past the head of the page.
    browser.presses_key(Key::Tab).await;
    assert_eq!(browser.focused().await, "link Langsung ke isi");
    browser.presses_key(Key::Enter).await;
    browser.tabs_to("searchbox Cari pelatihan").await;
    browser.types_keys("Konversi Motor Listrik").await;
    browser.presses_key(Key::Enter).await;
    browser.arrives_at("/?q=Konversi").await;
    browser.tabs_to("belum ada pendaftar").await;
    browser.presses_key(Key::Enter).await;
    browser.arrives_at("/sesi/ses_").await;
    browser.tabs_to("link Masuk untuk mendaftar").await;
    browser.presses_key(Key::Enter).await;
    browser.arrives_at("/masuk").await;
    browser.tabs_to("textbox Nomor telepon atau email").await;
    browser.types_keys("applicant17@demo.balai").await;
    browser.presses_key(Key::Tab).await;
    browser.types_keys("bukan kata sandinya").await;
    browser.presses_key(Key::Enter).await;
    browser.sees("ata sandi").await;
    // Whoever is sent back stands at what was wrong.
    assert!(browser.focused().await.starts_with("textbox Kata sandi"));
    browser.types_keys(DEMO_PASSWORD).await;
    browser.presses_key(Key::Enter).await;
    browser.arrives_at("/sesi/ses_").await;
    browser.tabs_to("button Daftar sekarang").await;
    browser.presses_key(Key::Enter).await;
    browser.arrives_at("/lamaran/app_").await;
    browser.tabs_to("button Ambil kursi").await;
    browser.presses_key(Key::Enter).await;
    browser.sees("Kursi Anda sudah pasti").await;
    browser.tabs_to("Tarik pendaftaran").await;
    browser.presses_key(Key::Enter).await;
    browser.tabs_to("button Ya, tarik pendaftaran").await;
    browser.presses_key(Key::Enter).await;
    browser.sees("Mengundurkan diri").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_makes_sense_to_a_screen_reader() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Phone(Scripts::On)).await;
    browser.open("/").await;
    let session = browser.first_link("/sesi/").await;
    let mut faults = Vec::new();
    for page in ["/", "/?q=tidakadaapaapa", &session, "/masuk", "/daftar", "/lupa-sandi"] {
        listens_to(&browser, page, &mut faults).await;
    }
    browser.signs_in("applicant3@demo.balai", "/lamaran").await;
    let application = browser.first_link("/lamaran/app_").await;
    for page in [
        "/lamaran",
        &application,
        "/manfaat",
        "/pesan",
        "/profil",
        "/akun",
        "/akun/identitas",
        "/akun/hapus",
        "/data-saya",
        "/kode",
    ] {
        listens_to(&browser, page, &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// What a screen reader is told of the page: one main part with one first heading, headings that
/// skip no level, and a name for whatever can be used.
async fn listens_to(browser: &Browser, page: &str, faults: &mut Vec<String>) {
    browser.open(page).await;
    browser.reads("h1").await;
    let told = browser.accessibility_tree().await;
    let nodes: Vec<(&str, &str, &Value)> = told.iter().map(spoken).collect();
    let mut fault = |what: String| faults.push(format!("{page}: {what}"));
    for (role, wanted) in [("main", 1), ("banner", 1), ("contentinfo", 1)] {
        let found = nodes.iter().filter(|(it, ..)| *it == role).count();
        if found != wanted {
            fault(format!("{found} × {role}"));
        }
    }
    let levels: Vec<u64> = nodes
        .iter()
        .filter(|(role, ..)| *role == "heading")
        .map(|(.., node)| level(node))
        .collect();
    if levels.iter().filter(|level| **level == 1).count() != 1 {
        fault(format!("first headings: {levels:?}"));
    }
    if levels.windows(2).any(|pair| pair[1] > pair[0] + 1) {
        fault(format!("a level is skipped: {levels:?}"));
    }
    const USED: [&str; 8] =
        ["link", "button", "textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton"];
    for (role, name, _) in nodes.iter().filter(|(role, ..)| USED.contains(role)) {
        if name.trim().is_empty() {
            fault(format!("a {role} without a name"));
        }
    }
    let title = browser.asks("return document.title").await;
    if !title.as_str().is_some_and(|title| title.ends_with("· Balai") && title.len() > 10) {
        fault(format!("the title is {title}"));
    }
}

fn spoken(node: &Value) -> (&str, &str, &Value) {
    let text = |name: &str| node[name]["value"].as_str().unwrap_or_default();
    (text("role"), text("name"), node)
}

fn level(heading: &Value) -> u64 {
    let properties = heading["properties"].as_array().map(Vec::as_slice).unwrap_or_default();
    let level = properties.iter().find(|property| property["name"] == "level");
    level.and_then(|level| level["value"]["value"].as_u64()).unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn text_twice_as_large_fits_the_phone() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Phone(Scripts::On)).await;
    browser.open("/").await;
    let session = browser.first_link("/sesi/").await;
    browser.signs_in("applicant3@demo.balai", "/lamaran").await;
    let application = browser.first_link("/lamaran/app_").await;
    for page in ["/", &session, "/lamaran", &application, "/manfaat", "/pesan", "/profil"] {
        browser.open(page).await;
        browser.reads("h1").await;
        browser.asks("document.documentElement.style.fontSize = '200%'").await;
        let script = "return [...document.querySelectorAll('body *')].filter(part => \
            part.getBoundingClientRect().right > innerWidth + 1 && \
            !part.closest('.entries, .unseen, .skip') && getComputedStyle(part).position !== 'absolute') \
            .map(part => part.outerHTML.slice(0, 120))";
        let wide = browser.asks(script).await;
        assert_eq!(wide, serde_json::json!([]), "{page} at 200 %");
        browser.pictures(&format!("large-{}", page.trim_matches('/').replace('/', "-"))).await;
    }
}
