//! The forms that work without JavaScript: which operation each runs, and how its fields become
//! the operation's variables. The server's form handler and the browser read the same list.

mod account;
mod appointment;
mod registry;
mod saved_search;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::api::GraphqlRequest;
use crate::visit::Flash;

pub use account::{
    AGREE_TO_CONTACT_RECOVERY, CHANGE_PASSWORD, CONFIRM_CONTACT, DELETE_ACCOUNT,
    REQUEST_CONTACT_CODE, REVEAL_IDENTITY, SIGN_OUT_DEVICE, SIGN_OUT_OTHER_DEVICES,
    STOP_CONTACT_RECOVERY, shown_once,
};
pub use appointment::{BOOK_SLOT, CANCEL_BOOKING, MOVE_SLOT};
pub use registry::{
    ANSWER_SURVEY, CONFIRM_OFFER, DECLINE_OFFER, DEFER_APPLICATION, DELETE_DOCUMENT,
    DISCARD_APPLICATION_DRAFT, MARK_NOTIFICATIONS_READ, RATE_TRAINING, REGISTER,
    REGISTER_PAYOUT_ACCOUNT, REQUEST_PASSWORD_RESET, RESET_PASSWORD, SAVE_APPLICATION_DRAFT,
    SIGN_IN, SIGN_OUT, SUBMIT_APPLICATION, UPDATE_MESSAGE_PREFERENCES, UPDATE_PROFILE,
    WITHDRAW_APPLICATION, find, registry,
};
pub use saved_search::{DELETE_SAVED_SEARCH, SAVE_SEARCH};

/// A form's operation: `POST /form/{name}`.
#[derive(Debug)]
pub struct FormOperation {
    /// The mutation's name, and the last part of the form's path.
    pub name: &'static str,
    /// The names of the fields that go into the mutation's input; others are ignored.
    pub fields: &'static [&'static str],
    /// Those of them that the input can't be without: blank, they are sent as an empty text, which
    /// the service answers with a word at the field.
    pub required: &'static [&'static str],
    /// The names of the checkboxes: true where the form sends them, false where it doesn't.
    pub switches: &'static [&'static str],
    /// The GraphQL document.
    pub document: &'static str,
    /// The operation's name inside the document.
    pub operation_name: &'static str,
    /// Where to go with what the mutation gave (its `data`), when the form sent no `next`.
    pub destination: fn(&Value) -> String,
    /// What the operation does besides.
    pub effect: Effect,
    /// The form on the next page, by its operation's name, and the fields that it takes over, so that
    /// nobody types them twice. They don't travel in the address, which others may see.
    pub hands_on: Option<(&'static str, &'static [&'static str])>,
}

/// What a form's operation does besides changing data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It changes who is signed in: every part of the page is another afterwards.
    ChangesPerson,
    /// It creates something: its form carries an `idempotencyKey`.
    Creates,
    /// It changes something that exists.
    Changes,
}

/// The fields that the API takes as whole numbers, by their operation.
const NUMBERS: &[(&str, &str)] = &[("answerSurvey", "number"), ("rateTraining", "stars")];

/// Fields that are never sent back to be shown again.
const SECRETS: &[&str] = &["password", "code", "current", "new"];

impl FormOperation {
    /// The mutation's variables: `{"input": {…}}` of the fields that were filled in.
    #[must_use]
    pub fn to_variables(&self, fields: &BTreeMap<String, String>) -> Value {
        let mut input = Map::new();
        for name in self.fields {
            let blank = self.required.contains(name).then_some("");
            if let Some(value) = filled(name, fields).or(blank) {
                input.insert(String::from(*name), self.typed(name, value));
            }
        }
        for name in self.switches {
            input.insert(String::from(*name), Value::Bool(fields.contains_key(*name)));
        }
        let mut variables = Map::new();
        if !self.fields.is_empty() || !self.switches.is_empty() {
            variables.insert(String::from("input"), Value::Object(input));
        }
        Value::Object(variables)
    }

    /// A field's value as the API takes it; what should be a number and is none stays a text, which
    /// the API refuses.
    fn typed(&self, name: &str, value: &str) -> Value {
        let is_number = NUMBERS.contains(&(self.name, name));
        match value.parse::<i32>() {
            Ok(number) if is_number => Value::from(number),
            Ok(_) | Err(_) => Value::from(value),
        }
    }

    /// What was entered, to be shown again beside what was wrong with it; no secrets.
    #[must_use]
    pub fn kept(&self, fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let keep = |name: &str| self.fields.contains(&name) && !SECRETS.contains(&name);
        copied(fields.iter().filter(|(name, _)| keep(name)))
    }

    /// What the form on the next page begins with, as the flash that it reads.
    #[must_use]
    pub fn handed_on(&self, fields: &BTreeMap<String, String>) -> Option<Flash> {
        let (operation, names) = self.hands_on?;
        let taken = fields.iter().filter(|(name, _)| names.contains(&name.as_str()));
        let values = copied(taken);
        Some(Flash { operation: String::from(operation), errors: Vec::new(), values })
    }

