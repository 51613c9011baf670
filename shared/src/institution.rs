//! Who teaches: kinds of institutions, and what accreditation lets a private one do.

use crate::session::Funding;
use crate::time::Date;

word_enum! {
    /// Who runs an institution.
    pub enum InstitutionKind {
        /// A training centre of the ministry.
        Uptp = "UPTP",
        /// A training centre of a province, regency or city.
        Uptd = "UPTD",
        /// A community's training centre, with one vocation.
        Blkk = "BLKK",
        /// A private training institution.
        Lpk = "LPK",
    }
}

impl InstitutionKind {
    /// Whether an institution of this kind may publish, or register people for, a session so funded.
    ///
    /// An LPK, and only an LPK, needs an accreditation that is valid today for Prakerja. An expired
    /// one closes new registration and leaves running sessions alone.
    #[must_use]
    pub fn may_register(
        self,
        funding: Funding,
        accredited_until: Option<Date>,
        today: Date,
    ) -> bool {
        match (self, funding) {
            (Self::Lpk, Funding::Prakerja) => accredited_until.is_some_and(|last| today <= last),
            (Self::Lpk, Funding::Public | Funding::SelfPaid)
            | (Self::Uptp | Self::Uptd | Self::Blkk, _) => true,
        }
    }
}
