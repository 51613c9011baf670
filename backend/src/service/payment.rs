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
    store::{self, Connection, Tx},
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
    let benefits = store::benefit::of_applicant(tx.conn(), after.applicant).await?;
    if kind == LedgerKind::Reserve {
        return reserve(tx, session, after, benefits, now).await;
    }
    // What was held goes on from where it was held, though there be a newer benefit by now. Nothing
    // was held for a seat without a price.
    for (benefit, postings) in benefits {
        if let Some(held) = postings.iter().find(|posting| is_hold_for(posting, after)) {
            store::benefit::lock(tx, benefit.id).await?;
            if kind == LedgerKind::Release {
                let first = earliest_hold(&postings, &held.reference);
                store::benefit::set_first_purchase(tx, benefit.id, first).await?;
            }
            return post(tx, benefit.id, (kind, held.amount), after, now).await;
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
    let (benefit, _) = current.ok_or_else(|| Error::refused(ErrorCode::NotEligible))?;
    store::benefit::lock(tx, benefit.id).await?;
    if available(tx.conn(), after.applicant).await? < price {
        return Err(Error::refused(ErrorCode::NotEligible));
    }
    if benefit.facts.first_purchase_at.is_none() {
        store::benefit::set_first_purchase(tx, benefit.id, Some(now)).await?;
    }
    post(tx, benefit.id, (LedgerKind::Reserve, price), after, now).await
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
    store::benefit::post(tx, &posting).await
}

fn is_hold_for(posting: &Posting, application: &Application) -> bool {
    posting.kind == LedgerKind::Reserve && posting.reference == application.id.to_string()
}

/// When the first training was bought that is still held or paid, once `released` is given back:
/// buying within the scheme's days is what keeps the benefit.
fn earliest_hold(postings: &[Posting], released: &str) -> Option<Instant> {
    let of = |kind: LedgerKind| postings.iter().filter(move |posting| posting.kind == kind);
    let given_back = |reference: &str| {
        reference == released
            || of(LedgerKind::Release).any(|posting| posting.reference == reference)
    };
    let standing = of(LedgerKind::Reserve).filter(|posting| !given_back(&posting.reference));
    standing.map(|posting| posting.at).min()
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
