//! The applicants' pages.

mod application;
mod application_story;
mod applications;
mod benefits;
mod catalogue;
mod choices;
mod forgot;
mod messages;
mod profile;
mod profile_home;
mod program;
mod register;
mod requirements;
mod session;
mod session_apply;
mod sign_in;

pub use application::application;
pub use applications::applications;
pub use benefits::benefits;
pub use catalogue::catalogue;
pub use forgot::{forgot, new_password};
pub use messages::messages;
pub use profile::profile;
pub use program::program;
pub use register::register;
pub use session::session;
pub use sign_in::sign_in;
