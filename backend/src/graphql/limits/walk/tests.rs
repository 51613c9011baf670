use async_graphql::{parser::parse_query, value};

use super::*;

const SCHEMA: &str = "
    type Query { viewer: Viewer nodes(ids: [ID!]!): [Node]! regions: [Region!]!
      sessions(first: Int, last: Int): SessionConnection! }
    type Mutation { signOut: Boolean! }
    interface Node { id: ID! }
    type Benefit { id: ID! entries(first: Int): EntryConnection! }
    type EntryConnection { nodes: [Event!]! }
    type Viewer { benefits: [Benefit!]! name: String! roles: [String!]! sessions(first: Int): SessionConnection! self: Viewer! }
    type Region { code: String! parent: Region }
    type SessionConnection { edges: [SessionEdge!]! nodes: [Session!]! totalCount: Int! }
    type SessionEdge { cursor: String! node: Session! }
    type Session implements Node { id: ID! title: String! events: [Event!]! viewer: Viewer }
    type Event { at: String! }";

fn measure(query: &str, variables: Value) -> Result<u64, TooComplex> {
    let outline = Outline::parse(SCHEMA).unwrap();
    let variables = Variables::from_value(variables);
    let document = parse_query(query).unwrap();
    check_document(&document, None, &variables, &outline).map(|costs| costs.requested)
}

fn cost(query: &str) -> u64 {
    measure(query, Value::Null).unwrap()
}

fn refused(query: &str) -> TooComplex {
    measure(query, Value::Null).unwrap_err()
}

#[test]
fn a_field_costs_one() {
    assert_eq!(cost("{ __typename }"), 1);
    assert_eq!(cost("{ viewer { name roles } }"), 3);
    assert_eq!(cost("mutation { signOut }"), 1);
}

#[test]
fn a_page_costs_its_items_whatever_way_its_size_is_given() {
    let sized =
        |sizes: &str| format!("{{ sessions{sizes} {{ nodes {{ id title }} totalCount }} }}");
    assert_eq!(cost(&sized("")), 3 + 40);
    assert_eq!(cost(&sized("(first: 5)")), 3 + 10);
    assert_eq!(cost(&sized("(last: 7)")), 3 + 14);
    assert_eq!(cost(&sized("(first: 0)")), 3 + 2);
    assert_eq!(cost(&sized("(first: 1000000)")), 3 + 200);
    let query = "query($n: Int = 3) { sessions(first: $n) { nodes { id } } }";
    assert_eq!(cost(query), 2 + 3);
    assert_eq!(measure(query, value!({"n": 50})).unwrap(), 2 + 50);
}

#[test]
fn lists_multiply_what_is_in_them() {
    assert_eq!(cost("{ regions { code parent { code } } }"), 1 + 3 * 20);
    assert_eq!(
        cost("{ sessions(first: 5) { edges { node { events { at } } } } }"),
        2 + 5 + 5 + 100
    );
    assert_eq!(cost(r#"{ nodes(ids: ["a", "b", "c"]) { id ... on Session { title } } }"#), 1 + 6);
}

#[test]
fn a_list_that_is_short_by_nature_costs_what_it_holds() {
    assert_eq!(
        cost("{ viewer { benefits { id entries(first: 50) { nodes { at } } } } }"),
        2 + 2 * 53
    );
}

#[test]
fn every_short_list_is_one_of_our_schema() {
    let sdl = crate::graphql::sdl();
    for (name, _) in crate::graphql::limits::SHORT_LISTS {
        assert!(sdl.contains(&format!("{name}: [")), "{name}");
    }
}

#[test]
fn a_cost_over_the_limit_is_named() {
    let query = "{ sessions(first: 100) { nodes { \
                 events { at } viewer { sessions(first: 100) { nodes { id } } } } } }";
    // nodes, then for each of 100: events, 20 times at, viewer, its sessions and 100 ids.
    let value = 2 + 100 * (1 + 20 + 1 + 2 + 100);
    assert_eq!(cost(query), value);
    let query = query.replace("{ id }", "{ id title }");
    let refusal = TooComplex { limit: Limit::Cost, value: value + 10_000, most: MAX_COST };
    assert_eq!(refused(&query), refusal);
}

#[test]
fn depth_is_limited_and_fragments_hide_none_of_it() {
    let nested = |levels: usize| {
        format!("{{ viewer {}", "{ self ".repeat(levels)) + "{ name }" + &"}".repeat(levels + 1)
    };
    assert!(measure(&nested(10), Value::Null).is_ok());
    assert_eq!(refused(&nested(11)), TooComplex { limit: Limit::Depth, value: 13, most: 12 });
    let hidden = "{ viewer { ...a } } fragment a on Viewer { self { self { self { self { ...b } } } } }
        fragment b on Viewer { self { self { self { self { self { self { self { name } } } } } } } }";
    assert_eq!(refused(hidden).limit, Limit::Depth);
}

#[test]
fn aliases_are_counted_where_they_are_spread() {
    let aliases =
        |count: usize| (0..count).map(|n| format!("a{n}: viewer {{ name }} ")).collect::<String>();
    assert!(measure(&format!("{{ {} }}", aliases(30)), Value::Null).is_ok());
    let refusal = TooComplex { limit: Limit::Aliases, value: 31, most: 30 };
    assert_eq!(refused(&format!("{{ {} }}", aliases(31))), refusal);
    let spread =
        format!("{{ ...f b: viewer {{ name }} ...f }} fragment f on Query {{ {} }}", aliases(15));
    assert_eq!(refused(&spread), refusal);
}

#[test]
fn fragments_that_spread_each_other_end() {
    assert_eq!(
        cost("{ ...a } fragment a on Query { viewer { name } ...b } fragment b on Query { ...a }"),
        2
    );
    assert_eq!(cost("{ ...missing viewer { name } }"), 2);
}

#[test]
fn fragments_that_double_are_stopped_early() {
    for leaf in ["{ __typename }", "{ ...missing }"] {
        let mut query = format!("{{ ...f0 }} fragment f30 on Query {leaf} ");
        for n in 0..30 {
            let next = n + 1;
            query += &format!("fragment f{n} on Query {{ ...f{next} ...f{next} }} ");
        }
        assert_eq!(refused(&query).limit, Limit::Cost);
    }
}

#[test]
fn the_usual_introspection_passes_and_an_endless_one_does_not() {
    let of_type = "{ kind name ".to_owned() + &"ofType { kind name ".repeat(9) + &"}".repeat(10);
    let usual = format!(
        "{{ __schema {{ queryType {{ name }} types {{ kind fields(includeDeprecated: true) {{
          name args {{ name type {of_type} }} type {of_type} }} possibleTypes {of_type} }}
          directives {{ name args {{ name type {of_type} }} }} }} }}"
    );
    assert!(measure(&usual, Value::Null).is_ok());
    let endless =
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    assert_eq!(refused(endless).limit, Limit::IntrospectionLists);
}

#[test]
fn the_cost_is_that_of_the_operation_asked_for_but_all_are_limited() {
    let outline = Outline::parse(SCHEMA).unwrap();
    let document = parse_query("query a { viewer { name } } query b { __typename }").unwrap();
    let costs = check_document(&document, Some("b"), &Variables::default(), &outline).unwrap();
    assert_eq!(costs.requested, 1);
}
