//! Documents that people show.

use balai_shared::{
    document::{DocumentKind, DocumentState, MediaType},
    id::{ApplicantId, ApplicationId, DocumentId},
    time::Instant,
};

/// What is kept of a document besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id; also the name under which its bytes lie.
    pub id: DocumentId,
    /// Whose.
    pub applicant: ApplicantId,
    /// What it is.
    pub kind: DocumentKind,
    /// What its file is.
    pub media: MediaType,
    /// How many bytes.
    pub size: i32,
    /// A keyed hash of what was sent: the same file sent again is known by it.
    pub fingerprint: [u8; 32],
    /// When it was kept.
    pub created_at: Instant,
}

/// Somebody of a centre opened a document.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What it was.
    pub kind: DocumentKind,
    /// Whether a person of the staff or the centre's software: `STAFF` or `PARTNER`.
    pub actor: balai_shared::application::ActorKind,
    /// When.
    pub at: Instant,
}

/// The centre's last word on a kind of document of an application.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Of which application.
    pub application: ApplicationId,
    /// Which kind.
    pub kind: DocumentKind,
    /// What was said: asked for, unreadable or accepted.
    pub state: DocumentState,
    /// Of which document; of a request, which one was there already.
    pub document: Option<DocumentId>,
    /// Until when the applicant is asked to send it.
    pub due_at: Option<Instant>,
    /// What the centre added, for the applicant to read.
    pub note: Option<String>,
    /// When.
    pub said_at: Instant,
}

/// How a kind of document of an application stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Which kind.
    pub kind: DocumentKind,
    /// How it stands.
    pub state: DocumentState,
    /// The one that is there.
    pub document: Option<Document>,
    /// The centre's word, where it is about this.
    pub check: Option<Check>,
}
