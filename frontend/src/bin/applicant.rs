//! The applicants' app in the browser: takes over the page that the server rendered.

fn main() {
    leptos::mount::hydrate_body(balai_frontend::app::App);
}
