//! `updateProfile`.

use balai_tests::{Person, TestApp, both, steps::fields};
use serde_json::{Value, json};

const UPDATE: &str = "mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    viewer { name profile {
      name email phone nik kk birthDate sex education occupation region { code } complete missing
    } }
    warnings { path code message }
  }
}";

/// A woman of Denpasar, born on 17 May 2001.
const NIK: &str = "5171015705010003";

fn input(input: Value) -> Value {
    json!({ "input": input })
}

async fn update(person: &Person, change: Value) -> Value {
    person.data(UPDATE, input(change)).await["updateProfile"].clone()
}

/// The codes of the fields that are refused.
async fn refused(person: &Person, change: Value) -> Vec<(String, String)> {
    let error = person.error(UPDATE, input(change)).await;
    assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED");
    fields(&error)
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(path, code)| ((*path).to_owned(), (*code).to_owned())).collect()
}

both!(a_visitor_is_asked_to_sign_in, async |app: &TestApp| {
    assert_eq!(app.visitor().code(UPDATE, input(json!({}))).await, "UNAUTHENTICATED");
});

both!(a_partners_software_has_no_profile, async |app: &TestApp| {
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(UPDATE, input(json!({ "name": "X" }))).await, "FORBIDDEN");
});

both!(numbers_come_back_masked, async |app: &TestApp| {
    let person = app.newcomer().await;
    let change = json!({
        "nik": "5171 0157 0501 0003", "kk": "5171011503173210", "phone": "081234567890",
        "birthDate": "2001-05-17", "sex": "FEMALE"
    });
    let answer = person.send(UPDATE, input(change)).await;
    let profile = &answer.body["data"]["updateProfile"]["viewer"]["profile"];
    assert_eq!(profile["nik"], "5171••••••••0003");
    assert_eq!(profile["kk"], "5171••••••••3210");
    assert_eq!(profile["phone"], "+62812•••••890");
    let told = answer.body.to_string();
    for secret in [NIK, "5171011503173210", "81234567890"] {
        assert!(!told.contains(secret), "{told}");
    }
});

both!(what_is_left_out_stays_as_it_is, async |app: &TestApp| {
    let person = app.applicant().await;
    let before = update(&person, json!({})).await["viewer"]["profile"].clone();
    assert_eq!(before["complete"], true);
    let mut after =
        update(&person, json!({ "education": "S1" })).await["viewer"]["profile"].clone();
    assert_eq!(after["education"], "S1");
    after["education"] = before["education"].clone();
    assert_eq!(after, before);
});

both!(a_profile_tells_what_is_missing_until_it_is_whole, async |app: &TestApp| {
    let person = app.newcomer().await;
    let profile = update(&person, json!({ "sex": "FEMALE" })).await["viewer"]["profile"].clone();
    let missing = ["nik", "kk", "birthDate", "education", "occupation", "regionCode"];
    assert_eq!(profile["missing"], json!(missing));
    let rest = json!({
        "nik": NIK, "kk": "5171011503173210", "birthDate": "2001-05-17", "education": "SMK",
        "occupation": "LAID_OFF", "regionCode": "51.71"
    });
    let profile = update(&person, rest).await["viewer"]["profile"].clone();
    assert_eq!((&profile["complete"], &profile["missing"]), (&json!(true), &json!([])));
    assert_eq!(profile["region"]["code"], "51.71");
});

both!(every_bad_field_is_told_at_once_and_nothing_is_written, async |app: &TestApp| {
    let person = app.newcomer().await;
    let bad = json!({
        "name": "", "nik": "517101570501000", "kk": "51710198765432x0", "birthDate": "2001-02-30",
        "regionCode": "99", "phone": "123", "email": "x@y", "education": "S1"
    });
    let mut found = refused(&person, bad).await;
    found.sort();
    let expected = pairs(&[
        ("birthDate", "INVALID_DATE"),
        ("email", "INVALID_FORMAT"),
        ("kk", "NOT_DIGITS"),
        ("name", "REQUIRED"),
        ("nik", "WRONG_LENGTH"),
        ("phone", "INVALID_FORMAT"),
        ("regionCode", "UNKNOWN_REGION"),
    ]);
    assert_eq!(found, expected);
    let profile = update(&person, json!({})).await["viewer"]["profile"].clone();
    assert_eq!((&profile["education"], &profile["name"]), (&Value::Null, &json!("Made")));
});

both!(the_nik_must_agree_with_birth_date_and_sex, async |app: &TestApp| {
    let person = app.newcomer().await;
    let change = json!({ "nik": NIK, "birthDate": "2001-05-18", "sex": "MALE" });
    let expected = pairs(&[("nik", "NIK_BIRTH_DATE_MISMATCH"), ("nik", "NIK_SEX_MISMATCH")]);
    assert_eq!(refused(&person, change).await, expected);
    // The other way round: the NIK is there already, and what is told later contradicts it.
    update(&person, json!({ "nik": NIK })).await;
    let expected = pairs(&[("birthDate", "NIK_BIRTH_DATE_MISMATCH")]);
    assert_eq!(refused(&person, json!({ "birthDate": "2000-05-17" })).await, expected);
    let expected = pairs(&[("sex", "NIK_SEX_MISMATCH")]);
    assert_eq!(refused(&person, json!({ "sex": "MALE" })).await, expected);
    update(&person, json!({ "birthDate": "2001-05-17", "sex": "FEMALE" })).await;
});

