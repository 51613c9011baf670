//! Asks the bank what is due: a loop of its own, so that a slow bank holds up no seat and no message.

use std::{future::Future, time::Duration};

use futures_util::{StreamExt, stream};
use tokio::time::MissedTickBehavior;

use crate::{
    error::{Result, caught},
    gateway::Bank,
    service::{
        Services,
        bank::{self, Asked, ROUND as FULL},
    },
};

/// Nobody waits at a counter for it, but a demonstration should not bore.
const ROUND: Duration = Duration::from_secs(1);

/// Works until `stop` is ready; what is being asked then is finished first. A round that fails is
/// logged, and the next one tries again.
pub(super) async fn run(services: &Services, bank: Option<&Bank>, stop: impl Future<Output = ()>) {
    let Some(bank) = bank else { return };
    tokio::pin!(stop);
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        match caught(round(services, bank)).await {
            // A full round says that more waits.
            Ok(FULL..) => rounds.reset_immediately(),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "asking the bank failed"),
        }
    }
}

/// One round; gives how many orders the bank was asked.
///
/// # Errors
/// The database's own.
pub async fn round(services: &Services, bank: &Bank) -> Result<usize> {
    let claimed = bank::claim(services).await?;
    let asked = claimed.len();
    // All at once: a claim holds for a minute, and none may wait behind others until it is over.
    let asking = stream::iter(claimed).for_each_concurrent(None, |(what, order)| async move {
        let id = order.id.clone();
        match bank.ask(&order).await {
            Ok(verdict) => {
                if let Err(error) = bank::settle(services, what, verdict).await {
                    tracing::error!(%error, id, "a bank's answer was not written down");
                }
            }
            Err(failure) => {
                let tries = tries(&what);
                tracing::warn!(%failure, id, tries, "the bank gave no answer");
            }
        }
    });
    asking.await;
    Ok(asked)
}

const fn tries(what: &Asked) -> i32 {
    match what {
        Asked::Check(check) => check.tries,
        Asked::Pay(payout) => payout.tries,
    }
}
