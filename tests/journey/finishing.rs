//! A class at its end: from its participants to their certificates, one of which is taken back.

use crate::support::{Browser, Device, House, Line};

/// Who takes part in the class of the demonstration.
const PEOPLE: usize = 15;

#[tokio::test(flavor = "multi_thread")]
async fn a_class_gets_its_certificates_and_one_is_taken_back() {
    let house = House::open();
    let line = Line::to(&house);
    let office = Browser::through(&line, Device::Office).await;
    opens_the_class(&office).await;
    marks_without_a_network(&office, &line).await;
    decides_by_the_rule(&office).await;
    let number = issues(&office).await;
    let other = office.reads(".grid td a[href*='-0002-']").await;
    takes_one_back(&office, &number).await;
    let visitor = Browser::start(&house, Device::Office).await;
    visitor.open(&format!("/sertifikat/{number}")).await;
    visitor.sees_in(".notice", "dicabut dan tidak berlaku").await;
    visitor.pictures("certificate-revoked").await;
    visitor.types("nomor", &other).await;
    visitor.presses("Periksa").await;
    visitor.sees_in(".notice", "berlaku.").await;
    visitor.sees(&other).await;
    visitor.pictures("certificate-valid").await;
    visitor.close().await;
}

async fn opens_the_class(office: &Browser) {
    office.open("/petugas").await;
    office.types_account("staff@demo.balai").await;
    // The desk first settles on a session of its own.
    office.sees_in(".summary", "kursi tersisa").await;
    office.presses("Kelas dan sertifikat").await;
    office.arrives_at("/petugas/kelas").await;
    office.pictures("staff-classes").await;
    office.presses_path("//nav//a[contains(., 'Servis Sepeda Motor Injeksi')]").await;
    office.arrives_at("/petugas/kelas/ses_").await;
    office.sees("belum punya daftar pertemuan").await;
    office.pictures("staff-class-plan").await;
    office.plans_two_days().await;
    office.pictures("staff-attendance").await;
}

/// What is marked without a network waits on the device, and goes when there is one.
async fn marks_without_a_network(office: &Browser, line: &Line) {
    line.cut_at_next_post();
    office.presses_path("(//th//button)[1]").await;
    office.sees(&format!("{PEOPLE} tanda menunggu jaringan")).await;
    office.pictures("staff-attendance-waiting").await;
    line.mend();
    office.presses_path("(//th//button)[2]").await;
    office.sees("Semua tanda sudah tersimpan.").await;
}

async fn decides_by_the_rule(office: &Browser) {
    office.presses("Kelulusan").await;
    office.sees_in(".grid", "Kehadirannya cukup.").await;
    office.pictures("staff-finishing").await;
    office.presses_path("//button[contains(., 'menurut aturan')]").await;
    office.sees(&format!("{PEOPLE} peserta lulus, 0 tidak lulus")).await;
    office.presses("Ya, tetapkan").await;
    office.sees(&format!("{PEOPLE} peserta ditetapkan.")).await;
}

/// The number of the first certificate.
async fn issues(office: &Browser) -> String {
    office.presses_path("//button[contains(., 'Terbitkan sertifikat')]").await;
    office.sees(&format!("{PEOPLE} sertifikat baru terbit")).await;
    office.presses("Ya, terbitkan").await;
    office.sees(&format!("{PEOPLE} sertifikat berlaku.")).await;
    office.sees("Unduh semua sertifikat").await;
    office.pictures("staff-certificates").await;
    let number = office.reads(".grid td a").await;
    let number = number.lines().next().unwrap().to_owned();
    assert!(number.starts_with("BLK-5171") && number.contains("-0001-"), "{number}");
    number
}

async fn takes_one_back(office: &Browser, number: &str) {
    let row = format!("//tr[.//a[normalize-space()='{number}']]");
    office.presses_path(&format!("{row}//summary")).await;
    office.types("reason", "Nama salah eja.").await;
    office.pictures("staff-revoke").await;
    office.presses_path(&format!("{row}//button")).await;
    office.sees_in(".grid .stop", "dicabut").await;
}
