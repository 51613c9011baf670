//! Signing in.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::components::{
    FormState, Sending, TextField, form_message, head, here, next_of_query, notice, operation_form,
    password_field, submit_button, text_field, with_next,
};
use crate::forms::SIGN_IN;
use crate::i18n::{served_words, words};

/// `/masuk`
#[must_use]
pub fn sign_in() -> AnyView {
    let (w, s) = (words(), served_words());
    head(s.sign_in_title, w.catalogue_description);
    let next = next_of_query();
    let form = FormState::new(&SIGN_IN);
    let changed = use_query_map().get_untracked().get("sandi");
    let changed = changed.map(|_| notice("good", "✓", s.password_changed));
    let identifier = TextField {
        name: "identifier",
        label: w.identifier,
        hint: Some(s.identifier_hint),
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
            <h1>{s.sign_in_title}</h1>
            {changed}
            {operation_form(form, Sending { back: here(), next: next.clone() }, fields)}
            <p>{s.no_account}" "<a href=with_next("/daftar", next)>{s.register_title}</a></p>
            <p><a href="/lupa-sandi">{w.forgot_title}</a></p>
        </div>
    }
    .into_any()
}
