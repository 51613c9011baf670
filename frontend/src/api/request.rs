//! A GraphQL request as it travels, and the reading of its answer.

use std::marker::PhantomData;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::ApiError;
use super::operation::Operation;
use super::reading::Read;

/// One GraphQL request: what the browser posts and what the server executes in-process.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphqlRequest {
    /// The document.
    pub query: String,
    /// A JSON object of the document's variables.
    pub variables: Value,
    /// The operation's name, for logs and trusted documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation_name: Option<String>,
}

impl GraphqlRequest {
    /// A request of one of the app's own documents.
    #[must_use]
    pub fn of(name: &str, document: &str, variables: Value) -> Self {
        Self { query: String::from(document), variables, operation_name: Some(String::from(name)) }
    }

    /// The request as the body of a POST.
    #[must_use]
    pub fn body(&self) -> String {
        let name = Value::from(self.operation_name.as_deref());
        let query = Value::from(self.query.as_str());
        format!(r#"{{"operationName":{name},"query":{query},"variables":{}}}"#, self.variables)
    }
}

/// A request that remembers the type of its answer.
pub struct Typed<T> {
    /// The request itself.
    pub request: GraphqlRequest,
    answer: PhantomData<fn() -> T>,
}

impl<T: Operation> Typed<T> {
    /// The operation `T` with these variables.
    pub fn new(variables: T::Variables) -> Self {
        // Variables are plain structs of strings, numbers and lists: this can't fail.
        let variables = serde_json::to_value(variables).unwrap_or_default();
        Self { request: GraphqlRequest::of(T::NAME, T::DOCUMENT, variables), answer: PhantomData }
    }
}

/// Reads a whole GraphQL answer: its data, or its first error.
///
/// # Errors
/// The first of the answer's errors; `INTERNAL` when the answer isn't what was asked for.
pub fn answer<T: Read>(text: &str) -> Result<T, ApiError> {
    let data = data_of(text)?;
    T::read(&data).ok_or_else(ApiError::internal)
}

fn data_of(text: &str) -> Result<Value, ApiError> {
    let mut envelope: Value = serde_json::from_str(text).map_err(|_| ApiError::internal())?;
    if let Some(error) = envelope.get("errors").and_then(|errors| errors.get(0)) {
        return Err(ApiError::read(error));
    }
    envelope.get_mut("data").map(Value::take).ok_or_else(ApiError::internal)
}

#[cfg(test)]
mod tests {
    use balai_shared::error::ErrorCode;

    use super::*;

    #[test]
    fn the_body_is_json() {
        let variables = serde_json::json!({ "id": "ses_\"1\"" });
        let request = GraphqlRequest::of("Q", "query Q { a(b: \"c\") }", variables);
        let read: GraphqlRequest = serde_json::from_str(&request.body()).unwrap();
        assert_eq!(read, request);
    }

    #[test]
    fn an_error_is_read_with_its_fields() {
        let text = r#"{"data":null,"errors":[{"message":"m","extensions":{"code":"VALIDATION_FAILED",
            "fields":[{"path":"nik","code":"WRONG_LENGTH","message":"n"}],"retryAfter":3}}]}"#;
        let error = answer::<Value>(text).unwrap_err();
        assert_eq!(error.code, ErrorCode::ValidationFailed);
        assert_eq!(error.fields[0].path, "nik");
        assert_eq!(error.retry_after, Some(3));
    }

    #[test]
    fn what_is_not_graphql_is_an_internal_error() {
        assert_eq!(answer::<Value>("<html>").unwrap_err().code, ErrorCode::Internal);
        assert_eq!(answer::<Value>("{}").unwrap_err().code, ErrorCode::Internal);
    }
}
