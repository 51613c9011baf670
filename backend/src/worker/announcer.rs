//! Tells who waits for a session that one is there.

use std::{future::Future, time::Duration};

use tokio::time::MissedTickBehavior;

use crate::{
    error::caught,
    service::{
        Services,
        announce::{self, ROUND as FULL},
    },
};

/// Somebody who waits for weeks can wait for some seconds more.
const ROUND: Duration = Duration::from_secs(5);

/// Works until `stop` is ready. A round that fails is logged, and the next one tries again.
pub(super) async fn run(services: &Services, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        match caught(announce::announce_due(services)).await {
            // A full round says that more waits.
            Ok(FULL..) => rounds.reset_immediately(),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "announcing sessions failed"),
        }
    }
}
