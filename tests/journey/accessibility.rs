//! Every page, by the rules of WCAG 2.2 AA as axe-core tests them: in both languages, both themes, on a
//! phone and on a wide screen.

use crate::support::{Browser, Device, House, JobSeeker, setting};

/// The rules that count: A and AA of all versions of WCAG, and axe's advice.
const RUN: &str = "const done = arguments[arguments.length - 1];
axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) => done(violations.map(({ id, nodes }) =>
    `${id}: ${nodes.map(({ html, failureSummary }) => `${html} (${failureSummary})`).join(' | ')}`)))
  .catch(error => done([`${error}`]));";
const SCREENS: [(u32, &str); 4] = [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark")];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_of_an_applicants_is_accessible() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Office).await;
    let mut faults = Vec::new();
    for language in ["id", "en"] {
        visitors_pages(&browser, language, &mut faults).await;
    }
    browser.signs_in("applicant3@demo.balai", "/lamaran").await;
    for language in ["id", "en"] {
        own_pages(&browser, language, &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_steps_of_applying_are_accessible() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Office).await;
    browser.signs_in("applicant@demo.balai", "/lamaran").await;
    JobSeeker::finds_the_session(&browser).await;
    let steps = browser.path().await.replace("/sesi/", "/lamar/");
    browser.open(&steps).await;
    for (button, next) in
        [("Mulai mendaftar", "dokumen"), ("Lanjut", "alasan"), ("Simpan dan lanjut", "kirim")]
    {
        browser.presses(button).await;
        browser.arrives_at(&format!("{steps}/{next}")).await;
    }
    let mut faults = Vec::new();
    for language in ["id", "en"] {
        speaks(&browser, language).await;
        for step in ["syarat", "dokumen", "alasan", "kirim", "hapus"] {
            looks_at(&browser, &format!("{steps}/{step}"), language, &mut faults).await;
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_way_to_the_money_is_accessible() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Office).await;
    let mut faults = Vec::new();
    browser.signs_in("applicant186@demo.balai", "/lamaran").await;
    for language in ["id", "en"] {
        speaks(&browser, language).await;
        browser.open("/manfaat").await;
        let rating = browser.first_link("/nilai/app_").await;
        let account = browser.first_link("/manfaat/ben_").await;
        for page in ["/manfaat", &rating, &account] {
            looks_at(&browser, page, language, &mut faults).await;
        }
        browser.open(&rating).await;
        browser.presses_at("main form button[type=submit]").await;
        browser.reads("#f-stars-problem").await;
        faults.extend(tested(&browser, &format!("{rating} refused {language}")).await);
    }
    browser.signs_in("applicant190@demo.balai", "/lamaran").await;
    browser.open("/manfaat").await;
    let survey = browser.first_link("/manfaat/ben_").await;
    for page in ["/manfaat", &survey] {
        looks_at(&browser, page, "en", &mut faults).await;
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_staffs_desk_is_accessible() {
    let house = House::open();
    let browser = Browser::start(&house, Device::Office).await;
    browser.opens_the_workshop("0 dari 16").await;
    let desk = browser.path().await;
    let selection = browser.first_link("/petugas/seleksi/").await;
    let class = class_under_way(&browser).await;
    let mut faults = Vec::new();
    for language in ["id", "en"] {
        speaks(&browser, language).await;
        for page in [
            desk.as_str(),
            &selection,
            "/petugas/kelas",
            "/petugas/laporan",
            "/petugas/tim",
            "/petugas/jejak",
            "/petugas/program",
            "/petugas/jadwal",
            &class,
            &format!("{class}?bagian=penilaian"),
            &format!("{class}?bagian=kelulusan"),
        ] {
            looks_at(&browser, page, language, &mut faults).await;
        }
        browser.open(&desk).await;
        browser.presses_at("tbody td button").await;
        browser.reads(".panel .reasons").await;
        for (width, scheme) in SCREENS {
            browser.looks_like(width, scheme).await;
            faults.extend(tested(&browser, &format!("panel {language} {width} {scheme}")).await);
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// A class that has lessons, and somebody to mark.
async fn class_under_way(browser: &Browser) -> String {
    browser.open("/petugas/kelas").await;
    browser.presses_path("//nav//a[contains(., 'Servis Sepeda Motor Injeksi')]").await;
    browser.sees("belum punya daftar pertemuan").await;
    browser.plans_two_days().await;
    browser.path().await
}

async fn visitors_pages(browser: &Browser, language: &str, faults: &mut Vec<String>) {
    speaks(browser, language).await;
    browser.open("/").await;
    let session = browser.first_link("/sesi/").await;
    browser.open(&session).await;
    let program = browser.first_link("/program/").await;
    browser.open("/?q=konversi&urutan=SEATS_LEFT").await;
    let chosen = browser.first_link("/sesi/").await.replace("/sesi/", "/seleksi/");
    let pages = [
        "/",
        &chosen,
        "/sertifikat",
        "/?q=las&cara=LURING",
        "/?q=tidakadaapaapa",
        &session,
        &program,
        "/masuk",
        "/lupa-sandi",
        "/sandi-baru",
        "/kotak-surat",
        "/daftar",
        "/bukan-halaman",
    ];
    for page in pages {
        looks_at(browser, page, language, faults).await;
    }
    // The refusal of a page that isn't there is meant.
    browser.complained_about(&["404"]).await;
}

async fn own_pages(browser: &Browser, language: &str, faults: &mut Vec<String>) {
    speaks(browser, language).await;
    browser.open("/lamaran").await;
    let application = browser.first_link("/lamaran/app_").await;
    let later = application.replace("/lamaran/", "/tunda/");
    for page in [
        "/lamaran",
        &application,
        &later,
        "/manfaat",
        "/pesan",
        "/kabari",
        "/kabari/baru?search=las&regionCode=51",
        "/profil",
        "/akun",
        "/akun/identitas",
        "/akun/hapus",
        "/data-saya",
        "/kode",
    ] {
        looks_at(browser, page, language, faults).await;
    }
}

async fn looks_at(browser: &Browser, page: &str, language: &str, faults: &mut Vec<String>) {
    for (width, scheme) in SCREENS {
        browser.looks_like(width, scheme).await;
        browser.open(page).await;
        browser.reads("h1").await;
        let shown = browser.asks("return innerWidth").await;
        assert_eq!(shown, serde_json::json!(width), "{page} is looked at in the width meant");
        browser.pictures_whole(&picture(page, language, width, scheme)).await;
        faults.extend(tested(browser, &format!("{page} {language} {width} {scheme}")).await);
    }
}

/// `session-id-360-dark`: an id says nothing.
fn picture(page: &str, language: &str, width: u32, scheme: &str) -> String {
    let named = page.replace("ses_", "/").replace("app_", "/").replace("prg_", "/");
    let parts =
        named.split(['/', '?', '=', '&']).filter(|part| !part.is_empty() && part.len() < 20);
    let name = parts.collect::<Vec<_>>().join("-");
    let name = if name.is_empty() { "catalogue" } else { &name };
    format!("page-{name}-{language}-{width}-{scheme}")
}

/// What axe has against the page as it is shown now.
async fn tested(browser: &Browser, where_and_how: &str) -> Vec<String> {
    let installed = concat!(env!("CARGO_MANIFEST_DIR"), "/audit/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(setting("BALAI_AXE", installed)).unwrap();
    browser.asks(&axe).await;
    let found = browser.asks_later(RUN).await;
    let faults = found.as_array().unwrap().iter().map(|fault| fault.as_str().unwrap());
    faults.map(|fault| format!("{where_and_how}: {fault}")).collect()
}

async fn speaks(browser: &Browser, language: &str) {
    browser.open(&format!("/bahasa/{language}?back=/")).await;
}
