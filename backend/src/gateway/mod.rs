//! The ways out of the house: e-mail by SMTP; SMS or WhatsApp, and the bank that pays benefits, by
//! gateways that take signed JSON; and the shelf on which documents lie: a folder, or a bucket
//! somewhere.
//!
//! Without a gateway, its messages wait in the outbox.

mod bank;
mod bucket;
mod email;
pub mod shelf;
pub mod signature;
mod signed;
mod sms;

use balai_shared::notification::Channel;

pub use bank::{Bank, BankGateway};
pub use email::{Mailer, MailerError};
pub use shelf::{Room, Shelf, ShelfError};
pub use signature::Secret;
pub use sms::SmsGateway;

use crate::service::outbox::{Address, Outgoing};

/// Why a message was not taken, without anything about the person: it may end in a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// It answered with this status.
    #[error("answered {0}")]
    Answered(u16),
    /// It didn't answer in time, or not at all.
    #[error("not reached: {0}")]
    Unreachable(&'static str),
    /// The message can't be written as this gateway wants it.
    #[error("not a message it takes: {0}")]
    Unwritable(&'static str),
    /// There is none for this way.
    #[error("not configured")]
    Missing,
}

/// The gateways that the operator configured.
#[derive(Debug, Clone, Default)]
pub struct Gateways {
    /// For e-mail.
    pub email: Option<Mailer>,
    /// For SMS or WhatsApp.
    pub sms: Option<SmsGateway>,
}

impl Gateways {
    /// The ways that are open.
    #[must_use]
    pub fn channels(&self) -> Vec<Channel> {
        let open = |channel: &Channel| match channel {
            Channel::Email => self.email.is_some(),
            Channel::Sms => self.sms.is_some(),
        };
        Channel::ALL.iter().copied().filter(open).collect()
    }

    /// Hands a message over; the name under which the gateway knows it, where it says one.
    ///
    /// # Errors
    /// [`Failure`]; trying again may help.
    pub async fn send(&self, message: &Outgoing) -> Result<Option<String>, Failure> {
        match &message.to {
            Address::Email(address) => {
                let mailer = self.email.as_ref().ok_or(Failure::Missing)?;
                mailer.send(message, address).await.map(|()| None)
            }
            Address::Phone(number) => {
                let gateway = self.sms.as_ref().ok_or(Failure::Missing)?;
                gateway.send(message, number).await
            }
        }
    }
}
