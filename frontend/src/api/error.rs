//! What the API says when it refuses.

use balai_shared::error::ErrorCode;
use serde_json::Value;

use super::reading::{Read, member};

/// A bad field of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldProblem {
    /// The input's field, in camelCase.
    pub path: String,
    /// The machine's word for what is wrong.
    pub code: String,
    /// The same in the person's language.
    pub message: String,
}

/// One reason of a refusal, such as a condition that isn't met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorReason {
    /// The machine's word.
    pub code: String,
    /// The same in the person's language.
    pub message: String,
}

/// An error of the API; callers match on its `code`, never on its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// What kind of refusal it is.
    pub code: ErrorCode,
    /// The same in the person's language.
    pub message: String,
    /// Bad fields of the input.
    pub fields: Vec<FieldProblem>,
    /// Why, where there is more to say than the code.
    pub reasons: Vec<ErrorReason>,
    /// Seconds to wait before another try.
    pub retry_after: Option<u32>,
    /// What to quote to the help desk.
    pub request_id: Option<String>,
}

impl Read for FieldProblem {
    fn read(value: &Value) -> Option<Self> {
        Some(Self {
            path: member(value, "path")?,
            code: member(value, "code")?,
            message: member::<Option<String>>(value, "message")?.unwrap_or_default(),
        })
    }
}

impl Read for ErrorReason {
    fn read(value: &Value) -> Option<Self> {
        Some(Self { code: member(value, "code")?, message: member(value, "message")? })
    }
}

impl ApiError {
    /// Whether nothing came back: it may have arrived all the same.
    #[must_use]
    pub fn is_no_answer(&self) -> bool {
        self.code == ErrorCode::Unavailable && self.message.is_empty()
    }

    /// Reads one of an answer's errors; what it doesn't say stays empty.
    pub(super) fn read(error: &Value) -> Self {
        let extensions = error.get("extensions").unwrap_or(&Value::Null);
        let code: Option<String> = member(extensions, "code");
        Self {
            code: code.and_then(|code| code.parse().ok()).unwrap_or(ErrorCode::Internal),
            message: member(error, "message").unwrap_or_default(),
            fields: member(extensions, "fields").unwrap_or_default(),
            reasons: member(extensions, "reasons").unwrap_or_default(),
            retry_after: extensions
                .get("retryAfter")
                .and_then(Value::as_u64)
                .and_then(|seconds| u32::try_from(seconds).ok()),
            request_id: member(extensions, "requestId"),
        }
    }

    /// An error without more to say than its code.
    #[must_use]
    pub fn of(code: ErrorCode) -> Self {
        Self {
            code,
            message: String::new(),
            fields: Vec::new(),
            reasons: Vec::new(),
            retry_after: None,
            request_id: None,
        }
    }

    /// An answer that couldn't be read.
    #[must_use]
    pub fn internal() -> Self {
        Self::of(ErrorCode::Internal)
    }

    /// The message at a field of the input, if the API found fault with it.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&FieldProblem> {
        self.fields.iter().find(|field| field.path == path)
    }
}
