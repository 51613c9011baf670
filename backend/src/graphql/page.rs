//! Paging arguments.

use crate::model::page::PageRequest;

/// The four arguments of a list.
pub(super) fn forwards_or_backwards(
    first: Option<i32>,
    after: Option<String>,
    last: Option<i32>,
    before: Option<String>,
) -> PageRequest {
    PageRequest { first, after, last, before }
}

/// The two arguments of a list that is read from its front.
pub(super) fn forwards(first: Option<i32>, after: Option<String>) -> PageRequest {
    PageRequest { first, after, last: None, before: None }
}
