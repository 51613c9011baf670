//! A new password for who forgot the old one: asking for a code, and bringing it back.

use leptos::prelude::*;

use crate::components::{
    FormState, Sending, TextField, form_message, head, here, notice, operation_form,
    password_field, submit_button, text_field,
};
use crate::forms::{REQUEST_PASSWORD_RESET, RESET_PASSWORD};
use crate::i18n::words;
use crate::visit::visit;

/// `/lupa-sandi`
#[must_use]
pub fn forgot() -> AnyView {
    let w = words();
    head(w.forgot_title, w.forgot_intro);
    let form = FormState::new(&REQUEST_PASSWORD_RESET);
    let fields = view! {
        {form_message(form)}
        {identifier(form)}
        <div class="action">{submit_button(form, w.send_code, "main")}</div>
    }
    .into_any();
    view! {
        <div class="reading">
            <h1>{w.forgot_title}</h1>
            <p>{w.forgot_intro}</p>
            {operation_form(form, Sending { back: here(), next: None }, fields)}
            <p><a href="/sandi-baru">{w.have_code}</a></p>
            {recovery()}
        </div>
    }
    .into_any()
}

/// `/sandi-baru`
#[must_use]
pub fn new_password() -> AnyView {
    let w = words();
    head(w.new_password_title, w.forgot_intro);
    let form = FormState::new(&RESET_PASSWORD);
    let demonstration = visit()
        .demonstration
        .then(|| view! { <p><a href="/kotak-surat" rel="external">{w.read_demonstration}</a></p> });
    let code = TextField {
        name: "code",
        label: w.code,
        hint: Some(w.code_hint),
        autocomplete: "one-time-code",
        inputmode: Some("numeric"),
        secret: true,
        ..TextField::default()
    };
    let fields = view! {
        {form_message(form)}
        {identifier(form)}
        {text_field(form, code, |_| {})}
        {password_field(form, Some(w.password_hint), "new-password")}
        <div class="action">{submit_button(form, w.new_password_button, "main")}</div>
    }
    .into_any();
    view! {
        <div class="reading">
            <h1>{w.new_password_title}</h1>
            {notice("wait", "○", w.code_sent)}
            {demonstration}
            {operation_form(form, Sending { back: here(), next: None }, fields)}
            <p><a href="/lupa-sandi">{w.new_code}</a></p>
            {recovery()}
        </div>
    }
    .into_any()
}

fn identifier(form: FormState) -> AnyView {
    let w = words();
    let identifier = TextField {
        name: "identifier",
        label: w.identifier,
        hint: Some(w.identifier_hint),
        autocomplete: "username",
        ..TextField::default()
    };
    text_field(form, identifier, |_| {})
}

/// For who lost the number as well.
fn recovery() -> AnyView {
    let w = words();
    view! {
        <details id="lupa">
            <summary>{w.lost_number}</summary>
            <p>{w.lost_number_help}</p>
        </details>
    }
    .into_any()
}
