//! Applying in small steps: stopped on one phone, gone on with on another, with documents.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Browser, DEMO_PASSWORD, Device, House, JobSeeker, Scripts};

/// What a phone's camera makes, in bytes.
const TWELVE_MEGABYTES: usize = 12 * 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_begun_on_one_phone_is_sent_from_another() {
    let (house, folder) = (House::open(), TempDir::new().unwrap());
    let phone = Browser::start(&house, Device::Phone(Scripts::On)).await;
    JobSeeker::finds_the_session(&phone).await;
    let steps = phone.path().await.replace("/sesi/", "/lamar/");
    phone.open(&steps).await;
    JobSeeker::MADE.registers(&phone).await;
    phone.arrives_at(&steps).await;
    phone.sees("Lengkapi data diri dulu").await;
    phone.pictures("applying-profile-first").await;
    tells_of_herself(&phone).await;
    phone.open(&steps).await;
    phone.sees("Anda memenuhi syarat").await;
    phone.sees("Langkah 1 dari 4").await;
    phone.pictures("applying-conditions").await;
    phone.presses("Mulai mendaftar").await;
    phone.arrives_at(&format!("{steps}/dokumen")).await;
    phone.sees("Tersimpan").await;
    shows_documents(&phone, folder.path()).await;

    let other = Browser::start(&house, Device::Phone(Scripts::On)).await;
    goes_on(&other, &steps).await;
    phone.open(&steps).await;
    phone.sees("Periksa dan kirim").await;
    phone.sees("Saya ingin membuka bengkel.").await;
    phone.pictures("applying-review").await;
    sends_once(&phone).await;
    // The other phone still shows the last step.
    other.presses("Kirim pendaftaran").await;
    other.sees("Lihat pendaftaran").await;
    other.open("/lamaran").await;
    other.sees("Ditawari kursi").await;
    assert_eq!(other.count("main .card").await, 1, "one application, and no draft");
    phone.close().await;
    other.close().await;
}

/// The rest of the profile, by the API: its page has a journey of its own.
async fn tells_of_herself(phone: &Browser) {
    let she = JobSeeker::MADE;
    let input = json!({
        "nik": she.nik, "kk": she.kk, "birthDate": she.birth_date, "sex": "FEMALE",
        "education": "SMA", "occupation": "SEEKING_WORK", "regionCode": "51.71",
    });
    let query =
        "mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { viewer { id } } }";
    let body = json!({ "query": query, "variables": { "input": input } });
    let script = format!(
        "const done = arguments[arguments.length - 1]; fetch('/graphql', {{ method: 'POST', \
         headers: {{ 'content-type': 'application/json', 'x-requested-with': 'balai' }}, \
         body: JSON.stringify({body}) }}).then(answer => answer.json()).then(done)"
    );
    let answer = phone.asks_later(&script).await;
    assert_eq!(answer["errors"], Value::Null, "{answer}");
}

