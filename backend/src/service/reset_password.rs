//! A new password for who forgot the old one: a code goes out, and comes back with the password.
//!
//! Neither answer tells whether an account exists: whoever asks for one that isn't there is answered,
//! counted and kept waiting just the same.

use balai_shared::{
    account::{AccountEventKind, AccountNotice, ContactKind},
    contact::{Contact, Password},
    error::{FieldCode, FieldError},
    language::Language,
    one_time::OneTimeCode,
    time::Instant,
};

use super::{
    Services, account_events,
    attempts::{self, Subject},
    contacts,
    known_devices::{self, Known},
    limits, one_time, sign_in,
};
use crate::{
    auth::{tokens::DeviceMark, vault::Vault},
    error::{Error, Result},
    model::{account::Account, network::Network},
    store::{
        self, Tx,
        one_time_code::{Purpose, Tries},
    },
};

/// Where a request comes from.
#[derive(Debug, Clone)]
pub struct From {
    /// The network; `None` where it isn't known.
    pub network: Option<Network>,
    /// The secret of the device.
    pub mark: Option<DeviceMark>,
}

/// Sends a code to the phone or the mailbox, if it is an account's.
///
/// # Errors
/// `VALIDATION_FAILED` for what is no number or address; `RATE_LIMITED` after three codes in a
/// quarter of an hour, which strangers may have asked for, or this device where somebody has signed in
/// to the account before.
pub async fn request(
    services: &Services,
    identifier: &str,
    language: Language,
    from: From,
) -> Result<()> {
    let contact = contact(identifier).map_err(|error| Error::invalid(vec![error]))?;
    let vault = services.vault();
    let known = known(services, &contact, from.mark.as_ref()).await?;
    // Beside those that strangers had sent there.
    let most = OneTimeCode::MOST * if known.is_some() { 2 } else { 1 };
    let subjects = match known {
        Some(known) => {
            let limits = [&limits::RESET_ASKED_DEVICE, &limits::RESET_ASKED_DEVICE_A_DAY];
            known.subjects(vault, &limits)
        }
        None => {
            let normal = attempts::normal(&contact);
            let own = Subject::new(vault, &limits::RESET_ASKED, &normal);
            let day = Subject::new(vault, &limits::RESET_ASKED_A_DAY, &normal);
            let network = Subject::of_network(vault, &limits::RESET_ASKED_NETWORK, from.network);
            [own, day].into_iter().chain(network).collect()
        }
    };
    let _kept = attempts::count(services, subjects).await?;
    let code = one_time::draw()?;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let found = store::account::by_contact(tx.conn(), tx.vault(), &contact).await?;
                let Some(account) = found else { return Ok(()) };
                if !opens(tx, &account, one_time::kind(&contact), now).await? {
                    return Ok(());
                }
                let whose = (account.id, Purpose::Password);
                one_time::send_within(tx, whose, (&contact, language), code, (now, most)).await
            })
        })
        .await
}

/// The device that asks, if somebody has signed in there to the account with this contact.
async fn known(
    services: &Services,
    contact: &Contact,
    mark: Option<&DeviceMark>,
) -> Result<Option<Known>> {
    let account = store::account::by_contact(services.store.read(), services.vault(), contact);
    known_devices::find(services, account.await?.as_ref(), mark).await
}

/// How long a contact that was put into the profile opens nothing yet.
const FIRST_DAY_HOURS: i64 = 24;

/// What the person types.
#[derive(Debug, Clone)]
pub struct Input {
    /// Phone number or e-mail address.
    pub identifier: String,
    /// The six digits.
    pub code: String,
    /// The new password.
    pub password: String,
}

/// Changes the password, signs every device out, and forgives wrong passwords. The device that brought
/// the code is known from then on, and its secret the answer.
///
/// # Errors
/// `VALIDATION_FAILED` with every bad field, a wrong code among them; `RATE_LIMITED` after too many;
/// `UNAVAILABLE` when too many passwords wait to be hashed.
pub async fn reset(services: &Services, input: Input, from: From) -> Result<DeviceMark> {
    let (contact, code) = check(&input)?;
    let vault = services.vault();
    let known = known(services, &contact, from.mark.as_ref()).await?;
    let tries = if known.is_some() { Tries::CountedElsewhere } else { Tries::OfTheCode };
    let subjects = match known {
        Some(known) => {
            let limits = [&limits::RESET_TRIED_DEVICE, &limits::RESET_TRIED_DEVICE_A_DAY];
            known.subjects(vault, &limits)
        }
        None => {
            let normal = attempts::normal(&contact);
            let own = Subject::new(vault, &limits::RESET_TRIED, &normal);
            let day = Subject::new(vault, &limits::RESET_TRIED_A_DAY, &normal);
            let network = Subject::of_network(vault, &limits::RESET_TRIED_NETWORK, from.network);
            [own, day].into_iter().chain(network).collect()
        }
    };
    let counted = attempts::count(services, subjects).await?;
    // Hashed whether or not the code is right, so that both take as long.
    let hash = services.hasher.hash(input.password).await?;
    let done = services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                let mut account =
                    store::account::by_contact(tx.conn(), tx.vault(), &contact).await?;
                if let Some(found) = &account {
                    // Its contacts may be changing at this moment.
                    store::account::lock(tx, found.id).await?;
                    account = store::account::by_contact(tx.conn(), tx.vault(), &contact).await?;
                }
                let typed = (&contact, code.as_str(), tries);
                let Some(account) = with_code(tx, account, typed, now).await? else {
                    // The code's try is kept, so this is no error of the transaction.
                    return Ok(None);
                };
                renew(tx, &account, (&contact, hash), now).await?;
                known_devices::remember(tx, account.id, (from.mark, None)).await.map(Some)
            })
        })
        .await?;
    let mark = done.ok_or_else(|| Error::field("code", FieldCode::WrongCode))?;
    counted.take_back(services).await?;
    Ok(mark)
}

