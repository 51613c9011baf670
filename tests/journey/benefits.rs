//! From a finished training to the money: rating, account, incentive, survey. The pages are the
//! server's own, on a phone with and without scripts.

use crate::support::{Browser, Device, House, Scripts};

#[tokio::test(flavor = "multi_thread")]
async fn a_graduate_is_paid() {
    let house = House::open();
    for (scripts, who, number) in
        [(Scripts::On, "applicant186", "1234500186"), (Scripts::Off, "applicant196", "1234500196")]
    {
        let phone = Browser::start(&house, Device::Phone(scripts)).await;
        signs_in(&phone, who).await;
        rates(&phone).await;
        gives_an_account(&phone, number).await;
        answers_a_survey(&phone).await;
        phone.close().await;
    }
}

async fn signs_in(phone: &Browser, who: &str) {
    phone.open("/masuk?next=/manfaat").await;
    phone.types("identifier", &format!("{who}@demo.balai")).await;
    phone.types("password", "demo-balai-2026").await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at("/manfaat").await;
    phone.sees("sisa saldo pelatihan").await;
}

/// The one main button leads to the form; without a star it says so at the stars.
async fn rates(phone: &Browser) {
    phone.presses("Beri penilaian").await;
    phone.arrives_at("/nilai/app_").await;
    phone.presses("Kirim penilaian").await;
    phone.sees_in("#f-stars-problem", "satu sampai lima bintang").await;
    phone.presses_at("input[name=stars][value='4']").await;
    phone.types("review", "Pengajarnya sabar.").await;
    phone.pictures("rating").await;
    phone.presses("Kirim penilaian").await;
    phone.arrives_at("/manfaat?tersimpan=nilai").await;
    phone.sees("Penilaian tersimpan").await;
}

/// The demonstration's bank refuses what ends in 000, and pays to any other.
async fn gives_an_account(phone: &Browser, number: &str) {
    phone.presses("Isi rekening").await;
    phone.arrives_at("/manfaat/ben_").await;
    phone.sees("bank contoh").await;
    phone.chooses("provider", "BNI").await;
    phone.types("number", "123").await;
    phone.presses("Simpan rekening").await;
    phone.sees_in("#f-number-problem", "10 angka").await;
    phone.types("number", &format!("{}000", &number[3..])).await;
    phone.presses("Simpan rekening").await;
    waits_for(phone, "NIK pemiliknya berbeda").await;
    phone.pictures("benefit-account-refused").await;
    phone.presses("Ganti rekening").await;
    phone.chooses("provider", "BCA").await;
    phone.types("number", number).await;
    phone.presses("Simpan rekening").await;
    waits_for(phone, "Isi survei 1").await;
    phone.sees("Dibayar").await;
    phone.pictures("benefit-paid").await;
}

async fn answers_a_survey(phone: &Browser) {
    phone.presses("Isi survei 1").await;
    phone.sees("Survei 1").await;
    phone.presses("Kirim survei").await;
    phone.sees_in("#f-employment-problem", "belum diisi").await;
    phone.chooses("employment", "EMPLOYED").await;
    phone.chooses("usesSkill", "DAILY").await;
    phone.pictures("survey").await;
    phone.presses("Kirim survei").await;
    phone.arrives_at("/manfaat?tersimpan=survei").await;
    phone.sees("Isi survei 2").await;
}

/// The bank is asked once a second; the page is loaded anew until it has answered.
async fn waits_for(phone: &Browser, text: &str) {
    for _ in 0..20 {
        phone.open("/manfaat").await;
        if phone.reads("main").await.contains(text) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
    panic!("the bank never answered: {text}");
}
