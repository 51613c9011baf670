//! Deciding at a centre's desk when something is in the way: second thoughts, a colleague, too few seats.

use crate::support::{Browser, Device, House, Scripts};

/// The one who waits for the decision.
const APPLICANT: &str = "applicant7@demo.balai";

/// A desk with the session that 80 want to join, and nobody was decided on.
async fn desk(house: &House) -> Browser {
    let office = Browser::start(house, Device::Office).await;
    office.opens_the_workshop("0 dari 16").await;
    office
}

fn row(name: &str) -> String {
    format!("//tr[.//button[normalize-space()=\"{name}\"]]")
}

async fn selects(office: &Browser, name: &str) {
    office.scrolls_to(name).await;
    office.presses_path(&format!("{}//input", row(name))).await;
}

/// The first of the page on whom nobody has decided.
async fn first(office: &Browser) -> String {
    office.reads_path("//tr[contains(., 'Dikirim')]//td//button").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_undone_within_thirty_seconds_was_never_told() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    phone.open("/masuk").await;
    phone.types_account(APPLICANT).await;
    phone.arrives_at("/lamaran").await;
    phone.presses_path("//summary[contains(., 'Menu')]").await;
    let name = phone.reads(".menu li.quiet").await;
    let office = desk(&house).await;
    selects(&office, &name).await;
    office.presses("Tawarkan kursi").await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".summary", "15 dari 16 kursi tersisa").await;
    phone.open("/pesan").await;
    assert!(!phone.reads("main").await.contains("ditawari kursi"));
    phone.open("/kotak-surat").await;
    let letters = phone.reads("body").await;
    assert!(!letters.contains("Anda ditawari kursi. Ambil paling lambat"), "{letters}");
    office.pictures("staff-undo").await;
    office.presses_at("button.undo").await;
    office.sees_in(".bulk", "1 keputusan diurungkan.").await;
    office.sees_in(".summary", "16 dari 16 kursi tersisa").await;
    office.scrolls_to(&name).await;
    let told = office.reads_path(&row(&name)).await;
    assert!(told.contains("Dikirim"), "{told}");
    office.close().await;
    phone.open("/pesan").await;
    assert!(!phone.reads("main").await.contains("ditawari kursi"));
    phone.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_reviewers_of_the_same_row_one_wins_and_the_other_is_told() {
    let house = House::open();
    let (one, two) = (desk(&house).await, desk(&house).await);
    let name = first(&one).await;
    for office in [&one, &two] {
        selects(office, &name).await;
    }
    one.presses("Tawarkan kursi").await;
    two.presses("Lanjutkan ke penilaian").await;
    for office in [&one, &two] {
        office.sees_in("dialog", "1 pendaftaran akan diputuskan.").await;
    }
    one.presses("Ya, putuskan").await;
    one.sees_in(".bulk", "1 pendaftaran diputuskan.").await;
    two.presses("Ya, putuskan").await;
    two.sees_in(".bulk", "0 diputuskan, 1 belum.").await;
    two.sees_in("tr.refusal", "Langkah ini tidak tersedia").await;
    let told = two.reads_path(&row(&name)).await;
    assert!(told.contains("Ditawari kursi"), "what the other decided: {told}");
    one.close().await;
    two.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_selected_decides_nothing_and_more_than_seats_offers_what_there_is() {
    let house = House::open();
    let office = desk(&house).await;
    office.sees_in(".bulk", "Pilih pendaftaran dulu").await;
    assert_eq!(office.count(".bulk .buttons button:not(:disabled)").await, 0);
    office.presses_at("thead input[type=checkbox]").await;
    office.sees_in(".bulk", "80 dipilih").await;
    office.presses("Tawarkan kursi").await;
    office.sees_in("dialog", "16 dari 80 pendaftaran akan diputuskan.").await;
    office.sees_in("dialog", "tersisa 0 dari 16 kursi").await;
    office.sees_in("dialog .refusals", "Semua kursi sudah terisi.").await;
    office.pictures("staff-too-many").await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".bulk", "16 diputuskan, 64 belum.").await;
    office.sees_in(".summary", "0 dari 16 kursi tersisa").await;
    office.close().await;
}
