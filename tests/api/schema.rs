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

/// The pages and partners' tools are checked against the file.
#[test]
fn the_committed_schema_is_what_the_server_prints() {
    let (printed, kept) = (balai_backend::graphql::sdl(), include_str!("../../schema.graphql"));
    let differs = printed.lines().zip(kept.lines()).find(|(printed, kept)| printed != kept);
    assert_eq!(
        differs, None,
        "`cargo xtask schema` writes it anew; list the change in CHANGELOG.md"
    );
    assert_eq!(printed.len(), kept.len());
}

#[tokio::test]
async fn a_mutation_that_is_refused_can_be_null() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let types = types(app).await;
        let mutation = types.iter().find(|one| name(one) == "Mutation").unwrap();
        let mutations = all(mutation, "fields");
        assert!(mutations.len() > 70);
        let bound = mutations.iter().filter(|one| one["type"]["kind"] == "NON_NULL");
        assert_eq!(bound.map(name).collect::<Vec<_>>(), [""; 0]);
    })
    .await;
}

/// Types that are no nodes and have an id all the same: their own, by these three letters, which no
/// other object has. A result, a figure or a name of something else doesn't.
const OWN_IDS: &[(&str, &str)] = &[
    ("ApiKey", "key"),
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

/// The name of a type without its lists.
fn named(ty: &Value) -> &str {
    if ty["ofType"].is_null() { name(ty) } else { named(&ty["ofType"]) }
}

#[tokio::test]
async fn everything_is_described() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let mut mute = Vec::new();
        for one in &types(app).await {
            let mut look = |of: &str, what: &Value| {
                if what["description"].as_str().is_none_or(str::is_empty) {
                    mute.push(format!("{of}.{}", name(what)));
                }
            };
            look("", one);
            for part in ["fields", "inputFields", "enumValues"] {
                for field in all(one, part) {
                    look(name(one), field);
                    let of = format!("{}.{}", name(one), name(field));
                    all(field, "args").iter().for_each(|argument| look(&of, argument));
                }
            }
        }
        assert_eq!(mute, [""; 0], "the words of an argument stand at it, or in `graphql/finish`");
    })
    .await;
}

#[tokio::test]
async fn our_scalars_have_an_example_and_their_specification() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let types = types(app).await;
        let given = ["Boolean", "Float", "ID", "Int", "String"];
        let scalars = types.iter().filter(|one| one["kind"] == "SCALAR");
        let ours = scalars.filter(|one| !given.contains(&name(one)));
        let told = ours.map(|one| {
            assert!(one["description"].as_str().unwrap().contains(": `"), "{one}");
            (name(one), one["specifiedByURL"].is_string())
        });
        let specified =
            [("Date", true), ("DateTime", true), ("MaskedNik", false), ("Rupiah", false)];
        assert_eq!(told.collect::<Vec<_>>(), specified);
    })
    .await;
}

/// They take either a day or a moment.
const EITHER: &[&str] = &["StaffActionFilter.since", "StaffActionFilter.until"];

#[tokio::test]
async fn what_is_sent_as_a_day_or_a_moment_is_no_mere_text() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let of_time = |name: &str| {
            let endings = ["At", "On", "Date", "From", "Until", "Since"];
            let names = ["at", "date", "day", "from", "since", "to", "until"];
            names.contains(&name) || endings.iter().any(|ending| name.ends_with(ending))
        };
        let (mut texts, mut dates) = (Vec::new(), 0);
        for one in &types(app).await {
            let arguments = all(one, "fields").iter().flat_map(|field| all(field, "args"));
            for sent in all(one, "inputFields").iter().chain(arguments) {
                match named(&sent["type"]) {
                    "Date" | "DateTime" => dates += 1,
                    "String" if of_time(name(sent)) => {
                        texts.push(format!("{}.{}", name(one), name(sent)));
                    }
                    _ => {}
                }
            }
        }
        assert_eq!(texts, EITHER);
        assert!(dates > 30, "{dates}");
    })
    .await;
}

#[test]
fn the_printed_schema_says_nothing_that_graphql_says_itself() {
    let sdl = balai_backend::graphql::sdl();
    assert!(!sdl.contains("directive @"));
    assert!(sdl.contains("scalar Date @specifiedBy(url: "));
}

/// A renaming stands beside each, which must not be carried out either.
fn beside(variables: &str, rating: &str) -> String {
    format!(
        "mutation {variables} {{ updateProfile(input: {{name: \"Made Baru\"}}) {{ __typename }}
          rateTraining(input: {rating}) {{ __typename }} }}"
    )
}

#[tokio::test]
async fn a_number_that_is_no_int_is_refused_before_anything_is_done() {
    TestApp::run(Kind::Sqlite, async |app: &TestApp| {
        let person = app.newcomer().await;
        let large = 3_000_000_000_i64;
        let written = "{applicationId: \"app_1\", stars: 3000000000}";
        // The library looks at no argument of which a variable has no value.
        let in_part = "{applicationId: \"app_1\", stars: $n, review: $text}";
        let rating = json!({ "i": { "applicationId": "app_1", "stars": -large } });
        for (query, variables) in [
            (beside("", written), json!({})),
            (beside("($n: Int, $text: String)", in_part), json!({ "n": large })),
            (beside("($i: RateTrainingInput!)", "$i"), rating),
            ("{ sessions(first: 3000000000) { totalCount } }".to_owned(), json!({})),
            (
                "query ($n: Int) { sessions(last: $n) { totalCount } }".to_owned(),
                json!({"n": large}),
            ),
        ] {
            let answer = person.send(&query, variables).await;
            assert_eq!(answer.code(), Some("INVALID_QUERY"), "{}", answer.body);
            let message = answer.body["errors"][0]["message"].as_str().unwrap();
            assert!(message.contains("from -2147483648 to 2147483647"), "{message}");
            assert!(answer.body["errors"][0]["locations"][0]["line"].is_u64());
            assert!(answer.body.get("data").is_none(), "{}", answer.body);
        }
        let still = person.data("{ viewer { name } }", json!({})).await;
        assert_eq!(still["viewer"]["name"], "Made");
    })
    .await;
}
