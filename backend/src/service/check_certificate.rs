//! Checking a certificate by its number, for anyone, so that it is no way to a list of names: numbers
//! have a random part, failures are counted, and of numbers that can be guessed the name is masked.

use std::net::IpAddr;

use balai_shared::{
    certificate::{has_random_part, masked, normal},
    error::ErrorCode,
    policy::Actor,
};

use super::{
    Services, applications,
    attempts::{self, Subject},
    certificates,
};
use crate::{
    error::{Error, Result},
    model::application::Certificate,
    store::erasure::ERASED_NAME,
};

/// Look-ups of one network that found nothing, in a quarter of an hour: who types from paper mistypes.
const OF_NETWORK: u64 = 30;
/// Those of all networks, among numbers that can be guessed.
const OF_ALL: u64 = 3_000;
/// The longest number, in characters, that is looked for at all.
const LONGEST: usize = 64;

/// The certificate with this number; its holder and its centre see the name whole, and so does everybody
/// who knows a number with a random part.
///
/// # Errors
/// `RATE_LIMITED` after too many that were none.
pub async fn check(
    services: &Services,
    (actor, address): (&Actor, Option<IpAddr>),
    typed: &str,
) -> Result<Option<Certificate>> {
    let number = normal(typed);
    if number.is_empty() || number.chars().count() > LONGEST {
        return Ok(None);
    }
    let subjects = subjects(services, address, &number);
    attempts::within_limits(services, &subjects).await?;
    let Some(mut found) = applications::certificate(services, typed).await? else {
        return failed(services, subjects).await;
    };
    let erased = found.says.name == ERASED_NAME;
    if !erased && !has_random_part(&found.number) && !certificates::may_open(actor, &found) {
        found.says.name = masked(&found.says.name);
    }
    Ok(Some(found))
}

fn subjects(services: &Services, address: Option<IpAddr>, number: &str) -> Vec<Subject> {
    let vault = services.vault();
    let of_network = address
        .map(|address| Subject::new(vault, "certificate-network", &network(address), OF_NETWORK));
    let guessable = !has_random_part(number);
    let of_all = guessable.then(|| Subject::new(vault, "certificate-all", "", OF_ALL));
    of_network.into_iter().chain(of_all).collect()
}

/// What one line has of addresses: an IPv4 address, or the first half of an IPv6 address.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [first, second, third, fourth, ..] = address.segments();
            format!("{first:x}:{second:x}:{third:x}:{fourth:x}")
        }
    }
}

/// Counted where it is judged, so that many at once get no further than one after the other.
async fn failed(services: &Services, subjects: Vec<Subject>) -> Result<Option<Certificate>> {
    let counted = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            let over = attempts::exceeded(tx.conn(), &subjects, now).await?;
            if over.is_none() {
                attempts::note(tx, &subjects, now).await?;
            }
            Ok(over)
        })
    });
    match counted.await? {
        Some(minutes) => {
            let seconds = u32::try_from(minutes * 60).unwrap_or(u32::MAX);
            Err(Error::later(ErrorCode::RateLimited, seconds))
        }
        None => Ok(None),
    }
}
