//! Pages that the server alone renders: forms and lists that need no app to work, and so cost the
//! phone no WASM. `crate::served` names their paths.

mod applying;
mod benefits;
mod defer;
mod forgot;
mod messages;
mod register;
mod sign_in;

pub use applying::applying;
pub use benefits::benefits;
pub use defer::defer;
pub use forgot::{forgot, new_password};
pub use messages::messages;
pub use register::register;
pub use sign_in::sign_in;
