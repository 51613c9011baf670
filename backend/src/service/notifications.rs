//! A person's messages within Balai: read ones and unread ones.

use balai_shared::{
    error::ErrorCode,
    id::AccountId,
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, viewer};
use crate::{
    error::{Error, Result},
    model::account::Account,
    store,
};

/// How many messages the person hasn't read.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn unread(services: &Services, actor: &Actor, account: AccountId) -> Result<u64> {
    viewer::own(actor, account)?;
    store::notification::unread(services.store.read(), account, services.clock().now()).await
}

/// Marks all that the person has now as read.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`.
pub async fn mark_read(services: &Services, actor: &Actor) -> Result<Account> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    let id = account.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                store::notification::mark_read(tx, id, now).await
            })
        })
        .await?;
    Ok(account)
}