fn contact(identifier: &str) -> Result<Contact, FieldError> {
    Contact::parse(identifier).map_err(|error| error.field_error("identifier"))
}

fn check(input: &Input) -> Result<(Contact, String)> {
    let contact = contact(&input.identifier);
    let code = match input.code.trim() {
        "" => Err(FieldError::new("code", FieldCode::Required)),
        text => {
            OneTimeCode::parse(text).ok_or_else(|| FieldError::new("code", FieldCode::WrongCode))
        }
    };
    let password = Password::check_new(&input.password, &[&input.identifier], &[])
        .map_err(|error| error.field_error("password"));
    match (contact, code, password) {
        (Ok(contact), Ok(code), Ok(())) => Ok((contact, code)),
        (contact, code, password) => {
            let errors = [contact.err(), code.err(), password.err()];
            Err(Error::invalid(errors.into_iter().flatten().collect()))
        }
    }
}

/// The account, if it is there, this contact opens it, and this is its code, which is used up by that.
async fn with_code(
    tx: &Tx,
    account: Option<Account>,
    (contact, code, tries): (&Contact, &str, Tries),
    now: Instant,
) -> Result<Option<Account>> {
    let Some(account) = account else { return Ok(None) };
    if !opens(tx, &account, one_time::kind(contact), now).await? {
        return Ok(None);
    }
    let own = std::slice::from_ref(contact);
    let whose = (account.id, Purpose::Password);
    let used = one_time::take_by(tx, whose, own, (code, tries), now).await?;
    Ok(used.map(|_| account))
}

/// Whether this contact opens the account now. One that was put into the profile doesn't on its first
/// day: whoever holds a phone that is signed in could else take the account over, while who is told at
/// the old contact has had no time to sign in and put it right. A counter's word is as good at once.
async fn opens(tx: &Tx, account: &Account, kind: ContactKind, now: Instant) -> Result<bool> {
    if !account.proofs().may_reset_by(kind) {
        return Ok(false);
    }
    let (event, vouched) = match kind {
        ContactKind::Phone => (AccountEventKind::PhoneChanged, account.phone_vouched_at),
        ContactKind::Email => (AccountEventKind::EmailChanged, None),
    };
    let put_in = store::account_event::latest(tx.conn(), account.id, event).await?;
    Ok(put_in.is_none_or(|at| {
        now >= at.plus_hours(FIRST_DAY_HOURS) || vouched.is_some_and(|vouched| vouched >= at)
    }))
}

/// A new password made by this contact's code: every device is signed out, the contact is proved, and
/// the owner is told by those that were proved before.
async fn renew(
    tx: &Tx,
    account: &Account,
    (contact, hash): (&Contact, String),
    now: Instant,
) -> Result<()> {
    let kind = one_time::kind(contact);
    store::account::set_password(tx, account.id, hash).await?;
    store::refresh_token::revoke_account(tx, account.id, None, now).await?;
    account_events::tell(tx, account, AccountNotice::PasswordChanged, now).await?;
    account_events::note(tx, account.id, AccountEventKind::PasswordReset, now).await?;
    let known = account.contacts();
    if known.iter().any(|own| own.kind() == kind && own.confirmed_at.is_none()) {
        contacts::prove(tx, account.id, kind, now).await?;
    }
    for subject in sign_ins(tx.vault(), account) {
        attempts::forgive(tx, &subject, now).await?;
    }
    Ok(())
}

/// What the account's wrong passwords are counted by.
fn sign_ins(vault: &Vault, account: &Account) -> Vec<Subject> {
    let email = account.email.as_ref().map(|email| email.to_lowercase());
    let phone = account.phone.as_ref().map(|phone| phone.as_str().to_owned());
    let identifiers = email.into_iter().chain(phone);
    identifiers.map(|identifier| sign_in::account_subject(vault, &identifier)).collect()
}

/// Forgets codes that nobody can use any more.
///
/// # Errors
/// The database's own.
pub async fn forget_old_codes(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                // They still count for a while after their time.
                let before = tx.now().await?.plus_minutes(-OneTimeCode::WINDOW_MINUTES);
                store::one_time_code::purge(tx, before).await
            })
        })
        .await
}
