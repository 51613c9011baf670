//! The protocol's words.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::http::reply::{Outcome, Reply};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Said {
    /// Its first word, perhaps with who it is.
    ConnectionInit {
        /// `{"authorization": "Bearer …"}`, for clients that can't set headers.
        payload: Option<Value>,
    },
    /// Asks whether we live.
    Ping,
    /// Lives.
    Pong,
    /// Sends an operation.
    Subscribe {
        /// The client's name for it.
        id: String,
        /// What stands in the body of a POST.
        payload: Value,
    },
    /// Has heard enough of an operation.
    Complete {
        /// Which.
        id: String,
    },
}

/// Why a connection ends, as the protocol counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Something that is not of the protocol.
    Invalid,
    /// An operation before the first word.
    Unauthorized,
    /// No first word.
    Silent,
    /// Two operations of one name.
    Twice,
    /// Two first words.
    AgainFirst,
    /// It has been open as long as a sign-in is believed; open it anew.
    Over,
    /// The database is away: not known who it is, not that it is nobody.
    Away,
}

impl Ending {
    /// The code and the words that are closed with.
    pub(super) const fn told(self) -> (u16, &'static str) {
        match self {
            Self::Invalid => (4400, "not a message of graphql-transport-ws"),
            Self::Unauthorized => (4401, "Unauthorized"),
            Self::Silent => (4408, "Connection initialisation timeout"),
            Self::Twice => (4409, "Subscriber already exists"),
            Self::AgainFirst => (4429, "Too many initialisation requests"),
            Self::Over => (1001, "open it anew"),
            Self::Away => (1013, "try again later"),
        }
    }
}

/// The answer to a first word.
pub(super) fn acknowledged() -> String {
    json!({ "type": "connection_ack" }).to_string()
}

/// The answer to a ping.
pub(super) fn pong() -> String {
    json!({ "type": "pong" }).to_string()
}

/// One answer to an operation, and whether it was the last.
pub(super) fn answered(id: &str, reply: &Reply) -> (String, bool) {
    let body: Value = serde_json::from_str(&reply.to_json()).unwrap_or_default();
    match reply.outcome {
        Outcome::Executed => {
            (json!({ "type": "next", "id": id, "payload": body }).to_string(), false)
        }
        Outcome::Refused(_)
        | Outcome::Declined(_)
        | Outcome::Malformed
        | Outcome::WrongMethod
        | Outcome::TooLarge
        | Outcome::WrongContentType
        | Outcome::NotAcceptable => {
            (json!({ "type": "error", "id": id, "payload": body["errors"] }).to_string(), true)
        }
    }
}

/// An operation is over.
pub(super) fn completed(id: &str) -> String {
    json!({ "type": "complete", "id": id }).to_string()
}
