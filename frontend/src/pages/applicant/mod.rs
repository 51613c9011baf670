//! The applicants' pages that the app takes over in the browser.

mod application;
mod application_story;
mod applications;
mod catalogue;
mod chips;
mod choices;
mod profile;
mod profile_home;
mod program;
mod requirements;
mod session;
mod session_apply;

pub use application::application;
pub use applications::applications;
pub use catalogue::catalogue;
#[cfg(feature = "ssr")]
pub(super) use choices::Choices;
pub use profile::profile;
pub use program::program;
pub use session::session;
#[cfg(feature = "csr")]
pub(super) use session::session_body;
#[cfg(feature = "ssr")]
pub(super) use session_apply::verdict;
