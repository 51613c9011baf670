//! Devices on which the person has signed in before: what strangers try doesn't lock these out.
//!
//! A device has a secret in a cookie that outlives signing out. It opens nothing: it only gives the
//! device counts of its own, for the accounts that somebody signed in to there.

use balai_shared::id::{AccountId, DeviceId};

use super::{Services, attempts::Subject, limits::Limit};
use crate::{
    auth::{secret, tokens::DeviceMark, vault::Vault},
    error::Result,
    model::account::Account,
    store::{self, Tx},
};

/// A device that has signed in to an account.
pub(super) struct Known {
    what: String,
}

impl Known {
    /// What the device is counted by, apart from everybody else.
    pub(super) fn subjects(&self, vault: &Vault, limits: &[&Limit]) -> Vec<Subject> {
        limits.iter().map(|limit| Subject::new(vault, limit, &self.what)).collect()
    }
}

/// The device that asks, if somebody has signed in to the account there.
///
/// # Errors
/// The database's own.
pub(super) async fn find(
    services: &Services,
    account: Option<&Account>,
    mark: Option<&DeviceMark>,
) -> Result<Option<Known>> {
    let (Some(account), Some(mark)) = (account, mark) else { return Ok(None) };
    let (read, id) = (services.store.read(), account.id);
    let known = store::known_device::is_known(read, id, mark.as_str()).await?;
    Ok(known.then(|| Known { what: format!("{id}/{}", mark.as_str()) }))
}

/// Remembers the device that asks; its secret, which is a new one where it has none.
///
/// # Errors
/// The database's own.
pub(super) async fn remember(
    tx: &Tx,
    account: AccountId,
    (mark, by): (Option<DeviceMark>, Option<DeviceId>),
) -> Result<DeviceMark> {
    let mark = match mark {
        Some(mark) => mark,
        None => DeviceMark::new(secret::random_text()?),
    };
    let now = tx.now().await?;
    store::known_device::remember(tx, account, (mark.as_str(), by), now).await?;
    Ok(mark)
}
