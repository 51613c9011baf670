//! Lists of a benefit: the payments to the person, and every movement of money.

use balai_shared::benefit::{PayoutKind, PayoutState};
use balai_shared::format;
use balai_shared::message;
use balai_shared::time::TimeZone;
use leptos::prelude::*;

use crate::api::{BenefitPayment, LedgerEntry};
use crate::components::{Tone, badge};
use crate::i18n::{benefit_words, fill, served_words};
use crate::visit::language;

/// Every payment with its state and day, those to come included.
pub(super) fn payments(payments: &[BenefitPayment], zone: TimeZone) -> AnyView {
    if payments.is_empty() {
        return ().into_any();
    }
    let single =
        |kind: PayoutKind| payments.iter().filter(|payment| payment.kind.0 == kind).count() == 1;
    let rows: Vec<AnyView> =
        payments.iter().map(|payment| row(payment, single(payment.kind.0), zone)).collect();
    view! { <h3>{benefit_words().payments}</h3> <ul class="payments">{rows}</ul> }.into_any()
}

fn row(payment: &BenefitPayment, single: bool, zone: TimeZone) -> AnyView {
    let (b, language) = (benefit_words(), language());
    let mut name = String::from(message::payout_kind(payment.kind.0, language));
    if !single {
        name.push(' ');
        name.push_str(&payment.number.to_string());
    }
    let state = match payment.state {
        None => badge(Tone::Quiet, b.not_yet),
        Some(state) => badge(tone(state.0), message::payout_state(state.0, language)),
    };
    let day = |at| format::date(zone.date_of(at), language);
    let when = match (payment.paid_at, payment.due_by) {
        (Some(paid), _) => Some(fill(b.paid_on, &[&day(paid)])),
        (None, Some(due)) => Some(fill(b.due_by, &[&format::deadline(due, zone, language)])),
        (None, None) => None,
    };
    let note = payment.due_note.clone().map(|note| view! { <span class="quiet">{note}</span> });
    let why = payment.reason.clone().map(|why| view! { <span class="quiet">{why}</span> });
    view! {
        <li>
            <span>{name}</span><strong>{payment.amount.to_string()}</strong>
            <span>{state}</span>
            {when.map(|when| view! { <span class="quiet">{when}</span> })}
            {note}
            {why}
        </li>
    }
    .into_any()
}

const fn tone(state: PayoutState) -> Tone {
    match state {
        PayoutState::Paid => Tone::Good,
        PayoutState::Scheduled | PayoutState::Sent => Tone::Wait,
        PayoutState::Refused => Tone::Stop,
    }
}

/// What moved, as in a bank statement.
pub(super) fn entries(entries: Vec<LedgerEntry>, zone: TimeZone) -> AnyView {
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
