//! The schema as tools read it. What holds for every operation and type is looked for in all of them,
//! so that a new one can't break it.

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
        assert!(mutations.len() > 80);
        let bound = mutations.iter().filter(|one| one["type"]["kind"] == "NON_NULL");
        assert_eq!(bound.map(name).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}
