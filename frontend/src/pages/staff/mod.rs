//! The staff's console, rendered by the browser alone.

mod assist;
mod bulk;
mod calls;
mod choices;
mod class;
mod deciding;
mod desk;
mod dialog;
mod documents;
mod export;
mod gate;
mod group_message;
mod identity;
mod join;
mod keys;
mod panel;
mod pieces;
mod placing;
mod presence;
mod program_form;
mod programs;
mod queue;
mod queue_filter;
mod queue_table;
mod recover;
mod report;
mod row;
mod selection;
mod session_edit;
mod session_form;
mod session_life;
mod session_page;
mod session_preview;
mod sessions;
mod slots;
mod state;
mod steps;
mod team;
mod timetable;
mod typed_form;
mod views;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::load::Refresh;
use crate::visit::provide_visit;

/// The whole console, inside `<body>`. Everything it shows stands in the address under `/petugas`.
#[component]
pub fn Console() -> impl IntoView {
    provide_visit();
    Refresh::provide();
    // One route for all: it is the routes that write a new address down.
    view! {
        <Router>
            <FlatRoutes fallback=gate::Gate>
                <Route path=path!("/*room") view=gate::Gate/>
            </FlatRoutes>
        </Router>
    }
}
