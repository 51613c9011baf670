//! Proving by a code that a phone or a mailbox is the person's.

use balai_shared::{
    account::{AccountEventKind, AccountNotice, ContactKind},
    contact::Contact,
    error::{ErrorCode, FieldCode},
    id::AccountId,
    language::Language,
    one_time::OneTimeCode,
    policy::{Action, Actor, Resource, allow},
    time::Instant,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    limits, one_time, outbox, viewer,
};
use crate::{
    auth::vault::Vault,
    error::{Error, Result},
    model::{account::Account, network::Network},
    store::{self, Tx, one_time_code::Purpose},
};

/// How long a contact that was only typed in is held for who typed it: time to find the code.
const CLAIM_HOURS: i64 = 24;

/// A code that is ready to be sent within the step that needs it.
pub(super) struct Sending {
    code: String,
    language: Language,
    place: Option<Subject>,
}

impl Sending {
    /// # Errors
    /// No randomness.
    pub(super) fn new(vault: &Vault, address: Option<Network>, language: Language) -> Result<Self> {
        let place = Subject::of_network(vault, &limits::CODE_ASKED_NETWORK, address);
        Ok(Self { code: one_time::draw()?, language, place })
    }

    /// Sends it, unless too many went there: the step itself is done all the same, and the person
    /// asks for a code later.
    ///
    /// # Errors
    /// The database's own.
    pub(super) async fn send(
        self,
        tx: &Tx,
        account: AccountId,
        contact: &Contact,
        now: Instant,
    ) -> Result<()> {
        let subjects = subjects(tx.vault(), contact, self.place);
        if attempts::exceeded(tx.conn(), &subjects, now).await?.is_some() {
            return Ok(());
        }
        attempts::note(tx, &subjects, now).await?;
        let whose = (account, Purpose::Contact);
        one_time::send(tx, whose, (contact, self.language), self.code, now).await
    }
}

fn subjects(vault: &Vault, contact: &Contact, place: Option<Subject>) -> Vec<Subject> {
    let normal = attempts::normal(contact);
    let own = Subject::new(vault, &limits::CODE_ASKED, &normal);
    let day = Subject::new(vault, &limits::CODE_ASKED_A_DAY, &normal);
    [own, day].into_iter().chain(place).collect()
}

/// Sends a code to one of the person's own contacts.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` where the person has no such contact;
/// `CONFLICT` for one that is proved already; `RATE_LIMITED` after three codes in a quarter of an
/// hour.
pub async fn request(
    services: &Services,
    actor: &Actor,
    kind: ContactKind,
    (language, address): (Language, Option<Network>),
) -> Result<Account> {
    let account = own(services, actor).await?;
    let found = account.contacts().into_iter().find(|own| own.kind() == kind);
    let found = found.ok_or_else(|| Error::field("contact", FieldCode::NotAllowed))?;
    if found.confirmed_at.is_some() {
        return Err(Error::refused(ErrorCode::Conflict));
    }
    let sending = Sending::new(services.vault(), address, language)?;
    let limits = subjects(services.vault(), &found.contact, sending.place.clone());
    attempts::within_limits(services, &limits).await?;
    let id = account.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                sending.send(tx, id, &found.contact, now).await
            })
        })
        .await?;
    Ok(account)
}

