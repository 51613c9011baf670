//! What answers tell whether a NIK, a contact or an account at a bank is somebody's: each such try is
//! counted, by account and by network, and they can't be tried without end.

use balai_backend::{error::Error, service::documents};
use balai_shared::{document::DocumentKind, error::ErrorCode, policy::Role};
use balai_tests::{
    Actor, Kind, Person, SessionPlan, TestApp, both,
    paid::{ACCOUNT, paid_to},
    steps::fields,
};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { viewer { id } }
}";
const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id } }
}";
const FIND: &str = "query ($filter: ApplicationFilter) {
  applications(filter: $filter, first: 1) { nodes { id } }
}";
const RECOVER: &str = "mutation ($input: RecoverContactInput!) {
  recoverContact(input: $input) { applicant { id } }
}";

/// A woman born on 5 February 1998, one of many.
fn nik(number: usize) -> String {
    format!("517101450298{number:04}")
}

fn phone(number: usize) -> String {
    format!("08123456{number:04}")
}

/// The same question about another value each time.
struct Oracle {
    name: &'static str,
    document: &'static str,
    input: Box<dyn Fn(usize) -> Value>,
    most: usize,
}

impl Oracle {
    async fn is_limited(&self, who: &Actor, number: usize) -> bool {
        let answer = who.send(self.document, (self.input)(number)).await;
        answer.code() == Some("RATE_LIMITED")
    }

    /// Asks as often as one may, and once more; how many seconds that one is put off.
    async fn exhaust(&self, who: &Actor) -> i64 {
        for number in 1..=self.most {
            assert!(!self.is_limited(who, number).await, "{}: try {number}", self.name);
        }
        let answer = who.send(self.document, (self.input)(self.most + 1)).await;
        assert_eq!(answer.code(), Some("RATE_LIMITED"), "{}: {}", self.name, answer.body);
        answer.body["errors"][0]["extensions"]["retryAfter"].as_i64().expect("when to try again")
    }
}

fn profile(field: &'static str, value: fn(usize) -> String) -> Oracle {
    let input = move |number| json!({ "input": { field: value(number) } });
    Oracle { name: field, document: UPDATE, input: Box::new(input), most: 10 }
}

fn by_account() -> Vec<Oracle> {
    vec![
        profile("nik", nik),
        profile("kk", |number| format!("517101010101{number:04}")),
        profile("phone", phone),
        profile("email", |number| format!("orang{number}@uji.id")),
    ]
}

both!(what_tells_of_others_is_counted_by_account_until_the_day_is_over, async |app: &TestApp| {
    for oracle in by_account() {
        let (guessing, other) = (app.newcomer().await, app.newcomer().await);
        let seconds = oracle.exhaust(&guessing).await;
        assert!((1..=86_400).contains(&seconds), "{}: {seconds}", oracle.name);
        assert!(!oracle.is_limited(&guessing, 1).await, "{}: known already", oracle.name);
        assert!(!oracle.is_limited(&other, 11).await, "{}: somebody else", oracle.name);
        app.pass_seconds(seconds);
        // Who was signed in half a day ago signs in anew.
        let later = app.sign_in(guessing.account).await;
        assert!(!oracle.is_limited(&later, 12).await, "{}: a day later", oracle.name);
    }
});

both!(tries_that_find_somebody_count_like_those_that_find_nobody, async |app: &TestApp| {
    let guessing = app.newcomer().await;
    for number in 1..=11 {
        let owner = app.newcomer().await;
        owner.data(UPDATE, json!({ "input": { "nik": nik(number) } })).await;
    }
    for number in 1..=10 {
        let error = guessing.error(UPDATE, json!({ "input": { "nik": nik(number) } })).await;
        assert_eq!(fields(&error), [("nik".to_owned(), "NIK_TAKEN".to_owned())]);
    }
    let input = json!({ "input": { "nik": nik(11) } });
    assert_eq!(guessing.code(UPDATE, input).await, "RATE_LIMITED");
});

