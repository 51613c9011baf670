//! The desk's tools around the queue: views and columns, calls, colleagues at the same row, many offers at
//! once.

use crate::support::{Browser, Device, House};

/// Where the reviewer works.
const CENTRE: &str = "const done = arguments[0];
  fetch('/graphql', { method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'balai' },
    body: JSON.stringify({ query: '{ viewer { roles { institution { id } } } }' }) })
    .then(answer => answer.json())
    .then(answer => done(answer.data.viewer.roles[0].institution.id))";

/// A desk with the session that 80 want to join.
async fn desk(house: &House, who: &str) -> Browser {
    let office = Browser::start(house, Device::Office).await;
    office.opens_the_workshop_as(who, "0 dari 16").await;
    office.reads(".rows tbody button").await;
    office
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_queue_is_under_one_scroll_bar_and_the_selection_stays() {
    let house = House::open();
    let office = desk(&house, "staff@demo.balai").await;
    let rows = office.asks("return document.querySelector('.rows table').ariaRowCount").await;
    assert_eq!(rows, "81");
    assert!(office.count(".rows tbody tr").await < 80, "only what is in sight is drawn");
    office.presses_at(".rows tbody input").await;
    office.asks("document.querySelector('.rows').scrollTop = 1e6").await;
    office.sees_in(".rows tr[aria-rowindex='81']", "Dikirim").await;
    office.sees_in(".bulk", "1 dipilih").await;
    office.asks("document.querySelector('.rows').scrollTop = 0").await;
    office.sees_in(".rows tr[aria-rowindex='2'].chosen", "Dikirim").await;
    // The keyboard leads beyond what is in sight.
    for _step in 0..30 {
        office.asks("window.dispatchEvent(new KeyboardEvent('keydown', { key: 'j' }))").await;
    }
    office.sees_in(".rows tr.open[aria-rowindex='31']", "Dikirim").await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_view_keeps_filter_order_and_columns() {
    let house = House::open();
    let office = desk(&house, "staff@demo.balai").await;
    office.sees_in("nav.states a[href*='SUBMITTED']", "80").await;
    office.presses("Hari, urutan, kolom").await;
    office.presses_path("//label[normalize-space()='Tempat tinggal']").await;
    office.sees_in(".rows thead", "Tempat tinggal").await;
    office.chooses("sort", "NAME").await;
    office.presses("Hari, urutan, kolom").await;
    office.presses_at("nav.states a[href*='SUBMITTED']").await;
    office.sees_in("nav.states a[aria-current]", "Dikirim").await;
    let address = office.path().await;
    assert!(address.contains("urut=NAME") && address.contains("status=SUBMITTED"), "{address}");
    office.presses("Simpan tampilan").await;
    office.types("view-name", "Menurut nama").await;
    office.presses_at("dialog button[type=submit]").await;
    office.sees_in(".bulk", "Tampilan “Menurut nama” disimpan.").await;
    office.sees_in(".views .chip.on", "Menurut nama").await;
    office.pictures("staff-view").await;
    office.presses("Semua").await;
    office.reload().await;
    office.sees_in(".rows thead", "Tempat tinggal").await;
    office
        .presses_path("//*[contains(@class, 'views')]//button[contains(., 'Menurut nama')]")
        .await;
    office.sees_in("nav.states a[aria-current]", "Dikirim").await;
    office.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_noted_and_a_colleague_at_the_same_row_is_seen() {
    let house = House::open();
    let one = desk(&house, "staff@demo.balai").await;
    let centre = one.asks_later(CENTRE).await;
    house.employs("Ayu Lestari", "ayu@balai.uji", "COUNSELLOR", centre.as_str().unwrap());
    let two = desk(&house, "ayu@balai.uji").await;
    for office in [&one, &two] {
        office.presses_at(".rows tr[aria-rowindex='2'] button").await;
        office.sees_in(".panel", "Catatan telepon").await;
    }
    two.sees_in(".panel", "juga membuka pendaftaran ini.").await;
    one.sees_in(".panel", "Ayu Lestari juga membuka pendaftaran ini.").await;
    one.pictures("staff-others").await;
    one.chooses("outcome", "CALL_BACK").await;
    one.types("call-note", "Minta ditelepon besok pagi.").await;
    one.presses("Catat telepon").await;
    one.sees_in(".calls", "Minta ditelepon besok pagi.").await;
    one.sees_in(".calls", "Minta ditelepon lagi").await;
    two.presses_at(".rows tr[aria-rowindex='3'] button").await;
    one.no_longer_sees("juga membuka pendaftaran ini").await;
    one.close().await;
    two.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_are_extended_and_taken_back_many_at_once() {
    let house = House::open();
    let office = desk(&house, "staff@demo.balai").await;
    for row in 2..5 {
        office.presses_at(&format!(".rows tr[aria-rowindex='{row}'] input")).await;
    }
    office.presses("Tawarkan kursi").await;
    office.presses("Ya, putuskan").await;
    office.sees_in(".bulk", "3 pendaftaran diputuskan.").await;
    for (step, row) in [("Perpanjang tawaran", 2..5), ("Tarik tawaran", 2..4)] {
        for row in row {
            office.presses_at(&format!(".rows tr[aria-rowindex='{row}'] input")).await;
        }
        office.presses(step).await;
        office.types("note", "Jadwal balai berubah.").await;
        office.presses_at("dialog button.main").await;
        office.sees_in(".bulk", "pendaftaran diputuskan.").await;
        office.sees_in(".bulk", "Pilih pendaftaran dulu").await;
    }
    office.sees_in(".summary", "15 dari 16 kursi tersisa").await;
    office.close().await;
}
