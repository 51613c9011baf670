//! Messages that leave the house: queued with what they tell of, worded when they are sent.

use balai_shared::{
    account::AccountNotice,
    contact::{Contact, PhoneNumber},
    id::{AccountId, MessageId, SessionId},
    language::Language,
    message::{self, Letter},
    notification::{Channel, NotificationKind},
    policy::Actor,
    staff::InvitationCode,
    time::Instant,
};

use super::{
    Services, announce, application_news, benefit_news, catalogue, group_messages,
    staff_invitations,
};
use crate::{
    auth::secret::new_id,
    error::Result,
    model::{
        account::Account,
        message::{Content, Destination, Message, Standing, Subject},
    },
    store::{self, Tx, notification::News, preference::Recipient},
};

/// How long news are worth sending: after a week without a gateway they would only confuse.
const NEWS_DAYS: i64 = 7;
/// How long what is settled is kept, so that a late word from a gateway finds it.
const KEPT_DAYS: i64 = 30;
/// After a try that failed, or was never heard of again, in minutes.
const PAUSES: [i64; 5] = [1, 5, 30, 2 * 60, 12 * 60];
/// The first try, and one after each pause.
pub const TRIES: i32 = 6;
/// How many messages one round takes on: they are sent all at once.
pub const ROUND: usize = 16;

/// Whom a message goes to, and how.
#[derive(Debug, Clone)]
pub(super) struct To {
    pub(super) account: AccountId,
    pub(super) channel: Channel,
    pub(super) language: Language,
    /// Where to, when that is not for the account to say at the time of sending.
    pub(super) destination: Option<Destination>,
}

impl To {
    /// By this very contact, whatever becomes of the account's.
    pub(super) fn exactly(account: AccountId, contact: &Contact, language: Language) -> Self {
        let (channel, text) = match contact {
            Contact::Email(address) => (Channel::Email, address.as_str()),
            Contact::Phone(number) => (Channel::Sms, number.as_str()),
        };
        Self { account, channel, language, destination: Some(Destination(text.to_owned())) }
    }
}

/// Queues what the person is told, where the person wants it.
///
/// # Errors
/// The database's own.
pub(super) async fn tell(tx: &Tx, to: Recipient, news: News) -> Result<()> {
    let Some(channel) = to.reach.channel() else { return Ok(()) };
    let content = Content::News { kind: news.kind, about: news.about };
    let to = To { account: to.account, channel, language: to.language, destination: None };
    queue(tx, to, content, (news.at, news.at.plus_hours(NEWS_DAYS * 24))).await
}

/// Tells what happened to an account, by this very contact: that it is the account's no longer may be
/// the news.
///
/// # Errors
/// The database's own.
pub(super) async fn notify(
    tx: &Tx,
    (account, language): (AccountId, Language),
    contact: &Contact,
    notice: AccountNotice,
    now: Instant,
) -> Result<()> {
    let to = To::exactly(account, contact, language);
    queue(tx, to, Content::Notice(notice), (now, now.plus_hours(NEWS_DAYS * 24))).await
}

/// Queues a message that is sent from `now` on, and before `until`.
///
/// # Errors
/// The database's own.
pub(super) async fn queue(
    tx: &Tx,
    to: To,
    content: Content,
    (now, until): (Instant, Instant),
) -> Result<()> {
    let message = Message {
        id: MessageId::from_u128(new_id(now)?),
        account: to.account,
        channel: to.channel,
        language: to.language,
        content,
        destination: to.destination,
        created_at: now,
        expires_at: until,
        tries: 0,
    };
    store::outbox::insert(tx, &message).await
}

/// A message as it is handed over.
#[derive(Clone)]
pub struct Outgoing {
    /// Its id, by which a gateway knows it again.
    pub id: MessageId,
    /// Where to.
    pub to: Address,
    /// What it says.
    pub letter: Letter,
    /// In which language.
    pub language: Language,
}

/// Where a message goes.
#[derive(Clone)]
pub enum Address {
    /// To a mailbox.
    Email(String),
    /// To a phone.
    Phone(PhoneNumber),
}

/// Claims messages of these channels that are due: no other replica sends them as well.
///
/// # Errors
/// The database's own.
pub async fn claim(services: &Services, channels: &[Channel]) -> Result<Vec<Message>> {
    let store = &services.store;
    let now = store.ping().await?;
    let most = u64::try_from(ROUND).unwrap_or(u64::MAX);
    let due = store::outbox::due(store.read(), store.vault(), channels, now, most).await?;
    for id in due.unreadable {
        give_up(services, id).await?;
    }
    let mut claimed = Vec::with_capacity(due.messages.len());
    for message in due.messages {
        // A sender that crashed in its last try left it so.
        let worthless = message.tries >= TRIES || message.expires_at <= now;
        let taken = if worthless { None } else { Some(message.clone()) };
        let held = store.write(move |tx| {
            Box::pin(async move {
                if worthless {
                    return store::outbox::give_up(tx, message.id, now).await;
                }
                store::outbox::claim(tx, &message, now.plus_minutes(pause(message.tries))).await
            })
        });
        if held.await? {
            claimed.extend(taken);
        }
    }
    Ok(claimed)
}

/// How long after the try numbered `tries`, from 0 on, the next one comes, in minutes.
fn pause(tries: i32) -> i64 {
    let place = usize::try_from(tries).unwrap_or_default();
    PAUSES.get(place).or(PAUSES.last()).copied().unwrap_or_default()
}

