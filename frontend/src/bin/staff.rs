//! The staff's console in the browser.

fn main() {
    leptos::mount::mount_to_body(balai_frontend::pages::staff::Console);
}
