//! `saveSearch`, `deleteSavedSearch`, `viewer.savedSearches`.

use balai_shared::id::{InstitutionId, ProgramId};
use balai_tests::{PASSWORD, Person, SessionPlan, TestApp, both, steps::fields};
use serde_json::{Value, json};

pub(super) const SAVE: &str =
    "mutation ($input: SaveSearchInput!) { saveSearch(input: $input) { savedSearch {
  id name search mode funding program { id } institution { id } vocation { id } region { code }
} } }";
pub(super) const DELETE: &str = "mutation ($input: DeleteSavedSearchInput!) {
  deleteSavedSearch(input: $input) { savedSearchId viewer { savedSearches { totalCount } } }
}";
pub(super) const LIST: &str = "{ viewer { savedSearches(first: 20) {
  totalCount nodes { id name search toldAt } pageInfo { hasNextPage }
} } }";
const LEAVE: &str =
    "mutation ($input: DeleteAccountInput!) { deleteAccount(input: $input) { ok } }";
const NAME: &str = "query ($input: SaveSearchInput!) { savedSearchName(input: $input) }";

pub(super) fn asking(criteria: Value) -> Value {
    json!({ "input": criteria })
}

pub(super) async fn saves(person: &Person, criteria: Value) -> Value {
    person.data(SAVE, asking(criteria)).await["saveSearch"]["savedSearch"].clone()
}

/// A full session's program, and somebody who asked for the next one.
pub(super) async fn waiting(app: &TestApp) -> (InstitutionId, ProgramId, Person) {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    app.session_of(centre, program, SessionPlan::seats(1)).await;
    let person = app.applicant().await;
    saves(&person, json!({ "programId": program.to_string() })).await;
    (centre, program, person)
}

both!(who_is_not_signed_in_keeps_nothing, async |app: &TestApp| {
    let (visitor, criteria) = (app.visitor(), asking(json!({ "search": "las" })));
    assert_eq!(visitor.code(SAVE, criteria.clone()).await, "UNAUTHENTICATED");
    let delete = asking(json!({ "savedSearchId": "x" }));
    assert_eq!(visitor.code(DELETE, delete.clone()).await, "UNAUTHENTICATED");
    let partner = app.partner(app.centre().await).await;
    assert_eq!(partner.code(SAVE, criteria.clone()).await, "FORBIDDEN");
    assert_eq!(partner.code(DELETE, delete).await, "FORBIDDEN");
    // What it would be called, anybody may know.
    assert_eq!(visitor.in_indonesian().data(NAME, criteria).await["savedSearchName"], "“las”");
});

both!(a_search_is_kept_once_and_named_by_all_that_it_asks_for, async |app: &TestApp| {
    let centre = app.centre().await;
    let program = app.program(centre, &SessionPlan::default()).await;
    let person = app.applicant().await;
    let all = json!({
        "search": " Las   Listrik ", "vocationId": "voc_otomotif", "regionCode": "51.71",
        "institutionId": centre.to_string(), "programId": program.to_string(),
        "mode": "LURING", "funding": "PUBLIC"
    });
    let saved = saves(&person, all.clone()).await;
    assert_eq!(saved["search"], "las listrik");
    assert_eq!(saved["program"]["id"], program.to_string());
    assert_eq!(saved["institution"]["id"], centre.to_string());
    assert_eq!(saved["vocation"]["id"], "voc_otomotif");
    assert_eq!(saved["region"]["code"], "51.71");
    assert_eq!([&saved["mode"], &saved["funding"]], ["LURING", "PUBLIC"]);
    let name = saved["name"].as_str().unwrap();
    assert!(name.starts_with("“las listrik” · Konversi Motor Listrik · "), "{name}");
    assert!(name.contains("Balai Uji · Kota Denpasar · In person"), "{name}");
    let again = saves(&person, all).await;
    assert_eq!(again["id"], saved["id"], "the same is kept once");
    assert_ne!(saves(&person, json!({ "search": "las" })).await["id"], saved["id"]);
    let list = person.data(LIST, json!({})).await["viewer"]["savedSearches"].clone();
    assert_eq!(list["totalCount"], 2);
    let other = app.applicant().await;
    saves(&other, json!({ "search": "LAS" })).await;
    let others = other.data(LIST, json!({})).await["viewer"]["savedSearches"].clone();
    assert_eq!(others["totalCount"], 1, "each has one's own");
});

