//! One's own account: proved by a code, on two devices, shown once, and left.

use crate::support::{Browser, DEMO_PASSWORD, Device, House, JobSeeker, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_proves_a_number_ends_another_device_and_leaves() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    registers(&phone).await;
    proves_the_number(&phone).await;
    let other = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    signs_in(&other, JobSeeker::MADE.phone, JobSeeker::MADE.password).await;
    ends_the_other_device(&phone, &other).await;
    leaves(&phone).await;
    signs_in(&other, "applicant1@demo.balai", DEMO_PASSWORD).await;
    sees_the_nik_once(&other).await;
    phone.close().await;
    other.close().await;
}

async fn registers(phone: &Browser) {
    let she = JobSeeker::MADE;
    phone.open("/daftar").await;
    phone.types("name", she.name).await;
    phone.types("phone", she.phone).await;
    phone.types("password", she.password).await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at("/kode").await;
    phone.pictures("code").await;
}

async fn proves_the_number(phone: &Browser) {
    let page = phone.path().await;
    let code = phone.code_in_the_mailbox().await;
    phone.open(&page).await;
    phone.types("code", &other_than(&code)).await;
    phone.presses("Pastikan").await;
    phone.sees("bukan kode terakhir").await;
    phone.types("code", &code).await;
    phone.presses("Pastikan").await;
    phone.arrives_at("/profil").await;
    phone.open("/akun").await;
    phone.sees("sudah diverifikasi").await;
    phone.no_longer_sees("Pastikan sekarang").await;
    phone.pictures_whole("account").await;
}

/// Another code than this one.
fn other_than(code: &str) -> String {
    let number: u32 = code.parse().unwrap();
    format!("{:06}", (number + 1) % 1_000_000)
}

async fn signs_in(browser: &Browser, identifier: &str, password: &str) {
    browser.open("/masuk").await;
    browser.types("identifier", identifier).await;
    browser.types("password", password).await;
    browser.presses_at("main button[type=submit]").await;
    browser.arrives_at("/lamaran").await;
}

async fn ends_the_other_device(phone: &Browser, other: &Browser) {
    other.open("/akun").await;
    other.sees("perangkat ini").await;
    phone.open("/akun").await;
    phone.presses("Keluarkan").await;
    phone.arrives_at("/akun?keluar").await;
    phone.sees("Perangkat sudah dikeluarkan.").await;
    other.open("/akun").await;
    other.arrives_at("/masuk").await;
}

async fn sees_the_nik_once(browser: &Browser) {
    browser.open("/akun/identitas").await;
    browser.types("password", DEMO_PASSWORD).await;
    browser.presses("Tampilkan satu kali").await;
    browser.sees("Hanya kali ini").await;
    let shown = browser.reads("main dl").await;
    assert!(!shown.contains('•') && shown.chars().filter(char::is_ascii_digit).count() == 32);
    assert_eq!(browser.path().await, "/akun/identitas", "no number stands in the address");
    browser.reload().await;
    browser.sees("Tampilkan satu kali").await;
    assert_eq!(browser.count("main dl").await, 0);
    browser.open("/data-saya").await;
    browser.sees("NIK dan KK ditampilkan lengkap").await;
    browser.pictures_whole("own-data").await;
}

async fn leaves(phone: &Browser) {
    phone.open("/akun").await;
    phone.presses("Baca dulu, lalu hapus akun").await;
    phone.arrives_at("/akun/hapus").await;
    phone.pictures_whole("delete-account").await;
    phone.types("password", JobSeeker::MADE.password).await;
    phone.presses("Hapus akun saya").await;
    phone.sees("Centang dulu").await;
    phone.types("password", JobSeeker::MADE.password).await;
    phone.presses_at("input[name=confirm]").await;
    phone.presses("Hapus akun saya").await;
    phone.sees("Akun Anda sudah dihapus.").await;
    phone.open("/lamaran").await;
    phone.arrives_at("/masuk").await;
}
