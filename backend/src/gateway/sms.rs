//! SMS or WhatsApp by a gateway of the operator's choice: a signed JSON POST.

use std::time::Duration;

use balai_shared::{contact::PhoneNumber, time::Instant};
use serde_json::{Value, json};

use super::{Failure, Secret, signature};
use crate::{clock::Clock, service::outbox::Outgoing};

/// How long a message may take. Shorter than the first pause, after which another would try.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest answer that is read, in bytes.
const LONGEST: u64 = 16 * 1024;

/// A gateway that takes messages for phones.
#[derive(Debug, Clone)]
pub struct SmsGateway {
    agent: ureq::Agent,
    url: String,
    secret: Secret,
    clock: Clock,
}

impl SmsGateway {
    /// `url` takes the messages, signed with `secret` by `clock`'s time.
    #[must_use]
    pub fn new(url: String, secret: Secret, clock: Clock) -> Self {
        let config = ureq::Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            // A message goes to whom the operator named, and to nobody else.
            .max_redirects(0)
            .build();
        Self { agent: config.into(), url, secret, clock }
    }

    /// Hands a message over; the name that the gateway gives it, if it gives one: `{"id": "…"}`.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) async fn send(
        &self,
        message: &Outgoing,
        number: &PhoneNumber,
    ) -> Result<Option<String>, Failure> {
        let body = json!({
            "id": message.id.to_string(),
            "to": number.as_str(),
            "text": message.letter.text,
            "language": message.language.as_str(),
        });
        let (gateway, body) = (self.clone(), body.to_string());
        let sending = tokio::task::spawn_blocking(move || gateway.post(&body));
        sending.await.unwrap_or(Err(Failure::Unreachable("broken off")))
    }

    fn post(&self, body: &str) -> Result<Option<String>, Failure> {
        let seconds = seconds(self.clock.now());
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
        // Taken is taken, whatever else it says.
        let text = answer.body_mut().with_config().limit(LONGEST).read_to_string();
        let told: Option<Value> = text.ok().and_then(|text| serde_json::from_str(&text).ok());
        Ok(told.and_then(|told| told.get("id")?.as_str().map(str::to_owned)))
    }
}

fn seconds(now: Instant) -> i64 {
    now.as_millis().div_euclid(1000)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the library's list of errors is open")]
const fn failure(error: &ureq::Error) -> Failure {
    match error {
        ureq::Error::StatusCode(status) => Failure::Answered(*status),
        ureq::Error::Timeout(_) => Failure::Unreachable("too slow"),
        ureq::Error::BadUri(_) => Failure::Unreachable("BALAI_SMS_URL"),
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) => Failure::Unreachable("TLS"),
        _ => Failure::Unreachable("connection"),
    }
}