both!(a_birthday_that_the_calendar_does_not_have_is_told, async |app: &TestApp| {
    let person = app.newcomer().await;
    let expected = pairs(&[("nik", "NIK_IMPOSSIBLE_DATE")]);
    assert_eq!(refused(&person, json!({ "nik": "5171017113010003" })).await, expected);
});

both!(a_family_card_that_can_be_none_is_told, async |app: &TestApp| {
    let person = app.newcomer().await;
    for kk in ["5171014115030003", "5171011513170003", "5171013002170003"] {
        let expected = pairs(&[("kk", "KK_IMPOSSIBLE_DATE")]);
        assert_eq!(refused(&person, json!({ "kk": kk })).await, expected, "{kk}");
    }
    let pasted = json!({ "kk": "5171.0115\u{2011}0317\u{A0}0003" });
    let profile = update(&person, pasted).await["viewer"]["profile"].clone();
    assert_eq!(profile["kk"], "5171••••••••0003");
});

both!(a_date_of_birth_is_understood_or_asked_again, async |app: &TestApp| {
    let person = app.newcomer().await;
    // The NIK is the proof: any other day would contradict it.
    update(&person, json!({ "nik": NIK })).await;
    for typed in ["17/5/01", "17 Mei 2001", "0001-05-17", "17-05-2001"] {
        update(&person, json!({ "birthDate": typed })).await;
        let expected = pairs(&[("birthDate", "NIK_BIRTH_DATE_MISMATCH")]);
        assert_eq!(refused(&person, json!({ "birthDate": "18/5/01" })).await, expected, "{typed}");
    }
    for typed in ["17/5/24", "5/17/01", "17/5"] {
        let expected = pairs(&[("birthDate", "INVALID_DATE")]);
        assert_eq!(refused(&person, json!({ "birthDate": typed })).await, expected, "{typed}");
    }
});

both!(nobody_is_born_tomorrow, async |app: &TestApp| {
    let person = app.newcomer().await;
    let expected = pairs(&[("birthDate", "OUT_OF_RANGE")]);
    assert_eq!(refused(&person, json!({ "birthDate": "2026-02-02" })).await, expected);
    update(&person, json!({ "birthDate": "2026-02-01" })).await;
});

both!(a_region_that_split_since_is_a_warning_not_an_error, async |app: &TestApp| {
    let person = app.newcomer().await;
    let changed = update(&person, json!({ "nik": "9999015705010003" })).await;
    assert_eq!(changed["warnings"][0]["path"], "nik");
    assert_eq!(changed["warnings"][0]["code"], "UNKNOWN_NIK_REGION");
    assert_eq!(changed["viewer"]["profile"]["nik"], "9999••••••••0003");
    let changed = update(&person, json!({ "nik": NIK })).await;
    assert_eq!(changed["warnings"], json!([]));
});

both!(
    a_nik_that_has_an_account_is_a_conflict_that_tells_nothing_about_it,
    async |app: &TestApp| {
        let first = app.person("Putu Pertama", Vec::new()).await;
        update(&first, json!({ "nik": NIK })).await;
        let second = app.newcomer().await;
        let change = json!({ "nik": NIK, "education": "S1" });
        let answer = second.send(UPDATE, input(change)).await;
        let error = &answer.body["errors"][0];
        assert_eq!(error["extensions"]["code"], "CONFLICT");
        assert_eq!(fields(error), pairs(&[("nik", "NIK_TAKEN")]));
        let told = answer.body.to_string();
        assert!(
            !told.contains("Putu") && !told.contains("usr_") && !told.contains("apc_"),
            "{told}"
        );
        let profile = update(&second, json!({})).await["viewer"]["profile"].clone();
        assert_eq!((&profile["nik"], &profile["education"]), (&Value::Null, &Value::Null));
    }
);

both!(a_number_or_address_that_has_an_account_is_a_conflict, async |app: &TestApp| {
    let first = app.newcomer().await;
    update(&first, json!({ "phone": "081234567890", "email": "putu@uji.id" })).await;
    let second = app.newcomer().await;
    for (change, path, code) in [
        (json!({ "phone": "+62 812 3456 7890" }), "phone", "PHONE_TAKEN"),
        (json!({ "email": "PUTU@uji.id" }), "email", "EMAIL_TAKEN"),
    ] {
        let error = second.error(UPDATE, input(change)).await;
        assert_eq!(error["extensions"]["code"], "CONFLICT");
        assert_eq!(fields(&error), pairs(&[(path, code)]));
    }
});

both!(ones_own_number_or_address_again_is_no_conflict, async |app: &TestApp| {
    let person = app.newcomer().await;
    let own = json!({ "nik": NIK, "phone": "081234567890", "email": "putu@uji.id" });
    update(&person, own.clone()).await;
    update(&person, own).await;
    let written_anew = json!({ "nik": NIK, "phone": "62 812-3456-7890", "email": "Putu@Uji.id" });
    let profile = update(&person, written_anew).await["viewer"]["profile"].clone();
    assert_eq!(profile["email"], "Putu@Uji.id");
});

both!(of_two_at_once_with_one_number_one_gets_it, async |app: &TestApp| {
    let people = [app.newcomer().await, app.newcomer().await];
    for change in [json!({ "phone": "081234567890" }), json!({ "nik": NIK })] {
        let calls = people.clone().map(|person| {
            let change = input(change.clone());
            tokio::spawn(async move { person.send(UPDATE, change).await })
        });
        let mut codes = Vec::new();
        for call in calls {
            codes.push(call.await.unwrap().code().map(str::to_owned));
        }
        codes.sort();
        assert_eq!(codes, [None, Some("CONFLICT".to_owned())]);
    }
});
