//! Asking for the password once more, before what can't be taken back.

use balai_shared::error::FieldCode;

use super::{
    Services,
    attempts::{self, Subject},
    limits,
};
use crate::{
    error::{Error, Result},
    model::account::Account,
};

/// Makes sure that it is the account's password; `path` is the field in which it was typed.
///
/// # Errors
/// `VALIDATION_FAILED` for a blank or wrong one; `RATE_LIMITED` after too many; `UNAVAILABLE` when too
/// many passwords wait to be hashed.
pub(super) async fn check(
    services: &Services,
    account: &Account,
    password: String,
    path: &str,
) -> Result<()> {
    if password.is_empty() {
        return Err(Error::field(path, FieldCode::Required));
    }
    let (vault, id) = (services.vault(), account.id.to_string());
    let own = Subject::new(vault, &limits::PASSWORD, &id);
    let day = Subject::new(vault, &limits::PASSWORD_A_DAY, &id);
    let subjects = vec![own, day];
    attempts::within_limits(services, &subjects).await?;
    // As at the sign-in: the limit is looked at again once it is this guess's turn.
    let turn = services.hasher.turn().await?;
    attempts::within_limits(services, &subjects).await?;
    if turn.verify(password, Some(account.password_hash.clone())).await? {
        return Ok(());
    }
    services
        .store
        .write(move |tx| {
            Box::pin(async move {
                let now = tx.now().await?;
                attempts::note(tx, &subjects, now).await
            })
        })
        .await?;
    Err(Error::field(path, FieldCode::Differs))
}
