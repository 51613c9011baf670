//! `register`.

use balai_tests::{Actor, Answer, TestApp, both, steps::fields};
use serde_json::{Value, json};

const REGISTER: &str = "mutation ($input: RegisterInput!) {
  register(input: $input) { viewer { id name profile { phone email complete missing } } }
}";
const VIEWER: &str = "{ viewer { name } }";

fn by_email(email: &str) -> Value {
    json!({ "input": { "name": "Kadek", "email": email, "password": "rahasia-sekali" } })
}

fn by_phone(phone: &str) -> Value {
    json!({ "input": { "name": "Komang", "phone": phone, "password": "rahasia-sekali" } })
}

/// The `Set-Cookie` lines of an answer.
fn cookies(answer: &Answer) -> Vec<String> {
    let lines = answer.headers.get_all("set-cookie").iter();
    lines.map(|line| line.to_str().unwrap().to_owned()).collect()
}

async fn accounts(app: &TestApp) -> i64 {
    app.number("SELECT COUNT(*) FROM accounts").await
}

both!(a_visitor_gets_an_account_and_is_signed_in, async |app: &TestApp| {
    let visitor = app.visitor();
    let viewer =
        visitor.data(REGISTER, by_phone("0812 3456 7890")).await["register"]["viewer"].clone();
    assert_eq!(viewer["name"], "Komang");
    assert_eq!(viewer["profile"]["phone"], "+62812•••••890");
    assert_eq!(viewer["profile"]["complete"], false);
    assert_eq!(viewer["profile"]["missing"][0], "nik");
    assert_eq!(visitor.data(VIEWER, json!({})).await["viewer"]["name"], "Komang");
});

both!(a_pasted_number_is_the_number_that_is_meant, async |app: &TestApp| {
    let pasted = "\u{202A}+62\u{A0}0812\u{2011}3456\u{2011}7890\u{202C}";
    let viewer = app.visitor().data(REGISTER, by_phone(pasted)).await["register"]["viewer"].clone();
    assert_eq!(viewer["profile"]["phone"], "+62812•••••890");
    let error = app.visitor().error(REGISTER, by_phone("0812 3456 7890")).await;
    assert_eq!(fields(&error), [("phone".to_owned(), "PHONE_TAKEN".to_owned())]);
    assert_eq!(accounts(app).await, 1);
});

both!(a_name_that_shows_nothing_is_none, async |app: &TestApp| {
    for (name, code) in [
        ("\u{A0}\u{2003}", "REQUIRED"),
        ("\u{AD}\u{AD}", "INVALID_FORMAT"),
        ("\u{3164}", "INVALID_FORMAT"),
        ("\u{200B}\u{2060}", "INVALID_FORMAT"),
    ] {
        let mut input = by_email("kadek@uji.id");
        input["input"]["name"] = json!(name);
        let error = app.visitor().error(REGISTER, input).await;
        assert_eq!(fields(&error), [("name".to_owned(), code.to_owned())], "{name:?}");
    }
    assert_eq!(accounts(app).await, 0);
});

both!(tokens_go_into_cookies_that_no_script_reads_and_nowhere_else, async |app: &TestApp| {
    let visitor = app.visitor();
    let answer = visitor.send(REGISTER, by_email("kadek@uji.id")).await;
    let lines = cookies(&answer);
    assert_eq!(lines.len(), 3);
    for line in &lines {
        assert!(line.contains("; HttpOnly; SameSite=Lax; Secure; Path=/; "), "{line}");
    }
    for name in ["balai_access", "balai_refresh", "balai_device"] {
        let value = visitor.cookie(name).unwrap();
        assert!(!answer.body.to_string().contains(&value), "{name} stands in the body");
    }
});

both!(every_bad_field_is_told_at_once, async |app: &TestApp| {
    let input = json!({ "input": {
        "name": "  ", "phone": "0812x", "email": "kadek(at)uji", "password": "pendek"
    } });
    let error = app.visitor().error(REGISTER, input).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    let expected = [
        ("name", "REQUIRED"),
        ("phone", "INVALID_FORMAT"),
        ("email", "INVALID_FORMAT"),
        ("password", "TOO_SHORT"),
    ];
    assert_eq!(fields(&error), expected.map(|(path, code)| (path.to_owned(), code.to_owned())));
    assert_eq!(accounts(app).await, 0);
});

