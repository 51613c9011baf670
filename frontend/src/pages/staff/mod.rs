//! The staff's console, rendered by the browser alone.

mod bulk;
mod choices;
mod class;
mod desk;
mod gate;
mod keys;
mod panel;
mod queue;
mod recover;
mod row;
mod sessions;
mod state;

use leptos::prelude::*;
use leptos_router::components::Router;

use crate::load::Refresh;
use crate::visit::provide_visit;

/// The whole console, inside `<body>`. Everything it shows stands in the address under `/petugas`.
#[component]
pub fn Console() -> impl IntoView {
    provide_visit();
    Refresh::provide();
    view! { <Router><gate::Gate/></Router> }
}
