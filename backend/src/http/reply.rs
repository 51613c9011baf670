//! What a call came to, before it is put into HTTP, a redirect or a page.

use std::collections::BTreeMap;

use async_graphql::{Response, ServerError, Value, value};
use axum::http::StatusCode;
use balai_shared::error::ErrorCode;
use serde::{Deserialize, Serialize};

use super::negotiation::MediaType;
use crate::{
    error::{Error, Result},
    graphql::limits::budget::Standing,
};

/// How far a call got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Outcome {
    /// It ran. Errors of its fields are part of the answer.
    Executed,
    /// Nothing ran, and the document wasn't understood, or not even looked at.
    Refused(ErrorCode),
    /// The document was understood, and nothing of it ran.
    Declined(ErrorCode),
    /// The request isn't one of GraphQL over HTTP.
    Malformed,
    /// A mutation by GET.
    WrongMethod,
    /// A body over the limit.
    TooLarge,
    /// A body that is no JSON by its `Content-Type`.
    WrongContentType,
    /// The client takes no media type of ours.
    NotAcceptable,
}

/// The answer to a call.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) outcome: Outcome,
    pub(crate) standing: Option<Standing>,
    /// Whether it was given before, to the same request.
    pub(crate) is_replay: bool,
    body: Body,
}

#[derive(Debug)]
enum Body {
    Response(Box<Response>),
    /// JSON that was kept.
    Kept(String),
}

/// A reply as it is kept for a retry.
#[derive(Serialize, Deserialize)]
struct Kept {
    outcome: Outcome,
    body: String,
}

/// A response without data: nothing ran, so there is none, not even `null`.
#[derive(Serialize)]
struct Refusal<'a> {
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl Reply {
    pub(crate) fn new(outcome: Outcome, response: Response) -> Self {
        Self { outcome, standing: None, is_replay: false, body: Body::Response(Box::new(response)) }
    }

    /// A request that was refused with one error.
    pub(crate) fn refused(outcome: Outcome, error: ServerError) -> Self {
        Self::new(outcome, Response::from_errors(vec![error]))
    }

    /// The same with what it cost, where that is known, and what its sender has left.
    pub(crate) fn billed(mut self, standing: Standing, requested: Option<u64>) -> Self {
        if let Body::Response(response) = &mut self.body {
            let cost = value!({
                "requested": requested,
                "limit": standing.limit,
                "remaining": standing.remaining,
            });
            response.extensions.insert(String::from("cost"), cost);
        }
        Self { standing: Some(standing), ..self }
    }

    /// The reply that [`Reply::to_kept`] made this of.
    pub(crate) fn replay(kept: &str) -> Result<Self> {
        let kept: Kept = serde_json::from_str(kept)
            .map_err(|error| Error::Internal(format!("a kept answer: {error}")))?;
        Ok(Self {
            outcome: kept.outcome,
            standing: None,
            is_replay: true,
            body: Body::Kept(kept.body),
        })
    }

    pub(crate) fn to_kept(&self) -> String {
        let kept = Kept { outcome: self.outcome, body: self.to_json() };
        // Two strings and a word: this can't fail.
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// The body of the answer.
    pub(crate) fn to_json(&self) -> String {
        let json = match (&self.body, self.outcome) {
            (Body::Kept(body), _) => return body.clone(),
            (Body::Response(response), Outcome::Executed) => serde_json::to_string(response),
            (Body::Response(response), _) => serde_json::to_string(&Refusal {
                errors: &response.errors,
                extensions: &response.extensions,
            }),
        };
        // Values of GraphQL are JSON by their nature.
        json.unwrap_or_default()
    }

    /// The body as a value.
    #[cfg(feature = "web")]
    pub(crate) fn to_value(&self) -> serde_json::Value {
        let value = match &self.body {
            Body::Kept(body) => serde_json::from_str(body),
            Body::Response(response) => serde_json::to_value(response),
        };
        value.unwrap_or_default()
    }

    /// Whether it failed in a way that passes, so that a retry may do better. Where one of several
    /// mutations was done, a retry would do it twice.
    pub(crate) fn is_passing(&self) -> bool {
        let passing = [ErrorCode::Internal, ErrorCode::Unavailable, ErrorCode::RateLimited];
        let Body::Response(response) = &self.body else { return false };
        let failed = response.errors.iter().any(|error| {
            passing.iter().any(|code| {
                extension(error, "code") == Some(&Value::String(code.as_str().to_owned()))
            })
        });
        failed && !did_something(&response.data)
    }

    /// After how many seconds to try again.
    pub(crate) fn retry_after(&self) -> Option<u64> {
        let Body::Response(response) = &self.body else { return None };
        let seconds = response.errors.iter().filter_map(|error| {
            let Value::Number(seconds) = extension(error, "retryAfter")? else { return None };
            seconds.as_u64()
        });
        seconds.max()
    }

    /// The status of the answer in this media type.
    pub(crate) fn status(&self, media: MediaType) -> StatusCode {
        match self.outcome {
            Outcome::Executed => StatusCode::OK,
            Outcome::Malformed => StatusCode::BAD_REQUEST,
            Outcome::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            Outcome::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Outcome::WrongContentType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Outcome::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            // To clients of `application/json`, what is said of a document is an answer like any
            // other: many of them look at nothing but the status when it is no 200.
            Outcome::Declined(_) if media == MediaType::Json => StatusCode::OK,
            Outcome::Refused(code) if media == MediaType::Json && is_of_document(code) => {
                StatusCode::OK
            }
            Outcome::Refused(code) | Outcome::Declined(code) => refused(code),
        }
    }
}

/// Whether it is said of the document, or of what came with it, rather than of who sends it.
const fn is_of_document(code: ErrorCode) -> bool {
    match code {
        ErrorCode::Unauthenticated
        | ErrorCode::Forbidden
        | ErrorCode::RateLimited
        | ErrorCode::Unavailable
        | ErrorCode::Internal => false,
        ErrorCode::InvalidQuery
        | ErrorCode::QueryTooComplex
        | ErrorCode::Conflict
        | ErrorCode::NotFound
        | ErrorCode::ValidationFailed
        | ErrorCode::NotEligible
        | ErrorCode::InvalidTransition
        | ErrorCode::SeatsExhausted
        | ErrorCode::DeadlinePassed => true,
    }
}

const fn refused(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::Conflict => StatusCode::CONFLICT,
        ErrorCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::InvalidQuery
        | ErrorCode::QueryTooComplex
        | ErrorCode::NotFound
        | ErrorCode::ValidationFailed
        | ErrorCode::NotEligible
        | ErrorCode::InvalidTransition
        | ErrorCode::SeatsExhausted
        | ErrorCode::DeadlinePassed => StatusCode::BAD_REQUEST,
    }
}

