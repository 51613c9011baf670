//! Leaving: what happens is said before anything is asked.

use balai_shared::benefit::BenefitStage;
use balai_shared::money::Rupiah;
use leptos::prelude::*;

use crate::api::{ApiError, Benefit, MyBenefits, OwnAccount, Typed};
use crate::components::{
    FormState, Sending, form_message, head, notice, operation_form, password_field, sign_in_first,
    skeleton_page, submit_button,
};
use crate::forms::DELETE_ACCOUNT;
use crate::i18n::{account_words, balance_words, fill};
use crate::load::{fetch, loaded_beside};

/// `/akun/hapus`
#[must_use]
pub fn delete_account() -> AnyView {
    let a = account_words();
    head(a.delete, a.delete_intro);
    let form = FormState::new(&DELETE_ACCOUNT);
    let fetched = fetch(|| Typed::<OwnAccount>::new(()));
    let money = fetch(|| Typed::<MyBenefits>::new(()));
    view! {
        <div class="reading">
            <h1>{a.delete}</h1>
            {loaded_beside(fetched, money, skeleton_page, move |page: OwnAccount, money| {
                match page.viewer {
                    Some(_) => show(form, left_behind(money)),
                    None => sign_in_first(),
                }
            })}
        </div>
    }
    .into_any()
}

/// What of a training balance can't be used any more.
fn left_behind(money: Result<MyBenefits, ApiError>) -> Vec<AnyView> {
    let benefits = money.ok().and_then(|page| page.viewer).map(|viewer| viewer.benefits);
    let told = |benefit: Benefit| {
        let left = benefit.balance.available;
        let told = || fill(balance_words().left_behind, &[&benefit.scheme.name, &left.to_string()]);
        (benefit.stage.0 != BenefitStage::Revoked && left > Rupiah::ZERO)
            .then(|| notice("stop", "!", told()))
    };
    benefits.unwrap_or_default().into_iter().filter_map(told).collect()
}

fn show(form: FormState, left_behind: Vec<AnyView>) -> AnyView {
    let a = account_words();
    // What is wrong with it stands above the form, where the focus goes.
    let invalid = form.problem("confirm").map(|_| "true");
    let fields = view! {
        {form_message(form)}
        {password_field(form, None, "current-password")}
        <label class="switch">
            <input type="checkbox" name="confirm" aria-invalid=invalid/>
            {a.delete_tick}
        </label>
        <p>{submit_button(form, a.delete_button, "danger")}</p>
    };
    let sending = Sending { back: String::from("/akun/hapus"), next: None };
    view! {
        <p>{a.delete_intro}</p>
        {left_behind}
        {list(a.delete_gone, &a.delete_gone_list)}
        {list(a.delete_stays, &a.delete_stays_list)}
        {list(a.delete_first, &a.delete_first_list)}
        <p><a href="/data-saya">{a.own_data_page}</a></p>
        {operation_form(form, sending, fields.into_any())}
        <p><a href="/akun">{a.back}</a></p>
    }
    .into_any()
}

fn list(title: &'static str, items: &'static [&'static str]) -> AnyView {
    let items: Vec<AnyView> =
        items.iter().map(|item| view! { <li>{*item}</li> }.into_any()).collect();
    view! { <h2>{title}</h2> <ul class="listed">{items}</ul> }.into_any()
}