/// Proves the contact that the code was sent to.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` for a wrong code; `RATE_LIMITED` after too many.
pub async fn confirm(services: &Services, actor: &Actor, code: &str) -> Result<Account> {
    let account = own(services, actor).await?;
    let code = match code.trim() {
        "" => return Err(Error::field("code", FieldCode::Required)),
        text => OneTimeCode::parse(text).ok_or_else(wrong_code)?,
    };
    let (vault, id) = (services.vault(), account.id);
    let own = Subject::new(vault, &limits::CODE_TRIED, &id.to_string());
    let day = Subject::new(vault, &limits::CODE_TRIED_A_DAY, &id.to_string());
    let subjects = vec![own, day];
    attempts::within_limits(services, &subjects).await?;
    let proved = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::account::lock(tx, id).await?;
                let Some(account) = store::account::by_id(tx.conn(), tx.vault(), id).await? else {
                    return Ok(None);
                };
                let contacts: Vec<Contact> =
                    account.contacts().into_iter().map(|own| own.contact).collect();
                let whose = (id, Purpose::Contact);
                let Some(contact) = one_time::take(tx, whose, &contacts, &code, now).await? else {
                    // The try itself is kept, so this is no error of the transaction.
                    attempts::note(tx, &subjects, now).await?;
                    return Ok(None);
                };
                prove(tx, id, one_time::kind(contact), now).await?;
                store::account::by_id(tx.conn(), tx.vault(), id).await
            })
        })
        .await?;
    proved.ok_or_else(wrong_code)
}

fn wrong_code() -> Error {
    Error::field("code", FieldCode::WrongCode)
}

async fn own(services: &Services, actor: &Actor) -> Result<Account> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let found = viewer::account(services, actor).await?;
    found.ok_or_else(|| Error::refused(ErrorCode::Forbidden))
}

/// Writes down that a code came back from a contact.
///
/// # Errors
/// The database's own.
pub(super) async fn prove(
    tx: &Tx,
    account: AccountId,
    kind: ContactKind,
    now: Instant,
) -> Result<()> {
    store::contact::confirm(tx, account, kind, now).await?;
    let event = match kind {
        ContactKind::Phone => AccountEventKind::PhoneConfirmed,
        ContactKind::Email => AccountEventKind::EmailConfirmed,
    };
    account_events::note(tx, account, event, now).await
}

/// Whether another account keeps a contact that somebody wants; one that may do without it lets it go.
///
/// # Errors
/// The database's own.
pub(super) async fn holds(
    tx: &Tx,
    other: Option<Account>,
    kind: ContactKind,
    now: Instant,
) -> Result<bool> {
    let Some(other) = other else { return Ok(false) };
    // Its owner may be proving it at this moment.
    store::account::lock(tx, other.id).await?;
    let other = store::account::by_id(tx.conn(), tx.vault(), other.id).await?;
    let Some(other) = other else { return Ok(false) };
    let changed = match kind {
        ContactKind::Phone => AccountEventKind::PhoneChanged,
        ContactKind::Email => AccountEventKind::EmailChanged,
    };
    let claimed = store::account_event::latest(tx.conn(), other.id, changed).await?;
    let claimed = claimed.unwrap_or(other.created_at);
    if !other.proofs().may_release(kind) || now < claimed.plus_hours(CLAIM_HOURS) {
        return Ok(true);
    }
    store::contact::release(tx, other.id, kind).await?;
    let event = match kind {
        ContactKind::Phone => AccountEventKind::PhoneReleased,
        ContactKind::Email => AccountEventKind::EmailReleased,
    };
    account_events::note(tx, other.id, event, now).await?;
    Ok(false)
}

/// The person has put another contact in: nothing proves it, a code goes there, and whoever reads the
/// old one learns of it. `before` is the account as it was.
///
/// # Errors
/// The database's own.
pub(super) async fn replaced(
    tx: &Tx,
    before: &Account,
    kind: ContactKind,
    now: Instant,
) -> Result<()> {
    store::contact::doubt(tx, before.id, kind).await?;
    let event = match kind {
        ContactKind::Phone => AccountEventKind::PhoneChanged,
        ContactKind::Email => AccountEventKind::EmailChanged,
    };
    account_events::note(tx, before.id, event, now).await?;
    let old = before.contacts().into_iter().find(|own| own.kind() == kind);
    if let Some(old) = old.filter(|old| old.confirmed_at.is_some()) {
        let language = store::preference::of(tx.conn(), before.id).await?.language;
        let whose = (before.id, language);
        outbox::notify(tx, whose, &old.contact, AccountNotice::ContactChanged, now).await?;
    }
    Ok(())
}
