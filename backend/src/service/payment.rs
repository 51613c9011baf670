//! The training balance: held when a Prakerja seat is confirmed, freed when it is given back, paid
//! when the training is over.

use balai_shared::{
    application::ApplicationState,
    benefit::{
        checklist::Facts,
        ledger::{Balances, LedgerKind, Posting as Movement},
    },
    error::ErrorCode,
    id::{ApplicantId, ApplicationId, BenefitId, PostingId},
    money::Rupiah,
    session::Funding,
    time::Instant,
};

use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::{
        application::Application,
        benefit::{Benefit, Posting},
        catalogue::Session,
    },
    store::{self, Connection, Tx, benefit::Milestone},
};

/// What of the training balance a person can spend: of the latest benefit that was not revoked.
///
/// # Errors
/// The database's own.
pub(super) async fn available(
    connection: &impl Connection,
    applicant: ApplicantId,
) -> Result<Rupiah> {
    let benefits = store::benefit::of_applicant(connection, applicant).await?;
    let current = benefits.iter().find(|(benefit, _)| !benefit.facts.revoked);
    current.map_or(Ok(Rupiah::ZERO), |(_, postings)| Ok(balances(postings)?.training_available))
}

/// A benefit's figures, derived from its postings.
///
/// # Errors
/// [`Error::Internal`] where the ledger breaks its own rules.
pub(super) fn balances(postings: &[Posting]) -> Result<Balances> {
    let broken = |error| Error::Internal(format!("ledger: {error}"));
    let movements = postings
        .iter()
        .map(|posting| Movement::new(posting.kind, posting.amount))
        .collect::<Result<Vec<_>, _>>()
        .map_err(broken)?;
    Balances::derive(&movements).map_err(broken)
}

/// Moves the price as the step asks.
///
/// # Errors
/// `NOT_ELIGIBLE` where the balance does not cover the price any more.
pub(super) async fn settle(
    tx: &Tx,
    session: &Session,
    before: &Application,
    after: &Application,
    now: Instant,
) -> Result<()> {
    let Some(kind) = movement(before.state, after.state) else { return Ok(()) };
    if session.funding != Funding::Prakerja {
        return Ok(());
    }
    let reserves = kind == LedgerKind::Reserve;
    // Held before they are read: one may be taken back at this very moment.
    let benefits = store::benefit::lock_all(tx, after.applicant).await?;
    let price = if reserves { price(tx, session).await? } else { Rupiah::ZERO };
    let found = effect(&benefits, (kind, price), (after.id, after.state), now);
    let not_covered = || Err(Error::refused(ErrorCode::NotEligible));
    let Some(effect) = found else {
        // Nothing is held for a seat without a price.
        return if price > Rupiah::ZERO { not_covered() } else { Ok(()) };
    };
    if reserves && balances(effect.postings)?.training_available < price {
        return not_covered();
    }
    post(tx, effect.benefit.id, (kind, effect.amount), after, now).await?;
    record(tx, &effect, now).await
}

/// What a step does to one of a person's benefits.
#[derive(Debug)]
pub(super) struct Effect<'b> {
    pub(super) benefit: &'b Benefit,
    /// Those before the step.
    pub(super) postings: &'b [Posting],
    /// What is moved.
    pub(super) amount: Rupiah,
    /// The facts after it.
    pub(super) facts: Facts,
}

/// Which of the benefits a step touches, and what becomes of it: of the latest that was not revoked a
/// price is held; what was held goes on from where it was held, though there be a newer benefit by now.
/// `None` where there is none, and for a seat without a price.
pub(super) fn effect(
    benefits: &[(Benefit, Vec<Posting>)],
    (kind, price): (LedgerKind, Rupiah),
    (id, state): (ApplicationId, ApplicationState),
    now: Instant,
) -> Option<Effect<'_>> {
    if kind == LedgerKind::Reserve {
        let (benefit, postings) = benefits.iter().find(|(benefit, _)| !benefit.facts.revoked)?;
        let facts = benefit.facts;
        let facts = Facts {
            first_purchase_at: facts.first_purchase_at.or(Some(now)),
            next_purchase_at: facts.next_purchase_at.or(facts.training_completed_at.map(|_| now)),
            ..facts
        };
        let priced = price > Rupiah::ZERO;
        return priced.then_some(Effect { benefit, postings, amount: price, facts });
    }
    let own = id.to_string();
    benefits.iter().find_map(|(benefit, postings)| {
        let mut holds = postings.iter().filter(|posting| posting.kind == LedgerKind::Reserve);
        let held = holds.find(|posting| posting.reference == own)?;
        let facts = left(&benefit.facts, postings, (&own, state), now);
        Some(Effect { benefit, postings, amount: held.amount, facts })
    })
}

