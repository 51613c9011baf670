//! One-time codes: sent to a phone or a mailbox, and tried when they come back.

use balai_shared::{
    account::ContactKind, contact::Contact, id::AccountId, language::Language,
    one_time::OneTimeCode, time::Instant,
};

use super::{
    attempts,
    outbox::{self, To},
};
use crate::{
    auth::secret::{self, new_id},
    error::Result,
    model::message::Content,
    store::{
        self, Tx,
        one_time_code::{NewCode, Purpose, Tries},
    },
};

/// A new code.
///
/// # Errors
/// No randomness.
pub(super) fn draw() -> Result<String> {
    Ok(OneTimeCode::from_number(u32::from_be_bytes(secret::random()?)))
}

/// Sends a code, unless the account got too many already: it can be asked for by its number and by
/// its address, hence its own count.
///
/// # Errors
/// The database's own.
pub(super) async fn send(
    tx: &Tx,
    (account, purpose): (AccountId, Purpose),
    (contact, language): (&Contact, Language),
    code: String,
    now: Instant,
) -> Result<()> {
    let within = (now, OneTimeCode::MOST);
    send_within(tx, (account, purpose), (contact, language), code, within).await
}

/// The same, with how many codes of a quarter of an hour are too many.
///
/// # Errors
/// The database's own.
pub(super) async fn send_within(
    tx: &Tx,
    (account, purpose): (AccountId, Purpose),
    (contact, language): (&Contact, Language),
    code: String,
    (now, most): (Instant, u64),
) -> Result<()> {
    store::account::lock(tx, account).await?;
    let since = now.plus_minutes(-OneTimeCode::WINDOW_MINUTES);
    let sent = store::one_time_code::count(tx.conn(), (account, purpose), since).await?;
    if sent >= most {
        return Ok(());
    }
    let sent_to = attempts::normal(contact);
    let new = NewCode { id: new_id(now)?, account, purpose, sent_to: &sent_to, code: &code };
    store::one_time_code::insert(tx, &new, now).await?;
    let content = match purpose {
        Purpose::Password => Content::PasswordCode(code),
        Purpose::Contact => Content::ContactCode(code),
        Purpose::Join => Content::JoinCode(code),
    };
    let to = To { destination: None, ..To::exactly(account, contact, language) };
    outbox::queue(tx, to, content, (now, now.plus_minutes(OneTimeCode::MINUTES))).await
}

/// Takes a try at an account's newest code, and uses it up when it is this one and was sent to one of
/// these contacts; which one.
///
/// # Errors
/// The database's own.
pub(super) async fn take<'a>(
    tx: &Tx,
    (account, purpose): (AccountId, Purpose),
    contacts: &'a [Contact],
    code: &str,
    now: Instant,
) -> Result<Option<&'a Contact>> {
    take_by(tx, (account, purpose), contacts, (code, Tries::OfTheCode), now).await
}

/// The same, with what its tries are counted by.
///
/// # Errors
/// The database's own.
pub(super) async fn take_by<'a>(
    tx: &Tx,
    whose: (AccountId, Purpose),
    contacts: &'a [Contact],
    (code, tries): (&str, Tries),
    now: Instant,
) -> Result<Option<&'a Contact>> {
    let Some(kept) = store::one_time_code::try_newest(tx, whose, tries, now).await? else {
        return Ok(None);
    };
    let right = contacts.iter().find(|contact| {
        store::one_time_code::is(tx.vault(), &kept, (&attempts::normal(contact), code))
    });
    match right {
        Some(contact) if store::one_time_code::use_up(tx, &kept, now).await? => Ok(Some(contact)),
        Some(_) | None => Ok(None),
    }
}

/// Which of the two a contact is.
pub(super) const fn kind(contact: &Contact) -> ContactKind {
    match contact {
        Contact::Phone(_) => ContactKind::Phone,
        Contact::Email(_) => ContactKind::Email,
    }
}
