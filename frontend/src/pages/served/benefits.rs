//! The viewer's Prakerja benefits: what remains, what to do next, and each payment.

use balai_shared::benefit::{
    BenefitStage, ChecklistState, NextStep, PayoutAccountState, PayoutChecker, PayoutState,
    SurveyState,
};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::benefit_parts::{entries, payments};
use crate::api::{
    Benefit, BenefitDeadline, ChecklistItem, MyBenefits, PayoutAccount, TrainingBalance, Typed,
};
use crate::components::{Tone, badge, empty, facts, head, notice, sign_in_first, skeleton_page};
use crate::i18n::{benefit_words, fill, served_words, words};
use crate::load::{fetch, loaded};
use crate::visit::{Clock, language};

/// `/manfaat`
#[must_use]
pub fn benefits() -> AnyView {
    let (w, s) = (words(), served_words());
    head(w.my_benefits, s.benefits_intro);
    let fetched = fetch(|| Typed::<MyBenefits>::new(()));
    view! {
        <div class="reading">
            <h1>{w.my_benefits}</h1>
            {saved()}
            {loaded(fetched, skeleton_page, |page: MyBenefits| match page.viewer {
                Some(viewer) => list(viewer.benefits),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

/// What was saved on the page before.
fn saved() -> Option<AnyView> {
    let b = benefit_words();
    let what = use_query_map().get_untracked().get("tersimpan")?;
    let text = match what.as_str() {
        "rekening" => b.account_saved,
        "survei" => b.survey_saved,
        "nilai" => b.rating_saved,
        _ => return None,
    };
    Some(notice("good", "✓", text))
}

fn list(benefits: Vec<Benefit>) -> AnyView {
    let (w, s) = (words(), served_words());
    if benefits.is_empty() {
        let link = Some((String::from("/?dana=PRAKERJA"), w.catalogue));
        return empty(s.no_benefits, s.no_benefits_hint, link);
    }
    let cards: Vec<AnyView> = benefits.into_iter().map(card).collect();
    cards.into_any()
}

fn card(benefit: Benefit) -> AnyView {
    let (s, language) = (served_words(), language());
    let wave = fill(s.wave, &[&benefit.wave.to_string()]);
    let tone = match benefit.stage.0 {
        BenefitStage::Revoked => Tone::Stop,
        BenefitStage::Granted | BenefitStage::Purchased | BenefitStage::Trained => Tone::Wait,
        BenefitStage::IncentiveScheduled | BenefitStage::IncentivePaid | BenefitStage::Surveyed => {
            Tone::Good
        }
    };
    let zone: TimeZone = benefit.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    view! {
        <section>
            <h2>{benefit.scheme.name.clone()}</h2>
            <p>{wave}" "{badge(tone, message::benefit_stage(benefit.stage.0, language))}</p>
            {balance(&benefit.balance)}
            {now_part(&benefit)}
            {deadlines(&benefit, zone)}
            {checklist(&benefit)}
            {payments(&benefit.payments, zone)}
            {account_part(&benefit)}
            {entries(benefit.entries.nodes, zone)}
        </section>
    }
    .into_any()
}

/// What can be spent, large, and the other parts of the balance below.
fn balance(balance: &TrainingBalance) -> AnyView {
    let [(name, available), others @ ..] = message::balance_parts(&balance.figures(), language());
    let others = others.map(|(name, amount)| (name, amount.to_string()));
    view! {
        <p class="balance"><strong>{available.to_string()}</strong>" "{name}</p>
        {facts(others.into())}
    }
    .into_any()
}

/// The page on which a person takes this step; `None` where nothing is the person's turn.
fn page_of(benefit: &Benefit, step: NextStep) -> Option<(String, String)> {
    let b = benefit_words();
    let id = benefit.id.inner();
    match step {
        NextStep::BuyTraining => Some((String::from("/?dana=PRAKERJA"), String::from(b.buy))),
        NextStep::GiveRating => {
            let training = benefit.training.as_ref()?;
            Some((format!("/nilai/{}", training.id.inner()), String::from(b.rate)))
        }
        NextStep::VerifyPayoutAccount => {
            let label =
                if benefit.payout_account.is_some() { b.change_account } else { b.give_account };
            Some((format!("/manfaat/{id}/rekening"), String::from(label)))
        }
        NextStep::AnswerSurvey => {
            let mut surveys = benefit.surveys.iter();
            let number = surveys.find(|survey| survey.state.0 == SurveyState::Open)?.number;
            let label = fill(b.open_survey, &[&number.to_string()]);
            Some((format!("/manfaat/{id}/survei/{number}"), label))
        }
        NextStep::FinishTraining
        | NextStep::WaitForCertificate
        | NextStep::WaitForAccountCheck
        | NextStep::WaitForPayment
        | NextStep::EarlierStepsFirst => None,
    }
}

/// What to do now, as the one main button; or what is waited for.
fn now_part(benefit: &Benefit) -> AnyView {
    let b = benefit_words();
    if benefit.stage.0 == BenefitStage::Revoked {
        return view! {
            <section class="card now">
                <p class="lead">{b.was_revoked}</p>
                <a class="button" href="/?dana=PUBLIC">{b.find_free}</a>
            </section>
        }
        .into_any();
    }
    let own = benefit.checklist.iter().find_map(|item| {
        let step = item.step?.0;
        page_of(benefit, step).map(|page| (told_now(benefit, step, item), page))
    });
    if let Some((told, (href, label))) = own {
        return view! {
            <section class="card now">
                <h3>{b.now}</h3>
                <p class="lead">{told}</p>
                <a class="button main" href=href>{label}</a>
            </section>
        }
        .into_any();
    }
    let waiting = benefit.checklist.iter().find(|item| !item.met);
    let told = waiting.map_or_else(|| String::from(b.all_done), |item| waited_for(benefit, item));
    let title = waiting.map(|_| view! { <h3>{b.nothing_now}</h3> });
    view! { <section class="card now">{title}<p class="lead">{told}</p></section> }.into_any()
}

/// The step in words: why an account was refused, and what a survey is worth, say more than the
/// checklist.
fn told_now(benefit: &Benefit, step: NextStep, item: &ChecklistItem) -> String {
    let b = benefit_words();
    let own = match step {
        NextStep::VerifyPayoutAccount => {
            benefit.payout_account.as_ref().and_then(|account| account.reason.clone())
        }
        NextStep::AnswerSurvey => {
            let mut surveys = benefit.surveys.iter();
            let open = surveys.find(|survey| survey.state.0 == SurveyState::Open);
            open.map(|survey| fill(b.survey_now, &[&survey.amount.to_string()]))
        }
        NextStep::BuyTraining
        | NextStep::FinishTraining
        | NextStep::WaitForCertificate
        | NextStep::GiveRating
        | NextStep::WaitForAccountCheck
        | NextStep::WaitForPayment
        | NextStep::EarlierStepsFirst => None,
    };
    own.or(item.next_step.clone()).unwrap_or_default()
}

/// What a step that isn't the person's turn waits for.
fn waited_for(benefit: &Benefit, item: &ChecklistItem) -> String {
    let is_account = item.step.is_some_and(|step| step.0 == NextStep::WaitForAccountCheck);
    if is_account {
        return String::from(checked_by(benefit.paid_by.0));
    }
    item.next_step.clone().unwrap_or_default()
}

const fn checked_by_words(b: &crate::i18n::BenefitWords, checker: PayoutChecker) -> &'static str {
    match checker {
        PayoutChecker::Gateway => b.checked_by_bank,
        PayoutChecker::Office => b.checked_by_office,
        PayoutChecker::Demonstration => b.checked_by_demo,
    }
}

fn checked_by(checker: PayoutChecker) -> &'static str {
    checked_by_words(benefit_words(), checker)
}

fn deadlines(benefit: &Benefit, zone: TimeZone) -> AnyView {
    let open = benefit.deadlines.iter().filter(|it| !it.met);
    let rows: Vec<AnyView> = open.map(|it| deadline(it, zone)).collect();
    if rows.is_empty() || benefit.stage.0 == BenefitStage::Revoked {
        return ().into_any();
    }
    view! { <h3>{benefit_words().deadlines}</h3> {rows} }.into_any()
}

fn deadline(deadline: &BenefitDeadline, zone: TimeZone) -> AnyView {
    let (w, s, language) = (words(), served_words(), language());
    let clock = Clock::from_context();
    let until = format::deadline(deadline.due_at, zone, language);
    let left = match clock.now().millis_until(deadline.due_at) {
        ..=0 => String::from(s.time_over),
        left => fill(w.time_left, &[&format::remaining(left, language)]),
    };
    view! { <p class="deadline">{deadline.message.clone()}<br/>{until}<br/><strong>{left}</strong></p> }
        .into_any()
}

/// "Why am I not paid yet?"
fn checklist(benefit: &Benefit) -> AnyView {
    let s = served_words();
    // Of what was taken back nothing is paid, whatever is met.
    if benefit.stage.0 == BenefitStage::Revoked {
        return ().into_any();
    }
    let mut told: Option<&str> = None;
    let mut rows = Vec::with_capacity(benefit.checklist.len());
    let mut first = true;
    for condition in &benefit.checklist {
        let page = condition.step.and_then(|step| page_of(benefit, step.0));
        // The first one is the main button above.
        let button = page.filter(|_| !std::mem::take(&mut first));
        // What to do is said once, not at every condition that waits for it.
        let next = condition.next_step.as_deref().filter(|next| told != Some(*next));
        told = condition.next_step.as_deref().or(told);
        rows.push(item(condition, next, button));
    }
    view! { <h3>{s.checklist}</h3> <ul class="checklist">{rows}</ul> }.into_any()
}

fn item(item: &ChecklistItem, next: Option<&str>, page: Option<(String, String)>) -> AnyView {
    let said = message::checklist_state(item.code.0, item.state.0, language());
    let (class, icon) = if item.met { ("good", "✓ ") } else { ("wait", "○ ") };
    let said = match item.state.0 {
        ChecklistState::UnderWay => badge(Tone::Wait, said),
        ChecklistState::Met | ChecklistState::Open => {
            view! { <span class="unseen">"("{said}")"</span> }.into_any()
        }
    };
    let next = next.map(|step| view! { <p class="quiet">{step.to_owned()}</p> });
    let page = page.map(|(href, label)| view! { <p><a class="button" href=href>{label}</a></p> });
    view! {
        <li class=class>
            <span aria-hidden="true">{icon}</span>{item.message.clone()}" "{said}
            {next}
            {page}
        </li>
    }
    .into_any()
}

fn account_part(benefit: &Benefit) -> AnyView {
    let b = benefit_words();
    if benefit.stage.0 == BenefitStage::Revoked {
        return ().into_any();
    }
    let href = format!("/manfaat/{}/rekening", benefit.id.inner());
    let sent = |payment: &crate::api::BenefitPayment| {
        payment.state.is_some_and(|state| state.0 == PayoutState::Sent)
    };
    let under_way = benefit.payments.iter().any(sent);
    let shown = match &benefit.payout_account {
        None => view! { <p>{b.no_account}</p> }.into_any(),
        Some(account) => account_line(account, benefit.paid_by.0),
    };
    // Without one, or with one that was refused, the button stands above.
    let usable = benefit
        .payout_account
        .as_ref()
        .is_some_and(|account| account.state.0 != PayoutAccountState::Refused);
    let link = (usable && !under_way)
        .then(|| view! { <p><a class="button" href=href>{b.change_account}</a></p> });
    view! { <h3>{b.account}</h3> {shown} {link} }.into_any()
}

/// The account with its state, and what is wrong with it.
pub(super) fn account_line(account: &PayoutAccount, checker: PayoutChecker) -> AnyView {
    let state = account.state.0;
    let tone = match state {
        PayoutAccountState::Verified => Tone::Good,
        PayoutAccountState::Checking => Tone::Wait,
        PayoutAccountState::Refused => Tone::Stop,
    };
    let number = format!("{} {}", account.provider.0.name(), account.masked_number);
    let why = match state {
        PayoutAccountState::Checking => Some(String::from(checked_by(checker))),
        PayoutAccountState::Verified | PayoutAccountState::Refused => account.reason.clone(),
    };
    view! {
        <p>{number}" "{badge(tone, message::payout_account_state(state, language()))}</p>
        {why.map(|why| view! { <p class="quiet">{why}</p> })}
    }
    .into_any()
}
