//! The staff's console in the browser.

fn main() {
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(balai_frontend::pages::staff::Console);
}