both!(of_tries_sent_all_at_once_each_is_counted, async |app: &TestApp| {
    let guessing = app.newcomer().await;
    let calls: Vec<_> = (1..=16)
        .map(|number| {
            let browser = guessing.browser.clone();
            tokio::spawn(async move {
                let input = json!({ "input": { "nik": nik(number) } });
                browser.send(UPDATE, input).await.code() == Some("RATE_LIMITED")
            })
        })
        .collect();
    let mut limited = 0;
    for call in calls {
        limited += usize::from(call.await.unwrap());
    }
    assert_eq!(limited, 6, "ten of sixteen were looked at");
});

both!(what_is_wrong_by_itself_or_ones_own_is_not_counted, async |app: &TestApp| {
    let person = app.newcomer().await;
    person.data(UPDATE, json!({ "input": { "birthDate": "1998-02-05", "nik": nik(1) } })).await;
    for number in 1..=12 {
        let mistyped = format!("517101450398{number:04}");
        let input = json!({ "input": { "nik": mistyped } });
        assert_eq!(person.code(UPDATE, input).await, "VALIDATION_FAILED", "another birth date");
        person.data(UPDATE, json!({ "input": { "nik": nik(1) } })).await;
    }
});

fn registering(number: usize) -> Value {
    json!({ "input": {
        "name": "Komang", "phone": phone(number), "password": "gunung-merah-pagi"
    } })
}

both!(accounts_are_limited_by_network_and_an_ipv6_network_is_a_slash_64, async |app: &TestApp| {
    let at = |address: &str| app.visitor().from_address(address);
    let oracle =
        Oracle { name: "register", document: REGISTER, input: Box::new(registering), most: 60 };
    let seconds = oracle.exhaust(&at("2001:db8:0:1::1")).await;
    assert!((1..=600).contains(&seconds), "{seconds}");
    assert!(oracle.is_limited(&at("2001:db8:0:1:ffff::9"), 62).await, "the same /64");
    assert!(!oracle.is_limited(&at("2001:db8:0:2::1"), 63).await, "another /64");
    assert!(!oracle.is_limited(&at("203.0.113.7"), 64).await, "another network");
    app.pass_seconds(seconds);
    assert!(!oracle.is_limited(&at("2001:db8:0:1::1"), 65).await, "ten minutes later");
});

both!(accounts_at_banks_can_not_be_tried_without_end, async |app: &TestApp| {
    let person = app.applicant().await;
    let benefit = app.benefit(&person).await;
    let input = move |number: usize| paid_to(benefit, "BNI", &format!("01234{number:05}"));
    let oracle =
        Oracle { name: "payout account", document: ACCOUNT, input: Box::new(input), most: 10 };
    oracle.exhaust(&person).await;
});

both!(whole_niks_that_find_nobody_are_counted_and_those_that_do_are_not, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    let found = "5171014104980007";
    app.tell(&person, |profile| {
        profile.nik = Some(balai_shared::nik::Nik::parse(found).unwrap());
    })
    .await;
    let staff = app.staff(centre, Role::Reviewer).await;
    let searching = |nik: String| json!({ "filter": { "search": nik } });
    let oracle = Oracle {
        name: "search",
        document: FIND,
        input: Box::new(move |number| searching(nik(number))),
        most: 60,
    };
    for _ in 0..61 {
        let data = staff.data(FIND, json!({ "filter": { "search": found } })).await;
        assert_eq!(data["applications"]["nodes"].as_array().unwrap().len(), 1);
    }
    oracle.exhaust(&staff).await;
    let again = json!({ "filter": { "search": found } });
    assert_eq!(staff.code(FIND, again).await, "RATE_LIMITED", "or the answer would still tell");
    let colleague = app.staff(centre, Role::Counsellor).await;
    assert!(!oracle.is_limited(&colleague, 62).await);
});

