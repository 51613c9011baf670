//! NIK and KK in full, for their owner, who types the password for it.

use balai_shared::{
    account::AccountEventKind,
    error::ErrorCode,
    nik::{Kk, Nik},
    policy::{Action, Actor, Resource, allow},
};

use super::{Services, account_events, reauthenticate, viewer};
use crate::error::{Error, Result};

/// What is shown; what the person never told is missing.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The national identity number.
    pub nik: Option<Nik>,
    /// The family card's number.
    pub kk: Option<Kk>,
}

/// Shows both once, and writes down that they were shown before anybody sees them.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; `VALIDATION_FAILED` for a wrong password; `RATE_LIMITED` after too
/// many.
pub async fn reveal(services: &Services, actor: &Actor, password: String) -> Result<Identity> {
    allow(actor, Action::EditOwnProfile, &Resource::None)?;
    let account = viewer::account(services, actor).await?;
    let account = account.ok_or_else(|| Error::refused(ErrorCode::Forbidden))?;
    reauthenticate::check(services, &account, password, "password").await?;
    let profile = viewer::profile(services, actor, account.id).await?;
    let (nik, kk) = profile.map(|profile| (profile.nik, profile.kk)).unwrap_or_default();
    if nik.is_some() || kk.is_some() {
        services
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let now = tx.now().await?;
                    let shown = AccountEventKind::IdentityShown;
                    account_events::note(tx, account.id, shown, now).await
                })
            })
            .await?;
    }
    Ok(Identity { nik, kk })
}
