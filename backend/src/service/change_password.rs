//! Another password, by who knows the present one.

use balai_shared::{
    account::{AccountEventKind, AccountNotice},
    contact::Password,
    error::ErrorCode,
    id::DeviceId,
    nik::{Kk, Nik},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, account_events, reauthenticate, viewer};
use crate::{
    error::{Error, Result},
    model::account::Account,
    store,
};

/// What the person types.
#[derive(Debug, Clone)]
pub struct Input {
    /// The present password.
    pub current: String,
    /// The one to be.
    pub new: String,
}

/// Changes the password, signs every other device out, and tells the owner.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` for a wrong present password or a weak new one;
/// `RATE_LIMITED` after too many wrong ones; `UNAVAILABLE` when too many passwords wait.
pub async fn change(
    services: &Services,
    actor: &Actor,
    device: Option<DeviceId>,
    input: Input,
) -> Result<Account> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    check(services, actor, &account, &input.new).await?;
    reauthenticate::check(services, &account, input.current, "current").await?;
    let hash = services.hasher.hash(input.new).await?;
    let (owner, id) = (account.clone(), account.id);
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::account::set_password(tx, id, hash).await?;
                store::refresh_token::revoke_account(tx, id, device, now).await?;
                account_events::note(tx, id, AccountEventKind::PasswordChanged, now).await?;
                account_events::tell(tx, &owner, AccountNotice::PasswordChanged, now).await
            })
        })
        .await?;
    Ok(account)
}

/// The new password, held against all that is known of the person.
async fn check(services: &Services, actor: &Actor, account: &Account, new: &str) -> Result<()> {
    let profile = viewer::profile(services, actor, account.id).await?;
    let (nik, kk) = profile.map(|profile| (profile.nik, profile.kk)).unwrap_or_default();
    let contacts = [account.email.as_deref(), account.phone.as_ref().map(|phone| phone.as_str())];
    let contacts: Vec<&str> = contacts.into_iter().flatten().collect();
    let own =
        [Some(account.name.as_str()), nik.as_ref().map(Nik::as_str), kk.as_ref().map(Kk::as_str)];
    let own: Vec<&str> = own.into_iter().flatten().collect();
    Password::check_new(new, &contacts, &own)
        .map_err(|error| Error::invalid(vec![error.field_error("new")]))
}
