//! Without a network: what was seen last stays readable, and only for who saw it.

use crate::support::{Browser, Device, House, JobSeeker, Line, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn what_was_seen_stays_readable_without_a_network() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    phone.keeps_pages().await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    for page in ["/", "/lamaran", "/manfaat"] {
        phone.open(page).await;
        phone.reads("main h1").await;
    }
    let own = phone.reads("main").await;
    drop(house);
    phone.open("/manfaat").await;
    phone.sees_in("#kept", "Tidak ada jaringan").await;
    assert_eq!(phone.reads("main").await, own);
    phone.pictures("offline").await;
    phone.open("/lamaran").await;
    phone.sees_in("main h1", "Pendaftaran saya").await;
    phone.open("/?q=las").await;
    phone.sees_in("main h1", "Cari pelatihan kerja").await;
    phone.open("/daftar").await;
    phone.sees("Tidak ada jaringan").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_certificate_is_there_without_a_network() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    phone.keeps_pages().await;
    phone.signs_in("applicant186@demo.balai", "/lamaran").await;
    let application = phone
        .asks(
            "return [...document.querySelectorAll('a[href^=\"/lamaran/app_\"]')]
               .find(link => link.textContent.includes('Selesai')).pathname",
        )
        .await;
    phone.open(application.as_str().unwrap()).await;
    let paper = phone.first_link("/sertifikat/").await.replace(".pdf", "") + ".pdf";
    phone.keeps(&paper).await;
    drop(house);
    phone.open(&paper).await;
    assert_eq!(phone.asks("return document.contentType").await, "application/pdf");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signed_out_leaves_nothing_behind() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    phone.keeps_pages().await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    phone.open("/manfaat").await;
    phone.sees_in("main h1", "Bantuan Prakerja").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.presses("Keluar").await;
    phone.sees("Masuk").await;
    drop(house);
    phone.open("/manfaat").await;
    phone.sees("Tidak ada jaringan").await;
    assert!(!phone.reads("body").await.contains("Rp"), "nothing of the person's is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_no_network_is_sent_once_when_it_is_back() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    assert_eq!(phone.count(OWN).await, 0);
    JobSeeker::finds_the_session(&phone).await;
    phone.takes_over().await;
    line.cut_at_next_post();
    phone.presses("Daftar sekarang").await;
    phone.sees_in("form .form-message", "Jaringan terputus").await;
    phone.presses("Kirim otomatis saat ada jaringan").await;
    phone.sees_in("#unsent", "1 kiriman menunggu jaringan").await;
    phone.pictures("unsent").await;
    line.mend();
    phone.asks("dispatchEvent(new Event('online'))").await;
    phone.sees_in("#unsent", "sudah sampai").await;
    phone.open("/lamaran").await;
    phone.sees("Konversi Motor Listrik").await;
    assert_eq!(phone.count(OWN).await, 1, "it arrived before the line broke, and counts once");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_leaves_nothing_to_be_sent() {
    let house = House::open();
    let line = Line::to(&house);
    let phone = Browser::through(&line, Device::Phone(Scripts::On)).await;
    phone.signs_in("applicant@demo.balai", "/lamaran").await;
    JobSeeker::finds_the_session(&phone).await;
    phone.takes_over().await;
    line.cut_at_next_post();
    phone.presses("Daftar sekarang").await;
    phone.presses("Kirim otomatis saat ada jaringan").await;
    phone.sees_in("#unsent", "menunggu jaringan").await;
    line.mend();
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.presses("Keluar").await;
    phone.sees("Masuk").await;
    let kept = phone.asks("return localStorage.getItem('balai-unsent')").await;
    assert_eq!(kept, serde_json::Value::Null);
}

const OWN: &str = "a[href^='/lamaran/app_']";