    /// The request that the fields ask for.
    #[must_use]
    pub fn request(&self, fields: &BTreeMap<String, String>) -> GraphqlRequest {
        GraphqlRequest::of(self.operation_name, self.document, self.to_variables(fields))
    }
}

/// One by one: collecting sorts, which costs the browser some kilobytes.
fn copied<'a>(fields: impl Iterator<Item = (&'a String, &'a String)>) -> BTreeMap<String, String> {
    let mut copied = BTreeMap::new();
    copied.extend(fields.map(|(name, value)| (name.clone(), value.clone())));
    copied
}

/// A field's value; blanks are absent, except in a secret.
fn filled<'a>(name: &str, fields: &'a BTreeMap<String, String>) -> Option<&'a str> {
    let value = fields.get(name).map(String::as_str).unwrap_or_default();
    let value = if SECRETS.contains(&name) { value } else { value.trim() };
    match (value.is_empty(), name) {
        (false, _) => Some(value),
        // Without JavaScript the province is saved first, then its kabupaten are offered.
        (true, "regionCode") => filled("provinsi", fields)
            .filter(|new| fields.get("savedProvince").is_none_or(|old| old != new)),
        (true, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let owned = |&(name, value): &(&str, &str)| (String::from(name), String::from(value));
        pairs.iter().map(owned).collect()
    }

    #[test]
    fn blank_fields_are_absent_unless_required() {
        let sent = fields(&[("name", " Ayu "), ("phone", "  "), ("csrf", "x")]);
        let variables = REGISTER.to_variables(&sent);
        assert_eq!(variables, serde_json::json!({ "input": { "name": "Ayu", "password": "" } }));
    }

    #[test]
    fn a_password_keeps_its_spaces_and_is_never_kept() {
        let sent = fields(&[("identifier", "a@b.id"), ("password", " rahasia sekali ")]);
        let variables = SIGN_IN.to_variables(&sent);
        assert_eq!(variables["input"]["password"], " rahasia sekali ");
        assert!(!SIGN_IN.kept(&sent).contains_key("password"));
    }

    #[test]
    fn a_checkbox_that_is_not_sent_is_off() {
        let variables = UPDATE_MESSAGE_PREFERENCES.to_variables(&fields(&[("sms", "on")]));
        assert_eq!(
            variables,
            serde_json::json!({ "input": { "email": false, "sms": true, "newSessions": false } })
        );
    }

    #[test]
    fn who_asked_for_a_code_types_its_number_once_and_a_code_is_never_kept() {
        let sent = fields(&[("identifier", "0812"), ("csrf", "x")]);
        let flash = REQUEST_PASSWORD_RESET.handed_on(&sent).unwrap();
        assert_eq!(flash.operation, RESET_PASSWORD.name);
        assert_eq!(flash.values, fields(&[("identifier", "0812")]));
        let sent = fields(&[("identifier", "0812"), ("code", "042917"), ("password", "x")]);
        assert_eq!(RESET_PASSWORD.kept(&sent), fields(&[("identifier", "0812")]));
    }

    #[test]
    fn a_number_is_sent_as_one_where_the_api_takes_one() {
        let sent = fields(&[("applicationId", "app_1"), ("stars", "4")]);
        let variables = RATE_TRAINING.to_variables(&sent);
        let input = serde_json::json!({ "applicationId": "app_1", "stars": 4 });
        assert_eq!(variables, serde_json::json!({ "input": input }));
        let sent = fields(&[("benefitId", "ben_1"), ("number", "0123456789")]);
        let variables = REGISTER_PAYOUT_ACCOUNT.to_variables(&sent);
        assert_eq!(variables["input"]["number"], "0123456789");
    }

    #[test]
    fn a_province_alone_is_the_region() {
        let sent = fields(&[("provinsi", "51"), ("regionCode", "")]);
        let variables = UPDATE_PROFILE.to_variables(&sent);
        assert_eq!(
            variables,
            serde_json::json!({ "input": { "disability": false, "regionCode": "51" } })
        );
    }

    #[test]
    fn a_province_that_is_saved_already_does_not_replace_the_region() {
        let sent = fields(&[("provinsi", "51"), ("savedProvince", "51")]);
        let variables = UPDATE_PROFILE.to_variables(&sent);
        assert_eq!(variables, serde_json::json!({ "input": { "disability": false } }));
    }

    #[test]
    fn every_document_names_its_mutation_and_takes_its_fields() {
        let schema = include_str!("../../../schema.graphql");
        for operation in registry() {
            let document = operation.document;
            assert!(document.contains(operation.operation_name), "{document}");
            assert!(document.contains(operation.name), "{document}");
            let input = format!("input {}Input {{", operation.operation_name);
            let Some((_, rest)) = schema.split_once(&input) else {
                assert!(operation.fields.is_empty(), "{input} is not in the schema");
                continue;
            };
            let block = rest.split('}').next().unwrap();
            for field in operation.fields {
                let (_, rest) = block.split_once(&format!("{field}: ")).unwrap();
                let kind = rest.split_whitespace().next().unwrap();
                let required = operation.required.contains(field);
                assert_eq!(required, kind.ends_with('!'), "{input} {field}");
            }
        }
    }
}
