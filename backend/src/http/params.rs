//! The parameters of a GraphQL request, from a body or from the address.

use async_graphql::Variables;
use serde_json::{Map, Value};

/// What was asked, not yet parsed as GraphQL.
#[derive(Debug, Clone, Default)]
pub(crate) struct Params {
    /// The document.
    pub(crate) query: String,
    /// Which of its operations.
    pub(crate) operation_name: Option<String>,
    /// The values of its variables, as they came.
    pub(crate) variables: Map<String, Value>,
    /// The `Idempotency-Key`, in `extensions`: for a way that has no headers for each request.
    pub(crate) idempotency_key: Option<String>,
}

/// Parameters that can't be taken; the text says which, for the developer of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum BadParams {
    #[error("the body is not JSON")]
    NotJson,
    #[error("the request must be a JSON object; batches are not supported")]
    NotAnObject,
    #[error("the parameter `query` is missing")]
    NoQuery,
    #[error("the parameter `{0}` must be {1}")]
    WrongType(&'static str, &'static str),
}

impl Params {
    /// From the body of a POST.
    pub(crate) fn from_body(body: &[u8]) -> Result<Self, BadParams> {
        let body: Value = serde_json::from_slice(body).map_err(|_| BadParams::NotJson)?;
        let Value::Object(body) = body else { return Err(BadParams::NotAnObject) };
        Self::from_object(body)
    }

    /// From the query of a GET's address, decoded. Objects are JSON texts there.
    pub(crate) fn from_pairs(pairs: Vec<(String, String)>) -> Result<Self, BadParams> {
        let mut object = Map::new();
        for (name, text) in pairs {
            let value = match name.as_str() {
                "variables" | "extensions" if text.is_empty() => Value::Null,
                "variables" => serde_json::from_str(&text).map_err(|_| OBJECT_VARIABLES)?,
                "extensions" => serde_json::from_str(&text).map_err(|_| OBJECT_EXTENSIONS)?,
                _ => Value::String(text),
            };
            object.insert(name, value);
        }
        Self::from_object(object)
    }

    fn from_object(mut object: Map<String, Value>) -> Result<Self, BadParams> {
        let query = match object.remove("query") {
            Some(Value::String(query)) => query,
            None | Some(Value::Null) => return Err(BadParams::NoQuery),
            Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                return Err(BadParams::WrongType("query", "a string"));
            }
        };
        let operation_name = text(object.remove("operationName"), TEXT_NAME)?;
        let operation_name = operation_name.filter(|name| !name.is_empty());
        let variables = map(object.remove("variables"), OBJECT_VARIABLES)?;
        let mut extensions = map(object.remove("extensions"), OBJECT_EXTENSIONS)?;
        let idempotency_key = text(extensions.remove("idempotencyKey"), TEXT_KEY)?;
        Ok(Self { query, operation_name, variables, idempotency_key })
    }

    /// The variables for the GraphQL library.
    pub(crate) fn variables(&self) -> Variables {
        Variables::from_json(Value::Object(self.variables.clone()))
    }

    /// What makes two requests the same: their bytes in one fixed form.
    pub(crate) fn identity(&self) -> Vec<u8> {
        let name = self.operation_name.as_deref().map_or(Value::Null, Value::from);
        let variables = sorted(Value::Object(self.variables.clone()));
        Value::from(vec![Value::from(self.query.as_str()), variables, name])
            .to_string()
            .into_bytes()
    }
}

/// The same value with every object's keys in order, whichever map serde_json was built with.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut pairs: Vec<_> = object.into_iter().collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            pairs.into_iter().map(|(key, value)| (key, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

const OBJECT_VARIABLES: BadParams = BadParams::WrongType("variables", "an object");
const OBJECT_EXTENSIONS: BadParams = BadParams::WrongType("extensions", "an object");
const TEXT_NAME: BadParams = BadParams::WrongType("operationName", "a string");
const TEXT_KEY: BadParams = BadParams::WrongType("extensions.idempotencyKey", "a string");

