//! What a centre sees of itself: its figures, and the lists that it takes along.

use crate::support::{Browser, Device, House};

/// Fetches what a link leads to; its status, its kind, and how many bytes came.
const FETCHED: &str = "const done = arguments[0];
  const link = document.querySelector(\"a[href^='/ekspor/lamaran.xlsx']\");
  fetch(link.getAttribute('href')).then(async answer => done([answer.status,
    answer.headers.get('content-disposition').includes('lamaran-'),
    (await answer.arrayBuffer()).byteLength > 2000]))";

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewer_takes_the_queue_along_and_reads_the_figures() {
    let house = House::open();
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas").await;
    office.types_account("staff@demo.balai").await;
    office.sees_in(".summary", "kursi tersisa").await;
    office.sees_in(".taking", "Unduh pendaftaran:").await;
    assert_eq!(office.asks_later(FETCHED).await, serde_json::json!([200, true, true]));
    // A name that is searched for stands in no address: the links become a form.
    office.presses_at("#find").await;
    office.types_keys("wayan").await;
    office.presses("Cari").await;
    office.reads("form.taking[method=post]").await;
    assert_eq!(office.count("a[href^='/ekspor/lamaran']").await, 0);
    office.presses("Laporan").await;
    office.arrives_at("/petugas/laporan").await;
    office.sees_in(".chart h2", "Dari pendaftaran ke sertifikat").await;
    office.sees_in(".chart h2", "Menurut jenis kelamin").await;
    assert_eq!(office.count(".chart table").await, office.count(".chart").await);
    office.pictures_whole("staff-report").await;
    office.picks_date("dari", "2001-01-01").await;
    office.picks_date("sampai", "2001-12-31").await;
    office.presses("Tampilkan").await;
    office.sees("Belum ada angkanya").await;
    assert_eq!(office.value("sampai").await, "2001-12-31");
    office.presses("Semua waktu").await;
    office.sees_in(".chart h2", "Kursi terisi tiap sesi").await;
    office.close().await;
}
