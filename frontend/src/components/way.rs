//! Where the person wanted to go, kept in mind over the pages in between.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::location::Url;

/// Where the person wanted to go; only pages of this house count.
#[must_use]
pub fn next_of_query() -> Option<String> {
    let next = use_query_map().get_untracked().get("next")?;
    let inside = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    inside.then_some(next)
}

/// The path that keeps in mind where the person wanted to go.
#[must_use]
pub fn with_next(path: &str, next: Option<String>) -> String {
    match next {
        Some(next) => format!("{path}?next={}", Url::escape(&next)),
        None => String::from(path),
    }
}
