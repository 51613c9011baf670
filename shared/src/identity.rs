//! What says who a person is, and when the person can't replace it any more: seats, places and public
//! money are somebody's, and must not become somebody else's by another name and NIK.

use crate::application::ApplicationState;
use crate::nik::Nik;
use crate::person::Sex;
use crate::time::Date;

word_enum! {
    /// A part of the profile that says who somebody is. The family card doesn't: it changes when a
    /// person marries or moves.
    pub enum IdentityField {
        /// The full name.
        Name = "NAME",
        /// The identity number.
        Nik = "NIK",
        /// The date of birth.
        BirthDate = "BIRTH_DATE",
        /// The sex.
        Sex = "SEX",
    }
}

impl IdentityField {
    /// The field's name in the API's inputs.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nik => "nik",
            Self::BirthDate => "birthDate",
            Self::Sex => "sex",
        }
    }
}

word_enum! {
    /// What hangs on an identity, so that its owner can't replace it: the weightiest last.
    pub enum IdentityLock {
        /// A centre has judged the person: the application is in the closer choice, or marked.
        Judged = "JUDGED",
        /// A place on a waiting list.
        Waiting = "WAITING",
        /// A seat, offered or taken.
        Seat = "SEAT",
        /// A training that was finished: its certificate bears the name.
        Training = "TRAINING",
        /// A benefit, be it taken back: public money was given to this person.
        Benefit = "BENEFIT",
    }
}

/// What an application holds of its applicant's identity. `is_marked`: points were entered for it.
#[must_use]
pub const fn lock_of(state: ApplicationState, is_marked: bool) -> Option<IdentityLock> {
    match state {
        ApplicationState::Offered | ApplicationState::Confirmed => Some(IdentityLock::Seat),
        ApplicationState::Waitlisted => Some(IdentityLock::Waiting),
        ApplicationState::Shortlisted => Some(IdentityLock::Judged),
        ApplicationState::Submitted if is_marked => Some(IdentityLock::Judged),
        ApplicationState::Completed => Some(IdentityLock::Training),
        // Nothing hangs on these, or not any more.
        ApplicationState::Draft
        | ApplicationState::Submitted
        | ApplicationState::NotCompleted
        | ApplicationState::Rejected
        | ApplicationState::Declined
        | ApplicationState::Lapsed
        | ApplicationState::Withdrawn
        | ApplicationState::Cancelled => None,
    }
}

/// The weightiest of all that holds an identity.
#[must_use]
pub fn strongest(locks: impl IntoIterator<Item = IdentityLock>) -> Option<IdentityLock> {
    let weight = |lock: &IdentityLock| IdentityLock::ALL.iter().position(|one| one == lock);
    locks.into_iter().max_by_key(weight)
}

/// Who somebody is, as far as it is known.
///
/// Holds a secret (the NIK), so it doesn't serialise.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The full name.
    pub name: String,
    /// The identity number.
    pub nik: Option<Nik>,
    /// The date of birth.
    pub birth_date: Option<Date>,
    /// As on the KTP.
    pub sex: Option<Sex>,
}

impl Identity {
    /// Which fields are told.
    #[must_use]
    pub fn told(&self) -> Vec<IdentityField> {
        let is_told = |field: &IdentityField| match field {
            IdentityField::Name => !self.name.trim().is_empty(),
            IdentityField::Nik => self.nik.is_some(),
            IdentityField::BirthDate => self.birth_date.is_some(),
            IdentityField::Sex => self.sex.is_some(),
        };
        IdentityField::ALL.iter().copied().filter(is_told).collect()
    }

    /// Which fields another identity has otherwise, those that weren't told among them.
    #[must_use]
    pub fn changed_to(&self, after: &Self) -> Vec<IdentityField> {
        let differs = |field: &IdentityField| match field {
            IdentityField::Name => self.name != after.name,
            IdentityField::Nik => self.nik != after.nik,
            IdentityField::BirthDate => self.birth_date != after.birth_date,
            IdentityField::Sex => self.sex != after.sex,
        };
        IdentityField::ALL.iter().copied().filter(differs).collect()
    }

    /// Which fields would be replaced: what was empty is filled in, which is no replacement, and neither
    /// are capital letters in the same name.
    #[must_use]
    pub fn replaced_by(&self, after: &Self) -> Vec<IdentityField> {
        let told = self.told();
        let same_name = self.name.to_lowercase() == after.name.to_lowercase();
        let mut changed = self.changed_to(after);
        changed
            .retain(|field| told.contains(field) && !(*field == IdentityField::Name && same_name));
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_says_what_hangs_on_the_identity() {
        use ApplicationState as S;
        let table: Vec<_> = S::ALL
            .iter()
            .map(|&state| (state, lock_of(state, false), lock_of(state, true)))
            .collect();
        let (judged, waiting) = (Some(IdentityLock::Judged), Some(IdentityLock::Waiting));
        let (seat, training) = (Some(IdentityLock::Seat), Some(IdentityLock::Training));
        let expected = [
            (S::Draft, None, None),
            (S::Submitted, None, judged),
            (S::Shortlisted, judged, judged),
            (S::Offered, seat, seat),
            (S::Waitlisted, waiting, waiting),
            (S::Confirmed, seat, seat),
            (S::Completed, training, training),
            (S::NotCompleted, None, None),
            (S::Rejected, None, None),
            (S::Declined, None, None),
            (S::Lapsed, None, None),
            (S::Withdrawn, None, None),
            (S::Cancelled, None, None),
        ];
        assert_eq!(table, expected);
    }

    #[test]
    fn filling_in_is_no_replacement_and_the_same_again_is_no_change() {
        let empty = Identity { name: "Siti".to_owned(), ..Identity::default() };
        let full = Identity {
            nik: Nik::parse("5171015705010003").ok(),
            birth_date: Date::parse("2001-05-17").ok(),
            sex: Some(Sex::Female),
            ..empty.clone()
        };
        let filled = [IdentityField::Nik, IdentityField::BirthDate, IdentityField::Sex];
        assert_eq!(empty.changed_to(&full), filled);
        assert_eq!(empty.replaced_by(&full), []);
        assert_eq!(full.changed_to(&full), []);
        assert_eq!(full.replaced_by(&empty), filled);
        let other = Identity { name: "Made".to_owned(), ..full.clone() };
        assert_eq!(full.replaced_by(&other), [IdentityField::Name]);
        let capital = Identity { name: "SITI".to_owned(), ..full.clone() };
        assert_eq!(full.replaced_by(&capital), []);
        assert_eq!(full.changed_to(&capital), [IdentityField::Name]);
    }

    #[test]
    fn the_weightiest_is_named() {
        let all = [IdentityLock::Benefit, IdentityLock::Judged, IdentityLock::Seat];
        assert_eq!(strongest(all), Some(IdentityLock::Benefit));
        assert_eq!(strongest([]), None);
    }
}
