//! Where a person is signed in, and signing out there.

use balai_shared::{
    error::ErrorCode,
    id::{AccountId, DeviceId},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, viewer};
use crate::{
    error::{Error, Result},
    model::account::{Account, Device},
    store,
};

/// The devices on which the caller's own account, as [`viewer::account`] gave it, is signed in; the
/// one seen last first.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn of(services: &Services, actor: &Actor, account: AccountId) -> Result<Vec<Device>> {
    viewer::own(actor, account)?;
    store::device::of_account(services.store.read(), account).await
}

/// Signs one of the person's devices out. It takes effect with that device's next request.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `NOT_FOUND` for none of the person's own.
pub async fn sign_out(services: &Services, actor: &Actor, id: &str) -> Result<(Account, DeviceId)> {
    let account = own(services, actor).await?;
    let id: DeviceId = id.parse()?;
    let devices = store::device::of_account(services.store.read(), account.id).await?;
    if !devices.iter().any(|device| device.id == id) {
        return Err(Error::refused(ErrorCode::NotFound));
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                // It may be in other hands: nothing is left of it.
                store::known_device::forget(tx, id).await?;
                store::refresh_token::revoke_family(tx, id.as_u128(), now).await
            })
        })
        .await?;
    Ok((account, id))
}

/// Signs all of the person's devices out but the one that asks.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`.
pub async fn sign_out_others(
    services: &Services,
    actor: &Actor,
    current: Option<DeviceId>,
) -> Result<Account> {
    let account = own(services, actor).await?;
    let id = account.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::refresh_token::revoke_account(tx, id, current, now).await
            })
        })
        .await?;
    Ok(account)
}

async fn own(services: &Services, actor: &Actor) -> Result<Account> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let found = viewer::account(services, actor).await?;
    found.ok_or_else(|| Error::refused(ErrorCode::Forbidden))
}
