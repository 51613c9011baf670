//! Failures as the API tells them (API.md, Errors).

use async_graphql::{Context, ErrorExtensionValues, Response, ServerError, Value, value};
use balai_shared::{
    eligibility::Reason,
    error::{ErrorCode, FieldError},
    language::Language,
    message,
};

use super::{context::RequestContext, limits::TooComplex};
use crate::error::{Error, Refusal, Result};

/// After how many seconds a request may be tried again that met another or a full queue.
const SOON_SECONDS: u32 = 1;

/// Turns a use case's result into a resolver's.
pub trait Answer<T> {
    /// The value, or the failure in the caller's language.
    ///
    /// # Errors
    /// The failure.
    fn answer(self, ctx: &Context<'_>) -> async_graphql::Result<T>;
}

impl<T> Answer<T> for Result<T> {
    fn answer(self, ctx: &Context<'_>) -> async_graphql::Result<T> {
        self.map_err(|error| match ctx.data_opt::<RequestContext>() {
            Some(request) => error.to_graphql(request),
            None => Told::of(&error, Language::default(), "").into_graphql(),
        })
    }
}

impl Error {
    /// The failure as the API tells it. An internal one is logged, and tells nothing but the
    /// request's id.
    #[must_use]
    pub fn to_graphql(&self, request: &RequestContext) -> async_graphql::Error {
        Told::of(self, request.language, &request.request_id).into_graphql()
    }

    /// The same for a request that failed as a whole, before anything of it ran.
    pub(crate) fn to_request_error(&self, request: &RequestContext) -> ServerError {
        Told::of(self, request.language, &request.request_id).into_server_error()
    }
}

/// A request that failed as a whole for a reason of its own wording.
pub(crate) fn request_error(
    code: ErrorCode,
    details: &str,
    (language, request_id): (Language, &str),
) -> ServerError {
    let mut told = Told::new(code, language, request_id);
    told.message = format!("{} ({details})", told.message);
    told.into_server_error()
}

/// A document over a limit.
pub(crate) fn too_complex(excess: TooComplex, request: &RequestContext) -> ServerError {
    let caller = (request.language, request.request_id.as_str());
    let mut error = request_error(ErrorCode::QueryTooComplex, &excess.to_string(), caller);
    let TooComplex { limit, value, most } = excess;
    let limit = value!({ "name": limit.as_str(), "value": value, "most": most });
    error.extensions.get_or_insert_default().set("limit", limit);
    error
}

/// Gives a code to the errors that the GraphQL library made itself.
pub(crate) fn complete(response: &mut Response, request: &RequestContext) {
    for error in &mut response.errors {
        let has_code = error.extensions.as_ref().is_some_and(|values| values.get("code").is_some());
        if has_code {
            continue;
        }
        let code = if error.path.is_empty() || is_coercion(&error.message) {
            ErrorCode::InvalidQuery
        } else {
            // A resolver let an error through without telling what it means.
            tracing::error!(request_id = request.request_id, error = error.message, "internal");
            ErrorCode::Internal
        };
        let told = Told::new(code, request.language, &request.request_id);
        if code == ErrorCode::Internal {
            error.message.clone_from(&told.message);
        }
        error.extensions = Some(told.values);
    }
}

/// Whether the library failed to make an argument's type of its value.
fn is_coercion(message: &str) -> bool {
    ["Failed to parse \"", "Expected input type \"", "Variable ", "Invalid value for argument"]
        .iter()
        .any(|start| message.starts_with(start))
}

/// A failure in words.
struct Told {
    message: String,
    values: ErrorExtensionValues,
}

impl Told {
    fn new(code: ErrorCode, language: Language, request_id: &str) -> Self {
        let mut values = ErrorExtensionValues::default();
        values.set("code", code.as_str());
        values.set("requestId", request_id);
        Self { message: message::error(code, language).to_owned(), values }
    }

    fn of(error: &Error, language: Language, request_id: &str) -> Self {
        let code = error.code();
        let mut told = Self::new(code, language, request_id);
        match error {
            Error::Refused(refusal) => told.refusal(refusal, language),
            Error::Database(cause) if code == ErrorCode::Unavailable => {
                tracing::warn!(request_id, %cause, "unavailable");
                told.values.set("retryAfter", SOON_SECONDS);
            }
            Error::Database(_) | Error::Internal(_) => {
                tracing::error!(request_id, %error, "internal");
            }
        }
        told
    }

