//! NIK and KK in full, once, for who types the password.

use balai_shared::nik::{Kk, Nik};
use leptos::prelude::*;

use crate::api::{OwnAccount, Typed};
use crate::components::{
    FormState, Sending, facts, form_message, head, notice, operation_form, password_field,
    sign_in_first, skeleton_page, submit_button,
};
use crate::forms::REVEAL_IDENTITY;
use crate::i18n::account_words;
use crate::load::{fetch, loaded};
use crate::visit::Clock;

/// `/akun/identitas`
#[must_use]
pub fn identity() -> AnyView {
    let a = account_words();
    head(a.identity, a.identity_intro);
    let form = FormState::new(&REVEAL_IDENTITY);
    let fetched = fetch(|| Typed::<OwnAccount>::new(()));
    view! {
        <div class="reading">
            <h1>{a.identity}</h1>
            {loaded(fetched, skeleton_page, move |page: OwnAccount| match page.viewer {
                Some(_) => shown(form).unwrap_or_else(|| ask(form)),
                None => sign_in_first(),
            })}
            <p><a href="/akun">{a.back}</a></p>
        </div>
    }
    .into_any()
}

/// The numbers that came with the answer just now; the cookie that brought them is gone already.
fn shown(form: FormState) -> Option<AnyView> {
    let a = account_words();
    let until: i64 = form.entered("until")?.parse().ok()?;
    if Clock::from_context().now().as_millis() > until {
        return None;
    }
    let missing = || String::from(a.identity_missing);
    let nik = form.entered("nik").filter(|text| Nik::parse(text).is_ok());
    let kk = form.entered("kk").filter(|text| Kk::parse(text).is_ok());
    let numbers = vec![("NIK", nik.unwrap_or_else(missing)), (a.kk, kk.unwrap_or_else(missing))];
    Some(view! { {notice("wait", "○", a.identity_shown)} {facts(numbers)} }.into_any())
}

fn ask(form: FormState) -> AnyView {
    let a = account_words();
    let fields = view! {
        {form_message(form)}
        {password_field(form, None, "current-password")}
        <div class="action">{submit_button(form, a.identity_button, "main")}</div>
    };
    let sending = Sending { back: String::from("/akun/identitas"), next: None };
    view! { <p>{a.identity_intro}</p> {operation_form(form, sending, fields.into_any())} }
        .into_any()
}
