//! Signing in.

use std::net::IpAddr;

use balai_shared::{
    contact::Contact,
    error::{ErrorCode, FieldCode, FieldError},
};

use super::{
    Services,
    tokens::{self, SignedIn},
};
use crate::{
    auth::secret::new_id,
    error::{Error, Result},
    model::account::Account,
    store::{self, account::Identifier},
};

/// How long failures count, in minutes.
const WINDOW_MINUTES: i64 = 15;
/// Failures for one account before it must wait (API.md, Sign-in).
const ACCOUNT_LIMIT: u64 = 10;
/// Failures from one address. Mobile carriers put thousands of people behind one, so it only stops
/// what no crowd of people does; successes don't count.
const ADDRESS_LIMIT: u64 = 1000;

/// What the person types.
#[derive(Debug, Clone)]
pub struct Input {
    /// Phone number or e-mail address.
    pub identifier: String,
    /// The password.
    pub password: String,
}

/// Checks the password and hands out tokens.
///
/// # Errors
/// `VALIDATION_FAILED` for an empty field; `UNAUTHENTICATED` for a wrong password or no such account,
/// which look the same and take as long; `RATE_LIMITED` after too many failures; `UNAVAILABLE`
/// when too many passwords wait to be hashed.
pub async fn sign_in(
    services: &Services,
    input: Input,
    address: Option<IpAddr>,
) -> Result<SignedIn> {
    let contact = check(&input)?;
    let subjects = subjects(services, &input.identifier, contact.as_ref(), address);
    within_limits(services, &subjects).await?;
    let account = match &contact {
        Some(contact) => find(services, contact).await?,
        None => None,
    };
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    // The turn is held until a failure is written down, and the limit is looked at again within it:
    // of a thousand guesses sent at once, those that waited find that the limit is reached.
    let turn = services.hasher.turn().await?;
    within_limits(services, &subjects).await?;
    let right = turn.verify(input.password, hash).await?;
    let Some(account) = account.filter(|_| right) else {
        remember(services, subjects).await?;
        return Err(Error::at(ErrorCode::Unauthenticated, "password", FieldCode::WrongPassword));
    };
    tokens::begin(services, account).await
}

/// `None`: something that is no phone number or address; it has no account, like any other typo.
fn check(input: &Input) -> Result<Option<Contact>> {
    let mut fields = Vec::new();
    if input.identifier.trim().is_empty() {
        fields.push(FieldError::new("identifier", FieldCode::Required));
    }
    if input.password.is_empty() {
        fields.push(FieldError::new("password", FieldCode::Required));
    }
    if fields.is_empty() {
        Ok(Contact::parse(&input.identifier).ok())
    } else {
        Err(Error::invalid(fields))
    }
}

async fn find(services: &Services, contact: &Contact) -> Result<Option<Account>> {
    let (connection, vault) = (services.store.read(), services.vault());
    match contact {
        Contact::Email(email) => {
            let normal = email.normal();
            store::account::by_identifier(connection, vault, Identifier::Email(&normal)).await
        }
        Contact::Phone(phone) => {
            store::account::by_identifier(connection, vault, Identifier::Phone(phone)).await
        }
    }
}

/// What failures are counted by, as keyed hashes, each with its limit.
fn subjects(
    services: &Services,
    typed: &str,
    contact: Option<&Contact>,
    address: Option<IpAddr>,
) -> Vec<(Vec<u8>, u64)> {
    let identifier = match contact {
        Some(Contact::Email(email)) => email.normal(),
        Some(Contact::Phone(phone)) => phone.as_str().to_owned(),
        None => typed.trim().to_lowercase(),
    };
    let hash =
        |purpose: &str, text: &str| services.vault().fingerprint(purpose, text.as_bytes()).to_vec();
    let account = (hash("sign_in.account", &identifier), ACCOUNT_LIMIT);
    let address =
        address.map(|address| (hash("sign_in.address", &address.to_string()), ADDRESS_LIMIT));
    std::iter::once(account).chain(address).collect()
}

async fn within_limits(services: &Services, subjects: &[(Vec<u8>, u64)]) -> Result<()> {
    let since = services.store.ping().await?.plus_minutes(-WINDOW_MINUTES);
    for (subject, limit) in subjects {
        let failures = store::account::failures(services.store.read(), subject, since).await?;
        if failures >= *limit {
            let seconds = u32::try_from(WINDOW_MINUTES * 60).unwrap_or(u32::MAX);
            return Err(Error::later(ErrorCode::RateLimited, seconds));
        }
    }
    Ok(())
}

async fn remember(services: &Services, subjects: Vec<(Vec<u8>, u64)>) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                for (subject, _) in &subjects {
                    store::account::add_failure(tx, subject, now, new_id(now)?).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Forgets failures that count no more.
///
/// # Errors
/// The database's own.
pub async fn forget_old_failures(services: &Services) -> Result<()> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let before = tx.now().await?.plus_minutes(-WINDOW_MINUTES);
                store::account::forget_failures(tx, None, before).await
            })
        })
        .await
}
