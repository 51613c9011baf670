//! The part of the account page that changes the password.

use leptos::prelude::*;

use crate::components::{
    FormState, Sending, TextField, form_message, operation_form, submit_button, text_field,
};
use crate::i18n::account_words;

/// The form: the present password, and the one to be.
pub(super) fn password(form: FormState) -> AnyView {
    let a = account_words();
    let current = TextField {
        name: "current",
        label: a.password_current,
        kind: "password",
        secret: true,
        autocomplete: "current-password",
        ..TextField::default()
    };
    let new = TextField {
        name: "new",
        label: a.password_new,
        hint: Some(a.password_hint),
        kind: "password",
        secret: true,
        autocomplete: "new-password",
        ..TextField::default()
    };
    let fields = view! {
        {form_message(form)}
        {text_field(form, current, |_| {})}
        {text_field(form, new, |_| {})}
        {submit_button(form, a.password_button, "")}
    };
    operation_form(form, Sending { back: String::from("/akun"), next: None }, fields.into_any())
}
