//! Builders: institutions, programs, sessions, people and benefits, with everything that doesn't
//! matter filled in.

mod benefit;
mod catalogue;
pub mod class;
pub mod paid;
mod person;

pub use catalogue::{InstitutionPlan, SessionPlan};
pub use class::Class;
pub use paid::Trainee;
pub use person::{PASSWORD, Person};

use crate::TestApp;

impl TestApp {
    /// The bits of a new id.
    pub(crate) fn id(&self) -> u128 {
        balai_backend::auth::secret::new_id(self.now()).unwrap()
    }
}
