//! What a code is in HTTP, for pages and files. GraphQL over HTTP has rules of its own
//! (`super::reply`).

use axum::http::StatusCode;
use balai_shared::error::ErrorCode;

/// The status that says the same as the code.
pub(crate) const fn of(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Unauthenticated => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Conflict => StatusCode::CONFLICT,
        ErrorCode::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::InvalidQuery
        | ErrorCode::QueryTooComplex
        | ErrorCode::ValidationFailed
        | ErrorCode::NotEligible
        | ErrorCode::InvalidTransition
        | ErrorCode::SeatsExhausted
        | ErrorCode::DeadlinePassed => StatusCode::BAD_REQUEST,
    }
}
