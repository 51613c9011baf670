//! How people want to be told.

use balai_shared::{
    error::ErrorCode,
    id::AccountId,
    language::Language,
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, viewer};
use crate::{
    error::{Error, Result},
    model::{account::Account, message::Preferences},
    store,
};

/// What is chosen; what is left out stays as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Input {
    /// News by e-mail.
    pub email: Option<bool>,
    /// News by SMS, where there is no address for e-mail.
    pub sms: Option<bool>,
    /// New sessions like those that the person waits for, by these ways.
    pub new_sessions: Option<bool>,
}

/// A person's preferences: the caller's own account, as [`viewer::account`] gave it.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn of(services: &Services, actor: &Actor, account: AccountId) -> Result<Preferences> {
    viewer::own(actor, account)?;
    store::preference::of(services.store.read(), account).await
}

/// Changes what is given. Codes that the person asks for come in any case.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`.
pub async fn update(services: &Services, actor: &Actor, input: Input) -> Result<Account> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let found = viewer::account(services, actor).await?;
    let found = found.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    let account = found.id;
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                store::account::lock(tx, account).await?;
                let old = store::preference::of(tx.conn(), account).await?;
                let new = Preferences {
                    email: input.email.unwrap_or(old.email),
                    sms: input.sms.unwrap_or(old.sms),
                    new_sessions: input.new_sessions.unwrap_or(old.new_sessions),
                    ..old
                };
                store::preference::set(tx, account, new).await
            })
        })
        .await?;
    Ok(found)
}

/// Keeps in mind what the person reads; writes only where that is new.
///
/// # Errors
/// The database's own.
pub(super) async fn remember_language(
    services: &Services,
    account: AccountId,
    language: Language,
) -> Result<()> {
    let known = store::preference::of(services.store.read(), account).await?;
    if known.language == language {
        return Ok(());
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                store::account::lock(tx, account).await?;
                let old = store::preference::of(tx.conn(), account).await?;
                store::preference::set(tx, account, Preferences { language, ..old }).await
            })
        })
        .await
}
