//! Accounts, profiles, roles and keys.

use balai_shared::{
    account::{AccountEventKind, ContactKind, Proof, Proofs},
    contact::{Contact, EmailAddress, PhoneNumber},
    device::DeviceLabel,
    id::{AccountEventId, AccountId, ApiKeyId, ApplicantId, DeviceId, InstitutionId, RegionCode},
    identity::Identity,
    nik::{Kk, Nik},
    person::{Education, Occupation, Profile, Sex},
    policy::{KeyScope, RoleGrant},
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
    /// When a code proved the address.
    pub email_confirmed_at: Option<Instant>,
    /// When a code proved the number.
    pub phone_confirmed_at: Option<Instant>,
    /// When a centre's staff put the number in.
    pub phone_vouched_at: Option<Instant>,
    /// A PHC string.
    pub password_hash: String,
    /// When it was made.
    pub created_at: Instant,
}

impl Account {
    /// How sure its contacts are.
    #[must_use]
    pub fn proofs(&self) -> Proofs {
        let phone = match (self.phone_confirmed_at, self.phone_vouched_at) {
            (Some(_), _) => Proof::Confirmed,
            (None, Some(_)) => Proof::Vouched,
            (None, None) => Proof::Claimed,
        };
        let email = match self.email_confirmed_at {
            Some(_) => Proof::Confirmed,
            None => Proof::Claimed,
        };
        Proofs {
            phone: self.phone.as_ref().map(|_| phone),
            email: self.email.as_ref().map(|_| email),
        }
    }

    /// Its ways of being reached, the phone first.
    #[must_use]
    pub fn contacts(&self) -> Vec<OwnContact> {
        let phone = self.phone.clone().map(|number| OwnContact {
            contact: Contact::Phone(number),
            confirmed_at: self.phone_confirmed_at,
        });
        let email = self.email.as_deref().and_then(|text| EmailAddress::parse(text).ok());
        let email = email.map(|address| OwnContact {
            contact: Contact::Email(address),
            confirmed_at: self.email_confirmed_at,
        });
        phone.into_iter().chain(email).collect()
    }
}

/// A way to reach an account's owner.
#[derive(Debug, Clone)]
pub struct OwnContact {
    /// The number or the address.
    pub contact: Contact,
    /// When a code proved it.
    pub confirmed_at: Option<Instant>,
}

impl OwnContact {
    /// Which of the two it is.
    #[must_use]
    pub const fn kind(&self) -> ContactKind {
        match self.contact {
            Contact::Phone(_) => ContactKind::Phone,
            Contact::Email(_) => ContactKind::Email,
        }
    }

    /// As its owner may see it on a page.
    #[must_use]
    pub fn masked(&self) -> String {
        match &self.contact {
            Contact::Phone(number) => number.masked(),
            Contact::Email(address) => address.masked(),
        }
    }
}

/// A device on which an account is signed in.
#[derive(Debug, Clone)]
pub struct Device {
    /// The family of its refresh tokens.
    pub id: DeviceId,
    /// What a person would call it.
    pub label: DeviceLabel,
    /// When its owner signed in there.
    pub signed_in_at: Instant,
    /// When its tokens were last renewed: every ten minutes of use.
    pub last_seen_at: Instant,
}

/// Something that happened to an account.
#[derive(Debug, Clone)]
pub struct AccountEvent {
    /// Its id.
    pub id: AccountEventId,
    /// When.
    pub at: Instant,
    /// What.
    pub kind: AccountEventKind,
    /// Who did it, where that was somebody else.
    pub actor: Option<AccountId>,
    /// For which institution.
    pub institution: Option<InstitutionId>,
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
    /// When its contacts were proved; not yet, where somebody typed them in.
    pub confirmed_at: Option<Instant>,
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
    /// The account's mobile number.
    pub phone: Option<PhoneNumber>,
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
    /// Whether the person has a disability, by the person's own word; for seats kept for them alone.
    pub disability: Option<bool>,
    /// Counts the changes.
    pub version: i32,
}

impl Applicant {
    /// Who the person is.
    #[must_use]
    pub fn identity(&self) -> Identity {
        Identity {
            name: self.name.clone(),
            nik: self.nik.clone(),
            birth_date: self.birth_date,
            sex: self.sex,
        }
    }

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
    /// What it may do.
    pub scopes: Vec<KeyScope>,
    /// When it was made.
    pub created_at: Instant,
    /// From when on it is good no more.
    pub expires_at: Option<Instant>,
    /// When it was used last, or at most [`ApiKey::USE_KEPT_MINUTES`] before that.
    pub last_used_at: Option<Instant>,
    /// When it was revoked.
    pub revoked_at: Option<Instant>,
}

/// Whether a key opens anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    /// It does.
    Works,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

impl ApiKey {
    /// For how long the moment of a use is good enough: a write for each request would be too much.
    pub const USE_KEPT_MINUTES: i64 = 5;

    /// A new key that does not expire.
    #[must_use]
    pub const fn new(
        id: ApiKeyId,
        institution: InstitutionId,
        name: String,
        scopes: Vec<KeyScope>,
        created_at: Instant,
    ) -> Self {
        let (expires_at, last_used_at, revoked_at) = (None, None, None);
        Self { id, institution, name, scopes, created_at, expires_at, last_used_at, revoked_at }
    }

    /// Whether it opens anything now.
    #[must_use]
    pub fn state(&self, now: Instant) -> KeyState {
        if self.revoked_at.is_some() {
            KeyState::Revoked
        } else if self.expires_at.is_some_and(|end| end <= now) {
            KeyState::Expired
        } else {
            KeyState::Works
        }
    }

    /// Whether what is kept of its last use is too old.
    #[must_use]
    pub fn use_is_old(&self, now: Instant) -> bool {
        self.last_used_at.is_none_or(|at| at.plus_minutes(Self::USE_KEPT_MINUTES) <= now)
    }
}
