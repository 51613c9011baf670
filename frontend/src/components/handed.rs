//! What one form hands on to the next, so that nobody types it twice.

use leptos::prelude::*;

use crate::forms::FormOperation;
use crate::visit::Flash;

/// What one form hands on to the next while the app runs; without it, the server's flash does.
#[derive(Clone, Copy)]
pub struct Handed(StoredValue<Option<Flash>>);

impl Handed {
    /// Makes the place known to everything below.
    pub fn provide() {
        provide_context(Self(StoredValue::new(None)));
    }

    /// Puts what the next form begins with.
    pub(super) fn put(self, flash: Option<Flash>) {
        self.0.set_value(flash);
    }

    /// What was put for this operation's form; once.
    pub(super) fn take_for(operation: &FormOperation) -> Option<Flash> {
        let Self(place) = use_context()?;
        let flash = place.get_value().filter(|flash| flash.operation == operation.name)?;
        place.set_value(None);
        Some(flash)
    }
}
