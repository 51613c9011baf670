//! Planning a session beside its public page, publishing it, and the times of its tests.

use crate::support::{Browser, Device, House};

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_planned_survives_a_reload_and_is_published() {
    let house = House::open();
    let office = Browser::start(&house, Device::Office).await;
    office.open("/petugas/program").await;
    office.types_account("staff@demo.balai").await;
    office.sees("Program baru").await;
    office
        .presses_path("//tr[contains(., 'Konversi Motor Listrik')]//a[contains(., 'Sesi baru')]")
        .await;
    office.arrives_at("/petugas/sesi/baru").await;
    office.sees_in(".preview .phone", "Konversi Motor Listrik").await;
    office.types("capacity", "12").await;
    office.types("address", "Gedung Praktik 2").await;
    office.sees_in(".preview .phone", "Gedung Praktik 2").await;
    office.reload().await;
    office.sees("Isian yang belum disimpan kami pasang lagi.").await;
    assert_eq!(office.value("capacity").await, "12");
    office.types("capacity", "0").await;
    office.presses("Simpan draf").await;
    office.sees_in(".form-faults", "Ada yang perlu diperbaiki").await;
    office.types("capacity", "12").await;
    office.presses("Simpan draf").await;
    office.arrives_at("/petugas/sesi/ses_").await;
    office.sees("Tahapan").await;
    office.presses_path("//label[contains(., 'Saya sudah memeriksa')]//input").await;
    office.presses("Terbitkan sekarang").await;
    office.sees("Pendaftaran segera dibuka").await;
    office.pictures("staff-planning").await;
    office.presses("Seleksi").await;
    office.arrives_at("/petugas/seleksi/ses_").await;
    office.presses("Waktu tes dan wawancara").await;
    office.sees("Belum ada waktu yang dibuka").await;
    office.presses("Buka waktu ini").await;
    office.sees("Waktu dibuka. Pendaftar diberi kabar.").await;
    office.sees("0 / 4").await;
    office.pictures("staff-slots").await;
}
