//! The operations of the forms about times for tests and interviews.

use serde_json::Value;

use super::{Effect, FormOperation};
use crate::api::{self, Operation};

/// Chooses a time.
pub static BOOK_SLOT: FormOperation = FormOperation {
    name: "bookSlot",
    fields: &["applicationId", "slotId"],
    required: &["applicationId", "slotId"],
    switches: &[],
    document: api::BookSlot::DOCUMENT,
    operation_name: "BookSlot",
    destination: booked,
    effect: Effect::Changes,
    hands_on: None,
};

/// Moves to another time.
pub static MOVE_SLOT: FormOperation = FormOperation {
    name: "moveSlot",
    fields: &["applicationId", "slotId"],
    required: &["applicationId", "slotId"],
    switches: &[],
    document: api::MoveSlot::DOCUMENT,
    operation_name: "MoveSlot",
    destination: moved,
    effect: Effect::Changes,
    hands_on: None,
};

/// Gives a time back.
pub static CANCEL_BOOKING: FormOperation = FormOperation {
    name: "cancelBooking",
    fields: &["applicationId", "slotId"],
    required: &["applicationId", "slotId"],
    switches: &[],
    document: api::CancelBooking::DOCUMENT,
    operation_name: "CancelBooking",
    destination: given_back,
    effect: Effect::Changes,
    hands_on: None,
};

fn booked(data: &Value) -> String {
    times_of(data, "/bookSlot/application/id", "tersimpan")
}

fn moved(data: &Value) -> String {
    times_of(data, "/moveSlot/application/id", "tersimpan")
}

fn given_back(data: &Value) -> String {
    times_of(data, "/cancelBooking/application/id", "dilepas")
}

fn times_of(data: &Value, pointer: &str, said: &str) -> String {
    let id = data.pointer(pointer).and_then(Value::as_str);
    id.map_or_else(|| String::from("/lamaran"), |id| format!("/lamaran/{id}/jadwal?{said}=1"))
}
