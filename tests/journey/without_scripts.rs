//! The job seeker's half once more, in a browser whose scripts are switched off.

use crate::support::{Browser, Device, House, JobSeeker, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_seeker_needs_no_scripts() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    browses(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    let session = phone.path().await;
    phone.presses("Masuk untuk mendaftar").await;
    JobSeeker::MADE.registers(&phone).await;
    phone.arrives_at(&session).await;
    signs_in_again(&phone).await;
    fills_in_the_profile(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    phone.sees("Anda memenuhi syarat").await;
    takes_and_returns_the_seat(&phone).await;
    phone.close().await;
}

/// Filters and pages are links and a form.
async fn browses(phone: &Browser) {
    phone.open("/").await;
    let first = phone.reads(".cards").await;
    phone.presses("Berikutnya").await;
    phone.arrives_at("/?after=").await;
    let second = phone.reads(".cards").await;
    assert_ne!(first, second, "the next page shows others");
    phone.open("/").await;
    phone.presses("Daring").await;
    phone.arrives_at("/?cara=DARING").await;
    let online = phone.reads(".cards").await;
    assert!(!online.contains("Luring"), "only online training is left: {online}");
    phone.open("/").await;
    phone.presses("Filter").await;
    phone.chooses("provinsi", "51").await;
    phone.presses("Terapkan").await;
    phone.sees("Filter (1)").await;
    assert!(phone.path().await.contains("provinsi=51"), "the filter is in the address");
}

/// A wrong password is said at its field; what was typed besides it stays.
async fn signs_in_again(phone: &Browser) {
    let she = JobSeeker::MADE;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.presses("Keluar").await;
    phone.presses("Masuk").await;
    phone.types("identifier", she.phone).await;
    phone.types("password", "bukan kata sandinya").await;
    phone.presses_at("main button[type=submit]").await;
    let problem = phone.reads("#f-password-problem").await;
    assert!(problem.contains("ata sandi"), "the field says what is wrong: {problem}");
    phone.pictures("sign-in-wrong").await;
    assert_eq!(phone.value("identifier").await, she.phone);
    assert_eq!(phone.value("password").await, "");
    phone.types("password", she.password).await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at("/lamaran").await;
    phone.sees("Belum ada pendaftaran").await;
    phone.pictures("applications-empty").await;
}

/// The province is saved first; then its places can be chosen from.
async fn fills_in_the_profile(phone: &Browser) {
    let she = JobSeeker::MADE;
    phone.open("/profil").await;
    phone.types("nik", "51710357080109").await;
    phone.presses("Simpan").await;
    phone.sees_in("#f-nik-problem", "Yang Anda isi baru 14").await;
    she.tells_about_herself(phone).await;
    phone.chooses("provinsi", "51").await;
    phone.presses("Simpan").await;
    phone.sees("Data Anda sudah disimpan.").await;
    if phone.count("select[name=regionCode]").await == 0 {
        phone.presses("Pilih kabupaten atau kota").await;
    }
    phone.chooses("regionCode", "51.71").await;
    phone.presses("Simpan").await;
    phone.sees("Data Anda sudah disimpan.").await;
}

async fn takes_and_returns_the_seat(phone: &Browser) {
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.sees("Ditawari kursi").await;
    phone.presses("Ambil kursi").await;
    phone.sees("Kursi Anda sudah pasti").await;
    phone.presses("Tarik pendaftaran ini").await;
    phone.types("reason", "Saya diterima bekerja.").await;
    phone.pictures("application-withdraw").await;
    phone.presses("Ya, tarik pendaftaran").await;
    phone.sees("Mengundurkan diri").await;
    phone.pictures("application-withdrawn").await;
}
