//! Puts an answer right where the GraphQL library leaves it short of the specification: fields in
//! the order of the document, `null` for a nullable field that failed, and the failure of a
//! non-null field passed up to the nearest parent that may be null.

mod plan;
mod settle;

pub(crate) use plan::Plan;
pub(crate) use settle::put_right;