/// A photo of 12 MB is made smaller before it is sent; a PDF is known whatever it is called.
async fn shows_documents(phone: &Browser, folder: &Path) {
    let width = phone.asks("return [innerWidth, document.documentElement.scrollWidth]").await;
    assert_eq!(width, json!([360, 360]), "the page is as wide as the screen");
    phone.takes_file("#f-KTP", &large_photo(phone, folder).await).await;
    phone.sees_in("#f-KTP-told", "Siap dikirim").await;
    phone.presses("Simpan KTP").await;
    phone.sees_in("#dokumen-KTP", "Sudah ada").await;
    let kept = "return [document.querySelector('#dokumen-KTP img').naturalWidth]";
    phone.presses_at("#dokumen-KTP summary").await;
    assert_eq!(phone.asks(kept).await, json!([1600]), "its longest side");
    phone.pictures("applying-documents").await;

    let paper = folder.join("ijazah.jpg");
    std::fs::write(&paper, b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n").unwrap();
    phone.takes_file("#f-PHOTO", &paper).await;
    phone.presses("Simpan Pas foto").await;
    phone.sees_in("#f-PHOTO-problem", "Berkas ini PDF").await;
    let focused = phone.asks("return document.activeElement.id").await;
    assert_eq!(focused, "f-PHOTO", "whoever is sent back stands at what was wrong");
    phone.pictures("applying-documents-wrong").await;
    phone.takes_file("#f-DIPLOMA", &paper).await;
    phone.presses("Simpan Ijazah terakhir").await;
    phone.sees_in("#dokumen-DIPLOMA", "Lihat berkas (PDF)").await;
}

/// A picture of 12 megapixels, filled up to 12 MB as a phone's own notes would.
async fn large_photo(phone: &Browser, folder: &Path) -> PathBuf {
    let script = "const done = arguments[arguments.length - 1], paper = document.createElement('canvas'); \
        paper.width = 4000; paper.height = 3000; const pen = paper.getContext('2d'); \
        pen.fillStyle = '#9ab'; pen.fillRect(0, 0, 4000, 3000); pen.fillStyle = '#123'; \
        pen.font = '300px sans-serif'; pen.fillText('KARTU CONTOH', 300, 1500); \
        paper.toBlob(blob => blob.arrayBuffer().then(bytes => done([...new Uint8Array(bytes)])), 'image/jpeg', 0.7)";
    let told = phone.asks_later(script).await;
    let byte = |byte: &Value| u8::try_from(byte.as_u64().unwrap()).unwrap();
    let mut bytes: Vec<u8> = told.as_array().unwrap().iter().map(byte).collect();
    bytes.resize(TWELVE_MEGABYTES, 0);
    let file = folder.join("IMG_0001.jpg");
    std::fs::write(&file, bytes).unwrap();
    file
}

/// On another phone the first step that isn't finished is shown, with all that was saved.
async fn goes_on(other: &Browser, steps: &str) {
    let she = JobSeeker::MADE;
    other.open("/lamaran").await;
    other.arrives_at("/masuk").await;
    other.types("identifier", she.phone).await;
    other.types("password", she.password).await;
    other.presses_at("main button[type=submit]").await;
    other.arrives_at("/lamaran").await;
    other.sees("Belum dikirim").await;
    other.pictures("applications-draft").await;
    other.presses("Lanjutkan").await;
    other.arrives_at(steps).await;
    other.sees("Langkah 2 dari 4").await;
    other.sees_in("#dokumen-KTP", "Sudah ada").await;
    other.presses("Lanjut").await;
    other.arrives_at(&format!("{steps}/alasan")).await;
    other.types("motivation", "Saya ingin membuka bengkel.").await;
    other.pictures("applying-motivation").await;
    other.presses("Simpan dan lanjut").await;
    other.arrives_at(&format!("{steps}/kirim")).await;
    other.presses("Langkah sebelumnya").await;
    other.arrives_at(&format!("{steps}/alasan")).await;
    assert_eq!(other.value("motivation").await, "Saya ingin membuka bengkel.", "it stays");
    other.presses("Simpan dan lanjut").await;
    other.arrives_at(&format!("{steps}/kirim")).await;
}

/// The same form sent twice, as over a line that broke before the answer came: both lead to one
/// application.
async fn sends_once(phone: &Browser) {
    let script = "const done = arguments[arguments.length - 1]; \
        const form = document.getElementById('form-submitApplication'); \
        const send = () => fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) }) \
            .then(answer => answer.url); \
        send().then(first => send().then(again => done([first, again])))";
    let led = phone.asks_later(script).await;
    assert!(led[0].as_str().unwrap().contains("/lamaran/app_"), "{led}");
    assert_eq!(led[0], led[1], "a retry never applies twice");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_a_large_photo_is_told_so_at_its_field() {
    let (house, folder) = (House::open(), TempDir::new().unwrap());
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    JobSeeker::finds_the_session(&phone).await;
    let steps = phone.path().await.replace("/sesi/", "/lamar/");
    phone.open(&steps).await;
    phone.arrives_at("/masuk").await;
    phone.types("identifier", "applicant@demo.balai").await;
    phone.types("password", DEMO_PASSWORD).await;
    phone.presses_at("main button[type=submit]").await;
    phone.arrives_at(&steps).await;
    phone.presses("Mulai mendaftar").await;
    phone.arrives_at(&format!("{steps}/dokumen")).await;
    let file = folder.path().join("IMG_0002.jpg");
    std::fs::write(&file, vec![0xFF; TWELVE_MEGABYTES]).unwrap();
    phone.takes_file("#f-KK", &file).await;
    phone.presses("Simpan Kartu Keluarga (KK)").await;
    phone.sees_in("#f-KK-problem", "lebih besar dari 5 MB").await;
    phone.pictures("applying-too-large").await;
    phone.presses("Hapus pendaftaran yang belum dikirim ini").await;
    phone.presses("Ya, hapus").await;
    phone.arrives_at("/lamaran").await;
    phone.close().await;
}
