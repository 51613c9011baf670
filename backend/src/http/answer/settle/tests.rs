use std::time::Duration;

use async_graphql::{EmptyMutation, EmptySubscription, Object, Request, Schema};

use super::*;
use crate::graphql::limits::outline::Outline;

struct Query;

/// A value that comes after others.
async fn late<T>(value: T) -> T {
    tokio::time::sleep(Duration::from_millis(5)).await;
    value
}

fn broken<T>() -> async_graphql::Result<T> {
    Err(async_graphql::Error::new("broken"))
}

#[Object]
impl Query {
    async fn slow(&self) -> i32 {
        late(1).await
    }
    async fn quick(&self) -> i32 {
        2
    }
    async fn failing(&self) -> async_graphql::Result<i32> {
        broken()
    }
    async fn perhaps(&self) -> async_graphql::Result<Option<i32>> {
        broken()
    }
    async fn nobody(&self) -> Option<Person> {
        None
    }
    async fn person(&self) -> Person {
        late(Person).await
    }
    async fn somebody(&self) -> Option<Person> {
        Some(Person)
    }
    async fn people(&self) -> Vec<Person> {
        late(vec![Person, Person]).await
    }
    async fn guests(&self) -> Vec<Option<Person>> {
        vec![Some(Person), None]
    }
}

struct Person;

#[Object]
impl Person {
    async fn name(&self) -> &str {
        late("Wayan").await
    }
    async fn age(&self) -> i32 {
        20
    }
    async fn broken(&self) -> async_graphql::Result<i32> {
        broken()
    }
    async fn phone(&self) -> async_graphql::Result<Option<String>> {
        broken()
    }
    async fn friend(&self) -> Person {
        Person
    }
    async fn tags(&self) -> async_graphql::Result<Vec<String>> {
        broken()
    }
}

async fn raw_and_right(query: &str) -> (String, String) {
    let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
    let outline = Outline::parse(&schema.sdl()).unwrap();
    let mut request = Request::new(query);
    let document = request.parsed_query().unwrap();
    let (_, operation) = document.operations.iter().next().unwrap();
    let plan = Plan::of(document, &operation.node, &outline);
    let mut response = schema.execute(request).await;
    let raw = serde_json::to_string(&response.data).unwrap();
    put_right(&mut response, &plan);
    (raw, serde_json::to_string(&response.data).unwrap())
}

async fn right(query: &str) -> String {
    raw_and_right(query).await.1
}

/// This test shows what the library does; when it fails, this module may have become needless.
#[tokio::test]
async fn the_library_orders_by_completion_and_leaves_failed_fields_out() {
    let (raw, right) = raw_and_right("{ slow quick }").await;
    assert_eq!(
        (raw.as_str(), right.as_str()),
        (r#"{"quick":2,"slow":1}"#, r#"{"slow":1,"quick":2}"#)
    );
    let (raw, right) = raw_and_right("{ quick failing }").await;
    assert_eq!((raw.as_str(), right.as_str()), (r#"{"quick":2}"#, "null"));
}

#[tokio::test]
async fn order_holds_in_objects_lists_and_fragments() {
    let query = "{ people { ...p age n: name } quick ...q } fragment q on Query { slow }
        fragment p on Person { friend { name age } __typename }";
    let person =
        r#"{"friend":{"name":"Wayan","age":20},"__typename":"Person","age":20,"n":"Wayan"}"#;
    let whole = format!(r#"{{"people":[{person},{person}],"quick":2,"slow":1}}"#);
    assert_eq!(right(query).await, whole);
}

#[tokio::test]
async fn one_field_asked_for_twice_keeps_its_first_place() {
    let query = "{ person { name } quick person { age name } }";
    assert_eq!(right(query).await, r#"{"person":{"name":"Wayan","age":20},"quick":2}"#);
}

#[tokio::test]
async fn a_nullable_field_that_failed_is_null() {
    assert_eq!(right("{ perhaps quick }").await, r#"{"perhaps":null,"quick":2}"#);
    assert_eq!(right("{ person { phone age } }").await, r#"{"person":{"phone":null,"age":20}}"#);
    assert_eq!(right("{ person { phone } }").await, r#"{"person":{"phone":null}}"#);
}

#[tokio::test]
async fn a_failed_non_null_field_empties_the_nearest_nullable_parent() {
    assert_eq!(right("{ person { broken age } quick }").await, "null");
    assert_eq!(right("{ somebody { broken age } quick }").await, r#"{"somebody":null,"quick":2}"#);
    assert_eq!(right("{ somebody { broken } quick }").await, r#"{"somebody":null,"quick":2}"#);
    assert_eq!(
        right("{ somebody { friend { friend { broken } } age } }").await,
        r#"{"somebody":null}"#
    );
    assert_eq!(right("{ somebody { tags } }").await, r#"{"somebody":null}"#);
    assert_eq!(right("{ people { broken } }").await, "null");
    assert_eq!(
        right("{ guests { broken age } quick }").await,
        r#"{"guests":[null,null],"quick":2}"#
    );
}

#[tokio::test]
async fn null_stays_null_and_skipped_stays_skipped() {
    assert_eq!(right("{ nobody { age } }").await, r#"{"nobody":null}"#);
    assert_eq!(right("{ guests { age } }").await, r#"{"guests":[{"age":20},null]}"#);
    assert_eq!(right("{ slow @skip(if: true) quick }").await, r#"{"quick":2}"#);
    assert_eq!(right("{ slow @skip(if: true) }").await, "{}");
    assert_eq!(right("{ person { age @include(if: false) } }").await, r#"{"person":{}}"#);
}

#[tokio::test]
async fn an_introspection_passes_unchanged() {
    let query = r#"{ __type(name: "Person") { name kind fields { name } } __schema { queryType { name } } }"#;
    let (raw, right) = raw_and_right(query).await;
    assert_eq!(raw, right);
}
