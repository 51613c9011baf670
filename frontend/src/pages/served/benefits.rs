//! The viewer's Prakerja benefits: what remains, what to do next, where the money went.

use balai_shared::benefit::{BenefitStage, ChecklistCode};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use crate::api::{Benefit, BenefitDeadline, ChecklistItem, LedgerEntry, MyBenefits, Typed};
use crate::components::{Tone, amounts, badge, empty, head, sign_in_first, skeleton_page};
use crate::i18n::{fill, served_words, words};
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
            {loaded(fetched, skeleton_page, |page: MyBenefits| match page.viewer {
                Some(viewer) => list(viewer.benefits),
                None => sign_in_first(),
            })}
        </div>
    }
    .into_any()
}

fn list(benefits: Vec<Benefit>) -> AnyView {
    let (w, s) = (words(), served_words());
    if benefits.is_empty() {
        return empty(
            s.no_benefits,
            s.no_benefits_hint,
            Some((String::from("/?dana=PRAKERJA"), w.catalogue)),
        );
    }
    let cards: Vec<AnyView> = benefits.into_iter().map(card).collect();
    view! { <p>{s.benefits_intro}</p> {cards} }.into_any()
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
    let figures = amounts(vec![
        (benefit.training_balance.to_string(), String::from(s.training_balance)),
        (benefit.training_spent.to_string(), String::from(s.training_spent)),
        (benefit.incentive_paid.to_string(), String::from(s.incentive_paid)),
        (benefit.survey_paid.to_string(), String::from(s.survey_paid)),
    ]);
    let zone: TimeZone = benefit.time_zone.parse().unwrap_or(TimeZone::Jakarta);
    let open = benefit.deadlines.iter().filter(|it| !it.met);
    let deadlines: Vec<AnyView> = open.map(|it| deadline(it, zone)).collect();
    let mut told = None;
    let mut checklist = Vec::with_capacity(benefit.checklist.len());
    for mut condition in benefit.checklist {
        // What to do first is said once, not at every condition that waits for it.
        if condition.next_step == told {
            condition.next_step = None;
        } else {
            told.clone_from(&condition.next_step);
        }
        checklist.push(item(condition));
    }
    view! {
        <section class="card">
            <h2>{benefit.scheme.name}</h2>
            <p>{wave}" "{badge(tone, message::benefit_stage(benefit.stage.0, language))}</p>
            {figures}
            {deadlines}
            <h3>{s.checklist}</h3>
            <ul class="checklist">{checklist}</ul>
            {entries(benefit.entries.nodes, zone)}
        </section>
    }
    .into_any()
}

fn deadline(deadline: &BenefitDeadline, zone: TimeZone) -> AnyView {
    let (w, s, language) = (words(), served_words(), language());
    let clock = Clock::from_context();
    let due = deadline.due_at;
    let until = format::date_time_in_zone(due, zone, language);
    let left = move || match clock.now().millis_until(due) {
        ..=0 => String::from(s.time_over),
        left => fill(w.time_left, &[&format::remaining(left, language)]),
    };
    view! { <p class="deadline">{deadline.message.clone()}<br/>{until}<br/><strong>{left}</strong></p> }
        .into_any()
}

fn item(item: ChecklistItem) -> AnyView {
    let s = served_words();
    let (class, icon, said) = if item.met {
        ("good", "✓ ", s.condition_met)
    } else {
        ("wait", "○ ", s.condition_open)
    };
    let next = item.next_step.map(|step| view! { <p class="quiet">{step}</p> });
    let to_buy = (item.code.0 == ChecklistCode::TrainingPurchased && !item.met)
        .then(|| view! { <p><a class="button" href="/?dana=PRAKERJA">{s.find_prakerja}</a></p> });
    view! {
        <li class=class>
            <span aria-hidden="true">{icon}</span>{item.message}<span class="unseen">" "{said}</span>
            {next}
            {to_buy}
        </li>
    }
    .into_any()
}

fn entries(entries: Vec<LedgerEntry>, zone: TimeZone) -> AnyView {
    let (s, language) = (served_words(), language());
    let rows: Vec<AnyView> = entries
        .into_iter()
        .map(|entry| {
            let day = format::date_short(zone.date_of(entry.at), language);
            view! { <tr><td>{day}</td><td>{entry.message}</td><td class="amount">{entry.amount.to_string()}</td></tr> }
                .into_any()
        })
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <details>
            <summary>{s.entries}</summary>
            <table class="entries">
                <thead><tr><th scope="col">{s.day}</th><th scope="col">{s.entry}</th><th scope="col" class="amount">{s.amount}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}
