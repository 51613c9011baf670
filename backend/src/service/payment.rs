//! The training balance: held when a Prakerja seat is confirmed, freed when it is given back, paid
//! when the training is over.

use balai_shared::{
    application::ApplicationState,
    benefit::ledger::{Balances, LedgerKind, Posting as Movement},
    error::ErrorCode,
    id::{ApplicantId, BenefitId, PostingId},
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
    // Held before they are read: one may be taken back at this very moment.
    let benefits = store::benefit::lock_all(tx, after.applicant).await?;
    if kind == LedgerKind::Reserve {
        return reserve(tx, session, after, benefits, now).await;
    }
    // What was held goes on from where it was held, though there be a newer benefit by now. Nothing
    // was held for a seat without a price.
    for (benefit, postings) in benefits {
        if let Some(held) = postings.iter().find(|posting| is_hold_for(posting, after)) {
            post(tx, benefit.id, (kind, held.amount), after, now).await?;
            return follow(tx, &benefit, &postings, after, now).await;
        }
    }
    Ok(())
}

/// Holds the price, of the latest benefit that was not revoked.
async fn reserve(
    tx: &Tx,
    session: &Session,
    after: &Application,
    benefits: Vec<(Benefit, Vec<Posting>)>,
    now: Instant,
) -> Result<()> {
    let price = price(tx, session).await?;
    if price == Rupiah::ZERO {
        return Ok(());
    }
    let current = benefits.into_iter().find(|(benefit, _)| !benefit.facts.revoked);
    let (benefit, postings) = current.ok_or_else(|| Error::refused(ErrorCode::NotEligible))?;
    if balances(&postings)?.training_available < price {
        return Err(Error::refused(ErrorCode::NotEligible));
    }
    let facts = &benefit.facts;
    let next = facts.next_purchase_at.or(facts.training_completed_at.map(|_| now));
    let first = facts.first_purchase_at.or(Some(now));
    store::benefit::set_purchases(tx, benefit.id, first, next).await?;
    post(tx, benefit.id, (LedgerKind::Reserve, price), after, now).await
}

/// What the facts are once the price of `after` went back or was paid; `postings` are those before.
async fn follow(
    tx: &Tx,
    benefit: &Benefit,
    postings: &[Posting],
    after: &Application,
    now: Instant,
) -> Result<()> {
    let done = benefit.facts.training_completed_at;
    let own = after.id.to_string();
    match after.state {
        ApplicationState::Completed if done.is_none() => {
            store::benefit::reach(tx, benefit.id, Milestone::Trained, now).await?;
            let next = next_hold(postings, &own, now);
            let first = benefit.facts.first_purchase_at;
            store::benefit::set_purchases(tx, benefit.id, first, next).await?;
            super::incentive::plan_if_due(tx, benefit.id, now).await
        }
        ApplicationState::Completed | ApplicationState::NotCompleted => Ok(()),
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
        | ApplicationState::Cancelled => {
            let first = standing(postings, &own).map(|posting| posting.at).min();
            let next = done.and_then(|done| next_hold(postings, &own, done));
            store::benefit::set_purchases(tx, benefit.id, first, next).await
        }
    }
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

fn is_hold_for(posting: &Posting, application: &Application) -> bool {
    posting.kind == LedgerKind::Reserve && posting.reference == application.id.to_string()
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
const fn movement(from: ApplicationState, to: ApplicationState) -> Option<LedgerKind> {
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
