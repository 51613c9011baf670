//! Making an account.

use leptos::prelude::*;

use crate::components::{
    FormState, Sending, TextField, form_message, head, here, next_of_query, operation_form,
    password_field, submit_button, text_field, with_next,
};
use crate::forms::REGISTER;
use crate::i18n::{served_words, words};

/// `/daftar`
#[must_use]
pub fn register() -> AnyView {
    let (w, s) = (words(), served_words());
    head(s.register_title, w.catalogue_description);
    let next = next_of_query();
    let form = FormState::new(&REGISTER);
    let sending = Sending { back: here(), next: Some(next.clone().unwrap_or_else(first_page)) };
    view! {
        <div class="reading">
            <h1>{s.register_title}</h1>
            <p>{s.register_intro}</p>
            {operation_form(form, sending, fields(form))}
            <p>{s.have_account}" "<a href=with_next("/masuk", next)>{w.sign_in}</a></p>
        </div>
    }
    .into_any()
}

/// A new account has an empty profile, which is what comes next.
fn first_page() -> String {
    String::from("/profil")
}

fn fields(form: FormState) -> AnyView {
    let (w, s) = (words(), served_words());
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
        hint: Some(s.email_hint),
        kind: "email",
        autocomplete: "email",
        ..TextField::default()
    };
    let taken = move || {
        let is_taken = |field: &str| {
            form.problem_code(field)
                .is_some_and(|code| code == "PHONE_TAKEN" || code == "EMAIL_TAKEN")
        };
        (is_taken("phone") || is_taken("email")).then(|| view! { <p class="notice wait">{s.account_taken}" "<a href="/masuk">{w.sign_in}</a></p> })
    };
    view! {
        {form_message(form)}
        {taken}
        {text_field(form, name, |_| {})}
        {text_field(form, phone, |_| {})}
        {text_field(form, email, |_| {})}
        {password_field(form, Some(s.password_hint), "new-password")}
        <div class="action">{submit_button(form, s.register_button, "main")}</div>
    }
    .into_any()
}
