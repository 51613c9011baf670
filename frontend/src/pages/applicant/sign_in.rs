//! Signing in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::here;
use crate::components::{
    FormState, Sending, TextField, form_message, head, notice, operation_form, password_field,
    submit_button, text_field,
};
use crate::forms::SIGN_IN;
use crate::i18n::words;
use leptos_router::location::Url;

/// `/masuk`
#[must_use]
pub fn sign_in() -> AnyView {
    let w = words();
    head(w.sign_in_title, w.catalogue_description);
    let next = next_of_query();
    let form = FormState::new(&SIGN_IN);
    let changed = use_query_map().get_untracked().get("sandi");
    let changed = changed.map(|_| notice("good", "✓", w.password_changed));
    let identifier = TextField {
        name: "identifier",
        label: w.identifier,
        hint: Some(w.identifier_hint),
        autocomplete: "username",
        ..TextField::default()
    };
    let fields = view! {
        {form_message(form)}
        {text_field(form, identifier, |_| {})}
        {password_field(form, None, "current-password")}
        <div class="action">{submit_button(form, w.sign_in, "main")}</div>
    }
    .into_any();
    view! {
        <div class="reading">
            <h1>{w.sign_in_title}</h1>
            {changed}
            {operation_form(form, Sending { back: here(), next: next.clone() }, fields)}
            <p>{w.no_account}" "<a href=with_next("/daftar", next)>{w.register_title}</a></p>
            <p><a href="/lupa-sandi">{w.forgot_title}</a></p>
        </div>
    }
    .into_any()
}

/// Where the person wanted to go; only pages of this house count.
#[must_use]
pub(super) fn next_of_query() -> Option<String> {
    let next = use_query_map().get_untracked().get("next")?;
    let inside = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    inside.then_some(next)
}

/// The path that keeps in mind where the person wanted to go.
#[must_use]
pub(super) fn with_next(path: &str, next: Option<String>) -> String {
    match next {
        Some(next) => format!("{path}?next={}", Url::escape(&next)),
        None => String::from(path),
    }
}
