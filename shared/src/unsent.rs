//! Marks of attendance that a device keeps until the server has them: whose they are, what goes next,
//! and what stays.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{completion::AttendanceStatus, error::ErrorCode};

/// The most marks of one request.
const TOGETHER: usize = 200;

/// A mark that the server may not have yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The account that made it, `usr_…`. Empty where that wasn't kept: then it is nobody's to send.
    #[serde(default)]
    pub account: String,
    /// `mtg_…`.
    pub meeting: String,
    /// `app_…`.
    pub application: String,
    /// Whether the person came.
    pub status: AttendanceStatus,
    /// How many minutes, for LATE.
    pub minutes: Option<i32>,
    /// When it was made, by this device.
    pub at: String,
    /// The name under which the server takes it once.
    pub client: String,
}

impl Waiting {
    /// Whether this account made it.
    #[must_use]
    pub fn is_of(&self, account: &str) -> bool {
        !account.is_empty() && self.account == account
    }
}

/// What goes next in one request: marks of this account at one meeting, without those that were tried
/// already. Empty when nothing is left to try.
#[must_use]
pub fn next(kept: &[Waiting], account: &str, tried: &BTreeSet<String>) -> Vec<Waiting> {
    let due =
        || kept.iter().filter(|waiting| waiting.is_of(account) && !tried.contains(&waiting.client));
    let meeting = due().next().map(|first| first.meeting.as_str());
    due()
        .filter(|waiting| Some(waiting.meeting.as_str()) == meeting)
        .take(TOGETHER)
        .cloned()
        .collect()
}

/// What stays on the device after the server answered for some marks: their names, each with its
/// refusal where there was one. A mark goes when it was kept or refused for good.
#[must_use]
pub fn left(kept: Vec<Waiting>, answers: &[(String, Option<ErrorCode>)]) -> Vec<Waiting> {
    let settled = |waiting: &Waiting| {
        let answer = answers.iter().find(|(client, _)| *client == waiting.client);
        answer.is_some_and(|(_, refusal)| !refusal.is_some_and(may_pass))
    };
    kept.into_iter().filter(|waiting| !settled(waiting)).collect()
}

/// Whether what was refused with this may be taken later, as it is.
#[must_use]
pub const fn may_pass(code: ErrorCode) -> bool {
    match code {
        ErrorCode::Unavailable
        | ErrorCode::Unauthenticated
        | ErrorCode::RateLimited
        | ErrorCode::Internal => true,
        ErrorCode::InvalidQuery
        | ErrorCode::Forbidden
        | ErrorCode::NotFound
        | ErrorCode::ValidationFailed
        | ErrorCode::NotEligible
        | ErrorCode::InvalidTransition
        | ErrorCode::SeatsExhausted
        | ErrorCode::DeadlinePassed
        | ErrorCode::Conflict
        | ErrorCode::QueryTooComplex => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiting(account: &str, meeting: &str, client: &str) -> Waiting {
        Waiting {
            account: account.to_owned(),
            meeting: meeting.to_owned(),
            application: "app_1".to_owned(),
            status: AttendanceStatus::Present,
            minutes: None,
            at: "2026-03-02T00:10:00Z".to_owned(),
            client: client.to_owned(),
        }
    }

    fn clients(marks: &[Waiting]) -> Vec<&str> {
        marks.iter().map(|waiting| waiting.client.as_str()).collect()
    }

    #[test]
    fn only_the_own_marks_go_a_meeting_at_a_time() {
        let kept = [
            waiting("usr_2", "mtg_1", "a"),
            waiting("usr_1", "mtg_1", "b"),
            waiting("usr_1", "mtg_2", "c"),
            waiting("usr_1", "mtg_1", "d"),
        ];
        let mut tried = BTreeSet::new();
        assert_eq!(clients(&next(&kept, "usr_1", &tried)), ["b", "d"]);
        tried.extend(["b".to_owned(), "d".to_owned()]);
        assert_eq!(clients(&next(&kept, "usr_1", &tried)), ["c"]);
        tried.insert("c".to_owned());
        assert!(next(&kept, "usr_1", &tried).is_empty(), "each is tried once in a round");
        assert_eq!(clients(&next(&kept, "usr_2", &BTreeSet::new())), ["a"]);
    }

    #[test]
    fn a_mark_that_names_nobody_is_sent_by_nobody() {
        let old = r#"[{"meeting":"mtg_1","application":"app_1","status":"PRESENT","minutes":null,
            "at":"2026-03-02T00:10:00Z","client":"a"}]"#;
        let kept: Vec<Waiting> = serde_json::from_str(old).unwrap();
        assert_eq!(kept, [waiting("", "mtg_1", "a")], "it isn't lost either");
        for account in ["", "usr_1"] {
            assert!(next(&kept, account, &BTreeSet::new()).is_empty());
        }
    }

    #[test]
    fn what_may_be_taken_later_stays() {
        let kept = ["a", "b", "c", "d", "e", "f"].map(|client| waiting("usr_1", "mtg_1", client));
        let answers = [
            ("a", None),
            ("b", Some(ErrorCode::Unavailable)),
            ("c", Some(ErrorCode::InvalidTransition)),
            ("d", Some(ErrorCode::Internal)),
            ("e", Some(ErrorCode::Unauthenticated)),
        ];
        let answers = answers.map(|(client, refusal)| (client.to_owned(), refusal));
        let left = left(kept.to_vec(), &answers);
        assert_eq!(clients(&left), ["b", "d", "e", "f"], "so does what wasn't answered");
    }
}