/// The facts once the price of the application `own` went back or was paid; `postings` are those before.
fn left(
    facts: &Facts,
    postings: &[Posting],
    (own, state): (&str, ApplicationState),
    now: Instant,
) -> Facts {
    let done = facts.training_completed_at;
    match state {
        ApplicationState::Completed if done.is_none() => Facts {
            training_completed_at: Some(now),
            next_purchase_at: next_hold(postings, own, now),
            ..*facts
        },
        ApplicationState::Completed | ApplicationState::NotCompleted => *facts,
        ApplicationState::Draft
        | ApplicationState::Submitted
        | ApplicationState::Shortlisted
        | ApplicationState::Waitlisted
        | ApplicationState::Offered
        | ApplicationState::Confirmed
        | ApplicationState::Rejected
        | ApplicationState::Declined
        | ApplicationState::Lapsed
        | ApplicationState::Withdrawn
        | ApplicationState::Cancelled => Facts {
            first_purchase_at: standing(postings, own).map(|posting| posting.at).min(),
            next_purchase_at: done.and_then(|done| next_hold(postings, own, done)),
            ..*facts
        },
    }
}

/// Writes the facts that a step changed, and plans the incentive where the last of its conditions came
/// true.
async fn record(tx: &Tx, effect: &Effect<'_>, now: Instant) -> Result<()> {
    let (id, was, is) = (effect.benefit.id, &effect.benefit.facts, &effect.facts);
    let trained = was.training_completed_at != is.training_completed_at;
    if trained {
        store::benefit::reach(tx, id, Milestone::Trained, now).await?;
    }
    let purchases = |facts: &Facts| (facts.first_purchase_at, facts.next_purchase_at);
    if purchases(was) != purchases(is) {
        let (first, next) = purchases(is);
        store::benefit::set_purchases(tx, id, first, next).await?;
    }
    if trained { super::incentive::plan_if_due(tx, id, now).await } else { Ok(()) }
}

async fn post(
    tx: &Tx,
    benefit: BenefitId,
    (kind, amount): (LedgerKind, Rupiah),
    after: &Application,
    now: Instant,
) -> Result<()> {
    let posting = Posting {
        id: PostingId::from_u128(new_id(now)?),
        benefit,
        kind,
        amount,
        reference: after.id.to_string(),
        at: now,
    };
    store::ledger::post(tx, &posting).await
}

/// The trainings that are held or paid, without the one whose application is `left`: buying within
/// the scheme's days is what keeps the benefit.
fn standing<'p>(postings: &'p [Posting], left: &str) -> impl Iterator<Item = &'p Posting> {
    let given_back = move |reference: &str| {
        let mut releases = postings.iter().filter(|posting| posting.kind == LedgerKind::Release);
        releases.any(|posting| posting.reference == reference)
    };
    let holds = postings.iter().filter(|posting| posting.kind == LedgerKind::Reserve);
    let left = left.to_owned();
    holds.filter(move |hold| hold.reference != left && !given_back(&hold.reference))
}

/// When the next training was bought, the first being finished at `done`: one bought since, or before
/// and not paid by then.
fn next_hold(postings: &[Posting], left: &str, done: Instant) -> Option<Instant> {
    let paid_by_then = |hold: &Posting| {
        let mut paid = postings.iter().filter(|posting| posting.kind == LedgerKind::Purchase);
        paid.any(|posting| posting.reference == hold.reference && posting.at <= done)
    };
    let others = standing(postings, left).filter(|hold| hold.at > done || !paid_by_then(hold));
    others.map(|hold| hold.at).min()
}

/// What a step does to the price of the seat.
pub(super) const fn movement(from: ApplicationState, to: ApplicationState) -> Option<LedgerKind> {
    match (from, to) {
        (ApplicationState::Offered, ApplicationState::Confirmed) => Some(LedgerKind::Reserve),
        (
            ApplicationState::Confirmed,
            ApplicationState::Completed | ApplicationState::NotCompleted,
        ) => Some(LedgerKind::Purchase),
        (ApplicationState::Confirmed, _) => Some(LedgerKind::Release),
        (_, _) => None,
    }
}

async fn price(tx: &Tx, session: &Session) -> Result<Rupiah> {
    let programs = store::program::by_ids(tx.conn(), &[session.program]).await?;
    programs
        .first()
        .map(|listing| listing.program.price)
        .ok_or_else(|| Error::Internal("a session has no program".to_owned()))
}
