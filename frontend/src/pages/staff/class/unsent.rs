//! Marks that wait for the network: on this device, by ids alone, until the server has them.

use std::collections::BTreeSet;

use balai_shared::error::ErrorCode;
use balai_shared::unsent::{Waiting, left, may_pass, next};
use leptos::prelude::*;
use serde_json::Value;

use crate::api::{
    ApiError, AttendanceMarkInput, MarkAttendance, MarkAttendanceInput, MarkAttendanceVariables,
    MarkResult, Sender, Typed, WhoMarks, Word, run,
};

const PLACE: &str = "balai-marks";

/// All marks on this device, the first first.
fn kept() -> Vec<Waiting> {
    let text = storage().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    let all: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
    let all = all.as_ref().and_then(Value::as_array);
    all.into_iter().flatten().filter_map(read).collect()
}

/// Read by hand: a reader that serde derives costs the browser some kilobytes.
fn read(mark: &Value) -> Option<Waiting> {
    let text = |name: &str| mark.get(name).and_then(Value::as_str).map(str::to_owned);
    let minutes = mark.get("minutes").and_then(Value::as_i64);
    Some(Waiting {
        account: text("account").unwrap_or_default(),
        meeting: text("meeting")?,
        application: text("application")?,
        status: text("status")?.parse().ok()?,
        minutes: minutes.and_then(|minutes| i32::try_from(minutes).ok()),
        at: text("at")?,
        client: text("client")?,
    })
}

/// Those of this account.
pub(super) fn own(account: &str) -> Vec<Waiting> {
    kept().into_iter().filter(|waiting| waiting.is_of(account)).collect()
}

/// How many are on this device: of this account, and of others.
pub(super) fn counts(account: &str) -> (usize, usize) {
    let all = kept();
    let own = all.iter().filter(|waiting| waiting.is_of(account)).count();
    (own, all.len() - own)
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

/// What came of sending.
#[derive(Default)]
pub(super) struct Sent {
    /// What the server settled: marks that it kept, or refused for good.
    pub(super) results: Vec<MarkResult>,
    /// What it refused as a whole, or that there is no network.
    pub(super) refusal: Option<ApiError>,
    /// Another account is signed in on this browser meanwhile: nothing was sent.
    pub(super) somebody_else: bool,
}

/// Sends what waits of this account, a meeting at a time. What may be taken later stays; without a
/// network everything does.
pub(super) async fn send(sender: &Sender, account: &str) -> Sent {
    let mut sent = Sent::default();
    // The cookie is the browser's, not the page's: a sign-in elsewhere changes under whose name a
    // mark would be kept.
    match run(sender, Typed::<WhoMarks>::new(())).await {
        Ok(WhoMarks { viewer: Some(viewer) }) if viewer.id.inner() != account => {
            sent.somebody_else = true;
            return sent;
        }
        Ok(WhoMarks { .. }) => {}
        Err(error) => {
            sent.refusal = Some(error);
            return sent;
        }
    }
    let mut tried = BTreeSet::new();
    loop {
        let batch = next(&kept(), account, &tried);
        let Some(first) = batch.first() else { return sent };
        let input = MarkAttendanceInput {
            meeting_id: cynic::Id::new(&first.meeting),
            marks: batch.iter().map(input).collect(),
        };
        tried.extend(batch.iter().map(|waiting| waiting.client.clone()));
        let request = Typed::<MarkAttendance>::new(MarkAttendanceVariables { input });
        match run(sender, request).await {
            Ok(answer) => settle(answer.mark_attendance.results, &mut sent),
            Err(error) => {
                let all: Vec<_> =
                    batch.into_iter().map(|one| (one.client, Some(error.code))).collect();
                write(&left(kept(), &all));
                sent.refusal = Some(error);
                return sent;
            }
        }
    }
}

fn settle(results: Vec<MarkResult>, sent: &mut Sent) {
    let answers: Vec<_> =
        results.iter().map(|result| (result.client_id.clone(), refusal(result))).collect();
    write(&left(kept(), &answers));
    sent.results
        .extend(results.into_iter().filter(|result| !refusal(result).is_some_and(may_pass)));
}

fn refusal(result: &MarkResult) -> Option<ErrorCode> {
    result.error.as_ref().map(|error| error.code.0)
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
