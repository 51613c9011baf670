//! The operations of the forms about one's own account.

use std::collections::BTreeMap;

use balai_shared::time::Instant;
use serde_json::Value;

use super::{Effect, FormOperation};
use crate::api::{self, Operation};
use crate::visit::Flash;

/// Proves a contact with the code that was sent there.
pub static CONFIRM_CONTACT: FormOperation = FormOperation {
    name: "confirmContact",
    fields: &["code"],
    required: &["code"],
    switches: &[],
    document: api::ConfirmContact::DOCUMENT,
    operation_name: "ConfirmContact",
    destination: account,
    effect: Effect::Changes,
    hands_on: None,
};

/// Asks for such a code.
pub static REQUEST_CONTACT_CODE: FormOperation = FormOperation {
    name: "requestContactCode",
    fields: &["contact"],
    required: &["contact"],
    switches: &[],
    document: api::RequestContactCode::DOCUMENT,
    operation_name: "RequestContactCode",
    destination: code,
    effect: Effect::Changes,
    hands_on: None,
};

/// Changes the password.
pub static CHANGE_PASSWORD: FormOperation = FormOperation {
    name: "changePassword",
    fields: &["current", "new"],
    required: &["current", "new"],
    switches: &[],
    document: api::ChangePassword::DOCUMENT,
    operation_name: "ChangePassword",
    destination: password_changed,
    effect: Effect::Changes,
    hands_on: None,
};

/// Signs one device out.
pub static SIGN_OUT_DEVICE: FormOperation = FormOperation {
    name: "signOutDevice",
    fields: &["id"],
    required: &["id"],
    switches: &[],
    document: api::SignOutDevice::DOCUMENT,
    operation_name: "SignOutDevice",
    destination: signed_out,
    effect: Effect::Changes,
    hands_on: None,
};

/// Signs all other devices out.
pub static SIGN_OUT_OTHER_DEVICES: FormOperation = FormOperation {
    name: "signOutOtherDevices",
    fields: &[],
    required: &[],
    switches: &[],
    document: api::SignOutOtherDevices::DOCUMENT,
    operation_name: "SignOutOtherDevices",
    destination: signed_out,
    effect: Effect::Changes,
    hands_on: None,
};

/// Stops a new number that a centre's staff asked for: by the code, or one's own.
pub static STOP_CONTACT_RECOVERY: FormOperation = FormOperation {
    name: "stopContactRecovery",
    fields: &["code"],
    required: &[],
    switches: &[],
    document: api::StopContactRecovery::DOCUMENT,
    operation_name: "StopContactRecovery",
    destination: number_stopped,
    effect: Effect::Changes,
    hands_on: None,
};

/// Agrees to such a number.
pub static AGREE_TO_CONTACT_RECOVERY: FormOperation = FormOperation {
    name: "agreeToContactRecovery",
    fields: &["code"],
    required: &["code"],
    switches: &[],
    document: api::AgreeToContactRecovery::DOCUMENT,
    operation_name: "AgreeToContactRecovery",
    destination: number_agreed,
    effect: Effect::Changes,
    hands_on: None,
};

/// Shows NIK and KK in full, once.
pub static REVEAL_IDENTITY: FormOperation = FormOperation {
    name: "revealIdentity",
    fields: &["password"],
    required: &["password"],
    switches: &[],
    document: api::RevealIdentity::DOCUMENT,
    operation_name: "RevealIdentity",
    destination: identity,
    effect: Effect::Changes,
    hands_on: None,
};

/// Deletes the account.
pub static DELETE_ACCOUNT: FormOperation = FormOperation {
    name: "deleteAccount",
    fields: &["password"],
    required: &["password"],
    switches: &["confirm"],
    document: api::DeleteAccount::DOCUMENT,
    operation_name: "DeleteAccount",
    destination: farewell,
    effect: Effect::ChangesPerson,
    hands_on: None,
};

/// For how many seconds what is shown once waits for its page.
const SHOWN_SECONDS: i64 = 60;

/// What an operation's answer shows on the next page and nowhere else: it travels sealed, in the cookie
/// that the page takes away, with the time from which on it is worth nothing.
#[must_use]
pub fn shown_once(operation: &FormOperation, data: &Value, now: Instant) -> Option<Flash> {
    if operation.name != REVEAL_IDENTITY.name {
        return None;
    }
    let number = |name: &str| {
        let value = data.get(operation.name)?.get(name)?.as_str()?;
        Some((String::from(name), String::from(value)))
    };
    let until = now.plus_seconds(SHOWN_SECONDS).as_millis().to_string();
    let values: BTreeMap<String, String> = [number("nik"), number("kk")]
        .into_iter()
        .flatten()
        .chain([(String::from("until"), until)])
        .collect();
    Some(Flash { operation: String::from(operation.name), errors: Vec::new(), values })
}

fn account(_: &Value) -> String {
    String::from("/akun?tersimpan=1")
}

fn number_stopped(_: &Value) -> String {
    String::from("/nomor-baru?dihentikan")
}

fn number_agreed(_: &Value) -> String {
    String::from("/nomor-baru?disetujui")
}

fn code(_: &Value) -> String {
    String::from("/kode?dikirim=1")
}

fn password_changed(_: &Value) -> String {
    String::from("/akun?sandi=baru")
}

fn signed_out(_: &Value) -> String {
    String::from("/akun?keluar=1")
}

fn identity(_: &Value) -> String {
    String::from("/akun/identitas")
}

fn farewell(_: &Value) -> String {
    String::from("/akun?dihapus=1")
}
