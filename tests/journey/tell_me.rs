//! Somebody finds a session closed, waits for the next one, and is told when it is there. Without
//! scripts, as on the cheapest phone.

use crate::support::{Browser, Device, House, JobSeeker, Scripts};

/// Publishes one more session of the program whose page is open at the desk; its path.
const PUBLISHES: &str = r#"
const program = "PROGRAM", done = arguments[arguments.length - 1];
const ask = (query, variables) => fetch("/graphql", {
  method: "POST",
  headers: { "content-type": "application/json", "x-requested-with": "balai" },
  body: JSON.stringify({ query, variables }),
}).then(answer => answer.json());
const day = days => new Date(Date.now() + days * 864e5).toISOString();
ask(`mutation ($input: CreateSessionInput!) { createSession(input: $input) { session { id } } }`, { input: {
  programId: program, mode: "LURING", funding: "PUBLIC", selectionMethod: "FIRST_COME", capacity: 16,
  registrationOpensAt: day(-1), registrationClosesAt: day(20),
  startsOn: day(30).slice(0, 10), endsOn: day(40).slice(0, 10),
} }).then(made => {
  const id = made.data.createSession.session.id;
  return ask(`mutation ($input: PublishSessionInput!) { publishSession(input: $input) { session { id } } }`,
    { input: { sessionId: id } }).then(told => done(told.errors ? JSON.stringify(told.errors) : "/sesi/" + id));
}).catch(error => done(String(error)));
"#;

#[tokio::test(flavor = "multi_thread")]
async fn who_finds_a_session_full_is_told_of_the_next_one() {
    let house = House::open();
    let phone = Browser::start(&house, Device::Phone(Scripts::Off)).await;
    JobSeeker::finds_the_session(&phone).await;
    phone.presses("Jadwal lain pelatihan ini").await;
    phone.arrives_at("/program/prg_").await;
    let program = phone.path().await.trim_start_matches("/program/").to_owned();
    waits(&phone).await;
    let office = Browser::start(&house, Device::Office).await;
    office.signs_in("staff@demo.balai", "/petugas").await;
    let published = office.asks_later(&PUBLISHES.replace("PROGRAM", &program)).await;
    let path = published.as_str().unwrap().to_owned();
    assert!(path.starts_with("/sesi/ses_"), "{path}");
    office.close().await;
    is_told(&phone, &path).await;
    changes_their_mind(&phone).await;
    phone.close().await;
}

/// The button leads through the sign-in, and the wish is still there behind it.
async fn waits(phone: &Browser) {
    phone.presses("Kabari saya bila ada yang baru").await;
    phone.arrives_at("/masuk").await;
    phone.types_account("applicant9@demo.balai").await;
    phone.arrives_at("/kabari/baru").await;
    phone.sees("Konversi Motor Listrik").await;
    phone.pictures("tell-me-ask").await;
    phone.presses("Ya, kabari saya").await;
    phone.arrives_at("/kabari?tersimpan=1").await;
    phone.sees("Baik, Anda kami kabari").await;
    phone.pictures("tell-me-list").await;
}

/// The worker looks every five seconds.
async fn is_told(phone: &Browser, path: &str) {
    for _ in 0..15 {
        phone.open("/pesan").await;
        if phone.reads("main").await.contains("pendaftaran yang Anda tunggu sudah dibuka") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    phone.pictures("tell-me-told").await;
    phone.presses_path("//a[contains(., 'pendaftaran yang Anda tunggu sudah dibuka')]").await;
    phone.arrives_at(path).await;
    phone.sees("Cara memilih:").await;
}

/// What is deleted can be taken back with one tap.
async fn changes_their_mind(phone: &Browser) {
    phone.open("/kabari").await;
    phone.presses("Hapus").await;
    phone.arrives_at("/kabari?dihapus=1").await;
    phone.sees("Belum ada yang Anda tunggu").await;
    phone.pictures("tell-me-deleted").await;
    phone.presses("Batal hapus, kabari saya lagi").await;
    phone.arrives_at("/kabari?tersimpan=1").await;
    phone.sees("Konversi Motor Listrik").await;
}
