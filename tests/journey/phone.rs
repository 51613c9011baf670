//! The whole way of a job seeker on a phone.

use crate::support::{Browser, DEMO_PASSWORD, Device, House, JobSeeker, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_job_seeker_gets_a_seat_on_a_phone() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    looks_around(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    phone.pictures("session").await;
    let session = phone.path().await;
    phone.presses("Masuk untuk mendaftar").await;
    phone.pictures("sign-in").await;
    JobSeeker::MADE.registers(&phone).await;
    phone.arrives_at(&session).await;
    phone.presses("Lengkapi profil").await;
    fills_in_the_profile(&phone).await;
    JobSeeker::finds_the_session(&phone).await;
    phone.sees("Anda memenuhi syarat").await;
    phone.pictures("session-eligible").await;
    takes_the_seat(&phone).await;
    sees_the_benefits_of_another(&phone).await;
    phone.close().await;
}

/// The catalogue fits the screen, and the language stays once it is switched.
async fn looks_around(phone: &Browser) {
    phone.open("/").await;
    // Which trainings stand on the first page depends on the weekday.
    phone.sees("sisa ").await;
    phone.pictures("catalogue").await;
    let width = phone.asks("return [innerWidth, document.documentElement.scrollWidth]").await;
    assert_eq!(width, serde_json::json!([360, 360]), "the page is as wide as the screen");
    phone.presses("EN").await;
    phone.sees("Sign in").await;
    phone.pictures("catalogue-english").await;
    phone.presses("Sign in").await;
    phone.arrives_at("/masuk").await;
    phone.sees("Phone number or email").await;
    phone.open("/daftar").await;
    phone.sees("Make an account").await;
    phone.presses("ID").await;
    phone.sees("Buat akun").await;
}

async fn fills_in_the_profile(phone: &Browser) {
    phone.arrives_at("/profil").await;
    // The home first: choosing the province brings the list of its places.
    phone.chooses("provinsi", "51").await;
    phone.chooses("regionCode", "51.71").await;
    phone.types("nik", "517103570801090").await;
    phone.sees("Yang Anda isi baru 15").await;
    phone.pictures("profile-nik").await;
    JobSeeker::MADE.tells_about_herself(phone).await;
    phone.no_longer_sees("Yang Anda isi baru 15").await;
    phone.presses("Simpan").await;
    phone.sees("Data Anda sudah disimpan.").await;
    phone.pictures("profile").await;
    phone.reload().await;
    assert_eq!(phone.value("nik").await, "", "a NIK that is saved isn't shown again");
}

async fn takes_the_seat(phone: &Browser) {
    phone.types("motivation", "Saya ingin membuka bengkel.").await;
    phone.presses("Daftar sekarang").await;
    phone.arrives_at("/lamaran/app_").await;
    phone.sees("Ditawari kursi").await;
    phone.sees("Ambil paling lambat").await;
    phone.pictures("application-offered").await;
    let application = phone.path().await;
    phone.presses("Ambil kursi").await;
    phone.sees("Kursi Anda sudah pasti").await;
    phone.arrives_at(&application).await;
    phone.pictures("application-confirmed").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.pictures("menu").await;
    phone.presses("Pendaftaran saya").await;
    phone.sees("Mengambil kursi").await;
    phone.pictures("applications").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.presses("Keluar").await;
    phone.sees("Masuk").await;
}

async fn sees_the_benefits_of_another(phone: &Browser) {
    phone.open("/manfaat").await;
    phone.arrives_at("/masuk").await;
    phone.types("identifier", "applicant@demo.balai").await;
    phone.types("password", DEMO_PASSWORD).await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at("/manfaat").await;
    phone.sees("Saldo tersedia").await;
    let figures = [phone.reads(".balance").await, phone.reads(".balance + .facts").await].join(" ");
    let amounts = figures.split("Rp").skip(1).map(|rest| {
        let digits = rest.chars().filter(char::is_ascii_digit);
        digits.collect::<String>().parse::<i64>().unwrap()
    });
    let parts: Vec<i64> = amounts.collect();
    assert_eq!((parts.len(), parts.iter().sum::<i64>()), (3, 3_500_000), "{figures}");
    assert!(phone.count(".checklist li").await >= 3, "the checklist tells what is needed");
    phone.pictures("benefits").await;
}
