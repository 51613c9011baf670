//! Calls of which nothing ran.

use async_graphql::{Response, ServerError};
use balai_shared::error::ErrorCode;

use crate::{
    error::Error,
    graphql::{
        context::RequestContext,
        error as told,
        limits::{TooComplex, budget::Standing},
    },
    http::reply::{Outcome, Reply},
};

/// What is known so far of what a call costs.
#[derive(Debug, Default)]
pub(super) struct Bill {
    /// What its document costs; known once that was understood.
    pub(super) cost: Option<u64>,
    /// What is left, once it was paid.
    pub(super) standing: Option<Standing>,
}

/// Why nothing ran.
pub(super) enum Refusal {
    /// An error that tells itself.
    Error(Error),
    /// Errors of the document.
    Document(ErrorCode, ServerError),
    /// An operation that this door doesn't let through.
    Scope,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Refusal {
    pub(super) fn invalid(error: impl Into<ServerError>) -> Self {
        Self::Document(ErrorCode::InvalidQuery, error.into())
    }

    pub(super) fn too_complex(excess: TooComplex, context: &RequestContext) -> Self {
        Self::Document(ErrorCode::QueryTooComplex, told::too_complex(excess, context))
    }

    pub(super) fn into_reply(self, context: &RequestContext, bill: &Bill) -> Reply {
        let told = if bill.cost.is_some() { Outcome::Declined } else { Outcome::Refused };
        let (outcome, error) = match self {
            Self::Error(error) => (told(error.code()), error.to_request_error(context)),
            Self::Document(code, error) => (Outcome::Refused(code), error),
            Self::Scope => {
                let caller = (context.language, context.request_id.as_str());
                let details = "only queries can be sent this way; use POST";
                let error = told::request_error(ErrorCode::InvalidQuery, details, caller);
                (Outcome::WrongMethod, error)
            }
        };
        let mut response = Response::from_errors(vec![error]);
        told::complete(&mut response, context);
        Reply::new(outcome, response)
    }
}

/// What is told of an operation that broke off.
pub(super) fn panicked(error: &Error, context: &RequestContext) -> Response {
    Response::from_errors(vec![error.to_request_error(context)])
}
