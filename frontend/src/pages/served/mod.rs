//! Pages that the server alone renders: forms and lists that need no app to work, and so cost the
//! phone no WASM. `crate::served` names their paths.

mod account;
mod account_password;
mod applying;
mod appointment;
mod benefit_parts;
mod benefits;
mod certificate;
mod check_in;
mod confirm;
mod defer;
mod delete_account;
mod forgot;
mod identity;
mod messages;
mod new_number;
mod own_data;
mod payout_account;
mod rating;
mod register;
mod saved_searches;
mod selection;
mod selection_lottery;
mod sign_in;
mod survey;

pub use account::account;
pub use applying::applying;
pub use appointment::appointment;
pub use benefits::benefits;
pub use certificate::certificate;
pub use check_in::check_in;
pub use confirm::confirm;
pub use defer::defer;
pub use delete_account::delete_account;
pub use forgot::{forgot, new_password};
pub use identity::identity;
pub use messages::messages;
pub use new_number::new_number;
pub use own_data::own_data;
pub use payout_account::payout_account;
pub use rating::rating;
pub use register::register;
pub use saved_searches::{save_search, saved_searches};
pub use selection::selection;
pub use sign_in::sign_in;
pub use survey::survey;