both!(a_way_to_reach_the_person_is_needed, async |app: &TestApp| {
    for input in [json!({}), json!({ "phone": "", "email": " " })] {
        let mut input = input;
        input["name"] = json!("Kadek");
        input["password"] = json!("rahasia-sekali");
        let error = app.visitor().error(REGISTER, json!({ "input": input })).await;
        assert_eq!(fields(&error), [("phone".to_owned(), "REQUIRED".to_owned())]);
    }
});

both!(the_password_is_not_the_contact_and_not_endless, async |app: &TestApp| {
    let code = async |password: String| {
        let input = json!({ "input": {
            "name": "Kadek", "email": "kadek@uji.id", "password": password
        } });
        fields(&app.visitor().error(REGISTER, input).await)[0].1.clone()
    };
    assert_eq!(code("Kadek@Uji.id".to_owned()).await, "NOT_ALLOWED");
    assert_eq!(code("x".repeat(201)).await, "TOO_LONG");
});

/// Registers twice with what is the same contact; the error must tell nothing about the first.
async fn taken(app: &TestApp, first: Value, second: Value, field: (&str, &str)) {
    app.visitor().data(REGISTER, first).await;
    let visitor = app.visitor();
    let answer = visitor.send(REGISTER, second).await;
    let error = &answer.body["errors"][0];
    assert_eq!(error["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(error), [(field.0.to_owned(), field.1.to_owned())]);
    let told = answer.body.to_string();
    assert!(!told.contains("Made Pertama") && !told.contains("usr_"), "{told}");
    assert!(cookies(&answer).is_empty() && visitor.cookie("balai_access").is_none());
    assert_eq!(accounts(app).await, 1);
}

both!(a_phone_number_that_is_taken_is_a_conflict_however_it_is_written, async |app: &TestApp| {
    let mut first = by_phone("0812-3456-7890");
    first["input"]["name"] = json!("Made Pertama");
    taken(app, first, by_phone("+62 812 3456 7890"), ("phone", "PHONE_TAKEN")).await;
});

both!(an_email_address_that_is_taken_is_a_conflict_whatever_its_case, async |app: &TestApp| {
    let mut first = by_email("Made@Uji.id");
    first["input"]["name"] = json!("Made Pertama");
    taken(app, first, by_email("made@uji.ID"), ("email", "EMAIL_TAKEN")).await;
});

/// Registers the same address in two browsers at the same time; the code of each that failed.
async fn both_at_once(app: &TestApp, inputs: [Value; 2]) -> Vec<Value> {
    let calls = inputs.map(|input| {
        let visitor: Actor = app.visitor();
        tokio::spawn(async move { visitor.send(REGISTER, input).await })
    });
    let mut errors = Vec::new();
    for call in calls {
        let answer = call.await.unwrap();
        errors.extend(answer.body.get("errors").map(|errors| errors[0].clone()));
    }
    errors
}

both!(of_two_at_once_with_one_address_one_gets_it, async |app: &TestApp| {
    let mut inputs = [by_email("sama@uji.id"), by_email("sama@uji.id")];
    for (input, phone) in inputs.iter_mut().zip(["081200000001", "081200000002"]) {
        input["input"]["phone"] = json!(phone);
    }
    let errors = both_at_once(app, inputs).await;
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0]["extensions"]["code"], "CONFLICT");
    assert_eq!(fields(&errors[0]), [("email".to_owned(), "EMAIL_TAKEN".to_owned())]);
    assert_eq!(accounts(app).await, 1);
});

both!(a_retry_with_its_key_makes_no_second_account, async |app: &TestApp| {
    let key = [("idempotency-key", "daftar-1")];
    let visitor = app.visitor();
    let first = visitor.send_with(REGISTER, by_email("kadek@uji.id"), &key).await;
    let again = app.visitor().send_with(REGISTER, by_email("kadek@uji.id"), &key).await;
    assert_eq!(first.body["data"], again.body["data"]);
    assert_eq!(again.headers["idempotent-replayed"], "true");
    assert!(cookies(&again).is_empty(), "an answer that is given again signs nobody in");
    assert_eq!(accounts(app).await, 1);
});
