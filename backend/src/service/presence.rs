//! Who else has an application open at the desk.

use balai_shared::{
    desk::PRESENCE_SECONDS,
    error::ErrorCode,
    id::{AccountId, ApplicationId},
    policy::{Action, Actor, allow},
};

use super::{Services, applications, desk_views::person};
use crate::{
    error::{Error, Result},
    store,
};

/// Says that the caller has the application open, and tells who else has: their names, sorted. To be
/// said again every [`balai_shared::desk::PRESENCE_BEAT_SECONDS`]; who was silent for
/// [`PRESENCE_SECONDS`] has gone.
///
/// # Errors
/// `UNAUTHENTICATED`; `NOT_FOUND` for another centre's; `FORBIDDEN` for the applicant itself and for a
/// partner's software.
pub async fn open(services: &Services, actor: &Actor, id: &str) -> Result<Vec<String>> {
    let (id, who) = permitted(services, actor, id).await?;
    let others = services.store.write(move |tx| {
        Box::pin(async move {
            let now = tx.now().await?;
            store::presence::see(tx, id, who, now).await?;
            let since = now.plus_seconds(-PRESENCE_SECONDS);
            store::presence::others(tx.conn(), id, who, since).await
        })
    });
    let names = store::account::names(services.store.read(), &others.await?).await?;
    let mut names: Vec<String> = names.into_values().collect();
    names.sort();
    Ok(names)
}

/// Says that the caller has closed it.
///
/// # Errors
/// As [`open`].
pub async fn close(services: &Services, actor: &Actor, id: &str) -> Result<ApplicationId> {
    let (id, who) = permitted(services, actor, id).await?;
    let left = services
        .store
        .write(move |tx| Box::pin(async move { store::presence::leave(tx, id, who).await }));
    left.await?;
    Ok(id)
}

async fn permitted(
    services: &Services,
    actor: &Actor,
    id: &str,
) -> Result<(ApplicationId, AccountId)> {
    if *actor == Actor::Visitor {
        return Err(Error::refused(ErrorCode::Unauthenticated));
    }
    let id: ApplicationId = id.parse()?;
    let found = applications::by_ids(services, actor, &[id]).await?.pop();
    let found = found.ok_or_else(|| Error::refused(ErrorCode::NotFound))?;
    if allow(actor, Action::ActAsApplicant, &applications::resource(&found)).is_ok() {
        return Err(Error::refused(ErrorCode::Forbidden));
    }
    Ok((id, person(actor)?))
}

/// Forgets who has gone.
///
/// # Errors
/// The database's own.
pub async fn purge(services: &Services) -> Result<u64> {
    services
        .store
        .write(|tx| {
            Box::pin(async move {
                let before = tx.now().await?.plus_seconds(-PRESENCE_SECONDS);
                store::presence::purge(tx, before).await
            })
        })
        .await
}
