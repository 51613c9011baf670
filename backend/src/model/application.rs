//! Applications, their history, certificates and messages.

use balai_shared::{
    application::{ActorKind, ApplicationAction, ApplicationState, DraftStep, ReasonCode},
    completion::CertificateKind,
    id::{
        AccountId, ApplicantId, ApplicationId, CertificateId, EventId, InstitutionId,
        NotificationId, SessionId,
    },
    notification::NotificationKind,
    policy::Scope,
    time::{Date, Instant},
};

use super::{message::Subject, training::Certified};

/// A person's application to a session.
#[derive(Debug, Clone)]
pub struct Application {
    /// Its id.
    pub id: ApplicationId,
    /// To which session.
    pub session: SessionId,
    /// Of which institution.
    pub institution: InstitutionId,
    /// Whose.
    pub applicant: ApplicantId,
    /// Where it stands.
    pub state: ApplicationState,
    /// Grows with every newcomer; the position is how many wait with a smaller or equal one.
    pub waitlist_order: Option<i32>,
    /// Until when an offer holds the seat.
    pub offer_expires_at: Option<Instant>,
    /// Why it was rejected.
    pub reason: Option<ReasonCode>,
    /// When it was submitted.
    pub submitted_at: Option<Instant>,
    /// Counts the transitions.
    pub version: i32,
    /// Of a draft: the step of the form that was finished last.
    pub draft_step: Option<DraftStep>,
    /// When it was last changed.
    pub changed_at: Instant,
}

/// The applications before and after one, where the person put it off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Thread {
    /// The one that was withdrawn for it.
    pub from: Option<ApplicationId>,
    /// The one that it was withdrawn for.
    pub to: Option<ApplicationId>,
}

/// One transition of an application, as the history keeps it.
#[derive(Debug, Clone)]
pub struct Event {
    /// Its id.
    pub id: EventId,
    /// Of which application.
    pub application: ApplicationId,
    /// The application's version after it.
    pub version: i32,
    /// When.
    pub at: Instant,
    /// What kind of actor.
    pub actor: ActorKind,
    /// What was done.
    pub action: ApplicationAction,
    /// The state before; none for the first.
    pub from: Option<ApplicationState>,
    /// The state after.
    pub to: ApplicationState,
    /// Why, as a code.
    pub reason: Option<ReasonCode>,
    /// Why, in words that the applicant reads.
    pub note: Option<String>,
}

/// Which applications are asked for.
#[derive(Debug, Clone, Default)]
pub struct ApplicationQuery {
    /// To this session.
    pub session: Option<SessionId>,
    /// In these states.
    pub states: Vec<ApplicationState>,
    /// Of this institution.
    pub institution: Option<InstitutionId>,
    /// Changed at this time or later.
    pub changed_since: Option<Instant>,
    /// Changed behind this cursor, as the caller sent it; goes with the session and institution alone.
    pub changed_after: Option<String>,
    /// Submitted at this time or later.
    pub submitted_from: Option<Instant>,
    /// Submitted before this time.
    pub submitted_before: Option<Instant>,
    /// Of these people.
    pub sought: Option<Sought>,
    /// The order; by submission when none is given.
    pub order: Option<ApplicationOrder>,
}

/// Whose applications are looked for.
#[derive(Debug, Clone)]
pub enum Sought {
    /// Of those whose name has each of these words, or something that begins so, in small letters.
    Named(Vec<String>),
    /// Of the one with this NIK, by its blind index, at institutions where the caller may know it.
    Nik(Vec<u8>, Scope),
}

/// The orders of applications.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApplicationOrder {
    /// The earliest submission first.
    SubmittedAt,
    /// The earliest change first: what a synchronising client asks for.
    ChangedAt,
}

/// A certificate, as anyone may check it.
#[derive(Debug, Clone)]
pub struct Certificate {
    /// Its id.
    pub id: CertificateId,
    /// For which application.
    pub application: ApplicationId,
    /// Whose.
    pub applicant: ApplicantId,
    /// Which centre issued it.
    pub institution: InstitutionId,
    /// What it says; none for those from before there was a difference.
    pub kind: Option<CertificateKind>,
    /// What stands on the paper.
    pub number: String,
    /// What else stands there.
    pub says: Certified,
    /// When it was issued.
    pub issued_on: Date,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// A message to a person about an application or a benefit.
#[derive(Debug, Clone)]
pub struct Notification {
    /// Its id.
    pub id: NotificationId,
    /// To whom.
    pub account: AccountId,
    /// About what.
    pub about: Subject,
    /// What it says.
    pub kind: NotificationKind,
    /// When.
    pub created_at: Instant,
    /// When it was read.
    pub read_at: Option<Instant>,
}
