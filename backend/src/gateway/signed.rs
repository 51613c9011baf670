//! A signed JSON POST to a gateway of the operator's choice.

use std::time::Duration;

use super::{Failure, Secret, signature};
use crate::clock::Clock;

/// How long an answer may take. Shorter than the first pause, after which another would try.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 16 * 1024;

/// A gateway: where it is, and the secret that it has as well.
#[derive(Debug, Clone)]
pub(super) struct Door {
    agent: ureq::Agent,
    url: String,
    secret: Secret,
    clock: Clock,
}

impl Door {
    /// `url` takes the bodies, signed with `secret` by `clock`'s time.
    pub(super) fn new(url: String, secret: Secret, clock: Clock) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // It goes to whom the operator named, and to nobody else.
            .max_redirects(0)
            .build();
        Self { agent: config.into(), url, secret, clock }
    }

    /// Posts a body; the text of the answer, `None` where it can't be read.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) async fn post(&self, body: String) -> Result<Option<String>, Failure> {
        let door = self.clone();
        let sending = tokio::task::spawn_blocking(move || door.send(&body));
        sending.await.unwrap_or(Err(Failure::Unreachable("broken off")))
    }

    fn send(&self, body: &str) -> Result<Option<String>, Failure> {
        let seconds = self.clock.now().as_millis().div_euclid(1000);
        let answer = self
            .agent
            .post(&self.url)
            .header("content-type", "application/json")
            .header(signature::TIMESTAMP, seconds.to_string())
            .header(signature::SIGNATURE, self.secret.sign(seconds, body.as_bytes()))
            .send(body);
        let mut answer = answer.map_err(|error| failure(&error))?;
        if !answer.status().is_success() {
            return Err(Failure::Answered(answer.status().as_u16()));
        }
        Ok(answer.body_mut().with_config().limit(LONGEST).read_to_string().ok())
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of errors is open")]
const fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::StatusCode(status) => Failure::Answered(*status),
        ureq::Error::Timeout(_) => Failure::Unreachable("too slow"),
        ureq::Error::BadUri(_) => Failure::Unreachable("its address is none"),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => Failure::Unreachable("TLS"),
        _ => Failure::Unreachable("connection"),
    }
}
