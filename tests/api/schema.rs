//! The schema as tools read it. What holds for every operation and type is looked for in all of them,
//! so that a new one can't break it.

use balai_shared::policy::Role;
use balai_tests::{Kind, TestApp};
use serde_json::{Value, json};

const INTROSPECTION: &str = "{ __schema { mutationType { name } types {
  name kind description specifiedByURL interfaces { name }
  fields(includeDeprecated: true) {
    name description isDeprecated type { ...T } args { name description type { ...T } }
  }
  inputFields { name description type { ...T } }
  enumValues(includeDeprecated: true) { name description }
} } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// All types but those of the introspection.
async fn types(app: &TestApp) -> Vec<Value> {
    let data = app.visitor().data(INTROSPECTION, json!({})).await;
    let types = data["__schema"]["types"].as_array().unwrap().iter();
    types.filter(|one| !name(one).starts_with("__")).cloned().collect()
}

fn name(of: &Value) -> &str {
    of["name"].as_str().unwrap()
}

/// What a type or field has of them.
fn all<'a>(of: &'a Value, what: &str) -> &'a [Value] {
    of[what].as_array().map_or(&[], Vec::as_slice)
}

#[tokio::test]
async fn a_mutation_that_is_refused_can_be_null() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let types = types(app).await;
        let mutation = types.iter().find(|one| name(one) == "Mutation").unwrap();
        let mutations = all(mutation, "fields");
        assert!(mutations.len() > 60);
        let bound = mutations.iter().filter(|one| one["type"]["kind"] == "NON_NULL");
        assert_eq!(bound.map(name).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}

/// Types that are no nodes and have an id all the same: their own, by these three letters, which no
/// other object has. A result, a figure or a name of something else doesn't.
const OWN_IDS: &[(&str, &str)] = &[
    ("ApplicationEvent", "evt"),
    ("Benefit", "ben"),
    ("DeskView", "viw"),
    ("Device", "dev"),
    ("Document", "doc"),
    ("LedgerEntry", "txn"),
    // A call and a note are rows of one list: an id is of one or of the other.
    ("LoggedCall", "rmk"),
    ("StaffNote", "rmk"),
    ("Meeting", "mtg"),
    ("Notification", "ntf"),
    ("Room", "rom"),
    ("SavedSearch", "src"),
    ("Scheme", "sch"),
    ("SelectionSlot", "slt"),
    ("StaffInvitation", "inv"),
    // The account's: others who name it say `accountId`.
    ("Viewer", "usr"),
    ("Vocation", "voc"),
];

#[tokio::test]
async fn what_has_an_id_is_what_the_id_is_of() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let types = types(app).await;
        let mut found = Vec::new();
        for one in types.iter().filter(|one| one["kind"] == "OBJECT") {
            let is_node = all(one, "interfaces").iter().any(|other| name(other) == "Node");
            let id = all(one, "fields").iter().find(|field| name(field) == "id");
            let Some(id) = id.filter(|id| !is_node && id["isDeprecated"] == false) else {
                continue;
            };
            let described = id["description"].as_str().unwrap();
            let letters = described.trim_start_matches('`').split('_').next().unwrap();
            found.push((name(one).to_owned(), letters.to_owned()));
        }
        let mut known: Vec<_> = OWN_IDS.to_vec();
        known.sort_unstable();
        let found: Vec<_> = found.iter().map(|(of, by)| (of.as_str(), by.as_str())).collect();
        assert_eq!(found, known, "name the id after what it is of, `applicationId`");
    })
    .await;
}

#[tokio::test]
async fn the_former_id_of_a_row_is_no_objects_id() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let query = "mutation { decideApplications(
          input: {ids: [\"app_1\", \"app_2\"], decision: SHORTLIST}) { results { id applicationId } } }";
        let staff = app.staff(app.centre().await, Role::Reviewer).await;
        let done = staff.data(query, json!({})).await;
        let rows = done["decideApplications"]["results"].clone();
        let row = |id: &str| json!({ "id": format!("DecisionResult:{id}"), "applicationId": id });
        assert_eq!(rows, json!([row("app_1"), row("app_2")]));
    })
    .await;
}
