//! How the documents of an application stand: what the centre asked for, what is there, and what the
//! centre said of it.

use crate::application::{ApplicationState, ReasonCode};
use crate::error::FieldCode;
use crate::id::DocumentId;
use crate::time::Date;

/// The longest word to the applicant beside a request, in characters.
pub const LONGEST_REQUEST_NOTE: usize = 300;

word_enum! {
    /// How a document of an application stands, as both sides see it.
    pub enum DocumentState {
        /// The centre asks for it.
        Asked = "ASKED",
        /// It is there, and the centre has said nothing of it.
        Received = "RECEIVED",
        /// The centre can't read what was sent, and asks for it again.
        Unreadable = "UNREADABLE",
        /// The centre has looked at it and takes it.
        Accepted = "ACCEPTED",
    }
}

impl DocumentState {
    /// Whether the applicant has something to send.
    #[must_use]
    pub const fn is_wanted(self) -> bool {
        match self {
            Self::Asked | Self::Unreadable => true,
            Self::Received | Self::Accepted => false,
        }
    }
}

word_enum! {
    /// What the centre says of a document that it looked at.
    pub enum DocumentVerdict {
        /// It can't be read: please again.
        Unreadable = "UNREADABLE",
        /// It is as it should be.
        Accepted = "ACCEPTED",
    }
}

impl DocumentVerdict {
    /// How the document stands by it.
    #[must_use]
    pub const fn state(self) -> DocumentState {
        match self {
            Self::Unreadable => DocumentState::Unreadable,
            Self::Accepted => DocumentState::Accepted,
        }
    }
}

/// How a kind of document stands: `said` is the centre's last word, and of which document (of a request,
/// which one was there already); `present` is the one that is there now. `None` where nothing is there
/// and nothing was asked for.
#[must_use]
pub fn standing(
    said: Option<(DocumentState, Option<DocumentId>)>,
    present: Option<DocumentId>,
) -> Option<DocumentState> {
    match (said, present) {
        // A word is about one document: what came in its place is new.
        (Some((state, of)), Some(_)) if of == present => Some(state),
        (Some(_) | None, Some(_)) => Some(DocumentState::Received),
        // Taken away by the applicant, it is missing as before.
        (Some((state, _)), None) if state.is_wanted() => Some(state),
        (Some(_) | None, None) => None,
    }
}

/// Whether documents can be sent for an application: until the centre decides, afterwards where it asks
/// for one, and where documents were what it lacked, for the next time.
#[must_use]
pub const fn takes_documents(
    state: ApplicationState,
    reason: Option<ReasonCode>,
    is_asked: bool,
) -> bool {
    state.is_undecided()
        || (state.is_open() && is_asked)
        || matches!(
            (state, reason),
            (ApplicationState::Rejected, Some(ReasonCode::IncompleteDocuments))
        )
}

/// Whether a document may be asked for until the end of this day: today at the earliest, the session's
/// first day at the latest.
///
/// # Errors
/// [`FieldCode::OutOfRange`].
pub fn check_due(day: Date, today: Date, starts_on: Date) -> Result<(), FieldCode> {
    if day < today || day > starts_on { Err(FieldCode::OutOfRange) } else { Ok(()) }
}