both!(a_taken_number_at_the_counter_counts_as_a_try, async |app: &TestApp| {
    let centre = app.centre().await;
    let session = app.session(centre, SessionPlan::merit()).await;
    let person = app.applicant().await;
    person.applies(session).await;
    let known = nik(1);
    app.tell(&person, |profile| {
        profile.nik = Some(balai_shared::nik::Nik::parse(&known).unwrap());
        profile.birth_date = None;
    })
    .await;
    let taken = phone(1);
    app.visitor().data(REGISTER, registering(1)).await;
    let staff = app.staff(centre, Role::Counsellor).await;
    let input = json!({ "input": {
        "applicantId": person.applicant.to_string(), "newPhone": taken, "nik": known
    } });
    for _ in 0..5 {
        assert_eq!(staff.code(RECOVER, input.clone()).await, "CONFLICT");
    }
    assert_eq!(staff.code(RECOVER, input).await, "RATE_LIMITED");
});

/// A PDF of one page, of so many bytes.
fn pdf(size: usize) -> Vec<u8> {
    const END: &[u8] = b"\nstartxref\n0\n%%EOF\n";
    let mut bytes = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 9 9]>> endobj\ntrailer <</Root 1 0 R>>".to_vec();
    bytes.resize(size - END.len(), b' ');
    bytes.extend_from_slice(END);
    bytes
}

const MIB: usize = 1024 * 1024;

async fn keep(app: &TestApp, who: &Person, kind: DocumentKind, size: usize) -> Result<(), Error> {
    let (account, applicant) = (who.account, Some(who.applicant));
    let actor = balai_shared::policy::Actor::Person { account, applicant, grants: Vec::new() };
    let from = balai_backend::model::network::Network::of("203.0.113.7".parse().unwrap());
    documents::keep(&app.services, &actor, kind, &pdf(size), Some(from)).await.map(|_| ())
}

async fn prove_nothing(app: &TestApp) {
    app.execute("UPDATE accounts SET email_confirmed_at = NULL").await.unwrap();
}

/// Counts as many of the attempts again, as far as there are so many; how many.
async fn copy_attempts(app: &TestApp, most: u64) -> u64 {
    let id = match app.kind {
        Kind::Sqlite => "randomblob(16)",
        Kind::Postgres => "gen_random_uuid()",
    };
    let copy = format!(
        "INSERT INTO sign_in_failures (id, subject, failed_at) \
         SELECT {id}, subject, failed_at FROM sign_in_failures LIMIT {most}"
    );
    app.execute(&copy).await.unwrap()
}

both!(who_has_proved_no_contact_keeps_less, async |app: &TestApp| {
    let person = app.applicant().await;
    prove_nothing(app).await;
    keep(app, &person, DocumentKind::Ktp, 4 * MIB).await.unwrap();
    let error = keep(app, &person, DocumentKind::Kk, 5 * MIB).await.unwrap_err();
    assert!(format!("{error:?}").contains("ConfirmContactFirst"), "{error:?}");
    keep(app, &person, DocumentKind::Ktp, 5 * MIB).await.unwrap();
    keep(app, &person, DocumentKind::Kk, 3 * MIB).await.unwrap();
    keep(app, &person, DocumentKind::Diploma, 1000).await.unwrap_err();
    app.execute("UPDATE accounts SET email_confirmed_at = 1").await.unwrap();
    keep(app, &person, DocumentKind::Diploma, 5 * MIB).await.unwrap();
});

both!(accounts_that_proved_no_contact_keep_little_from_one_network, async |app: &TestApp| {
    // Of five hundred MiB, all but four are used up.
    let person = app.applicant().await;
    prove_nothing(app).await;
    keep(app, &person, DocumentKind::Ktp, 1000).await.unwrap();
    let mut count = 1;
    while count < 496 {
        count += copy_attempts(app, 496 - count).await;
    }
    keep(app, &person, DocumentKind::Kk, 4 * MIB).await.unwrap();
    let other = app.applicant().await;
    prove_nothing(app).await;
    let error = keep(app, &other, DocumentKind::Ktp, 1000).await.unwrap_err();
    assert_eq!(error.code(), ErrorCode::RateLimited);
    app.execute("UPDATE accounts SET email_confirmed_at = 1").await.unwrap();
    keep(app, &other, DocumentKind::Ktp, 1000).await.unwrap();
});