/// Whether a mutation's answer holds a payload; a `__typename` is none.
fn did_something(data: &Value) -> bool {
    let Value::Object(fields) = data else { return false };
    fields.values().any(|value| matches!(value, Value::Object(_) | Value::Boolean(_)))
}

fn extension<'a>(error: &'a ServerError, name: &str) -> Option<&'a Value> {
    error.extensions.as_ref()?.get(name)
}

#[cfg(test)]
mod tests {
    use async_graphql::{ErrorExtensionValues, value};

    use super::*;

    fn failed(outcome: Outcome, code: ErrorCode) -> Reply {
        let mut error = ServerError::new("no", None);
        let mut values = ErrorExtensionValues::default();
        values.set("code", code.as_str());
        values.set("retryAfter", 3);
        error.extensions = Some(values);
        Reply::refused(outcome, error)
    }

    #[test]
    fn a_refused_request_has_no_data_and_an_executed_one_has() {
        let refused = failed(Outcome::Refused(ErrorCode::InvalidQuery), ErrorCode::InvalidQuery);
        assert!(refused.to_json().starts_with(r#"{"errors":[{"message":"no""#));
        let executed = failed(Outcome::Executed, ErrorCode::NotFound);
        assert!(executed.to_json().starts_with(r#"{"data":null,"errors":["#));
    }

    #[test]
    fn a_bad_document_has_the_status_that_the_media_type_asks_for() {
        for code in [ErrorCode::InvalidQuery, ErrorCode::QueryTooComplex] {
            let reply = failed(Outcome::Refused(code), code);
            assert_eq!(reply.status(MediaType::Json), StatusCode::OK);
            assert_eq!(reply.status(MediaType::GraphqlResponse), StatusCode::BAD_REQUEST);
        }
        let malformed = failed(Outcome::Malformed, ErrorCode::InvalidQuery);
        assert_eq!(malformed.status(MediaType::Json), StatusCode::BAD_REQUEST);
        let conflict = failed(Outcome::Refused(ErrorCode::Conflict), ErrorCode::Conflict);
        assert_eq!(conflict.status(MediaType::Json), StatusCode::OK);
        assert_eq!(conflict.status(MediaType::GraphqlResponse), StatusCode::CONFLICT);
        assert_eq!(conflict.retry_after(), Some(3));
        let code = ErrorCode::RateLimited;
        let early = failed(Outcome::Refused(code), code);
        assert_eq!(early.status(MediaType::Json), StatusCode::TOO_MANY_REQUESTS);
        let late = failed(Outcome::Declined(code), code);
        assert_eq!(late.status(MediaType::Json), StatusCode::OK);
        assert_eq!(late.status(MediaType::GraphqlResponse), StatusCode::TOO_MANY_REQUESTS);
    }

    #[test]
    fn a_kept_reply_comes_back_word_for_word() {
        let reply = failed(Outcome::Executed, ErrorCode::NotFound);
        let again = Reply::replay(&reply.to_kept()).unwrap();
        assert_eq!(again.to_json(), reply.to_json());
        assert_eq!(again.outcome, reply.outcome);
        assert!(again.is_replay);
        assert!(Reply::replay("?").is_err());
    }

    #[test]
    fn failures_that_pass_are_told_from_those_that_stay() {
        for code in [ErrorCode::Internal, ErrorCode::Unavailable, ErrorCode::RateLimited] {
            assert!(failed(Outcome::Executed, code).is_passing());
        }
        assert!(!failed(Outcome::Executed, ErrorCode::ValidationFailed).is_passing());
        let answered = |data| {
            let mut reply = failed(Outcome::Executed, ErrorCode::Unavailable);
            if let Body::Response(response) = &mut reply.body {
                response.data = data;
            }
            reply.is_passing()
        };
        assert!(answered(value!({ "a": null, "__typename": "Mutation" })));
        assert!(!answered(value!({ "a": { "ok": true }, "b": null })), "`a` was done");
    }
}
