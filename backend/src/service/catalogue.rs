//! Reading institutions, programs and sessions.

use balai_shared::{
    error::FieldCode,
    id::{InstitutionId, ProgramId, SessionId},
    policy::{Action, Actor, Resource, allow, sessions_scope},
};

use super::{Services, open_first, synchronise};
use crate::{
    error::{Error, Result},
    model::{
        catalogue::{
            Institution, InstitutionQuery, Listing, PastIntake, ProgramListing, ProgramQuery,
            SessionQuery,
        },
        page::{Page, PageRequest},
    },
    store::{self, session_list::View},
};

fn view(services: &Services, actor: &Actor) -> View {
    View { drafts: sessions_scope(actor), now: services.clock().now() }
}

/// Whether the caller works where the session is held.
#[must_use]
pub fn may_see_link(actor: &Actor, listing: &Listing) -> bool {
    let resource = Resource::Institution(listing.institution.id);
    allow(actor, Action::ViewDraftSession, &resource).is_ok()
}

/// A page of sessions: the public ones, and the drafts of the caller's own institutions.
///
/// # Errors
/// `VALIDATION_FAILED` for a bad page.
pub async fn sessions(
    services: &Services,
    actor: &Actor,
    query: &SessionQuery,
    page: &PageRequest,
) -> Result<Page<Listing>> {
    let view = view(services, actor);
    if let Some(cursor) = &query.changed_after {
        return synchronise::sessions(services, (query, cursor), &view, page).await;
    }
    let (read, window) = (services.store.read(), page.window()?);
    let mut found = store::session_list::list(read, query, &view, &window).await?;
    found.sync_cursor = Some(store::sync::beginning()?);
    Ok(found)
}

/// The same with those that one can still apply for, now or later, before the others.
///
/// # Errors
/// As [`sessions`]; `VALIDATION_FAILED` also for both cursors at once.
pub async fn sessions_open_first(
    services: &Services,
    actor: &Actor,
    query: &SessionQuery,
    page: &PageRequest,
) -> Result<Page<Listing>> {
    if query.changed_after.is_some() {
        return Err(Error::field("openFirst", FieldCode::NotAllowed));
    }
    let view = view(services, actor);
    let mut found = open_first::list(services, query, &view, &page.window()?).await?;
    found.sync_cursor = Some(store::sync::beginning()?);
    Ok(found)
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count_sessions(
    services: &Services,
    actor: &Actor,
    query: &SessionQuery,
) -> Result<u64> {
    let view = view(services, actor);
    store::session_list::count(services.store.read(), query, &view).await
}

/// Those of these sessions that the caller may see.
///
/// # Errors
/// The database's own.
pub async fn sessions_by_id(
    services: &Services,
    actor: &Actor,
    ids: &[SessionId],
) -> Result<Vec<Listing>> {
    let query = SessionQuery { ids: Some(ids.to_vec()), ..SessionQuery::default() };
    let view = view(services, actor);
    store::session_list::find(services.store.read(), &query, &view).await
}

/// One session, if the caller may see it.
///
/// # Errors
/// The database's own.
pub async fn session(services: &Services, actor: &Actor, id: SessionId) -> Result<Option<Listing>> {
    Ok(sessions_by_id(services, actor, &[id]).await?.pop())
}

/// A page of programs.
///
/// # Errors
/// `VALIDATION_FAILED` for a bad page.
pub async fn programs(
    services: &Services,
    query: &ProgramQuery,
    page: &PageRequest,
) -> Result<Page<ProgramListing>> {
    store::program::list(services.store.read(), query, &page.window()?).await
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count_programs(services: &Services, query: &ProgramQuery) -> Result<u64> {
    store::program::count(services.store.read(), query).await
}

/// These programs.
///
/// # Errors
/// The database's own.
pub async fn programs_by_id(services: &Services, ids: &[ProgramId]) -> Result<Vec<ProgramListing>> {
    store::program::by_ids(services.store.read(), ids).await
}

/// What became of the sessions of these programs that are over.
///
/// # Errors
/// The database's own.
pub async fn past_intakes(
    services: &Services,
    ids: &[ProgramId],
) -> Result<Vec<(ProgramId, PastIntake)>> {
    store::program::past_intakes(services.store.read(), ids, services.clock().now()).await
}

/// A page of institutions.
///
/// # Errors
/// `VALIDATION_FAILED` for a bad page.
pub async fn institutions(
    services: &Services,
    query: &InstitutionQuery,
    page: &PageRequest,
) -> Result<Page<Institution>> {
    store::institution::list(services.store.read(), query, &page.window()?).await
}

/// How many there are.
///
/// # Errors
/// The database's own.
pub async fn count_institutions(services: &Services, query: &InstitutionQuery) -> Result<u64> {
    store::institution::count(services.store.read(), query).await
}

/// These institutions.
///
/// # Errors
/// The database's own.
pub async fn institutions_by_id(
    services: &Services,
    ids: &[InstitutionId],
) -> Result<Vec<Institution>> {
    store::institution::by_ids(services.store.read(), ids).await
}
