//! What is secret stands nowhere in the database in plain: not as text, not as bytes.

use balai_tests::{
    SessionPlan, TestApp, both,
    steps::{SUBMIT, applying_to},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;

const NIK: &str = "5171015705010003";
const KK: &str = "5171011503173210";
const PHONE: &str = "81234567890";
const PAYOUT: &str = "9876501234";
const PASSWORD: &str = "rahasia-sekali";

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { profile { phone } } }
}";
const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { profile { nik kk phone } } }
}";
const SIGN_IN: &str = "mutation ($input: SignInInput!) {
  signIn(input: $input) { viewer { id } }
}";

/// Writes each secret by every way that leads to the database; the tokens and the key that came of
/// it are secrets, too.
async fn write(app: &TestApp) -> Vec<String> {
    let browser = app.visitor();
    let phone = format!("0{PHONE}");
    let key = |key: &'static str| [("idempotency-key", key)];
    let register = json!({ "input": { "name": "Putu", "phone": phone, "password": PASSWORD } });
    assert_eq!(browser.send_with(REGISTER, register, &key("k-1")).await.code(), None);
    let update = json!({ "input": {
        "nik": NIK, "kk": KK, "birthDate": "2001-05-17", "sex": "FEMALE", "education": "SMK",
        "occupation": "LAID_OFF", "regionCode": "51.71"
    } });
    assert_eq!(browser.send_with(UPDATE, update, &key("k-2")).await.code(), None);
    let wrong = json!({ "input": { "identifier": phone, "password": "salah-sekali" } });
    assert_eq!(app.visitor().code(SIGN_IN, wrong).await, "UNAUTHENTICATED");
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::default()).await;
    assert_eq!(browser.send_with(SUBMIT, applying_to(session), &key("k-3")).await.code(), None);
    let person = app.applicant().await;
    let benefit = app.benefit(&person).await;
    app.payout(benefit, PAYOUT).await;
    let partner = app.partner(centre).await;
    partner.data("{ __typename }", json!({})).await;
    ["balai_access", "balai_refresh"]
        .iter()
        .map(|name| browser.cookie(name).unwrap())
        .chain([partner.key().unwrap().to_owned()])
        .chain([NIK, KK, PHONE, PAYOUT, PASSWORD].map(str::to_owned))
        .collect()
}

/// All that a SQLite database keeps: the file and the log of what is not yet in it.
fn files(app: &TestApp) -> Vec<u8> {
    let file = app.file.clone().unwrap();
    let log = file.with_extension("db-wal");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes.extend(std::fs::read(log).unwrap_or_default());
    bytes
}

/// Every row of every table as PostgreSQL writes it.
async fn dump(app: &TestApp) -> Vec<u8> {
    let connection = app.services.store.read();
    let query = |sql: String| Statement::from_string(connection.get_database_backend(), sql);
    let tables = "SELECT table_name::text AS line FROM information_schema.tables \
                  WHERE table_schema = 'public'";
    let tables = connection.query_all_raw(query(tables.to_owned())).await.unwrap();
    let mut all = Vec::new();
    for table in tables {
        let table: String = table.try_get("", "line").unwrap();
        let rows = query(format!("SELECT t::text AS line FROM {table} t"));
        for row in connection.query_all_raw(rows).await.unwrap() {
            let line: String = row.try_get("", "line").unwrap();
            all.extend(line.into_bytes());
        }
    }
    all
}

fn holds(bytes: &[u8], secret: &str) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret.as_bytes())
}

/// Bytes as PostgreSQL writes them.
fn hex(text: &str) -> String {
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

both!(no_secret_stands_in_the_database_in_plain, async |app: &TestApp| {
    let secrets = write(app).await;
    let kept = if app.file.is_some() { files(app) } else { dump(app).await };
    // The search would find what is there.
    assert!(holds(&kept, "Putu") && holds(&kept, "Konversi Motor Listrik"));
    for secret in &secrets {
        assert!(!holds(&kept, secret), "{secret} stands in the database");
        assert!(!holds(&kept, &hex(secret)), "{secret} stands in the database as bytes");
    }
    let masked = "5171••••••••0003";
    assert!(!holds(&kept, masked), "an answer that is kept for a retry is sealed");
});
