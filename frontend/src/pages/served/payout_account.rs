//! Where a benefit is paid to.

use balai_shared::benefit::{PayoutChecker, PayoutProvider};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::benefits::account_line;
use crate::api::{Benefit, MyBenefits, Typed};
use crate::components::{
    Choice, FormState, SelectField, Sending, TextField, form_message, head, not_found, notice,
    operation_form, select_field, sign_in_first, skeleton_page, submit_button, text_field,
};
use crate::forms::REGISTER_PAYOUT_ACCOUNT;
use crate::i18n::benefit_words;
use crate::load::{fetch, loaded};

/// `/manfaat/:id/rekening`
#[must_use]
pub fn payout_account() -> AnyView {
    let b = benefit_words();
    head(b.account_title, b.account_intro);
    let form = FormState::new(&REGISTER_PAYOUT_ACCOUNT);
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let fetched = fetch(|| Typed::<MyBenefits>::new(()));
    loaded(fetched, skeleton_page, move |page: MyBenefits| {
        let Some(viewer) = page.viewer else { return sign_in_first() };
        match viewer.benefits.iter().find(|benefit| *benefit.id.inner() == id) {
            Some(benefit) => show(benefit, form),
            None => not_found(),
        }
    })
}

fn show(benefit: &Benefit, form: FormState) -> AnyView {
    let b = benefit_words();
    let example =
        (benefit.paid_by.0 == PayoutChecker::Demonstration).then(|| notice("wait", "!", b.example));
    let now = benefit.payout_account.as_ref();
    let now = now.map(|account| {
        view! { <section class="card">{account_line(account, benefit.paid_by.0)}</section> }
    });
    let provider = SelectField {
        name: "provider",
        label: b.provider,
        none: b.provider_none,
        choices: PayoutProvider::ALL
            .iter()
            .map(|one| Choice { value: one.to_string(), label: String::from(one.name()) })
            .collect(),
        ..SelectField::default()
    };
    let number = TextField {
        name: "number",
        label: b.number,
        hint: Some(b.number_hint),
        autocomplete: "off",
        inputmode: Some("numeric"),
        ..TextField::default()
    };
    let fields = view! {
        <input type="hidden" name="benefitId" value=benefit.id.inner().to_owned()/>
        {form_message(form)}
        {select_field(form, provider, |_| {})}
        {text_field(form, number, |_| {})}
        {submit_button(form, b.save_account, "main")}
    };
    view! {
        <div class="reading">
            <a class="back" href="/manfaat"><span aria-hidden="true">"‹ "</span>{b.back}</a>
            <h1>{b.account_title}</h1>
            <p>{b.account_intro}</p>
            {example}
            {now}
            {operation_form(form, Sending::from_here(), fields.into_any())}
        </div>
    }
    .into_any()
}
