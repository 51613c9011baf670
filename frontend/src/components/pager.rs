//! Paging by links: what is on the page is in its address.

use leptos::prelude::*;

use crate::api::NextPage;
use crate::i18n::words;

/// The link to the next page, if there is one; `address` makes it from the cursor.
pub fn next_link(page: &NextPage, address: impl Fn(&str) -> String) -> AnyView {
    let cursor = page.end_cursor.as_deref().filter(|_| page.has_next_page);
    let link = cursor.map(|cursor| {
        view! { <nav class="pager"><a class="button" rel="next" href=address(cursor)>{words().next_page}</a></nav> }
    });
    link.into_any()
}
