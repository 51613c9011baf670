//! What a use case answers when it does not do what was asked.

use std::{future::Future, panic::AssertUnwindSafe};

use balai_shared::{
    eligibility::Reason,
    error::{ErrorCode, FieldCode, FieldError},
    id::IdError,
    policy::Denied,
};
use futures_util::FutureExt;

use crate::store::fault::may_pass;

/// A use case's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a use case did not happen. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller can do something about it; the caller is told what.
    #[error("refused: {}", .0.code.as_str())]
    Refused(Box<Refusal>),
    /// The database failed. The caller learns only the request's id.
    #[error("database: {0}")]
    Database(#[from] sea_orm::DbErr),
    /// Something here is wrong: a broken row, a lost task. The caller learns only the request's id.
    #[error("internal: {0}")]
    Internal(String),
}

/// A refusal, with all that helps the caller to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What callers match on.
    pub code: ErrorCode,
    /// Every bad field of the input, at once.
    pub fields: Vec<FieldError>,
    /// Why a person is not eligible.
    pub reasons: Vec<Reason>,
    /// After how many seconds the same request may succeed.
    pub retry_after: Option<u32>,
}

impl Error {
    /// A refusal with nothing but a code.
    #[must_use]
    pub fn refused(code: ErrorCode) -> Self {
        Refusal { code, fields: Vec::new(), reasons: Vec::new(), retry_after: None }.into()
    }

    /// `VALIDATION_FAILED` with every bad field.
    #[must_use]
    pub fn invalid(fields: Vec<FieldError>) -> Self {
        Refusal {
            code: ErrorCode::ValidationFailed,
            fields,
            reasons: Vec::new(),
            retry_after: None,
        }
        .into()
    }

    /// `VALIDATION_FAILED` for one field.
    #[must_use]
    pub fn field(path: &str, code: FieldCode) -> Self {
        Self::invalid(vec![FieldError { path: path.to_owned(), code, given: None }])
    }

    /// A refusal at one field.
    #[must_use]
    pub fn at(code: ErrorCode, path: &str, field: FieldCode) -> Self {
        Refusal {
            code,
            fields: vec![FieldError::new(path, field)],
            reasons: Vec::new(),
            retry_after: None,
        }
        .into()
    }

    /// `CONFLICT` at one field: another row has this value.
    #[must_use]
    pub fn taken(path: &str, code: FieldCode) -> Self {
        Self::at(ErrorCode::Conflict, path, code)
    }

    /// `CONFLICT` at several fields: what is there stands against them.
    #[must_use]
    pub fn conflict(fields: Vec<FieldError>) -> Self {
        let code = ErrorCode::Conflict;
        Refusal { code, fields, reasons: Vec::new(), retry_after: None }.into()
    }

    /// A refusal that may pass after `seconds`.
    #[must_use]
    pub fn later(code: ErrorCode, seconds: u32) -> Self {
        Refusal { code, fields: Vec::new(), reasons: Vec::new(), retry_after: Some(seconds) }.into()
    }

    /// `NOT_ELIGIBLE` with its reasons.
    #[must_use]
    pub fn not_eligible(reasons: Vec<Reason>) -> Self {
        Refusal { code: ErrorCode::NotEligible, fields: Vec::new(), reasons, retry_after: None }
            .into()
    }

    /// What callers match on.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused(refusal) => refusal.code,
            Self::Database(error) if may_pass(error) => ErrorCode::Unavailable,
            Self::Database(_) | Self::Internal(_) => ErrorCode::Internal,
        }
    }

    /// Whether the database refused a second row where there may be one.
    #[must_use]
    pub fn is_unique_violation(&self) -> bool {
        match self {
            Self::Database(error) => {
                matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
            }
            Self::Refused(_) | Self::Internal(_) => false,
        }
    }
}

/// Work to its end, or to its panic, which becomes an error: whatever it was, the next goes on. The
/// panic's own words are in the log, by the runtime.
///
/// # Errors
/// The work's own; [`Error::Internal`] where it panicked.
pub(crate) async fn caught<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    let ended = AssertUnwindSafe(work).catch_unwind().await;
    ended.unwrap_or_else(|_| Err(Error::Internal(String::from("a panic"))))
}

/// Whether the database refused a second row with the same value in `column`: both databases name it
/// in their error.
pub(crate) fn is_taken(error: &sea_orm::DbErr, column: &str) -> bool {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(text)) => text.contains(column),
        Some(_) | None => false,
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self::refused(code)
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::refused(denied.code())
    }
}

/// An id that no object can have: like an id of nothing.
impl From<IdError> for Error {
    fn from(_: IdError) -> Self {
        Self::refused(ErrorCode::NotFound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_becomes_an_error_and_all_else_stays() {
        assert_eq!(caught(async { Ok(1) }).await.unwrap(), 1);
        let refused = caught::<()>(async { Err(ErrorCode::Conflict.into()) }).await.unwrap_err();
        assert_eq!(refused.code(), ErrorCode::Conflict);
        let broken = caught::<()>(async { panic!("a bug") }).await.unwrap_err();
        assert_eq!(broken.code(), ErrorCode::Internal);
    }
}
