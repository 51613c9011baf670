//! Documents that people show.

use balai_shared::{
    document::{DocumentKind, MediaType},
    id::{ApplicantId, DocumentId},
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
