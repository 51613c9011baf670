//! Who works at an institution, and what they did.

use balai_shared::{
    contact::Contact,
    id::{AccountId, ApplicationId, InstitutionId, InvitationId, SessionId},
    language::Language,
    policy::Role,
    staff::{InvitationFacts, InvitationState, StaffActionKind, invitation_state},
    time::Instant,
};

/// Somebody with a role at an institution.
#[derive(Debug, Clone)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// The person's name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// Since when.
    pub since: Instant,
}

/// An invitation to a role at an institution.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Where the role holds.
    pub institution: InstitutionId,
    /// The role.
    pub role: Role,
    /// Whom it goes to: sealed at rest, and forgotten once it is settled.
    pub contact: Option<Contact>,
    /// In which language it is written.
    pub language: Language,
    /// Who asked for it.
    pub asked_by: AccountId,
    /// When.
    pub asked_at: Instant,
    /// Who approved it; nobody where the operator did.
    pub approved_by: Option<AccountId>,
    /// When it was approved.
    pub approved_at: Option<Instant>,
    /// From when on it is worth nothing.
    pub expires_at: Instant,
    /// When the person took the role.
    pub accepted_at: Option<Instant>,
    /// When it was taken back.
    pub revoked_at: Option<Instant>,
}

impl Invitation {
    /// How far it is.
    #[must_use]
    pub const fn state(&self, now: Instant) -> InvitationState {
        invitation_state(&InvitationFacts {
            role: self.role,
            approved: self.approved_at.is_some(),
            accepted: self.accepted_at.is_some(),
            revoked: self.revoked_at.is_some(),
            over: self.expires_at.as_millis() <= now.as_millis(),
        })
    }
}

/// Something that a member of staff did.
#[derive(Debug, Clone)]
pub struct StaffAction {
    /// Tells it from all others of the list.
    pub key: String,
    /// When.
    pub at: Instant,
    /// Who; nobody where the operator did it by a command.
    pub actor: Option<AccountId>,
    /// What.
    pub kind: StaffActionKind,
    /// The word that says more: a step of an application or a session, a role, a kind of document.
    pub detail: Option<String>,
    /// The application that it was done to.
    pub application: Option<ApplicationId>,
    /// The session that it was done to.
    pub session: Option<SessionId>,
    /// The person that it was done to.
    pub account: Option<AccountId>,
    /// How many people it was about.
    pub people: Option<i32>,
}

/// Something that no other history tells, to be written down.
#[derive(Debug, Clone, Copy)]
pub struct NewStaffAction {
    /// Where.
    pub institution: InstitutionId,
    /// Who; nobody for the operator.
    pub actor: Option<AccountId>,
    /// What.
    pub kind: StaffActionKind,
    /// Which role it is about.
    pub role: Option<Role>,
    /// Whom it was done to.
    pub account: Option<AccountId>,
    /// The session that it was done to.
    pub session: Option<SessionId>,
    /// How many people it was about.
    pub people: Option<i32>,
}

impl NewStaffAction {
    /// What `actor` did at an institution.
    #[must_use]
    pub const fn new(
        institution: InstitutionId,
        actor: Option<AccountId>,
        kind: StaffActionKind,
    ) -> Self {
        Self { institution, actor, kind, role: None, account: None, session: None, people: None }
    }
}

/// Which of the staff's actions are listed.
#[derive(Debug, Clone)]
pub struct StaffActionQuery {
    /// At which institution.
    pub institution: InstitutionId,
    /// By whom.
    pub actors: Vec<AccountId>,
    /// Whether what the operator did there is among them.
    pub operator: bool,
    /// Of these kinds; of all where there are none.
    pub kinds: Vec<StaffActionKind>,
    /// From this moment on.
    pub since: Option<Instant>,
    /// Before this moment.
    pub until: Option<Instant>,
}