fn text(value: Option<Value>, refusal: BadParams) -> Result<Option<String>, BadParams> {
    match value {
        Some(Value::String(text)) => Ok(Some(text)),
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Err(refusal)
        }
    }
}

fn map(value: Option<Value>, refusal: BadParams) -> Result<Map<String, Value>, BadParams> {
    match value {
        Some(Value::Object(object)) => Ok(object),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_)) => {
            Err(refusal)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> Result<Params, BadParams> {
        Params::from_body(text.as_bytes())
    }

    #[test]
    fn null_and_missing_mean_the_same() {
        let full = r#"{"query":"{ a }","variables":null,"operationName":null,"extensions":null}"#;
        for text in [full, r#"{"query":"{ a }"}"#, r#"{"query":"{ a }","other":1}"#] {
            let params = body(text).unwrap();
            assert_eq!((params.query.as_str(), params.operation_name.is_none()), ("{ a }", true));
        }
    }

    #[test]
    fn every_parameter_of_a_wrong_type_is_named() {
        for wrong in ["0", "false", "[1]"] {
            let refusal = |name| match body(&format!(r#"{{"query":"{{ a }}","{name}":{wrong}}}"#)) {
                Err(BadParams::WrongType(named, _)) => named == name,
                Ok(_) | Err(_) => false,
            };
            for name in ["operationName", "variables", "extensions"] {
                assert!(refusal(name), "{name} {wrong}");
            }
            let query = body(&format!(r#"{{"query":{wrong}}}"#));
            assert_eq!(query.unwrap_err(), BadParams::WrongType("query", "a string"));
        }
    }

    #[test]
    fn a_key_in_the_extensions_is_a_text() {
        let key = |value: &str| {
            let text =
                format!(r#"{{"query":"{{ a }}","extensions":{{"idempotencyKey":{value}}}}}"#);
            body(&text).map(|params| params.idempotency_key)
        };
        assert_eq!(key(r#""k-1""#).unwrap().as_deref(), Some("k-1"));
        assert_eq!(key(r#""""#).unwrap().as_deref(), Some(""), "an empty key is told of later");
        assert_eq!(key("null").unwrap(), None);
        assert_eq!(key("1").unwrap_err(), TEXT_KEY);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        assert_eq!(body("").unwrap_err(), BadParams::NotJson);
        assert_eq!(body(r#"{ "not a JSON"#).unwrap_err(), BadParams::NotJson);
        assert_eq!(body(r#"[{"query":"{ a }"}]"#).unwrap_err(), BadParams::NotAnObject);
        assert_eq!(body(r#"{"qeury":"{ a }"}"#).unwrap_err(), BadParams::NoQuery);
    }

    #[test]
    fn an_address_holds_its_objects_as_json() {
        let pairs = |variables: &str| {
            let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
            Params::from_pairs(vec![pair("query", "{ a }"), pair("variables", variables)])
        };
        assert_eq!(pairs(r#"{"n":1}"#).unwrap().variables.get("n"), Some(&Value::from(1)));
        assert!(pairs("").unwrap().variables.is_empty());
        assert_eq!(pairs("{").unwrap_err(), OBJECT_VARIABLES);
    }

    #[test]
    fn the_order_of_keys_does_not_make_another_request() {
        let one = body(r#"{"query":"{ a }","variables":{"x":{"a":1,"b":2},"y":1}}"#).unwrap();
        let two = body(r#"{"variables":{"y":1,"x":{"b":2,"a":1}},"query":"{ a }"}"#).unwrap();
        let three = body(r#"{"variables":{"y":1,"x":{"b":2,"a":2}},"query":"{ a }"}"#).unwrap();
        assert_eq!(one.identity(), two.identity());
        assert_ne!(one.identity(), three.identity());
    }
}
