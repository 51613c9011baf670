//! Applications and sessions in the order of their changes.
//!
//! A thing stands at several places: where its row was changed, and where something was that shows in
//! it. Each kind of place is a list of its own, read from its own index; a page is made of their heads.

use balai_shared::{
    application::ApplicationState, id::ApplicationId, id::SessionId, policy::Scope,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect,
    Select,
};

use super::{
    application_list,
    convert::uuid,
    entity::{application, session, touch},
    session_list::{self, View},
    sync::{Found, Span},
};
use crate::{
    error::Result,
    model::{
        application::{Application, ApplicationQuery},
        catalogue::{Listing, SessionQuery},
        page::Page,
    },
};

/// The next applications that the scope shows, but drafts.
///
/// # Errors
/// The database's own.
pub async fn applications(
    connection: &impl ConnectionTrait,
    query: &ApplicationQuery,
    scope: &Scope,
    span: &Span,
) -> Result<Page<Application>> {
    use application::Column;
    let shown = || application_list::condition(query, scope).add(Column::SubmittedAt.is_not_null());
    let (id, change) = (Column::Id.into_expr(), Column::Change.into_expr());
    let own = span.cut(application::Entity::find().filter(shown()), &change, &id);
    let change = touch::Column::Change.into_expr();
    let touched = touching("APPLICATION", Column::Id, query, scope);
    let touched = span.cut(touched, &change, &touch::Column::Id.into_expr());
    let listed = ApplicationState::ALL
        .iter()
        .filter(|state| **state == ApplicationState::Waitlisted || state.takes_part());
    let waiting = touching("WAITING", Column::SessionId, query, scope)
        .filter(Column::State.is_in(listed.map(|state| state.as_str())));
    let waiting = span.cut(waiting, &change, &id);
    let places = span.merged(vec![
        own.into_tuple::<Found>().all(connection).await?,
        touched.into_tuple::<Found>().all(connection).await?,
        waiting.into_tuple::<Found>().all(connection).await?,
    ]);
    let ids: Vec<_> =
        places.ids().into_iter().map(|id| ApplicationId::from_u128(id.as_u128())).collect();
    let rows = super::application::by_ids(connection, &ids).await?;
    let rows = rows.into_iter().map(|row| (uuid(row.id.as_u128()), row)).collect();
    span.page(places, rows)
}

/// Touches of a kind with the applications that they are about, of those that are shown. A touch bears
/// the application's institution: asked for on both sides, PostgreSQL takes two hundredths of the rows
/// for one in forty thousand, and sorts all that it thought to be few.
fn touching(
    kind: &str,
    about: application::Column,
    query: &ApplicationQuery,
    scope: &Scope,
) -> Select<touch::Entity> {
    let of = touch::Entity::belongs_to(application::Entity).from(touch::Column::Id).to(about);
    let institution = touch::Column::InstitutionId;
    let (there, scope) = match scope {
        Scope::Institutions(ids) => {
            let among = institution.is_in(ids.iter().map(|id| uuid(id.as_u128())));
            (Condition::all().add(among), &Scope::Everything)
        }
        Scope::Nothing | Scope::Everything | Scope::Region(_) | Scope::Applicant(_) => {
            (Condition::all(), scope)
        }
    };
    let there = there.add_option(query.institution.map(|id| institution.eq(uuid(id.as_u128()))));
    let elsewhere = ApplicationQuery { institution: None, ..query.clone() };
    touch::Entity::find()
        .join(JoinType::InnerJoin, of.into())
        .filter(touch::Column::Kind.eq(kind))
        .filter(there)
        .filter(application_list::condition(&elsewhere, scope))
        .filter(application::Column::SubmittedAt.is_not_null())
}

/// The next sessions that the view shows.
///
/// # Errors
/// The database's own.
pub async fn sessions(
    connection: &impl ConnectionTrait,
    query: &SessionQuery,
    view: &View,
    span: &Span,
) -> Result<Page<Listing>> {
    use session::Column;
    let shown = || session_list::condition(query, view, None);
    let (id, change) = (Column::Id.into_expr(), Column::Change.into_expr());
    let own = span.cut(session::Entity::find().filter(shown()), &change, &id);
    let of = touch::Entity::belongs_to(session::Entity).from(touch::Column::Id).to(Column::Id);
    let touched = touch::Entity::find()
        .join(JoinType::InnerJoin, of.into())
        .filter(touch::Column::Kind.eq("SESSION"))
        .filter(shown());
    let (id, change) = (touch::Column::Id.into_expr(), touch::Column::Change.into_expr());
    let touched = span.cut(touched, &change, &id);
    let places = span.merged(vec![
        own.into_tuple::<Found>().all(connection).await?,
        touched.into_tuple::<Found>().all(connection).await?,
    ]);
    let ids = places.ids().into_iter().map(|id| SessionId::from_u128(id.as_u128())).collect();
    let listed = SessionQuery { ids: Some(ids), ..SessionQuery::default() };
    let rows = session_list::find(connection, &listed, view).await?;
    let rows = rows.into_iter().map(|row| (uuid(row.session.id.as_u128()), row)).collect();
    span.page(places, rows)
}
