//! What goes wrong on a phone: the line breaks, the sign-in ends, there are two tabs, somebody goes
//! back, the clock is wrong, a name is unusual. Nothing is lost, nothing happens twice.

use crate::support::{Browser, Device, House, JobSeeker, Line, Scripts};

const WISH: &str = "Saya ingin membuka bengkel sepeda motor listrik di Karangasem.";
const OWN: &str = "a[href^='/lamaran/app_']";

#[tokio::test(flavor = "multi_thread")]
async fn a_line_cut_while_sending_applies_once() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    phone.signs_in("applicant11@demo.balai", "/lamaran").await;
    let before = applications(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    phone.takes_over().await;
    phone.types("motivation", WISH).await;
    line.cut_at_next_post();
    phone.presses("Daftar sekarang").await;
    // Whether it arrived can't be known here; it says so, and what was typed stays.
    phone.sees_in("form .form-message", "Jaringan terputus").await;
    assert_eq!(phone.value("motivation").await, WISH);
    line.mend();
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.sees("Ditawari kursi").await;
    phone.open("/lamaran").await;
    phone.sees("Konversi Motor Listrik").await;
    assert_eq!(phone.count(OWN).await, before + 1, "one application");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_ends_in_the_middle_of_a_form_loses_nothing() {
    for scripts in [Scripts::On, Scripts::Off] {
        let house = House::open();
        let phone = Browser::start(&house, Device::Phone(scripts)).await;
        phone.signs_in("applicant12@demo.balai", "/lamaran").await;
        JobSeeker::finds_the_session(&phone).await;
        let session = phone.path().await;
        if scripts == Scripts::On {
            phone.takes_over().await;
        }
        phone.types("motivation", WISH).await;
        phone.forgets_cookies(&["balai_access", "balai_refresh"]).await;
        phone.presses("Daftar sekarang").await;
        phone.arrives_at("/masuk").await;
        phone.types_account("applicant12@demo.balai").await;
        phone.arrives_at(&session).await;
        phone.sees("Isian Anda masih ada").await;
        assert_eq!(phone.value("motivation").await, WISH, "{scripts:?}");
        phone.presses("Daftar sekarang").await;
        phone.arrives_at("/lamaran/app_").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_whose_cookies_are_all_gone_loses_nothing() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    phone.signs_in("applicant13@demo.balai", "/lamaran").await;
    JobSeeker::finds_the_session(&phone).await;
    let session = phone.path().await;
    phone.types("motivation", WISH).await;
    phone.forgets_cookies(&["balai_access", "balai_refresh", "balai_csrf"]).await;
    phone.presses("Daftar sekarang").await;
    phone.arrives_at(&session).await;
    // Back at the page as a visitor; what was typed waits behind the sign-in.
    phone.presses("Masuk untuk mendaftar").await;
    phone.types_account("applicant13@demo.balai").await;
    phone.arrives_at(&session).await;
    assert_eq!(phone.value("motivation").await, WISH);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_two_tabs_one_application_comes_of_it() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.signs_in("applicant14@demo.balai", "/lamaran").await;
    let before = applications(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    let session = phone.path().await;
    let first = phone.tab().await;
    phone.opens_tab(&session).await;
    phone.takes_over().await;
    let second = phone.tab().await;
    phone.turns_to(&first).await;
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.turns_to(&second).await;
    phone.presses("Daftar sekarang").await;
    phone.sees("sudah").await;
    phone.reload().await;
    phone.sees("Lihat pendaftaran").await;
    phone.open("/lamaran").await;
    phone.sees("Konversi Motor Listrik").await;
    assert_eq!(phone.count(OWN).await, before + 1, "one application");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_button_shows_what_is_now() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.signs_in("applicant15@demo.balai", "/lamaran").await;
    JobSeeker::finds_the_session(&phone).await;
    let session = phone.path().await;
    phone.takes_over().await;
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.goes_back().await;
    phone.arrives_at(&session).await;
    phone.sees("Lihat pendaftaran").await;
    assert_eq!(phone.count("form#form-submitApplication").await, 0, "nobody is asked twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_a_day_behind_counts_by_the_servers_clock() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.has_a_clock_wrong_by_hours(-24).await;
    phone.signs_in("applicant16@demo.balai", "/lamaran").await;
    JobSeeker::finds_the_session(&phone).await;
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.takes_over().await;
    // The offer holds for three days; by the phone's own clock it would be four.
    let left = phone.reads(".deadline strong").await;
    assert!(["sisa 3 hari", "sisa 2 hari 23 jam"].iter().any(|it| left.starts_with(it)), "{left}");
    phone.presses("Ambil kursi").await;
    phone.sees("Kursi Anda sudah pasti").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_of_one_word_and_one_of_sixty_letters_are_whole_names() {
    const LONG: &str = "Raden Ajeng Kusumaningtyas Wulandari Purnamasari Hadiningrat";
    assert_eq!(LONG.chars().count(), 60);
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    for (name, number) in [("Suparman", "081299001201"), (LONG, "081299001202")] {
        phone.open("/daftar").await;
        phone.types("name", name).await;
        phone.types("phone", number).await;
        phone.types("password", "sepeda motor listrik").await;
        phone.presses_at("main button[type=submit]").await;
        phone.arrives_at("/kode").await;
        phone.presses("Nanti saja").await;
        phone.sees("Menu").await;
        phone.presses_path("//summary[contains(., 'Menu')]").await;
        phone.sees(name).await;
        let width = phone.asks("return document.documentElement.scrollWidth").await;
        assert_eq!(width, serde_json::json!(360), "{name} fits the screen");
        phone.pictures(&format!("name-{number}")).await;
        phone.presses("Keluar").await;
        phone.sees("Masuk").await;
    }
}

/// How many applications the person has now.
async fn applications(phone: &Browser) -> usize {
    phone.reads("main h1").await;
    phone.count(OWN).await
}
