//! The whole queue at once, for a table that is scrolled rather than paged.

use balai_shared::{
    application::ApplicationState,
    desk::{MOST_ORDERED, QueueSort},
    error::ErrorCode,
    id::ApplicationId,
    policy::{Action, Actor, Resource, Scope, allow, applications_scope},
};

use super::Services;
use crate::{
    error::{Error, Result},
    model::application::ApplicationQuery,
    store,
};

/// The queue in its order.
#[derive(Debug)]
pub struct QueueOrder {
    /// The first [`MOST_ORDERED`] that match.
    pub ids: Vec<ApplicationId>,
    /// How many match in all.
    pub total: i64,
    /// How many there are in each state that has any, whatever states were asked for.
    pub by_state: Vec<(ApplicationState, i64)>,
}

/// What matches, in this order, of the caller's own institutions.
///
/// # Errors
/// `UNAUTHENTICATED`; `FORBIDDEN` for who works at none.
pub async fn order(
    services: &Services,
    actor: &Actor,
    query: &ApplicationQuery,
    sort: QueueSort,
) -> Result<QueueOrder> {
    allow(actor, Action::ListApplications, &Resource::None)?;
    let scope = applications_scope(actor);
    match scope {
        Scope::Everything | Scope::Institutions(_) => {}
        Scope::Nothing | Scope::Region(_) | Scope::Applicant(_) => {
            return Err(Error::refused(ErrorCode::Forbidden));
        }
    }
    let read = services.store.read();
    let ids = store::queue_order::ids(read, query, &scope, sort, MOST_ORDERED).await?;
    let by_state = store::queue_order::by_state(read, query, &scope).await?;
    let asked = |state: &ApplicationState| query.states.is_empty() || query.states.contains(state);
    let total = by_state.iter().filter(|(state, _)| asked(state)).map(|(_, count)| count).sum();
    Ok(QueueOrder { ids, total, by_state })
}
