use async_graphql::{parser::parse_query, value};

use super::*;

const SCHEMA: &str = "
    enum State { OPEN CLOSED }
    type Query { sessions(filter: Filter, states: [State!]): Page nodes(ids: [ID!]!): [Page]
      rows(input: RowsInput!): Page }
    type Page { inner(states: [State!]): Page count: Int }
    input Filter { states: [State!] vocationIds: [ID!] rows: [Row!] }
    input Row { states: [State!] }
    input RowsInput { ids: [ID!]! filter: Filter }";

type Wrong = Vec<(String, Option<usize>)>;

fn settled(query: &str, variables: ConstValue) -> Result<(ExecutableDocument, Variables), Wrong> {
    let outline = Outline::parse(SCHEMA).unwrap();
    let mut variables = Variables::from_value(variables);
    let mut document = parse_query(query).unwrap();
    match settle(&mut document, None, &mut variables, &outline) {
        Ok(()) => Ok((document, variables)),
        Err(wrong) => {
            assert!(wrong.iter().all(|error| error.code == FieldCode::TooMany));
            Err(wrong.into_iter().map(|error| (error.path, error.given)).collect())
        }
    }
}

fn wrong(query: &str, variables: ConstValue) -> Wrong {
    settled(query, variables).err().unwrap_or_default()
}

fn states(count: usize) -> ConstValue {
    vec!["OPEN"; count].into()
}

#[test]
fn a_list_too_long_is_refused_where_it_stands() {
    let at = |path: &str, given: usize| vec![(path.to_owned(), Some(given))];
    let literal = |count: usize| "OPEN ".repeat(count);
    let query =
        |count| format!("{{ sessions(filter: {{states: [{}]}}) {{ count }} }}", literal(count));
    assert_eq!(wrong(&query(100), value!(null)), []);
    assert_eq!(wrong(&query(101), value!(null)), at("filter.states", 101));

    let whole = "query ($f: Filter) { sessions(filter: $f) { count } }";
    assert_eq!(wrong(whole, value!({"f": {"states": (states(101))}})), at("filter.states", 101));
    let part = "query ($s: [State!]) { sessions(filter: {states: $s}) { count } }";
    assert_eq!(wrong(part, value!({"s": (states(14_000))})), at("filter.states", 14_000));
    let input = "query ($i: RowsInput!) { rows(input: $i) { count } }";
    let ids =
        value!({"i": {"ids": (states(101)), "filter": {"rows": [{"states": (states(102))}]}}});
    let both = [at("ids", 101), at("filter.rows.0.states", 102)].concat();
    assert_eq!(wrong(input, ids), both);
}

#[test]
fn no_list_hides_in_a_field_a_fragment_or_a_default() {
    let many = "OPEN ".repeat(101);
    for query in [
        format!("{{ sessions {{ inner(states: [{many}]) {{ count }} }} }}"),
        format!("{{ sessions {{ ... {{ inner(states: [{many}]) {{ count }} }} }} }}"),
        format!(
            "{{ sessions {{ ...f }} }} fragment f on Page {{ inner(states: [{many}]) {{ count }} }}"
        ),
        format!(
            "query ($s: [State!] = [{many}]) {{ sessions {{ inner(states: $s) {{ count }} }} }}"
        ),
    ] {
        assert_eq!(wrong(&query, value!(null)), [("states".to_owned(), Some(101))], "{query}");
    }
}

#[test]
fn what_is_there_twice_is_dropped_but_not_where_each_has_a_row() {
    let query = "query ($f: Filter, $ids: [ID!]!) { sessions(filter: $f, states: [OPEN, CLOSED, OPEN]) { count }
      nodes(ids: $ids) { count } }";
    let given = value!({
        "f": {"states": ["OPEN", "OPEN"], "vocationIds": ["a", "b", "a"]}, "ids": ["a", "a"]
    });
    let (document, variables) = settled(query, given).unwrap();
    let expected = value!({
        "f": {"states": ["OPEN"], "vocationIds": ["a", "b"]}, "ids": ["a", "a"]
    });
    assert_eq!(variables.into_value(), expected);
    assert!(
        format!("{document:?}").contains("List([Enum(Name(\"OPEN\")), Enum(Name(\"CLOSED\"))])")
    );
}

#[test]
fn a_value_deeper_than_its_type_is_left_to_the_library() {
    let deep = (0..100).fold(value!(1), |inner, _| ConstValue::List(vec![inner]));
    let query = "query ($f: Filter) { sessions(filter: $f) { count } }";
    assert_eq!(wrong(query, value!({"f": {"states": (deep.clone())}})), []);
    assert_eq!(wrong(query, value!({"f": (deep)})), []);
}

#[test]
fn every_longer_list_is_one_of_our_schema() {
    let outline = Outline::parse(&crate::graphql::sdl()).unwrap();
    for (input, list, most) in LONGER {
        let ty = outline.input(input, list);
        assert!(ty.and_then(outline::item).is_some(), "{input}.{list}");
        assert!(*most > MAX_LIST);
    }
}
