//! The end of every page.

use leptos::prelude::*;

use crate::i18n::words;
use crate::visit::visit;

/// The footer; under `Save-Data` with the button that loads the app.
#[must_use]
pub fn footer() -> AnyView {
    let w = words();
    // The page's own script, not the app, listens to this button: the app isn't there yet.
    let load = visit().save_data.then(
        || view! { <button type="button" class="button" id="load-app">{w.load_app}</button> },
    );
    view! {
        <footer class="bottom">
            <p>{w.footer}</p>
            {load}
        </footer>
    }
    .into_any()
}
