//! The staff's console.

use leptos::prelude::*;

/// The console.
#[component]
pub fn Console() -> impl IntoView {}
