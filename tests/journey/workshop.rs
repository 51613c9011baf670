//! The motorcycle workshop of a centre, whole: from eighty applicants to sixteen certificates, with
//! three who go and the three who come in their place.

use balai_shared::time::Date;
use serde_json::{Value, json};

use crate::support::{Browser, DEMO_PASSWORD, Device, House, Scripts};

const SEATS: usize = 16;
/// How many take a seat and give it back.
const LEAVING: usize = 3;
/// The workshop's fourth day: the first two are over then, at whatever time of the day this runs.
const FOURTH: i64 = 3;

#[tokio::test(flavor = "multi_thread")]
async fn eighty_apply_sixteen_are_chosen_three_leave_and_sixteen_get_their_certificates() {
    // Registration for the workshop ends on the twelfth day.
    let house = House::begun_days_ago(13);
    let session = chooses(&house).await;
    seats_are_taken(&house, &session).await;
    assert!(house.is_sound(), "while the workshop waits for its first day");
    let days = days_until_it_runs(&house, &session).await;
    let house = house.days_later(days);
    runs_and_finishes(&house, &session).await;
    assert!(house.is_sound(), "at the end");
}

/// How many days from now the workshop's fourth one is; sessions begin on Mondays.
async fn days_until_it_runs(house: &House, session: &str) -> u16 {
    let phone = Browser::start(house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    let query = "query ($id: ID!) { node(id: $id) { ... on Session { startsOn } } }";
    let seen = phone.graphql(query, json!({ "id": session })).await;
    let first: Date = seen["node"]["startsOn"].as_str().unwrap().parse().unwrap();
    let now = phone.asks("return new Date().toISOString().slice(0, 10)").await;
    let today: Date = now.as_str().unwrap().parse().unwrap();
    phone.close().await;
    u16::try_from(today.days_until(first) + FOURTH).unwrap()
}

/// From eighty marked applicants to sixteen offers; the session's id.
async fn chooses(house: &House) -> String {
    let office = Browser::start(house, Device::Office).await;
    office.opens_the_workshop("Pendaftaran ditutup").await;
    office.marks_everybody().await;
    office.concludes_the_selection().await;
    let session = office.shown_id().await;
    office.close().await;
    session
}

/// Those who were chosen confirm, three withdraw, and the three next in line confirm.
async fn seats_are_taken(house: &House, session: &str) {
    let phone = Browser::start(house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    assert_eq!(each(&phone, session, "CONFIRM", SEATS).await, SEATS);
    assert_eq!(each(&phone, session, "WITHDRAW", LEAVING).await, LEAVING);
    let mut promoted = 0;
    // The worker goes down the list by itself.
    while promoted < LEAVING {
        promoted += each(&phone, session, "CONFIRM", LEAVING - promoted).await;
    }
    let query = "query ($id: ID!) { node(id: $id) { ... on Session { seatsTaken seatsLeft } } }";
    let seats = phone.graphql(query, json!({ "id": session })).await;
    assert_eq!(seats["node"], json!({ "seatsTaken": SEATS, "seatsLeft": 0 }));
    phone.close().await;
}

/// Signs the eighty in by the API, one after the other, and lets whoever can take the step take it,
/// until so many did; tells how many.
async fn each(phone: &Browser, session: &str, action: &str, most: usize) -> usize {
    let mut taken = 0;
    for number in 1..=80 {
        if taken == most {
            break;
        }
        let identifier = format!("applicant{number}@demo.balai");
        let input = json!({ "input": { "identifier": identifier, "password": DEMO_PASSWORD } });
        let sign_in = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { id } } }";
        phone.graphql(sign_in, input).await;
        if let Some(application) = own(phone, session, action).await {
            let input = json!({ "input": { "applicationId": application } });
            phone.graphql(mutation(action), input).await;
            taken += 1;
        }
        phone.graphql("mutation { signOut }", json!({})).await;
    }
    taken
}

fn mutation(action: &str) -> &'static str {
    if action == "CONFIRM" {
        "mutation ($input: ConfirmOfferInput!) { confirmOffer(input: $input) { application { id } } }"
    } else {
        "mutation ($input: WithdrawApplicationInput!) {
            withdrawApplication(input: $input) { application { id } } }"
    }
}

/// The application for this session of who is signed in, if this step is open to it. Only who holds
/// a seat leaves it.
async fn own(phone: &Browser, session: &str, action: &str) -> Option<String> {
    let query = "{ viewer { applications(first: 50) {
        nodes { id state session { id } allowedActions } } } }";
    let seen = phone.graphql(query, json!({})).await;
    let list = seen["viewer"]["applications"]["nodes"].as_array().cloned().unwrap_or_default();
    let from = if action == "CONFIRM" { "OFFERED" } else { "CONFIRMED" };
    let wanted = |one: &&Value| {
        let actions = one["allowedActions"].as_array();
        one["session"]["id"] == *session
            && one["state"] == *from
            && actions.is_some_and(|actions| actions.contains(&json!(action)))
    };
    list.iter().find(wanted).and_then(|one| one["id"].as_str()).map(String::from)
}

/// Two days of lessons, everybody there; then all have finished, and have it in writing.
async fn runs_and_finishes(house: &House, session: &str) {
    let office = Browser::start(house, Device::Office).await;
    office.open("/petugas").await;
    office.types_account("staff@demo.balai").await;
    office.sees_in(".summary", "kursi tersisa").await;
    office.open(&format!("/petugas/kelas/{session}")).await;
    office.sees("belum punya daftar pertemuan").await;
    office.plans_two_days().await;
    for meeting in 1..=2 {
        office.presses_path(&format!("(//th//button)[{meeting}]")).await;
        office.sees("Semua tanda sudah tersimpan.").await;
    }
    office.presses("Kelulusan").await;
    office.sees_in(".grid", "Kehadirannya cukup.").await;
    office.presses_path("//button[contains(., 'menurut aturan')]").await;
    office.presses("Ya, tetapkan").await;
    office.sees(&format!("{SEATS} peserta ditetapkan.")).await;
    office.presses_path("//button[contains(., 'Terbitkan sertifikat')]").await;
    office.presses("Ya, terbitkan").await;
    office.sees(&format!("{SEATS} sertifikat berlaku.")).await;
    assert_eq!(office.reads(".grid td a").await.lines().count(), SEATS, "a number each");
    office.pictures_whole("staff-sixteen-certificates").await;
    office.close().await;
}
