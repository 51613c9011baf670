//! Sends what waits in the outbox.

use std::{future::Future, time::Duration};

use balai_shared::notification::Channel;
use futures_util::{FutureExt, StreamExt, future::join_all, stream};
use tokio::time::{Interval, MissedTickBehavior};

use crate::{
    error::{Result, caught},
    gateway::Gateways,
    model::message::Message,
    service::{
        Services,
        outbox::{self, ROUND as FULL},
    },
};

/// A person who waits for a code looks at the phone: a second is soon enough.
const ROUND: Duration = Duration::from_secs(1);
/// Between two looks at what is over.
const EXPIRY: Duration = Duration::from_secs(60);

/// Works until `stop` is ready; what is being sent then is finished first. Each way out has a loop of
/// its own, so that one that is slow holds up no other.
pub(super) async fn run(services: &Services, gateways: &Gateways, stop: impl Future<Output = ()>) {
    let stop = stop.shared();
    let channels = gateways.channels().into_iter();
    let sending = channels.map(|channel| send_until(services, gateways, channel, stop.clone()));
    tokio::join!(join_all(sending), expire_until(services, stop.clone()));
}

/// A round that fails is logged, and the next one tries again.
async fn send_until(
    services: &Services,
    gateways: &Gateways,
    channel: Channel,
    stop: impl Future<Output = ()>,
) {
    tokio::pin!(stop);
    let mut rounds = rounds(ROUND);
    loop {
        tokio::select! {
            biased;
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        match caught(send_due(services, gateways, channel)).await {
            // A full round says that more waits.
            Ok(FULL..) => rounds.reset_immediately(),
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "sending messages failed"),
        }
    }
}

async fn expire_until(services: &Services, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut rounds = rounds(EXPIRY);
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        if let Err(error) = caught(outbox::expire(services)).await {
            tracing::error!(%error, "giving up old messages failed");
        }
    }
}

fn rounds(pause: Duration) -> Interval {
    let mut rounds = tokio::time::interval(pause);
    rounds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    rounds
}

/// One round by all ways that are open; gives how many messages were tried.
///
/// # Errors
/// The database's own.
pub async fn round(services: &Services, gateways: &Gateways) -> Result<usize> {
    let mut tried = 0;
    for channel in gateways.channels() {
        tried += send_due(services, gateways, channel).await?;
    }
    Ok(tried)
}

/// Sends what is due by one way; gives how many messages were tried.
async fn send_due(services: &Services, gateways: &Gateways, channel: Channel) -> Result<usize> {
    let claimed = outbox::claim(services, &[channel]).await?;
    let tried = claimed.len();
    // All at once: a claim holds for a minute, and none may wait behind others until it is over.
    let sending = stream::iter(claimed).for_each_concurrent(None, |message| async move {
        if let Err(error) = caught(send(services, gateways, &message)).await {
            tracing::error!(%error, message = %message.id, "a message's way was not written down");
        }
    });
    sending.await;
    Ok(tried)
}

async fn send(services: &Services, gateways: &Gateways, message: &Message) -> Result<()> {
    let Some(outgoing) = outbox::word(services, message).await? else {
        return outbox::give_up(services, message.id).await;
    };
    match gateways.send(&outgoing).await {
        Ok(provider_id) => outbox::sent(services, message.id, provider_id).await,
        Err(failure) => {
            let channel = message.channel.as_str();
            tracing::warn!(%failure, channel, message = %message.id, "a message was not taken");
            outbox::failed(services, message).await
        }
    }
}
