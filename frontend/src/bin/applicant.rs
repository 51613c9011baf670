//! The applicants' app in the browser: takes over the page that the server rendered.

fn main() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(balai_frontend::app::App);
}
