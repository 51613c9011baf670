//! Each form's operation.

use serde_json::Value;

use super::{Effect, FormOperation, account, appointment, saved_search};
use crate::api::{self, Operation};

/// Signs in.
pub static SIGN_IN: FormOperation = FormOperation {
    name: "signIn",
    fields: &["identifier", "password"],
    required: &["identifier", "password"],
    switches: &[],
    document: api::SignIn::DOCUMENT,
    operation_name: "SignIn",
    destination: own_desk,
    effect: Effect::ChangesPerson,
    hands_on: None,
};

/// Signs out.
pub static SIGN_OUT: FormOperation = FormOperation {
    name: "signOut",
    fields: &[],
    required: &[],
    switches: &[],
    document: api::SignOut::DOCUMENT,
    operation_name: "SignOut",
    destination: catalogue,
    effect: Effect::ChangesPerson,
    hands_on: None,
};

/// Makes an account.
pub static REGISTER: FormOperation = FormOperation {
    name: "register",
    fields: &["name", "phone", "email", "password"],
    required: &["name", "password"],
    switches: &[],
    document: api::Register::DOCUMENT,
    operation_name: "Register",
    destination: own_profile,
    effect: Effect::ChangesPerson,
    hands_on: None,
};

/// Asks for a code to make a new password with.
pub static REQUEST_PASSWORD_RESET: FormOperation = FormOperation {
    name: "requestPasswordReset",
    fields: &["identifier"],
    required: &["identifier"],
    switches: &[],
    document: api::RequestPasswordReset::DOCUMENT,
    operation_name: "RequestPasswordReset",
    destination: new_password,
    effect: Effect::Changes,
    hands_on: Some(("resetPassword", &["identifier"])),
};

/// Makes a new password with the code.
pub static RESET_PASSWORD: FormOperation = FormOperation {
    name: "resetPassword",
    fields: &["identifier", "code", "password"],
    required: &["identifier", "code", "password"],
    switches: &[],
    document: api::ResetPassword::DOCUMENT,
    operation_name: "ResetPassword",
    destination: sign_in_anew,
    effect: Effect::ChangesPerson,
    hands_on: None,
};

/// Changes the profile.
pub static UPDATE_PROFILE: FormOperation = FormOperation {
    name: "updateProfile",
    fields: &[
        "name",
        "nik",
        "kk",
        "birthDate",
        "sex",
        "education",
        "occupation",
        "regionCode",
        "phone",
        "email",
    ],
    required: &[],
    switches: &["disability"],
    document: api::UpdateProfile::DOCUMENT,
    operation_name: "UpdateProfile",
    destination: own_profile,
    effect: Effect::Changes,
    hands_on: None,
};

/// Marks all messages as read.
pub static MARK_NOTIFICATIONS_READ: FormOperation = FormOperation {
    name: "markNotificationsRead",
    fields: &[],
    required: &[],
    switches: &[],
    document: api::MarkNotificationsRead::DOCUMENT,
    operation_name: "MarkNotificationsRead",
    destination: own_messages,
    effect: Effect::Changes,
    hands_on: None,
};

/// Chooses by which ways news come.
pub static UPDATE_MESSAGE_PREFERENCES: FormOperation = FormOperation {
    name: "updateMessagePreferences",
    fields: &[],
    required: &[],
    switches: &["email", "sms", "newSessions"],
    document: api::UpdateMessagePreferences::DOCUMENT,
    operation_name: "UpdateMessagePreferences",
    destination: own_messages,
    effect: Effect::Changes,
    hands_on: None,
};

