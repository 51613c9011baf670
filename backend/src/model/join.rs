//! Two accounts of one person.

use balai_shared::{
    id::{AccountId, ApplicantId, ApplicationId, InstitutionId},
    join::Likeness,
    time::Date,
};

/// Somebody whose name or birth date is another's, too.
#[derive(Debug, Clone)]
pub struct Lookalike {
    /// What that person sent last to the institution.
    pub application: ApplicationId,
    /// Who it is.
    pub applicant: ApplicantId,
    /// The name.
    pub name: String,
    /// The birth date, where it is told.
    pub birth_date: Option<Date>,
}

impl Lookalike {
    /// What of it is compared.
    #[must_use]
    pub fn likeness(&self) -> Likeness<'_> {
        Likeness { name: &self.name, birth_date: self.birth_date }
    }
}

/// An account that was joined to another.
#[derive(Debug, Clone, Copy)]
pub struct Joined {
    /// The one that is closed.
    pub closed: AccountId,
    /// The one that stays.
    pub kept: AccountId,
    /// At whose counter.
    pub institution: InstitutionId,
    /// By whom.
    pub staff: AccountId,
}
