//! What changed behind a cursor, for who keeps a copy: whatever a partner sees of an application or a
//! session brings it again, and nothing that is committed is passed over.

use balai_shared::{
    error::{FieldCode, FieldError},
    policy::Scope,
};

use super::Services;
use crate::{
    error::{Error, Result},
    model::{
        application::{Application, ApplicationOrder, ApplicationQuery},
        catalogue::{Listing, SessionOrder, SessionQuery},
        page::{Page, PageRequest},
    },
    store::{self, session_list::View, sync::Span},
};

/// The next applications that changed.
///
/// # Errors
/// `VALIDATION_FAILED` at each argument that doesn't go with a cursor, and at the cursor itself.
pub(super) async fn applications(
    services: &Services,
    (query, cursor): (&ApplicationQuery, &str),
    scope: &Scope,
    page: &PageRequest,
) -> Result<Page<Application>> {
    let ordered = match query.order {
        None | Some(ApplicationOrder::ChangedAt) => false,
        Some(ApplicationOrder::SubmittedAt) => true,
    };
    refuse(&[
        ("changedSince", query.changed_since.is_some()),
        ("orderBy", ordered),
        // What leaves the list of a filter would never be told to have left.
        ("filter.states", !query.states.is_empty()),
        ("filter.search", query.sought.is_some()),
        ("last", page.last.is_some()),
        ("before", page.before.is_some()),
    ])?;
    let span = span(services, cursor, page).await?;
    store::sync_list::applications(services.store.read(), query, scope, &span).await
}

/// The next sessions that changed.
///
/// # Errors
/// As [`applications`].
pub(super) async fn sessions(
    services: &Services,
    (query, cursor): (&SessionQuery, &str),
    view: &View,
    page: &PageRequest,
) -> Result<Page<Listing>> {
    refuse(&[
        ("changedSince", query.changed_since.is_some()),
        ("orderBy", query.order.is_some_and(|order| order != SessionOrder::ChangedAt)),
        ("search", query.search.is_some()),
        ("nearViewer", query.near.is_some()),
        ("nearPoint", query.point.is_some()),
        ("filter.regionCode", query.region.is_some()),
        ("filter.vocationIds", !query.vocations.is_empty()),
        ("filter.modes", !query.modes.is_empty()),
        ("filter.fundings", !query.fundings.is_empty()),
        ("filter.selectionMethods", !query.methods.is_empty()),
        ("filter.states", !query.states.is_empty()),
        ("filter.startsFrom", query.starts_from.is_some()),
        ("filter.startsUntil", query.starts_until.is_some()),
        ("last", page.last.is_some()),
        ("before", page.before.is_some()),
    ])?;
    let span = span(services, cursor, page).await?;
    store::sync_list::sessions(services.store.read(), query, view, &span).await
}

/// Behind the farther of the cursor and the page's, which is of the same kind.
async fn span(services: &Services, cursor: &str, page: &PageRequest) -> Result<Span> {
    let mut cursors = vec![("changedAfter", cursor)];
    cursors.extend(page.after.as_deref().map(|after| ("after", after)));
    store::sync::span(&services.store, &cursors, page.window()?.size).await
}

fn refuse(given: &[(&str, bool)]) -> Result<()> {
    let given = given.iter().filter(|(_, given)| *given);
    let fields: Vec<_> =
        given.map(|(path, _)| FieldError::new(path, FieldCode::NotAllowed)).collect();
    if fields.is_empty() { Ok(()) } else { Err(Error::invalid(fields)) }
}

/// To be done when the server starts, before anything is written.
///
/// # Errors
/// The database's own.
pub async fn begin(services: &Services) -> Result<()> {
    store::sync::begin(&services.store).await
}

/// Forgets what of the records of changes nobody needs any more.
///
/// # Errors
/// The database's own.
pub async fn prune(services: &Services) -> Result<u64> {
    services.store.write(|tx| Box::pin(store::sync::prune(tx))).await
}
