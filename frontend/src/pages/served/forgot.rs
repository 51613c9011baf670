//! A new password for who forgot the old one: asking for a code, and bringing it back.

use leptos::prelude::*;

use crate::components::{
    FormState, Sending, TextField, form_message, head, here, notice, operation_form,
    password_field, submit_button, text_field,
};
use crate::forms::{REQUEST_PASSWORD_RESET, RESET_PASSWORD};
use crate::i18n::{served_words, words};
use crate::visit::visit;

/// `/lupa-sandi`
#[must_use]
pub fn forgot() -> AnyView {
    let (w, s) = (words(), served_words());
    head(w.forgot_title, s.forgot_intro);
    let form = FormState::new(&REQUEST_PASSWORD_RESET);
    let fields = view! {
        {form_message(form)}
        {identifier(form)}
        <div class="action">{submit_button(form, s.send_code, "main")}</div>
    }
    .into_any();
    view! {
        <div class="reading">
            <h1>{w.forgot_title}</h1>
            <p>{s.forgot_intro}</p>
            {operation_form(form, Sending { back: here(), next: None }, fields)}
            <p><a href="/sandi-baru">{s.have_code}</a></p>
            {recovery()}
        </div>
    }
    .into_any()
}

/// `/sandi-baru`
#[must_use]
pub fn new_password() -> AnyView {
    let s = served_words();
    head(s.new_password_title, s.forgot_intro);
    let form = FormState::new(&RESET_PASSWORD);
    let demonstration = visit()
        .demonstration
        .then(|| view! { <p><a href="/kotak-surat" rel="external">{s.read_demonstration}</a></p> });
    let code = TextField {
        name: "code",
        label: s.code,
        hint: Some(s.code_hint),
        autocomplete: "one-time-code",
        inputmode: Some("numeric"),
        secret: true,
        ..TextField::default()
    };
    let fields = view! {
        {form_message(form)}
        {identifier(form)}
        {text_field(form, code, |_| {})}
        {password_field(form, Some(s.password_hint), "new-password")}
        <div class="action">{submit_button(form, s.new_password_button, "main")}</div>
    }
    .into_any();
    view! {
        <div class="reading">
            <h1>{s.new_password_title}</h1>
            {notice("wait", "○", s.code_sent)}
            {demonstration}
            {operation_form(form, Sending { back: here(), next: None }, fields)}
            <p><a href="/lupa-sandi">{s.new_code}</a></p>
            {recovery()}
        </div>
    }
    .into_any()
}

fn identifier(form: FormState) -> AnyView {
    let (w, s) = (words(), served_words());
    let identifier = TextField {
        name: "identifier",
        label: w.identifier,
        hint: Some(s.identifier_hint),
        autocomplete: "username",
        ..TextField::default()
    };
    text_field(form, identifier, |_| {})
}

/// For who lost the number as well.
fn recovery() -> AnyView {
    let s = served_words();
    view! {
        <details id="lupa">
            <summary>{s.lost_number}</summary>
            <p>{s.lost_number_help}</p>
        </details>
    }
    .into_any()
}
