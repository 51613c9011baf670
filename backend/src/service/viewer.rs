//! What a signed-in person sees of itself.

use balai_shared::{error::ErrorCode, id::AccountId, policy::Actor};

use super::Services;
use crate::{
    error::{Error, Result},
    model::{
        account::{Account, Applicant},
        application::Notification,
        page::{Page, PageRequest},
    },
    store,
};

/// The account of the person who asks; `None` for a visitor or a partner's software.
///
/// # Errors
/// The database's own.
pub async fn account(services: &Services, actor: &Actor) -> Result<Option<Account>> {
    match actor {
        Actor::Person { account, .. } => {
            store::account::by_id(services.store.read(), services.vault(), *account).await
        }
        Actor::Visitor | Actor::Partner { .. } | Actor::System => Ok(None),
    }
}

/// The profile of an account: the caller's own, which [`account`] gave.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn profile(
    services: &Services,
    actor: &Actor,
    account: AccountId,
) -> Result<Option<Applicant>> {
    own(actor, account)?;
    store::applicant::by_account(services.store.read(), services.vault(), account).await
}

/// A page of the person's messages, the latest first.
///
/// # Errors
/// `FORBIDDEN` for another's; `VALIDATION_FAILED` for a bad page.
pub async fn notifications(
    services: &Services,
    actor: &Actor,
    account: AccountId,
    page: &PageRequest,
) -> Result<Page<Notification>> {
    own(actor, account)?;
    store::notification::list(
        services.store.read(),
        account,
        services.clock().now(),
        &page.window()?,
    )
    .await
}

/// How many messages the person has.
///
/// # Errors
/// `FORBIDDEN` for another's.
pub async fn count_notifications(
    services: &Services,
    actor: &Actor,
    account: AccountId,
) -> Result<u64> {
    own(actor, account)?;
    store::notification::count(services.store.read(), account, services.clock().now()).await
}

/// After a sign-in the request's actor is still the visitor it came as: the account that the
/// use case returned is its own.
pub(super) fn own(actor: &Actor, wanted: AccountId) -> Result<()> {
    match actor {
        Actor::Person { account, .. } if *account != wanted => {
            Err(Error::refused(ErrorCode::Forbidden))
        }
        Actor::Person { .. } | Actor::Visitor | Actor::System => Ok(()),
        Actor::Partner { .. } => Err(Error::refused(ErrorCode::Forbidden)),
    }
}
