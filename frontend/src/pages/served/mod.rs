//! Pages that the server alone renders: forms and lists that need no app to work, and so cost the
//! phone no WASM. `crate::served` names their paths.

mod benefit_parts;
mod benefits;
mod forgot;
mod messages;
mod payout_account;
mod rating;
mod register;
mod sign_in;
mod survey;

pub use benefits::benefits;
pub use forgot::{forgot, new_password};
pub use messages::messages;
pub use payout_account::payout_account;
pub use rating::rating;
pub use register::register;
pub use sign_in::sign_in;
pub use survey::survey;
