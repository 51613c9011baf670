//! The training balance: held when a Prakerja seat is confirmed, freed when it is given back, paid
//! when the training is over.

use balai_shared::{
    application::ApplicationState,
    benefit::ledger::{Balances, LedgerKind, Posting as Movement},
    error::ErrorCode,
    id::{ApplicantId, PostingId},
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
    let price = price(tx, session).await?;
    if price == Rupiah::ZERO {
        return Ok(());
    }
    let benefits = store::benefit::of_applicant(tx.conn(), after.applicant).await?;
    let Some((benefit, _)) = benefits.into_iter().find(|(benefit, _)| !benefit.facts.revoked)
    else {
        return Err(Error::refused(ErrorCode::NotEligible));
    };
    store::benefit::lock(tx, benefit.id).await?;
    if kind == LedgerKind::Reserve && available(tx.conn(), after.applicant).await? < price {
        return Err(Error::refused(ErrorCode::NotEligible));
    }
    note_purchase(tx, &benefit, kind, now).await?;
    let posting = Posting {
        id: PostingId::from_u128(new_id(now)?),
        benefit: benefit.id,
        kind,
        amount: price,
        reference: after.id.to_string(),
        at: now,
    };
    store::benefit::post(tx, &posting).await
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

/// Buying within the scheme's days is what keeps the benefit; giving the seat back undoes it.
async fn note_purchase(tx: &Tx, benefit: &Benefit, kind: LedgerKind, now: Instant) -> Result<()> {
    match kind {
        LedgerKind::Reserve if benefit.facts.first_purchase_at.is_none() => {
            store::benefit::set_first_purchase(tx, benefit.id, Some(now)).await
        }
        LedgerKind::Release if benefit.facts.training_completed_at.is_none() => {
            store::benefit::set_first_purchase(tx, benefit.id, None).await
        }
        LedgerKind::Reserve
        | LedgerKind::Release
        | LedgerKind::Grant
        | LedgerKind::Purchase
        | LedgerKind::Incentive
        | LedgerKind::Survey
        | LedgerKind::Revoke => Ok(()),
    }
}

async fn price(tx: &Tx, session: &Session) -> Result<Rupiah> {
    let programs = store::program::by_ids(tx.conn(), &[session.program]).await?;
    programs
        .first()
        .map(|listing| listing.program.price)
        .ok_or_else(|| Error::Internal("a session has no program".to_owned()))
}