both!(what_finds_nothing_or_everything_is_refused_at_its_field, async |app: &TestApp| {
    let person = app.applicant().await;
    let unknown = ProgramId::from_u128(7).to_string();
    let centre = InstitutionId::from_u128(7).to_string();
    for (criteria, path, code) in [
        (json!({}), "search", "REQUIRED"),
        (json!({ "search": "pelatihan gratis" }), "search", "REQUIRED"),
        (json!({ "mode": "LURING", "funding": "PUBLIC" }), "search", "REQUIRED"),
        (json!({ "search": "a".repeat(101) }), "search", "TOO_LONG"),
        (json!({ "regionCode": "99" }), "regionCode", "UNKNOWN_REGION"),
        (json!({ "regionCode": "x" }), "regionCode", "UNKNOWN_REGION"),
        (json!({ "vocationId": "voc_sihir" }), "vocationId", "UNKNOWN_VALUE"),
        (json!({ "programId": unknown }), "programId", "UNKNOWN_VALUE"),
        (json!({ "institutionId": centre }), "institutionId", "UNKNOWN_VALUE"),
        (json!({ "programId": "ses_1" }), "programId", "UNKNOWN_VALUE"),
    ] {
        let error = person.error(SAVE, asking(criteria.clone())).await;
        assert_eq!(error["extensions"]["code"], "VALIDATION_FAILED", "{criteria}");
        assert_eq!(fields(&error), [(path.to_owned(), code.to_owned())], "{criteria}");
    }
});

both!(twenty_are_kept_and_no_more, async |app: &TestApp| {
    let person = app.applicant().await;
    let words = |number: i32| json!({ "search": format!("bengkel{number}") });
    let saving = (0..24).map(|number| {
        let browser = person.browser.clone();
        tokio::spawn(async move {
            browser.send(SAVE, asking(words(number))).await.code().map(str::to_owned)
        })
    });
    let mut refused = 0;
    for saved in saving.collect::<Vec<_>>() {
        match saved.await.unwrap() {
            None => {}
            Some(code) => {
                assert_eq!(code, "CONFLICT");
                refused += 1;
            }
        }
    }
    assert_eq!(refused, 4);
    assert_eq!(app.number("SELECT COUNT(*) FROM saved_searches").await, 20);
    let error = person.error(SAVE, asking(json!({ "search": "satu lagi" }))).await;
    assert_eq!(fields(&error), [("search".to_owned(), "TOO_MANY".to_owned())]);
});

both!(only_ones_own_is_deleted_and_twice_is_no_error, async |app: &TestApp| {
    let (person, other) = (app.applicant().await, app.applicant().await);
    let id = saves(&person, json!({ "search": "las" })).await["id"].clone();
    let input = asking(json!({ "savedSearchId": id }));
    let answer = other.data(DELETE, input.clone()).await;
    assert_eq!(answer["deleteSavedSearch"]["savedSearchId"], id, "as one that never was");
    assert_eq!(app.number("SELECT COUNT(*) FROM saved_searches").await, 1);
    for _ in 0..2 {
        let answer = person.data(DELETE, input.clone()).await;
        assert_eq!(answer["deleteSavedSearch"]["viewer"]["savedSearches"]["totalCount"], 0);
    }
    let malformed = asking(json!({ "savedSearchId": "ses_1" }));
    assert!(person.send(DELETE, malformed).await.code().is_some());
});

both!(they_are_among_ones_own_data_and_go_with_the_account, async |app: &TestApp| {
    let (_, _, person) = waiting(app).await;
    let (account, applicant) = (person.account, Some(person.applicant));
    let actor = balai_shared::policy::Actor::Person { account, applicant, grants: Vec::new() };
    let data = balai_backend::service::own_data::own(&app.services, &actor).await.unwrap();
    assert_eq!(data.saved_searches.len(), 1);
    app.give_password(&person).await;
    let leave = json!({ "input": { "password": PASSWORD, "confirm": true } });
    person.data(LEAVE, leave).await;
    assert_eq!(app.number("SELECT COUNT(*) FROM saved_searches").await, 0);
});
