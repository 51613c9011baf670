//! E-mail by SMTP.

use std::time::Duration;

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{
        Mailbox,
        header::{ContentType, HeaderName, HeaderValue},
    },
    transport::smtp::Error,
};

use super::Failure;
use crate::service::outbox::Outgoing;

/// How long a message may take. Shorter than the first pause, after which another would try.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail server that takes messages.
#[derive(Debug, Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why a mail server can't be used.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// The address of the server.
    #[error("BALAI_SMTP_URL is no smtp:// or smtps:// address: {0}")]
    Url(Error),
    /// The address of the sender.
    #[error("BALAI_MAIL_FROM must be an address as in \"Balai <kabar@balai.example>\"")]
    From,
}

impl Mailer {
    /// `smtps://user:password@host`, `smtp://host?tls=required`, or `smtp://host` without TLS;
    /// `from` as in `Balai <kabar@balai.example>`.
    ///
    /// # Errors
    /// [`MailerError`]. The server isn't asked yet.
    pub fn new(url: &str, from: &str) -> Result<Self, MailerError> {
        let builder =
            AsyncSmtpTransport::<Tokio1Executor>::from_url(url).map_err(MailerError::Url)?;
        Ok(Self {
            transport: builder.timeout(Some(PATIENCE)).build(),
            from: from.parse().map_err(|_| MailerError::From)?,
        })
    }

    /// Hands a message over.
    ///
    /// # Errors
    /// [`Failure`].
    pub(super) async fn send(&self, message: &Outgoing, address: &str) -> Result<(), Failure> {
        let mail = self.write(message, address)?;
        let sending = tokio::time::timeout(PATIENCE, self.transport.send(mail));
        match sending.await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(failure(&error)),
            Err(_) => Err(Failure::Unreachable("too slow")),
        }
    }

    fn write(&self, message: &Outgoing, address: &str) -> Result<Message, Failure> {
        let to = address.parse().map_err(|_| Failure::Unwritable("address"))?;
        // The same for every try, so that a mailbox can tell that it has this one.
        let id = format!("<{}@{}>", message.id, self.from.email.domain());
        let automatic = HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        );
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .message_id(Some(id))
            .subject(message.letter.subject.clone())
            .raw_header(automatic)
            .header(ContentType::TEXT_PLAIN)
            .body(format!("{}\n\n-- \nBalai\n", message.letter.text))
            .map_err(|_| Failure::Unwritable("headers"))
    }
}

/// The server's words may repeat the address, so only its code is kept.
fn failure(error: &Error) -> Failure {
    if let Some(code) = error.status() {
        return Failure::Answered(u16::from(code));
    }
    Failure::Unreachable(if error.is_tls() {
        "TLS"
    } else if error.is_timeout() {
        "too slow"
    } else if error.is_client() {
        "the server lacks something that we need"
    } else {
        "connection"
    })
}
