//! At the desk: the team, an invitation, a message to many, an application for somebody at the counter, and
//! the trail that all of it leaves.

use crate::support::{Browser, DEMO_PASSWORD, Device, House, Scripts};

/// The reviewer and admin of the centre in Denpasar.
const ADMIN: &str = "staff@demo.balai";
/// Who is invited.
const INVITED: &str = "applicant9@demo.balai";

async fn fills(browser: &Browser, id: &str, text: &str) {
    let script = format!(
        "const field = document.getElementById('{id}'); field.focus(); field.value = '{text}'; \
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); \
         field.dispatchEvent(new Event('change', {{ bubbles: true }})); return true;"
    );
    browser.asks(&script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_invites_somebody_who_takes_the_role() {
    let house = House::open();
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas/tim").await;
    office.types_account(ADMIN).await;
    office.sees("Siapa bekerja di sini").await;
    office.pictures_whole("staff-team").await;
    fills(&office, "invite-contact", INVITED).await;
    fills(&office, "invite-password", DEMO_PASSWORD).await;
    office.presses("Kirim undangan").await;
    office.sees("Undangan dikirim.").await;
    office.sees("Terkirim, belum diterima").await;
    // What would have been sent stands in the demonstration's mailbox.
    office.open("/kotak-surat").await;
    office.sees("kode undangan").await;
    let code = office
        .asks("return document.body.innerText.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/)[0];")
        .await;
    let code = code.as_str().unwrap().to_owned();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.open("/petugas/undangan").await;
    phone.types_account(INVITED).await;
    phone.sees("Ketik kode dari pesan undangan").await;
    fills(&phone, "invitation-code", &code).await;
    phone.presses("Terima").await;
    phone.sees("Selamat datang. Anda sekarang Penilai").await;
    phone.close().await;
    office.open("/petugas/tim").await;
    office.sees("Tidak ada undangan yang menunggu.").await;
    office.presses_path("//a[contains(., 'Jejak petugas')]").await;
    office.sees("Menerima peran").await;
    office.sees("Mengundang ke tim").await;
    office.pictures_whole("staff-trail").await;
    office.close().await;
}

/// The desk with the session that 80 want to join.
async fn desk(house: &House) -> Browser {
    let office = Browser::start(house, Device::Office).await;
    office.open("/petugas").await;
    office.sees("Meja petugas").await;
    office.types_account(ADMIN).await;
    let session = "//nav[contains(@class, 'sessions')]//a[contains(., 'Konversi Motor Listrik')]\
                   [contains(., '0 dari 16')]";
    office.presses_path(session).await;
    office.sees_in(".summary", "Konversi Motor Listrik").await;
    if !office.reads(".summary").await.contains("80 pendaftar") {
        office.presses_path(&format!("({session})[2]")).await;
    }
    office.sees_in(".summary", "80 pendaftar").await;
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_to_many_is_counted_before_it_is_sent() {
    let house = House::open();
    let office = desk(&house).await;
    office.presses("Tulis pesan").await;
    office.sees("Pesan ke pendaftar jadwal ini").await;
    office.presses_path("//dialog//label[contains(., 'Dikirim')]/input").await;
    office.sees("80 orang").await;
    fills(&office, "message-subject", "Tes hari Senin").await;
    fills(&office, "message-text", "Bawa KTP dan pulpen. Datang pukul 8.").await;
    office.pictures("staff-message").await;
    office.presses("Kirim ke 80 orang").await;
    office.sees("Pesan dikirim ke 80 orang.").await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_at_the_counter_is_helped_to_apply() {
    let house = House::open();
    let office = desk(&house).await;
    office
        .presses_path("//nav[contains(@class, 'sessions')]//a[contains(., 'Pendaftaran dibuka')]")
        .await;
    office.presses("Daftarkan di loket").await;
    office.sees("Mendaftar untuk orang di depan Anda").await;
    for (id, text) in [
        ("assist-nik", "5171015502980001"),
        ("assist-born", "1998-02-15"),
        ("assist-name", "Ni Luh Sari"),
        ("assist-phone", "081255556666"),
        ("assist-kk", "5171010101010001"),
        ("assist-sex", "FEMALE"),
        ("assist-education", "SMK"),
        ("assist-occupation", "SEEKING_WORK"),
        ("assist-province", "51"),
    ] {
        fills(&office, id, text).await;
    }
    office.sees_in("#assist-regency", "Denpasar").await;
    fills(&office, "assist-regency", "51.71").await;
    office.pictures_whole("staff-assist").await;
    office.presses_path("//input[@id='assist-agreed']").await;
    office.presses("Kirim pendaftaran").await;
    office.sees("Pendaftaran dikirim. Pendaftar sudah diberi kabar.").await;
    office.close().await;
}
