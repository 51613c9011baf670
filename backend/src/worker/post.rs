//! Sends what waits in the outbox.

use std::{future::Future, time::Duration};

use futures_util::{StreamExt, stream};

use crate::{
    error::Result,
    gateway::Gateways,
    model::message::Message,
    service::{Services, outbox},
};

/// A person who waits for a code looks at the phone: a second is soon enough.
const ROUND: Duration = Duration::from_secs(1);
/// Rounds between two looks at what is over: a minute.
const ROUNDS_PER_EXPIRY: u64 = 60;

/// Works until `stop` is ready; what is being sent then is finished first.
pub(super) async fn run(services: &Services, gateways: &Gateways, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    let mut rounds = tokio::time::interval(ROUND);
    rounds.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut count: u64 = 0;
    loop {
        tokio::select! {
            () = &mut stop => return,
            _ = rounds.tick() => {}
        }
        if let Err(error) = round(services, gateways).await {
            tracing::error!(%error, "sending messages failed");
        }
        if count.is_multiple_of(ROUNDS_PER_EXPIRY)
            && let Err(error) = outbox::expire(services).await
        {
            tracing::error!(%error, "giving up old messages failed");
        }
        count += 1;
    }
}

/// One round: what is due by ways that are open is sent; gives how many were tried.
///
/// # Errors
/// The database's own.
pub async fn round(services: &Services, gateways: &Gateways) -> Result<usize> {
    let open = gateways.channels();
    if open.is_empty() {
        return Ok(0);
    }
    let claimed = outbox::claim(services, &open).await?;
    let tried = claimed.len();
    // All at once: a claim holds for a minute, and none may wait behind others until it is over.
    let sending = stream::iter(claimed).for_each_concurrent(None, |message| async move {
        if let Err(error) = send(services, gateways, &message).await {
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
