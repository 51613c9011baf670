//! Typed ids: what the API shows as `ses_…`, `app_…`; opaque to clients, 128 bits to the store.

mod base62;
mod codes;

pub use codes::{CodeError, RegionCode, VocationCode};

use std::fmt;
use std::str::FromStr;

/// Why a text is not an id of the kind wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// The prefix names another kind of object, or none.
    #[error("expected an id that starts with {expected}_")]
    WrongKind {
        /// The prefix that was wanted, without the underscore; `node` where several would do.
        expected: &'static str,
    },
    /// The part after the prefix is not 22 base62 digits of at most 128 bits.
    #[error("not a well-formed id")]
    Malformed,
}

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident = $prefix:literal),+ $(,)?) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u128);

        impl $name {
            /// What the shown id starts with, without the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// The id with these 128 bits.
            #[must_use]
            pub const fn from_u128(bits: u128) -> Self {
                Self(bits)
            }

            /// The 128 bits that the store keeps.
            #[must_use]
            pub const fn as_u128(self) -> u128 {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_id(f, $prefix, self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write_id(f, $prefix, self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                parse_id(text, $prefix).map(Self)
            }
        }

        serde_as_text!($name);
    )+};
}

fn write_id(f: &mut fmt::Formatter<'_>, prefix: &str, bits: u128) -> fmt::Result {
    f.write_str(prefix)?;
    f.write_str("_")?;
    for digit in base62::encode(bits) {
        fmt::Write::write_char(f, char::from(digit))?;
    }
    Ok(())
}

fn parse_id(text: &str, expected: &'static str) -> Result<u128, IdError> {
    match text.split_once('_') {
        Some((prefix, digits)) if prefix == expected => {
            base62::decode(digits).ok_or(IdError::Malformed)
        }
        Some(_) | None => Err(IdError::WrongKind { expected }),
    }
}

ids! {
    /// An account that signs in.
    AccountId = "usr",
    /// A job seeker.
    ApplicantId = "apc",
    /// One person's application to one session.
    ApplicationId = "app",
    /// One run of a program.
    SessionId = "ses",
    /// What is taught.
    ProgramId = "prg",
    /// A training institution.
    InstitutionId = "ins",
    /// One person's benefit under a scheme.
    BenefitId = "ben",
    /// A partner's API key.
    ApiKeyId = "key",
    /// An issued certificate.
    CertificateId = "crt",
    /// One recorded transition of an application.
    EventId = "evt",
    /// One recorded step of a session's staff.
    SessionEventId = "sev",
    /// One recorded change of a program.
    ProgramEventId = "pev",
    /// A message to a person.
    NotificationId = "ntf",
    /// One posting of the ledger.
    PostingId = "txn",
    /// A benefit scheme.
    SchemeId = "sch",
    /// A message on its way out of the house: to a mailbox or a phone.
    MessageId = "msg",
    /// A device on which an account is signed in.
    DeviceId = "dev",
    /// Something that happened to an account.
    AccountEventId = "aev",
    /// A document that a person shows when applying.
    DocumentId = "doc",
    /// A payment to a person.
    PayoutId = "pay",
    /// A meeting of a session.
    MeetingId = "mtg",
    /// A search that a person keeps, to be told what is new in it.
    SavedSearchId = "src",
    /// A room of an institution.
    RoomId = "rom",
    /// A time at which applicants are tested or interviewed.
    SlotId = "slt",
    /// An invitation to a role at an institution.
    InvitationId = "inv",
    /// A list that somebody of a centre took along as a file.
    ExportId = "exp",
    /// A view of the queue that staff keep.
    DeskViewId = "viw",
    /// A new number that staff asked for at the counter.
    RecoveryId = "rcv",
    /// What staff noted of a person: a call, or a note.
    RemarkId = "rmk",
}

/// The id of any object that `node(id)` finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AnyId {
    /// A job seeker.
    Applicant(ApplicantId),
    /// An application.
    Application(ApplicationId),
    /// A training session.
    Session(SessionId),
    /// A program.
    Program(ProgramId),
    /// An institution.
    Institution(InstitutionId),
}

impl fmt::Display for AnyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Applicant(id) => id.fmt(f),
            Self::Application(id) => id.fmt(f),
            Self::Session(id) => id.fmt(f),
            Self::Program(id) => id.fmt(f),
            Self::Institution(id) => id.fmt(f),
        }
    }
}

impl FromStr for AnyId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let prefix = text.split_once('_').map_or("", |(prefix, _)| prefix);
        match prefix {
            ApplicantId::PREFIX => text.parse().map(Self::Applicant),
            ApplicationId::PREFIX => text.parse().map(Self::Application),
            SessionId::PREFIX => text.parse().map(Self::Session),
            ProgramId::PREFIX => text.parse().map(Self::Program),
            InstitutionId::PREFIX => text.parse().map(Self::Institution),
            _ => Err(IdError::WrongKind { expected: "node" }),
        }
    }
}

serde_as_text!(AnyId);
