//! SMS or WhatsApp by a gateway of the operator's choice: a signed JSON POST.

use balai_shared::contact::PhoneNumber;
use serde_json::{Value, json};

use super::{Failure, Secret, signed::Door};
use crate::{clock::Clock, service::outbox::Outgoing};

/// A gateway that takes messages for phones.
#[derive(Debug, Clone)]
pub struct SmsGateway(Door);

impl SmsGateway {
    /// `url` takes the messages, signed with `secret` by `clock`'s time.
    #[must_use]
    pub fn new(url: String, secret: Secret, clock: Clock) -> Self {
        Self(Door::new(url, secret, clock))
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
        let text = self.0.post(body.to_string()).await?;
        // Taken is taken, whatever else it says.
        let told: Option<Value> = text.and_then(|text| serde_json::from_str(&text).ok());
        Ok(told.and_then(|told| told.get("id")?.as_str().map(str::to_owned)))
    }
}
