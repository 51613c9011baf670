//! The reviewer of a centre, and somebody who applied there.

use crate::support::{Browser, Device, House, Scripts};

/// The one who waits for the decision.
const APPLICANT: &str = "applicant7@demo.balai";

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_decides_on_many_at_once_and_the_applicant_sees_the_offer() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    let name = waits_for_a_decision(&phone).await;
    let office = Browser::start(&house, Device::Office).await;
    opens_the_queue(&office).await;
    filters_and_reloads(&office).await;
    offers_seats(&office, &name).await;
    learns_of_one_that_cannot_be_decided(&office, &name).await;
    rejects_one(&office).await;
    office.close().await;
    phone.reload().await;
    phone.sees("Anda ditawari kursi").await;
    phone.sees("Ambil paling lambat").await;
    phone.close().await;
}

/// The applicant looks at the application, and tells the name that it bears.
async fn waits_for_a_decision(phone: &Browser) -> String {
    phone.open("/masuk").await;
    phone.types_account(APPLICANT).await;
    phone.arrives_at("/lamaran").await;
    phone
        .presses_path("//a[contains(@href, '/lamaran/')][contains(., 'Konversi Motor Listrik')]")
        .await;
    phone.arrives_at("/lamaran/app_").await;
    phone.sees_in(".now", "Dikirim").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    phone.reads(".menu li.quiet").await
}

/// The session with 80 who want one of its 16 seats.
async fn opens_the_queue(office: &Browser) {
    office.opens_the_workshop("0 dari 16").await;
    office.sees_in(".summary", "16 dari 16 kursi tersisa").await;
    office.pictures("staff-queue").await;
}

/// What is filtered stands in the address.
async fn filters_and_reloads(office: &Browser) {
    office.presses_at("nav.states a[href*='SUBMITTED']").await;
    office.sees_in("nav.states a[aria-current]", "Dikirim").await;
    let address = office.path().await;
    assert!(address.contains("status=SUBMITTED"), "{address}");
    office.reload().await;
    office.sees_in("nav.states a[aria-current]", "Dikirim").await;
    office.sees_in(".summary", "80 pendaftar").await;
    assert_eq!(office.path().await, address);
}

async fn offers_seats(office: &Browser, name: &str) {
    selects(office, name).await;
    let others = others(office, name).await;
    selects(office, &others[0]).await;
    selects(office, &others[1]).await;
    office.sees_in(".bulk", "3 dipilih").await;
    office.presses("Tawarkan kursi").await;
    office.sees_in("dialog", "3 pendaftaran akan diputuskan.").await;
    office.sees_in("dialog", "tersisa 13 dari 16 kursi").await;
    office.sees_in("dialog blockquote", "Anda ditawari kursi. Ambil paling lambat").await;
    office.pictures("staff-preview").await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".summary", "13 dari 16 kursi tersisa").await;
    office.sees_in(".bulk", "3 pendaftaran diputuskan.").await;
    for row in [name, &others[0], &others[1]] {
        let told = row_of(office, row).await;
        assert!(told.contains("Ditawari kursi") && told.contains("Berhasil"), "{told}");
    }
    office.pictures("staff-offered").await;
}

/// Each row has its own result: what can't be done keeps nothing else from being done.
async fn learns_of_one_that_cannot_be_decided(office: &Browser, offered: &str) {
    let other = waiting(office).await;
    selects(office, offered).await;
    selects(office, &other).await;
    office.presses("Tawarkan kursi").await;
    office.sees_in("dialog", "1 dari 2 pendaftaran akan diputuskan.").await;
    office.sees_in("dialog .refusals", offered).await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".bulk", "1 diputuskan, 1 belum.").await;
    office.sees_in(".summary", "12 dari 16 kursi tersisa").await;
    let refused = row_of(office, offered).await;
    assert!(refused.contains("Ditawari kursi"), "{refused}");
    office.sees_in("tr.refusal", "×").await;
    office.presses_path(&format!("//button[normalize-space()=\"{offered}\"]")).await;
    office.sees_in(".panel .stop", "×").await;
    office.pictures("staff-partly").await;
    office.reload().await;
    office.sees_in(".summary", "12 dari 16 kursi tersisa").await;
}

async fn rejects_one(office: &Browser) {
    let other = waiting(office).await;
    selects(office, &other).await;
    office.presses("Tolak").await;
    office.chooses("reason", "LOW_SCORE").await;
    office.types("note", "Silakan coba gelombang berikutnya.").await;
    office.sees_in("dialog blockquote", "Silakan coba gelombang berikutnya.").await;
    office.pictures("staff-reject").await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".bulk", "1 pendaftaran diputuskan.").await;
    let told = row_of(office, &other).await;
    assert!(told.contains("Tidak diterima") && told.contains("Berhasil"), "{told}");
    office.sees_in(".summary", "12 dari 16 kursi tersisa").await;
}

async fn selects(office: &Browser, name: &str) {
    office.scrolls_to(name).await;
    office.presses_path(&format!("//tr[.//button[normalize-space()=\"{name}\"]]//input")).await;
}

async fn row_of(office: &Browser, name: &str) -> String {
    office.scrolls_to(name).await;
    office.reads_path(&format!("//tr[.//button[normalize-space()=\"{name}\"]]")).await
}

/// The names next to this one, the nearest first.
async fn others(office: &Browser, name: &str) -> Vec<String> {
    let names = office.reads("tbody td button").await;
    let names: Vec<&str> = names.lines().collect();
    let place = names.iter().position(|one| *one == name).unwrap();
    let mut others: Vec<(usize, &str)> = names.into_iter().enumerate().collect();
    others.retain(|(_, other)| *other != name);
    others.sort_by_key(|(other, _)| other.abs_diff(place));
    others.into_iter().map(|(_, other)| String::from(other)).collect()
}

/// Somebody on the page on whom nobody has decided.
async fn waiting(office: &Browser) -> String {
    office.reads_path("//tr[contains(., 'Dikirim')]//td//button").await
}
