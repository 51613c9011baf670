//! Accounts, profiles, roles and keys.

use balai_shared::{
    contact::{EmailAddress, PhoneNumber},
    id::{AccountId, ApiKeyId, ApplicantId, InstitutionId, RegionCode},
    nik::{Kk, Nik},
    person::{Education, Occupation, Profile, Sex},
    policy::RoleGrant,
    time::{Date, Instant},
};

/// Who can sign in.
#[derive(Debug, Clone)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// As the person wrote it.
    pub email: Option<String>,
    /// Sealed at rest.
    pub phone: Option<PhoneNumber>,
    /// A PHC string.
    pub password_hash: String,
}

/// An account to be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// Its id.
    pub id: AccountId,
    /// The person's name.
    pub name: String,
    /// One of the two at least.
    pub email: Option<EmailAddress>,
    /// One of the two at least.
    pub phone: Option<PhoneNumber>,
    /// A PHC string.
    pub password_hash: String,
    /// When.
    pub created_at: Instant,
}

/// A job seeker's profile with the account it belongs to.
#[derive(Debug, Clone)]
pub struct Applicant {
    /// Its id.
    pub id: ApplicantId,
    /// The account.
    pub account: AccountId,
    /// The person's name, from the account.
    pub name: String,
    /// Sealed at rest.
    pub nik: Option<Nik>,
    /// Sealed at rest.
    pub kk: Option<Kk>,
    /// Day of birth.
    pub birth_date: Option<Date>,
    /// As on the KTP.
    pub sex: Option<Sex>,
    /// The highest that was finished.
    pub education: Option<Education>,
    /// What the person does now.
    pub occupation: Option<Occupation>,
    /// Kabupaten or kota where the person lives.
    pub region: Option<RegionCode>,
    /// Counts the changes.
    pub version: i32,
}

impl Applicant {
    /// What the rules of eligibility look at.
    #[must_use]
    pub fn profile(&self) -> Profile {
        Profile {
            name: self.name.clone(),
            nik: self.nik.clone(),
            kk: self.kk.clone(),
            birth_date: self.birth_date,
            sex: self.sex,
            education: self.education,
            occupation: self.occupation,
            region: self.region.clone(),
        }
    }
}

/// A person who is signed in, with all roles.
#[derive(Debug, Clone)]
pub struct Person {
    /// Who.
    pub account: AccountId,
    /// The profile; every account has one.
    pub applicant: Option<ApplicantId>,
    /// The roles.
    pub grants: Vec<RoleGrant>,
}

/// A partner's key, as known after it was shown once.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// Its id.
    pub id: ApiKeyId,
    /// Whose.
    pub institution: InstitutionId,
    /// What the operator called it.
    pub name: String,
}
