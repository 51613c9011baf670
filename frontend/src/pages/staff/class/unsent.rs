//! Marks that wait for the network: on this device, by ids alone, until the server has them.

use balai_shared::completion::AttendanceStatus;
use balai_shared::error::ErrorCode;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::{
    ApiError, AttendanceMarkInput, MarkAttendance, MarkAttendanceInput, MarkAttendanceVariables,
    MarkResult, Sender, Typed, Word, run,
};

const PLACE: &str = "balai-marks";
/// The most marks of one request.
const TOGETHER: usize = 200;

/// A mark that the server may not have yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Waiting {
    pub(super) meeting: String,
    pub(super) application: String,
    pub(super) status: AttendanceStatus,
    pub(super) minutes: Option<i32>,
    /// When it was made, by this device.
    pub(super) at: String,
    /// The name under which the server takes it once.
    pub(super) client: String,
}

/// The marks on this device, the first first.
pub(super) fn kept() -> Vec<Waiting> {
    let text = storage().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Adds marks to those on this device.
pub(super) fn keep(new: Vec<Waiting>) {
    let mut all = kept();
    all.extend(new);
    write(&all);
}

fn write(all: &[Waiting]) {
    let Some(storage) = storage() else { return };
    // A device without room keeps what is on the page; the page says that it waits.
    let _ = match serde_json::to_string(all) {
        Ok(text) if !all.is_empty() => storage.set_item(PLACE, &text),
        Ok(_) | Err(_) => storage.remove_item(PLACE),
    };
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Sends what waits, a meeting at a time. What the server answered, and what it refused as a whole;
/// without a network everything stays.
pub(super) async fn send(sender: &Sender) -> (Vec<MarkResult>, Option<ApiError>) {
    let mut results = Vec::new();
    while let Some(first) = kept().into_iter().next() {
        let batch: Vec<Waiting> = kept()
            .into_iter()
            .filter(|waiting| waiting.meeting == first.meeting)
            .take(TOGETHER)
            .collect();
        let input = MarkAttendanceInput {
            meeting_id: cynic::Id::new(first.meeting),
            marks: batch.iter().map(input).collect(),
        };
        let request = Typed::<MarkAttendance>::new(MarkAttendanceVariables { input });
        match run(sender, request).await {
            Ok(answer) => results.extend(answer.mark_attendance.results),
            Err(error) if stays(error.code) => return (results, Some(error)),
            Err(error) => {
                forget(&batch);
                return (results, Some(error));
            }
        }
        forget(&batch);
    }
    (results, None)
}

/// Whether the same marks may be taken later.
const fn stays(code: ErrorCode) -> bool {
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

fn forget(batch: &[Waiting]) {
    let mut all = kept();
    all.retain(|waiting| !batch.iter().any(|sent| sent.client == waiting.client));
    write(&all);
}

fn input(waiting: &Waiting) -> AttendanceMarkInput {
    AttendanceMarkInput {
        application_id: cynic::Id::new(&waiting.application),
        status: Word(waiting.status),
        minutes: waiting.minutes,
        at: Some(waiting.at.clone()),
        client_id: waiting.client.clone(),
    }
}
