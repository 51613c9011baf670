//! An admin at the desk: the team, an invitation, a message to many, and the trail that all of it leaves.

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

async fn signs_in(browser: &Browser, identifier: &str) {
    browser.types("identifier", identifier).await;
    browser.types("password", DEMO_PASSWORD).await;
    browser.presses_at("main button[type=submit]").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_admin_invites_somebody_who_takes_the_role() {
    let house = House::open();
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas/tim").await;
    signs_in(&office, ADMIN).await;
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
    signs_in(&phone, INVITED).await;
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
