//! What was changed of who a person is.

use balai_shared::{
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId},
    identity::{Identity, IdentityField},
    time::Instant,
};

/// A change of who a person is, with what it was and what it became.
#[derive(Debug, Clone)]
pub struct IdentityChange {
    /// Tells it from all others.
    pub id: u128,
    /// Whose.
    pub applicant: ApplicantId,
    /// When.
    pub at: Instant,
    /// Who made it: the person, or a member of staff.
    pub actor: AccountId,
    /// At which institution's counter, and by the right of which application; nowhere where the person
    /// made it.
    pub counter: Option<(InstitutionId, ApplicationId)>,
    /// Which fields became another.
    pub fields: Vec<IdentityField>,
    /// What these were; the others are empty. Nothing once the person's data is erased.
    pub before: Option<Identity>,
    /// What they became.
    pub after: Option<Identity>,
    /// What staff said about it.
    pub reason: Option<String>,
}
