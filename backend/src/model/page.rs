//! A piece of a long list.

use balai_shared::error::{ErrorCode, FieldCode};

use crate::error::{Error, Result};

/// The most items one page may have.
pub const MOST: u32 = 100;
/// How many items a page has when nobody says.
pub const DEFAULT: u32 = 20;

/// Which piece of a list is asked for. The cursors are as the caller sent them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageRequest {
    /// From the front.
    pub first: Option<i32>,
    /// Behind this cursor.
    pub after: Option<String>,
    /// From the back.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

/// The same, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// How many items, 0 to [`MOST`].
    pub size: u32,
    /// Whether the items nearest the end are wanted.
    pub backwards: bool,
    /// Behind this cursor.
    pub after: Option<String>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl PageRequest {
    /// # Errors
    /// `VALIDATION_FAILED` for a size below 0 or above [`MOST`], or both ends at once.
    pub fn window(&self) -> Result<Window> {
        let (path, size, backwards) = match (self.first, self.last) {
            (Some(_), Some(_)) => return Err(Error::field("last", FieldCode::NotAllowed)),
            (None, None) => ("first", None, self.before.is_some() && self.after.is_none()),
            (Some(first), None) => ("first", Some(first), false),
            (None, Some(last)) => ("last", Some(last), true),
        };
        let size = match size.map(u32::try_from) {
            None => DEFAULT,
            Some(Ok(size)) if size <= MOST => size,
            Some(_) => return Err(Error::field(path, FieldCode::OutOfRange)),
        };
        Ok(Window { size, backwards, after: self.after.clone(), before: self.before.clone() })
    }
}

/// A piece of a list, in the list's order.
#[derive(Debug, Clone)]
pub struct Page<T> {
    /// Each with the cursor that names its place.
    pub items: Vec<(String, T)>,
    /// Whether more come behind.
    pub has_next: bool,
    /// Whether more come before.
    pub has_previous: bool,
    /// Behind what who keeps a copy asks next; none for lists that aren't kept.
    pub sync_cursor: Option<String>,
}

impl<T> Page<T> {
    /// No items.
    #[must_use]
    pub fn empty() -> Self {
        Self { items: Vec::new(), has_next: false, has_previous: false, sync_cursor: None }
    }

    /// The same page of other things.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(|(cursor, item)| (cursor, each(item))).collect(),
            has_next: self.has_next,
            has_previous: self.has_previous,
            sync_cursor: self.sync_cursor,
        }
    }
}

/// A cursor that no list of ours gave out.
#[must_use]
pub fn bad_cursor(path: &str) -> Error {
    let error = Error::field(path, FieldCode::InvalidFormat);
    debug_assert_eq!(error.code(), ErrorCode::ValidationFailed);
    error
}
