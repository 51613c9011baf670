//! Checking a certificate by its number, for anyone, so that it is no way to a list of names: numbers
//! have a random part, failures are counted, and of numbers that can be guessed the name is masked.

use balai_shared::{
    certificate::{has_random_part, masked, normal},
    policy::Actor,
};

use super::{
    Services, applications,
    attempts::{self, Subject},
    certificates, limits,
};
use crate::{
    error::Result,
    model::{application::Certificate, network::Network},
    store::erasure::ERASED_NAME,
};

/// The longest number, in characters, that is looked for at all.
const LONGEST: usize = 64;

/// The certificate with this number; its holder and its centre see the name whole, and so does everybody
/// who knows a number with a random part.
///
/// # Errors
/// `RATE_LIMITED` after too many that were none.
pub async fn check(
    services: &Services,
    (actor, from): (&Actor, Option<Network>),
    typed: &str,
) -> Result<Option<Certificate>> {
    let number = normal(typed);
    if number.is_empty() || number.chars().count() > LONGEST {
        return Ok(None);
    }
    let subjects = subjects(services, from, &number);
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

fn subjects(services: &Services, from: Option<Network>, number: &str) -> Vec<Subject> {
    let vault = services.vault();
    let of_network = Subject::of_network(vault, &limits::CERTIFICATE_NETWORK, from);
    let guessable = !has_random_part(number);
    let of_all = guessable.then(|| Subject::new(vault, &limits::CERTIFICATE_GUESSED, ""));
    of_network.into_iter().chain(of_all).collect()
}

/// Counted where it is judged, so that many at once get no further than one after the other.
async fn failed(services: &Services, subjects: Vec<Subject>) -> Result<Option<Certificate>> {
    let _stays = attempts::count(services, subjects).await?;
    Ok(None)
}
