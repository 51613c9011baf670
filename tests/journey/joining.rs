//! Somebody who has two accounts, at the centre's counter.

use serde_json::{Value, json};

use crate::support::{Browser, DEMO_PASSWORD, Device, House, Scripts};

/// One of the 80 at the desk.
const FIRST: &str = "applicant7@demo.balai";
const SECOND: &str = "kedua@demo.balai";

async fn phone(house: &House) -> Browser {
    let phone = Browser::start(house, Device::Phone(Scripts::On)).await;
    phone.open("/").await;
    phone
}

/// Who the person is, and the NIK as the KTP has it.
async fn person(first: &Browser) -> (Value, String) {
    first.open("/masuk").await;
    first.types_account(FIRST).await;
    first.arrives_at("/lamaran").await;
    let query = "{ viewer { name applicant { birthDate sex education occupation } } }";
    let seen = first.graphql(query, json!({})).await["viewer"].clone();
    let reveal =
        "mutation ($input: RevealIdentityInput!) { revealIdentity(input: $input) { nik } }";
    let input = json!({ "input": { "password": DEMO_PASSWORD } });
    let shown = first.graphql(reveal, input).await;
    (seen, shown["revealIdentity"]["nik"].as_str().unwrap().to_owned())
}

/// The NIK with another last digit, as somebody might type it.
fn mistyped(nik: &str) -> String {
    let last = nik.chars().last().and_then(|digit| digit.to_digit(10)).unwrap();
    format!("{}{}", &nik[..15], (last + 1) % 10)
}

/// Registers once more, and applies for something else at the same centre.
async fn registers_again(second: &Browser, who: &Value, nik: &str) {
    let register =
        "mutation ($input: RegisterInput!) { register(input: $input) { viewer { id } } }";
    let password = "gunung-merah-pagi";
    let input = json!({ "name": who["name"], "email": SECOND, "password": password });
    second.graphql(register, json!({ "input": input })).await;
    let code = second.code_in_the_mailbox().await;
    let confirm = "mutation ($input: ConfirmContactInput!) {
        confirmContact(input: $input) { viewer { id } } }";
    second.graphql(confirm, json!({ "input": { "code": code } })).await;
    let tell = "mutation ($input: UpdateProfileInput!) {
        updateProfile(input: $input) { viewer { id } } }";
    let told = &who["applicant"];
    let input = json!({
        "nik": mistyped(nik), "kk": "5171010101010009", "birthDate": told["birthDate"],
        "sex": told["sex"], "education": told["education"], "occupation": told["occupation"],
        "regionCode": "51.71",
    });
    second.graphql(tell, json!({ "input": input })).await;
    let submit = "mutation ($input: SubmitApplicationInput!) {
        submitApplication(input: $input) { application { id } } }";
    let session = other_session(second).await;
    let input = json!({ "sessionId": session["id"], "funding": session["funding"] });
    second.graphql(submit, json!({ "input": input })).await;
}

/// Another session of the centre that is open and fits.
async fn other_session(second: &Browser) -> Value {
    let query = "{ sessions(first: 50, filter: { states: [OPEN] }) { nodes {
        id funding institution { name } program { title } } } }";
    let seen = second.graphql(query, json!({})).await;
    let list = seen["sessions"]["nodes"].as_array().cloned().unwrap();
    let fits = |one: &&Value| {
        one["institution"]["name"].as_str().is_some_and(|name| name.contains("Denpasar"))
            && one["program"]["title"] != "Konversi Motor Listrik"
            && one["funding"] == "PUBLIC"
    };
    let judge = "query ($id: ID!) { eligibility(sessionId: $id) { verdict } }";
    for session in list.iter().filter(fits) {
        let judged = second.graphql(judge, json!({ "id": session["id"] })).await;
        if judged["eligibility"]["verdict"] == "ELIGIBLE" {
            return session.clone();
        }
    }
    panic!("no other session there fits")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_accounts_of_one_person_become_one_at_the_counter() {
    let house = House::open();
    let first = phone(&house).await;
    let (who, nik) = person(&first).await;
    let second = phone(&house).await;
    registers_again(&second, &who, &nik).await;
    let name = who["name"].as_str().unwrap();
    let office = Browser::start(&house, Device::Office).await;
    office.opens_the_workshop("0 dari 16").await;
    office.scrolls_to(name).await;
    office.presses_path(&format!("//tr//button[normalize-space()=\"{name}\"]")).await;
    office.sees_in(".panel", "Mungkin orang yang sama").await;
    office.presses_path("//aside//summary[contains(., 'Gabungkan kedua akun')]").await;
    office.types("nik", &mistyped(&mistyped(&nik))).await;
    office.presses("Kirim kode").await;
    office.sees_in(".panel", "berbeda dari yang tercatat").await;
    office.types("nik", &nik).await;
    office.presses("Kirim kode").await;
    office.sees_in(".panel", "Pendaftaran yang pindah: 1").await;
    office.pictures("staff-joining").await;
    let code = second.code_in_the_mailbox().await;
    office.types("code", &code).await;
    office.presses_path("//aside//button[contains(., 'Gabungkan kedua akun')]").await;
    office.sees("Kedua akun sudah menjadi satu.").await;
    office.close().await;
    first.open("/lamaran").await;
    first.sees("Konversi Motor Listrik").await;
    let own = "{ viewer { applications(first: 9) { nodes { id } } } }";
    let seen = first.graphql(own, json!({})).await;
    assert_eq!(seen["viewer"]["applications"]["nodes"].as_array().map(Vec::len), Some(2));
    first.close().await;
    second.open("/akun").await;
    second.arrives_at("/masuk").await;
    second.close().await;
}
