//! What happens by itself: offers lapse, free seats go on, lists close when their session begins, old
//! keys and tokens are forgotten; messages are sent, and new sessions told to who waits for them.

mod announcer;
pub mod bank;
pub mod post;

use std::{future::Future, time::Duration};

use futures_util::FutureExt;

use crate::{
    error::{Result, caught},
    gateway::{Bank, Gateways},
    service::{
        Services, cancel_session, clean_documents, close_lists, contact_recovery, delete_account,
        documents, drafts, idempotency, lapse_offers, outbox, presence, promote, reset_password,
        revoke_benefits, selection, sign_in, staff_invitations, synchronise, tokens,
        undo_decisions,
    },
};

/// A seat that becomes free is offered again within a second (DOMAIN, rule 1): the use case that
/// frees it does so at once, and this round finds what a crash left behind.
const ROUND: Duration = Duration::from_millis(500);
/// Rounds between two looks at sessions that have begun: a minute.
const ROUNDS_PER_CLOSING: u64 = 120;
/// Between two looks at benefits that were not used.
const KEEPING: Duration = Duration::from_secs(60);
/// Such looks between two clean-ups: an hour.
const KEEPING_PER_CLEANING: u64 = 60;
/// Such looks before what people entered is forgotten: a day, in which a wrong clock, database or storage
/// is noticed.
const KEEPING_BEFORE_FORGETTING: u64 = 24 * 60;

/// The ways out of the house that the work needs.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// For messages.
    pub gateways: Gateways,
    /// For money; without one, it waits.
    pub bank: Option<Bank>,
}

/// Works until all of `stops` are ready, which are one for each part of the work: messages that are slow
/// to be sent, or a slow bank, must not hold up the seats.
pub async fn run(
    services: Services,
    ways: Ways,
    stops: (impl Future<Output = ()>, impl Future<Output = ()>, impl Future<Output = ()>),
) {
    let stop = stops.0.shared();
    tokio::join!(
        turn(&services, stop.clone()),
        keep_house(&services, stop.clone()),
        announcer::run(&services, stop),
        post::run(&services, &ways.gateways, stops.1),
        bank::run(&services, ways.bank.as_ref(), stops.2),
    );
}

/// A round that fails or panics is logged, and the next one tries again.
async fn turn(services: &Services, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut count: u64 = 0;
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        if let Err(error) = caught(round(services)).await {
            tracing::error!(%error, "a worker's round failed");
        }
        if count.is_multiple_of(ROUNDS_PER_CLOSING)
            && let Err(error) = caught(close_lists::close_begun(services)).await
        {
            tracing::error!(%error, "closing lists failed");
        }
        count += 1;
    }
}

/// What may take long and hurries nobody: unused balances go back, and what is old is forgotten.
async fn keep_house(services: &Services, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut rounds = tokio::time::interval(KEEPING);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut count: u64 = 0;
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        if let Err(error) = caught(selection::commit_missing(services)).await {
            tracing::error!(%error, "locking seeds away failed");
        }
        if let Err(error) = caught(selection::slots::keep(services)).await {
            tracing::error!(%error, "telling of times for tests and interviews failed");
        }
        if let Err(error) = caught(contact_recovery::effect_due(services)).await {
            tracing::error!(%error, "putting new numbers in failed");
        }
        if let Err(error) = caught(revoke_benefits::revoke_due(services)).await {
            tracing::error!(%error, "taking back unused benefits failed");
        }
        if let Err(error) = clean_documents::remove_deleted(services).await {
            tracing::error!(%error, "deleted documents wait to be removed");
        }
        if count.is_multiple_of(KEEPING_PER_CLEANING)
            && let Err(error) = caught(clean(services)).await
        {
            tracing::error!(%error, "cleaning failed");
        }
        if count >= KEEPING_BEFORE_FORGETTING
            && count.is_multiple_of(KEEPING_PER_CLEANING)
            && let Err(error) = forget(services).await
        {
            tracing::error!(%error, "forgetting what is old failed");
        }
        count += 1;
    }
}

/// One round: what is due lapses, what was called off is cancelled, and no seat idles.
///
/// # Errors
/// The database's own.
pub async fn round(services: &Services) -> Result<()> {
    lapse_offers::lapse(services).await?;
    if let Err(error) = selection::take_effect(services).await {
        tracing::error!(%error, "a selection's results wait");
    }
    cancel_session::finish(services).await?;
    promote::promote_all(services).await
}

async fn clean(services: &Services) -> Result<()> {
    tokens::purge(services).await?;
    reset_password::forget_old_codes(services).await?;
    outbox::purge(services).await?;
    undo_decisions::forget_old(services).await?;
    staff_invitations::forget_old(services).await?;
    sign_in::forget_old_failures(services).await?;
    idempotency::purge(services).await?;
    presence::purge(services).await?;
    synchronise::prune(services).await?;
    Ok(())
}

/// What people entered, once its time is over, and documents that no row names.
async fn forget(services: &Services) -> Result<()> {
    delete_account::forget_kept(services).await?;
    drafts::forget_old(services).await?;
    documents::forget_old(services).await?;
    clean_documents::clean_up(services).await?;
    Ok(())
}
