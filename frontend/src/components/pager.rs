//! Paging by links: what is on the page is in its address.

use leptos::prelude::*;

use crate::api::{NextPage, PageEnds};
use crate::i18n::{finding_words, words};

/// The link to the next page, if there is one; `address` makes it from the cursor.
pub fn next_link(page: &NextPage, address: impl Fn(&str) -> String) -> AnyView {
    let cursor = page.end_cursor.as_deref().filter(|_| page.has_next_page);
    pager(None, cursor.map(|cursor| link("next", address(cursor), words().next_page)))
}

/// The links to the pages before and behind, those that there are; `address` makes one from the cursor
/// and whether the page ends there rather than begins.
pub fn page_links(page: &PageEnds, address: impl Fn(&str, Side) -> String) -> AnyView {
    let before = page.start_cursor.as_deref().filter(|_| page.has_previous_page);
    let behind = page.end_cursor.as_deref().filter(|_| page.has_next_page);
    let previous = before
        .map(|cursor| link("prev", address(cursor, Side::Before), finding_words().previous_page));
    let next = behind.map(|cursor| link("next", address(cursor, Side::Behind), words().next_page));
    pager(previous, next)
}

/// On which side of a cursor a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It ends before it.
    Before,
    /// It begins behind it.
    Behind,
}

fn link(rel: &'static str, address: String, label: &'static str) -> AnyView {
    view! { <a class="button" rel=rel href=address>{label}</a> }.into_any()
}

fn pager(previous: Option<AnyView>, next: Option<AnyView>) -> AnyView {
    let any = previous.is_some() || next.is_some();
    any.then(|| {
        view! { <nav class="pager" aria-label=finding_words().pages>{previous}{next}</nav> }
    })
    .into_any()
}
