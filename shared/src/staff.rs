//! Who works at an institution: invitations to a role, and what staff did.

use crate::letters;
use crate::policy::Role;

/// How long an invitation is good, in days; one that waits to be approved, as long again from then on.
pub const INVITATION_DAYS: i64 = 7;
/// How many invitations of an institution may be open at once.
pub const MOST_INVITATIONS: usize = 50;

/// How many messages a session's applicants are written in a day.
pub const GROUP_MESSAGES_A_DAY: u64 = 3;

/// Which text somebody agreed to who was helped at the counter; a new text gets a new number.
pub const CONSENT_VERSION: i32 = 1;

word_enum! {
    /// How far an invitation is.
    pub enum InvitationState {
        /// To be admin: somebody else has to approve it before it is sent.
        Pending = "PENDING",
        /// It was sent, and waits for the person.
        Sent = "SENT",
        /// The person took the role.
        Accepted = "ACCEPTED",
        /// It was taken back.
        Revoked = "REVOKED",
        /// Its time is over.
        Expired = "EXPIRED",
    }
}

impl InvitationState {
    /// Whether something may still come of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::Sent => true,
            Self::Accepted | Self::Revoked | Self::Expired => false,
        }
    }
}

/// What is known of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationFacts {
    /// The role that it gives.
    pub role: Role,
    /// Somebody has approved it.
    pub approved: bool,
    /// The person took the role.
    pub accepted: bool,
    /// It was taken back.
    pub revoked: bool,
    /// Its time is over.
    pub over: bool,
}

/// How far an invitation is.
#[must_use]
pub const fn invitation_state(facts: &InvitationFacts) -> InvitationState {
    match facts {
        InvitationFacts { accepted: true, .. } => InvitationState::Accepted,
        InvitationFacts { revoked: true, .. } => InvitationState::Revoked,
        InvitationFacts { over: true, .. } => InvitationState::Expired,
        InvitationFacts { role, approved: false, .. } if needs_approval(*role) => {
            InvitationState::Pending
        }
        InvitationFacts { .. } => InvitationState::Sent,
    }
}

/// Whether a role is one at an institution.
#[must_use]
pub const fn is_staff_role(role: Role) -> bool {
    match role {
        Role::Admin | Role::Reviewer | Role::Instructor | Role::Counsellor => true,
        Role::Pemda | Role::Ministry => false,
    }
}

/// Whether a second person has to approve that somebody gets a role: an admin can do all that anybody
/// can at an institution, and make others.
#[must_use]
pub const fn needs_approval(role: Role) -> bool {
    match role {
        Role::Admin => true,
        Role::Reviewer | Role::Instructor | Role::Counsellor | Role::Pemda | Role::Ministry => {
            false
        }
    }
}

/// The code that an invitation is taken by: twelve letters and digits that can't be taken for each
/// other, 60 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvitationCode;

impl InvitationCode {
    /// How many letters and digits it has.
    pub const LENGTH: usize = 12;
    /// The code that random bits become: `7K3M9QXD2HRT`.
    #[must_use]
    pub fn from_bits(bits: u64) -> String {
        letters::from_bits(bits, Self::LENGTH)
    }

    /// As it stands in a message: `7K3M-9QXD-2HRT`.
    #[must_use]
    pub fn shown(code: &str) -> String {
        let mut text = String::with_capacity(code.len() + 2);
        for (place, letter) in code.chars().enumerate() {
            if place > 0 && place % 4 == 0 {
                text.push('-');
            }
            text.push(letter);
        }
        text
    }

    /// A code as people type it; `None` when it can be none.
    #[must_use]
    pub fn parse(text: &str) -> Option<String> {
        letters::parse(text, Self::LENGTH)
    }
}

word_enum! {
    /// What a member of staff did, by kind.
    pub enum StaffActionKind {
        /// Took a step of an application: a decision, an offer taken back, a verdict.
        Application = "APPLICATION",
        /// Made, published, changed or called off a session, or chose its people.
        Session = "SESSION",
        /// Entered what somebody reached in a test.
        Mark = "MARK",
        /// Marked who came.
        Attendance = "ATTENDANCE",
        /// Assessed what somebody learned.
        Assessment = "ASSESSMENT",
        /// Issued a certificate.
        CertificateIssued = "CERTIFICATE_ISSUED",
        /// Took a certificate back.
        CertificateRevoked = "CERTIFICATE_REVOKED",
        /// Opened an applicant's document.
        DocumentOpened = "DOCUMENT_OPENED",
        /// Asked for an applicant's document, or said how it is.
        DocumentChecked = "DOCUMENT_CHECKED",
        /// Asked for a new phone number at the counter.
        RecoveryAsked = "RECOVERY_ASKED",
        /// Approved a new phone number that a colleague asked for.
        RecoveryApproved = "RECOVERY_APPROVED",
        /// A new phone number that one asked for at the counter was put in.
        RecoveredAtCounter = "RECOVERED_AT_COUNTER",
        /// Corrected who an applicant is at the counter.
        IdentityCorrected = "IDENTITY_CORRECTED",
        /// Took a list along as a file.
        Exported = "EXPORTED",
        /// Joined two accounts of one person.
        AccountsJoined = "ACCOUNTS_JOINED",
        /// Wrote to a group of applicants.
        GroupMessage = "GROUP_MESSAGE",
        /// Invited somebody to a role.
        Invited = "INVITED",
        /// Approved that somebody becomes admin.
        GrantApproved = "GRANT_APPROVED",
        /// Took an invitation back.
        InvitationRevoked = "INVITATION_REVOKED",
        /// Took the role that one was invited to.
        RoleAccepted = "ROLE_ACCEPTED",
        /// Ended somebody's role.
        RoleEnded = "ROLE_ENDED",
    }
}