/// The message in words; `None` when there is nowhere to send it any more.
///
/// # Errors
/// The database's own.
pub async fn word(services: &Services, message: &Message) -> Result<Option<Outgoing>> {
    let (connection, vault) = (services.store.read(), services.vault());
    let account = store::account::by_id(connection, vault, message.account).await?;
    let to = match (&message.destination, &message.content) {
        (Some(to), _) => exact(message.channel, &to.0),
        // Forgotten with the sending: where it went is nobody's any more.
        (None, Content::Notice(_) | Content::Invitation(..) | Content::Recovery(_)) => None,
        (
            None,
            Content::News { .. }
            | Content::PasswordCode(_)
            | Content::ContactCode(_)
            | Content::JoinCode(_),
        ) => account.and_then(|account| address(account, message.channel)),
    };
    let Some(to) = to else { return Ok(None) };
    let letter = letter(services, message).await?;
    let (id, language) = (message.id, message.language);
    Ok(letter.map(|letter| Outgoing { id, to, letter, language }))
}

/// The address of a session's page, where the server knows its own.
fn page_of(services: &Services, id: SessionId) -> Option<String> {
    services.public_url.as_ref().map(|url| format!("{url}/sesi/{id}"))
}

fn address(account: Account, channel: Channel) -> Option<Address> {
    match channel {
        Channel::Email => account.email.map(Address::Email),
        Channel::Sms => account.phone.map(Address::Phone),
    }
}

fn exact(channel: Channel, text: &str) -> Option<Address> {
    match channel {
        Channel::Email => Some(Address::Email(text.to_owned())),
        Channel::Sms => PhoneNumber::parse(text).ok().map(Address::Phone),
    }
}

/// Codes are forgotten once they were sent or over: the demonstration's mailbox still shows the
/// letter.
fn shown(code: &str) -> &str {
    if code.is_empty() { "••••••" } else { code }
}

async fn letter(services: &Services, message: &Message) -> Result<Option<Letter>> {
    let language = message.language;
    match &message.content {
        Content::PasswordCode(code) => Ok(Some(message::password_code(shown(code), language))),
        Content::ContactCode(code) => Ok(Some(message::contact_code(shown(code), language))),
        Content::JoinCode(code) => Ok(Some(message::join_code(shown(code), language))),
        Content::Recovery(code) => {
            let code = InvitationCode::shown(shown(code));
            let url = services.public_url.as_deref();
            Ok(Some(message::recovery(&code, url, language)))
        }
        Content::Notice(notice) => Ok(Some(message::account_notice(*notice, language))),
        Content::Invitation(id, code) => {
            staff_invitations::letter(services, (*id, code), language).await
        }
        Content::News {
            kind: NotificationKind::CentreMessage,
            about: Subject::Application(id),
        } => group_messages::letter(services, (*id, message.created_at), language).await,
        Content::News { kind, about: Subject::Application(id) } => {
            application_news::letter(services, (message.account, *id), *kind, language).await
        }
        Content::News { kind, about: Subject::Benefit(id) } => {
            let mut found = benefit_news::headlines(services, &[*id]).await?;
            Ok(found.remove(id).map(|headline| {
                let told = headline.told(*kind, language);
                message::benefit_news(&headline.scheme, &told, language)
            }))
        }
        Content::News { kind, about: Subject::Session(id) } => {
            let session = catalogue::session(services, &Actor::System, *id).await?;
            Ok(session.map(|listing| {
                let told = announce::told(&listing, *kind, language);
                let page = page_of(services, *id);
                message::session_news(&listing.program.title, &told, page.as_deref(), language)
            }))
        }
    }
}

/// A message was handed over; the gateway knows it by `provider_id`.
///
/// # Errors
/// The database's own.
pub async fn sent(services: &Services, id: MessageId, provider_id: Option<String>) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::outbox::sent(tx, id, provider_id, now).await
            })
        })
        .await?;
    Ok(())
}

/// A try failed: the next one comes after its pause, and after the last one there is none.
///
/// # Errors
/// The database's own.
pub async fn failed(services: &Services, message: &Message) -> Result<()> {
    if message.tries + 1 < TRIES { Ok(()) } else { give_up(services, message.id).await }
}

/// There is nowhere to send it.
///
/// # Errors
/// The database's own.
pub async fn give_up(services: &Services, id: MessageId) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::outbox::give_up(tx, id, now).await
            })
        })
        .await?;
    Ok(())
}

/// Gives up what came to its end unsent, codes among it, which are forgotten by that.
///
/// # Errors
/// The database's own.
pub async fn expire(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::outbox::expire(tx, now).await
            })
        })
        .await
}

/// Forgets what was settled long ago.
///
/// # Errors
/// The database's own.
pub async fn purge(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let before = tx.now().await?.plus_hours(-KEPT_DAYS * 24);
                store::outbox::purge(tx, before).await
            })
        })
        .await
}

/// What a gateway says of a message that it took: `false` when it never took such a one, or said so
/// before.
///
/// # Errors
/// The database's own.
pub async fn delivery(services: &Services, id: String, arrived: bool) -> Result<bool> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::outbox::delivery(tx, &id, arrived, now).await
            })
        })
        .await
}

/// How many messages wait, and how many were given up.
///
/// # Errors
/// The database's own.
pub async fn standing(services: &Services) -> Result<(u64, u64)> {
    let connection = services.store.read();
    let waiting = store::outbox::count(connection, Standing::Waiting).await?;
    Ok((waiting, store::outbox::count(connection, Standing::Failed).await?))
}
