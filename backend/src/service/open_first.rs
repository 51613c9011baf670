//! Lists of sessions in which those that one can still apply for come first: two lists, one behind the
//! other, each read from its own index.

use balai_shared::error::FieldCode;

use super::Services;
use crate::{
    error::{Error, Result},
    model::{
        catalogue::{Half, Listing, SessionQuery},
        page::{Page, Window},
    },
    store::{self, session_list::View},
};

/// A page of both lists as one.
///
/// # Errors
/// `VALIDATION_FAILED` for a cursor of another list, or for two of them.
pub(super) async fn list(
    services: &Services,
    query: &SessionQuery,
    view: &View,
    window: &Window,
) -> Result<Page<Listing>> {
    if window.after.is_some() && window.before.is_some() {
        return Err(Error::field("before", FieldCode::NotAllowed));
    }
    let cursor = window.after.as_deref().or(window.before.as_deref());
    let (near, far) =
        if window.backwards { (Half::Shut, Half::Open) } else { (Half::Open, Half::Shut) };
    let (half, inner) = cursor.map_or((near, None), |cursor| of_cursor(cursor, near));
    let inner = Window {
        after: window.after.as_ref().and(inner.clone()),
        before: window.before.as_ref().and(inner),
        ..window.clone()
    };
    let mut page = of_half(services, query, view, (half, &inner)).await?;
    let more = if window.backwards { page.has_previous } else { page.has_next };
    if half == near && !more {
        let taken = u32::try_from(page.items.len()).unwrap_or(u32::MAX);
        let rest = Window {
            size: window.size.saturating_sub(taken),
            backwards: window.backwards,
            after: None,
            before: None,
        };
        let behind = of_half(services, query, view, (far, &rest)).await?;
        page = joined(page, behind, window.backwards);
    }
    // Whoever came by a cursor came from somewhere.
    if window.backwards {
        page.has_next = window.before.is_some();
    } else {
        page.has_previous = window.after.is_some();
    }
    Ok(page)
}

fn joined(near: Page<Listing>, far: Page<Listing>, backwards: bool) -> Page<Listing> {
    let (first, last) = if backwards { (far, near) } else { (near, far) };
    Page {
        has_next: last.has_next,
        has_previous: first.has_previous,
        items: first.items.into_iter().chain(last.items).collect(),
        sync_cursor: None,
    }
}

async fn of_half(
    services: &Services,
    query: &SessionQuery,
    view: &View,
    (half, window): (Half, &Window),
) -> Result<Page<Listing>> {
    let query = SessionQuery { half: Some(half), ..query.clone() };
    let mut page = store::session_list::list(services.store.read(), &query, view, window).await?;
    for (cursor, _) in &mut page.items {
        cursor.insert_str(0, mark(half));
    }
    Ok(page)
}

/// In front of a cursor of this half.
const fn mark(half: Half) -> &'static str {
    match half {
        Half::Open => "o.",
        Half::Shut => "s.",
    }
}

/// The half that a cursor is of, and the cursor within it. One of another list is passed on as it is, to
/// be refused there.
fn of_cursor(cursor: &str, otherwise: Half) -> (Half, Option<String>) {
    let known = [Half::Open, Half::Shut].into_iter().find_map(|half| {
        cursor.strip_prefix(mark(half)).map(|inner| (half, Some(inner.to_owned())))
    });
    known.unwrap_or_else(|| (otherwise, Some(cursor.to_owned())))
}
