//! Taking a seat and giving it back, where that moves money: what it does to the balance is said before
//! it is done.

use balai_shared::application::ApplicationAction;
use balai_shared::format;
use balai_shared::message;
use balai_shared::money::Rupiah;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::{BalanceChange, NodeVariables, SeatApplication, SeatNode, SeatPage, Typed};
use crate::components::{
    FormState, Sending, facts, form_message, head, here, not_found, operation_form, sign_in_first,
    skeleton_page, submit_button, text_area,
};
use crate::forms::{CONFIRM_OFFER, WITHDRAW_APPLICATION};
use crate::i18n::{balance_words, fill, words};
use crate::load::{fetch, loaded};
use crate::visit::language;

/// `/lamaran/:id/ambil`
#[must_use]
pub fn take_seat() -> AnyView {
    page(ApplicationAction::Confirm, balance_words().take_title, FormState::new(&CONFIRM_OFFER))
}

/// `/lamaran/:id/tarik`
#[must_use]
pub fn give_back_seat() -> AnyView {
    let form = FormState::new(&WITHDRAW_APPLICATION);
    page(ApplicationAction::Withdraw, words().withdraw, form)
}

fn page(action: ApplicationAction, title: &'static str, form: FormState) -> AnyView {
    head(title, words().my_applications);
    let params = use_params_map();
    let fetched = fetch(move || {
        let id = params.get().get("id").unwrap_or_default();
        Typed::<SeatPage>::new(NodeVariables { id: cynic::Id::new(id) })
    });
    loaded(fetched, skeleton_page, move |page: SeatPage| match page.node {
        Some(SeatNode::Application(application)) => show(&application, (action, title), form),
        None if page.viewer.is_none() => sign_in_first(),
        Some(SeatNode::Other) | None => not_found(),
    })
}

fn show(
    application: &SeatApplication,
    (action, title): (ApplicationAction, &'static str),
    form: FormState,
) -> AnyView {
    let b = balance_words();
    let session = &application.session;
    let back = format!("/lamaran/{}", application.id.inner());
    let mut changes = application.balance_changes.iter();
    let change = changes.find(|change| change.action.0 == action);
    let allowed = application.allowed_actions.iter().any(|allowed| allowed.0 == action);
    let buyable = change.is_none_or(|change| change.covered);
    let next = if !allowed {
        view! { <p>{b.not_now}</p> }.into_any()
    } else if !buyable {
        view! { <p><a class="button main" href="/?dana=PRAKERJA">{b.find_other}</a></p> }.into_any()
    } else {
        step(application, action, change.is_some(), form)
    };
    let day = format::date(session.starts_on, language());
    view! {
        <div class="reading">
            <a class="back" href=back.clone()><span aria-hidden="true">"‹ "</span>{session.program.title.clone()}</a>
            <h1>{title}</h1>
            <p><strong>{session.program.title.clone()}</strong><br/>{session.institution.name.clone()}" · "{words().starts}" "{day}</p>
            {(action == ApplicationAction::Confirm).then(|| until(application))}
            {change.map(|change| told(change, action))}
            {next}
            <p><a class="button" href=back>{b.back}</a></p>
        </div>
    }
    .into_any()
}

/// By when an offered seat must be taken.
fn until(application: &SeatApplication) -> Option<AnyView> {
    let ends = application.offer_expires_at?;
    let zone: TimeZone = application.session.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let until = fill(words().confirm_before, &[&format::deadline(ends, zone, language())]);
    Some(view! { <p class="deadline">{until}</p> }.into_any())
}

/// The price, what happens, and the balance before and after. What is lost stands out.
pub(super) fn told(change: &BalanceChange, action: ApplicationAction) -> AnyView {
    let b = balance_words();
    let price = (action == ApplicationAction::Confirm)
        .then(|| facts(vec![(b.price, change.price.to_string())]));
    let loses = change.lost > Rupiah::ZERO || !change.covered;
    let class = if loses { "notice stop" } else { "notice wait" };
    let lines: Vec<AnyView> =
        change.message.iter().map(|line| view! { <p>{line.clone()}</p> }.into_any()).collect();
    view! { {price} <div class=class>{lines}</div> {change.covered.then(|| figures(change))} }
        .into_any()
}

fn figures(change: &BalanceChange) -> AnyView {
    let (b, language) = (balance_words(), language());
    let (before, after) = (change.before.figures(), change.after.figures());
    let parts = message::balance_parts(&before, language).into_iter();
    let parts = parts.zip(message::balance_parts(&after, language));
    let rows: Vec<AnyView> = parts
        .map(|((name, before), (_, after))| {
            view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td class="amount">{before.to_string()}</td>
                    <td class="amount">{after.to_string()}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=b.balance>
            <table class="entries">
                <caption class="unseen">{b.balance}</caption>
                <thead><tr>
                    <th scope="col">{b.balance}</th>
                    <th scope="col" class="amount">{b.before}</th>
                    <th scope="col" class="amount">{b.after}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn step(
    application: &SeatApplication,
    action: ApplicationAction,
    moves_money: bool,
    form: FormState,
) -> AnyView {
    let (w, b) = (words(), balance_words());
    let id = application.id.inner();
    let takes = action == ApplicationAction::Confirm;
    let (label, class) = match (takes, moves_money) {
        (true, true) => (b.buy_yes, "main"),
        (true, false) => (b.take_yes, "main"),
        (false, _) => (w.withdraw_now, "danger"),
    };
    let reason = (!takes).then(|| {
        view! {
            <p>{w.withdraw_warning}</p>
            {text_area(form, "reason", w.withdraw_reason, w.may_be_empty)}
        }
    });
    let fields = view! {
        <input type="hidden" name="applicationId" value=id.to_owned()/>
        {form_message(form)}
        {reason}
        <div class="action">{submit_button(form, label, class)}</div>
    };
    let sending = Sending { back: here(), next: Some(format!("/lamaran/{id}")) };
    operation_form(form, sending, fields.into_any())
}
