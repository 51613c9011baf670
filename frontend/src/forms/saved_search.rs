//! The operations of the forms about searches that are kept.

use serde_json::Value;

use super::{Effect, FormOperation};
use crate::api::{self, Operation};

/// What is asked for, by the names of the operation's fields.
const ASKED: &[&str] =
    &["search", "programId", "institutionId", "vocationId", "regionCode", "mode", "funding"];

/// Keeps a search.
pub static SAVE_SEARCH: FormOperation = FormOperation {
    name: "saveSearch",
    fields: ASKED,
    required: &[],
    switches: &[],
    document: api::SaveSearch::DOCUMENT,
    operation_name: "SaveSearch",
    destination: kept,
    effect: Effect::Changes,
    hands_on: None,
};

/// Forgets a search; its form says what it asked for, so that the next page can take that back.
pub static DELETE_SAVED_SEARCH: FormOperation = FormOperation {
    name: "deleteSavedSearch",
    fields: &["savedSearchId"],
    required: &["savedSearchId"],
    switches: &[],
    document: api::DeleteSavedSearch::DOCUMENT,
    operation_name: "DeleteSavedSearch",
    destination: forgotten,
    effect: Effect::Changes,
    hands_on: Some(("saveSearch", ASKED)),
};

fn kept(_: &Value) -> String {
    String::from("/kabari?tersimpan=1")
}

fn forgotten(_: &Value) -> String {
    String::from("/kabari?dihapus=1")
}
