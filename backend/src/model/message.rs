//! Messages on their way out of the house.

use balai_shared::{
    account::AccountNotice,
    id::{AccountId, ApplicationId, BenefitId, InvitationId, MessageId, SessionId},
    language::Language,
    notification::{Channel, NotificationKind},
    time::Instant,
};

/// What news are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// An application.
    Application(ApplicationId),
    /// A benefit.
    Benefit(BenefitId),
    /// A session that the person waits for.
    Session(SessionId),
}

impl Subject {
    /// The application, if it is one.
    #[must_use]
    pub const fn application(self) -> Option<ApplicationId> {
        match self {
            Self::Application(id) => Some(id),
            Self::Benefit(_) | Self::Session(_) => None,
        }
    }

    /// The benefit, if it is one.
    #[must_use]
    pub const fn benefit(self) -> Option<BenefitId> {
        match self {
            Self::Benefit(id) => Some(id),
            Self::Application(_) | Self::Session(_) => None,
        }
    }

    /// The session, if it is one.
    #[must_use]
    pub const fn session(self) -> Option<SessionId> {
        match self {
            Self::Session(id) => Some(id),
            Self::Application(_) | Self::Benefit(_) => None,
        }
    }

    /// Of the three columns that keep it; `None` where none is there.
    #[must_use]
    pub fn of(
        application: Option<u128>,
        benefit: Option<u128>,
        session: Option<u128>,
    ) -> Option<Self> {
        let application = application.map(|id| Self::Application(ApplicationId::from_u128(id)));
        let benefit = benefit.map(|id| Self::Benefit(BenefitId::from_u128(id)));
        let session = session.map(|id| Self::Session(SessionId::from_u128(id)));
        application.or(benefit).or(session)
    }
}

/// What a message says.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// What happened to an application or a benefit, or that a session is there.
    News {
        /// What.
        kind: NotificationKind,
        /// To which.
        about: Subject,
    },
    /// A code for a new password: sealed at rest, and gone once it is sent.
    PasswordCode(String),
    /// A code that proves a contact: as the one for a password.
    ContactCode(String),
    /// A code that joins the account to another of the person: as the one for a password.
    JoinCode(String),
    /// An invitation to a role, with its code: as the one for a password. Without the invitation once
    /// it was sent.
    Invitation(Option<InvitationId>, String),
    /// That a new number was asked for at a counter, with the code that stops it.
    Recovery(String),
    /// What happened to the account.
    Notice(AccountNotice),
}

/// Without the code: what is printed may end in a log.
impl std::fmt::Debug for Content {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::News { kind, about } => {
                formatter.debug_struct("News").field("kind", kind).field("of", about).finish()
            }
            Self::PasswordCode(_) => formatter.write_str("PasswordCode(..)"),
            Self::ContactCode(_) => formatter.write_str("ContactCode(..)"),
            Self::JoinCode(_) => formatter.write_str("JoinCode(..)"),
            Self::Invitation(id, _) => formatter.debug_tuple("Invitation").field(id).finish(),
            Self::Recovery(_) => formatter.write_str("Recovery(..)"),
            Self::Notice(notice) => formatter.debug_tuple("Notice").field(notice).finish(),
        }
    }
}

/// A number or an address, as it is written. Without it in `Debug`: that may end in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Destination(pub String);

impl std::fmt::Debug for Destination {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Destination(..)")
    }
}

/// A message that waits to be sent.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// To whom.
    pub account: AccountId,
    /// By which way.
    pub channel: Channel,
    /// In which language.
    pub language: Language,
    /// What it says.
    pub content: Content,
    /// Where to, when that is not for the account to say: sealed at rest, and gone once it is sent.
    pub destination: Option<Destination>,
    /// When it was written.
    pub created_at: Instant,
    /// From when on it is worth nothing any more.
    pub expires_at: Instant,
    /// How often sending it was begun.
    pub tries: i32,
}

/// How far a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits to be sent, for the first time or again.
    Waiting,
    /// It was handed over.
    Sent,
    /// It has arrived, as the gateway says.
    Delivered,
    /// It was given up.
    Failed,
}

/// How a person wants to be told, and in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    /// The language of the last visit.
    pub language: Language,
    /// Whether news may come by e-mail.
    pub email: bool,
    /// Whether news may come by SMS.
    pub sms: bool,
    /// Whether new sessions like those that the person waits for are among these news.
    pub new_sessions: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { language: Language::default(), email: true, sms: true, new_sessions: true }
    }
}