    fn refusal(&mut self, refusal: &Refusal, language: Language) {
        if let ([only], true) = (&refusal.fields[..], refusal.code != ErrorCode::ValidationFailed) {
            // What is wrong with the one field says more than the code's general words.
            self.message = message::field(only, language);
        }
        if !refusal.fields.is_empty() {
            let fields = refusal.fields.iter().map(|error| field(error, language));
            self.values.set("fields", Value::List(fields.collect()));
        }
        if !refusal.reasons.is_empty() {
            let reasons = refusal.reasons.iter().map(|found| reason(found, language));
            self.values.set("reasons", Value::List(reasons.collect()));
        }
        if let Some(seconds) = refusal.retry_after {
            self.values.set("retryAfter", seconds);
        }
    }

    fn into_graphql(self) -> async_graphql::Error {
        let mut error = async_graphql::Error::new(self.message);
        error.extensions = Some(self.values);
        error
    }

    fn into_server_error(self) -> ServerError {
        let mut error = ServerError::new(self.message, None);
        error.extensions = Some(self.values);
        error
    }
}

fn field(error: &FieldError, language: Language) -> Value {
    value!({
        "path": error.path.as_str(),
        "code": error.code.as_str(),
        "message": message::field(error, language),
    })
}

fn reason(reason: &Reason, language: Language) -> Value {
    value!({
        "code": reason.code.as_str(),
        "message": message::eligibility_reason(reason, language),
    })
}

#[cfg(test)]
mod tests {
    use balai_shared::{error::FieldCode, policy::Actor};

    use super::*;

    fn request(language: Language) -> RequestContext {
        RequestContext::new(Actor::Visitor, language, "r1".to_owned(), None)
    }

    fn json(error: &async_graphql::Error) -> serde_json::Value {
        serde_json::to_value(error).unwrap()
    }

    #[test]
    fn every_bad_field_is_told_in_the_callers_language() {
        let error = Error::invalid(vec![
            FieldError::with_given("nik", FieldCode::WrongLength, 15),
            FieldError::new("name", FieldCode::Required),
        ]);
        for language in [Language::Id, Language::En] {
            let told = json(&error.to_graphql(&request(language)));
            assert_eq!(told["message"], message::error(ErrorCode::ValidationFailed, language));
            let extensions = &told["extensions"];
            assert_eq!(extensions["code"], "VALIDATION_FAILED");
            assert_eq!(extensions["requestId"], "r1");
            assert_eq!(extensions["fields"][0]["path"], "nik");
            assert_eq!(extensions["fields"][0]["code"], "WRONG_LENGTH");
            let words = message::field(
                &FieldError::with_given("nik", FieldCode::WrongLength, 15),
                language,
            );
            assert_eq!(extensions["fields"][0]["message"], words);
            assert_eq!(extensions["fields"][1]["path"], "name");
        }
    }

    #[test]
    fn an_internal_error_tells_only_where_to_look() {
        let error = Error::Internal("the table accounts has no column phone".to_owned());
        let told = json(&error.to_graphql(&request(Language::En)));
        assert_eq!(told["extensions"], serde_json::json!({"code": "INTERNAL", "requestId": "r1"}));
        assert!(!told.to_string().contains("accounts"));
    }

    #[test]
    fn a_wait_is_told_in_seconds() {
        let told =
            json(&Error::later(ErrorCode::RateLimited, 30).to_graphql(&request(Language::Id)));
        assert_eq!(told["extensions"]["retryAfter"], 30);
        let busy =
            Error::Database(sea_orm::DbErr::ConnectionAcquire(sea_orm::ConnAcquireErr::Timeout));
        let told = json(&busy.to_graphql(&request(Language::Id)));
        assert_eq!(told["extensions"]["code"], "UNAVAILABLE");
        assert_eq!(told["extensions"]["retryAfter"], 1);
    }

    #[test]
    fn the_librarys_errors_get_a_code() {
        let with_path = |message: &str| {
            let path = vec![async_graphql::PathSegment::Field("viewer".to_owned())];
            ServerError::new(message, None).with_path(path)
        };
        let mut response = Response::from_errors(vec![
            ServerError::new("Unknown field", None),
            with_path("Failed to parse \"Date\": no"),
            with_path("Data `crate::Secret` does not exist."),
        ]);
        complete(&mut response, &request(Language::En));
        let told = serde_json::to_value(&response.errors).unwrap();
        let codes: Vec<_> =
            (0..3).map(|index| told[index]["extensions"]["code"].as_str().unwrap()).collect();
        assert_eq!(codes, ["INVALID_QUERY", "INVALID_QUERY", "INTERNAL"]);
        assert_eq!(told[0]["message"], "Unknown field");
        assert!(!told[2].to_string().contains("Secret"));
    }
}
