//! What a journey stands on: a server of its own, a browser of its own, and what people do in it.

mod browser;
mod browser_senses;
mod device;
mod house;
mod job_seeker;
mod line;
mod office;
mod program;
mod queue;
mod sign_in;

pub use browser::Browser;
pub use device::{Device, Scripts};
pub use house::House;
pub use job_seeker::JobSeeker;
pub use line::Line;
pub use thirtyfour::Key;

/// The password of all demonstration accounts.
pub const DEMO_PASSWORD: &str = "demo-balai-2026";

/// What the test runner set, or what stands there after `cargo build --release`.
pub fn setting(name: &str, otherwise: &str) -> String {
    std::env::var(name)
        .ok()
        .filter(|value| !value.is_empty())
        .unwrap_or_else(|| String::from(otherwise))
}
