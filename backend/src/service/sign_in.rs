//! Signing in.

use balai_shared::{
    contact::Contact,
    error::{ErrorCode, FieldCode, FieldError},
    language::Language,
};

use super::{
    Services,
    attempts::{self, Subject, within_limits},
    known_devices, limits, preferences,
    tokens::{self, Place, SignedIn},
};
use crate::{
    auth::vault::Vault,
    error::{Error, Result},
    model::network::Network,
    store,
};

/// What the person types.
#[derive(Debug, Clone)]
pub struct Input {
    /// Phone number or e-mail address.
    pub identifier: String,
    /// The password.
    pub password: String,
    /// The language that the person reads: messages come in it from now on.
    pub language: Language,
    /// Where the person signs in.
    pub device: Place,
}

/// Checks the password and hands out tokens.
///
/// # Errors
/// `VALIDATION_FAILED` for an empty field; `UNAUTHENTICATED` for a wrong password or no such account,
/// which look the same and take as long; `RATE_LIMITED` after too many failures, of strangers, or of the
/// very device where somebody has signed in to the account before; `UNAVAILABLE` when too many passwords wait to be hashed.
pub async fn sign_in(
    services: &Services,
    input: Input,
    address: Option<Network>,
) -> Result<SignedIn> {
    let contact = check(&input)?;
    let account = match &contact {
        Some(contact) => {
            let (connection, vault) = (services.store.read(), services.vault());
            store::account::by_contact(connection, vault, contact).await?
        }
        None => None,
    };
    let known = known_devices::find(services, account.as_ref(), input.device.mark.as_ref()).await?;
    let subjects = match known {
        Some(known) => known.subjects(services.vault(), &[&limits::SIGN_IN_DEVICE]),
        None => subjects(services, &input.identifier, contact.as_ref(), address),
    };
    within_limits(services, &subjects).await?;
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
    preferences::remember_language(services, account.id, input.language).await?;
    tokens::begin(services, account, input.device).await
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

/// What failures are counted by.
fn subjects(
    services: &Services,
    typed: &str,
    contact: Option<&Contact>,
    address: Option<Network>,
) -> Vec<Subject> {
    let identifier = contact.map_or_else(|| typed.trim().to_lowercase(), attempts::normal);
    let vault = services.vault();
    let address = Subject::of_network(vault, &limits::SIGN_IN_NETWORK, address);
    std::iter::once(account_subject(vault, &identifier)).chain(address).collect()
}

/// What the failures of an account are counted by, for one of its identifiers in its normal form.
pub(super) fn account_subject(vault: &Vault, identifier: &str) -> Subject {
    Subject::new(vault, &limits::SIGN_IN_ACCOUNT, identifier)
}

async fn remember(services: &Services, subjects: Vec<Subject>) -> Result<()> {
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                attempts::note(tx, &subjects, now).await
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
                let before = tx.now().await?.plus_minutes(-limits::DAY);
                store::attempt::forget(tx, None, before).await
            })
        })
        .await
}