/// Saves a step of applying.
pub static SAVE_APPLICATION_DRAFT: FormOperation = FormOperation {
    name: "saveApplicationDraft",
    fields: &["sessionId", "motivation", "step"],
    required: &["sessionId"],
    switches: &[],
    document: api::SaveApplicationDraft::DOCUMENT,
    operation_name: "SaveApplicationDraft",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Throws a draft away.
pub static DISCARD_APPLICATION_DRAFT: FormOperation = FormOperation {
    name: "discardApplicationDraft",
    fields: &["applicationId"],
    required: &["applicationId"],
    switches: &[],
    document: api::DiscardApplicationDraft::DOCUMENT,
    operation_name: "DiscardApplicationDraft",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Deletes a document.
pub static DELETE_DOCUMENT: FormOperation = FormOperation {
    name: "deleteDocument",
    fields: &["documentId"],
    required: &["documentId"],
    switches: &[],
    document: api::DeleteDocument::DOCUMENT,
    operation_name: "DeleteDocument",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Applies for a session.
pub static SUBMIT_APPLICATION: FormOperation = FormOperation {
    name: "submitApplication",
    fields: &["sessionId", "funding", "motivation"],
    required: &["sessionId", "funding"],
    switches: &[],
    document: api::SubmitApplication::DOCUMENT,
    operation_name: "SubmitApplication",
    destination: new_application,
    effect: Effect::Creates,
    hands_on: None,
};

/// Takes an application back.
pub static WITHDRAW_APPLICATION: FormOperation = FormOperation {
    name: "withdrawApplication",
    fields: &["applicationId", "reason"],
    required: &["applicationId"],
    switches: &[],
    document: api::WithdrawApplication::DOCUMENT,
    operation_name: "WithdrawApplication",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Takes an offered seat.
pub static CONFIRM_OFFER: FormOperation = FormOperation {
    name: "confirmOffer",
    fields: &["applicationId"],
    required: &["applicationId"],
    switches: &[],
    document: api::ConfirmOffer::DOCUMENT,
    operation_name: "ConfirmOffer",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Turns an offered seat down.
pub static DECLINE_OFFER: FormOperation = FormOperation {
    name: "declineOffer",
    fields: &["applicationId"],
    required: &["applicationId"],
    switches: &[],
    document: api::DeclineOffer::DOCUMENT,
    operation_name: "DeclineOffer",
    destination: own_applications,
    effect: Effect::Changes,
    hands_on: None,
};

/// Puts an application off to a later session.
pub static DEFER_APPLICATION: FormOperation = FormOperation {
    name: "deferApplication",
    fields: &["applicationId", "sessionId"],
    required: &["applicationId", "sessionId"],
    switches: &[],
    document: api::DeferApplication::DOCUMENT,
    operation_name: "DeferApplication",
    destination: deferred_application,
    effect: Effect::Creates,
    hands_on: None,
};

/// Says where a benefit is paid to.
pub static REGISTER_PAYOUT_ACCOUNT: FormOperation = FormOperation {
    name: "registerPayoutAccount",
    fields: &["benefitId", "provider", "number"],
    required: &["benefitId", "number"],
    switches: &[],
    document: api::RegisterPayoutAccount::DOCUMENT,
    operation_name: "RegisterPayoutAccount",
    destination: account_kept,
    effect: Effect::Changes,
    hands_on: None,
};

/// Answers a survey.
pub static ANSWER_SURVEY: FormOperation = FormOperation {
    name: "answerSurvey",
    fields: &["benefitId", "number", "employment", "usesSkill", "incomeBand", "note"],
    required: &["benefitId", "number"],
    switches: &[],
    document: api::AnswerSurvey::DOCUMENT,
    operation_name: "AnswerSurvey",
    destination: survey_kept,
    effect: Effect::Changes,
    hands_on: None,
};

/// Rates a training.
pub static RATE_TRAINING: FormOperation = FormOperation {
    name: "rateTraining",
    fields: &["applicationId", "stars", "review"],
    required: &["applicationId"],
    switches: &[],
    document: api::RateTraining::DOCUMENT,
    operation_name: "RateTraining",
    destination: rating_kept,
    effect: Effect::Changes,
    hands_on: None,
};

static REGISTRY: [&FormOperation; 33] = [
    &account::CONFIRM_CONTACT,
    &account::REQUEST_CONTACT_CODE,
    &account::CHANGE_PASSWORD,
    &account::SIGN_OUT_DEVICE,
    &account::SIGN_OUT_OTHER_DEVICES,
    &account::STOP_CONTACT_RECOVERY,
    &account::AGREE_TO_CONTACT_RECOVERY,
    &account::REVEAL_IDENTITY,
    &account::DELETE_ACCOUNT,
    &SIGN_IN,
    &SIGN_OUT,
    &REGISTER,
    &REQUEST_PASSWORD_RESET,
    &RESET_PASSWORD,
    &MARK_NOTIFICATIONS_READ,
    &UPDATE_MESSAGE_PREFERENCES,
    &UPDATE_PROFILE,
    &SAVE_APPLICATION_DRAFT,
    &DISCARD_APPLICATION_DRAFT,
    &DELETE_DOCUMENT,
    &SUBMIT_APPLICATION,
    &WITHDRAW_APPLICATION,
    &CONFIRM_OFFER,
    &DECLINE_OFFER,
    &DEFER_APPLICATION,
    &appointment::BOOK_SLOT,
    &appointment::MOVE_SLOT,
    &appointment::CANCEL_BOOKING,
    &REGISTER_PAYOUT_ACCOUNT,
    &ANSWER_SURVEY,
    &RATE_TRAINING,
    &saved_search::SAVE_SEARCH,
    &saved_search::DELETE_SAVED_SEARCH,
];

/// Every form's operation.
#[must_use]
pub fn registry() -> &'static [&'static FormOperation] {
    &REGISTRY
}

/// The operation of this name, if there is one.
#[must_use]
pub fn find(name: &str) -> Option<&'static FormOperation> {
    REGISTRY.iter().copied().find(|operation| operation.name == name)
}

fn catalogue(_: &Value) -> String {
    String::from("/")
}

fn new_password(_: &Value) -> String {
    String::from("/sandi-baru")
}

fn sign_in_anew(_: &Value) -> String {
    String::from("/masuk?sandi=baru")
}

fn own_messages(_: &Value) -> String {
    String::from("/pesan")
}

fn own_applications(_: &Value) -> String {
    String::from("/lamaran")
}

/// Staff go to their desk, applicants to their applications.
fn own_desk(data: &Value) -> String {
    let roles = data.pointer("/signIn/viewer/roles").and_then(Value::as_array);
    let path = if roles.is_some_and(|roles| !roles.is_empty()) { "/petugas" } else { "/lamaran" };
    String::from(path)
}

fn own_profile(_: &Value) -> String {
    String::from("/profil?tersimpan=1")
}

fn new_application(data: &Value) -> String {
    application_at(data, "/submitApplication/application/id")
}

fn deferred_application(data: &Value) -> String {
    application_at(data, "/deferApplication/application/id")
}

fn application_at(data: &Value, pointer: &str) -> String {
    let id = data.pointer(pointer).and_then(Value::as_str);
    id.map_or_else(|| String::from("/lamaran"), |id| format!("/lamaran/{id}"))
}

fn account_kept(_: &Value) -> String {
    String::from("/manfaat?tersimpan=rekening")
}

fn survey_kept(_: &Value) -> String {
    String::from("/manfaat?tersimpan=survei")
}

/// To the benefit where one paid for it, else back to the application.
fn rating_kept(data: &Value) -> String {
    let application = data.pointer("/rateTraining/application");
    let text = |pointer| application?.pointer(pointer)?.as_str();
    match (text("/session/funding"), text("/id")) {
        (Some("PRAKERJA"), _) | (_, None) => String::from("/manfaat?tersimpan=nilai"),
        (_, Some(id)) => format!("/lamaran/{id}"),
    }
}
