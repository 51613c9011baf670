//! Making an account.

use leptos::prelude::*;

use super::sign_in::{next_of_query, with_next};
use crate::components::{
    FormState, Sending, TextField, form_message, head, here, operation_form, password_field,
    submit_button, text_field,
};
use crate::forms::REGISTER;
use crate::i18n::words;

/// `/daftar`
#[must_use]
pub fn register() -> AnyView {
    let w = words();
    head(w.register_title, w.catalogue_description);
    let next = next_of_query();
    let form = FormState::new(&REGISTER);
    let sending = Sending { back: here(), next: Some(next.clone().unwrap_or_else(first_page)) };
    view! {
        <div class="reading">
            <h1>{w.register_title}</h1>
            <p>{w.register_intro}</p>
            {operation_form(form, sending, fields(form))}
            <p>{w.have_account}" "<a href=with_next("/masuk", next)>{w.sign_in}</a></p>
        </div>
    }
    .into_any()
}

/// A new account has an empty profile, which is what comes next.
fn first_page() -> String {
    String::from("/profil")
}

fn fields(form: FormState) -> AnyView {
    let w = words();
    let name = TextField {
        name: "name",
        label: w.full_name,
        hint: Some(w.full_name_hint),
        autocomplete: "name",
        ..TextField::default()
    };
    let phone = TextField {
        name: "phone",
        label: w.phone,
        hint: Some(w.phone_hint),
        kind: "tel",
        autocomplete: "tel",
        ..TextField::default()
    };
    let email = TextField {
        name: "email",
        label: w.email,
        hint: Some(w.email_hint),
        kind: "email",
        autocomplete: "email",
        ..TextField::default()
    };
    let taken = move || {
        let is_taken = |field: &str| {
            form.problem_code(field)
                .is_some_and(|code| code == "PHONE_TAKEN" || code == "EMAIL_TAKEN")
        };
        (is_taken("phone") || is_taken("email")).then(|| view! { <p class="notice wait">{w.account_taken}" "<a href="/masuk">{w.sign_in}</a></p> })
    };
    view! {
        {form_message(form)}
        {taken}
        {text_field(form, name, |_| {})}
        {text_field(form, phone, |_| {})}
        {text_field(form, email, |_| {})}
        {password_field(form, Some(w.password_hint), "new-password")}
        <div class="action">{submit_button(form, w.register_button, "main")}</div>
    }
    .into_any()
}
