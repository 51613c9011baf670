//! Who may do what to which thing: the one function that each service asks first.
//!
//! What one may not see looks like what does not exist ([`Denied::Hidden`]).

mod decide;
mod scope;

pub use decide::{allow, allow_mutation};
pub use scope::{Scope, applications_scope, details_scope, sessions_scope, statistics_scope};

use serde::{Deserialize, Serialize};

use crate::error::ErrorCode;
use crate::id::{AccountId, ApiKeyId, ApplicantId, InstitutionId, RegionCode};

word_enum! {
    /// What somebody is at an institution, in a region or in the ministry.
    pub enum Role {
        /// Runs an institution: programs, sessions, decisions.
        Admin = "ADMIN",
        /// Decides applications of an institution.
        Reviewer = "REVIEWER",
        /// Teaches at an institution.
        Instructor = "INSTRUCTOR",
        /// Counsels job seekers at an institution (pengantar kerja).
        Counsellor = "COUNSELLOR",
        /// Works for a province, regency or city.
        Pemda = "PEMDA",
        /// Works for the ministry.
        Ministry = "MINISTRY",
    }
}

word_enum! {
    /// What an institution's software may do with its key.
    pub enum KeyScope {
        /// See what belongs to the institution; every key may.
        Read = "READ",
        /// Carry out mutations.
        Write = "WRITE",
    }
}

/// A role, and where it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RoleGrant {
    /// The role.
    pub role: Role,
    /// The institution, for the roles at one; without it such a role grants nothing.
    pub institution: Option<InstitutionId>,
    /// The region, for `PEMDA`; without it that role grants nothing.
    pub region: Option<RegionCode>,
}

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Nobody signed in.
    Visitor,
    /// A person who signed in.
    Person {
        /// The account.
        account: AccountId,
        /// The job seeker that the account is, if it is one.
        applicant: Option<ApplicantId>,
        /// What the person is at institutions and offices.
        grants: Vec<RoleGrant>,
    },
    /// An institution's own software.
    Partner {
        /// The API key used.
        key: ApiKeyId,
        /// The institution that the key belongs to.
        institution: InstitutionId,
        /// What the key is for.
        scopes: Vec<KeyScope>,
    },
    /// Balai itself: workers and commands.
    System,
}

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See an application.
    ViewApplication,
    /// Offer, wait-list, shortlist, reject.
    DecideApplication,
    /// Withdraw, confirm, decline.
    ActAsApplicant,
    /// Apply to a session.
    SubmitApplication,
    /// Change what one told about oneself.
    EditOwnProfile,
    /// See an applicant's birth date, education, occupation and region.
    ViewApplicantDetails,
    /// Make and change programs and drafts of sessions.
    ManagePrograms,
    /// Publish a session, change or copy one, call one off.
    PublishSession,
    /// See a session that isn't published.
    ViewDraftSession,
    /// List applications; [`applications_scope`] says which.
    ListApplications,
    /// See balances, deadlines and the checklist of a benefit.
    ViewBenefit,
    /// Plan a session's selection, enter marks, rank or draw, conclude or close it.
    RunSelection,
    /// Put a new phone number into the account of who has lost the old one and stands at the counter.
    RecoverContact,
    /// Correct name, NIK, birth date or sex of who stands at the counter.
    CorrectIdentity,
    /// Join two accounts of one person who stands at the counter.
    JoinAccounts,
    /// Mark who came to a session, and assess what they learned.
    Teach,
    /// Issue certificates and take them back.
    Certify,
    /// See who works at an institution and what they did; invite, approve and end roles.
    ManageStaff,
    /// Write to a group of applicants.
    MessageGroup,
    /// Take a centre's applications or certificates along as a file.
    Export,
    /// See a centre's figures; [`statistics_scope`] says which.
    ViewStatistics,
    /// Apply for somebody who stands at the counter.
    AssistApplicant,
}

impl Action {
    /// Every action.
    pub const ALL: &'static [Self] = &[
        Self::ViewApplication,
        Self::DecideApplication,
        Self::ActAsApplicant,
        Self::SubmitApplication,
        Self::EditOwnProfile,
        Self::ViewApplicantDetails,
        Self::ManagePrograms,
        Self::PublishSession,
        Self::ViewDraftSession,
        Self::ListApplications,
        Self::ViewBenefit,
        Self::RunSelection,
        Self::RecoverContact,
        Self::CorrectIdentity,
        Self::JoinAccounts,
        Self::Teach,
        Self::Certify,
        Self::ManageStaff,
        Self::MessageGroup,
        Self::Export,
        Self::ViewStatistics,
        Self::AssistApplicant,
    ];
}

/// What the action is to be done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Resource {
    /// Nothing in particular: the caller's own things, or a list.
    None,
    /// What belongs to one applicant: the profile, benefits, new applications.
    Own {
        /// Whose it is.
        applicant: ApplicantId,
    },
    /// An application.
    Application {
        /// Who applied.
        applicant: ApplicantId,
        /// Where to.
        institution: InstitutionId,
    },
    /// An application that isn't sent: nobody knows of it but who writes it.
    Draft {
        /// Who writes it.
        applicant: ApplicantId,
    },
    /// An institution, or a program or session of it.
    Institution(InstitutionId),
    /// An account.
    Account(AccountId),
    /// What everyone may see.
    Public,
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Denied {
    /// Sign in first.
    #[error("sign in first")]
    Unauthenticated,
    /// The caller may see it, but not do that.
    #[error("not permitted")]
    Forbidden,
    /// The caller may not know that it exists.
    #[error("not found")]
    Hidden,
}

impl Denied {
    /// What the caller is told.
    #[must_use]
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Unauthenticated => ErrorCode::Unauthenticated,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::Hidden => ErrorCode::NotFound,
        }
    }
}
