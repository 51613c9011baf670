//! New numbers that staff asked for at the counter, and that aren't the account's yet.

use balai_shared::{
    account::RECOVERY_HOURS,
    contact::PhoneNumber,
    id::{AccountId, InstitutionId, RecoveryId},
    time::Instant,
};

/// A new number that waits: until it is settled it opens nothing.
#[derive(Debug, Clone)]
pub struct Recovery {
    /// Its id.
    pub id: RecoveryId,
    /// Whose number it is to be.
    pub account: AccountId,
    /// Where it was asked for.
    pub institution: InstitutionId,
    /// By whom.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Instant,
    /// The number.
    pub phone: PhoneNumber,
}

impl Recovery {
    /// From when on it takes effect by itself.
    #[must_use]
    pub const fn effective_at(&self) -> Instant {
        self.asked_at.plus_hours(RECOVERY_HOURS)
    }
}
